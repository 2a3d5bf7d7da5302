<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="http://www.w3.org/1999/xhtml"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:h="http://www.w3.org/1999/xhtml"
  xmlns:x="urn:x-teiserge:facts" xmlns:m="urn:x-teiserge:modes" xmlns:f="urn:x-teiserge:functions"
  xmlns:v="urn:x-teiserge:variables" xmlns:e="urn:x-teiserge:errors"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" expand-text="yes" version="3.0">

  <!-- Owns the words within words: emphasis, terms, titles, names, numbers. -->

  <!-- Any element that is shown by its class alone: a span, or a div where it stands among or holds blocks. -->
  <xsl:template name="phrase" as="element()">
    <xsl:context-item as="element()" use="required"/>
    <xsl:param name="tag" as="xs:string" select="'span'"/>
    <xsl:element name="{f:tag(., $tag)}">
      <xsl:sequence select="f:attributes(.)"/>
      <xsl:apply-templates mode="m:text"/>
    </xsl:element>
  </xsl:template>

  <xsl:template mode="m:text" as="element()" match="
      add | addName | address | addrLine | affiliation | age | altIdentifier | am | author | authority |
      availability | bloc | c | catchwords | catDesc | change | cl | climate | collection | colophon | corr |
      country | damage | damagedEnd | depth | dim | dimensions | distributor | district | editor | education | email
      | ethnicity | ex | expan | explicit | extent | faith | finalRubric | floruit | forename | funder | gender |
      genName | geogFeat | geogName | handNote | handShift | height | heraldry | idno | incident | incipit |
      institution | keywords | label | langKnowledge | langKnown | language | licence | locale | locus | m |
      material | measure | measureGrp | meeting | model | msName | name | nameLink | nationality | num | objectName
      | objectType | occupation | offset | orgName | orig | origDate | origPlace | pc | persName | persPronouns |
      phr | placeName | pos | postBox | postCode | principal | publisher | pubPlace | redo | reg | region |
      relatedItem | rendition | repository | residence | resp | respStmt | restore | retrace | roleName | rs |
      rubric | s | scriptNote | seal | secFol | secl | seg | settlement | sex | signatures | socecStatus | span |
      sponsor | stamp | state | street | summary | surname | surplus | textLang | time | trait | typeNote | unclear
      | undo | unit | w | watermark | width | workName">
    <xsl:call-template name="phrase"/>
  </xsl:template>

  <!-- Parts of a name that stand in the TEI without even a space between them. -->
  <xsl:template match="(persName | name | author | editor | principal)/*[preceding-sibling::node()[1][self::*]]"
    mode="m:text" priority="10" as="node()*">
    <xsl:text> </xsl:text>
    <xsl:next-match/>
  </xsl:template>

  <!-- Set apart from the words around, usually in italics. -->
  <xsl:template match="foreign | distinct | mentioned | term" mode="m:text" as="element()">
    <xsl:call-template name="phrase">
      <xsl:with-param name="tag" select="'i'"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="emph | gloss" mode="m:text" as="element()">
    <xsl:call-template name="phrase">
      <xsl:with-param name="tag" select="if (self::emph) then 'em' else 'span'"/>
    </xsl:call-template>
  </xsl:template>

  <!-- hi says only that the source looks different; the HTML element says how, so that it shows without CSS. -->
  <xsl:template match="hi" mode="m:text" as="element()">
    <xsl:call-template name="phrase">
      <xsl:with-param name="tag" select="(f:rend(.) ! $v:hi(.), 'em'[empty(f:rend(current()))], 'span')[1]"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:variable name="v:hi" as="map(xs:string, xs:string)" select="
      map {'rend-italic': 'i', 'rend-bold': 'b', 'rend-sup': 'sup', 'rend-sub': 'sub', 'rend-underline': 'u'}"/>

  <xsl:template match="title" mode="m:text" as="element()">
    <xsl:element name="{f:tag(., 'cite')}">
      <xsl:sequence select="f:attributes(., f:tokens('level', @level))"/>
      <xsl:apply-templates mode="m:text"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="abbr" mode="m:text" as="element()">
    <xsl:call-template name="phrase">
      <xsl:with-param name="tag" select="'abbr'"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="code | ident | val" mode="m:text" as="element()">
    <xsl:call-template name="phrase">
      <xsl:with-param name="tag" select="'code'"/>
    </xsl:call-template>
  </xsl:template>

  <!-- Names of markup, as markup is written. -->
  <xsl:template match="gi | tag" mode="m:text" as="element(h:code)">
    <code>&lt;<xsl:apply-templates mode="m:text"/>&gt;</code>
  </xsl:template>

  <xsl:template match="att" mode="m:text" as="element(h:code)">
    <code>@<xsl:apply-templates mode="m:text"/></code>
  </xsl:template>

  <xsl:template match="formula | egXML | notatedMusic" mode="m:text" as="element()">
    <xsl:call-template name="phrase"/>
  </xsl:template>

  <!-- A glyph that is no character of its own is named. -->
  <xsl:template match="g" mode="m:text" as="element(h:span)">
    <span>
      <xsl:sequence select="f:attributes(.)"/>
      <xsl:apply-templates mode="m:text"/>
    </span>
  </xsl:template>

  <xsl:template match="g[not(node())]" mode="m:text" as="element(h:span)">
    <span>
      <xsl:sequence select="f:attributes(., 'ed')"/>
      <xsl:text>{f:say('sign.open')}{replace((@ref, @type)[1], '^.*[#:]', '')}{f:say('sign.close')}</xsl:text>
    </span>
  </xsl:template>

</xsl:stylesheet>
