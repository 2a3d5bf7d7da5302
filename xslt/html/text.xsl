<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="http://www.w3.org/1999/xhtml"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:h="http://www.w3.org/1999/xhtml"
  xmlns:x="urn:x-teiserge:facts" xmlns:m="urn:x-teiserge:modes" xmlns:f="urn:x-teiserge:functions"
  xmlns:v="urn:x-teiserge:variables" xmlns:e="urn:x-teiserge:errors"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" expand-text="yes" version="3.0">

  <!-- Owns m:text, and what it does with words, comments and elements that nobody thought of. -->

  <!-- A node of a text as it is read: TEI in, HTML out, in the same order. A word of the text is written exactly once.
       What the page adds (labels, numbers, brackets) stands in class `ed`. Every element gets its id, language and
       classes from f:attributes. Notes and apparatus stand where prepare has put them. -->
  <xsl:mode name="m:text" on-no-match="fail" on-multiple-match="use-last" warning-on-multiple-match="no"/>

  <xsl:template match="text()" mode="m:text" as="text()">
    <xsl:sequence select="."/>
  </xsl:template>

  <xsl:template match="comment() | processing-instruction()" mode="m:text" as="empty-sequence()"/>

  <!-- The one catch-all: shown, and reported. -->
  <xsl:template match="*" mode="m:text" priority="-1" as="element()">
    <xsl:message>
      <x:finding code="element-unstyled" level="info" name="{local-name()}"/>
    </xsl:message>
    <xsl:element name="{f:tag(., 'span')}">
      <xsl:sequence select="f:attributes(., 'unstyled')"/>
      <xsl:apply-templates mode="m:text"/>
    </xsl:element>
  </xsl:template>

  <!-- The same without what belongs to its place: no ids, links, notes or marks. For tables of contents and titles. -->
  <xsl:function name="f:bare" as="node()*">
    <xsl:param name="nodes" as="node()*"/>
    <xsl:variable name="bare" as="element(x:bare)">
      <x:bare>
        <xsl:apply-templates select="$nodes" mode="m:bare"/>
      </x:bare>
    </xsl:variable>
    <xsl:apply-templates select="$bare/node()" mode="m:text"/>
  </xsl:function>

  <!-- TEI in, TEI out: a copy that points nowhere and is pointed at by nothing. -->
  <xsl:mode name="m:bare" on-no-match="shallow-copy"/>

  <xsl:template match="@x:id | @x:href | @x:n | @xml:id | note | x:mark | anchor | pb | fw | figure" mode="m:bare"
    as="empty-sequence()"/>

  <xsl:template match="lb | cb | milestone" mode="m:bare" as="text()">
    <xsl:text> </xsl:text>
  </xsl:template>

  <xsl:template match="ref | ptr" mode="m:bare" as="node()*">
    <xsl:apply-templates mode="m:bare"/>
  </xsl:template>

</xsl:stylesheet>
