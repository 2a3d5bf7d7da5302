"""The XSLT processor: what it gives, and that neither a document nor a stylesheet can reach out of it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import etree

from teiserge.errors import StylesheetError
from teiserge.xslt import Engine, Message

FIRST = """<xsl:package xmlns:xsl="http://www.w3.org/1999/XSL/Transform" version="3.0"
  xmlns:m="urn:x-teiserge:modes" xmlns:f="urn:x-teiserge:functions" xmlns:e="urn:x-teiserge:errors"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:x="urn:x-teiserge:facts" exclude-result-prefixes="#all">
  <xsl:output method="html" html-version="5" encoding="UTF-8" indent="no"/>
  <xsl:param name="word" as="xs:string" select="'none'"/>
  <xsl:param name="tree" as="document-node()?" select="()"/>
  <xsl:param name="table" as="map(*)" select="map{}"/>
  <xsl:mode/>
  <xsl:mode name="m:copy" on-no-match="shallow-copy" visibility="public"/>
  <xsl:mode name="m:say" visibility="public"/>
  <xsl:mode name="m:fail" visibility="public"/>
  <xsl:mode name="m:write" visibility="public"/>
  <xsl:mode name="m:reach" visibility="public"/>
  <xsl:mode name="m:read" visibility="public"/>
  <xsl:mode name="m:environment" visibility="public"/>
  <xsl:template match="/">
    <p title="{$word}, {count($tree/*)}, {$table?ü}"><xsl:value-of select="."/><br/></p>
  </xsl:template>
  <xsl:template match="/" mode="m:say">
    <xsl:message>plain</xsl:message>
    <xsl:message><x:finding code="c" level="info" name="ü"/></xsl:message>
    <xsl:message>&lt;siglum> is missing</xsl:message>
    <xsl:message><a/><b/></xsl:message>
    <ok/>
  </xsl:template>
  <xsl:template match="/" mode="m:fail">
    <xsl:sequence select="error(xs:QName('e:NO-WITNESS'), 'no witness #Z at /TEI')"/>
  </xsl:template>
  <xsl:template match="/" mode="m:write"><xsl:result-document href="{*}"><inside/></xsl:result-document></xsl:template>
  <xsl:template match="/" mode="m:reach"><xsl:sequence select="doc(*)"/></xsl:template>
  <xsl:template match="/" mode="m:read"><xsl:sequence select="unparsed-text(*)"/></xsl:template>
  <xsl:template match="/" mode="m:environment">
    <e><xsl:value-of select="available-environment-variables()"/></e>
  </xsl:template>
  <xsl:function name="f:twice" as="xs:integer" visibility="public">
    <xsl:param name="n" as="xs:integer"/>
    <xsl:sequence select="2 * $n"/>
  </xsl:function>
