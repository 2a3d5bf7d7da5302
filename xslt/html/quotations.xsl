<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="http://www.w3.org/1999/xhtml"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:h="http://www.w3.org/1999/xhtml"
  xmlns:x="urn:x-teiserge:facts" xmlns:m="urn:x-teiserge:modes" xmlns:f="urn:x-teiserge:functions"
  xmlns:v="urn:x-teiserge:variables" xmlns:e="urn:x-teiserge:errors"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" expand-text="yes" version="3.0">

  <!-- Owns quotations and speech: quote, q, said, cit, soCalled. -->

  <xsl:template match="quote | q | said | soCalled" mode="m:text" as="element(h:span)">
    <xsl:variable name="bare" as="xs:boolean" select="f:is-unmarked(.)"/>
    <span>
      <xsl:sequence select="f:attributes(.)"/>
      <xsl:sequence select="f:ed(f:say('quote.open'))[$bare]"/>
      <xsl:apply-templates mode="m:text"/>
      <xsl:sequence select="f:ed(f:say('quote.close'))[$bare]"/>
    </span>
  </xsl:template>

  <xsl:template match="(quote | q | said)[f:is-block(.)]" mode="m:text" as="element(h:blockquote)">
    <blockquote>
      <xsl:sequence select="f:attributes(.)"/>
      <xsl:apply-templates mode="m:text"/>
    </blockquote>
  </xsl:template>

  <!-- Speech within speech that holds blocks is not set off again. -->
  <xsl:template match="said[f:is-block(.)] | soCalled[f:is-block(.)]" mode="m:text" as="element(h:div)">
    <div>
      <xsl:sequence select="f:attributes(.)"/>
      <xsl:apply-templates mode="m:text"/>
    </div>
  </xsl:template>

  <!-- Does the text itself bring no quotation marks, within or just before the element? Then we do. -->
  <xsl:function name="f:is-unmarked" as="xs:boolean">
    <xsl:param name="quotation" as="element()"/>
    <xsl:variable name="marks" as="xs:string" select="'[''&quot;“”„‟‘’‚‛«»‹›「」『』]'"/>
    <xsl:sequence select="
        normalize-space($quotation) and not($quotation/@rend = ('none', 'inline')) and
        not(matches($quotation, '^\s*' || $marks)) and
        not(matches(string($quotation/preceding-sibling::node()[normalize-space()][1]), $marks || '\s*$'))"/>
  </xsl:function>

  <xsl:template match="cit" mode="m:text" as="element()">
    <xsl:element name="{f:tag(., 'span')}">
      <xsl:sequence select="f:attributes(.)"/>
      <xsl:apply-templates mode="m:text"/>
    </xsl:element>
  </xsl:template>

</xsl:stylesheet>
