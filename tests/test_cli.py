"""The commands as a user types them: what they print, write and exit with, on good input and on bad."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from teiserge.cli import main
from tests.conftest import ROOT

MINI = ROOT / "tests/mini"
COPY = MINI / "copies/anna-on-the-quay.txt"


@pytest.fixture
def edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Copy the smallest edition to an empty folder, and make that the current one."""
    shutil.copytree(MINI / "tei", tmp_path / "tei")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def teiserge(*arguments: object) -> Result:
    return CliRunner(env={"TEISERGE_SOURCES": ""}).invoke(main, [str(argument) for argument in arguments])


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def tei(body: str, prolog: str = "") -> str:
    return (
        f'{prolog}<TEI xmlns="http://www.tei-c.org/ns/1.0" xmlns:xi="http://www.w3.org/2001/XInclude"><teiHeader>'
        "<fileDesc><titleStmt><title>T</title></titleStmt><publicationStmt><p/></publicationStmt>"
        f"<sourceDesc><p/></sourceDesc></fileDesc></teiHeader><text><body>{body}</body></text></TEI>"
    )


# --- validate -----------------------------------------------------------------------------------------------------


def test_the_smallest_edition_is_clean(edition: Path) -> None:
    result = teiserge("validate")

    assert (result.exit_code, result.stderr.splitlines()[-1]) == (0, "5 files: 0 errors, 0 warnings, 1 remark")


def test_a_broken_pointer_is_named_with_place_and_remedy(edition: Path) -> None:
    change(edition / "tei/texts/quay.xml", 'ref="#lind"', 'ref="#lindd"')

    result = teiserge("validate")

    assert result.exit_code == 1
    errors = [line for line in result.stdout.splitlines() if " error " in line]
    assert len(errors) == 1
    assert errors[0].startswith("tei/texts/quay.xml:41:")
    assert "pointer-dangling" in errors[0]
    assert "#lindd" in errors[0]
    assert "did you mean #lind?" in errors[0]


@pytest.mark.parametrize("path", ["tei/texts/typo.xml", "typo", "tei/typo"])
def test_a_path_that_is_not_there_is_not_passed_as_clean(edition: Path, path: str) -> None:
    result = teiserge("validate", path)

    assert result.exit_code == 3
    assert f"{path}: there is no" in result.stderr


def test_json_gives_the_same_findings_to_programs(edition: Path) -> None:
    change(edition / "tei/texts/quay.xml", 'ref="#lind"', 'ref="#lindd"')

    result = teiserge("validate", "--json")

    rows = json.loads(result.stdout)
    assert [(row["path"], row["line"], row["level"]) for row in rows if row["code"] == "pointer-dangling"] == [
        ("tei/texts/quay.xml", 41, "error")
    ]


def test_one_file_is_checked_within_its_edition_and_only_it_is_reported(edition: Path) -> None:
    change(edition / "tei/registers/persons.xml", "<birth", '<birth resp="#nobody"')

    result = teiserge("validate", "tei/texts")

    assert (result.exit_code, result.stderr.splitlines()[-1]) == (0, "1 file: 0 errors, 0 warnings, 1 remark")


def test_the_schema_holds_for_texts_laid_out_by_the_conventions(edition: Path) -> None:
    change(edition / "tei/texts/quay.xml", "<lem ", "<lemma ")
    change(edition / "tei/texts/quay.xml", "</lem>", "</lemma>")

    result = teiserge("validate")

    assert result.exit_code == 1
    assert "did you mean <lem>?" in result.stdout


def test_two_texts_of_one_id_are_an_error(edition: Path) -> None:
    shutil.copy(edition / "tei/texts/quay.xml", edition / "tei/texts/again.xml")

    result = teiserge("validate")

    assert result.exit_code == 1
    assert "text-id-duplicate" in result.stdout
    assert "tei/texts/again.xml" in result.stdout


# --- bad input, whatever the command ------------------------------------------------------------------------------

BOMB = "<!DOCTYPE TEI [" + "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10 if i else "ha"}">' for i in range(10)) + "]>"

