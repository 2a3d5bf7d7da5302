<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="http://www.w3.org/1999/xhtml"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:h="http://www.w3.org/1999/xhtml"
  xmlns:x="urn:x-teiserge:facts" xmlns:m="urn:x-teiserge:modes" xmlns:f="urn:x-teiserge:functions"
  xmlns:v="urn:x-teiserge:variables" xmlns:e="urn:x-teiserge:errors"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" expand-text="yes" version="3.0">

  <!-- Prepared TEI in, one HTML page out, which only shows: what is looked up, sorted, counted or numbered was so by
       prepare. Each module owns one concern; its first comment says which. -->

  <xsl:output method="html" html-version="5" encoding="UTF-8" indent="no"/>

  <!-- All pages, ids and entries of the edition (x:site). -->
  <xsl:param name="site" as="document-node()" required="yes"/>
  <!-- The words and separators that a reader sees: xslt/i18n/*.json. -->
  <xsl:param name="labels" as="map(xs:string, xs:string)" required="yes"/>

  <!-- The page: from the document node of a prepared document to h:html. -->
  <xsl:mode on-no-match="fail"/>

  <xsl:include href="../lib/titles.xsl"/>
  <xsl:include href="page.xsl"/>
  <xsl:include href="pages.xsl"/>
  <xsl:include href="contents.xsl"/>
  <xsl:include href="labels.xsl"/>
  <xsl:include href="attributes.xsl"/>
  <xsl:include href="flow.xsl"/>
  <xsl:include href="text.xsl"/>
  <xsl:include href="structure.xsl"/>
  <xsl:include href="paragraphs.xsl"/>
  <xsl:include href="quotations.xsl"/>
  <xsl:include href="lists.xsl"/>
  <xsl:include href="tables.xsl"/>
  <xsl:include href="verse.xsl"/>
  <xsl:include href="drama.xsl"/>
  <xsl:include href="phrases.xsl"/>
  <xsl:include href="dates.xsl"/>
  <xsl:include href="transcription.xsl"/>
  <xsl:include href="links.xsl"/>
  <xsl:include href="notes.xsl"/>
  <xsl:include href="apparatus.xsl"/>
  <xsl:include href="fields.xsl"/>
  <xsl:include href="registers.xsl"/>
  <xsl:include href="bibliography.xsl"/>
  <xsl:include href="header.xsl"/>

  <xsl:template match="/" as="element(h:html)">
    <xsl:apply-templates select="*" mode="m:page"/>
  </xsl:template>

</xsl:stylesheet>
