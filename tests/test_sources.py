"""Withheld text: finding copies, putting words back, and both ways whatever the file."""

import random
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from teiserge.sources import copies, records, restore, restore_file, statuses, withhold, withhold_file
from teiserge.sources.align import align
from teiserge.tei import load
from tests.withholding import COPY, MENU, NAMESPACES, ONCE, digest, encoding, record, reference, withheld

# Putting words back


@pytest.fixture
def copy_file(tmp_path: Path) -> Path:
    path = tmp_path / "sources" / "whatever"
    path.parent.mkdir()
    path.write_bytes(COPY.encode())
    return path


def test_words_are_put_back(copy_file: Path, tmp_path: Path) -> None:
    full = encoding(f"<p>{ONCE}</p>")
    data, _ = withheld(full)
    assert data is not None
    found, _ = copies([copy_file.parent])
    assert restore(data, found, Path("a.xml")) == (full, [])
    path = tmp_path / "a.xml"
    path.write_bytes(data)
    assert restore_file(path, found) == (full, [])
    path.write_bytes(full)
    assert withhold_file(path, copy_file)[0] == data


def test_a_greater_than_sign_comes_back_as_it_was(tmp_path: Path) -> None:
    copy, full = tmp_path / "copy", encoding("<p>alpha > beta</p>", record("alpha > beta"))
    copy.write_text("alpha > beta")
    data, _ = withheld(full, "alpha > beta")
    assert data is not None
    assert b"alpha" not in data
    assert restore(data, {digest("alpha > beta"): copy}, Path("a.xml")) == (full, [])


def test_references_written_by_hand_are_understood(copy_file: Path) -> None:
    copy = "a < b & c ]]> d"
    copy_file.write_text(copy)
    include = (
        '<xi:include href="tale.txt" fragid=\'{}\' parse = "text"><!-- x --><xi:fallback>no</xi:fallback></xi:include>'
    )
    full = encoding(f"<p>{include.format('char=0,')}</p><p>{include.format('char=4,5')}</p>", record(copy))
    data, findings = restore(full, {digest(copy): copy_file}, Path("a.xml"))
    assert findings == []
    assert data == encoding("<p>a &lt; b &amp; c ]]&gt; d</p><p>b</p>", record(copy))


def test_other_inclusions_stay(copy_file: Path) -> None:
    full = encoding('<p><xi:include href="other.xml"/><xi:include parse="text" href="other.txt"/></p>')
    data, [finding] = restore(full, {digest(COPY): copy_file}, Path("a.xml"))
    assert data == full
    assert (finding.code, finding.level) == ("restore-nothing", "info")


def test_without_the_copy_nothing_is_restored(copy_file: Path) -> None:
    full = encoding(f"<p>{reference('Once')}</p>")
    data, [finding] = restore(full, {}, Path("a.xml"))
    assert data is None
    assert (finding.code, finding.level, finding.line) == ("source-missing", "error", 2)
    copy_file.write_text("Twice")
    data, [finding] = restore(full, {digest("Twice"): copy_file}, Path("a.xml"))
    assert data is None
    assert finding.code == "source-wrong"
    assert digest("Twice")[:12] in finding.message
    assert digest(COPY)[:12] in finding.message
    data, [finding] = restore(full, {digest(COPY): copy_file}, Path("a.xml"))
    assert finding.code == "source-wrong"


def test_a_reference_that_leads_beyond_the_copy_is_refused(copy_file: Path) -> None:
    full = encoding('<p><xi:include parse="text" href="tale.txt" fragid="char=5,9999"/></p>')
    data, [finding] = restore(full, {digest(COPY): copy_file}, Path("a.xml"))
    assert data is None
    assert finding.code == "include-fragment"


# Both ways, whatever the file

WORDS = st.text("abcdeäß𝒳’-1>\u0301", min_size=1, max_size=5)
GAPS = st.sampled_from([" "] * 6 + ["\n", "\r\n", ", ", ". ", "  ", " & ", " <", "–", "\t"])
TEXTS = st.lists(st.tuples(WORDS, GAPS), min_size=1, max_size=60)
FORMS = st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "iso-8859-1"])
ODD_NAME = 'ä "tale" & co.txt'


def pieces(tale: list[tuple[str, str]]) -> list[str]:
    return [piece for pair in tale for piece in pair]


