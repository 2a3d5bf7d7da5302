"""What the tests of withheld text share: a copy, and encodings of it."""

import hashlib
from pathlib import Path
from xml.sax.saxutils import quoteattr

from teiserge.findings import Finding
from teiserge.sources import withhold

NAMESPACES = 'xmlns="http://www.tei-c.org/ns/1.0" xmlns:xi="http://www.w3.org/2001/XInclude"'
NAME = "tale.txt"
MENU = "Home About Contact\n\n"
ONCE = "Once upon a time there was a small, grey mouse that lived in the wall of an old mill. It ate flour – don’t ask."
COPY = f"{MENU}{ONCE}\n\nNext page"


def digest(copy: str | bytes) -> str:
    return hashlib.sha256(copy.encode() if isinstance(copy, str) else copy).hexdigest()


def record(copy: str | bytes = COPY, name: str = NAME) -> str:
    return f'<witness xml:id="M"><ptr target={quoteattr(name)}/><idno type="SHA-256">{digest(copy)}</idno></witness>'


def encoding(text: str, header: str | None = None) -> bytes:
    """Return a TEI file with this text, whose header records the copy."""
    header = record() if header is None else header
    return f"<TEI {NAMESPACES}><teiHeader>{header}</teiHeader>\n<text>{text}</text></TEI>".encode()


def reference(words: str, copy: str = COPY) -> str:
    """Return the xi:include for words that the copy has once."""
    assert copy.count(words) == 1, words
    start = copy.index(words)
    return f'<xi:include parse="text" href="{NAME}" fragid="char={start},{start + len(words)}"/>'


def withheld(full: bytes, copy: str = COPY) -> tuple[bytes | None, list[Finding]]:
    return withhold(full, copy.encode(), Path("full.xml"), Path(NAME))
