"""From a file to its bytes, and from these to its characters."""

import codecs
import re
from pathlib import Path
from typing import NamedTuple, NoReturn

from teiserge.tei.refusal import refuse
from teiserge.tei.tree import Position

LINE_END = re.compile(r"\r\n|\r|\n")
"""What ends a line of XML (XML 1.0, section 2.11)."""

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Longest first: the mark of UTF-32 begins like that of UTF-16."""

_FIRST_CHARACTER = ((b"<\0\0\0", "utf-32-le"), (b"\0\0\0<", "utf-32-be"), (b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"))
"""How a file without a mark shows its encoding."""

_DECLARATION = re.compile(r"""<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")

_NOT_OF_FILES = frozenset({"idna", "punycode", "raw-unicode-escape", "unicode-escape", "undefined", "utf-7"})
"""Text codecs of Python that no XML file is in."""

_SAVE = 'save the file as UTF-8, or declare the encoding it is in: <?xml version="1.0" encoding="…"?>'


class Decoded(NamedTuple):
    """The characters of a file as UTF-8 without a mark; the Python `codec` and the byte order `mark` that it has."""

    utf8: bytes
    codec: str
    mark: bytes


def read(path: Path) -> bytes:
    """Return the bytes of a file; raise Refused when there is none or it cannot be read."""
    place = Position(path, 0, 0)
    try:
        if path.exists() and not path.is_file():  # reading a pipe or a device might never end
            kind = "a folder" if path.is_dir() else "no ordinary file"
            refuse(place, "file-unreadable", f"this is {kind}", "name a file")
        return path.read_bytes()
    except OSError as error:
        refuse(place, "file-unreadable", f"cannot be read ({error.strerror})", "check its name and permissions")


def decode(data: bytes, path: Path) -> Decoded:
    """Return the characters of an XML file. Its mark or its declaration tells the encoding; else it is UTF-8.

    Raise Refused when the two contradict each other, when the encoding is unknown, when the bytes are not in it, and
    when there is nothing in the file or a NUL. Source: XML 1.0, section 4.3.3 and appendix F.
    """
    mark, codec = _signature(data)
    declaration = _DECLARATION.match(data[len(mark) : 400].decode(codec or "latin-1", errors="ignore"))
    if declaration:
        codec = _agreed(declaration[1], codec, Position(path, 1, declaration.start(1) + 1))
    codec = codec or "utf-8"
    try:
        text = data[len(mark) :].decode(codec)
    except UnicodeDecodeError as error:
        _not_in_encoding(error, codec, path)
    if not text or text.isspace():
        refuse(Position(path, 0, 0), "file-empty", "the file is empty", "restore it from a copy, or take it away")
    if "\0" in text:
        place = place_after(text[: text.index("\0")], path)
        refuse(place, "not-well-formed", "there is a NUL character here", "the file is damaged: restore it from a copy")
    return Decoded(data[len(mark) :] if codec == "utf-8" else text.encode(), codec, mark)


def decode_text(data: bytes, encoding: str = "utf-8") -> str:
    """Return the characters of a text file as they are counted: without a byte order mark, line ends as LF.

    Raise ValueError or LookupError when the bytes are not in the encoding, or when there is none of that name.
    """
    return LINE_END.sub("\n", data.decode(encoding).removeprefix("\ufeff"))


def place_after(text: str, path: Path) -> Position:
    """Return the place in the file `path` that follows its first characters, `text`."""
    lines = LINE_END.split(text)
    return Position(path, len(lines), len(lines[-1]) + 1)


def _signature(data: bytes) -> tuple[bytes, str | None]:
    """Return the byte order mark, or b"", and the codec that the first bytes betray, or None."""
    for mark, codec in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return mark, codec
    for start, codec in _FIRST_CHARACTER:
        if data.startswith(start):
            return b"", codec
    return b"", None


def _agreed(declared: str, seen: str | None, place: Position) -> str:
    """Return the codec for a declared encoding, which must agree with the one that the first bytes betray."""
    try:
        "".encode(declared)  # a LookupError also for codecs that do not encode text, such as hex
        codec = codecs.lookup(declared).name
    except LookupError:
        codec = "undefined"
    if codec in _NOT_OF_FILES:
        refuse(place, "encoding-wrong", f"the encoding {declared!r} is unknown", "save the file as UTF-8")
    if (seen and not seen.startswith(codec)) or (not seen and codec.startswith(("utf-16", "utf-32"))):
        found = f"the file says that it is in {declared}, but its first bytes are {(seen or 'utf-8').upper()}"
        refuse(place, "encoding-wrong", found, _SAVE)
    return seen or codec


def _not_in_encoding(error: UnicodeDecodeError, codec: str, path: Path) -> NoReturn:
    place = place_after(error.object[: error.start].decode(codec), path)
    refuse(place, "encoding-wrong", f"the byte 0x{error.object[error.start]:02X} is not {codec.upper()}", _SAVE)
