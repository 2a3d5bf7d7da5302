"""An edition is found by its folder, by the conventions, or as one lone file."""

from pathlib import Path

import pytest

from teiserge.edition import enclosing, load_edition, open_edition, resource
from teiserge.errors import EditionError

TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body><p>A</p></body></text></TEI>'


def put(file: Path, content: str = TEI) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(content, "utf-8")
    return file


def test_by_the_conventions_the_files_are_those_in_tei_and_edition_xml_comes_first(tmp_path: Path) -> None:
    for name in ("texts/b.xml", "edition.xml", "texts/a.xml", "registers/persons.xml", "texts/notes.txt"):
        put(tmp_path / "tei" / name)
    put(tmp_path / "elsewhere.xml")

    edition = open_edition(tmp_path)

    names = [file.relative_to(tmp_path / "tei").as_posix() for file in edition.files]
    assert names == ["edition.xml", "registers/persons.xml", "texts/a.xml", "texts/b.xml"]
    assert edition.schema == resource("schema/teiserge.rng")


def test_other_peoples_tei_in_a_folder_of_that_name_is_not_held_to_our_schema(tmp_path: Path) -> None:
    put(tmp_path / "tei/a.xml")

    assert open_edition(tmp_path).schema is None


def test_any_other_folder_is_searched_but_not_for_outputs_and_hidden_files(tmp_path: Path) -> None:
    for name in ("editions/a.XML", "indices/persons.xml", "out/prepared/a.xml", ".git/b.xml", "sources/c.xml"):
        put(tmp_path / name)

    edition = open_edition(tmp_path)

    assert [file.name for file in edition.files] == ["a.XML", "persons.xml"]
    assert edition.schema is None


def test_what_teiserge_wrote_is_not_read_again(tmp_path: Path) -> None:
    put(tmp_path / "a.xml")
    put(tmp_path / "site/prepared/a.xml")
    put(tmp_path / "site/prepared/.teiserge")

    assert open_edition(tmp_path).files == (tmp_path / "a.xml",)


def test_a_folder_called_tei_around_an_edition_is_not_its_own(tmp_path: Path) -> None:
    put(tmp_path / "tei/edition.xml")
    file = put(tmp_path / "tei/mine/tei/edition.xml")

    assert open_edition(tmp_path / "tei/mine").files == (file,)


def test_a_link_that_leads_round_in_a_circle_is_not_followed(tmp_path: Path) -> None:
    put(tmp_path / "editions/a.xml")
    (tmp_path / "editions/again").symlink_to(tmp_path)

    assert [file.name for file in open_edition(tmp_path).files] == ["a.xml"]


def test_one_lone_file_is_an_edition(tmp_path: Path) -> None:
    file = put(tmp_path / "poem.xml")

    edition = open_edition(file)

    assert (edition.root, edition.files, edition.schema, edition.lone) == (tmp_path, (file,), None, True)


def test_a_folder_without_xml_and_a_missing_path_are_refused(tmp_path: Path) -> None:
    with pytest.raises(EditionError, match="there is no XML file here"):
        open_edition(tmp_path)
    with pytest.raises(EditionError, match="there is no such file or folder"):
        open_edition(tmp_path / "absent")


def test_a_file_of_an_edition_knows_the_edition_around_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = put(tmp_path / "tei/texts/a.xml")
    monkeypatch.chdir(tmp_path)

    assert enclosing(file) == file
    put(tmp_path / "tei/edition.xml")
    assert enclosing(file) == Path()
    assert enclosing(Path("tei")) == Path()
    assert enclosing(Path("elsewhere.xml")) == Path("elsewhere.xml")


def test_in_a_folder_xml_that_is_not_tei_is_passed_over_with_a_remark(tmp_path: Path) -> None:
    put(tmp_path / "a.xml")
    put(tmp_path / "build.xml", "<project/>")

    documents, findings = load_edition(open_edition(tmp_path), {})

    assert [document.path.name for document in documents] == ["a.xml"]
    assert [(f.path.name, f.code, f.level) for f in findings] == [("build.xml", "not-tei", "info")]


def test_a_lone_file_that_is_not_tei_is_an_error(tmp_path: Path) -> None:
    documents, findings = load_edition(open_edition(put(tmp_path / "build.xml", "<project/>")), {})

    assert documents == []
    assert [(f.code, f.level) for f in findings] == [("not-tei", "error")]


def test_a_folder_of_xml_without_tei_is_refused(tmp_path: Path) -> None:
    put(tmp_path / "build.xml", "<project/>")

    with pytest.raises(EditionError, match="none of its 1 XML files is TEI"):
        load_edition(open_edition(tmp_path), {})


def test_the_own_files_of_an_edition_serve_before_the_packaged_ones(tmp_path: Path) -> None:
    assert resource("xslt/html.xsl", tmp_path) == resource("xslt/html.xsl")
    own = put(tmp_path / "xslt/html.xsl", "")
    assert resource("xslt/html.xsl", tmp_path) == own
    assert resource("xslt/prepare.xsl", tmp_path) == resource("xslt/prepare.xsl")
