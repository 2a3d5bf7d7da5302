"""Parts of a text file, named as RFC 5147 names them: `char=10,20`, `line=3,`, `char=,5;length=9876`."""

import hashlib
import re
from dataclasses import dataclass

_FRAGID = re.compile(
    r"(?P<scheme>char|line)=(?:(?P<point>\d+)|(?P<first>\d+),(?P<last>\d*)|,(?P<until>\d+))"
    r"(?P<checks>(?:;(?:length=\d+|md5=[0-9A-Fa-f]{32})(?:,[A-Za-z0-9._+:-]+)?)*)"
)
_CHECK = re.compile(r"(length|md5)=(\w+)")
_LINE = re.compile(r"[^\n]*\n|[^\n]+")


@dataclass(frozen=True)
class Fragment:
    """A part of a text, from the position `first` to `last` (None: the end), counted in characters or in lines.

    Positions count from 0 and lie between characters, or between lines. A line ending of whichever kind is one
    character, and belongs to the line that it ends; a byte order mark is none. `length` is how many characters the
    whole text must have, `md5` (lower-case hexadecimal) what its bytes must hash to; None: not checked.
    Source: RFC 5147, sections 2 and 3.
    """

    in_lines: bool
    first: int
    last: int | None
    length: int | None = None
    md5: str | None = None

    @property
    def extent(self) -> int | None:
        """How many characters the part has, if the identifier alone tells."""
        if self.in_lines:
            return None
        end = self.length if self.last is None else self.last
        return None if end is None else end - self.first

    def of(self, text: str, data: bytes) -> str:
        """Return the part of `text`, whose line endings are LF; `data` are the bytes of its file.

        Raise ValueError, with the reason, when a check fails or the text ends before the part does. (RFC 5147 would
        take what there is; but a text that is shorter than it should be is another text.)
        """
        if self.length is not None and self.length != len(text):
            raise ValueError(f"the text has {len(text)} characters, not {self.length}")
        if self.md5 is not None and self.md5 != hashlib.md5(data, usedforsecurity=False).hexdigest():
            raise ValueError(f"the MD5 of the text is not {self.md5}")
        parts = _LINE.findall(text) if self.in_lines else text
        end = len(parts) if self.last is None else self.last
        if max(self.first, end) > len(parts):
            raise ValueError(f"the text has only {len(parts)} {'lines' if self.in_lines else 'characters'}")
        return "".join(parts[self.first : end])


def fragment(fragid: str) -> Fragment:
    """Return what a fragment identifier of a text file means; an empty one means all of it.

    Raise ValueError, with the reason, if it is none.
    """
    if not fragid:
        return Fragment(in_lines=False, first=0, last=None)
    found = _FRAGID.fullmatch(fragid)
    if not found:
        raise ValueError("it is no fragment identifier of a text, such as char=10,20 or line=3,")
    checks = dict(_CHECK.findall(found["checks"]))
    point, until = found["point"], found["until"]
    first = int(point or found["first"] or 0)
    last = int(point or until or found["last"]) if point or until or found["last"] else None
    length = int(checks["length"]) if "length" in checks else None
    part = Fragment(found["scheme"] == "line", first, last, length, checks.get("md5", "").lower() or None)
    if (last is not None and last < first) or (part.extent or 0) < 0:
        raise ValueError("its end comes before its beginning")
    return part
