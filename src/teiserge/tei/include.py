"""XInclude, confined to the folders that may be read; and the words of recorded sources.

Own work, because lxml's `xinclude()` reads any file, asks no resolver, and forgets where the nodes come from.
Source: XInclude 1.1, with `xml:base` and `xml:lang` kept right (4.7.5 and 4.7.6). Of an XML file the root is included
or the element that @xpointer names; of a text file all, or the part that @fragid names. Everything else is reported.
"""

import os
import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple, NoReturn
from urllib.parse import quote, unquote, urlsplit

from lxml import etree

from teiserge.findings import Finding, Level
from teiserge.tei.decode import decode_text, read
from teiserge.tei.fragment import fragment
from teiserge.tei.parse import document_nodes, parse
from teiserge.tei.pointer import is_supported, select
from teiserge.tei.record import Record, digest, records, short
from teiserge.tei.refusal import Refused, refuse
from teiserge.tei.tree import TEI, XI, XML, Positions

NESTING = 50
"""How many files may include one another in a row."""

VOLUME = 200_000_000
"""How many bytes one document may include, each file counting as `LEAST` if it is smaller: more than any edition has,
less than a few files come to that include each other twice over."""

LEAST = 2_000

_BASE, _LANG = XML + "base", XML + "lang"
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class _Missing(Exception):  # noqa: N818 - it is no error of the program
    """What is to be included is not there, for which there may be an xi:fallback."""


class _Content(NamedTuple):
    """What takes the place of an xi:include: text, and then nodes with their tails."""

    text: str = ""
    nodes: tuple[etree._Element, ...] = ()


@dataclass(frozen=True)
class _Origin:
    """The file that an xi:include stands in, and by which inclusions, as (file, pointer), it came to be read."""

    path: Path
    root: etree._Element
    chain: tuple[tuple[Path, str], ...]

    @cached_property
    def records(self) -> dict[str, Record]:
        """The sources that this file records, by name."""
        return records(self.root)


