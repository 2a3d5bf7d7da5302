"""Random documents that a grammar accepts, so many and so various that every part of the grammar occurs in one."""

import random
from collections import Counter
from collections.abc import Iterator
from itertools import count

from lxml import etree

from teiserge.relaxng.grammar import RNG, Declaration, Grammar
from teiserge.tei import XML

SAMPLES = {
    ("ID", ""): [],  # numbered
    ("NCName", ""): ["app", "persName"],
    ("anyURI", r"\S+"): ["#id1", "other.xml#x", "https://example.org/a?b=c", "wd:Q42", "#Müller"],
    ("anyURI", r"[^\s#:]*#[^\s#]+"): ["#id1", "persons.xml#ada", "../registers/persons.xml#ada"],
    ("anyURI", r"https?://\S+"): ["https://example.org/", "http://example.org/licence"],
    ("token", r"[A-Za-z][A-Za-z0-9._:\-]*"): ["word", "ISO-639.x_y:z"],
    ("token", r"[a-z][a-z0-9.\-]*"): ["wd", "g-n.2"],
    ("token", r"[A-Za-z0-9.\-]+"): ["12", "ix", "A-3.1"],
    ("token", r"(xml:)?[A-Za-z]+"): ["xml:id", "type"],
    ("token", r"-?[0-9]{1,2}(\.[0-9]+)? -?[0-9]{1,3}(\.[0-9]+)?"): ["59.94 30.31", "-33 151.2"],
    ("string", r".*\S.*"): ["1", "1 a.", "§ 3"],
    ("string", ".+"): [" ", "."],
    ("language", ""): ["fr", "ru-Latn"],
    ("positiveInteger", ""): ["1", "144"],
    ("date", ""): ["1890-12-30"],
    ("gYearMonth", ""): ["1890-12"],
    ("gYear", ""): ["1890", "-0044"],
    ("decimal", ""): ["12", "0.5"],
    ("boolean", ""): ["true", "false"],
}
"""Values of each datatype that the schema uses, by type and pattern facet."""


DEPTH, LARGE, SIZE = 14, 6, 4
"""How deep a document goes, how many levels of it are larger parts, and how many elements one of these has."""

NAMESPACE = "http://www.tei-c.org/ns/1.0"

COVERED = frozenset(RNG + kind for kind in ("element", "attribute", "value", "data", "text", "list"))
"""Patterns each of which has to occur."""

JOINTS = frozenset(RNG + kind for kind in ("choice", "define", "group"))
"""Patterns that a branch may be wrapped in."""


