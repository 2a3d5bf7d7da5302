"""Say what a grammar has against a document, in the words of this program.

Every element is held against its own declaration: its attributes, what it may hold, in which order. So one fault does
not hide another, and each is reported where it is.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import NamedTuple

from lxml import etree

from teiserge.findings import Finding
from teiserge.relaxng.content import TEXT, ContentModels, Misfit
from teiserge.relaxng.grammar import Attributes, Declaration, Value
from teiserge.tei import XML, Document

MOST = 8
"""How many names a hint lists before it only counts the rest."""

FOREIGN, OTHER = 3, 1
"""How much a fault speaks against the declaration it is measured by: an attribute that it does not have, or another."""


class Fault(NamedTuple):
    """One fault of one element; `lacks` is the attribute that is not there, where that is the fault."""

    code: str
    message: str
    hint: str
    weight: int = OTHER
    lacks: str = ""


@dataclass(frozen=True, eq=False)
class Explanation:
    """What the grammar behind `models` has against `document`."""

    models: ContentModels
    document: Document

    def findings(self) -> Iterator[Finding]:
        """Yield every fault that can be named, in document order of the elements that have it."""
        root = self.document.root
        roots = self.models.grammar.roots
        candidates = tuple(declared for declared in roots if declared.name == root.tag)
        if not candidates:
            hint = f"the schema describes {_listed(declared.name for declared in roots)}"
            yield self._finding(root, Fault("schema-element", f"the document is a {_show(root)}", hint))
            return
        pending = [(root, _best(root, candidates))]
        while pending:
            element, declared = pending.pop()
            if not declared.fits(_attributes(element)):
                for fault in _attribute_faults(element, declared):
                    yield self._finding(element, fault)
            yield from self._content(element, declared)
            below = [(child, _candidates(child, declared)) for child in element.iterchildren("*")]
            pending.extend((child, _best(child, found)) for child, found in reversed(below) if found)

    def _finding(self, element: etree._Element, fault: Fault) -> Finding:
        return self.document.finding(fault.code, "error", element, fault.message, fault.hint)

    def _content(self, element: etree._Element, declared: Declaration) -> Iterator[Finding]:
        """Yield what is wrong with the words and the elements that stand directly in `element`."""
        known: list[str | etree._Element] = []
        stranger = False
        for node in _content(element):
            if isinstance(node, str):
                if not declared.has_text:
                    yield self._finding(element, _stray_text(node, declared))
                elif not (known and isinstance(known[-1], str)):
                    known.append(node)
            elif _candidates(node, declared):
                known.append(node)
            else:
                stranger = True
                yield self._finding(node, self._stranger(node, declared))
        if (value := declared.value) is not None and not value.allows(text := str(element.xpath("string()"))):
            message = f"{_short(text)!r} is not a value of {_show(element)}"
            yield self._finding(element, Fault("schema-value", message, f"expected {_expected(value, value.words)}"))
        yield from self._order(element, declared, known, stranger)

    def _order(
        self, element: etree._Element, declared: Declaration, known: list[str | etree._Element], stranger: bool
    ) -> Iterator[Finding]:
        """Yield the first of the known nodes that is out of place, or what is missing at the end.

        Where a stranger stands, it may well stand for what is missing.
        """
        tokens = [TEXT if isinstance(node, str) else self._token(node, declared) for node in known]
        misfit = self.models.misfit(declared, tokens)
        if misfit is None or (stranger and misfit.place == len(known)):
            return
        node = known[misfit.place] if misfit.place < len(known) else element
        place = element if isinstance(node, str) else node
        yield self._finding(place, _misplaced(element, node, misfit, known))

    def _token(self, child: etree._Element, parent: Declaration) -> str:
        candidates = _candidates(child, parent)
        if len(candidates) == 1:
            return self.models.token(candidates)
        attributes = _attributes(child)
        fitting = [declared for declared in candidates if declared.fits(attributes)]
        return self.models.token(fitting or [_best(child, candidates)])

    def _stranger(self, element: etree._Element, parent: Declaration) -> Fault:
        """Return the fault of an element that its parent never holds."""
        name = _local(element.tag)
        allowed = [_local(child.name) for child in parent.children]
        homes = [home.name for home in self.models.grammar.declarations if _candidates(element, home)]
        everything = {_local(declared.name) for declared in self.models.grammar.declarations}
        if near := _nearest(name, allowed):
            hint = f"did you mean <{near}>?"
        elif homes:
            hint = f"it may stand in {_listed(homes)}"
        elif near := _nearest(name, everything):
            hint = f"the schema has no such element; did you mean <{near}>?"
        else:
            hint = "the schema has no such element"
        return Fault("schema-element", f"element {_show(element)} is not allowed in {_show(parent.name)}", hint)


def _attribute_faults(element: etree._Element, declared: Declaration) -> list[Fault]:
    """Return what is wrong with the attributes, measured by the set of attributes that they come nearest to."""
    options = [_faults(element, declared, attributes) for attributes in declared.attributes]
    best = min(options, key=_weight)
    choice = list(dict.fromkeys(option[0].lacks for option in options if len(option) == 1 and option[0].lacks))
    if len(best) == 1 and best[0].lacks and len(choice) > 1:
        return [Fault("schema-attribute", f"{_show(element)} lacks {_enumerated(choice)}", "add one of them")]
    return best


def _faults(element: etree._Element, declared: Declaration, attributes: Attributes) -> list[Fault]:
    faults = []
    present = _attributes(element)
    for key, text in present.items():
        if key not in attributes:
            faults.append(_foreign(element, key, attributes))
        elif not attributes[key].allows(text):
            words = declared.words(key) or attributes[key].words
            near = _nearest(text, words)
            hint = f"did you mean {near}?" if near else f"expected {_expected(attributes[key], words)}"
            message = f'{_attribute(key)}="{text}" is not allowed on {_show(element)}'
            faults.append(Fault("schema-value", message, hint))
    for key, wanted in attributes.items():
        if wanted.required and key not in present:
            name, hint = _attribute(key), f"add it: {_expected(wanted, declared.words(key) or wanted.words)}"
            faults.append(Fault("schema-attribute", f"{_show(element)} lacks {name}", hint, lacks=name))
    return faults


def _foreign(element: etree._Element, key: str, attributes: Attributes) -> Fault:
    allowed = [_attribute(name) for name in attributes]
    if near := _nearest(_attribute(key), allowed):
        hint = f"did you mean {near}?"
    else:
        hint = f"allowed: {_enumerated(allowed)}" if allowed else "it has no attributes"
    message = f"{_attribute(key)} is not allowed on {_show(element)}"
    return Fault("schema-attribute", message, hint, FOREIGN)


def _misplaced(
    parent: etree._Element, node: etree._Element | str, misfit: Misfit, known: list[str | etree._Element]
) -> Fault:
    """Return the fault of a node that stands where it may not, or of an element that ends too soon."""
    if node is parent:
        wanted = _listed(child.name for child in misfit.missing or misfit.expected)
        return Fault("schema-incomplete", f"{_show(parent)} is not complete", f"add {wanted}")
    if misfit.missing:
        hint = f"{_listed(child.name for child in misfit.missing)} must come before it"
    elif misfit.earlier is not None:
        first = known[misfit.earlier]
        hint = f"move it before {'the text' if isinstance(first, str) else _show(first)}"
    else:
        expected = [child.name for child in misfit.expected]
        hint = f"allowed here: {_listed(expected)}" if expected else "nothing may follow here"
    what = f"text {_short(node)!r}" if isinstance(node, str) else f"element {_show(node)}"
    return Fault("schema-order", f"{what} is not allowed at this place in {_show(parent)}", hint)


def _stray_text(text: str, parent: Declaration) -> Fault:
    wrapped = any(_local(child.name) == "p" for child in parent.children)
    message = f"text {_short(text)!r} is not allowed directly in {_show(parent.name)}"
    return Fault("schema-text", message, "put it into <p>" if wrapped else "remove it")


def _best(element: etree._Element, candidates: tuple[Declaration, ...]) -> Declaration:
    """Return the declaration that has least against the element and its children; of equals, that with more choice."""

    def against(declared: Declaration) -> tuple[int, int, int]:
        strangers = sum(not _candidates(child, declared) for child in element.iterchildren("*"))
        weight = 0 if declared.fits(_attributes(element)) else _weight(_attribute_faults(element, declared))
        return weight, strangers, -len(declared.attributes)

    return min(candidates, key=against) if len(candidates) > 1 else candidates[0]


def _candidates(child: etree._Element, parent: Declaration) -> tuple[Declaration, ...]:
    return parent.children_by_name.get(str(child.tag), ())


def _attributes(element: etree._Element) -> dict[str, str]:
    return {str(name): str(value) for name, value in element.attrib.items()}


def _content(element: etree._Element) -> Iterator[str | etree._Element]:
    """Yield the child elements of an element and, as strings, the words between them."""
    if (element.text or "").strip():
        yield element.text or ""
    for child in element:
        if isinstance(child.tag, str):
            yield child
        if (child.tail or "").strip():
            yield child.tail or ""


def _weight(faults: Iterable[Fault]) -> int:
    return sum(fault.weight for fault in faults)


def _expected(value: Value, words: Sequence[str]) -> str:
    """Return what a value should be: one of the words, if only these are allowed, else its datatype in words."""
    if not words:
        return value.gloss
    return ("one of " if len(words) > 1 else "") + ", ".join(words)


def _nearest(name: str, names: Iterable[str]) -> str | None:
    """Return the name that was meant: one of the same letters, or the most like it."""
    known = sorted(set(names))
    same = [other for other in known if sorted(other) == sorted(name)]
    return next(iter(same or get_close_matches(name, known, 1, 0.7)), None)


def _local(name: str) -> str:
    return name.rsplit("}", 1)[-1]


def _show(thing: etree._Element | str) -> str:
    name = thing if isinstance(thing, str) else str(thing.tag)
    return f"<{_local(name)}>"


def _attribute(name: str) -> str:
    return "@" + name.replace(XML, "xml:")


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 40 else words[:39] + "…"


def _listed(names: Iterable[str]) -> str:
    """Return the names of elements as they are shown to a reader, at most MOST of them."""
    shown = sorted({_show(name) for name in names})
    if len(shown) > MOST:
        return f"{', '.join(shown[:MOST])} and {len(shown) - MOST} more"
    return _enumerated(shown)


def _enumerated(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"
