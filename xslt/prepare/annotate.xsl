<?xml version="1.0" encoding="UTF-8"?>
<!-- Owns the pass that adds facts as attributes and changes nothing else: m:annotate; and m:facts, the table of which
     element gets which. How they are found is said in ids.xsl, numbers.xsl, notes.xsl and resolve.xsl. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:x="urn:x-teiserge:facts" xmlns:m="urn:x-teiserge:modes" xmlns:f="urn:x-teiserge:functions"
  xmlns:v="urn:x-teiserge:variables" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" expand-text="yes" version="3.0">

  <!-- Document → the same with @x:id, @x:n, @x:href, @x:label, @x:entity, @x:kind, @x:note, @x:layer, @x:back. -->
  <xsl:mode name="m:annotate" on-no-match="shallow-copy"/>

  <xsl:template match="*" mode="m:annotate" as="element()">
    <xsl:copy>
      <xsl:copy-of select="@*"/>
      <xsl:apply-templates select="." mode="m:facts"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:copy>
  </xsl:template>

  <!-- A document says what page it is. -->
  <xsl:template match="/TEI | /teiCorpus" mode="m:annotate" as="element()">
    <xsl:copy>
      <xsl:copy-of select="@*, f:page-at($file)/(@kind, @href, @title) ! f:fact(.)"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:copy>
  </xsl:template>

  <!-- A header is not numbered; what it points to is resolved. -->
  <xsl:mode name="m:annotate-header" on-no-match="shallow-copy"/>

  <xsl:template match="teiHeader" mode="m:annotate" as="element()">
    <xsl:apply-templates select="." mode="m:annotate-header"/>
  </xsl:template>

  <xsl:template match="*" mode="m:annotate-header" as="element()">
    <xsl:copy>
      <xsl:copy-of select="@*, self::*[@xml:id] ! f:given-id(.), self::*[@*] ! f:link(.)"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:copy>
  </xsl:template>

  <!-- The page of all headers can be asked for each text's. -->
  <xsl:template match="x:document/teiHeader[1][empty(@xml:id)]" mode="m:annotate-header" as="element(teiHeader)">
    <xsl:copy>
      <xsl:copy-of select="@*"/>
      <xsl:for-each select="f:header-id(f:file(.))">
        <xsl:attribute name="x:id" select="."/>
      </xsl:for-each>
      <xsl:apply-templates mode="#current"/>
    </xsl:copy>
  </xsl:template>

  <!-- Element → its facts: an id for whatever is linked to or linkable, the number or label printed beside it, and what
       it means if it points. -->
  <xsl:mode name="m:facts" on-no-match="fail"/>

  <xsl:template match="*" mode="m:facts" as="attribute()*">
    <xsl:sequence select="self::*[@xml:id] ! f:given-id(.), self::*[@ref or @target] ! f:link(.)"/>
  </xsl:template>

  <xsl:template match="lem | rdg | rdgGrp | witDetail | wit" mode="m:facts" as="attribute()?">
    <xsl:sequence select="self::*[@xml:id] ! f:given-id(.)"/>
  </xsl:template>

  <xsl:template match="head | sp | stage | figure | person | personGrp | persona | place | org | event" mode="m:facts"
    as="attribute()*">
    <xsl:sequence select="f:id(., local-name())"/>
  </xsl:template>

  <xsl:template mode="m:facts" as="attribute()*" match="
      div | div1 | div2 | div3 | div4 | div5 | div6 | div7 | ab | lg | item | pb">
    <xsl:sequence select="f:id(., local-name()), @n ! f:fact(.)"/>
  </xsl:template>

  <xsl:template match="cb | lb | gb | milestone | seg" mode="m:facts" as="attribute()*">
    <xsl:sequence select="self::*[@xml:id] ! f:given-id(.), @n ! f:fact(.), f:link(.)"/>
  </xsl:template>

  <xsl:template match="p | l" mode="m:facts" as="attribute()*">
    <xsl:sequence select="f:id(., local-name()), f:number(.)"/>
  </xsl:template>

  <xsl:template match="quote | q | cit" mode="m:facts" as="attribute()*">
    <xsl:sequence select="f:id(., local-name()), f:link(.)"/>
  </xsl:template>

  <!-- What mentions something can be found from its register; so can what is listed. -->
  <xsl:template mode="m:facts" as="attribute()*" match="
      persName | placeName | orgName | geogName | name | rs | title | author | editor | bibl | biblStruct | date
      | said">
    <xsl:sequence select="
        if (f:mentions(.)) then (f:id(., 'm'), f:link(.))
        else self::*[@xml:id] ! f:given-id(.)"/>
  </xsl:template>

  <xsl:template match="ref | ptr" mode="m:facts" as="attribute()*">
    <xsl:sequence select="f:id(., 'm'), f:note-of(.) ! f:mark(.), f:link(.)"/>
  </xsl:template>

  <xsl:template match="app" mode="m:facts" as="attribute()*">
    <xsl:sequence select="f:id(., 'app'), f:layer-fact(.)"/>
  </xsl:template>

  <xsl:template match="note" mode="m:facts" as="attribute()*">
    <xsl:sequence select="f:id(., 'note'), f:note-facts(.)"/>
  </xsl:template>

  <!-- An attribute of the text or of the site document as a fact. -->
  <xsl:function name="f:fact" as="attribute()">
    <xsl:param name="attribute" as="attribute()"/>
    <xsl:attribute name="x:{local-name($attribute)}" select="$attribute"/>
  </xsl:function>

</xsl:stylesheet>
