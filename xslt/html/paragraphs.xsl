<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="http://www.w3.org/1999/xhtml"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:h="http://www.w3.org/1999/xhtml"
  xmlns:x="urn:x-teiserge:facts" xmlns:m="urn:x-teiserge:modes" xmlns:f="urn:x-teiserge:functions"
  xmlns:v="urn:x-teiserge:variables" xmlns:e="urn:x-teiserge:errors"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" expand-text="yes" version="3.0">

  <!-- Owns p and ab: their number, the regest beside them, and what stands where a text is withheld. -->

  <xsl:template match="p | ab" mode="m:text" as="element()">
    <xsl:element name="{if (f:has-block(.)) then 'div' else 'p'}">
      <xsl:sequence select="f:attributes(., 'numbered'[current()/@x:n])"/>
      <xsl:sequence select="f:number(.)"/>
      <xsl:apply-templates mode="m:text"/>
    </xsl:element>
  </xsl:template>

  <!-- The regest comes first: on a narrow window, and in a voice, it introduces the paragraph. -->
  <xsl:template match="*[self::p or self::ab or self::lg][note[@x:note = 'regest']]" mode="m:text" priority="2"
    as="element(h:div)">
    <div>
      <xsl:sequence select="
          f:attributes(., ('para', 'numbered'[current()/@x:n], 'is-withheld'[current()//x:withheld]))"/>
      <xsl:sequence select="f:number(.)"/>
      <xsl:for-each select="note[@x:note = 'regest']">
        <xsl:call-template name="regest"/>
      </xsl:for-each>
      <xsl:element name="{if (f:has-block(.)) then 'div' else 'p'}">
        <xsl:apply-templates select="node() except note[@x:note = 'regest']" mode="m:text"/>
      </xsl:element>
    </div>
  </xsl:template>

  <xsl:template match="note[@x:note = 'regest']" mode="m:text" priority="2" as="element(h:div)">
    <xsl:call-template name="regest"/>
  </xsl:template>

  <xsl:template name="regest" as="element(h:div)">
    <xsl:context-item as="element(note)" use="required"/>
    <div role="note" aria-label="{f:say('regest')}">
      <xsl:sequence select="f:attributes(., 'regest')"/>
      <xsl:apply-templates mode="m:text"/>
    </div>
  </xsl:template>

  <!-- Words that stand in the source and may not stand here. -->
  <xsl:template match="x:withheld" mode="m:text" as="element(h:span)">
    <span class="withheld ed">{f:say('withheld', map {'n': string(@words)})}</span>
  </xsl:template>

</xsl:stylesheet>