def markup(parts: list[str], chance: random.Random, faithful: bool) -> str:
    """Return parts of a text as XML content: nested, written in several ways, with editors' words among them."""
    if len(parts) > 2 and chance.random() < 0.8:
        i, j = sorted(chance.sample(range(len(parts) + 1), 2))
        inside = markup(parts[i:j], chance, faithful)
        return (
            markup(parts[:i], chance, faithful)
            + element(inside, chance, faithful)
            + markup(parts[j:], chance, faithful)
        )
    return "".join(addition(chance) + written(part, chance, faithful) for part in parts)


def element(content: str, chance: random.Random, faithful: bool) -> str:
    names = ["hi", "p", "persName", "note", 'q wit="#M"', "div n='>'", 'seg n = "a&#10;&lt;\'b"\n', "quote\t"]
    others = ["title", "head", "label", "bibl", 'note resp="#ed"', "corr", "lem"]
    name = chance.choice(names if faithful else names + others)
    return f"<{name}>{content}</{name.split()[0]}{chance.choice(['', ' '])}>"


def addition(chance: random.Random) -> str:
    additions = [
        "",
        "<!-- zzz -->",
        "<?zzz?>",
        '<note resp="#ed">zzz <hi>zzz</hi></note>',
        "<lb/>",
        "<corr>zzz</corr>",
        "<![CDATA[]]>",
    ]
    return chance.choice(additions) if chance.random() < 0.1 else ""


def written(part: str, chance: random.Random, faithful: bool) -> str:
    choice = 1.0 if faithful else chance.random()
    if choice < 0.03 and "]]>" not in part:
        return f"<![CDATA[{part}]]>"
    if choice < 0.06:
        return "".join(f"&#{ord(character)};" for character in part)
    if choice < 0.09:
        return "&e;"
    if choice < 0.12:
        return "\n   " if part.isspace() else "yyy"
    text = part.replace("\r\n", "\n").replace("&", "&amp;").replace("<", "&lt;")
    return text if faithful or chance.random() < 0.8 else text.replace(">", "&gt;")


def file(tale: list[tuple[str, str]], seed: int, form: str, *, faithful: bool) -> tuple[bytes, bytes]:
    """Return a TEI file and the copy that it was made from."""
    chance = random.Random(seed)  # noqa: S311 - for variety, not for secrecy
    copy = f"{MENU}{''.join(pieces(tale))}\n{MENU}".encode()
    header = f"<teiHeader>{record(copy, ODD_NAME)}</teiHeader>"
    body = markup(pieces(tale), chance, faithful)
    declaration = (
        f'<?xml version="1.0" encoding="{form.removesuffix("-sig")}"?>\n<!DOCTYPE TEI [<!ENTITY e "<hi>ab</hi> c">]>\n'
    )
    full = f"{declaration}<TEI {NAMESPACES}>{header}<text>{body}</text></TEI>"
    full = full.replace("\n", chance.choice(["\n", "\r\n"]))
    return full.encode(form, "xmlcharrefreplace"), copy


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("both-ways")


@settings(max_examples=250, deadline=None)
@given(tale=TEXTS, seed=st.integers(0, 2**32), form=FORMS)
def test_what_is_withheld_can_be_restored_byte_for_byte(
    folder: Path, tale: list[tuple[str, str]], seed: int, form: str
) -> None:
    full, copy = file(tale, seed, form, faithful=False)
    path, source = folder / "full.xml", folder / "copy"
    data, findings = withhold(full, copy, path, source)
    if data is None:
        assert {finding.code for finding in findings if finding.level == "error"} == {"withhold-literal"}
        return
    source.write_bytes(copy)
    found = {digest(copy): source}
    assert restore(data, found, path)[0] == full
    assert withhold(full, copy, path, source)[0] == data
    path.write_bytes(full)
    before, _ = load(path, roots=[])
    path.write_bytes(data)
    after, faults = load(path, roots=[], copies=found)
    assert before is not None
    assert after is not None
    assert faults == []
    assert etree.tostring(after.root) == etree.tostring(before.root)


