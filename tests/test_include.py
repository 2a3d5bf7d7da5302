"""What xi:include brings in, from where it may, and how each node keeps its place; and RFC 5147."""

import hashlib
from pathlib import Path

import pytest
from lxml import etree

from teiserge.tei import Position, include, load
from teiserge.tei.fragment import fragment
from teiserge.tei.pointer import is_supported, select
from tests.including import NAMESPACES, fault, included, inner, loaded, write

HOSTILE = Path(__file__).parent / "hostile"


# XML


def test_a_file_is_included_and_every_node_keeps_its_place(tmp_path: Path) -> None:
    write(
        tmp_path / "parts" / "one.xml",
        '<!-- not this -->\n<div xml:id="one"><p>One</p>\n  <xi:include href="two.xml"/></div>',
    )
    write(tmp_path / "parts" / "two.xml", "<p>Two<!-- two --></p>")
    document, findings = loaded(tmp_path, '<text>a\n <xi:include href="parts/one.xml"/> b</text>')
    assert findings == []
    assert inner(document) == (
        '<text>a\n <div xml:id="one" xml:base="parts/one.xml"><p>One</p>\n'
        '  <p xml:base="two.xml">Two<!-- two --></p></div> b</text>'
    )
    one, two = tmp_path / "parts" / "one.xml", tmp_path / "parts" / "two.xml"
    div, p, second, comment = list(document.root.iter())[2:]
    assert document.position(div) == (one, 2, 1)
    assert document.position(p) == (one, 2, 19 + len(NAMESPACES) + 1)
    assert document.position(second) == Position(two, 1, 1)
    assert document.finding("x", "info", comment, "").path == two


def test_an_element_is_included_by_its_id_with_its_language(tmp_path: Path) -> None:
    write(tmp_path / "b.xml", '<div xml:lang="fr"><p xml:id="x">le <hi>x</hi></p> tail</div>')
    assert included(tmp_path, '<p/><xi:include href="b.xml" xpointer="x"/>.') == (
        '<p/><p xml:id="x" xml:lang="fr" xml:base="b.xml">le <hi>x</hi></p>.'
    )
    assert "<p" in included(tmp_path, '<xi:include href="b.xml" xpointer="element(/1/1)" parse="xml"/>')


def test_an_element_of_the_same_file_is_included(tmp_path: Path) -> None:
    assert (
        included(tmp_path, '<p xml:id="x">a</p><xi:include xpointer="x"/>') == '<p xml:id="x">a</p><p xml:id="x">a</p>'
    )


def test_relative_paths_start_from_the_base_of_their_place(tmp_path: Path) -> None:
    write(tmp_path / "a" / "b" / "c.xml", '<p xml:base="d/">c<xi:include href="e.xml"/></p>')
    write(tmp_path / "a" / "b" / "d" / "e.xml", "<hi>e</hi>")
    assert included(tmp_path, '<text xml:base="a/"><xi:include href="b/c.xml"/></text>') == (
        '<text xml:base="a/"><p xml:base="b/d/">c<hi xml:base="e.xml">e</hi></p></text>'
    )


def test_names_may_have_spaces_and_other_letters(tmp_path: Path) -> None:
    (tmp_path / "ein Bär.txt").write_text("Bär")
    for name in ("ein%20B%C3%A4r.txt", "ein Bär.txt"):
        assert included(tmp_path, f'<xi:include parse="text" href="{name}"/>') == "Bär"


def test_the_sources_folder_may_be_read_where_it_is_named(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "a.txt").write_text("a")
    write(tmp_path / "tei" / "main.xml", '<TEI><xi:include parse="text" href="../elsewhere/a.txt"/></TEI>')
    roots = [tmp_path / "tei", tmp_path / "elsewhere"]
    document, findings = load(tmp_path / "tei" / "main.xml", roots=roots)
    assert document is not None
    assert (document.root.text, findings) == ("a", [])
    _, [finding] = load(tmp_path / "tei" / "main.xml", roots=roots[:1])
    assert finding.code == "include-outside"


