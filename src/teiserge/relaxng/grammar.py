"""Read a RELAX NG grammar and say what each of its elements may carry and hold.

It knows what our own schema is written with, not all of RELAX NG: see KNOWN. Source: RELAX NG specification (OASIS).
"""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from lxml import etree

from teiserge.errors import EditionError
from teiserge.tei import XML

RNG = "{http://relaxng.org/ns/structure/1.0}"
DOCUMENTATION = "{http://relaxng.org/ns/compatibility/annotations/1.0}documentation"

KNOWN = frozenset(
    RNG + kind
    for kinds in (
        ("grammar", "include", "define", "start", "ref", "element", "attribute", "group", "choice", "optional"),
        ("zeroOrMore", "oneOrMore", "list", "data", "param", "value", "text", "empty", "notAllowed"),
    )
    for kind in kinds
)
"""What a schema may be written with."""

VALUES = frozenset(RNG + kind for kind in ("data", "value", "list"))
"""Patterns that describe characters rather than elements."""


MEMORY = 10_000
"""How many values of one attribute are remembered as judged."""


@dataclass(frozen=True, eq=False)
class Value:
    """What an attribute, or an element that holds only a value, may be set to; `required` says whether it must be.

    `pattern` is that of the attribute or element.
    """

    pattern: etree._Element
    grammar: "Grammar"
    required: bool = True
    judged: dict[str, bool] = field(default_factory=dict)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The allowed words where the pattern lists them, else nothing."""
        leaves = [leaf for part in self._parts for leaf in part.iter(RNG + "data", RNG + "value")]
        listed = all(leaf.tag == RNG + "value" for leaf in leaves)
        return tuple(dict.fromkeys((leaf.text or "").strip() for leaf in leaves)) if listed else ()

    @cached_property
    def gloss(self) -> str:
        """The first sentence of the documentation, the datatype's or the pattern's own, ready to stand in a hint."""
        named = [self.grammar.defines[ref.get("name", "")] for ref in self.pattern.iterdescendants(RNG + "ref")]
        around = self.pattern.iterancestors(RNG + "define")
        text = next(filter(None, map(documentation, (*named, *around))), "")
        return text[:1].lower() + text[1:].split(". ")[0].rstrip(".")

    def allows(self, value: str) -> bool:
        """Say whether `value` is one of the values."""
        if value not in self.judged:
            if len(self.judged) > MEMORY:
                self.judged.clear()
            node = etree.Element("value")
            node.text = value
            self.judged[value] = bool(self._engine.validate(node))
        return self.judged[value]

    @cached_property
    def _parts(self) -> list[etree._Element]:
        """The patterns of the value, with what their refs stand for in place of these."""
        return [part for part in self.grammar.without_references(self.pattern) if part.tag != RNG + "attribute"]

    @cached_property
    def _engine(self) -> etree.RelaxNG:
        element = etree.Element(RNG + "element", name="value")
        element.extend(deepcopy(self._parts))
        return etree.RelaxNG(element)


Attributes = Mapping[str, Value]
"""One set of attributes that go together, by name."""


@dataclass(frozen=True, eq=False)
class Declaration:
    """One `element` pattern of a grammar."""

    pattern: etree._Element
    grammar: "Grammar"

    @cached_property
    def name(self) -> str:
        """The element's name, with its namespace in braces."""
        return f"{{{self.pattern.get('ns')}}}{self.pattern.get('name')}"

    @cached_property
    def attributes(self) -> tuple[Attributes, ...]:
        """The sets of attributes between which an element may choose; never none."""
        return tuple(self.grammar.attributes(self.pattern))

    def fits(self, attributes: Mapping[str, str]) -> bool:
        """Say whether an element with these attributes may be declared so."""
        return any(_agree(allowed, attributes) for allowed in self.attributes)

    def words(self, attribute: str) -> tuple[str, ...]:
        """Return the words that an attribute may be set to, in whichever set, if its values are listed."""
        values = [chosen[attribute].words for chosen in self.attributes if attribute in chosen]
        return tuple(dict.fromkeys(word for words in values for word in words)) if all(values) else ()

    @cached_property
    def children(self) -> tuple["Declaration", ...]:
        """Every element that may stand directly in this one."""
        return tuple(dict.fromkeys(self.grammar.elements(self.pattern)))

    @cached_property
    def children_by_name(self) -> Mapping[str, tuple["Declaration", ...]]:
        """The same by name: several declarations where the attributes of the child tell which one it has."""
        by_name: dict[str, tuple[Declaration, ...]] = {}
        for child in self.children:
            by_name[child.name] = (*by_name.get(child.name, ()), child)
        return by_name

    @cached_property
    def has_text(self) -> bool:
        """Whether words may stand directly in it."""
        kinds = VALUES | {RNG + "text"}
        return any(node.tag in kinds for node in self.grammar.content(self.pattern))

    @cached_property
    def value(self) -> Value | None:
        """What its text may be, where that is not free."""
        valued = any(node.tag in VALUES for node in self.grammar.content(self.pattern))
        return Value(self.pattern, self.grammar) if valued else None


