"""What a text says, read without our stylesheets: the yardstick for what they make of it."""

from collections import Counter
from collections.abc import Iterator

from lxml import etree

TEI = "{http://www.tei-c.org/ns/1.0}"
FACTS = "{urn:x-teiserge:facts}"

BESIDE = {TEI + name for name in ("note", "rdg", "rdgGrp", "witDetail", "wit")} | {
    FACTS + name for name in ("notes", "apparatus", "contents", "mark")
}
"""Elements whose words are not read in the running text."""


def outermost_texts(root: etree._Element) -> list[etree._Element]:
    return [text for text in root.iter(TEI + "text") if not any(True for _ in text.iterancestors(TEI + "text"))]


def reading_text(root: etree._Element, *without: str, chosen: bool = False) -> str:
    """Return all letters of the running text, in order, without white space: white space may move, letters may not.

    `without` names further elements to leave out; with `chosen`, a choice counts by its edited form alone.
    """
    aside = BESIDE | set(without)
    return "".join(squeezed("".join(_spoken(text, aside, chosen))) for text in outermost_texts(root))


def squeezed(text: str) -> str:
    """Return a text without its white space."""
    return "".join(text.split())


EDITED = {TEI + "corr", TEI + "reg", TEI + "expan"}


def pieces(root: etree._Element, *without: str) -> Counter[str]:
    """Count the text nodes of the texts by what they say, but for those in the elements named."""
    nodes = (node for text in outermost_texts(root) for node in _nodes(text, frozenset(without)))
    return Counter(" ".join(node.split()) for node in nodes if node.strip())


def _spoken(element: etree._Element, aside: set[str], chosen: bool) -> Iterator[str]:
    if isinstance(element.tag, str) and element.tag not in aside:
        heard = _lemma(element) if element.tag == TEI + "app" else element
        if chosen and element.tag == TEI + "choice":
            heard = _edited(element)
        if heard is not None:
            yield heard.text or ""
            for child in heard:
                yield from _spoken(child, aside, chosen)
                yield child.tail or ""


def _edited(choice: etree._Element) -> etree._Element:
    """Return what a choice gives to read: the corrected, regular or expanded form, else the first."""
    forms = [form for form in choice if isinstance(form.tag, str)]
    return next((form for form in forms if form.tag in EDITED), forms[0])


def _lemma(app: etree._Element) -> etree._Element | None:
    """Return the child of an app that stands in the text, if the app wraps its words (TEI Guidelines, TC)."""
    lemmata = [*app.iterchildren(TEI + "lem"), *app.iterfind(f"{TEI}rdgGrp/{TEI}lem")]
    points = app.get("from") or app.get("to") or app.get("loc") or _parent(app) == TEI + "listApp"
    if points:
        return None
    readings = [r for r in app.iter(TEI + "rdg") if next(r.iterancestors(TEI + "app")) is app]
    return next(iter([*lemmata, *(r for r in readings if "".join(map(str, r.itertext())).strip())]), None)


def _parent(element: etree._Element) -> str:
    parent = element.getparent()
    return "" if parent is None else str(parent.tag)


def _nodes(element: etree._Element, without: frozenset[str]) -> Iterator[str]:
    if isinstance(element.tag, str) and element.tag not in without:
        yield element.text or ""
        for child in element:
            yield from _nodes(child, without)
            yield child.tail or ""