</xsl:package>"""


@pytest.fixture(scope="module")
def sheet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("xslt") / "first.xsl"
    path.write_text(FIRST, "utf-8")
    return path


@pytest.fixture(scope="module")
def engine(sheet: Path) -> Engine:
    return Engine(sheet)


def test_a_page_has_parameters_of_every_kind(engine: Engine, sheet: Path) -> None:
    tree = engine.parse("<a/>")
    text, messages = engine.page(
        sheet, engine.parse("<é>日本</é>"), {"word": "größer", "tree": tree, "table": engine.json('{"ü": "ja"}')}
    )

    assert text == '<p title="größer, 1, ja">日本<br></p>'
    assert messages == ()


def test_a_run_remembers_nothing_of_the_last(engine: Engine, sheet: Path) -> None:
    engine.run(sheet, engine.parse("<a/>"), {"word": "once"}, mode="say")

    assert engine.page(sheet, engine.parse("<a/>"))[0] == '<p title="none, 0, "><br></p>'


def test_a_tree_comes_back_as_it_went_in(engine: Engine, sheet: Path) -> None:
    """White space, comments, processing instructions and letters of all planes survive; nothing is indented."""
    text = '<a xmlns="urn:a" xml:id="é"><b> x </b><!--c--><?p i?>\n<c/>\U00010380 &amp; &lt;</a>'
    result = engine.run(sheet, engine.parse(etree.fromstring(text)), mode="copy")

    assert engine.xml(result.value) == text
    assert engine.xml(engine.parse('<?xml version="1.0" encoding="latin-1"?>\n' + text)) == text


def test_messages_are_caught(engine: Engine, sheet: Path, capfd: pytest.CaptureFixture[str]) -> None:
    plain, finding, *others = engine.run(sheet, engine.parse("<a/>"), mode="say").messages

    assert plain == Message("plain")
    assert finding.facts == {"code": "c", "level": "info", "name": "ü"}
    assert others == [Message("<siglum> is missing"), Message("<a/>\n<b/>")]
    assert capfd.readouterr().err == ""


def test_the_text_of_an_error_arrives(engine: Engine, sheet: Path) -> None:
    with pytest.raises(StylesheetError, match="no witness #Z at /TEI") as caught:
        engine.run(sheet, engine.parse("<a/>"), mode="fail")

    assert str(sheet) in caught.value.message
    assert len(caught.value.message.splitlines()) == 1


def test_a_stylesheet_that_does_not_compile(tmp_path: Path) -> None:
    sheet = tmp_path / "bad.xsl"
    sheet.write_text(FIRST.replace('mode="m:say"', 'mode="m:sya"'), "utf-8")

    with pytest.raises(StylesheetError, match="Mode name m:sya has not been declared"):
        Engine(sheet)


def test_a_function_is_called(engine: Engine, sheet: Path) -> None:
    assert str(engine.call(sheet, "twice", 21)) == "42"


def test_several_sheets_work_on_the_same_nodes(sheet: Path, tmp_path: Path) -> None:
    second = tmp_path / "second.xsl"
    second.write_text(FIRST.replace("none", "second"), "utf-8")
    engine = Engine(sheet, second)
    node = engine.run(sheet, engine.parse("<a>x</a>"), mode="copy").value

    assert engine.page(second, node)[0] == '<p title="second, 0, ">x<br></p>'


# What must not be possible ------------------------------------------------------------------------------------------


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    path = tmp_path / "secret.xml"
    path.write_text("<secret>hidden</secret>")
    return path


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE a [<!ENTITY e SYSTEM "{uri}">]>',
        '<!DOCTYPE a [<!ENTITY % p SYSTEM "{uri}"> %p;]>',
        '<!DOCTYPE a SYSTEM "{uri}">',
        '<!DOCTYPE a [<!ENTITY b "xxxxxxxxxx"><!ENTITY e "&b;&b;&b;&b;&b;&b;&b;&b;">]>',
    ],
)
def test_a_document_cannot_declare_anything(engine: Engine, secret: Path, doctype: str) -> None:
    """No entity, no DTD: what a text may declare is dealt with when it is loaded."""
    with pytest.raises(StylesheetError, match="refuses the document"):
        engine.parse(doctype.format(uri=secret.as_uri()) + "<a>&e;</a>")


@pytest.mark.parametrize("mode", ["reach", "read"])
def test_a_stylesheet_reads_no_file(engine: Engine, sheet: Path, secret: Path, mode: str) -> None:
    with pytest.raises(StylesheetError, match="prohibited"):
        engine.run(sheet, engine.parse(f"<a>{secret.as_uri()}</a>"), mode=mode)


def test_a_stylesheet_reads_nothing_from_the_network(engine: Engine, sheet: Path) -> None:
    with pytest.raises(StylesheetError, match="prohibited"):
        engine.run(sheet, engine.parse("<a>http://127.0.0.1:9/</a>"), mode="reach")


def test_a_stylesheet_writes_no_file(engine: Engine, sheet: Path, tmp_path: Path) -> None:
    """What it writes is handed over, and nothing comes to be on the disk."""
    uri = (tmp_path / "written.xml").as_uri()
    result = engine.run(sheet, engine.parse(f"<a>{uri}</a>"), mode="write")

    assert [str(document) for document in result.documents.values()] == ["<inside/>"]
    assert not list(tmp_path.iterdir())


def test_a_stylesheet_sees_no_environment(engine: Engine, sheet: Path) -> None:
    assert os.environ
    assert engine.xml(engine.run(sheet, engine.parse("<a/>"), mode="environment").value) == "<e/>"


@pytest.mark.parametrize(
    "text",
    [
        "<a>" + "&amp;" * 200_000 + "</a>",
        "<a>" * 5_000 + "</a>" * 5_000,
        "<a " + " ".join(f'b{i}=""' for i in range(9_999)) + "/>",
        "<a>" + "x" * 12_000_000 + "</a>",
    ],
    ids=["entities", "depth", "attributes", "length"],
)
def test_a_large_document_is_taken(engine: Engine, sheet: Path, text: str) -> None:
    result = engine.run(sheet, engine.parse(text), mode="copy")

    assert len(engine.xml(result.value)) >= len(text) - 5_000 * 4


def test_importing_the_module_does_not_load_saxon() -> None:
    """Who only asks for help does not wait for it."""
    code = "import sys, teiserge.render, teiserge.xslt; sys.exit('saxonche' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
