"""The rules across files: one folder of cases/ per rule, with an edition that breaks it and one that keeps it."""

from pathlib import Path

import pytest

from teiserge import checks
from teiserge.edition import load_edition, open_edition
from teiserge.findings import Finding
from teiserge.pointers import ATTRIBUTES, Prefix, is_pointing
from teiserge.sources import copies
from teiserge.tei import load
from teiserge.validate import validate

ROOT = Path(__file__).parents[1]
CASES = Path(__file__).parent / "checks"
NAMES = sorted(case.name for case in CASES.iterdir())


def findings(folder: Path) -> list[Finding]:
    edition = open_edition(folder)
    documents, faults = load_edition(edition, {})
    return validate(edition, documents, faults)


def told(folder: Path) -> str:
    """Return the findings of an edition as they are shown, without the path of its folder."""
    return "".join(f"{finding}\n".replace(f"{folder}/", "") for finding in findings(folder))


def test_every_rule_has_a_case():
    assert set(checks.RULES) <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_what_breaks_a_rule_is_told(name, update_golden):
    expected = CASES / name / "expected.txt"
    found = told(CASES / name / "bad")
    if update_golden:
        expected.write_text(found)
    assert found == expected.read_text()


@pytest.mark.parametrize("name", [name for name in NAMES if name in checks.RULES])
def test_a_case_is_about_its_rule(name):
    codes = {finding.code for finding in findings(CASES / name / "bad")}
    assert codes == {name}


@pytest.mark.parametrize("name", NAMES)
def test_what_keeps_a_rule_is_not_mentioned(name):
    assert told(CASES / name / "good") == ""


def test_every_rule_says_what_it_wants_in_a_clause():
    for rule in checks.RULES.values():
        assert rule.sentence[0].islower() or rule.sentence.startswith("#")
        assert not rule.sentence.endswith(".")


def test_the_edition_of_this_repository_is_clean():
    edition = open_edition(ROOT)
    documents, faults = load_edition(edition, {})
    assert [f for f in validate(edition, documents, faults) if f.level != "info"] == []


def test_the_edition_of_this_repository_is_clean_with_its_sources(sources_folder):
    edition = open_edition(ROOT)
    documents, faults = load_edition(edition, copies([sources_folder])[0])
    assert not any(document.withheld for document in documents)
    assert validate(edition, documents, faults) == []


def test_findings_come_in_the_order_of_the_files_and_of_the_places_in_them():
    found = findings(CASES / "pointer-dangling" / "bad")
    assert found == sorted(found)
    assert len(found) > 2


def test_a_date_is_not_a_pointer():
    assert is_pointing("from", "app")
    assert not is_pointing("from", "date")
    assert not is_pointing("scheme", "gi")
    assert "key" not in ATTRIBUTES


@pytest.mark.parametrize(
    ("pattern", "rest", "stands_for"),
    [
        ("([a-z]+)", "ada", "#ada"),
        ("(.*)", "", "#"),
        (r"(Q\d+)", "Q42", "#Q42"),
        (r"p/([A-Za-z0-9_\-]+)\.x", "p/a-b.x", "#a-b"),
        ("([^#]+)", "a#b", None),
        ("([z-a]+)", "b", None),
        (r"(\p{L}+)", "ada", None),
        (r"(\w+)", "ada", None),
        ("([a-z]+|b)", "ada", None),
        ("(a+)+b", "a" * 60, None),
        ("([a-z-[b]]+)", "a", None),
    ],
)
def test_a_prefix_of_a_simple_pattern_is_read(pattern, rest, stands_for):
    assert Prefix(pattern, "#$1", Path("a.xml")).expand(rest) == stands_for


@pytest.mark.parametrize(
    ("pattern", "replacement", "told"), [(r"(\p{L}+)", "b.xml#$1", 0), (r"(\p{L}+)", "https://b.org/$1", 1)]
)
def test_what_a_prefix_may_lead_to_is_not_called_unused(tmp_path, pattern, replacement, told):
    header = (
        f'<teiHeader><prefixDef ident="p" matchPattern="{pattern}" replacementPattern="{replacement}"/></teiHeader>'
    )
    text = f'{header}<text><body><p><name ref="p:ada"/></p></body></text>'
    register = '<standOff><listPerson><person xml:id="ada"/></listPerson></standOff>'
    for name, content in (("a.xml", text), ("b.xml", register)):
        (tmp_path / name).write_text(f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{content}</TEI>')
    assert [finding.code for finding in findings(tmp_path)] == ["register-unused"] * told


def test_a_lone_register_needs_nobody_to_use_it():
    assert told(CASES / "register-unused" / "bad" / "persons.xml") == ""


REAL = {
    "bisharah": {},
    "calpurnius": {"pointer-dangling": 43, "pointer-word": 4, "witness-unknown": 3},
    "emilia-galotti": {},
    "modruski": {"pointer-dangling": 2, "pointer-word": 2, "witness-unknown": 6},
    "pta0040": {"pointer-dangling": 6, "pointer-file": 4, "witness-unknown": 1},
}
"""How many findings of each code other people's texts give: few, and true."""


@pytest.mark.parametrize("name", REAL)
def test_real_tei_does_not_drown(corpus, name):
    document, faults = load(corpus / f"{name}.xml", roots=[corpus])
    assert document is not None
    found = checks.check([document], {})
    counts = {code: sum(f.code == code for f in found) for code in {f.code for f in found} | set(REAL[name])}
    assert counts == REAL[name]
    assert faults == []


def test_plays_are_without_fault(corpus):
    documents, faults = load_edition(open_edition(corpus / "plays"), {})
    assert checks.check(documents, {}) == []
    assert faults == []
