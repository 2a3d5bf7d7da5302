"""What `load` makes of files: good ones, other people's, and hostile ones; and how `write` writes."""

import os
import re
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from teiserge.errors import EditionError
from teiserge.tei import TEI, Document, Position, load, write
from teiserge.tei.parse import _build, parse
from teiserge.tei.refusal import Refused
from teiserge.tei.tree import Positions

INCLUDED_ELSEWHERE = {"muqtabas-96.xml": 2}
"""How many files of their projects, which are not in the corpus, its files include."""

HOSTILE = Path(__file__).parent / "hostile"
TEI_NAMESPACE = 'xmlns="http://www.tei-c.org/ns/1.0"'


def read(path: Path, content: bytes | str) -> Document:
    """Load a file with this content, which has no fault."""
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    document, findings = load(path, roots=[path.parent])
    assert findings == []
    assert document is not None
    return document


def places(document: Document) -> list[tuple[str, int, int]]:
    """Return (local name or kind, line, column) of every node inside the root."""
    return [(_name(node), *document.position(node)[1:]) for node in document.root.iter()]


def _name(node: etree._Element) -> str:
    if isinstance(node, etree._Comment):
        return "comment"
    return "instruction" if isinstance(node, etree._ProcessingInstruction) else etree.QName(node).localname


def test_every_node_has_the_place_where_it_begins(tmp_path: Path) -> None:
    document = read(
        tmp_path / "a.xml",
        f"""<?xml version="1.0"?>
<TEI {TEI_NAMESPACE}><!-- one -->
  <text>äöü<body
    n="2"/><?pi x?>
  </text></TEI>""",
    )
    assert places(document) == [
        ("TEI", 2, 1),
        ("comment", 2, 42),
        ("text", 3, 3),
        ("body", 3, 12),
        ("instruction", 4, 12),
    ]
    assert document.position(document.root) == Position(tmp_path / "a.xml", 2, 1)


def test_columns_are_characters_beyond_the_basic_plane_too(tmp_path: Path) -> None:
    xml = f"<TEI {TEI_NAMESPACE}>𝒳\u0301😀<text/></TEI>"
    assert places(read(tmp_path / "a.xml", xml))[1] == ("text", 1, xml.index("<text") + 1)


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_any_line_end_ends_a_line(tmp_path: Path, line_end: str) -> None:
    document = read(
        tmp_path / "a.xml", line_end.join([f"<TEI {TEI_NAMESPACE}>", "<text>", " <body/></text></TEI>"]).encode()
    )
    assert places(document) == [("TEI", 1, 1), ("text", 2, 1), ("body", 3, 2)]


def test_nodes_around_the_root_and_in_the_doctype(tmp_path: Path) -> None:
    prolog = "<?one?>\n<!DOCTYPE TEI [<!-- not in the tree --><?nor this?>]>\n<!-- two -->"
    document = read(tmp_path / "a.xml", f"{prolog}\n<TEI {TEI_NAMESPACE}/>\n<!-- three -->")
    around = [*document.root.itersiblings(preceding=True), *document.root.itersiblings()]
    assert [(_name(n), document.position(n).line) for n in around] == [
        ("comment", 3),
        ("instruction", 1),
        ("comment", 5),
    ]


def test_an_entity_is_expanded_and_its_elements_stand_at_the_reference(tmp_path: Path) -> None:
    body = f'<TEI {TEI_NAMESPACE}><text n="&#65;"><p>In &name; of 1900</p></text></TEI>'
    document = read(
        tmp_path / "a.xml",
        f"""<!DOCTYPE TEI [
  <!ENTITY name "the <hi>Rectangular</hi> &kind;"> <!ENTITY kind "<hi>Review</hi><!-- so -->"> ]>
{body}""",
    )
    reference = (3, body.index("&name;") + 1)
    assert document.root.xpath("string()") == "In the Rectangular Review of 1900"
    assert {etree.QName(node).namespace for node in document.root.iter(etree.Element)} == {TEI[1:-1]}
    assert places(document)[3:] == [("hi", *reference), ("hi", *reference), ("comment", *reference)]


