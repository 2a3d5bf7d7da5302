<?xml version="1.0" encoding="UTF-8"?>
<!-- Owns ids and numbers: m:id, m:n, the accumulator that counts. Assumes lib/, notes.xsl. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:x="urn:x-teiserge:facts" xmlns:m="urn:x-teiserge:modes" xmlns:f="urn:x-teiserge:functions"
  xmlns:v="urn:x-teiserge:variables" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" expand-text="yes" version="3.0">

  <!-- How many of each kind there have been: of every element that gets an id of its own making (by its name; `m` of
       those that mention something), and of what is numbered for the reader: paragraph, verse, authorial and editorial
       notes, the entries of each layer. `aside` is how deep we are in what is not counted in the text's numbers, `quoted`
       in quotations. What a header holds does not count. -->
  <xsl:accumulator name="counts" as="map(xs:string, item())" initial-value="map{'aside': 1, 'quoted': 0}">
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
        div[not(@type = 'headnote')] | div1 | div2 | div3 | div4 | div5 | div6 | div7 | head | ab | lg | said | sp | stage
        | item | pb | table | list | floatingText | speaker | person | personGrp | persona | place | org | event"/>
    <xsl:accumulator-rule select="f:step($value, 'm', 1)" match="
        persName | placeName | orgName | geogName | name | rs | title | author | editor | bibl | biblStruct | date | ref
        | ptr"/>
    <xsl:accumulator-rule match="p" select="f:step-in-text(f:step($value, 'p', 1), 'paragraph')"/>
    <xsl:accumulator-rule match="l" select="f:step-verse(f:step($value, 'l', 1), .)"/>
    <xsl:accumulator-rule match="note" select="
        fold-left(('note', f:layer(.), f:note(.)[f:is-counted(current())], 'aside'), $value, f:step(?, ?, 1))"/>
    <xsl:accumulator-rule match="app" select="f:step(f:step($value, 'app', 1), f:layer(.), 1)"/>
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

  <!-- An id that HTML can use, unique on the page: @x:id for whatever is linked to or linkable. -->
  <xsl:mode name="m:id" on-no-match="deep-skip"/>

  <xsl:template match="*[@xml:id][f:element(@xml:id, .) is .]" mode="m:id" as="attribute()?" priority="1">
    <xsl:sequence select="f:given-id(.)"/>
  </xsl:template>

  <xsl:template mode="m:id" as="attribute()" match="
      div | div1 | div2 | div3 | div4 | div5 | div6 | div7 | head | p | ab | l | lg | note | quote | q | cit | said | sp
      | stage | item | pb | app | figure | table | list | floatingText | speaker
      | person | personGrp | persona | place | org | event">
    <xsl:attribute name="x:id" select="f:free(local-name() || accumulator-before('counts')(local-name()), .)"/>
  </xsl:template>

  <!-- What mentions something can be found from its register; so can what is listed. -->
  <xsl:template mode="m:id" as="attribute()?" match="
      persName | placeName | orgName | geogName | name | rs | title | author | editor | bibl | biblStruct | date | ref
      | ptr">
    <xsl:if test="exists(f:pointers(.)) or parent::listBibl">
      <xsl:attribute name="x:id" select="f:free('m' || accumulator-before('counts')('m'), .)"/>
    </xsl:if>
  </xsl:template>

  <!-- The id that the encoders gave, in the form that the page has it, if it is on the page that is being made. -->
  <xsl:function name="f:given-id" as="attribute()?">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="anchor" as="element(x:anchor)?" select="f:anchor-at(f:file($element), $element/@xml:id)"/>
    <xsl:if test="empty($anchor) or substring-before($anchor/@href, '#') = $page">
      <xsl:attribute name="x:id" select="($anchor/@html-id, f:html-id($element/@xml:id))[1]"/>
    </xsl:if>
  </xsl:function>

  <!-- An id that no element of the document has already. -->
  <xsl:function name="f:free" as="xs:string">
    <xsl:param name="id" as="xs:string"/>
    <xsl:param name="near" as="node()"/>
    <xsl:sequence select="if (exists(key('id', $id, root($near)))) then f:free($id || '_', $near) else $id"/>
  </xsl:function>

  <!-- The number or label printed beside a thing: @x:n. -->
  <xsl:mode name="m:n" on-no-match="deep-skip"/>

  <xsl:template match="p" mode="m:n" as="attribute()?">
    <xsl:variable name="counts" as="map(*)" select="accumulator-before('counts')"/>
    <xsl:if test="$counts?aside le 0">
      <xsl:attribute name="x:n" select="(@n, $counts?paragraph)[1]"/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="l" mode="m:n" as="attribute()?">
    <xsl:variable name="counts" as="map(*)" select="accumulator-before('counts')"/>
    <xsl:variable name="counted" as="xs:boolean"
      select="$counts?aside le 0 and $counts?quoted eq 0 and not(@part = ('M', 'F'))"/>
    <xsl:for-each select="(@n, $counts?verse[$counted])[1]">
      <xsl:attribute name="x:n" select="."/>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="app | note[f:layer(.)]" mode="m:n" as="attribute()" priority="0.7">
    <xsl:attribute name="x:n" select="accumulator-before('counts')(f:layer(.))"/>
  </xsl:template>

  <xsl:template match="note[f:is-marked(.)]" mode="m:n" as="attribute()?">
    <xsl:attribute name="x:n" select="f:note-mark(.)"/>
  </xsl:template>

  <!-- A reference to a note bears the note's mark. -->
  <xsl:template match="ref | ptr" mode="m:n" as="attribute()?">
    <xsl:for-each select="f:note-of(.)">
      <xsl:attribute name="x:n" select="f:note-mark(.)"/>
    </xsl:for-each>
  </xsl:template>

  <xsl:template mode="m:n" as="attribute()?" priority="-0.1" match="
      pb | cb | lb | gb | milestone | ab | item | seg | div | div1 | div2 | div3 | div4 | div5 | div6 | div7 | lg">
    <xsl:copy-of select="@n ! f:fact(.)"/>
  </xsl:template>

</xsl:stylesheet>
