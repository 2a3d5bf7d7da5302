<?xml version="1.0" encoding="UTF-8"?>
<!-- Owns withheld text: m:withheld, the first pass over a text whose words are not there. Assumes nothing. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:x="urn:x-teiserge:facts" xmlns:m="urn:x-teiserge:modes" xmlns:f="urn:x-teiserge:functions"
  xmlns:v="urn:x-teiserge:variables" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" expand-text="yes" version="3.0">

  <!-- Document in which a gap with reason="withheld" stands for each run of words (@quantity characters) →
       the same in which a block that has such gaps holds one x:withheld (@chars, @words, both a count) instead of its
       running text. The editors' notes stay, and of the markup all that has an id or points to something, empty. -->
  <xsl:mode name="m:withheld" on-no-match="shallow-copy"/>

  <!-- Gaps by the block whose running text they are part of. -->
  <xsl:key name="withheld" match="gap[@reason = 'withheld']" use="f:block(.) ! generate-id()"/>

  <!-- The letters of a word and the space after it, on average. -->
  <xsl:variable name="v:letters" as="xs:double" select="6e0"/>

  <xsl:function name="f:block" as="element()">
    <xsl:param name="gap" as="element()"/>
    <xsl:sequence select="
        ($gap/ancestor::*[self::p or self::ab or self::head or self::l or self::item or self::cell or self::note
          or self::label or self::stage or self::speaker or self::byline or self::dateline or self::opener
          or self::closer or self::salute or self::signed or self::trailer or self::epigraph or self::titlePart
          or self::rdg or self::lem or self::figDesc or self::div][1], $gap/..)[1]"/>
  </xsl:function>

  <xsl:template match="*" mode="m:withheld" as="element()">
    <xsl:variable name="gaps" as="element(gap)*" select="key('withheld', generate-id())"/>
    <xsl:copy>
      <xsl:copy-of select="@*"/>
      <xsl:choose>
        <xsl:when test="empty($gaps) or self::rdg or self::lem">
          <xsl:apply-templates mode="#current"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:variable name="first" as="node()" select="node()[descendant-or-self::gap intersect $gaps][1]"/>
          <xsl:apply-templates select="node()[. &lt;&lt; $first]" mode="m:emptied"/>
          <xsl:sequence select="f:extent(f:characters($gaps))"/>
          <xsl:apply-templates select="node()[not(. &lt;&lt; $first)]" mode="m:emptied"/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:copy>
  </xsl:template>

  <!-- The number in a reference to a note is worked out again. -->
  <xsl:template match="ref//gap[@reason = 'withheld']" mode="m:withheld" as="empty-sequence()" priority="1"/>

  <!-- What stands for withheld words: how many they are. -->
  <xsl:function name="f:extent" as="element(x:withheld)">
    <xsl:param name="chars" as="xs:integer"/>
    <x:withheld chars="{$chars}" words="{xs:integer(round($chars div $v:letters))}"/>
  </xsl:function>

  <xsl:function name="f:characters" as="xs:integer">
    <xsl:param name="gaps" as="element(gap)*"/>
    <xsl:sequence select="sum($gaps/@quantity[. castable as xs:integer] ! xs:integer(.), 0)"/>
  </xsl:function>

  <!-- What stands for the words of a quotation, in the text that this pass leaves; nothing if none are withheld. -->
  <xsl:function name="f:withheld-words" as="element(x:withheld)?">
    <xsl:param name="quotation" as="element()"/>
    <xsl:variable name="chars" as="xs:integer*" select="
        $quotation/(@x:withheld, .//x:withheld[empty(ancestor::note)]/@chars) ! xs:integer(.)"/>
    <xsl:sequence select="sum($chars)[. gt 0] ! f:extent(.)"/>
  </xsl:function>

  <!-- The content of a block whose words are withheld: what is left of it. -->
  <xsl:mode name="m:emptied" on-no-match="shallow-skip"/>

  <xsl:template match="text()" mode="m:emptied" as="empty-sequence()"/>

  <xsl:template mode="m:emptied" as="element()" match="
      *[@xml:id or @ref or @target or @source or @corresp or @who] | pb | cb | lb | milestone | anchor">
    <xsl:copy>
      <xsl:copy-of select="@*"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:copy>
  </xsl:template>

  <!-- A quotation keeps count of its words, for the entries that are about it. -->
  <xsl:template match="quote | q | cit | said" mode="m:emptied" as="element()" priority="1">
    <xsl:copy>
      <xsl:copy-of select="@*"/>
      <xsl:attribute name="x:withheld"
        select="f:characters(.//gap[@reason = 'withheld'] except .//(note | ref | p | l | ab)//gap)"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:copy>
  </xsl:template>

  <!-- Notes and blocks within the block have words of their own; so has the number of a reference to a note. -->
  <xsl:template match="note | p | ab | l | item | cell | head | ref[@type = 'note']" mode="m:emptied" as="element()"
    priority="1">
    <xsl:apply-templates select="." mode="m:withheld"/>
  </xsl:template>

  <!-- An entry of the apparatus stays; its lemma is not shown in a text that is not there. -->
  <xsl:template match="app" mode="m:emptied" as="element(app)" priority="1">
    <xsl:copy>
      <xsl:copy-of select="@*"/>
      <xsl:attribute name="x:withheld" select="true()"/>
      <xsl:apply-templates mode="m:withheld"/>
    </xsl:copy>
  </xsl:template>

</xsl:stylesheet>
