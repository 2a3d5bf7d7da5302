"""The web pages: what html.xsl makes of prepared TEI.

A case is a folder `html/<module>/<case>/`: `in.xml` is a prepared document, or (root `x:case`) nodes of a body;
`out.html` is what stands in `main` then, or in the body. `--update-golden` writes `out.html`.
"""

import json
import re
from pathlib import Path

import pytest
from lxml import etree, html

from teiserge.xslt import Engine, Message

HERE = Path(__file__).parent / "html"
XSLT = Path(__file__).parents[1] / "xslt"
LANGUAGES = sorted(path.stem for path in (XSLT / "i18n").glob("*.json"))
CASES = sorted(path.parent.relative_to(HERE).as_posix() for path in HERE.glob("*/*/in.xml"))

WRAPPED = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xmlns:x="urn:x-teiserge:facts" x:kind="text" x:href="one.html"
  x:title="One"><teiHeader/><text><body>{}</body></text></TEI>"""


@pytest.fixture(scope="session")
def engine() -> Engine:
    return Engine(XSLT / "html.xsl")


def page(engine: Engine, prepared: str, language: str = "en") -> tuple[html.HtmlElement, tuple[Message, ...]]:
    """Return the page that html.xsl makes of a prepared document, and its messages."""
    labels = engine.json((XSLT / "i18n" / f"{language}.json").read_text("utf-8"))
    site = engine.parse((HERE / "site.xml").read_text("utf-8"))
    text, messages = engine.page(XSLT / "html.xsl", engine.parse(prepared), {"labels": labels, "site": site})
    return html.document_fromstring(text), messages


def inside(element: html.HtmlElement) -> str:
    """Return what stands in an element, as HTML."""
    children = [html.tostring(child, encoding="unicode") for child in element]
    return ((element.text or "") + "".join(children)).strip() + "\n"


@pytest.mark.parametrize("case", CASES)
def test_case(engine: Engine, case: str, update_golden: bool) -> None:
    """Each feature of a text looks as its case says."""
    source = (HERE / case / "in.xml").read_text("utf-8")
    fragment = re.search(r"<x:case[^>]*>(.*)</x:case>", source, re.DOTALL)
    shown, messages = page(engine, WRAPPED.format(fragment[1]) if fragment else source)
    root = shown.find_class("tei-body")[0] if fragment else shown.find(".//main")
    assert root is not None
    golden = HERE / case / "out.html"
    if update_golden:
        golden.write_text(inside(root), "utf-8")

    assert golden.read_text("utf-8") == inside(root)
    assert [m.facts["name"] for m in messages] == (["foo"] if case == "text/unknown-element" else [])


def test_languages_have_the_same_labels() -> None:
    """A label that one language has, all have; and each replaces the same names."""
    tables = {language: json.loads((XSLT / "i18n" / f"{language}.json").read_text("utf-8")) for language in LANGUAGES}
    names = {
        language: {key: sorted(re.findall(r"\{\w+\}", label)) for key, label in table.items()}
        for language, table in tables.items()
    }

    assert set(LANGUAGES) == {"de", "en", "fr"}
    assert names["de"] == names["en"]
    assert names["fr"] == names["en"]
    assert [table["language"] for table in tables.values()] == list(tables)


def test_labels_are_used_and_there() -> None:
    """Every key in the stylesheets has a label, and every label is asked for: by its key or by its family."""
    sheets = "\n".join(path.read_text("utf-8") for path in [*XSLT.glob("html.xsl"), *XSLT.glob("html/*.xsl")])
    keys = set(json.loads((XSLT / "i18n/en.json").read_text("utf-8")))
    asked = set(re.findall(r"f:(?:say|joined)\((?:[^()']*, )?'([\w.-]+)'", sheets))
    asked |= {key for key in re.findall(r"'([\w.-]+)'", sheets) if key in keys and "." in key}
    families = {f"{name}." for name in re.findall(r"f:name\('([\w-]+)'", sheets)}
    families |= set(re.findall(r"(?:\$labels\(|f:say\()'([\w-]+\.)' \|\|", sheets))
    suffixes = ("open", "close", "extent")  # of what is named by its element: supplied, surplus, gap, space

    assert {key for key in asked if not key.endswith(".")} - keys == set()
    assert {
        key for key in keys - asked if not key.startswith(tuple(families)) and key.rpartition(".")[2] not in suffixes
    } <= {"gap", "space", "lacunaStart", "lacunaEnd", "witStart", "witEnd"}


def test_a_missing_label_is_an_error(engine: Engine) -> None:
    """A translation that lacks a label is not silently shown without it."""
    from teiserge.errors import StylesheetError

    with pytest.raises(StylesheetError, match="there is no label skip"):
        engine.page(
            XSLT / "html.xsl",
            engine.parse(WRAPPED.format("<p/>")),
            {
                "labels": engine.json('{"language": "en", "regest": "", "title.separator": "", "copied": ""}'),
                "site": engine.parse((HERE / "site.xml").read_text("utf-8")),
            },
        )


@pytest.mark.parametrize("language", LANGUAGES)
def test_chrome(engine: Engine, language: str) -> None:
    """Every page has one h1, a skip link, landmarks and the languages; and asks nothing of the network."""
    shown, _ = page(engine, (HERE / "page/text/in.xml").read_text("utf-8"), language)

    assert shown.get("lang") == language
    assert len(shown.findall(".//h1")) == 1
    assert shown.find(".//a").get("href") == "#main"
    assert [len(shown.findall(f".//{name}")) for name in ("main", "footer")] == [1, 1]
    assert shown.xpath("//link/@href | //script/@src") == ["site/edition.css", "site/edition.js"]
    assert not shown.xpath("//@style | //style | //img | //iframe | //object")


def test_no_link_runs_a_script(engine: Engine) -> None:
    """Whoever wrote the TEI, a link leads to a page or an address."""
    shown, _ = page(
        engine,
        WRAPPED.format(
            '<p><ref x:href="javascript:a#b" target="javascript:a">a</ref><ref x:href="b.html#c:d">b</ref></p>'
        ),
    )

    assert shown.find_class("tei-body")[0].xpath(".//a/@href") == ["b.html#c:d"]


def test_direction(engine: Engine) -> None:
    """The script decides the direction: Arabic runs from the right, Arabic in Latin letters does not."""
    shown, _ = page(
        engine,
        WRAPPED.format(
            '<p xml:lang="ar">a <foreign xml:lang="ar-Latn-x-ijmes">b</foreign> <foreign xml:lang="he">c</foreign></p>'
            '<p xml:lang="grc">d <foreign xml:lang="syr">e</foreign></p>'
        ),
    )
    seen = [(e.get("lang"), e.get("dir")) for e in shown.find_class("tei-body")[0].iter() if e.get("lang")]

    assert seen == [("ar", "rtl"), ("ar-Latn-x-ijmes", "ltr"), ("he", None), ("grc", None), ("syr", "rtl")]


def test_stylesheet_and_script_are_small() -> None:
    """The site's own files stay readable."""
    site = Path(__file__).parents[1] / "src/teiserge/site"

    assert len((site / "edition.css").read_text("utf-8").splitlines()) < 400
    assert len((site / "edition.js").read_text("utf-8").splitlines()) < 150


def test_modes_say_what_they_do() -> None:
    """A mode is declared once, below its contract, and fails on what it has no rule for; only copies copy."""
    declared: list[str] = []
    for sheet in XSLT.glob("html/*.xsl"):
        for mode in etree.parse(sheet).iter("{http://www.w3.org/1999/XSL/Transform}mode"):
            declared.append(mode.get("name", "#unnamed"))
            assert isinstance(mode.getprevious(), etree._Comment), (sheet, mode.get("name"))
            assert mode.get("on-no-match") == ("shallow-copy" if mode.get("name") == "m:bare" else "fail")

    assert len(declared) == len(set(declared))
