"""The copies of withheld texts that somebody has, and which text lacks one."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from teiserge.findings import Finding
from teiserge.tei import Document
from teiserge.tei.record import Record, records, short

LARGEST = 64 * 2**20
"""How many bytes a copy may have. No text comes near; films and archives in the same folder need not be read."""


@dataclass(frozen=True)
class Status:
    """Whether the copy of a recorded source is here.

    `file` is the TEI file that records it. `copy` is the file with the recorded SHA-256, or None; `wrong` are the files
    that have its name and another SHA-256.
    """

    file: Path
    record: Record
    copy: Path | None
    wrong: tuple[Path, ...]

    @property
    def state(self) -> Literal["here", "wrong", "missing"]:
        """`here` if there is a copy, whatever else; `wrong` if there are only others of its name."""
        if self.copy:
            return "here"
        return "wrong" if self.wrong else "missing"

    @property
    def remedy(self) -> str:
        """What to do to have the text, or ""."""
        if self.copy:
            return ""
        if self.wrong:
            files = ", ".join(map(str, self.wrong))
            return f"{files} has another SHA-256 than {short(self.record.digest)}: find the copy that was encoded"
        return (
            f"put a copy with the SHA-256 {short(self.record.digest)}, under any name, into sources/ or --sources DIR"
        )


def copies(folders: Iterable[Path]) -> tuple[dict[str, Path], list[Finding]]:
    """Find what may be a copy of a withheld text: every file in the folders and in the folders that these contain.

    A file may be given as well as a folder. Return the files by the SHA-256 of their bytes (lower-case hexadecimal;
    the first of equal files counts), and a warning for each that cannot be read. Hidden files are passed over.
    """
    found: dict[str, Path] = {}
    findings: list[Finding] = []
    for folder in folders:
        for path in _files(folder, findings):
            try:
                if path.stat().st_size <= LARGEST:
                    with path.open("rb") as file:
                        found.setdefault(hashlib.file_digest(file, "sha256").hexdigest(), path)
            except OSError as error:
                findings.append(_unreadable(path, error))
    return found, findings


def statuses(documents: Iterable[Document], copies: Mapping[str, Path]) -> list[Status]:
    """Say of every source that the documents record whether its copy is among `copies`."""
    return [
        Status(document.path, record, copies.get(record.digest), tuple(_others(record, copies)))
        for document in documents
        for record in records(document.root).values()
    ]


def _others(record: Record, copies: Mapping[str, Path]) -> Iterator[Path]:
    return (path for found, path in copies.items() if path.name == record.file_name and found != record.digest)


def _files(place: Path, findings: list[Finding], depth: int = 1) -> Iterator[Path]:
    """Yield the files at a place, and in it, and so many levels below."""
    if place.is_file():
        yield place
        return
    try:
        entries = sorted(place.iterdir())
    except OSError as error:
        findings.append(_unreadable(place, error))
        return
    for entry in entries:
        if not entry.name.startswith(".") and (entry.is_file() or (entry.is_dir() and depth)):
            yield from _files(entry, findings, depth - 1)


def _unreadable(path: Path, error: OSError) -> Finding:
    hint = "check its name and permissions"
    return Finding(path, 0, 0, "file-unreadable", "warning", f"cannot be read ({error.strerror})", hint)