class Inclusion:
    """The inclusions of one document: `resolve` makes them; `findings` and `withheld` then say how it went.

    `withheld` has the names of the recorded sources that there is no copy of.
    """

    def __init__(self, positions: Positions, roots: Sequence[Path], copies: Mapping[str, Path]) -> None:
        """Prepare to include from the folders `roots`, and recorded sources from `copies` (SHA-256 to file)."""
        self.findings: list[Finding] = []
        self.withheld: list[str] = []
        self._positions = positions
        self._roots = [root.resolve() for root in roots]
        self._copies = copies
        self._chosen: dict[tuple[str, str], Path | None] = {}
        self._files: dict[Path, bytes] = {}
        self._texts: dict[tuple[Path, str], str] = {}
        self._volume = 0

    def resolve(self, root: etree._Element, path: Path) -> None:
        """Put what it includes in the place of every xi:include below `root`, the root of the file `path`."""
        self._home = path.parent
        origin = _Origin(path, root, ((path.resolve(), ""),))
        pending = [(include, origin) for include in _outermost(root)]
        while pending:  # in document order, as a header precedes its text; without recursion, which could go too deep
            include, origin = pending.pop()
            content, inner = self._included(include, origin)
            _replace(include, content)
            self._positions.drop(include.iter())
            pending += [(found, inner) for found in _outermost(*content.nodes)]

    def _included(self, include: etree._Element, origin: _Origin) -> tuple[_Content, _Origin]:
        """Return what an xi:include includes and the file that this comes from; report it, if it fails."""
        try:
            match include.get("parse", "xml"):
                case "xml":
                    return self._xml(include, origin)
                case "text":
                    return self._text(include, origin), origin
                case other:
                    self._refuse(include, "include-unsupported", f'parse="{other}" is unknown', "write xml or text")
        except _Missing as missing:
            fallback = include.find(XI + "fallback")
            if fallback is not None:
                return _Content(fallback.text or "", tuple(fallback)), origin
            self._report(include, "include-missing", "error", str(missing), "correct it, or add an xi:fallback")
        except Refused as refused:
            self.findings.append(refused.finding)
        return _Content(), origin

    def _xml(self, include: etree._Element, origin: _Origin) -> tuple[_Content, _Origin]:
        pointer = include.get("xpointer") or include.get("fragid") or ""
        path = self._target(include) if include.get("href") else origin.path
        chain = (*origin.chain, (path.resolve(), pointer))
        if chain[-1] in origin.chain:
            circle = " → ".join(f"{file.name}#{part}" if part else file.name for file, part in chain)
            self._refuse(include, "include-cycle", f"this includes itself: {circle}", "break the circle")
        if len(chain) > NESTING:
            self._refuse(include, "include-limit", f"{NESTING} files include one another here", "nest them less")
        if not is_supported(pointer):
            message = f"the pointer {pointer!r} is of another scheme than element()"
            self._refuse(include, "include-unsupported", message, "use an xml:id")
        above = sum(1 for _ in include.iterancestors())
        data = self._bytes(path)
        self._count(max(LEAST, len(data)), include)
        root = parse(data, path, self._positions, above)
        element = select(root, pointer)
        kept = set() if element is None else set(element.iter())
        self._positions.drop([node for node in document_nodes(root) if node not in kept])
        if element is None:
            raise _Missing(f"the pointer {pointer!r} leads nowhere in {path}")
        _detach(element)
        if path != origin.path:
            _keep_base(element, path, self._folder(include))
        return _Content(nodes=(element,)), _Origin(path, root, chain)

    def _text(self, include: etree._Element, origin: _Origin) -> _Content:
        try:
            part = fragment(include.get("fragid", ""))
            record = origin.records.get(include.get("href", ""))
            path = self._copy(record, include) if record else self._target(include)
            if path is None:
                return _Content(nodes=(self._gap(include, part.extent),))
            text = part.of(self._characters(path, include.get("encoding", "utf-8")), self._bytes(path))
        except (ValueError, LookupError) as error:
            found = f"@href={include.get('href')!r} @fragid={include.get('fragid')!r}: {error}"
            self._refuse(include, "include-fragment", found, "correct it; or has the file been changed?")
        if odd := _NOT_XML.search(text):
            found = f"the text has the character U+{ord(odd[0]):04X}, which no XML can hold"
            self._refuse(include, "include-fragment", found, "leave it out of the fragment")
        self._count(len(text), include)
        return _Content(text)

    def _copy(self, record: Record, include: etree._Element) -> Path | None:
        """Return the copy of a recorded source, or None; report once that there is none, or only a wrong one.

        It may have any name if it is among the copies; and it may stand where the xi:include says.
        """
        key = (record.name, record.digest)
        if key not in self._chosen:
            found: dict[Path, str] = {}
            for path in self._candidates(record, include):
                with suppress(_Missing):
                    found[path] = digest(self._bytes(path))
            right = [path for path, value in found.items() if value == record.digest]
            self._chosen[key] = right[0] if right else None
            if not right:
                self.withheld.append(record.name)
                self._report_missing(record, found, include)
        return self._chosen[key]

    def _candidates(self, record: Record, include: etree._Element) -> Iterator[Path]:
        if record.digest in self._copies:
            yield self._copies[record.digest]
        with suppress(Refused):
            yield self._target(include)
        yield from (path for path in self._copies.values() if path.name == record.file_name)

    def _report_missing(self, record: Record, wrong: Mapping[Path, str], include: etree._Element) -> None:
        expected = short(record.digest)
        for path, found in wrong.items():
            message = f"{path} is not the copy that was encoded: its SHA-256 is {short(found)}, not {expected}"
            hint = "a copy that was edited or saved anew is another one; find the one that the header records"
            self._report(include, "source-wrong", "error", message, hint)
        if not wrong:
            message = f"the words of {record.name!r} are withheld; no copy with the SHA-256 {expected} is here"
            hint = "put your copy, under any name, into sources/, or name its folder with --sources"
            self._report(include, "source-missing", "info", message, hint)

    def _gap(self, include: etree._Element, extent: int | None) -> etree._Element:
        """Return the gap that stands for withheld words (TEI Guidelines, PH; att.dimensions)."""
        gap = include.makeelement(TEI + "gap", {"reason": "withheld"})
        if extent is not None:
            gap.set("unit", "chars")
            gap.set("quantity", str(extent))
        self._positions.put(gap, include)
        return gap

    def _target(self, include: etree._Element) -> Path:
        """Return the file that @href means, which must be one that may be read."""
        href = include.get("href", "")
        try:
            address = urlsplit(href)
            path = Path(os.path.normpath(self._folder(include) / unquote(address.path)))
            real = path.resolve()
        except (ValueError, RuntimeError, OSError) as error:  # no URI at all, a NUL in it, links in a circle
            self._refuse(include, "include-missing", f"@href={href!r} names no file ({error})", "correct it")
        if address.scheme or address.netloc or not any(real.is_relative_to(root) for root in self._roots):
            hint = "copy it into the folder of the edition; nothing else is read"
            self._refuse(include, "include-outside", f"@href={href!r} is outside the edition and its sources", hint)
        if address.fragment or address.query:
            hint = "name the part of a file in @xpointer (XML) or @fragid (text)"
            self._refuse(include, "include-unsupported", f"@href={href!r} is more than a file name", hint)
        return path

    def _folder(self, element: etree._Element) -> Path:
        """Return the folder that relative references in an element start from (XML Base)."""
        folder = self._home
        for ancestor in reversed([element, *element.iterancestors()]):
            base = urlsplit(ancestor.get(_BASE, ""))
            if base.scheme or base.netloc:
                hint = "take it away, or write a relative one"
                self._refuse(
                    element, "include-outside", f"xml:base={ancestor.get(_BASE)!r} is outside the edition", hint
                )
            folder /= posixpath.dirname(unquote(base.path))
        return folder

    def _characters(self, path: Path, encoding: str) -> str:
        """Return the characters of a text file, which is decoded once."""
        if (path, encoding) not in self._texts:
            self._texts[path, encoding] = decode_text(self._bytes(path), encoding)
        return self._texts[path, encoding]

    def _bytes(self, path: Path) -> bytes:
        """Return the bytes of a file, which is read once."""
        if path not in self._files:
            try:
                self._files[path] = read(path)
            except Refused as refused:
                raise _Missing(f"{path}: {refused.finding.message}") from refused
        return self._files[path]

    def _count(self, amount: int, include: etree._Element) -> None:
        """Count what is included, and stop when it is too much."""
        self._volume += amount
        if self._volume > VOLUME:
            found = f"this document includes more than {VOLUME:,} bytes"
            self._refuse(include, "include-limit", found, "do files include each other over and over?")

    def _report(self, node: etree._Element, code: str, level: Level, message: str, hint: str) -> None:
        self.findings.append(Finding(*self._positions[node], code, level, message, hint))

    def _refuse(self, node: etree._Element, code: str, message: str, hint: str) -> NoReturn:
        refuse(self._positions[node], code, message, hint)


