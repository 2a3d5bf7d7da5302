"""What points where: the pointing attributes of TEI, and the things of an edition that they lead to.

Source: TEI Guidelines, SA (Linking), and the classes whose attributes have the datatype teidata.pointer; private URI
schemes, CO and `prefixDef`.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from lxml import etree

from teiserge.tei import TEI, XML, Document
from teiserge.tei.record import records

EVERYWHERE = frozenset(
    {"active", "ana", "calendar", "change", "copyOf", "corresp", "decls", "domains", "edRef", "exclude", "facs"}
    | {"feats", "fVal", "given", "hand", "inst", "lemmaRef", "mutual", "next", "nymRef", "passive", "perf"}
    | {"period", "prev", "ref", "rendition", "replyTo", "require", "resp", "sameAs", "scribeRef", "scriptRef", "select"}
    | {"source", "spanTo", "synch", "target", "targetEnd", "toWhom", "unitRef", "url", "who", "wit"}
)
"""Attributes that hold pointers on (nearly) every element that has them."""

ON_SOME: Mapping[str, frozenset[str]] = {
    "from": frozenset({"app", "arc", "rt", "span"}),
    "to": frozenset({"app", "arc", "rt", "span"}),
    "new": frozenset({"handShift"}),
    "scheme": frozenset({"catRef", "classCode", "keywords", "locus", "locusGrp", "occupation"}),
    "where": frozenset({"event"}),
}
"""Attributes that hold pointers on these elements only; elsewhere they hold dates, names or words."""

NEVER: Mapping[str, frozenset[str]] = {
    "active": frozenset({"interaction"}),
    "passive": frozenset({"interaction"}),
    "ref": frozenset({"dataRef"}),
    "require": frozenset({"anyElement"}),
    "url": frozenset({"moduleRef"}),
}
"""Elements on which an attribute of EVERYWHERE holds no pointer."""

ATTRIBUTES = EVERYWHERE.union(ON_SOME)

EXAMPLES = "{http://www.tei-c.org/ns/Examples}"
"""Namespace of examples of encoding: what they point to is not meant."""

XML_ID = XML + "id"

SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.\-_]*):(.*)", re.DOTALL)

_FILE = re.compile(r".*\.[A-Za-z][A-Za-z0-9]{1,4}")

ELSEWHERE = frozenset(
    {"ark", "data", "doi", "ftp", "ftps", "geo", "hdl", "http", "https", "info", "isbn", "issn", "mailto", "oai"}
    | {"orcid", "tag", "tel", "urn"}
)
"""URI schemes that lead out of the edition; where to is not looked up."""


_LITERAL = r"(?:[\w:/#%,;=~@-]|\\[.-])*"
_ONE_OF = r"\[\^?(?:\w-\w|[\w.:/#%,;=@]|\\[.d-])+-?\]"
_READABLE = re.compile(rf"{_LITERAL}\({_LITERAL}(?:{_ONE_OF}|\.|\\[Sd])[+*]{_LITERAL}\){_LITERAL}")
"""Patterns that are quick to match, and mean the same in Python as in XML Schema (whose \\w has signs and no _)."""


class Pointer(NamedTuple):
    """One of the values of a pointing attribute."""

    document: Document
    element: etree._Element
    attribute: str
    value: str


class Target(NamedTuple):
    """A thing that can be pointed to."""

    document: Document
    element: etree._Element


@dataclass(frozen=True)
class Prefix:
    r"""What `ident:rest` stands for where `rest` matches: a pointer from the file at `path`.

    Only a pattern with one group, one repeated character and literal text, such as `p([a-z]+)` or `(Q\d+)`, is read;
    what has the prefix of another is not followed, and nothing is said about it.
    """

    pattern: str
    replacement: str
    path: Path

    @cached_property
    def readable(self) -> re.Pattern[str] | None:
        """The pattern, None if it is one that is not read."""
        try:
            return re.compile(self.pattern) if _READABLE.fullmatch(self.pattern) else None
        except re.error:  # a range that runs backwards
            return None

    @property
    def leads_out(self) -> bool:
        """Whether what it stands for is no part of the edition, whatever matches."""
        return SCHEME.fullmatch(self.replacement) is not None

    def expand(self, rest: str) -> str | None:
        """Return the pointer that `rest` stands for, or None."""
        match = self.readable and self.readable.fullmatch(rest)
        groups = {"0": rest, "1": match[1]} if match else {}
        return match and re.sub(r"\$(\d)", lambda number: groups.get(number[1], ""), self.replacement)


class Things:
    """Everything in an edition that can be pointed to, and all that points.

    `pointers` come in the order of the documents. `repeated` are the elements whose id another has in the same
    document, each with the first that has it. `unread` has, for each file that could not be read as TEI, the ids that
    stand in it all the same.
    """

    def __init__(self, documents: Sequence[Document], unread: Mapping[Path, frozenset[str]]) -> None:
        """Take up the documents: one walk through each."""
        self.documents = documents
        self.files = {document.path.resolve(): document for document in documents}
        self.unread = {path.resolve(): ids for path, ids in unread.items()}
        self.own: dict[Path, dict[str, etree._Element]] = {}
        self.everywhere: dict[str, list[Target]] = {}
        self.repeated: list[tuple[Target, etree._Element]] = []
        self.pointers: list[Pointer] = []
        self.prefixes: dict[str, list[Prefix]] = {}
        self.recorded = {document.path: frozenset(records(document.root)) for document in documents}
        for document in documents:
            self._take_up(document)

    def _take_up(self, document: Document) -> None:
        self.own[document.path] = {}
        for element in document.root.iter(etree.Element):
            tag = str(element.tag)
            if tag.startswith(EXAMPLES):
                continue
            for key, value in element.items():
                name = str(key)
                if name == XML_ID:
                    self._identify(document, element, str(value))
                elif name in ATTRIBUTES and tag.startswith(TEI) and is_pointing(name, tag[len(TEI) :]):
                    values = str(value).split() or [""]
                    self.pointers += [Pointer(document, element, name, one) for one in values]
            if tag == TEI + "prefixDef":
                prefix = Prefix(element.get("matchPattern", ""), element.get("replacementPattern", ""), document.path)
                self.prefixes.setdefault(element.get("ident", ""), []).append(prefix)

    def _identify(self, document: Document, element: etree._Element, name: str) -> None:
        own = self.own[document.path]
        if name in own:
            self.repeated.append((Target(document, element), own[name]))
        else:
            own[name] = element
            self.everywhere.setdefault(name, []).append(Target(document, element))

    def identified(self, name: str, document: Document) -> list[Target]:
        """Return what a bare `#name` in the document may mean: its own thing of that id, or those of other files."""
        if name in self.own[document.path]:
            return [Target(document, self.own[document.path][name])]
        found = self.everywhere.get(name, [])
        places = {target.document.position(target.element) for target in found} if len(found) > 1 else ()
        return found if len(places) > 1 else found[:1]

    @property
    def all_followed(self) -> bool:
        """Whether every file could be read, and every prefix that may lead to one."""
        prefixes = (prefix for same in self.prefixes.values() for prefix in same)
        return not self.unread and all(prefix.readable or prefix.leads_out for prefix in prefixes)

    def in_unread(self, name: str) -> bool:
        """Say whether an id stands in a file that could not be read."""
        return any(name in ids for ids in self.unread.values())


def is_pointing(attribute: str, element: str) -> bool:
    """Say whether an attribute of ATTRIBUTES holds pointers on an element of TEI."""
    if attribute in ON_SOME:
        return element in ON_SOME[attribute]
    return element not in NEVER.get(attribute, ())


def fragment(value: str) -> str:
    """Return the id after the # of a pointer, "" if it has none."""
    return unquote(value.partition("#")[2])


def looks_like_file(value: str) -> bool:
    """Say whether a pointer names a file rather than being a mere word."""
    return "#" in value or "/" in value or _FILE.fullmatch(value) is not None


def path_of(value: str, folder: Path) -> Path | None:
    """Return the file that a relative pointer names, seen from `folder`, there or not; None if it can name none."""
    try:
        path = (folder / unquote(value.partition("#")[0].partition("?")[0])).resolve()
        path.exists()
    except (OSError, ValueError, RuntimeError):  # too long, a NUL, links in a circle
        return None
    return path
