<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="http://www.w3.org/1999/xhtml"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:h="http://www.w3.org/1999/xhtml"
  xmlns:x="urn:x-teiserge:facts" xmlns:m="urn:x-teiserge:modes" xmlns:f="urn:x-teiserge:functions"
  xmlns:v="urn:x-teiserge:variables" xmlns:e="urn:x-teiserge:errors"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" expand-text="yes" version="3.0">

  <!-- Owns drama: cast lists, speeches, stage directions. -->

  <xsl:template match="sp | spGrp" mode="m:text" as="element(h:div)">
    <div>
      <xsl:sequence select="f:attributes(.)"/>
      <xsl:apply-templates mode="m:text"/>
    </div>
  </xsl:template>

  <xsl:template match="speaker" mode="m:text" as="element()">
    <xsl:element name="{if (f:has-block(.)) then 'div' else 'p'}">
      <xsl:sequence select="f:attributes(.)"/>
      <xsl:apply-templates mode="m:text"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="stage" mode="m:text" as="element()">
    <xsl:element name="{if (f:has-block(.)) then 'div' else if (f:stands-alone(.)) then 'p' else 'span'}">
      <xsl:sequence select="f:attributes(.)"/>
      <xsl:apply-templates mode="m:text"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="castList | castGroup" mode="m:text" as="element(h:div)">
    <div>
      <xsl:sequence select="f:attributes(.)"/>
      <xsl:apply-templates select="head" mode="m:text"/>
      <ul>
        <xsl:apply-templates select="node() except head" mode="m:item"/>
      </ul>
    </div>
  </xsl:template>

  <xsl:template match="castGroup" mode="m:item" as="element(h:li)">
    <li>
      <xsl:apply-templates select="." mode="m:text"/>
    </li>
  </xsl:template>

  <xsl:template match="role | roleDesc | actor | camera | caption | move | sound | tech | view" mode="m:text"
    as="element()">
    <xsl:call-template name="phrase"/>
  </xsl:template>

  <!-- Between a role and what is said of it there may be nothing but the tags. -->
  <xsl:template match="castItem/*[preceding-sibling::node()[1]/self::role]" mode="m:text" as="node()+" priority="1">
    <xsl:text> </xsl:text>
    <xsl:next-match/>
  </xsl:template>

</xsl:stylesheet>