def test_fallback_serves_only_where_something_is_missing(tmp_path: Path) -> None:
    write(tmp_path / "b.xml", "<p/>")
    fallback = '<xi:fallback>no <hi>such</hi> file <xi:include href="b.xml"/></xi:fallback>'
    assert included(tmp_path, f'(<xi:include href="none.xml">{fallback}</xi:include>)') == (
        '(no <hi>such</hi> file <p xml:base="b.xml"/>)'
    )
    assert included(tmp_path, f'(<xi:include href="b.xml">{fallback}</xi:include>)') == '(<p xml:base="b.xml"/>)'
    assert included(tmp_path, f'<xi:include href="b.xml" xpointer="none">{fallback}</xi:include>').startswith("no")
    outside = fault(tmp_path, f'<xi:include href="/etc/passwd" parse="text">{fallback}</xi:include>')
    assert outside.code == "include-outside"


def test_fallbacks_nested_deeper_than_python_recurses(tmp_path: Path) -> None:
    depth = 900
    chain = '<xi:include href="none.xml"><xi:fallback>' * depth + "end" + "</xi:fallback></xi:include>" * depth
    assert included(tmp_path, chain) == "end"


def test_a_failing_include_leaves_the_text_around_it(tmp_path: Path) -> None:
    document, [finding] = loaded(tmp_path, '<p>a<hi/>b<xi:include href="none.xml"/>c</p>')
    assert inner(document) == "<p>a<hi/>bc</p>"
    assert finding.code == "include-missing"
    assert "none.xml" in finding.message


@pytest.mark.parametrize(
    ("content", "code", "words"),
    [
        ('<xi:include href="main.xml"/>', "include-cycle", "main.xml → main.xml"),
        ('<xi:include href="a.xml"/>', "include-cycle", "main.xml → a.xml → a.xml"),
        ('<p xml:id="x"><xi:include xpointer="x"/></p>', "include-cycle", "main.xml → main.xml#x → main.xml#x"),
        ("<xi:include/>", "include-cycle", "main.xml → main.xml"),
        ('<xi:include href="b.xml" xpointer="xpointer(//p)"/>', "include-unsupported", "xpointer(//p)"),
        ('<xi:include href="b.xml#x"/>', "include-unsupported", "b.xml#x"),
        ('<xi:include href="b.xml" parse="html"/>', "include-unsupported", "html"),
        ('<xi:include href="b.xml" xpointer="none"/>', "include-missing", "none"),
        ('<xi:include href="b.xml" xpointer="element(x/1/1)"/>', "include-missing", "element(x/1/1)"),
        ('<xi:include href="folder"/>', "include-missing", "a folder"),
        (f'<xi:include href="b.xml" xpointer="element(/{"9" * 5000})"/>', "include-unsupported", "99"),
        (f'<xi:include href="b.xml" parse="text" fragid="char={"9" * 5000}"/>', "include-fragment", "99"),
        ('<xi:include href="bad.xml"/>', "not-well-formed", "</p> cannot close <hi> of line 1"),
        ('<xi:include href="http://[/"/>', "include-missing", "http://["),
    ],
)
def test_what_cannot_be_included_is_reported(tmp_path: Path, content: str, code: str, words: str) -> None:
    (tmp_path / "folder").mkdir()
    write(tmp_path / "a.xml", '<div><xi:include href="a.xml"/></div>')
    write(tmp_path / "b.xml", '<div xml:id="x"><p/></div>')
    (tmp_path / "bad.xml").write_text("<p><hi></p>")
    finding = fault(tmp_path, content)
    assert (finding.code, finding.level) == (code, "error")
    assert words in finding.message


@pytest.mark.parametrize(
    "name",
    ["passwd", "above", "encoded", "file-uri", "http", "network-path", "base"],
)
def test_nothing_outside_the_folders_is_read(name: str) -> None:
    document, [finding] = load(HOSTILE / f"include-{name}.xml", roots=[HOSTILE])
    assert document is not None
    assert finding.code == "include-outside"
    assert (finding.line, finding.level) == (2, "error")
    assert "root:" not in etree.tostring(document.root, encoding="unicode")


