"""The pieces that the text of an XML file consists of, in its own characters."""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

Kind = Literal["text", "reference", "start", "end", "comment", "cdata", "instruction", "doctype"]

_TOKEN = re.compile(
    r"""
      (?P<text>[^<&]+)
    | (?P<reference>&[^;]*;)
    | (?P<start><[^!?/](?:[^>"']|"[^"]*"|'[^']*')*+>)
    | (?P<end></[^>]*>)
    | (?P<comment><!--.*?-->)
    | (?P<cdata><!\[CDATA\[.*?\]\]>)
    | (?P<instruction><\?.*?\?>)
    | (?P<doctype>
        <!DOCTYPE (?:[^\[\]<>"']|"[^"]*"|'[^']*')*+
        (?:\[ (?:[^\]"'<]|"[^"]*"|'[^']*'|<!--.*?-->|<\?.*?\?>|<)*+ \]\s*+)?+ >)
    """,
    re.DOTALL | re.VERBOSE,
)


class Token(NamedTuple):
    """A piece of an XML file: what it is, and the characters from `start` to `end`."""

    kind: Kind
    start: int
    end: int


def tokens(text: str) -> Iterator[Token]:
    """Return the pieces of a well-formed XML file, or of the replacement text of an entity; joined they are `text`.

    The XML declaration is an instruction, an empty-element tag a start without an end. Source: XML 1.0; the idea of
    shallow parsing is Robert D. Cameron's (REX, 1998).
    """
    for match in _TOKEN.finditer(text):
        yield Token(match.lastgroup, match.start(), match.end())  # type: ignore[arg-type]  # the names of the groups
