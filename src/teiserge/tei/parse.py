"""From the bytes of a file to a tree whose every node knows its place.

Two parsers read each file: expat finds its faults and the places of its nodes (`scan`), and lxml builds the tree. Both
see the same bytes and nothing else: no other file, no network.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from lxml import etree

from teiserge.findings import Finding, Level
from teiserge.tei.decode import Decoded, decode, place_after
from teiserge.tei.markup import Token, tokens
from teiserge.tei.refusal import refuse
from teiserge.tei.scan import scan
from teiserge.tei.tree import Position, Positions

_EXTERNAL_SUBSET = re.compile(
    rb"""\s*+(?:(?><\?.*?\?>|<!--.*?-->)\s*+)*+<!DOCTYPE\s+[^\s\[>]+\s+"""
    rb"""(SYSTEM\s*(?:"[^"]*"|'[^']*')|PUBLIC\s*(?:"[^"]*"|'[^']*')\s*(?:"[^"]*"|'[^']*'))""",
    re.DOTALL,
)
"""The prolog of a file up to the external identifier of its DOCTYPE, group 1. Possessive, so that it takes no time."""


class _Deny(etree.Resolver):
    """Answers whatever libxml2 might want to read besides the bytes it was given."""

    def resolve(self, system_url: str, public_id: str, *_: object) -> None:
        raise PermissionError(f"{system_url or public_id}: nothing but the file itself is read")


def parse(data: bytes, path: Path, positions: Positions, above: int = 0) -> etree._Element:
    """Return the root of the XML file that `data` is, and add every node in and around it to `positions`.

    Entities of the internal subset are expanded. `above` is how deep the root will stand in the file that includes
    this one. Raise Refused for what is not well-formed or not safe.
    """
    utf8 = _without_external_subset(decode(data, path).utf8)
    scanned = scan(utf8, path, above)
    root = _build(_with_elements(utf8, scanned.entities), path)
    positions.add(path, utf8, document_nodes(root), scanned.offsets)
    return root


@dataclass(frozen=True)
class Dissection:
    """An XML file in its own characters, beside the tree that it is read as.

    `text` has the characters of the file without byte order mark, `pieces` what it consists of. `elements` finds the
    element that begins at a character of the text; those that an entity reference stands for are not among them.
    `entities` has the replacement texts of the entities that the file declares. `decoded` tells the encoding.
    """

    path: Path
    decoded: Decoded
    text: str
    pieces: list[Token]
    elements: dict[int, etree._Element]
    root: etree._Element
    entities: dict[str, str]

    def encode(self, text: str) -> bytes:
        """Return a changed text in the encoding of the file; what that lacks becomes character references."""
        return self.decoded.mark + text.encode(self.decoded.codec, "xmlcharrefreplace")

    def place(self, offset: int) -> Position:
        """Return the position of the character at `offset`."""
        return place_after(self.text[:offset], self.path)

    def finding(self, code: str, level: Level, offset: int, message: str, hint: str) -> Finding:
        """Return a finding about the character at `offset`."""
        return Finding(*self.place(offset), code, level, message, hint)


def dissect(data: bytes, path: Path) -> Dissection:
    """Read an XML file so that it can be changed without touching anything else in it. Raise Refused as `parse`."""
    decoded = decode(data, path)
    utf8 = _without_external_subset(decoded.utf8)
    scanned = scan(utf8, path)
    root = _build(_with_elements(utf8, scanned.entities), path)
    at = dict(zip(scanned.offsets, document_nodes(root), strict=True))
    blanked = utf8.decode()
    pieces = list(tokens(blanked))
    elements = {}
    offset = 0
    for piece in pieces:
        if piece.kind == "start":
            elements[piece.start] = at[offset]
        offset += len(blanked[piece.start : piece.end].encode())
    return Dissection(path, decoded, decoded.utf8.decode(), pieces, elements, root, scanned.entities)


def _build(utf8: bytes, path: Path) -> etree._Element:
    """Return the tree that lxml makes of a file that expat has let pass.

    Ids need be neither NCNames nor unique: rules report them, whereas libxml2 would refuse the file. Raise Refused for
    the little that libxml2 is stricter about.
    """
    parser = etree.XMLParser(
        collect_ids=False,  # also makes libxml2 load the DTD, hence the bytes without one, and the resolver
        encoding="UTF-8",
        huge_tree=True,
        no_network=True,
        resolve_entities="internal",  # type: ignore[arg-type]  # the stubs know only bool
    )
    parser.resolvers.add(_Deny())
    try:
        return etree.fromstring(utf8, parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        expansion = "amplification" in str(error.msg)
        code = "entity-expansion" if expansion else "not-well-formed"
        hint = "write out what the entities stand for" if expansion else "correct it"
        refuse(Position(path, line, column), code, error.msg.partition(", line ")[0], hint)


def _without_external_subset(utf8: bytes) -> bytes:
    """Blank the external identifier of the DOCTYPE.

    No parser can fetch the DTD then, and an entity that it may declare counts as undeclared, which is an error. With
    the identifier in sight both parsers may skip the reference silently, and those in attributes always.
    """
    found = _EXTERNAL_SUBSET.match(utf8)
    if not found:
        return utf8
    blank = re.sub(r"[^\r\n]", " ", found[1].decode())
    return utf8[: found.start(1)] + blank.encode() + utf8[found.end(1) :]


def _with_elements(utf8: bytes, entities: Mapping[str, str]) -> bytes:
    """Replace references to entities by their texts, if there is an entity that holds markup.

    Only because libxml2 hides the namespaces around a reference from the elements that it stands for (they would be
    in no namespace, or a prefix unknown). Attribute values are left to it. Source: XML 1.0, section 4.4.2.
    """
    if not any("<" in value for value in entities.values()):
        return utf8

    def replaced(text: str) -> str:
        return "".join(
            replaced(entities[name]) if token.kind == "reference" and name in entities else piece
            for token in tokens(text)
            for piece in [text[token.start : token.end]]
            for name in [piece[1:-1]]
        )

    return replaced(utf8.decode()).encode()


def document_nodes(root: etree._Element) -> chain[etree._Element]:
    """Return every node of a document in order, also those before and after its root."""
    before = reversed(list(root.itersiblings(preceding=True)))
    return chain(before, root.iter(), root.itersiblings())
