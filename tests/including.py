"""What the tests of inclusion share: files that include others, and what is in them then."""

import re
from pathlib import Path

from lxml import etree

from teiserge.findings import Finding
from teiserge.tei import Document, load

NAMESPACES = 'xmlns="http://www.tei-c.org/ns/1.0" xmlns:xi="http://www.w3.org/2001/XInclude"'
DECLARATION = re.compile(r'\sxmlns(:\w+)?="[^"]*"')


def write(path: Path, content: str) -> None:
    """Write an XML file, with the namespaces declared in its first tag."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(re.sub(r"<\w+", lambda tag: f"{tag[0]} {NAMESPACES}", content, count=1))


def loaded(folder: Path, content: str, copies: dict[str, Path] | None = None) -> tuple[Document, list[Finding]]:
    """Load a TEI file with this content, in a folder that may be read."""
    write(folder / "main.xml", f"<TEI>{content}</TEI>")
    document, findings = load(folder / "main.xml", roots=[folder], copies=copies or {})
    assert document is not None
    assert set(document.root.iter()) == set(document.positions)
    return document, findings


def inner(document: Document) -> str:
    """Return what is inside the root, without namespace declarations."""
    content = DECLARATION.sub("", etree.tostring(document.root, encoding="unicode"))
    return content.removeprefix("<TEI>").removesuffix("</TEI>").replace("<TEI/>", "")


def included(folder: Path, content: str) -> str:
    """Return what is inside a TEI file with this content, all inclusions made; there is no fault in it."""
    document, findings = loaded(folder, content)
    assert findings == []
    return inner(document)


def fault(folder: Path, content: str) -> Finding:
    """Return the one fault of a TEI file with this content."""
    _, [finding] = loaded(folder, content)
    assert finding.hint
    return finding
