"""The schema: what it accepts is TEI, what it refuses it explains; one folder of cases for each of its modules.

A case is a document that the schema accepts, or, where NAME.txt stands beside NAME.xml, one that it refuses with these
findings.
"""

import random
from copy import deepcopy
from pathlib import Path

import pytest
from lxml import etree

from teiserge import relaxng
from teiserge.errors import EditionError
from teiserge.relaxng.grammar import RNG, documentation, read
from teiserge.tei import Document, Position, load
from tests.random_tei import Writer

ROOT = Path(__file__).parents[1]
SCHEMA = ROOT / "schema/teiserge.rng"
CASES = Path(__file__).parent / "schema"
ACCEPTED = sorted(str(p.relative_to(CASES)) for p in CASES.rglob("*.xml") if not p.with_suffix(".txt").exists())
REFUSED = sorted(str(p.relative_to(CASES).with_suffix(".xml")) for p in CASES.rglob("*.txt"))
SHARED = {"attributes", "classes", "datatypes", "vocabulary"}
"""Modules that declare no elements: they are seen through those that use them."""


def document(path: Path) -> Document:
    loaded, faults = load(path, roots=[ROOT])
    assert loaded is not None, faults
    return loaded


def in_memory(root: etree._Element) -> Document:
    tree = etree.fromstring(etree.tostring(root), etree.XMLParser(collect_ids=False))
    path = Path("random.xml")
    return Document(path, tree, {node: Position(path, 1, column) for column, node in enumerate(tree.iter(), 1)})


def told(path: Path) -> list[str]:
    return [str(finding).replace(f"{path}:", "") for finding in relaxng.check(document(path), SCHEMA)]


# cases


@pytest.mark.parametrize("name", ACCEPTED)
def test_what_the_conventions_allow_is_accepted(name):
    assert told(CASES / name) == []


@pytest.mark.parametrize("name", REFUSED)
def test_what_the_conventions_forbid_is_refused_and_explained(name, update_golden):
    expected = (CASES / name).with_suffix(".txt")
    found = "".join(f"{line}\n" for line in told(CASES / name))
    if update_golden:
        expected.write_text(found)
    assert found == expected.read_text()
    assert found


def test_every_module_has_both_kinds_of_cases():
    modules = {module.stem for module in (ROOT / "schema/modules").glob("*.rng")} - SHARED
    assert {Path(name).parent.name for name in ACCEPTED} == modules
    assert {Path(name).parent.name for name in REFUSED} == modules


def test_the_accepted_cases_hold_every_element_of_the_schema():
    declared = {declaration.name for declaration in read(SCHEMA).declarations}
    used = {element.tag for name in ACCEPTED for element in document(CASES / name).root.iter(etree.Element)}
    assert used == declared


# the schema as such


def test_every_define_of_an_element_or_class_is_used():
    used = {ref.get("name") for path in SCHEMA.parent.rglob("*.rng") for ref in etree.parse(path).iter(RNG + "ref")}
    assert set(read(SCHEMA).defines) - used - {"start"} == set()


def test_every_module_and_every_define_says_what_it_is_for():
    for path in SCHEMA.parent.rglob("*.rng"):
        root = etree.parse(path).getroot()
        assert documentation(root), path
        for define in root.iter(RNG + "define"):  # what only adds to a class is explained where the class is
            added = define.get("combine") is not None and path.stem != "classes"
            assert bool(documentation(define)) != added, (path, define.get("name"))


def test_everything_that_the_schema_accepts_is_tei(tei_all):
    """Documents that between them have every element, attribute and value of ours are valid against all of TEI."""
    writer = Writer(read(SCHEMA))
    documents = [in_memory(root) for root in writer.documents(most=150)]
    assert writer.unvisited() == []
    whole = etree.RelaxNG(file=str(tei_all))
    for written in documents:
        assert whole.validate(written.root), whole.error_log
        assert relaxng.check(written, SCHEMA) == []


