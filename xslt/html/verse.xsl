<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="http://www.w3.org/1999/xhtml"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:h="http://www.w3.org/1999/xhtml"
  xmlns:x="urn:x-teiserge:facts" xmlns:m="urn:x-teiserge:modes" xmlns:f="urn:x-teiserge:functions"
  xmlns:v="urn:x-teiserge:variables" xmlns:e="urn:x-teiserge:errors"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" expand-text="yes" version="3.0">

  <!-- Owns verse: lines, stanzas, and the parts of lines. Every line carries its number; the style sheet decides which
       ones stand out. -->

  <xsl:template match="lg" mode="m:text" as="element(h:div)">
    <div>
      <xsl:sequence select="f:attributes(.)"/>
      <xsl:apply-templates mode="m:text"/>
    </div>
  </xsl:template>

  <xsl:template match="l" mode="m:text" as="element(h:div)">
    <div>
      <xsl:sequence select="f:attributes(., (f:tokens('part', @part), 'numbered'[current()/@x:n]))"/>
      <xsl:sequence select="f:number(.)"/>
      <xsl:apply-templates mode="m:text"/>
    </div>
  </xsl:template>

  <xsl:template match="caesura" mode="m:text" as="element(h:span)">
    <span class="tei-caesura ed">{f:say('caesura')}</span>
  </xsl:template>

  <xsl:template match="rhyme | metDecl" mode="m:text" as="element()">
    <xsl:call-template name="phrase"/>
  </xsl:template>

</xsl:stylesheet>
