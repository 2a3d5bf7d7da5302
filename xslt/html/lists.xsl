<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="http://www.w3.org/1999/xhtml"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:h="http://www.w3.org/1999/xhtml"
  xmlns:x="urn:x-teiserge:facts" xmlns:m="urn:x-teiserge:modes" xmlns:f="urn:x-teiserge:functions"
  xmlns:v="urn:x-teiserge:variables" xmlns:e="urn:x-teiserge:errors"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" expand-text="yes" version="3.0">

  <!-- Owns lists, and m:item: what stands in an HTML list, which can hold nothing but items. -->

  <!-- A child of a list: TEI to h:li, or to h:dt and h:dd; what is no item becomes one of class `stray`. -->
  <xsl:mode name="m:item" on-no-match="fail" on-multiple-match="use-last" warning-on-multiple-match="no"/>

  <xsl:template match="list" mode="m:text" as="element(h:div)">
    <div>
      <xsl:sequence select="f:attributes(.)"/>
      <xsl:apply-templates select="head" mode="m:text"/>
      <xsl:element name="{if (f:is-ordered(.)) then 'ol' else 'ul'}">
        <xsl:apply-templates select="node() except head" mode="m:item"/>
      </xsl:element>
    </div>
  </xsl:template>

  <!-- A list of pairs. -->
  <xsl:template match="list[label]" mode="m:text" priority="1" as="element(h:div)">
    <div>
      <xsl:sequence select="f:attributes(.)"/>
      <xsl:apply-templates select="head" mode="m:text"/>
      <dl>
        <xsl:apply-templates select="node() except head" mode="m:item"/>
      </dl>
    </div>
  </xsl:template>

  <xsl:function name="f:is-ordered" as="xs:boolean">
    <xsl:param name="list" as="element()"/>
    <xsl:sequence select="($list/@type, $list/@rend ! tokenize(.)) = ('ordered', 'numbered', 'decimal')"/>
  </xsl:function>

  <xsl:template match="text()[normalize-space(.) eq '']" mode="m:item" as="text()">
    <xsl:sequence select="."/>
  </xsl:template>

  <xsl:template match="comment() | processing-instruction()" mode="m:item" as="empty-sequence()"/>

  <xsl:template match="item | castItem" mode="m:item" as="element(h:li)">
    <li>
      <xsl:sequence select="f:attributes(.)"/>
      <xsl:sequence select="f:number(.)"/>
      <xsl:apply-templates mode="m:text"/>
    </li>
  </xsl:template>

  <xsl:template match="list[label]/label | list[label]/headLabel" mode="m:item" as="element(h:dt)">
    <dt>
      <xsl:sequence select="f:attributes(.)"/>
      <xsl:apply-templates mode="m:text"/>
    </dt>
  </xsl:template>

  <xsl:template match="list[label]/item | list[label]/headItem" mode="m:item" as="element(h:dd)">
    <dd>
      <xsl:sequence select="f:attributes(.)"/>
      <xsl:apply-templates mode="m:text"/>
    </dd>
  </xsl:template>

  <xsl:template match="* | text()" mode="m:item" priority="-1" as="element(h:li)">
    <li class="stray">
      <xsl:apply-templates select="." mode="m:text"/>
    </li>
  </xsl:template>

  <xsl:template match="list[label]/*" mode="m:item" priority="0" as="element(h:dd)">
    <dd class="stray">
      <xsl:apply-templates select="." mode="m:text"/>
    </dd>
  </xsl:template>

  <!-- An item outside the list that it belongs to, as in an inline list of some editions. -->
  <xsl:template match="item | castItem | label | desc" mode="m:text" as="element()">
    <xsl:call-template name="phrase"/>
  </xsl:template>

</xsl:stylesheet>
