<?xml version="1.0" encoding="UTF-8"?>
<!-- Owns the plain words of a passage: m:reading-text. Assumes lib/structure.xsl. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:x="urn:x-teiserge:facts" xmlns:m="urn:x-teiserge:modes" xmlns:f="urn:x-teiserge:functions"
  xmlns:v="urn:x-teiserge:variables" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" expand-text="yes" version="3.0">

  <!-- The words that a reader of the running text reads, as text: no notes nor their marks, no readings but the lemma,
       of a choice the editors' form. Line and page breaks part words unless @break="no".
       Source: TEI Guidelines, CO, TC, PH. -->
  <xsl:mode name="m:reading-text" on-no-match="text-only-copy"/>

  <xsl:template mode="m:reading-text" as="empty-sequence()" match="
      note | rdg | rdgGrp | witDetail | wit | x:notes | x:apparatus | x:contents | x:mark | ref[f:is-note-mark(.)]"/>

  <xsl:template match="app[empty(lem)]" mode="m:reading-text" as="text()*">
    <xsl:apply-templates select="f:lemma(.)/node()" mode="#current"/>
  </xsl:template>

  <xsl:template match="choice/*[self::sic | self::orig | self::abbr][../(corr | reg | expan)]" mode="m:reading-text"
    as="empty-sequence()"/>

  <xsl:template match="lb | pb | cb | gb | milestone" mode="m:reading-text" as="text()?">
    <xsl:if test="not(@break = 'no')">
      <xsl:text> </xsl:text>
    </xsl:if>
  </xsl:template>

  <!-- The words of some nodes on one line. -->
  <xsl:function name="f:reading-text" as="xs:string" visibility="public">
    <xsl:param name="nodes" as="node()*"/>
    <xsl:variable name="text" as="node()*">
      <xsl:apply-templates select="$nodes" mode="m:reading-text"/>
    </xsl:variable>
    <xsl:sequence select="normalize-space(string-join($text))"/>
  </xsl:function>

  <!-- A text of at most $limit words; of a longer one the first and the last words, with an ellipsis between. -->
  <xsl:function name="f:abridged" as="xs:string" visibility="public">
    <xsl:param name="text" as="xs:string"/>
    <xsl:param name="limit" as="xs:integer"/>
    <xsl:variable name="words" as="xs:string*" select="tokenize($text)"/>
    <xsl:variable name="tail" as="xs:integer" select="$limit idiv 3"/>
    <xsl:sequence select="
        if (count($words) le $limit) then string-join($words, ' ')
        else string-join(($words[position() le $limit - $tail], '…', $words[position() gt last() - $tail]), ' ')"/>
  </xsl:function>

</xsl:stylesheet>
