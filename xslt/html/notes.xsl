<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="http://www.w3.org/1999/xhtml"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:h="http://www.w3.org/1999/xhtml"
  xmlns:x="urn:x-teiserge:facts" xmlns:m="urn:x-teiserge:modes" xmlns:f="urn:x-teiserge:functions"
  xmlns:v="urn:x-teiserge:variables" xmlns:e="urn:x-teiserge:errors"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" expand-text="yes" version="3.0">

  <!-- Owns notes. Prepare has put them at the end of their division and left a mark in the text; each leads to the
       other. -->

  <xsl:template match="x:mark" mode="m:text" as="element(h:sup)">
    <sup class="ed">
      <a class="mark" href="{f:anchor(@entry)}" id="{(@x:id, 'ref-' || @entry)[1]}" role="doc-noteref">{@n}</a>
    </sup>
  </xsl:template>

  <xsl:template match="x:notes" mode="m:text" as="element(h:section)">
    <section class="notes">
      <xsl:sequence select="f:heading-below(., f:say('notes'))"/>
      <xsl:apply-templates mode="m:text"/>
    </section>
  </xsl:template>

  <xsl:template match="x:notes/note" mode="m:text" priority="2" as="element(h:div)">
    <div>
      <xsl:sequence select="f:attributes(., 'entry')"/>
      <a class="n ed" href="{f:anchor((@x:back, 'ref-' || @x:id)[1])}" role="doc-backlink">{@x:n}</a>
      <xsl:text> </xsl:text>
      <xsl:call-template name="note-content"/>
    </div>
  </xsl:template>

  <!-- A note where the text itself has put it: among notes at the end of a book, say. -->
  <xsl:template match="note[@x:back]" mode="m:text" priority="1" as="element(h:div)">
    <div>
      <xsl:sequence select="f:attributes(., 'entry')"/>
      <xsl:call-template name="note-content"/>
      <xsl:text> </xsl:text>
      <a class="back ed" href="{f:anchor(@x:back)}" role="doc-backlink" aria-label="{f:say('back')}">
        <xsl:value-of select="f:say('back.mark')"/>
      </a>
    </div>
  </xsl:template>

  <xsl:template name="note-content" as="element()">
    <xsl:context-item as="element(note)" use="required"/>
    <xsl:element name="{if (f:has-block(.)) then 'div' else 'span'}">
      <xsl:attribute name="class" select="'content'"/>
      <xsl:apply-templates mode="m:text"/>
    </xsl:element>
  </xsl:template>

  <!-- In the margin, or where nobody said what kind it is. -->
  <xsl:template match="note" mode="m:text" as="element()">
    <xsl:element name="{f:tag(., 'span')}">
      <xsl:sequence select="f:attributes(., f:tokens('note', @x:note))"/>
      <xsl:apply-templates mode="m:text"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="noteGrp" mode="m:text" as="element()">
    <xsl:call-template name="phrase"/>
  </xsl:template>

</xsl:stylesheet>