def test_an_entity_may_use_a_prefix_that_is_declared_around_it(tmp_path: Path) -> None:
    prolog = '<!DOCTYPE t:TEI [<!ENTITY e "<t:p>x</t:p>">]>'
    document = read(tmp_path / "a.xml", f'{prolog}<t:TEI xmlns:t="{TEI[1:-1]}"><t:text>&e;</t:text></t:TEI>')
    assert [node.text for node in document.root.iter(TEI + "p")] == ["x"]


def test_entities_in_attributes_are_expanded(tmp_path: Path) -> None:
    prolog = (
        '<!DOCTYPE TEI SYSTEM "tei.dtd" [<!ENTITY e "a&amp;b"><!ENTITY f "<p/>"><!ENTITY g SYSTEM "g.png" NDATA png>]>'
    )
    document = read(tmp_path / "a.xml", f'{prolog}<TEI {TEI_NAMESPACE} n="&e;c">&f;</TEI>')
    assert document.root.get("n") == "a&bc"


@pytest.mark.parametrize(
    "codec", ["utf-8-sig", "utf-16", "iso-8859-1", "windows-1252", "shift_jis", "gb18030", "utf-32"]
)
def test_any_encoding_is_read_as_declared(tmp_path: Path, codec: str) -> None:
    word = "日本" if codec in {"shift_jis", "gb18030"} else "été"
    name = codec.removesuffix("-sig")
    xml = f'<?xml version="1.0" encoding="{name}"?><TEI {TEI_NAMESPACE}>{word}<text/></TEI>'
    document = read(tmp_path / "a.xml", xml.encode(codec))
    assert document.root.text == word
    assert places(document)[1] == ("text", 1, xml.index("<text") + 1)


def test_utf_16_needs_no_declaration(tmp_path: Path) -> None:
    xml = f"<TEI {TEI_NAMESPACE}>été<text/></TEI>"
    for codec in ("utf-16", "utf-16-le", "utf-16-be"):
        assert read(tmp_path / "a.xml", xml.encode(codec)).root.text == "été"


def test_ids_need_not_be_names_nor_unique(tmp_path: Path) -> None:
    document = read(tmp_path / "a.xml", f'<TEI {TEI_NAMESPACE}><p xml:id="1 a"/><p xml:id="1 a"/></TEI>')
    assert len(document.root) == 2


def test_large_texts_and_attributes_are_read(tmp_path: Path) -> None:
    document = read(tmp_path / "a.xml", f'<TEI {TEI_NAMESPACE} n="{"a" * 11_000_000}">{"b" * 11_000_000}</TEI>')
    assert len(document.root.text or "") == 11_000_000


@pytest.mark.parametrize(
    ("name", "code", "line", "column", "words"),
    [
        ("ampersand", "not-well-formed", 2, 11, "'&O</p>"),
        ("blank", "file-empty", 0, 0, "empty"),
        ("cut-off", "not-well-formed", 4, 1, "<body> of line 3 is not closed"),
        ("empty", "file-empty", 0, 0, "empty"),
        ("encoding-not-the-marked", "encoding-wrong", 1, 31, "ISO-8859-1"),
        ("encoding-not-utf-16", "encoding-wrong", 1, 31, "UTF-16"),
        ("encoding-not-utf-8", "encoding-wrong", 2, 103, "0xE9"),
        ("encoding-unknown", "encoding-wrong", 1, 31, "klingon"),
        ("entity-external", "entity-external", 5, 18, "&passwords; stands for the file 'file:///etc/passwd'"),
        ("entity-external-in-attribute", "entity-external", 5, 21, "attribute"),
        ("entity-external-in-entity", "entity-external", 6, 18, "&passwords;"),
        ("entity-in-itself", "entity-expansion", 5, 100, "recursive"),
        ("entity-of-dtd", "entity-undeclared", 3, 18, "&fromdtd;"),
        ("entity-of-dtd-in-attribute", "entity-undeclared", 6, 15, "&fromdtd;"),
        ("entity-undeclared", "entity-undeclared", 2, 19, "&uuml;"),
        ("html", "not-tei", 1, 1, "<html> in no namespace"),
        ("include-root", "not-tei", 1, 1, "<include>"),
        ("laughs", "entity-expansion", 13, 18, "without measure"),
        ("laughs-in-attribute", "entity-expansion", 13, 15, "without measure"),
        ("laughs-in-elements", "entity-expansion", 13, 18, "without measure"),
        ("letter", "not-well-formed", 1, 1, "Dear Reader"),
        ("mismatch", "not-well-formed", 2, 27, "</p> cannot close <hi> of line 2"),
        ("nul", "not-well-formed", 2, 17, "NUL"),
        ("parameter-entity", "entity-parameter", 2, 55, "%more;"),
        ("parameter-entity-undeclared", "entity-parameter", 2, 3, "%more;"),
        ("prefix", "not-well-formed", 2, 7, "unbound prefix"),
        ("twice", "not-well-formed", 2, 13, "duplicate attribute"),
    ],
)
def test_a_bad_file_is_refused_with_place_value_and_remedy(
    name: str, code: str, line: int, column: int, words: str
) -> None:
    path = HOSTILE / f"{name}.xml"
    document, [finding] = load(path, roots=[HOSTILE])
    assert document is None
    assert (finding.path, finding.code, finding.level) == (path, code, "error")
    assert (finding.line, finding.column) == (line, column)
    assert words in finding.message
    assert finding.hint