# the explanation agrees with the engine


def changed(root: etree._Element, chance: random.Random) -> etree._Element:
    """Return a copy of a document with one thing changed: an element lost, doubled, moved or renamed, an attribute."""
    copy = deepcopy(root)
    elements = [element for element in copy.iter(etree.Element) if element.getparent() is not None]
    element = chance.choice(elements)
    parent, other = element.getparent(), chance.choice(elements)
    assert parent is not None
    match chance.randrange(6):
        case 0:
            parent.remove(element)
        case 1:
            parent.insert(chance.randrange(len(parent) + 1), deepcopy(element))
        case 2 if other not in element.iter():
            other.append(element)
        case 3:
            element.tag = other.tag
        case 4 if element.attrib:
            del element.attrib[chance.choice(list(element.attrib))]
        case _ if other.attrib:
            name = chance.choice(list(other.attrib))
            element.set(name, other.get(name, "") if chance.random() < 0.7 else "no such value")
    return copy


@pytest.mark.parametrize("name", ACCEPTED)
def test_the_verdict_on_a_damaged_document_is_that_of_libxml2(name):
    engine = etree.RelaxNG(file=str(SCHEMA))
    root, chance = document(CASES / name).root, random.Random(name)  # noqa: S311 -- for variety
    for _ in range(60):
        damaged = in_memory(changed(root, chance))
        ids = [element.get("{http://www.w3.org/XML/1998/namespace}id") for element in damaged.root.iter()]
        if len(ids) - ids.count(None) == len(set(ids) - {None}):  # a repeated id is not the schema's affair
            assert (relaxng.check(damaged, SCHEMA) == []) == engine.validate(damaged.root), etree.tostring(damaged.root)


# a schema that cannot be used


@pytest.mark.parametrize(
    ("module", "message"),
    [
        ("<define name='p'>", "part.rng:3: the schema is not well-formed: "),
        ("<define name='p'><ref name='gone'/></define>", "part.rng:2: the schema is not a RELAX NG grammar: "),
        ("<define name='p'><interleave/></define>", "part.rng:2: teiserge cannot read a schema with <interleave>; "),
        ("<include href='main.rng'/>", "main.rng: the schema includes itself; "),
        ("<include href='gone.rng'/>", "gone.rng: the schema cannot be read: "),
    ],
)
def test_a_broken_schema_is_named_with_file_and_line(tmp_path, module, message):
    grammar = '<grammar xmlns="http://relaxng.org/ns/structure/1.0">'
    schema = tmp_path / "main.rng"
    schema.write_text(f'{grammar}\n<include href="part.rng"/><start><ref name="p"/></start></grammar>')
    (tmp_path / "part.rng").write_text(f"{grammar}\n{module}\n</grammar>")
    with pytest.raises(EditionError) as error:
        relaxng.check(document(CASES / ACCEPTED[0]), schema)
    assert error.value.message.startswith(f"{tmp_path}/{message}")


@pytest.mark.parametrize(("more", "times"), [(1, "once"), (5, "5 times")])
def test_the_same_fault_again_and_again_is_counted(more, times):
    root = deepcopy(document(CASES / "dates/all-forms.xml").root)
    paragraph = next(root.iter("{*}p"))
    for _ in range(relaxng.TOLD + more):
        etree.SubElement(paragraph, "{http://www.tei-c.org/ns/1.0}dat")
    found = relaxng.check(in_memory(root), SCHEMA)
    message = "element <dat> is not allowed in <p>"
    assert [f.message for f in found] == [*[message] * relaxng.TOLD, f"{message} ({times} more in this file)"]


def test_a_document_of_another_kind_is_named():
    (finding,) = relaxng.check(in_memory(etree.fromstring("<html/>")), SCHEMA)
    expected = "random.xml:1:1: error schema-element: the document is a <html>; the schema describes <TEI>"
    assert str(finding) == expected