BAD_FILES = {
    "not-well-formed": "Dear editor, this is not XML.",
    "file-empty": "",
    "not-tei": "<project/>",
    "entity-expansion": tei("<p>&e9;</p>", BOMB),
    "entity-external": tei("<p>&x;</p>", '<!DOCTYPE TEI [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
    "include-outside": tei('<p><xi:include href="file:///etc/passwd" parse="text"/></p>'),
}


@pytest.mark.parametrize("code", BAD_FILES)
@pytest.mark.parametrize("command", [["validate"], ["render", "--format", "html"]])
def test_a_bad_file_is_a_finding_and_nothing_is_written(empty: Path, code: str, command: list[str]) -> None:
    (empty / "bad.xml").write_text(BAD_FILES[code], "utf-8")

    result = teiserge(*command, "bad.xml")
    as_json = json.loads(teiserge(*command, "bad.xml", "--json").stdout)

    assert code in [row["code"] for row in (as_json if command == ["validate"] else as_json["findings"])]
    assert (result.exit_code, type(result.exception)) == (1, SystemExit)
    line = next(line for line in result.output.splitlines() if code in line)
    assert line.startswith("bad.xml:")
    assert "; " in line, "no remedy"
    assert "root:x:" not in result.output
    assert [file.name for file in empty.iterdir()] == ["bad.xml"]


@pytest.mark.parametrize("command", [["validate"], ["render", "--format", "html"], ["sources"]])
@pytest.mark.parametrize(("path", "said"), [("absent", "there is no such file or folder"), (".", "no XML file here")])
def test_nothing_to_read_is_exit_3(empty: Path, command: list[str], path: str, said: str) -> None:
    result = teiserge(*command, path)

    assert result.exit_code == 3
    assert said in result.stderr
    assert list(empty.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["render", "--format", "word"], "'word' is not"),
        (["render", "--out", "tei/site"], "nothing restored is written"),
        (["restore", "tei/texts/quay.xml", "--source", COPY, "--out", "tei/texts/full.xml"], "nothing restored is"),
        (["restore", "tei/texts/quay.xml", "--source", COPY, "--out", COPY], "is read; write to another file"),
        (["withhold", "tei/texts/quay.xml", "--source", COPY, "--out", COPY], "is read; write to another file"),
        (["rendr"], "No such command 'rendr'"),
        (["validate", "--sources", "absent"], "'absent' does not exist"),
        (["withhold", "a.xml"], "Missing option '--source'"),
    ],
)
def test_wrong_usage_is_exit_2(edition: Path, arguments: list[str], said: str) -> None:
    result = teiserge(*arguments)

    assert result.exit_code == 2
    assert said in result.stderr


# --- render -------------------------------------------------------------------------------------------------------


def test_render_says_what_it_wrote_and_how_to_look_at_it(edition: Path) -> None:
    result = teiserge("render", "--format", "html", "--keep-prepared")

    assert result.exit_code == 0
    assert result.stdout.endswith("open out/html/index.html in a browser\n")
    names = {file.name for file in (edition / "out/html").glob("*.html")}
    assert names == {"about.html", "bibliography.html", "index.html", "persons.html", "places.html", "quay.html"}
    assert (edition / "out/prepared/quay.xml").is_file()


def test_without_a_copy_the_page_has_the_editors_words_and_with_it_the_authors_too(edition: Path) -> None:
    page = edition / "out/html/quay.html"

    assert teiserge("render", "--format", "html").exit_code == 0
    without = page.read_text("utf-8")
    assert teiserge("render", "--format", "html", "--sources", COPY.parent).exit_code == 0
    with_copy = page.read_text("utf-8")

    for text in (without, with_copy):
        assert "fails to meet the boat" in text
    assert "nobody was" not in without
    assert "nobody was" in with_copy


def test_where_an_included_file_is_missing_the_rest_is_rendered(empty: Path) -> None:
    (empty / "a.xml").write_text(tei('<p>Here</p><xi:include href="absent.xml"/>'), "utf-8")

    result = teiserge("render", "--format", "html", "a.xml")

    assert result.exit_code == 1
    assert "a.xml:1:" in result.stderr
    assert "include-missing" in result.stderr
    assert "Here" in (empty / "out/html/a.html").read_text("utf-8")


def test_a_text_is_called_by_its_own_title_everywhere_and_not_by_its_series(empty: Path) -> None:
    titles = '<title level="s">Letters</title><title level="a">To Anna</title>'
    (empty / "a.xml").write_text(tei("<p>A</p>").replace("<title>T</title>", titles), "utf-8")
    (empty / "b.xml").write_text(tei("<p>B</p>"), "utf-8")

    assert teiserge("render").exit_code == 0

    assert ">To Anna</a>" in (empty / "out/html/index.html").read_text("utf-8")
    assert "<h1>To Anna</h1>" in (empty / "out/html/a.html").read_text("utf-8")