def test_links_that_lead_outside_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "link.txt").symlink_to(tmp_path / "secret.txt")
    (tmp_path / "in" / "folder").symlink_to(tmp_path)
    (tmp_path / "in" / "circle").symlink_to(tmp_path / "in" / "circle")
    for href in ("link.txt", "folder/secret.txt"):
        assert fault(tmp_path / "in", f'<xi:include parse="text" href="{href}"/>').code == "include-outside"
    assert fault(tmp_path / "in", '<xi:include parse="text" href="circle"/>').code == "include-missing"


@pytest.mark.parametrize(
    ("name", "code", "path"),
    [
        ("nul", "include-missing", "include-nul.xml"),
        ("missing", "include-missing", "include-missing.xml"),
        ("itself", "include-cycle", "include-itself.xml"),
        ("ping", "include-cycle", "include-pong.xml"),
        ("laughs", "entity-expansion", "laughs.xml"),
    ],
)
def test_hostile_inclusions_are_reported_where_they_are(name: str, code: str, path: str) -> None:
    document, [finding] = load(HOSTILE / f"include-{name}.xml", roots=[HOSTILE])
    assert document is not None
    assert (finding.code, finding.path) == (code, HOSTILE / path)


def test_a_chain_of_files_has_an_end(tmp_path: Path) -> None:
    for i in range(60):
        write(tmp_path / f"{i}.xml", f'<div><xi:include href="{i + 1}.xml"/></div>')
    assert fault(tmp_path, '<xi:include href="0.xml"/>').code == "include-limit"


def test_files_that_double_each_other_are_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(include, "VOLUME", 400_000)
    write(tmp_path / "40.xml", "<p/>")
    for i in range(40):
        write(tmp_path / f"{i}.xml", f'<div><xi:include href="{i + 1}.xml"/><xi:include href="{i + 1}.xml"/></div>')
    _, findings = loaded(tmp_path, '<xi:include href="0.xml"/>')
    assert {finding.code for finding in findings} == {"include-limit"}
    (tmp_path / "a.txt").write_text("a" * 1000)
    _, findings = loaded(tmp_path, '<xi:include parse="text" href="a.txt"/>' * 500)
    assert {finding.code for finding in findings} == {"include-limit"}


def test_depth_counts_through_inclusions(tmp_path: Path) -> None:
    write(tmp_path / "deep.xml", "<div>" + "<div>" * 1500 + "</div>" * 1501)
    nested = "<div>" * 600 + '<xi:include href="deep.xml"/>' + "</div>" * 600
    finding = fault(tmp_path, nested)
    assert (finding.code, finding.path) == ("too-deep", tmp_path / "deep.xml")


# Text