def refused(path: Path, content: bytes) -> str:
    path.write_bytes(content)
    document, [finding] = load(path, roots=[path.parent])
    assert document is None
    return finding.code


def test_a_quadratic_entity_bomb_is_refused(tmp_path: Path) -> None:
    bomb = f'<!DOCTYPE TEI [<!ENTITY a "{"x" * 100_000}">]><TEI {TEI_NAMESPACE}>{"&a;" * 10_000}</TEI>'
    assert refused(tmp_path / "a.xml", bomb.encode()) == "entity-expansion"


def test_entities_nested_so_deep_that_expat_crashes_are_refused(tmp_path: Path) -> None:
    chain = "".join(f'<!ENTITY a{i} "&a{i - 1};">' for i in range(1, 50_000))
    bomb = f'<!DOCTYPE TEI [<!ENTITY a0 "x">{chain}]><TEI {TEI_NAMESPACE}>&a49999;</TEI>'
    assert refused(tmp_path / "a.xml", bomb.encode()) == "entity-expansion"


def test_absurd_depth_is_refused_and_great_depth_is_not(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    assert refused(path, b"<TEI>" * 100_000) == "too-deep"
    document = read(path, f"<TEI {TEI_NAMESPACE}>" + "<div>" * 1_900 + "</div>" * 1_900 + "</TEI>")
    assert len(document.positions) == 1_901


@pytest.mark.parametrize("instructions", ["<?a b?>" * 5_000, "<!-- a -->" * 5_000, "<!DOCTYPE TEI " * 5_000])
def test_a_long_prolog_takes_no_time(tmp_path: Path, instructions: str) -> None:
    assert refused(tmp_path / "a.xml", instructions.encode()) == "not-well-formed"


@pytest.mark.parametrize("codec", ["idna", "punycode", "unicode_escape", "rot13", "hex"])
def test_codecs_of_python_are_no_encodings(tmp_path: Path, codec: str) -> None:
    xml = f'<?xml version="1.0" encoding="{codec}"?><TEI {TEI_NAMESPACE}/>'
    assert refused(tmp_path / "a.xml", xml.encode()) == "encoding-wrong"


def test_a_later_version_of_xml_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path / "a.xml", b'<?xml version="2.0"?><TEI/>') == "not-well-formed"


def test_what_is_no_readable_file_is_reported(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.xml")
    (tmp_path / "folder.xml").mkdir()
    for name in ("pipe.xml", "folder.xml", "nothing.xml", "n" * 300):
        document, [finding] = load(tmp_path / name, roots=[tmp_path])
        assert document is None
        assert (finding.code, finding.line) == ("file-unreadable", 0)
        assert finding.hint


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.touch(mode=0o000)
    _, [finding] = load(path, roots=[tmp_path])
    assert finding.code == "file-unreadable"
    assert "Permission denied" in finding.message


def test_the_tree_is_built_from_nothing_but_the_file() -> None:
    """The second line of defence: libxml2 itself may not read anything, whatever expat let pass."""
    xml = b'<!DOCTYPE a SYSTEM "file:///etc/passwd" [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>'
    with pytest.raises((PermissionError, Refused)):
        _build(xml, Path("a.xml"))


names = st.sampled_from(["p", "hi", "persName", "x:odd"])
leaves = st.one_of(
    st.text(
        st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="<&>\ufffe\uffff"), max_size=6
    ),
    st.sampled_from(
        ["\n", "\r\n", "\r", "&amp;", "&#x1D4B3;", "&e;", "<!-- <p> -->", "<?p <p>?>", "<![CDATA[<p>&e;]]>"]
    ),
)
elements = st.recursive(
    leaves,
    lambda inner: st.builds(
        lambda name, attribute, content: f"<{name}{attribute}>{''.join(content)}</{name.split()[0]}>",
        names,
        st.sampled_from(["", " n='>'", ' n = "<!-- "'.replace("<", "&lt;"), '\n n="é\'"\n']),
        st.lists(inner, max_size=5),
    ),
    max_leaves=30,
)


