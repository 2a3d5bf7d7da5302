"""The sources of a text that its header records, so that a copy of them can be recognised."""

import hashlib
import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import unquote

from lxml import etree

from teiserge.tei.tree import TEI, XML

_SHA256 = re.compile(r"sha-?256", re.IGNORECASE)
_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Record:
    """A source as a header records it.

    `element` (a witness, bibl, ...) has an `idno` of the type SHA-256, whose value is `digest` in lower case, and a
    `ptr` or `ref` to `name`, which `xi:include/@href` uses. `siglum` is its xml:id, or "".
    """

    element: etree._Element
    name: str
    digest: str
    siglum: str

    @property
    def file_name(self) -> str:
        """The name that a copy of the source has if nobody has renamed it."""
        return PurePosixPath(unquote(self.name)).name


def records(root: etree._Element) -> dict[str, Record]:
    """Return the sources that the headers of a TEI document record, by name; the first of a name counts."""
    found: dict[str, Record] = {}
    for header in root.iter(TEI + "teiHeader"):
        for idno in header.iter(TEI + "idno"):
            for record in _recorded(idno):
                found.setdefault(record.name, record)
    return found


def digest(data: bytes) -> str:
    """Return the SHA-256 of the bytes of a file, in lower-case hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def short(value: str) -> str:
    """Return the beginning of a digest, enough to tell it from another."""
    return value[:12] + "…"


def _recorded(idno: etree._Element) -> list[Record]:
    """Return what an idno records: nothing if it is not a SHA-256, or if no pointer stands beside it."""
    element = idno.getparent()
    value = "".join((idno.text or "").split()).lower()
    if element is None or not _SHA256.fullmatch(idno.get("type", "")) or not _DIGEST.fullmatch(value):
        return []
    siglum = element.get(XML + "id", "")
    names = [child.get("target", "") for child in element if child.tag in {TEI + "ptr", TEI + "ref"}]
    return [Record(element, name, value, siglum) for name in names if name]
