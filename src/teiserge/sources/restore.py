"""Put the words of copies back into a text that they were withheld from."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from lxml import etree

from teiserge.findings import Finding
from teiserge.tei.decode import decode_text, read
from teiserge.tei.fragment import fragment
from teiserge.tei.parse import Dissection, dissect
from teiserge.tei.record import Record, digest, records, short
from teiserge.tei.refusal import Refused, refuse
from teiserge.tei.tree import XI, Position


def restore(withheld: bytes, copies: Mapping[str, Path], path: Path) -> tuple[bytes | None, list[Finding]]:
    """Replace the references to recorded sources in the TEI file `path` by the words that they stand for.

    `copies` has the file for each SHA-256. This is the reverse of `withhold`, byte for byte. Return the full file, and
    a remark if nothing was withheld from it; or None and an error, when a copy is missing or another than the recorded
    one.
    """
    try:
        file = dissect(withheld, path)
        pieces = []
        done = 0
        for start, end, words in _words(file, copies):
            pieces += [file.text[done:start], words]
            done = end
    except Refused as refused:
        return None, [refused.finding]
    findings = [] if pieces else [_nothing(file)]
    return file.encode("".join([*pieces, file.text[done:]])), findings


def _words(file: Dissection, copies: Mapping[str, Path]) -> Iterator[tuple[int, int, str]]:
    """Yield where each reference begins and ends, and the words to put there; raise Refused."""
    known = records(file.root)
    texts: dict[str, tuple[str, bytes]] = {}
    for start, end, include in _includes(file):
        name = include.get("href", "")
        if name not in known:
            continue
        try:
            if name not in texts:
                data = _copy(known[name], copies, file.place(start))
                texts[name] = decode_text(data, include.get("encoding", "utf-8")), data
            words = fragment(include.get("fragid", "")).of(*texts[name])
        except (ValueError, LookupError) as error:
            message = f"@href={name!r} @fragid={include.get('fragid')!r}: {error}"
            refuse(file.place(start), "include-fragment", message, "has the file been changed by hand?")
        yield start, end, _escaped(words)


def _escaped(words: str) -> str:
    """Return words as XML; a > stays, as `withhold` found it, but in ]]> (XML 1.0, section 2.4)."""
    return words.replace("&", "&amp;").replace("<", "&lt;").replace("]]>", "]]&gt;")


def _includes(file: Dissection) -> Iterator[tuple[int, int, etree._Element]]:
    """Yield where each inclusion of a text begins and ends, and its element."""
    open_elements: list[int] = []
    for piece in file.pieces:
        if piece.kind == "start":
            open_elements.append(piece.start)
        if piece.kind == "end" or (piece.kind == "start" and file.text.endswith("/>", 0, piece.end)):
            element = file.elements[start := open_elements.pop()]
            if element.tag == XI + "include" and element.get("parse") == "text":
                yield start, piece.end, element


def _copy(record: Record, copies: Mapping[str, Path], place: Position) -> bytes:
    """Return the copy of a recorded source; raise Refused if there is none, or only others."""
    expected = short(record.digest)
    if record.digest not in copies:
        others = {found: file for found, file in copies.items() if len(copies) == 1 or file.name == record.file_name}
        for found, file in others.items():
            message = f"{file} is not the copy that the header records: its SHA-256 is {short(found)}, not {expected}"
            refuse(place, "source-wrong", message, "a copy that was edited or saved anew is another; find that one")
        message = f"there is no copy of {record.name!r}, whose SHA-256 is {expected}"
        refuse(place, "source-missing", message, "name it with --source, or its folder with --sources")
    data = read(copies[record.digest])
    if digest(data) != record.digest:
        message = f"{copies[record.digest]} has changed: its SHA-256 is {short(digest(data))}, not {expected}"
        refuse(place, "source-wrong", message, "wait until nobody writes to it")
    return data


def _nothing(file: Dissection) -> Finding:
    message = "nothing is withheld from this file"
    return file.finding("restore-nothing", "info", min(file.elements), message, "it stays as it is")
