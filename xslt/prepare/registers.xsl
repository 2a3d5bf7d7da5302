<?xml version="1.0" encoding="UTF-8"?>
<!-- Owns the pages that are made from the whole edition: registers (m:register), the headers (m:about), and the
     edition's own page where it has no file (m:edition). Parameters $site, $page, $kind. Assumes lib/, annotate.xsl.
     -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:x="urn:x-teiserge:facts" xmlns:m="urn:x-teiserge:modes" xmlns:f="urn:x-teiserge:functions"
  xmlns:v="urn:x-teiserge:variables" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" expand-text="yes" version="3.0">

  <!-- x:edition of x:document (@file, @role), registers whole and of texts the headers, and of all x:mentions → TEI,
       the page of one $kind: its entries from all registers, sorted, each with @x:id, @x:label and x:mentions. -->
  <xsl:mode name="m:register" on-no-match="fail" visibility="public" use-accumulators="counts"/>

  <!-- The mentions by the address of the entry. -->
  <xsl:key name="mentions" match="x:mention" use="string(@of)"/>

  <xsl:template match="/" mode="m:register" as="document-node()">
    <xsl:variable name="registers" as="element(x:document)*" select="x:edition/x:document[@role = 'register']"/>
    <xsl:variable name="entries" as="element()*" select="$registers ! f:register-entries(.)[f:kind(.) = $kind]"/>
    <xsl:document>
      <TEI xmlns="http://www.tei-c.org/ns/1.0">
        <xsl:sequence select="f:page-facts($page)"/>
        <standOff>
          <xsl:element name="{local-name($entries[1]/..)}" namespace="http://www.tei-c.org/ns/1.0">
            <xsl:for-each select="$entries">
              <xsl:sort select="f:date-order(.)"/>
              <xsl:sort select="f:sort-key(.)" collation="{f:collation()}"/>
              <xsl:apply-templates select="." mode="m:registered"/>
            </xsl:for-each>
            <xsl:apply-templates select="$entries/../(* except (head, $entries))[not(f:kind(.))]" mode="m:annotate"/>
          </xsl:element>
        </standOff>
      </TEI>
    </xsl:document>
  </xsl:template>

  <!-- An entry with its label and mentions. -->
  <xsl:mode name="m:registered" on-no-match="fail"/>

  <xsl:template match="*" mode="m:registered" as="element()">
    <xsl:variable name="annotated" as="element()">
      <xsl:apply-templates select="." mode="m:annotate"/>
    </xsl:variable>
    <xsl:variable name="address" as="xs:string" select="$page || '#' || f:fragment($annotated/@x:id)"/>
    <xsl:variable name="mentions" as="element(x:mention)*" select="key('mentions', $address)"/>
    <xsl:copy>
      <xsl:copy-of select="$annotated/@*"/>
      <xsl:for-each select="f:label(.)">
        <xsl:attribute name="x:label" select="."/>
      </xsl:for-each>
      <xsl:sequence select="$annotated/node()"/>
      <xsl:if test="exists($mentions)">
        <x:mentions>
          <xsl:for-each-group select="$mentions" group-by="@page">
            <xsl:copy-of select="current-group()"/>
          </xsl:for-each-group>
        </x:mentions>
      </xsl:if>
    </xsl:copy>
  </xsl:template>

  <!-- Events come in the order of their dates, undated ones last; all else has no order but that of its names. -->
  <xsl:function name="f:date-order" as="xs:double?">
    <xsl:param name="entry" as="element()"/>
    <xsl:variable name="date" as="xs:string?" select="
        ($entry/(., date)/(@when-iso, @when, @from-iso, @from, @notBefore-iso, @notBefore, @to, @notAfter))[1]"/>
    <xsl:variable name="parts" as="xs:string*" select="tokenize($date, '[-T]')[.]"/>
    <xsl:variable name="era" as="xs:integer" select="if (starts-with($date, '-')) then -1 else 1"/>
    <xsl:variable name="year" as="xs:double" select="number($parts[1]) * $era"/>
    <xsl:sequence select="
        if ($kind ne 'event') then ()
        else if ($year ne $year) then xs:double('INF')
        else $year + sum((number($parts[2])[. = .] div 13, number($parts[3])[. = .] div 13 div 32))"/>
  </xsl:function>

  <!-- What an entry is sorted by: its label; a work by its authors, as their own register calls them, and its title.
       -->
  <xsl:function name="f:sort-key" as="xs:string">
    <xsl:param name="entry" as="element()"/>
    <xsl:variable name="authors" as="xs:string*" select="f:authors($entry) ! f:sort-name(.)"/>
    <xsl:sequence select="
        if ($kind = 'bibl')
        then string-join(($authors, f:main-title($entry) ! f:reading-text(node()), f:label($entry)), ', ')
        else string(f:label($entry))"/>
  </xsl:function>

  <xsl:function name="f:sort-name" as="xs:string">
    <xsl:param name="author" as="element()"/>
    <xsl:variable name="target" as="element()?" select="$author/(descendant-or-self::*[@ref])[1] ! f:targets(.)[1]"/>
    <xsl:sequence select="
        ($target ! f:entity-of(.)/@label, $author//surname[1]/../f:name(.), f:reading-text($author/node()))[1]"/>
  </xsl:function>

  <!-- The order of letters in the edition's language, by the Unicode Collation Algorithm; numbers as numbers. -->
  <xsl:function name="f:collation" as="xs:string" visibility="public">
    <xsl:variable name="language" as="xs:string"
      select="($site/x:site/@lang[matches(., '^[A-Za-z]{2,3}(-|$)')], 'en')[1]"/>
    <xsl:sequence select="'http://www.w3.org/2013/collation/UCA?fallback=yes;numeric=yes;lang=' || $language"/>
  </xsl:function>

  <!-- What a page says of itself. -->
  <xsl:function name="f:page-facts" as="attribute()*">
    <xsl:param name="href" as="xs:string"/>
    <xsl:sequence select="$site/x:site/x:page[@href = $href][1]/(@kind, @href, @title) ! f:fact(.)"/>
  </xsl:function>

  <!-- x:edition → teiCorpus, one header after another. -->
  <xsl:mode name="m:about" on-no-match="fail" visibility="public" use-accumulators="counts"/>

  <xsl:template match="/" mode="m:about" as="document-node()">
    <xsl:document>
      <teiCorpus xmlns="http://www.tei-c.org/ns/1.0">
        <xsl:sequence select="f:page-facts($page)"/>
        <xsl:apply-templates select="x:edition/x:document//teiHeader" mode="m:annotate"/>
      </teiCorpus>
    </xsl:document>
  </xsl:template>

  <!-- x:site → TEI, the page of an edition that has no file of its own: its title, and no text. -->
  <xsl:mode name="m:edition" on-no-match="fail" visibility="public"/>

  <xsl:template match="/" mode="m:edition" as="document-node()">
    <xsl:document>
      <TEI xmlns="http://www.tei-c.org/ns/1.0">
        <xsl:sequence select="f:page-facts($page)"/>
        <teiHeader>
          <fileDesc>
            <titleStmt>
              <title>{$site/x:site/@title}</title>
            </titleStmt>
          </fileDesc>
        </teiHeader>
        <text>
          <body/>
        </text>
      </TEI>
    </xsl:document>
  </xsl:template>

</xsl:stylesheet>
