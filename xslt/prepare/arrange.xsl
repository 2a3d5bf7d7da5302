<?xml version="1.0" encoding="UTF-8"?>
<!-- Owns the pass that puts things in their places: m:arrange. What it puts where is said by apparatus.xsl, notes.xsl
     and contents.xsl. Assumes an annotated document. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:x="urn:x-teiserge:facts" xmlns:m="urn:x-teiserge:modes" xmlns:f="urn:x-teiserge:functions"
  xmlns:v="urn:x-teiserge:variables" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" expand-text="yes" version="3.0">

  <!-- Annotated document → prepared document: notes and entries of the apparatus leave the text for the end of their
       division, with marks and anchors in their places; the text gets its contents. -->
  <xsl:mode name="m:arrange" on-no-match="shallow-copy"/>

  <!-- Whatever must be moved or marked. -->
  <xsl:key name="to-arrange" match="*[@x:layer or @x:note or @x:withheld]" use="'any'"/>

  <!-- What is gathered at the end of a division: notes and entries, by where they go. -->
  <xsl:key name="gathered" match="note[@x:note][f:is-moved(.)]" use="f:home(.) ! generate-id()"/>
  <xsl:key name="gathered" match="app[@x:layer] | note[@x:layer]" use="f:entry-home(.) ! generate-id()"/>

  <xsl:template match="/" mode="m:arrange" as="document-node()">
    <xsl:copy>
      <xsl:apply-templates mode="#current">
        <xsl:with-param name="numbers" select="f:entry-numbers(.)" tunnel="yes"/>
        <xsl:with-param name="sigla" select="f:known-sigla(.)" tunnel="yes"/>
      </xsl:apply-templates>
    </xsl:copy>
  </xsl:template>

  <xsl:template match="*" mode="m:arrange" as="element()">
    <xsl:copy>
      <xsl:copy-of select="@* except @x:withheld"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:copy>
  </xsl:template>

  <xsl:template match="teiHeader" mode="m:arrange" as="element()">
    <xsl:sequence select="."/>
  </xsl:template>

  <xsl:template mode="m:arrange" as="element()" match="
      text | front | body | back | standOff | div | div1 | div2 | div3 | div4 | div5 | div6 | div7">
    <xsl:variable name="gathered" as="element()*" select="key('gathered', generate-id())"/>
    <xsl:copy>
      <xsl:copy-of select="@*"/>
      <xsl:apply-templates select="self::text[empty(ancestor::text)]" mode="m:contents"/>
      <xsl:apply-templates mode="#current"/>
      <xsl:call-template name="notes">
        <xsl:with-param name="gathered" select="$gathered"/>
      </xsl:call-template>
      <xsl:call-template name="apparatus">
        <xsl:with-param name="gathered" select="$gathered"/>
      </xsl:call-template>
    </xsl:copy>
  </xsl:template>

  <!-- A text without notes and apparatus only gets its contents: it is copied at one stroke. -->
  <xsl:template match="text[empty(key('to-arrange', 'any'))]" mode="m:arrange" as="element(text)" priority="1">
    <xsl:copy>
      <xsl:copy-of select="@*"/>
      <xsl:apply-templates select=".[empty(ancestor::text)]" mode="m:contents"/>
      <xsl:copy-of select="node()"/>
    </xsl:copy>
  </xsl:template>

  <!-- Some words of the text shown once more elsewhere, in a list of contents or beside an entry: the reading text with
       its markup, but without ids, links, breaks and the marks of notes. -->
  <xsl:mode name="m:excerpt" on-no-match="shallow-copy"/>

  <xsl:template match="*" mode="m:excerpt" as="element()">
    <xsl:copy>
      <xsl:copy-of select="@* except (@xml:id, @x:*)"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:copy>
  </xsl:template>

  <xsl:template match="app" mode="m:excerpt" as="node()*">
    <xsl:apply-templates select="f:lemma(.)/node()" mode="#current"/>
  </xsl:template>

  <xsl:template match="lb | pb | cb | gb | milestone" mode="m:excerpt" as="text()?">
    <xsl:if test="not(@break = 'no')">
      <xsl:text> </xsl:text>
    </xsl:if>
  </xsl:template>

  <xsl:template mode="m:excerpt" as="empty-sequence()" match="
      note | x:mark | ref[f:is-note-mark(.)] | anchor | figure | comment() | processing-instruction()"/>

</xsl:stylesheet>
