"""Random texts such as nobody would write and somebody has: TEI elements anywhere, ids twice, pointers to nothing."""

import random

from lxml import etree

from teiserge.tei import TEI, XML

ANYWHERE = """
    div div p p ab lg l head note note app app app listApp quote q cit said ref ptr persName title list item label
    table row cell figure sp speaker stage lb pb anchor gap choice sic corr seg w foreign listPerson person listBibl
    bibl biblStruct text body front back group floatingText standOff milestone
    """.split()  # noqa: SIM905 -- easier to read so
INSIDE = {
    "app": ["lem", "rdg", "rdg", "rdgGrp", "note", "witDetail", "p"],
    "rdgGrp": ["rdg", "lem"],
    "listApp": ["app"],
}
EMPTY = {"lb", "pb", "gap", "milestone", "anchor", "ptr"}
"""Elements that hold nothing, not even here."""

ATTRIBUTES = {
    XML + "id": (0.25, ANYWHERE, ["a", "b", "c", "e f", "p1", "note1", "main"]),
    "n": (0.2, ANYWHERE, ["1", "2", "x"]),
    "type": (0.3, ANYWHERE, ["commentary", "fontium", "regest", "headnote", "note", "x"]),
    "from": (0.2, ["app"], ["#a", "#b", "c", "#zz"]),
    "to": (0.2, ["app"], ["#a", "#b", "c", "#zz"]),
    "loc": (0.1, ["app"], ["12"]),
    "target": (0.7, ["ref", "ptr", "note"], ["#a", "#b #c", "http://x", "f.xml", "#p1"]),
    "ref": (0.7, ["persName", "title", "bibl"], ["#a", "#b #c", "x:y", "f.xml#a"]),
    "source": (0.7, ["quote", "q"], ["#a", "x:y"]),
    "wit": (0.9, ["lem", "rdg"], ["#a", "A B", ""]),
}
"""How often an attribute stands on which elements, and with what values."""


def odd_text(seed: int) -> etree._Element:
    """Return a TEI document with a body of some two hundred random elements."""
    chance = random.Random(seed)  # noqa: S311 -- for variety, not for secrecy
    root = etree.fromstring(f"<TEI xmlns='{TEI[1:-1]}'><teiHeader/></TEI>")
    _fill(etree.SubElement(etree.SubElement(root, TEI + "text"), TEI + "body"), chance, 5)
    return root


def _fill(parent: etree._Element, chance: random.Random, depth: int) -> None:
    names = INSIDE.get(etree.QName(parent).localname, ANYWHERE)
    for _ in range(chance.randint(0, 4)):
        name = chance.choice(names)
        element = etree.SubElement(parent, TEI + name)
        for attribute, (often, where, values) in ATTRIBUTES.items():
            if (name in where or where is ANYWHERE) and chance.random() < often:
                element.set(attribute, chance.choice(values))
        element.tail = chance.choice([None, "T", " tail", "\n ", " — "])
        if name not in EMPTY:
            element.text = chance.choice([None, "foo ", "bar", "  ", "«.»", "x y z"])
            if depth:
                _fill(element, chance, depth - 1)