@dataclass(frozen=True, eq=False, repr=False)
class Grammar:
    """The defines of a schema by name, `start` among them."""

    defines: Mapping[str, etree._Element]
    declared: dict[etree._Element, Declaration]

    @cached_property
    def roots(self) -> tuple[Declaration, ...]:
        """The elements that a document may begin with."""
        return tuple(dict.fromkeys(self.elements(self.defines["start"])))

    @cached_property
    def declarations(self) -> tuple[Declaration, ...]:
        """Every element that can occur in a document."""
        found = dict.fromkeys(self.roots)
        pending = list(found)
        while pending:
            new = [child for child in pending.pop().children if child not in found]
            found.update(dict.fromkeys(new))
            pending.extend(new)
        return tuple(found)

    def parts(self, pattern: etree._Element) -> Iterator[etree._Element]:
        """Yield the patterns that `pattern` is made of, those that a ref stands for instead of the ref."""
        for child in pattern.iterchildren(RNG + "*"):
            yield self.defines[child.get("name", "")] if child.tag == RNG + "ref" else child

    def content(self, pattern: etree._Element) -> Iterator[etree._Element]:
        """Yield every pattern of the content of an element, without its attributes and what is in its children."""
        for part in self.parts(pattern):
            if part.tag != RNG + "attribute":
                yield part
                if part.tag not in VALUES and part.tag != RNG + "element":
                    yield from self.content(part)

    def elements(self, pattern: etree._Element) -> Iterator[Declaration]:
        """Yield the elements that may stand directly in what `pattern` describes."""
        for part in self.content(pattern):
            if part.tag == RNG + "element":
                yield self.declaration(part)

    def declaration(self, pattern: etree._Element) -> Declaration:
        """Return the one Declaration of an `element` pattern."""
        return self.declared.setdefault(pattern, Declaration(pattern, self))

    def attributes(self, pattern: etree._Element) -> list[Attributes]:
        """Return the sets of attributes that `pattern` lets an element choose between."""
        parts = list(self.parts(pattern))
        branches = [self._attributes_of(part) for part in parts if part.tag != RNG + "element"]
        if pattern.tag == RNG + "choice":
            sets = [chosen for branch in branches for chosen in branch]
            return [chosen for chosen in sets if chosen] + [{}] * (not all(sets))
        sets = [{}]
        for branch in branches:
            sets = [{**one, **other} for one in sets for other in branch]
        if pattern.tag not in (RNG + "optional", RNG + "zeroOrMore"):
            return sets
        if all(len(one) <= 1 for one in sets):
            return [{name: Value(value.pattern, self, required=False) for name, value in one.items()} for one in sets]
        return [*sets, {}]

    def _attributes_of(self, part: etree._Element) -> list[Attributes]:
        if part.tag == RNG + "attribute":
            return [{(part.get("name") or "").replace("xml:", XML): Value(part, self)}]
        return self.attributes(part)

    def without_references(self, pattern: etree._Element) -> etree._Element:
        """Return a copy of `pattern` with what its refs stand for in their places."""
        copy = etree.Element(pattern.tag)
        copy.attrib.update(pattern.attrib)
        copy.text = pattern.text
        for child in pattern.iterchildren(RNG + "*"):
            if child.tag == RNG + "ref":
                copy.extend(list(self.without_references(self.defines[child.get("name", "")])))
            else:
                copy.append(self.without_references(child))
        return copy