class Writer:
    """Writes documents, each time by the ways through the grammar that have been gone least."""

    def __init__(self, grammar: Grammar, seed: int = 1) -> None:
        self.grammar = grammar
        self.random = random.Random(seed)  # noqa: S311 -- for variety, not for secrecy
        self.visits: Counter[etree._Element] = Counter()
        self.heights = self._heights()
        self.covered = [part for part in self.heights if part.tag in COVERED]
        self.branches: dict[etree._Element, list[etree._Element]] = {}
        self.leaves: dict[etree._Element, list[etree._Element]] = {}
        self.ids = count(1)
        self.left = 0

    def documents(self, most: int) -> Iterator[etree._Element]:
        """Write documents until everything has occurred, but no more than `most`."""
        for _ in range(most):
            yield self.document()
            if not self.unvisited():
                return

    def document(self) -> etree._Element:
        """Write a document; each of its larger parts has about SIZE elements, and none lies much deeper than DEPTH."""
        return self._element(self.random.choice(self.grammar.roots), DEPTH)

    def unvisited(self) -> list[str]:
        """Return what of the grammar no document has had yet: elements, attributes, values."""
        return [etree.tostring(part).decode() for part in self.covered if not self.visits[part]]

    def _within(self, pattern: etree._Element) -> Iterator[etree._Element]:
        """Yield every pattern in a pattern, but not what is in the elements in it."""
        for part in self.grammar.parts(pattern):
            yield part
            if part.tag != RNG + "element":
                yield from self._within(part)

    def _element(self, declared: Declaration, depth: int) -> etree._Element:
        element = etree.Element(declared.name, nsmap={None: NAMESPACE})  # type: ignore[dict-item]
        self.visits[declared.pattern] += 1
        self.left = SIZE if depth > DEPTH - LARGE else self.left - 1
        for part in self.grammar.parts(declared.pattern):
            self._write(part, element, depth - 1)
        return element

    def _write(self, part: etree._Element, element: etree._Element, depth: int) -> None:
        """Add to `element` what `part` describes."""
        kind = etree.QName(part).localname
        if kind == "element":
            element.append(self._element(self.grammar.declaration(part), depth))
            return
        self.visits[part] += 1
        if kind == "attribute":
            name = part.get("name", "").replace("xml:", XML)
            element.set(name, " ".join(word for inner in self.grammar.parts(part) for word in self._words(inner)))
        elif kind in ("text", "data", "value", "list"):
            self._append(element, " ".join(self._words(part)) if kind != "text" else "Some words. ")
        elif kind == "choice":
            self._write(self._branch(part, 0 if self._full(depth) else depth), element, depth)
        else:
            for _ in range(self._times(part, kind, depth)):
                for inner in self.grammar.parts(part):
                    self._write(inner, element, depth)

    def _words(self, part: etree._Element) -> list[str]:
        """Return the words of a value that `part` allows."""
        kind = etree.QName(part).localname
        self.visits[part] += 1
        if kind == "value":
            return [part.text or ""]
        if kind == "data":
            if part.get("type") == "ID":
                return [f"id{next(self.ids)}"]
            return [self.random.choice(SAMPLES[part.get("type", ""), part.findtext(RNG + "param", "")])]
        if kind == "choice":
            return self._words(self._branch(part, 0))
        times = self.random.randint(1, 2) if kind == "oneOrMore" else 1
        return [word for _ in range(times) for inner in self.grammar.parts(part) for word in self._words(inner)]

    def _branch(self, choice: etree._Element, depth: int) -> etree._Element:
        """Return the branch gone least so far, among those low enough to end in time."""
        branches = self._branches(choice)
        lowest = min(self.heights[branch] for branch in branches)
        low = [branch for branch in branches if self.heights[branch] <= max(depth, lowest)]
        return min(low, key=lambda branch: (self.visits[branch], self.random.random()))

    def _branches(self, part: etree._Element) -> list[etree._Element]:
        """Return the branches of a choice, those of the choices in it among them; of anything else, its parts."""
        if part not in self.branches:
            found = []
            for inner in self.grammar.parts(part):
                passed = inner.tag == RNG + "choice" or (inner.tag != RNG + "element" and len(inner) == 1)
                found.extend(self._branches(inner) if passed and inner.tag in JOINTS else [inner])
            self.branches[part] = [inner for inner in found if inner.tag != RNG + "notAllowed"]
        return self.branches[part]

    def _leaves(self, part: etree._Element) -> list[etree._Element]:
        """Return what has to occur of a part that may be left out."""
        if part not in self.leaves:
            self.leaves[part] = [inner for inner in self._within(part) if inner.tag in COVERED]
        return self.leaves[part]

    def _times(self, part: etree._Element, kind: str, depth: int) -> int:
        if kind in ("group", "define", "empty"):
            return 1
        if self.heights[part] > depth or self._full(depth):
            return int(kind == "oneOrMore")
        new = any(not self.visits[inner] for inner in self._leaves(part))
        return self.random.randint(int(new or kind == "oneOrMore"), 1 if kind == "optional" else 3)

    def _full(self, depth: int) -> bool:
        return self.left <= 0 and depth < DEPTH - LARGE

    def _append(self, element: etree._Element, text: str) -> None:
        if len(element):
            element[-1].tail = (element[-1].tail or "") + text
        else:
            element.text = (element.text or "") + text

    def _heights(self) -> dict[etree._Element, float]:
        """Return how many levels of elements each pattern needs at least."""
        patterns = {part for d in self.grammar.declarations for part in (d.pattern, *self._within(d.pattern))}
        heights = dict.fromkeys(patterns, float("inf"))
        before: dict[etree._Element, float] = {}
        while heights != before:
            before = dict(heights)
            for part in patterns:
                inner = [heights[one] for one in self.grammar.parts(part)] if len(part) else []
                if part.tag in (RNG + "optional", RNG + "zeroOrMore") or not inner:
                    heights[part] = 0
                elif part.tag == RNG + "choice":
                    heights[part] = min(inner)
                else:
                    heights[part] = max(inner) + (part.tag == RNG + "element")
        return heights
