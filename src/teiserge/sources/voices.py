"""Who speaks where in an edited text: its author, whose words a copy has, or its editors."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from teiserge.tei.markup import Token, tokens
from teiserge.tei.parse import Dissection
from teiserge.tei.tree import TEI, XI

EDITORIAL = frozenset({TEI + name for name in ("teiHeader", "standOff", "corr", "supplied", "reg", "expan")})
"""What is the editors' own, with all that is in it (TEI Guidelines, HD and CO)."""

SIGNED = frozenset({TEI + name for name in ("note", "div", "p", "head", "list")})
"""What is the editors' own if it says so by @resp."""

READINGS = frozenset({TEI + "lem", TEI + "rdg"})
"""What is the author's only if its @wit names the copy (TEI Guidelines, TC)."""

APART = frozenset({TEI + name for name in ("head", "bibl", "biblStruct")})
"""Headings and references: no part of the running text."""

TITLE = TEI + "title"
"""Titles are part of the running text, but their words are nobody's."""

KEPT = APART | {TITLE, TEI + "label", TEI + "docAuthor"}
"""What stays in the text though it may be the author's; so does a reading of at most `LIMIT` words."""

LIMIT = 8
"""How many successive words of a source may be quoted."""

BREAK = "\0"
"""Stands in a stream for words that are not there."""

_TEXT = frozenset({"text", "cdata", "reference"})
_LINE_END_OR_CHARACTER = re.compile(r"\r\n|.", re.DOTALL)
_PREDEFINED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}


class Character(NamedTuple):
    """A character of running text.

    `origin` is where in the file it begins, or what stands for it: a reference, a CDATA section, a line end of two
    characters. `plain` says that it stands there as itself; `kept`, `apart` and `titular`, that it is in an element
    of `KEPT`, of `APART`, in a `TITLE`.
    """

    value: str
    origin: int
    plain: bool
    kept: bool = False
    apart: bool = False
    titular: bool = False


@dataclass(frozen=True)
class Voices:
    """The running texts of a file, as one reads them: without markup, line ends as LF.

    `all` has everything, `author` only what the copy should have; `margins` has what is not text: comments,
    processing instructions, and tags, for their attributes; each by itself.
    """

    all: list[Character] = field(default_factory=list)
    author: list[Character] = field(default_factory=list)
    margins: list[list[Character]] = field(default_factory=list)


class _Scope(NamedTuple):
    """What an element is in."""

    author: bool = True
    kept: bool = False
    apart: bool = False
    titular: bool = False


def voices(file: Dissection, siglum: str) -> Voices:
    """Tell the voices in a file apart; `siglum` is the xml:id that its readings call the copy by."""
    result = Voices()
    scopes = [_Scope()]
    for piece in file.pieces:
        match piece.kind:
            case "start":
                element = file.elements[piece.start]
                scopes.append(_inside(scopes[-1], element, siglum))
                if element.tag == XI + "include":
                    result.all.append(Character(BREAK, piece.start, plain=False))
                    result.author.append(Character(BREAK, piece.start, plain=False))
                result.margins.append(list(_raw(file.text, piece)))
                if file.text.endswith("/>", 0, piece.end):
                    scopes.pop()
            case "end":
                scopes.pop()
            case "text" | "cdata" | "reference":
                author, kept, apart, titular = scopes[-1]
                read = _read(file.text, piece, file.entities)
                characters = [c._replace(kept=kept, apart=apart, titular=titular) for c in read]
                result.all.extend(characters)
                if author:
                    result.author.extend(characters)
            case _:
                result.margins.append(list(_raw(file.text, piece)))
    return result


def _inside(scope: _Scope, element: etree._Element, siglum: str) -> _Scope:
    """Return the scope of what an element contains."""
    tag = str(element.tag)
    witnesses = {pointer.rpartition("#")[2] for pointer in element.get("wit", "").split()}
    editorial = (
        tag in EDITORIAL
        or (tag in SIGNED and element.get("resp") is not None)
        or (tag in READINGS and siglum not in witnesses)
    )
    return _Scope(
        scope.author and not editorial,
        scope.kept or tag in KEPT or (tag in READINGS and _is_short(element)),
        scope.apart or tag in APART,
        scope.titular or tag == TITLE,
    )


def _is_short(reading: etree._Element) -> bool:
    """Say whether a reading may be quoted whole: without the source the apparatus is to be read too."""
    text = etree.tostring(reading, method="text", encoding="unicode", with_tail=False)
    return len(text.split()) <= LIMIT


def _raw(text: str, piece: Token) -> Iterator[Character]:
    """Yield the characters of something that is not text."""
    return (Character(text[i], i, plain=False) for i in range(piece.start, piece.end))


def _read(text: str, piece: Token, entities: Mapping[str, str]) -> Iterator[Character]:
    """Yield the characters that text, a CDATA section or a reference stands for."""
    if piece.kind == "reference":
        for value in _meant(text[piece.start : piece.end], entities):
            yield Character(value, piece.start, plain=False)
        return
    cdata = piece.kind == "cdata"
    start, end = (piece.start + len("<![CDATA["), piece.end - len("]]>")) if cdata else (piece.start, piece.end)
    for found in _LINE_END_OR_CHARACTER.finditer(text, start, end):
        value = "\n" if found[0] in {"\r", "\r\n"} else found[0]
        yield Character(value, found.start(), plain=value == found[0] and not cdata)


def _meant(reference: str, entities: Mapping[str, str]) -> str:
    """Return the text that a reference stands for, without the markup that an entity may hold."""
    name = reference[1:-1]
    if name.startswith("#"):
        return chr(int(f"0{name[1:]}", base=0) if name[1] == "x" else int(name[1:]))
    if name in _PREDEFINED:
        return _PREDEFINED[name]
    value = entities[name]
    return "".join(c.value for piece in tokens(value) if piece.kind in _TEXT for c in _read(value, piece, entities))
