<?xml version="1.0" encoding="UTF-8"?>
<!-- Owns numbers: the accumulator that counts, and what is printed beside paragraphs and verses. Assumes notes.xsl. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:x="urn:x-teiserge:facts" xmlns:m="urn:x-teiserge:modes" xmlns:f="urn:x-teiserge:functions"
  xmlns:v="urn:x-teiserge:variables" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" expand-text="yes" version="3.0">

  <!-- How many of each kind there have been: of every element that gets an id of its own making (by its name; `m` of
       those that mention something), and of what is numbered for the reader: paragraph, verse, authorial and editorial
       notes. `aside` is how deep we are in what is not counted in the text's numbers, `quoted` in quotations; `taken`
       whether the encoders gave ids that look like ours. What a header holds does not count. -->
  <xsl:accumulator name="counts" as="map(xs:string, item())" initial-value="
      map{'aside': 1, 'quoted': 0, 'taken': exists(//@xml:id[matches(., '^[A-Za-z]+[0-9]+_*$')])}">
    <xsl:accumulator-rule match="teiHeader" select="map{'outside': $value, 'aside': 1, 'quoted': 0}"/>
    <xsl:accumulator-rule match="teiHeader" phase="end" select="$value?outside"/>
    <xsl:accumulator-rule match="text" select="f:step($value, 'aside', -1)"/>
    <xsl:accumulator-rule match="text" phase="end" select="f:step($value, 'aside', 1)"/>
    <xsl:accumulator-rule select="f:step(f:step($value, local-name(), 1), 'aside', 1)" match="
        div[@type = 'headnote'] | figure | rdg | listPerson | listPlace | listOrg | listEvent | listBibl"/>
    <xsl:accumulator-rule phase="end" select="f:step($value, 'aside', -1)" match="
        div[@type = 'headnote'] | figure | rdg | listPerson | listPlace | listOrg | listEvent | listBibl | note"/>
    <xsl:accumulator-rule match="quote | q | cit" select="f:step(f:step($value, local-name(), 1), 'quoted', 1)"/>
    <xsl:accumulator-rule match="quote | q | cit" phase="end" select="f:step($value, 'quoted', -1)"/>
    <xsl:accumulator-rule select="f:step($value, local-name(), 1)" match="
        div[not(@type = 'headnote')] | div1 | div2 | div3 | div4 | div5 | div6 | div7 | head | ab | lg | sp | stage
        | item | pb | person | personGrp | persona | place | org | event"/>
    <xsl:accumulator-rule match="ref | ptr" select="f:step($value, 'm', 1)"/>
    <xsl:accumulator-rule select="if (f:mentions(.)) then f:step($value, 'm', 1) else $value" match="
        persName | placeName | orgName | geogName | name | rs | title | author | editor | bibl | biblStruct | date
        | said"/>
    <xsl:accumulator-rule match="p" select="f:step-in-text(f:step($value, 'p', 1), 'paragraph')"/>
    <xsl:accumulator-rule match="l" select="f:step-verse(f:step($value, 'l', 1), .)"/>
    <xsl:accumulator-rule match="note" select="f:step-note($value, .) => f:step('note', 1) => f:step('aside', 1)"/>
    <xsl:accumulator-rule match="app" select="f:step($value, 'app', 1)"/>
  </xsl:accumulator>

  <!-- Counts with one of them changed. -->
  <xsl:function name="f:step" as="map(xs:string, item())">
    <xsl:param name="counts" as="map(xs:string, item())"/>
    <xsl:param name="kind" as="xs:string"/>
    <xsl:param name="by" as="xs:integer"/>
    <xsl:sequence select="map:put($counts, $kind, ($counts($kind), 0)[1] + $by)"/>
  </xsl:function>

  <!-- Counts with one more of what is only counted in the text itself. -->
  <xsl:function name="f:step-in-text" as="map(xs:string, item())">
    <xsl:param name="counts" as="map(xs:string, item())"/>
    <xsl:param name="kind" as="xs:string"/>
    <xsl:sequence select="if ($counts?aside le 0) then f:step($counts, $kind, 1) else $counts"/>
  </xsl:function>

  <!-- Notes are counted on from the last number that is written, by the author; the editors have letters. -->
  <xsl:function name="f:step-note" as="map(xs:string, item())">
    <xsl:param name="counts" as="map(xs:string, item())"/>
    <xsl:param name="note" as="element(note)"/>
    <xsl:variable name="kind" as="xs:string?" select="f:note($note)"/>
    <xsl:variable name="written" as="xs:string" select="string($note/@n)"/>
    <xsl:sequence select="
        if ($kind = 'authorial' and $written castable as xs:integer) then map:put($counts, $kind, xs:integer($written))
        else if (f:is-counted($note)) then f:step($counts, $kind, 1)
        else $counts"/>
  </xsl:function>

  <!-- Verses are counted on from the last number that is written; quoted ones are not counted, and a line in several
       parts is one verse. Source: TEI Guidelines, VE (att.fragmentable). -->
  <xsl:function name="f:step-verse" as="map(xs:string, item())">
    <xsl:param name="counts" as="map(xs:string, item())"/>
    <xsl:param name="line" as="element(l)"/>
    <xsl:sequence select="
        if ($counts?quoted gt 0 or $line/@part = ('M', 'F')) then $counts
        else if ($line/@n castable as xs:integer) then map:put($counts, 'verse', xs:integer($line/@n))
        else f:step-in-text($counts, 'verse')"/>
  </xsl:function>

  <!-- The number of a paragraph or verse: as written, else counted. -->
  <xsl:function name="f:number" as="attribute()?">
    <xsl:param name="block" as="element()"/>
    <xsl:variable name="counts" as="map(*)" select="$block/accumulator-before('counts')"/>
    <xsl:variable name="in-text" as="xs:boolean" select="$counts?aside le 0"/>
    <xsl:variable name="number" as="item()?" select="
        if ($block/self::p) then ($block/@n, $counts?paragraph)[$in-text][1]
        else ($block/@n, $counts?verse[$in-text and $counts?quoted eq 0][not($block/@part = ('M', 'F'))])[1]"/>
    <xsl:if test="exists($number)">
      <xsl:attribute name="x:n" select="$number"/>
    </xsl:if>
  </xsl:function>

</xsl:stylesheet>
