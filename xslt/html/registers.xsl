<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="http://www.w3.org/1999/xhtml"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:h="http://www.w3.org/1999/xhtml"
  xmlns:x="urn:x-teiserge:facts" xmlns:m="urn:x-teiserge:modes" xmlns:f="urn:x-teiserge:functions"
  xmlns:v="urn:x-teiserge:variables" xmlns:e="urn:x-teiserge:errors"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" expand-text="yes" version="3.0">

  <!-- Owns the entries of registers, on a page of their own or in a text: names, facts, notes, mentions. -->

  <xsl:template mode="m:text" as="element(h:div)" match="
      standOff | listApp | listPerson | listPlace | listOrg | listEvent | listObject | listNym | listRelation
      | listWit">
    <div>
      <xsl:sequence select="f:attributes(.)"/>
      <xsl:apply-templates mode="m:text"/>
    </div>
  </xsl:template>

  <xsl:template match="person | personGrp | place | org | event | object | nym" mode="m:text" as="element(h:div)">
    <xsl:variable name="name" as="element()?" select="
        (label, head, persName, placeName, orgName, objectName, geogName, name, settlement, form)[1]"/>
    <div>
      <xsl:sequence select="f:attributes(., 'entity')"/>
      <xsl:element name="{if (/*/@x:kind = local-name()) then 'h2' else 'p'}">
        <xsl:attribute name="class" select="'entity-name'"/>
        <xsl:apply-templates select="$name" mode="m:text"/>
        <xsl:sequence select="f:lasting($name)"/>
        <xsl:value-of select="(@x:label, @type ! f:name('type', .))[1][empty($name)]"/>
      </xsl:element>
      <xsl:for-each select="f:when(.)">
        <p class="when">{.}</p>
      </xsl:for-each>
      <xsl:call-template name="record">
        <xsl:with-param name="nodes" select="* except ($name, x:mentions)"/>
      </xsl:call-template>
      <xsl:apply-templates select="x:mentions" mode="m:text"/>
    </div>
  </xsl:template>

  <xsl:template match="witness | interpGrp | interp" mode="m:text" as="element()">
    <xsl:element name="{if (f:has-block(.)) then 'div' else 'p'}">
      <xsl:sequence select="f:attributes(.)"/>
      <xsl:apply-templates mode="m:text"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="relation" mode="m:text" as="element(h:p)?">
    <xsl:if test="normalize-space()">
      <p>
        <xsl:sequence select="f:attributes(.)"/>
        <xsl:apply-templates mode="m:text"/>
      </p>
    </xsl:if>
  </xsl:template>

  <xsl:template match="x:mentions[empty(x:mention)]" mode="m:text" priority="1" as="element(h:p)">
    <p class="mentions none">{f:say('mentions.none')}</p>
  </xsl:template>

  <!-- Where the entry is mentioned, text by text. -->
  <xsl:template match="x:mentions" mode="m:text" as="element(h:dl)?">
    <xsl:where-populated>
      <dl class="mentions">
        <xsl:for-each-group select="x:mention" group-adjacent="@page">
          <div>
            <dt>
              <a href="{@page}">{@title}</a>
            </dt>
            <dd>
              <xsl:for-each select="current-group()">
                <xsl:value-of select="if (position() gt 1) then f:say('list.separator') else ()"/>
                <xsl:apply-templates select="." mode="m:text"/>
              </xsl:for-each>
            </dd>
          </div>
        </xsl:for-each-group>
      </dl>
    </xsl:where-populated>
  </xsl:template>

  <xsl:template match="x:mention" mode="m:text" as="node()+">
    <xsl:variable name="where" as="xs:string?" select="$labels('where.' || @where)"/>
    <a href="{@href}" title="{normalize-space()}">{(@n, $where, normalize-space(), @href)[. ne ''][1]}</a>
    <xsl:for-each select="$where[current()/@n ne '']">
      <span class="where"> {.}</span>
    </xsl:for-each>
  </xsl:template>

  <!-- Identifiers lead to the authority that gave them. -->
  <xsl:template match="idno" mode="m:value" priority="1" as="node()*">
    <xsl:variable name="base" as="xs:string?" select="$v:authorities(lower-case(string(@type)))"/>
    <xsl:choose>
      <xsl:when test="matches(., '^\s*https?://\S+\s*$')">
        <a href="{f:link(.)}">{normalize-space()}</a>
      </xsl:when>
      <xsl:when test="$base">
        <a href="{f:link($base || normalize-space())}">{normalize-space()}</a>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates mode="m:text"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Among words, an identifier says of what kind it is. -->
  <xsl:template match="witness//idno[@type]" mode="m:text" priority="1" as="element()+">
    <xsl:sequence select="f:ed(@type || f:say('label.separator'))"/>
    <xsl:call-template name="phrase"/>
  </xsl:template>

  <xsl:variable name="v:authorities" as="map(xs:string, xs:string)" select="
      map {
        'gnd': 'https://d-nb.info/gnd/', 'viaf': 'https://viaf.org/viaf/', 'isni': 'https://isni.org/isni/',
        'wikidata': 'https://www.wikidata.org/entity/', 'geonames': 'https://www.geonames.org/',
        'orcid': 'https://orcid.org/', 'doi': 'https://doi.org/', 'lcnaf': 'https://id.loc.gov/authorities/names/',
        'pleiades': 'https://pleiades.stoa.org/places/', 'bnf': 'https://data.bnf.fr/ark:/12148/cb'
      }"/>

  <xsl:template match="location | geo" mode="m:text" as="element()">
    <xsl:call-template name="phrase"/>
  </xsl:template>

  <!-- Latitude and longitude, in degrees. -->
  <xsl:template match="geo[matches(., '^\s*-?\d+(\.\d+)?[\s,]+-?\d+(\.\d+)?\s*$')]" mode="m:text" priority="1"
    as="element(h:span)">
    <xsl:variable name="degrees" as="xs:decimal+" select="tokenize(normalize-space(), '[\s,]+') ! xs:decimal(.)"/>
    <span title="{normalize-space()}">
      <xsl:sequence select="f:attributes(.)"/>
      <xsl:value-of select="
          f:say(if ($degrees[1] lt 0) then 'geo.south' else 'geo.north', map {'n': f:degrees($degrees[1])}),
          f:say(if ($degrees[2] lt 0) then 'geo.west' else 'geo.east', map {'n': f:degrees($degrees[2])})"
        separator="{f:say('list.separator')}"/>
    </span>
  </xsl:template>

  <xsl:function name="f:degrees" as="xs:string">
    <xsl:param name="degrees" as="xs:decimal"/>
    <xsl:sequence select="string(round(abs($degrees), 3))"/>
  </xsl:function>

</xsl:stylesheet>