def _outermost(*nodes: etree._Element) -> Iterator[etree._Element]:
    """Return the xi:include elements in the nodes that stand in no other, the last first."""
    for node in reversed(nodes):
        for include in reversed(list(node.iter(XI + "include"))):
            if next(include.iterancestors(XI + "include"), None) is None:
                yield include


def _replace(include: etree._Element, content: _Content) -> None:
    """Put content in the place of an xi:include; text joins the text beside it."""
    parent, before, after = include.getparent(), include.getprevious(), include.tail or ""
    assert parent is not None  # noqa: S101 - xi:include is never the root: that is a TEI document
    include.tail = None
    for node in content.nodes:
        include.addprevious(node)
    if content.nodes:
        content.nodes[-1].tail = (content.nodes[-1].tail or "") + after
    text = content.text if content.nodes else content.text + after
    if before is not None:
        before.tail = (before.tail or "") + text
    else:
        parent.text = (parent.text or "") + text
    parent.remove(include)


def _detach(element: etree._Element) -> None:
    """Take an element out of its document, with the language that it is in."""
    languages = (ancestor.get(_LANG) for ancestor in (element, *element.iterancestors()))
    language = next((language for language in languages if language is not None), None)
    if language is not None:
        element.set(_LANG, language)
    parent = element.getparent()
    if parent is not None:
        element.tail = None
        parent.remove(element)


def _keep_base(element: etree._Element, path: Path, folder: Path) -> None:
    """Let relative references in an element of the file `path` still mean the same where `folder` is the base."""
    own = urlsplit(element.get(_BASE, ""))
    if not own.scheme and not own.netloc:
        here = quote(Path(os.path.relpath(path, folder)).as_posix())
        element.set(_BASE, posixpath.join(posixpath.dirname(here), own.path) if own.path else here)
