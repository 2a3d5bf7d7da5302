<?xml version="1.0" encoding="UTF-8"?>
<!-- Owns the names of things: m:label, and the order of entries. Assumes lib/strings.xsl, lib/documents.xsl. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:x="urn:x-teiserge:facts" xmlns:m="urn:x-teiserge:modes" xmlns:f="urn:x-teiserge:functions"
  xmlns:v="urn:x-teiserge:variables" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" expand-text="yes" version="3.0">

  <!-- What a thing is called where it is pointed to, as one or more strings to be joined; nothing where it has no name.
       An entry of a register goes by the first of its names, as it stands. -->
  <xsl:mode name="m:label" on-no-match="deep-skip"/>

  <xsl:template match="person | personGrp | persona" mode="m:label" as="xs:string*">
    <xsl:sequence select="(persName, name, idno)[1] ! f:name(.)"/>
  </xsl:template>

  <xsl:template match="place" mode="m:label" as="xs:string*">
    <xsl:sequence select="
        (placeName, geogName, settlement, region, country, district, name, head)[1] ! f:reading-text(node())"/>
  </xsl:template>

  <xsl:template match="org" mode="m:label" as="xs:string*">
    <xsl:sequence select="(orgName, name, head)[1] ! f:reading-text(node())"/>
  </xsl:template>

  <xsl:template match="event" mode="m:label" as="xs:string*">
    <xsl:sequence select="(eventName, label, head, desc)[1] ! f:abridged(f:reading-text(node()), 12)"/>
  </xsl:template>

  <!-- Authors, title (date). -->
  <xsl:template match="biblStruct | biblFull" mode="m:label" as="xs:string*">
    <xsl:variable name="whose" as="xs:string*" select="f:authors(.) ! f:reading-text(node())"/>
    <xsl:variable name="what" as="xs:string?" select="f:main-title(.) ! f:reading-text(node())"/>
    <xsl:variable name="when" as="xs:string*" select="(.//imprint/date, .//publicationStmt/date)[1] ! f:date-words(.)"/>
    <xsl:sequence select="
        string-join((string-join($whose, ' / ')[.], $what), ', '), $when[.] ! concat(' (', ., ')')"/>
  </xsl:template>

  <xsl:template match="bibl" mode="m:label" as="xs:string*">
    <xsl:sequence select="f:abridged(f:reading-text(node()), 16)"/>
  </xsl:template>

  <xsl:template match="witness" mode="m:label" as="xs:string*">
    <xsl:sequence select="(abbr[@type = 'siglum'], @xml:id, @n)[1] ! normalize-space(.)"/>
  </xsl:template>

  <xsl:template match="category" mode="m:label" as="xs:string*">
    <xsl:sequence select="(catDesc/term, catDesc, gloss, desc)[1] ! f:reading-text(node())"/>
  </xsl:template>

  <xsl:template match="div | div1 | div2 | div3 | div4 | div5 | div6 | div7" mode="m:label" as="xs:string*">
    <xsl:sequence select="head[1] ! f:abridged(f:reading-text(node()), 16)"/>
  </xsl:template>

  <xsl:template match="TEI | teiCorpus" mode="m:label" as="xs:string*">
    <xsl:sequence select="teiHeader/fileDesc/titleStmt ! f:title(.)"/>
  </xsl:template>

  <xsl:template match="editor | author | respStmt | name | persName" mode="m:label" as="xs:string*">
    <xsl:sequence select="f:abridged(f:reading-text(node()), 8)"/>
  </xsl:template>

  <!-- The name of a thing on one line, or nothing. -->
  <xsl:function name="f:label" as="xs:string?" visibility="public">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="label" as="xs:string*">
      <xsl:apply-templates select="$element" mode="m:label"/>
    </xsl:variable>
    <xsl:sequence select="normalize-space(string-join($label))[.]"/>
  </xsl:function>

  <!-- A personal name; one that is all surname and forename, without punctuation, is inverted. -->
  <xsl:function name="f:name" as="xs:string">
    <xsl:param name="name" as="element()"/>
    <xsl:sequence select="
        if ($name[surname][forename][empty(text()[normalize-space()])])
        then string-join(($name/surname ! f:reading-text(node())), ' ')
          || ', ' || string-join(($name/(* except surname) ! f:reading-text(node()))[.], ' ')
        else f:reading-text($name/node())"/>
  </xsl:function>

  <!-- The title to call a document by: of several that of the work itself, not the series'. -->
  <xsl:function name="f:title" as="xs:string">
    <xsl:param name="statement" as="element(titleStmt)"/>
    <xsl:sequence select="string((f:titles($statement) ! f:reading-text(node()))[.][1])"/>
  </xsl:function>

  <!-- Who wrote what a bibliographic entry describes: of a contribution its authors, else those of the whole. -->
  <xsl:function name="f:authors" as="element()*">
    <xsl:param name="entry" as="element()"/>
    <xsl:variable name="levels" as="element()*" select="$entry/(analytic, monogr, ., fileDesc/titleStmt)"/>
    <xsl:variable name="level" as="element()?" select="($levels[author], $levels[editor])[1]"/>
    <xsl:sequence select="if ($level/author) then $level/author else $level/editor"/>
  </xsl:function>

  <xsl:function name="f:main-title" as="element()?">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="$entry/(analytic/title, monogr/title, title, fileDesc/titleStmt/title)[1]"/>
  </xsl:function>

  <!-- A date as it is written, else its machine-readable year. -->
  <xsl:function name="f:date-words" as="xs:string?">
    <xsl:param name="date" as="element()"/>
    <xsl:sequence select="(f:reading-text($date/node()), $date/(@when, @from, @notBefore)/string())[.][1]"/>
  </xsl:function>

</xsl:stylesheet>