@pytest.mark.parametrize(
    ("fragid", "text"),
    [
        ("", "äb\ncd\n\n𝒳f"),
        ("char=0,2", "äb"),
        ("char=1,4", "b\nc"),
        ("char=7,", "𝒳f"),
        ("char=,3", "äb\n"),
        ("char=3", ""),
        ("char=9", ""),
        ("line=0,1", "äb\n"),
        ("line=1,3", "cd\n\n"),
        ("line=3,", "𝒳f"),
        ("line=,1", "äb\n"),
        ("line=2", ""),
        ("char=0,2;length=9", "äb"),
        ("char=0,2;length=9,UTF-8;md5=MD5", "äb"),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_fragments_of_a_text(tmp_path: Path, fragid: str, text: str, line_end: str) -> None:
    data = "äb\ncd\n\n𝒳f".replace("\n", line_end).encode()
    (tmp_path / "a.txt").write_bytes(data)
    fragid = fragid.replace("MD5", hashlib.md5(data, usedforsecurity=False).hexdigest())
    assert (
        included(tmp_path, f'<p>(<xi:include parse="text" href="a.txt" fragid="{fragid}"/>)</p>') == f"<p>({text})</p>"
    )


@pytest.mark.parametrize(
    ("fragid", "words"),
    [
        ("char=5,99", "has only 7 characters"),
        ("line=9,", "has only 1 lines"),
        ("char=4,2", "its end comes before its beginning"),
        ("char=9,;length=7", "its end comes before its beginning"),
        ("char=0,1;length=8", "has 7 characters, not 8"),
        (f"char=0,1;md5={'0' * 32}", "the MD5"),
        ("xpath=1", "no fragment identifier"),
        ("char=,", "no fragment identifier"),
        ("#char=1,2", "no fragment identifier"),
    ],
)
def test_fragments_that_are_not_there(tmp_path: Path, fragid: str, words: str) -> None:
    (tmp_path / "a.txt").write_text("abc\x0cdef")
    finding = fault(tmp_path, f'<xi:include parse="text" href="a.txt" fragid="{fragid}"/>')
    assert finding.code == "include-fragment"
    assert words in finding.message


def test_the_extent_of_a_fragment() -> None:
    identifiers = ["char=2,5", "char=2", "char=,5", "char=2,", "char=2,;length=7", "line=2,5", ""]
    assert [fragment(fragid).extent for fragid in identifiers] == [3, 0, 5, None, 5, None, None]


def test_texts_in_other_encodings(tmp_path: Path) -> None:
    (tmp_path / "latin.txt").write_bytes("été".encode("latin-1"))
    (tmp_path / "wide.txt").write_bytes("été".encode("utf-16"))
    (tmp_path / "marked.txt").write_bytes("été".encode("utf-8-sig"))
    assert included(tmp_path, '<xi:include parse="text" href="latin.txt" encoding="iso-8859-1"/>') == "été"
    assert included(tmp_path, '<xi:include parse="text" href="wide.txt" encoding="utf-16" fragid="char=0,1"/>') == "é"
    assert included(tmp_path, '<xi:include parse="text" href="marked.txt" fragid="char=0,1"/>') == "é"
    for encoding in ("", ' encoding="none"'):
        assert fault(tmp_path, f'<xi:include parse="text" href="latin.txt"{encoding}/>').code == "include-fragment"


def test_characters_that_xml_lacks_are_reported(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("page\x0cpage")
    assert "U+000C" in fault(tmp_path, '<xi:include parse="text" href="a.txt"/>').message
    assert included(tmp_path, '<xi:include parse="text" href="a.txt" fragid="char=5,"/>') == "page"


def test_included_text_joins_the_text_beside_it(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("<&>")
    one = '<xi:include parse="text" href="a.txt"/>'
    document, _ = loaded(tmp_path, f"<p>1{one}2{one}<hi/>3{one}4<!-- c -->{one}</p>")
    assert inner(document) == "<p>1&lt;&amp;&gt;2&lt;&amp;&gt;<hi/>3&lt;&amp;&gt;4<!-- c -->&lt;&amp;&gt;</p>"
    assert document.root.xpath("count(p/text())", namespaces={}) == 0.0
    assert document.root[0].text == "1<&>2<&>"


# Pointers


def test_pointers() -> None:
    root = etree.fromstring('<a><b xml:id="x"><c/><d/></b><e/></a>')
    chosen = {
        "": "a",
        "x": "b",
        "element(x)": "b",
        "element(x/2)": "d",
        "element(/1)": "a",
        "element(/1/2)": "e",
        "element(/2)": None,
        "element(/1/3)": None,
        "element(none/1)": None,
        "none": None,
    }
    for pointer, name in chosen.items():
        found = select(root, pointer)
        assert (found.tag if found is not None else None) == name, pointer
    assert [is_supported(pointer) for pointer in ("x", "element(x/1)", "xpath1(//b)", "element(x//1)")] == [
        True,
        True,
        False,
        False,
    ]
