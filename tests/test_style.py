"""The house style of the XSLT, held by a small lint: types, modes, sizes, words.

A rule here is a function from a parsed stylesheet to complaints; `test_the_lint_itself` shows each one at work.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

XSLT = Path(__file__).parents[1] / "xslt"
SHEETS = sorted(path.relative_to(XSLT).as_posix() for path in XSLT.rglob("*.xsl"))
ENTRIES = [sheet for sheet in SHEETS if "/" not in sheet]

XSL = "{http://www.w3.org/1999/XSL/Transform}"
TYPED = [XSL + name for name in ("template", "function", "param", "variable", "accumulator")]
SHOWN = ("title", "alt", "aria-label", "placeholder")
"""Attributes of HTML that a reader reads."""

Complaint = tuple[int, str]
"""A line, and what is wrong there."""

FILE_LINES, TEMPLATE_LINES, COLUMNS = 250, 40, 120


def complaints(path: Path) -> list[str]:
    """Return everything about a stylesheet that is not as the house wants it, each with its line."""
    text = path.read_text("utf-8")
    root = etree.fromstring(text.encode())
    rules = [untyped, unowned_modes, long_templates, unprefixed_modes, valued_lemmata]
    if path.parent.name == "html":
        rules.append(words)
    found = [f"{number}: {complaint}" for rule in rules for number, complaint in rule(root)]
    return [*found, *layout(text)]


def line(element: etree._Element) -> int:
    return int(str(element.sourceline))


def untyped(root: etree._Element) -> Iterator[Complaint]:
    for element in root.iter(*TYPED):
        if element.get("as") is None:
            name = element.get("name") or element.get("match")
            yield line(element), f"{etree.QName(element).localname} {name} lacks @as"


def unowned_modes(root: etree._Element) -> Iterator[Complaint]:
    """Complain of a mode that does not say what goes in, what comes out, and what becomes of any other node."""
    for mode in root.iter(XSL + "mode"):
        before = mode.getprevious()
        while before is not None and before.tag == XSL + "mode":  # one contract may serve a row of modes
            before = before.getprevious()
        if not isinstance(before, etree._Comment):
            yield line(mode), f"mode {mode.get('name')} lacks a contract: a comment above it"
        if mode.get("on-no-match") is None:
            yield line(mode), f"mode {mode.get('name')} lacks @on-no-match"


def unprefixed_modes(root: etree._Element) -> Iterator[Complaint]:
    for element in root.iter(XSL + "template", XSL + "apply-templates", XSL + "mode"):
        named = element.get("name", "") if element.tag == XSL + "mode" else element.get("mode", "")
        for mode in named.split():
            if not mode.startswith(("m:", "#")):
                yield line(element), f"mode {mode} is not in the namespace m:"


def long_templates(root: etree._Element) -> Iterator[Complaint]:
    for element in root.iter(XSL + "template", XSL + "function"):
        lines = etree.tostring(element, encoding="unicode", with_tail=False).count("\n") + 1
        if lines > TEMPLATE_LINES:
            yield line(element), f"{lines} lines in one template or function; {TEMPLATE_LINES} are enough"


def valued_lemmata(root: etree._Element) -> Iterator[Complaint]:
    """Complain of a lemma or reading that loses its markup."""
    for element in root.iter(XSL + "value-of"):
        if re.search(r"\b(lem|rdg|x:lemma|x:reading)\b", element.get("select", "")):
            yield line(element), "value-of loses the markup of a lemma or reading; apply templates"


def words(root: etree._Element) -> Iterator[Complaint]:
    """Complain of words for the reader that come neither from the text nor from i18n."""
    for element in root.iter(etree.Element):
        literal = not str(element.tag).startswith(XSL)
        texts = [element.text or "", *(child.tail or "" for child in element)]
        shown = [element.get(name, "") for name in SHOWN if literal]
        for text in texts + shown:
            if re.search(r"\w\w", re.sub(r"\{[^}]*\}", "", text)):
                yield line(element), f"words for the reader: {' '.join(text.split())!r} belongs in i18n"


def layout(text: str) -> Iterator[str]:
    lines = text.splitlines()
    if len(lines) > FILE_LINES:
        yield f"{len(lines)} lines in one file; {FILE_LINES} are enough"
    for number, row in enumerate(lines, 1):
        if len(row) > COLUMNS:
            yield f"{number}: {len(row)} columns"
        if "\t" in row or row != row.rstrip():
            yield f"{number}: a tab, or space at the end"


@pytest.mark.parametrize("sheet", SHEETS)
def test_style(sheet: str) -> None:
    assert complaints(XSLT / sheet) == []


@pytest.mark.parametrize("sheet", ENTRIES)
def test_an_entry_is_a_package(sheet: str) -> None:
    """A package refuses modes that nobody declared; what it imports can be overridden."""
    root = etree.parse(XSLT / sheet).getroot()

    assert root.tag == XSL + "package"
    assert [child.tag for child in root if isinstance(child.tag, str)] == [XSL + "import"]


def test_modes_have_one_owner() -> None:
    """No mode is declared twice, and each is declared in the folder that uses it."""
    modes: dict[tuple[str, str], list[str]] = {}
    for sheet in SHEETS:
        for mode in etree.parse(XSLT / sheet).getroot().iter(XSL + "mode"):
            modes.setdefault((sheet.split("/")[0], mode.get("name", "")), []).append(sheet)

    assert {mode: sheets for mode, sheets in modes.items() if len(sheets) > 1} == {}


def test_the_program_does_not_know_the_edition() -> None:
    """No name of a person, text or file of an edition stands in the stylesheets."""
    for sheet in SHEETS:
        assert not re.search(
            r"(?<!tei)serge|haberkern|abidor|renton|nelson", (XSLT / sheet).read_text("utf-8"), re.IGNORECASE
        )


BAD = """<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:m="urn:m" version="3.0">
  <xsl:mode name="m:bare"/>
  <xsl:template match="p" mode="toc">
    <xsl:param name="level"/>
    <span title="Page {@n}"><xsl:value-of select="lem"/>Contents</span>
%s  </xsl:template>
</xsl:stylesheet>
"""


def test_the_lint_itself(tmp_path: Path) -> None:
    folder = tmp_path / "html"
    folder.mkdir()
    (folder / "bad.xsl").write_text(BAD % ("    <br/> \n" * 300), "utf-8")
    found = "\n".join(complaints(folder / "bad.xsl"))

    for complaint in (
        "3: template p lacks @as",
        "4: param level lacks @as",
        "2: mode m:bare lacks a contract",
        "2: mode m:bare lacks @on-no-match",
        "3: mode toc is not in the namespace m:",
        "3: 304 lines in one template",
        "5: value-of loses the markup",
        "5: words for the reader: 'Page {@n}'",
        "5: words for the reader: 'Contents'",
        "307 lines in one file",
        "6: a tab, or space at the end",
    ):
        assert complaint in found