def test_texts_of_like_names_have_a_page_each_and_entries_of_like_ids_an_id(empty: Path) -> None:
    for name in ("a", "a-2", "sub/a", "index"):
        (empty / name).parent.mkdir(exist_ok=True)
        (empty / f"{name}.xml").write_text(tei(f"<p>Text of {name}</p>"), "utf-8")
    for name, ids in (("r1", ("p", "p-2")), ("r2", ("p",))):
        entries = "".join(f'<person xml:id="{i}"><persName>{name} {i}</persName></person>' for i in ids)
        (empty / f"{name}.xml").write_text(tei(f"<listPerson>{entries}</listPerson>"), "utf-8")

    assert teiserge("render").exit_code == 0

    pages = {page.name: page.read_text("utf-8") for page in (empty / "out/html").glob("*.html")}
    assert {name for name in pages if name.startswith("a")} == {"about.html", "a.html", "a-2.html", "a-3.html"}
    for name in ("a", "a-2", "sub/a", "index"):
        assert sum(f"Text of {name}<" in page for page in pages.values()) == 1
    shown = re.findall(r' id="(p[^"]*)"', pages["persons.html"])
    assert len(shown) == len(set(shown)) == 3


def test_one_text_of_an_edition_is_rendered_beside_tei_and_not_in_it(edition: Path) -> None:
    result = teiserge("render", "tei/texts/quay.xml", "--sources", COPY.parent)

    assert result.stdout.endswith("open out/html/index.html in a browser\n")
    assert [path.name for path in (edition / "tei/texts").iterdir()] == ["quay.xml"]


def test_out_may_be_elsewhere_and_json_lists_what_was_written(edition: Path) -> None:
    result = teiserge("render", "--format", "html", "--out", "elsewhere", "--json")

    assert "elsewhere/html/quay.html" in json.loads(result.stdout)["written"]
    assert not (edition / "out").exists()


def test_a_folder_that_teiserge_did_not_write_is_not_replaced(edition: Path) -> None:
    mine = edition / "out/html/thesis.txt"
    mine.parent.mkdir(parents=True)
    mine.write_text("mine", "utf-8")

    result = teiserge("render", "--format", "html")

    assert result.exit_code == 3
    assert "out/html" in result.stderr
    assert [file.name for file in mine.parent.iterdir()] == ["thesis.txt"]


def test_out_that_is_a_file_is_exit_3(edition: Path) -> None:
    (edition / "out").write_text("a file", "utf-8")

    result = teiserge("render", "--format", "html")

    assert (result.exit_code, type(result.exception)) == (3, SystemExit)


# --- sources, withhold, restore -----------------------------------------------------------------------------------


def test_sources_says_what_is_missing_and_what_to_do(edition: Path) -> None:
    missing = teiserge("sources")
    here = teiserge("sources", "--sources", COPY.parent, "--json")

    assert "quay.txt is missing: put a copy" in missing.stdout
    assert [(row["source"], row["state"]) for row in json.loads(here.stdout)] == [("quay.txt", "here")]


def test_restore_and_withhold_are_the_reverse_of_each_other(edition: Path) -> None:
    withheld = (edition / "tei/texts/quay.xml").read_bytes()

    assert teiserge("restore", "tei/texts/quay.xml", "--source", COPY, "--out", "full.xml").exit_code == 0
    assert teiserge("withhold", "full.xml", "--source", COPY, "--out", "again.xml").exit_code == 0

    assert "nobody was" in (edition / "full.xml").read_text("utf-8")
    assert (edition / "again.xml").read_bytes() == withheld


def test_the_wrong_copy_is_refused_with_the_reason(edition: Path) -> None:
    (edition / "wrong.txt").write_bytes(COPY.read_bytes() + b"\n")

    result = teiserge("restore", "tei/texts/quay.xml", "--source", "wrong.txt", "--out", "full.xml")

    assert result.exit_code == 1
    assert "source-wrong" in result.stderr
    assert "its SHA-256 is" in result.stderr
    assert not (edition / "full.xml").exists()


# --- the program itself -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", [[], ["validate"], ["render"], ["sources"], ["withhold"], ["restore"]])
def test_every_help_page_ends_with_examples(command: list[str]) -> None:
    result = teiserge(*command, "--help")

    assert result.exit_code == 0
    assert "Examples:\n" in result.output
    assert result.output.rstrip().splitlines()[-1].startswith("    teiserge")


@pytest.mark.parametrize("command", ["validate", "render", "sources", "withhold", "restore"])
def test_the_readme_names_every_command(command: str) -> None:
    assert f"`teiserge {command} " in (ROOT / "README.md").read_text("utf-8")


def test_the_readme_points_to_files_that_are_there() -> None:
    named = re.findall(r"`((?:src|xslt|schema|tei|tests)/[^`*]*)`", (ROOT / "README.md").read_text("utf-8"))

    assert len(named) > 8
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_help_imports_nothing_heavy() -> None:
    heavy = {"lxml", "saxonche", "rich", "hashlib"}
    code = "import sys, teiserge.cli; print(*sys.modules)"

    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()

    assert heavy.isdisjoint(loaded)
