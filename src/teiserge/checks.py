"""The rules that a schema cannot state: what points where, which ids are there, what the registers are used for.

RULES names them. Many faults of one kind in one file are told once, with a count: see `fold`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from teiserge.findings import Finding, Level
from teiserge.pointers import (
    ELSEWHERE,
    SCHEME,
    XML_ID,
    Pointer,
    Target,
    Things,
    fragment,
    looks_like_file,
    path_of,
)
from teiserge.tei import TEI, Document


class Rule(NamedTuple):
    """How bad it is to break a rule, what it says, and how many different faults of one kind are told for each file."""

    level: Level
    sentence: str
    told: int = 10


RULES: Mapping[str, Rule] = {
    "id-duplicate": Rule("error", "an xml:id stands once in a file"),
    "id-malformed": Rule("warning", "an xml:id begins with a letter or _ and has only letters, digits and - . _"),
    "text-id-duplicate": Rule("error", "no two files of an edition have the same xml:id on their root"),
    "pointer-dangling": Rule("error", "#id and file.xml#id lead to something that has this id"),
    "witness-unknown": Rule("error", "every siglum in @wit is the id of a witness"),
    "pointer-ambiguous": Rule("warning", "a bare #id that is not in its own file stands in one other file only"),
    "pointer-kind": Rule("warning", "the name of a person leads to a person, that of a place to a place, and so on"),
    "pointer-word": Rule("warning", "a pointer is #id, a file or an address, not a mere word", 1),
    "pointer-empty": Rule("warning", "a pointing attribute has a value", 1),
    "pointer-file": Rule("warning", "a file that is pointed to is there", 3),
    "pointer-local": Rule("warning", "a pointer does not name a place on one computer", 1),
    "pointer-prefix": Rule("warning", "a prefix is declared by a prefixDef, and the rest is as that has it", 3),
    "register-unused": Rule("warning", "something points to every entry of a register, or it is marked as context"),
}
"""The rules by code."""

_START = (
    "A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f\u2c00-\u2fef"
    "\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
NCNAME = re.compile(f"[{_START}][{_START}0-9.\u00b7\u0300-\u036f\u203f\u2040-]*")
"""A name without colon (XML 1.0, section 2.3, and Namespaces in XML, section 3)."""

PERSONS, PLACES, EVENTS = frozenset({"person", "personGrp"}), frozenset({"place"}), frozenset({"event"})
BODIES, WORKS = frozenset({"org", "personGrp"}), frozenset({"bibl", "biblStruct", "biblFull"})

ENTRIES: Mapping[str, str] = {
    "person": "a person",
    "personGrp": "a group of persons",
    "place": "a place",
    "org": "an organisation",
    "event": "an event",
    **dict.fromkeys(WORKS, "a work"),
}
"""What the entries of registers are entries of."""

NAMED: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(("persName", "person"), PERSONS),
    **dict.fromkeys(("placeName", "settlement", "region", "country", "geogName", "place"), PLACES),
    **dict.fromkeys(("orgName", "org"), BODIES),
    **dict.fromkeys(("eventName", "event"), EVENTS),
    **dict.fromkeys(("title", "work", "bibl"), WORKS),
}
"""The entries that the @ref of a name may lead to: by its element, or by the @type of a `name` or `rs`."""

LISTS = frozenset(TEI + name for name in ("listPerson", "listPlace", "listOrg", "listEvent", "listBibl"))
FRAME = frozenset(TEI + name for name in ("text", "front", "body", "back", "div", "head", "desc"))
"""What may stand around the lists of a register file."""

Uses = Mapping[etree._Element, frozenset[etree._Element | None]]
"""For each thing that is pointed to, the register entries that its pointers stand in, or None for any other place."""


@dataclass(frozen=True)
class Fault:
    """A finding in the making.

    `kind` and `value` say what it is about: faults of one file, code, kind and value are the same fault. `like` is an
    id that is not there; the nearest that is goes into the hint.
    """

    code: str
    document: Document
    element: etree._Element
    message: str
    hint: str
    kind: str = ""
    value: str = ""
    like: str = ""


def check(documents: Sequence[Document], unread: Mapping[Path, frozenset[str]]) -> list[Finding]:
    """Hold the documents of an edition to the rules; `unread` has the ids in each file that could not be read as TEI.

    The findings come in no particular order.
    """
    things = Things(documents, unread)
    faults = [*_ids(things), *_roots(documents)]
    uses: dict[etree._Element, frozenset[etree._Element | None]] = {}
    for pointer in things.pointers:
        found = resolve(pointer, things)
        if isinstance(found, Fault):
            faults.append(found)
        elif found is not None:
            faults += _kind(pointer, found)
            uses[found.element] = uses.get(found.element, frozenset()) | {_entry_around(pointer.element)}
    if things.all_followed:
        faults += _unused(documents, uses)
    return [_finding(fault, things) for fault in fold(faults)]


# pointers


def resolve(pointer: Pointer, things: Things) -> Target | Fault | None:
    """Return what a pointer leads to, what is wrong with it, or None where it leads out of the edition."""
    value = pointer.value
    if not value:
        return _fault("pointer-empty", pointer, "is empty", "give it a value, or remove it")
    if value.startswith("#"):
        return _by_id(pointer, fragment(value), things)
    if match := SCHEME.fullmatch(value):
        return _by_scheme(pointer, match[1], match[2], things)
    if value in things.recorded[pointer.document.path]:
        return None
    return _by_file(pointer, things)


def _by_id(pointer: Pointer, name: str, things: Things) -> Target | Fault | None:
    if "(" in name:  # an XPointer scheme
        return None
    found = things.identified(name, pointer.document)
    if len(found) == 1:
        return found[0]
    if found:
        files = sorted({target.document.path.name for target in found})
        hint = f"write {' or '.join(f'{file}#{name}' for file in files)}" if len(files) > 1 else "rename one of them"
        return _fault("pointer-ambiguous", pointer, f"may mean something in {' or in '.join(files)}", hint)
    if things.in_unread(name):
        return None
    if pointer.attribute == "wit":
        return _fault("witness-unknown", pointer, "names no witness", "declare it in a listWit", name)
    return _fault("pointer-dangling", pointer, "points to nothing", f"nothing has the id {name!r}", name)


def _by_scheme(pointer: Pointer, scheme: str, rest: str, things: Things) -> Target | Fault | None:
    prefixes = things.prefixes.get(scheme)
    if prefixes is None:
        if scheme == "file":
            return _local(pointer)
        if scheme.lower() in ELSEWHERE or rest.startswith("//"):
            return None
        hint = f'declare it in the header: prefixDef ident="{scheme}"'
        fault = _fault("pointer-prefix", pointer, f"has the prefix {scheme!r}, which is not declared", hint)
        return replace(fault, kind=scheme, value=scheme)
    if not all(prefix.readable for prefix in prefixes):
        return None
    expanded = [(prefix, text) for prefix in prefixes if (text := prefix.expand(rest)) is not None]
    if not expanded:
        return _fault(
            "pointer-prefix", pointer, f"is not as the prefixDef of {scheme!r} has it", "see its matchPattern"
        )
    prefix, text = expanded[0]
    if SCHEME.fullmatch(text):
        return None
    if text.startswith("#"):
        return _by_id(pointer, fragment(text), things)
    return _in_file(pointer, path_of(text, prefix.path.parent), fragment(text), things)


def _by_file(pointer: Pointer, things: Things) -> Target | Fault | None:
    value = pointer.value
    if value.startswith("/") or "\\" in value:
        return _local(pointer)
    witness = pointer.attribute == "wit"
    if things.identified(value, pointer.document):
        code, what = ("witness-unknown", "names no witness") if witness else ("pointer-dangling", "lacks its #")
        return _fault(code, pointer, what, f"did you mean #{value}?")
    path = path_of(value, pointer.document.position(pointer.element).path.parent)
    if path is None or looks_like_file(value) or path.exists():
        return _in_file(pointer, path, fragment(value), things)
    if witness:
        return _fault("witness-unknown", pointer, "names no witness", "declare it in a listWit", value)
    return _fault("pointer-word", pointer, "is a word, not a pointer", f"write #{value} if it is an id")


def _in_file(pointer: Pointer, path: Path | None, name: str, things: Things) -> Target | Fault | None:
    if path is None:
        return _fault("pointer-file", pointer, "is nothing that a file can be called", "check the name")
    document = things.files.get(path)
    if document is None:
        missing = f"leads to {path.name}, which is not there"
        return None if path.exists() else _fault("pointer-file", pointer, missing, "check the name")
    if not name or "(" in name:
        return None
    element = things.own[document.path].get(name)
    if element is not None:
        return Target(document, element)
    hint = f"nothing there has the id {name!r}"
    return _fault("pointer-dangling", pointer, f"points to nothing in {path.name}", hint, name)


def _local(pointer: Pointer) -> Fault:
    return _fault("pointer-local", pointer, "names a place on one computer", "use a relative path or a web address")


def _fault(code: str, pointer: Pointer, what: str, hint: str, like: str = "") -> Fault:
    attribute = f"@{pointer.attribute}"
    shown = f'{attribute}="{pointer.value}"' if pointer.value else attribute
    return Fault(code, pointer.document, pointer.element, f"{shown} {what}", hint, attribute, pointer.value, like)


def _kind(pointer: Pointer, target: Target) -> Iterator[Fault]:
    """Yield the fault of a name that leads to an entry of another kind."""
    name, found = _local_name(pointer.element), _local_name(target.element)
    if found not in ENTRIES:
        return
    if pointer.attribute == "ref":
        wanted = NAMED.get(pointer.element.get("type", "") if name in ("name", "rs") else name)
    else:
        wanted = PERSONS | BODIES | WORKS if pointer.attribute == "wit" else None
    if wanted is not None and found not in wanted:
        what = f"on <{name}> leads to {ENTRIES[found]}"
        fault = _fault("pointer-kind", pointer, what, "use the element for such a name, or point to another entry")
        yield replace(fault, kind=f"{fault.kind} on <{name}>")


# ids


def _ids(things: Things) -> Iterator[Fault]:
    for (document, element), first in things.repeated:
        name, place = element.get(XML_ID, ""), document.position(first)
        same_file = place.path == document.position(element).path
        where = f"line {place.line}" if same_file else f"{place.path}:{place.line}"
        message = f'xml:id="{name}" stands at {where} already, on <{_local_name(first)}>'
        yield Fault("id-duplicate", document, element, message, "rename one of them", XML_ID, name)
    for name, targets in things.everywhere.items():
        if not NCNAME.fullmatch(name):
            hint = "begin it with a letter, and leave out spaces and colons"
            for document, element in targets:
                message = f'xml:id="{name}" is not an XML name'
                yield Fault("id-malformed", document, element, message, hint, XML_ID, name)


def _roots(documents: Iterable[Document]) -> Iterator[Fault]:
    first: dict[str, Document] = {}
    for document in documents:
        name = document.root.get(XML_ID)
        if name is not None and first.setdefault(name, document) is not document:
            message = f'the root has the same xml:id="{name}" as that of {first[name].path}'
            yield Fault("text-id-duplicate", document, document.root, message, "rename one of them")


# registers


def _unused(documents: Sequence[Document], uses: Uses) -> Iterator[Fault]:
    """Yield the entries of register files that nothing outside themselves points to.

    A register file has no text, or one of nothing but lists. An entry that is there for context says so: "context" is
    a word of its @role, @type or @ana, or of those of a list around it. Registers without a text that could use them
    are left in peace; so are all where not every pointer can be followed (see `Things.all_followed`).
    """
    registers = [document for document in documents if _is_register(document)]
    if len(registers) == len(documents):
        return
    for document in registers:
        for entry in document.root.iter(*(TEI + name for name in ENTRIES)):
            parent, name = entry.getparent(), entry.get(XML_ID)
            if parent is None or parent.tag not in LISTS or name is None or _is_context(entry):
                continue
            if not uses.get(entry, frozenset()) - {entry}:
                message = f"nothing points to #{name}, {ENTRIES[_local_name(entry)]} of the register"
                hint = "mention it, mark it with the word context, or take it out"
                yield Fault("register-unused", document, entry, message, hint, _local_name(parent), name)


def _is_register(document: Document) -> bool:
    texts = document.root.iter(TEI + "text")
    stray = (element for text in texts for element in text.iter(TEI + "*") if not _is_of_register(element))
    return next(document.root.iter(*LISTS), None) is not None and next(stray, None) is None


def _is_of_register(element: etree._Element) -> bool:
    return element.tag in FRAME or any(node.tag in LISTS for node in (element, *element.iterancestors()))


def _is_context(entry: etree._Element) -> bool:
    marked = (node.get(name, "") for node in (entry, *entry.iterancestors(*LISTS)) for name in ("role", "type", "ana"))
    return any("context" in value.replace("#", "").split() for value in marked)


def _entry_around(element: etree._Element) -> etree._Element | None:
    """Return the register entry that an element is part of."""
    around = (element, *element.iterancestors())
    return next((node for node in around if (above := node.getparent()) is not None and above.tag in LISTS), None)


# telling


def fold(faults: Iterable[Fault]) -> Iterator[Fault]:
    """Yield each different fault once, with the number of its like; of one kind in one file a few, then their number.

    `#ada` that leads nowhere from ten places is one fault, told at the first of them.
    """
    groups: dict[tuple[Path, str, str], dict[str, list[Fault]]] = {}
    for fault in faults:
        same_kind = groups.setdefault((fault.document.path, fault.code, fault.kind), {})
        same_kind.setdefault(fault.value, []).append(fault)
    for (_, code, kind), same_kind in groups.items():
        different, rule = list(same_kind.values()), RULES[code]
        for same in different[: rule.told]:
            times = f" ({len(same)} times in this file)" if len(same) > 1 else ""
            yield replace(same[0], message=same[0].message + times)
        if rest := different[rule.told :]:
            values = ", ".join(same[0].value for same in rest[:3])
            message = f"{len(rest)} more of the same kind in {kind}, such as {values}"
            yield replace(rest[0][0], message=message, hint=rule.sentence, like="")


def _finding(fault: Fault, things: Things) -> Finding:
    hint = fault.hint
    if fault.like and (near := _nearest(fault.like, things.everywhere)):
        hint = f"did you mean #{near}?"
    return fault.document.finding(fault.code, RULES[fault.code].level, fault.element, fault.message, hint)


def _nearest(name: str, names: Iterable[str]) -> str | None:
    """Return the id that is most like a name: of about its length, and with its first or its last two letters."""
    first, last = name[:2].casefold(), name[-2:].casefold()
    near = (other for other in names if abs(len(other) - len(name)) <= 3)
    likely = [other for other in near if other[:2].casefold() == first or other[-2:].casefold() == last]
    return next(iter(get_close_matches(name, likely, 1, 0.75)), None)


def _local_name(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]
