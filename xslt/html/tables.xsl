<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="http://www.w3.org/1999/xhtml"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:h="http://www.w3.org/1999/xhtml"
  xmlns:x="urn:x-teiserge:facts" xmlns:m="urn:x-teiserge:modes" xmlns:f="urn:x-teiserge:functions"
  xmlns:v="urn:x-teiserge:variables" xmlns:e="urn:x-teiserge:errors"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" expand-text="yes" version="3.0">

  <!-- Owns tables and figures. -->

  <!-- A child of a table: h:tr, or h:caption; a row that is none gets one cell. -->
  <xsl:mode name="m:row" on-no-match="fail" on-multiple-match="use-last" warning-on-multiple-match="no"/>
  <!-- A child of a row: h:td or h:th. -->
  <xsl:mode name="m:cell" on-no-match="fail" on-multiple-match="use-last" warning-on-multiple-match="no"/>

  <xsl:template match="table" mode="m:text" as="element(h:div)">
    <div>
      <xsl:sequence select="f:attributes(.)"/>
      <table>
        <xsl:where-populated>
          <caption>
            <xsl:apply-templates select="head" mode="m:text"/>
          </caption>
        </xsl:where-populated>
        <tbody>
          <xsl:apply-templates select="node() except head" mode="m:row"/>
        </tbody>
      </table>
    </div>
  </xsl:template>

  <xsl:template match="text()[normalize-space(.) eq '']" mode="m:row m:cell" as="text()">
    <xsl:sequence select="."/>
  </xsl:template>

  <xsl:template match="comment() | processing-instruction()" mode="m:row m:cell" as="empty-sequence()"/>

  <xsl:template match="row[cell]" mode="m:row" as="element(h:tr)">
    <tr>
      <xsl:sequence select="f:attributes(.)"/>
      <xsl:apply-templates mode="m:cell"/>
    </tr>
  </xsl:template>

  <xsl:template match="* | text()" mode="m:row" priority="-1" as="element(h:tr)">
    <tr class="stray">
      <td>
        <xsl:apply-templates select="." mode="m:text"/>
      </td>
    </tr>
  </xsl:template>

  <xsl:template match="cell" mode="m:cell" as="element()">
    <xsl:element name="{if ((@role, ../@role) = 'label') then 'th' else 'td'}">
      <xsl:sequence select="f:attributes(.)"/>
      <xsl:sequence select="@cols[. castable as xs:positiveInteger] ! f:attribute('colspan', .)"/>
      <xsl:sequence select="@rows[. castable as xs:positiveInteger] ! f:attribute('rowspan', .)"/>
      <xsl:apply-templates mode="m:text"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="* | text()" mode="m:cell" priority="-1" as="element(h:td)">
    <td class="stray">
      <xsl:apply-templates select="." mode="m:text"/>
    </td>
  </xsl:template>

  <xsl:template match="row | cell" mode="m:text" as="element()">
    <xsl:call-template name="phrase"/>
  </xsl:template>

  <xsl:template match="figure" mode="m:text" as="element(h:figure)">
    <figure>
      <xsl:sequence select="f:attributes(.)"/>
      <xsl:apply-templates select="node() except (head | figDesc)" mode="m:text"/>
      <xsl:where-populated>
        <figcaption>
          <xsl:apply-templates select="head | figDesc" mode="m:text"/>
        </figcaption>
      </xsl:where-populated>
    </figure>
  </xsl:template>

  <xsl:template match="figDesc" mode="m:text" as="element()">
    <xsl:call-template name="phrase"/>
  </xsl:template>

  <!-- An image is named, not fetched: a page asks nothing of the network, and has no copies of an edition's files. -->
  <xsl:template match="graphic | media | binaryObject" mode="m:text" as="element()">
    <xsl:element name="{if (exists(f:href(.))) then 'a' else 'span'}">
      <xsl:sequence select="f:href(.) ! f:attribute('href', .), f:attributes(., 'ed')"/>
      <xsl:text>{f:say('image')} {tokenize(@url, '/')[last()]}</xsl:text>
    </xsl:element>
  </xsl:template>

  <xsl:template match="graphic | media" mode="m:item" as="element(h:li)">
    <li>
      <xsl:apply-templates select="." mode="m:text"/>
    </li>
  </xsl:template>

</xsl:stylesheet>