def read(schema: Path) -> Grammar:
    """Read the grammar in `schema` with all that it includes; raise EditionError where it is not well-formed."""
    defines: dict[str, etree._Element] = {}
    for define in _defines(schema):
        name = define.get("name", "start")
        defines[name] = _combined(defines[name], define) if name in defines else define
    return Grammar(defines, {})


def _agree(allowed: Attributes, present: Mapping[str, str]) -> bool:
    return all(name in allowed and allowed[name].allows(value) for name, value in present.items()) and all(
        name in present for name, value in allowed.items() if value.required
    )


def documentation(pattern: etree._Element) -> str:
    """Return the documentation of a pattern, in one line."""
    return " ".join(pattern.findtext(DOCUMENTATION, "").split())


def _combined(one: etree._Element, other: etree._Element) -> etree._Element:
    """Return the define that offers what both offer: modules add to a class with combine="choice"."""
    define = etree.Element(one.tag, name=one.get("name", "start"))
    choice = etree.SubElement(define, RNG + "choice")
    for part in (one, other):
        etree.SubElement(choice, RNG + "group").extend(part.iterchildren(RNG + "*"))
    return define


def _defines(schema: Path, including: tuple[Path, ...] = ()) -> Iterator[etree._Element]:
    """Yield the definitions of a schema and of those that it includes; `including` are those that include it."""
    if schema in including:
        raise EditionError(f"{schema}: the schema includes itself; take the include out")
    root = _parsed(schema)
    _refuse_unknown(root, schema)
    for leaf in root.iter(RNG + "data", RNG + "value"):
        leaf.set("datatypeLibrary", _inherited(leaf, "datatypeLibrary"))
    for element in root.iter(RNG + "element"):
        element.set("ns", _inherited(element, "ns"))
    for child in list(root):
        if child.tag == RNG + "include":
            yield from _defines(schema.parent / (child.get("href") or ""), (*including, schema))
        elif child.tag in (RNG + "define", RNG + "start"):
            yield child


def _parsed(schema: Path) -> etree._Element:
    try:
        return etree.parse(schema, etree.XMLParser(resolve_entities=False, no_network=True)).getroot()
    except OSError as error:
        raise EditionError(
            f"{schema}: the schema cannot be read: {error.strerror or 'there is no such file'}"
        ) from error
    except etree.XMLSyntaxError as error:
        raise EditionError(f"{schema}:{error.lineno}: the schema is not well-formed: {error.msg}") from error


def _refuse_unknown(root: etree._Element, schema: Path) -> None:
    """Raise EditionError at the first thing in a schema that would be misread."""
    for node in root.iter(RNG + "*"):
        if node.tag not in KNOWN or (node is not root and node.tag == RNG + "grammar"):
            what = f"<{etree.QName(node).localname}>"
        elif node.tag in (RNG + "element", RNG + "attribute") and node.get("name") is None:
            what = f"an <{etree.QName(node).localname}> without @name"
        elif node.get("combine") == "interleave":
            what = 'combine="interleave"'
        elif node.tag == RNG + "include" and len(node):
            what = "an <include> with definitions in it"
        else:
            continue
        raise EditionError(f"{schema}:{node.sourceline}: teiserge cannot read a schema with {what}; write it without")


def _inherited(pattern: etree._Element, name: str) -> str:
    """Return an attribute that a pattern has itself or from the patterns around it."""
    return next((v for node in (pattern, *pattern.iterancestors()) if (v := node.get(name)) is not None), "")
