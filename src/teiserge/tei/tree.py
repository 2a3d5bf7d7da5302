"""The tree of a TEI document, and where each of its nodes stands."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from teiserge.findings import Finding, Level

TEI = "{http://www.tei-c.org/ns/1.0}"
"""Namespace of TEI P5, in Clark notation, ready to stand before a local name; so are the next two."""

XI = "{http://www.w3.org/2001/XInclude}"
"""Namespace of XInclude 1.1."""

XML = "{http://www.w3.org/XML/1998/namespace}"
"""Namespace of xml:id, xml:lang and xml:base."""

_LINE_END = re.compile(rb"\r\n|\r|\n")


class Position(NamedTuple):
    """Where a node begins: its own file, the line, and the column of its `<`; both from 1, columns in characters.

    A node that an entity reference stands for begins at the reference.
    """

    path: Path
    line: int
    column: int


@dataclass(frozen=True)
class _File:
    """A file that nodes come from: its characters in UTF-8."""

    path: Path
    utf8: bytes

    @cached_property
    def lines(self) -> list[int]:
        """Where each line begins, in bytes."""
        return [0, *(end.end() for end in _LINE_END.finditer(self.utf8))]

    def position(self, offset: int) -> Position:
        """Return the position of the byte at `offset`."""
        line = bisect_right(self.lines, offset)
        return Position(self.path, line, len(self.utf8[self.lines[line - 1] : offset].decode()) + 1)


class Positions(Mapping[etree._Element, Position]):
    """The position of every node of a tree whose nodes may come from several files.

    Only offsets are kept; lines and columns are worked out when they are asked for, which is seldom. The mapping keeps
    the proxies of lxml alive, so that nodes can be compared by identity.
    """

    def __init__(self) -> None:
        """Begin with no file."""
        self._files: list[_File] = []
        self._starts: list[int] = []  # where each file begins if all stood one after another
        self._end = 0
        self._offsets: dict[etree._Element, int] = {}

    def add(self, path: Path, utf8: bytes, nodes: Iterable[etree._Element], offsets: Iterable[int]) -> None:
        """Add the nodes of the file `path`, whose characters are `utf8`; each begins at its offset in these bytes."""
        start = self._end
        self._files.append(_File(path, utf8))
        self._starts.append(start)
        self._end += len(utf8) + 1
        self._offsets.update(zip(nodes, (start + offset for offset in offsets) if start else offsets, strict=True))

    def put(self, node: etree._Element, instead_of: etree._Element) -> None:
        """Let `node` have the position of another."""
        self._offsets[node] = self._offsets[instead_of]

    def drop(self, nodes: Iterable[etree._Element]) -> None:
        """Forget nodes that are no longer in the tree."""
        for node in nodes:
            self._offsets.pop(node, None)

    def __getitem__(self, node: etree._Element) -> Position:
        offset = self._offsets[node]
        index = bisect_right(self._starts, offset) - 1
        return self._files[index].position(offset - self._starts[index])

    def __iter__(self) -> Iterator[etree._Element]:
        return iter(self._offsets)

    def __len__(self) -> int:
        return len(self._offsets)


@dataclass(frozen=True)
class Document:
    """A TEI document, read and with all its inclusions made.

    `path` is the file that was loaded, `root` its `TEI` or `teiCorpus`. `positions` has every element, comment and
    processing instruction. `withheld` names the recorded sources whose words are not there, as `xi:include/@href` does.
    """

    path: Path
    root: etree._Element
    positions: Mapping[etree._Element, Position]
    withheld: tuple[str, ...] = ()

    def position(self, node: etree._Element) -> Position:
        """Return the position of a node of the tree."""
        return self.positions[node]

    def finding(self, code: str, level: Level, node: etree._Element, message: str, hint: str = "") -> Finding:
        """Return a finding about `node`, at its place."""
        return Finding(*self.positions[node], code, level, message, hint)
