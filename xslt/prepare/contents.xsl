<?xml version="1.0" encoding="UTF-8"?>
<!-- Owns the list of contents: m:contents. Assumes an annotated document. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:x="urn:x-teiserge:facts" xmlns:m="urn:x-teiserge:modes" xmlns:f="urn:x-teiserge:functions"
  xmlns:v="urn:x-teiserge:variables" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" expand-text="yes" version="3.0">

  <!-- A text → x:contents, its divisions that have a heading, nested as they are; a division → x:item (@href, @n) or,
       without a heading, what is in it. A text within another has its place in that one's contents. -->
  <xsl:mode name="m:contents" on-no-match="shallow-skip"/>

  <xsl:template match="text" mode="m:contents" as="element(x:contents)?">
    <xsl:variable name="items" as="element(x:item)*">
      <xsl:apply-templates select="front | body | back | group" mode="#current"/>
    </xsl:variable>
    <xsl:if test="exists($items)">
      <x:contents>
        <xsl:sequence select="$items"/>
      </x:contents>
    </xsl:if>
  </xsl:template>

  <xsl:template match="text//text" mode="m:contents" as="element(x:item)*">
    <xsl:apply-templates select="front | body | back | group" mode="#current"/>
  </xsl:template>

  <xsl:template match="*[f:is-division(.)][head]" mode="m:contents" as="element(x:item)">
    <x:item href="#{f:fragment(@x:id)}">
      <xsl:copy-of select="@n"/>
      <xsl:apply-templates select="head[1]/node()" mode="m:excerpt"/>
      <xsl:apply-templates select="*" mode="#current"/>
    </x:item>
  </xsl:template>

  <!-- Blocks hold no divisions, except in a text of their own, which is not of this text's contents. -->
  <xsl:template match="p | l | lg | head | sp | ab | note | floatingText | text()" mode="m:contents"
    as="empty-sequence()"/>

</xsl:stylesheet>