@given(st.lists(elements, max_size=5))
def test_the_tag_of_every_node_stands_at_its_place(content: list[str]) -> None:
    prolog = '<!DOCTYPE r [<!ENTITY e "e<hi/>&f;"><!ENTITY f "<!-- f -->">]>'
    xml = f'{prolog}<r xmlns:x="x">{"".join(content)}</r>'
    lines = re.split("\r\n|\r|\n", xml)
    positions = Positions()
    root = parse(xml.encode(), Path("a.xml"), positions)
    assert list(positions) == list(root.iter())
    for node, place in positions.items():
        there = lines[place.line - 1][place.column - 1 :]
        assert there.startswith((_tag(node), "&e;"))


def _tag(node: etree._Element) -> str:
    if isinstance(node, etree._Comment | etree._ProcessingInstruction):
        return "<!--" if isinstance(node, etree._Comment) else "<?p"
    return f"<{node.prefix}:{etree.QName(node).localname}" if node.prefix else f"<{etree.QName(node).localname}"


@given(st.binary(max_size=60), st.integers(0, 400), st.integers(0, 20))
def test_no_bytes_make_it_raise(tmp_path_factory: pytest.TempPathFactory, odd: bytes, start: int, length: int) -> None:
    path = tmp_path_factory.getbasetemp() / "odd.xml"
    sound = (HOSTILE / "entity-of-dtd-in-attribute.xml").read_bytes().replace(b"&fromdtd;", b"")
    path.write_bytes(sound[:start] + odd + sound[start + length :])
    document, findings = load(path, roots=[])
    assert (document is None) == bool(findings)


def test_all_of_other_peoples_tei_is_read_with_right_places(corpus: Path) -> None:
    files = sorted(corpus.rglob("*.xml"))
    assert len(files) > 50
    for path in files:
        document, findings = load(path, roots=[corpus])
        assert [finding.code for finding in findings] == ["include-missing"] * INCLUDED_ELSEWHERE.get(path.name, 0)
        assert document is not None
        lines = re.split("\r\n|\r|\n", path.read_text("utf-8-sig"))
        for node, (_, line, column) in document.positions.items():
            assert lines[line - 1][column - 1 :].startswith(_tag(node).replace("<?p", "<?")), (path, line, column)


def test_a_finding_is_at_its_node(tmp_path: Path) -> None:
    document = read(tmp_path / "a.xml", f"<TEI {TEI_NAMESPACE}>\n <text/></TEI>")
    finding = document.finding("some-code", "warning", document.root[0], "it is odd", "mend it")
    assert str(finding) == f"{tmp_path}/a.xml:2:2: warning some-code: it is odd; mend it"


def test_write_makes_folders_and_replaces_whole_files(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "c.html"
    write(path, "été")
    assert path.read_bytes() == b"\xc3\xa9t\xc3\xa9"
    path.chmod(0o600)
    write(path, b"two")
    assert path.read_bytes() == b"two"
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(path.parent.iterdir()) == [path]


def test_a_new_file_has_the_permissions_of_any_new_file(tmp_path: Path) -> None:
    (tmp_path / "usual").touch()
    write(tmp_path / "new", "")
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "usual").stat().st_mode


def test_write_refuses_to_replace_a_folder_and_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    with pytest.raises(EditionError, match="a folder has this name"):
        write(tmp_path / "out", "x")
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_write_says_what_to_do_when_it_cannot(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(EditionError, match=r"file/below.html: cannot be written \(.+\); .+"):
        write(tmp_path / "file" / "below.html", "x")


def test_a_full_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a"
    path.write_text("old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fdopen", full)
    with pytest.raises(EditionError, match="No space left on device"):
        write(path, "new")
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]
    shutil.rmtree(tmp_path)
