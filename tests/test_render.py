"""Rendering: what is written where, what is reported, and that nothing is ever written by halves."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from teiserge import render as module
from teiserge.edition import MARKER, Edition, open_edition
from teiserge.errors import EditionError, StylesheetError
from teiserge.render import Report, render
from teiserge.tei import TEI, Document, load
from teiserge.xslt import Engine

MINI = Path(__file__).parent / "mini"
XSLT = Path(__file__).parents[1] / "xslt"

TEXT = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="{lang}"><teiHeader><fileDesc><titleStmt><title>One</title>
</titleStmt></fileDesc></teiHeader>
<text><body>
  <p>a <floret>b</floret> c</p>
  <p>d <floret>e</floret></p>
</body></text></TEI>
"""

OWN_HTML = """<xsl:package xmlns:xsl="http://www.w3.org/1999/XSL/Transform" version="3.0" package-version="1.0"
  xmlns:m="urn:x-teiserge:modes" xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="#all">
  <xsl:import href="{uri}"/>
  <xsl:template match="*:floret" mode="m:text" as="element()">
    <b class="own"><xsl:apply-templates mode="m:text"/></b>
  </xsl:template>
</xsl:package>"""


@pytest.fixture
def text(tmp_path: Path) -> Path:
    """Return a lone file in a folder of its own."""
    path = tmp_path / "one.xml"
    path.write_text(TEXT.format(lang="en"), "utf-8")
    return path


def loaded(edition: Edition) -> Iterator[Document]:
    for path in edition.files:
        document, findings = load(path, roots=[edition.root])
        assert document is not None, findings
        yield document


def rendered(path: Path, out: Path, *, keep_prepared: bool = False) -> Report:
    edition = open_edition(path)
    return render(edition, list(loaded(edition)), ["html"], out, keep_prepared=keep_prepared)


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_the_site_of_an_edition(tmp_path: Path) -> None:
    report = rendered(MINI, tmp_path)
    site = tmp_path / "html"
    pages = {"index.html", "quay.html", "persons.html", "places.html", "bibliography.html", "about.html"}

    assert names(site) == pages | {"site/edition.css", "site/edition.js", MARKER}
    assert {path.relative_to(site).as_posix() for path in report.written} == names(site) - {MARKER}
    assert report.starts == (site / "index.html",)
    assert [path.name for path in tmp_path.iterdir()] == ["html"]


def test_the_prepared_tei_is_kept_if_asked_for(tmp_path: Path) -> None:
    rendered(MINI, tmp_path, keep_prepared=True)
    kept = names(tmp_path / "prepared") - {MARKER}

    pages = {f"{Path(page).stem}.xml" for page in names(tmp_path / "html") if page.endswith(".html")}
    assert kept == pages | {"facts/site.xml"}
    for name in kept:
        etree.parse(tmp_path / "prepared" / name)


def test_a_text_called_site_is_kept_too(text: Path, tmp_path: Path) -> None:
    rendered(text.rename(text.with_name("site.xml")), tmp_path / "out", keep_prepared=True)
    prepared = tmp_path / "out/prepared"

    assert etree.parse(prepared / "site.xml").getroot().tag == f"{TEI}TEI"
    assert etree.parse(prepared / "facts/site.xml").getroot().tag == f"{{{module.FACTS}}}site"


def test_an_edition_without_its_own_page_or_registers(text: Path, tmp_path: Path) -> None:
    """One file is an edition too: its title is the edition's."""
    rendered(text, tmp_path / "out")

    assert {"index.html", "one.html", "about.html"} <= names(tmp_path / "out/html")
    assert "One" in (tmp_path / "out/html/index.html").read_text("utf-8")


def test_rendering_again_leaves_nothing_of_the_old_site(text: Path, tmp_path: Path) -> None:
    rendered(text, tmp_path / "out")
    text.rename(text.with_name("two.xml"))
    rendered(text.with_name("two.xml"), tmp_path / "out")

    assert not (tmp_path / "out/html/one.html").exists()
    assert (tmp_path / "out/html/two.html").exists()


def test_a_folder_that_teiserge_did_not_write_is_left_alone(text: Path, tmp_path: Path) -> None:
    precious = tmp_path / "out/html/thesis.txt"
    precious.parent.mkdir(parents=True)
    precious.write_text("years of work")

    with pytest.raises(EditionError, match="did not write; move it, or name another folder"):
        rendered(text, tmp_path / "out")
    assert names(tmp_path / "out") == {"html/thesis.txt"}


