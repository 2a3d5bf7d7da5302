<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="http://www.w3.org/1999/xhtml"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:h="http://www.w3.org/1999/xhtml"
  xmlns:x="urn:x-teiserge:facts" xmlns:m="urn:x-teiserge:modes" xmlns:f="urn:x-teiserge:functions"
  xmlns:v="urn:x-teiserge:variables" xmlns:e="urn:x-teiserge:errors"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" expand-text="yes" version="3.0">

  <!-- Owns the table of contents of a text. -->

  <!-- x:contents to h:nav, x:item to h:li. -->
  <xsl:mode name="m:contents" on-no-match="fail"/>

  <xsl:template match="x:contents" mode="m:contents" as="element(h:nav)?">
    <xsl:if test="x:item[2] or x:item/x:item">
      <nav class="contents" id="contents" aria-label="{f:say('contents')}">
        <p class="ed">{f:say('contents')}</p>
        <ol>
          <xsl:apply-templates select="x:item" mode="m:contents"/>
        </ol>
      </nav>
    </xsl:if>
  </xsl:template>

  <xsl:template match="x:item" mode="m:contents" as="element(h:li)">
    <li>
      <xsl:call-template name="contents-link"/>
    </li>
  </xsl:template>

  <xsl:template match="x:item[x:item]" mode="m:contents" as="element(h:li)">
    <li>
      <xsl:call-template name="contents-link"/>
      <details>
        <summary>{f:say('contents.sections')}</summary>
        <ol>
          <xsl:apply-templates select="x:item" mode="m:contents"/>
        </ol>
      </details>
    </li>
  </xsl:template>

  <xsl:template name="contents-link" as="element(h:a)">
    <xsl:context-item as="element(x:item)" use="required"/>
    <a href="{@href}">
      <xsl:sequence select="f:language(.), f:bare(node() except x:item)"/>
    </a>
  </xsl:template>

</xsl:stylesheet>
