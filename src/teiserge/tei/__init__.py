"""TEI files: read them safely, with what they include, and write files. The only place that parses TEI.

tree       the tree and the places of its nodes: Document, Position
decode     a file to its bytes and characters
scan       expat: faults, safety, places
parse      lxml: the tree
markup     the pieces that a file consists of
fragment   parts of a text file (RFC 5147)
pointer    parts of an XML file (XPointer)
record     the sources that a header records
include    XInclude, and the words of recorded sources
refusal    how reading stops
"""

import os
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType

from teiserge.errors import EditionError
from teiserge.findings import Finding
from teiserge.tei.decode import read
from teiserge.tei.include import Inclusion
from teiserge.tei.parse import parse
from teiserge.tei.refusal import Refused, refuse
from teiserge.tei.tree import TEI, XI, XML, Document, Position, Positions

__all__ = ["TEI", "XI", "XML", "Document", "Position", "load", "write"]

ROOTS = frozenset({TEI + "TEI", TEI + "teiCorpus"})
"""What the root of a TEI document may be."""

_NO_COPIES: Mapping[str, Path] = MappingProxyType({})


def load(
    path: Path, *, roots: Sequence[Path], copies: Mapping[str, Path] = _NO_COPIES
) -> tuple[Document | None, list[Finding]]:
    """Read a TEI file and everything that it includes.

    `roots` are the folders that `xi:include` may read from, at any depth: the edition's and those of its sources.
    `copies` finds the copies of recorded sources: SHA-256 in lower-case hexadecimal to the file that has it. Return
    the document, or None if the file itself cannot be read as TEI, and every fault that came to light; the findings
    say where. Nothing is raised for what a file holds.
    """
    positions = Positions()
    try:
        root = parse(read(path), path, positions)
        if root.tag not in ROOTS:
            hint = "the root must be TEI or teiCorpus in the namespace http://www.tei-c.org/ns/1.0"
            refuse(positions[root], "not-tei", f"the root element is {_shown(root.tag)}", hint)
    except Refused as refused:
        return None, [refused.finding]
    inclusion = Inclusion(positions, roots, copies)
    inclusion.resolve(root, path)
    return Document(path, root, positions, tuple(inclusion.withheld)), inclusion.findings


def write(path: Path, data: bytes | str) -> None:
    """Write a file whole or not at all: into a temporary file beside it, which then takes its name.

    Make the folders that are missing; text is written as UTF-8. Raise EditionError when that cannot be done.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data.encode() if isinstance(data, str) else data)
            Path(name).chmod(_mode(path))
            Path(name).replace(path)
        except BaseException:
            with suppress(OSError):
                Path(name).unlink()
            raise
    except OSError as error:
        hint = (
            "a folder has this name; choose another"
            if path.is_dir()
            else "check the permissions and the space on the disk"
        )
        raise EditionError(f"{path}: cannot be written ({error.strerror}); {hint}") from error


def _mode(path: Path) -> int:
    """Return the permissions that a file has or, if it is new, would have been given."""
    with suppress(OSError):
        return path.stat().st_mode & 0o7777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _shown(tag: str) -> str:
    """Return a name in Clark notation as a reader would write it."""
    namespace, _, name = tag.rpartition("}")
    return f"<{name}> in the namespace {namespace[1:]!r}" if namespace else f"<{name}> in no namespace"