@pytest.mark.parametrize("name", ["out", "out/html"])
def test_a_file_where_a_folder_should_be(text: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("a file")

    with pytest.raises(EditionError):
        rendered(text, tmp_path / "out")
    assert (tmp_path / name).read_text() == "a file"


def test_a_failure_leaves_the_old_site_as_it_was(text: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rendered(text, tmp_path / "out")
    before = {name: (tmp_path / "out" / name).read_bytes() for name in names(tmp_path / "out")}
    text.write_text(TEXT.format(lang="de"), "utf-8")
    monkeypatch.setattr(Engine, "page", lambda *_: (_ for _ in ()).throw(StylesheetError("broken")))

    with pytest.raises(StylesheetError):
        rendered(text, tmp_path / "out", keep_prepared=True)
    assert {name: (tmp_path / "out" / name).read_bytes() for name in names(tmp_path / "out")} == before
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["html"]


def test_a_site_that_cannot_take_its_place_does_not_cost_the_old_one(
    text: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rendered(text, tmp_path / "out")
    rename = Path.rename

    def failing(self: Path, target: Path) -> Path:
        if self.name == "new":
            raise OSError(28, "No space left on device")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(EditionError, match="No space left on device"):
        rendered(text, tmp_path / "out")
    assert (tmp_path / "out/html/one.html").exists()


def test_an_element_without_a_style_is_reported_once_with_its_count_and_first_place(text: Path, tmp_path: Path) -> None:
    (finding,) = rendered(text, tmp_path / "out").findings

    assert str(finding).startswith(
        f"{text}:4:8: info element-unstyled: <floret> is shown without a style of its own, 2 times"
    )


def test_an_edition_overrides_one_template(text: Path, tmp_path: Path) -> None:
    """Its own html.xsl imports ours and redefines what it likes; all else, and prepare, stay ours."""
    own = tmp_path / "xslt/html.xsl"
    own.parent.mkdir()
    own.write_text(OWN_HTML.format(uri=(XSLT / "html/all.xsl").as_uri()), "utf-8")
    report = rendered(text, tmp_path / "out")

    assert report.findings == ()
    assert '<b class="own">b</b>' in (tmp_path / "out/html/one.html").read_text("utf-8")


def own_words(root: Path, language: str, words: str) -> Path:
    path = root / f"xslt/i18n/{language}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(words, "utf-8")
    return path


@pytest.mark.parametrize("own_sheets", [True, False])
def test_the_words_of_the_page_are_in_the_language_of_the_edition(
    text: Path, tmp_path: Path, *, own_sheets: bool
) -> None:
    """An edition may bring words of its own; for what it lacks, the English ones serve."""
    if own_sheets:
        shutil.copytree(XSLT, tmp_path / "xslt")
    own_words(tmp_path, "tlh", '{"language": "tlh", "skip": "tlhIngan"}')
    text.write_text(TEXT.format(lang="tlh-Latn"), "utf-8")
    rendered(text, tmp_path / "out")
    page = (tmp_path / "out/html/one.html").read_text("utf-8")

    assert '<html lang="tlh">' in page.replace(' xmlns="http://www.w3.org/1999/xhtml"', "")
    assert "tlhIngan" in page
    assert "About" in page


@pytest.mark.parametrize("language", ["../../outside", "x", "é", "-", "abcdefghi"])
def test_what_is_no_language_names_no_file(text: Path, tmp_path: Path, language: str) -> None:
    own_words(tmp_path, "en", '{"skip": "Hop"}')
    (tmp_path / "outside.json").write_text("no JSON")
    text.write_text(TEXT.format(lang=language), "utf-8")
    rendered(text, tmp_path / "out")

    assert "Hop" in (tmp_path / "out/html/one.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ('{\n  "skip": "a",\n}', ":3:1: it is not JSON"),
        ('["skip"]', ":1: it is no JSON object"),
        ('{\n  "skip": 1\n}', ":2: the value of 'skip' is no string"),
    ],
)
def test_words_that_cannot_be_read_are_named_with_file_and_line(
    text: Path, tmp_path: Path, words: str, fault: str
) -> None:
    path = own_words(tmp_path, "en", words)

    with pytest.raises(EditionError) as caught:
        rendered(text, tmp_path / "out")
    assert caught.value.message.startswith(f"{path}{fault}")
    assert names(tmp_path / "out") == set()


@pytest.mark.parametrize(
    ("said", "level", "told"),
    [
        ("a  word", "info", "said: a stylesheet of the edition's own says, 2 times: a word"),
        ("&lt;a", "info", "said: a stylesheet of the edition's own says, 2 times: <a"),
        ('<own code="own" level="error"/>', "info", "said: a stylesheet of the edition's own says, 2 times: <own "),
        ('<own code="element-unstyled"/>', "info", "element-unstyled: <> is shown without"),
        ('<own code="element-unstyled" level="bad" name="floret"/>', "info", "element-unstyled: <floret> is"),
        ('<own code="element-unstyled" level="error" name="a b"/>', "error", "element-unstyled: <a b> is"),
    ],
)
def test_a_stylesheet_of_the_editions_own_may_say_anything(
    text: Path, tmp_path: Path, said: str, level: str, told: str
) -> None:
    own = tmp_path / "xslt/html.xsl"
    own.parent.mkdir()
    sheet = OWN_HTML.format(uri=(XSLT / "html/all.xsl").as_uri())
    own.write_text(sheet.replace("<b class", f"<xsl:message>{said}</xsl:message><b class"), "utf-8")
    (finding,) = rendered(text, tmp_path / "out").findings

    assert finding.level == level
    assert f" {level} {told}" in str(finding)


def test_each_stylesheet_is_compiled_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    compiled: list[str] = []
    compile_one = Engine._compiled

    def counting(self: Engine, sheet: Path) -> object:
        compiled.append(sheet.name)
        return compile_one(self, sheet)

    monkeypatch.setattr(Engine, "_compiled", counting)
    rendered(MINI, tmp_path)

    assert compiled == ["prepare.xsl", "html.xsl"]


def test_progress_is_told_of_every_document(tmp_path: Path) -> None:
    edition = open_edition(MINI)
    told: list[Path] = []
    render(edition, list(loaded(edition)), ["html"], tmp_path, on_document=told.append)

    assert told == list(edition.files)


def test_every_format_says_what_to_open_first() -> None:
    assert module.STARTS.keys() == module.FORMATS.keys()