@settings(max_examples=150, deadline=None)
@given(tale=TEXTS, seed=st.integers(0, 2**32), form=st.sampled_from(["utf-8", "utf-16"]))
def test_all_of_a_faithful_encoding_is_withheld(tale: list[tuple[str, str]], seed: int, form: str) -> None:
    full, copy = file(tale, seed, form, faithful=True)
    data, findings = withhold(full, copy, Path("full.xml"), Path(ODD_NAME))
    assert findings == []
    assert data is not None
    text = data.decode(form).partition("<text>")[2]
    left = re.sub(
        r"<note resp=.*?</note>|<corr>.*?</corr>|<[^>\"']*(?:(?:\"[^\"]*\"|'[^']*')[^>\"']*)*>|&\w+;", "", text
    )
    assert not re.search(r"\w", left)


@given(st.lists(st.sampled_from("abc"), max_size=12), st.lists(st.sampled_from("abc"), max_size=12))
def test_aligned_parts_have_the_same_text_and_order(ours: list[str], theirs: list[str]) -> None:
    end = other_end = 0
    for part, counterpart in align(ours, theirs):
        assert "".join(ours[i] for i in part) == "".join(theirs[i] for i in counterpart) != ""
        assert part.start >= end
        assert counterpart.start >= other_end
        end, other_end = part.stop, counterpart.stop


def test_words_that_are_divided_differently_are_aligned() -> None:
    assert list(align(["a", "Title", "AS"], ["a", "TitleAS"])) == [(range(1), range(1)), (range(1, 3), range(1, 2))]
    assert list(align(["ab", "x", "cde"], ["a", "b", "yz", "cd", "e"])) == [
        (range(1), range(2)),
        (range(2, 3), range(3, 5)),
    ]


# Copies


def test_copies_are_known_by_their_hash_one_level_deep(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "below/c.txt", "below/deeper/d.txt", ".hidden", "other.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("a" if name == "b.txt" else name)
    found, findings = copies([tmp_path / "below" / "deeper", tmp_path, tmp_path / "none", tmp_path / ".hidden"])
    assert {value: path.name for value, path in found.items()} == {
        digest("a.txt"): "a.txt",
        digest("a"): "b.txt",
        digest("below/c.txt"): "c.txt",
        digest("below/deeper/d.txt"): "d.txt",
        digest("other.txt"): "other.txt",
        digest(".hidden"): ".hidden",
    }
    [finding] = findings
    assert (finding.path, finding.code, finding.level) == (tmp_path / "none", "file-unreadable", "warning")


def test_huge_files_are_no_copies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("teiserge.sources.holdings.LARGEST", 3)
    (tmp_path / "a").write_text("four")
    assert copies([tmp_path]) == ({}, [])


def test_the_status_of_every_recorded_source(tmp_path: Path) -> None:
    header = record("here", "here.txt") + record("lost", "lost.txt") + record("wrong", "wrong.txt")
    (tmp_path / "tei").mkdir()
    (tmp_path / "tei" / "a.xml").write_bytes(encoding("", header))
    for name, content in (("renamed", "here"), ("wrong.txt", "other")):
        (tmp_path / name).write_text(content)
    document, _ = load(tmp_path / "tei" / "a.xml", roots=[])
    assert document is not None
    found, _ = copies([tmp_path])
    rows = [(s.record.name, s.state, s.copy, s.wrong) for s in statuses([document], found)]
    assert rows == [
        ("here.txt", "here", tmp_path / "renamed", ()),
        ("lost.txt", "missing", None, ()),
        ("wrong.txt", "wrong", None, (tmp_path / "wrong.txt",)),
    ]
    here, lost, wrong = statuses([document], found)
    assert here.remedy == ""
    assert digest("lost")[:12] in lost.remedy
    assert "wrong.txt" in wrong.remedy


def test_only_a_hash_beside_a_pointer_records_a_source() -> None:
    value = digest("x")
    header = (
        f'<bibl><idno type="SHA-256">{value}</idno></bibl>'
        f'<bibl><idno type="ISBN">{value}</idno><ptr target="a"/></bibl>'
        '<bibl><idno type="sha256">no hash</idno><ptr target="b"/></bibl>'
        f'<bibl><ref target="c">C</ref><ptr target="d"/><idno type="Sha-256">{value.upper()}</idno></bibl>'
    )
    found = records(etree.fromstring(encoding("", header)))
    assert [(name, r.digest, r.siglum) for name, r in found.items()] == [("c", value, ""), ("d", value, "")]
