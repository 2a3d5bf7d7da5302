<?xml version="1.0" encoding="UTF-8"?>
<!-- Owns the pass that adds facts as attributes and changes nothing else: m:annotate. The facts themselves come from
     number.xsl (m:id, m:n) and resolve.xsl (m:pointer), notes.xsl (m:role). Parameters $file, $page, $site. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:x="urn:x-teiserge:facts" xmlns:m="urn:x-teiserge:modes" xmlns:f="urn:x-teiserge:functions"
  xmlns:v="urn:x-teiserge:variables" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" expand-text="yes" version="3.0">

  <!-- Document → the same with @x:id, @x:n, @x:href, @x:label, @x:entity, @x:kind, @x:note, @x:layer, @x:back. -->
  <xsl:mode name="m:annotate" on-no-match="shallow-copy"/>

  <xsl:template match="*" mode="m:annotate" as="element()">
    <xsl:copy>
      <xsl:copy-of select="@*"/>
      <xsl:apply-templates select="." mode="m:id"/>
      <xsl:apply-templates select="." mode="m:role"/>
      <xsl:apply-templates select="." mode="m:n"/>
      <xsl:apply-templates select=".[@*]" mode="m:pointer"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:copy>
  </xsl:template>

  <!-- A header is not numbered; what it points to is resolved. -->
  <xsl:mode name="m:annotate-header" on-no-match="shallow-copy"/>

  <xsl:template match="teiHeader" mode="m:annotate" as="element()">
    <xsl:apply-templates select="." mode="m:annotate-header"/>
  </xsl:template>

  <xsl:template match="*" mode="m:annotate-header" as="element()">
    <xsl:copy>
      <xsl:copy-of select="@*, self::*[@xml:id] ! f:given-id(.)"/>
      <xsl:apply-templates select="." mode="m:pointer"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:copy>
  </xsl:template>

  <!-- A document says what page it is. -->
  <xsl:template match="/*[self::TEI or self::teiCorpus]" mode="m:annotate" as="element()">
    <xsl:copy>
      <xsl:copy-of select="@*, f:page-at($file)/(@kind, @href, @title) ! f:fact(.)"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:copy>
  </xsl:template>

  <!-- An attribute of the site document as a fact of the prepared one. -->
  <xsl:function name="f:fact" as="attribute()">
    <xsl:param name="attribute" as="attribute()"/>
    <xsl:attribute name="x:{local-name($attribute)}" select="$attribute"/>
  </xsl:function>

</xsl:stylesheet>
