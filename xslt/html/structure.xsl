<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="http://www.w3.org/1999/xhtml"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:h="http://www.w3.org/1999/xhtml"
  xmlns:x="urn:x-teiserge:facts" xmlns:m="urn:x-teiserge:modes" xmlns:f="urn:x-teiserge:functions"
  xmlns:v="urn:x-teiserge:variables" xmlns:e="urn:x-teiserge:errors"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" expand-text="yes" version="3.0">

  <!-- Owns the divisions of a text and their headings, title pages, openers and closers, facsimiles. -->

  <!-- What can have a heading of its own in the outline of the page. -->
  <xsl:variable name="v:divisions" as="xs:string+" select="
      'text', 'front', 'body', 'back', 'group', 'div', 'div1', 'div2', 'div3', 'div4', 'div5', 'div6', 'div7'"/>

  <xsl:template match="text | group | floatingText | front | body | back" mode="m:text" as="element(h:div)">
    <div>
      <xsl:sequence select="f:attributes(.)"/>
      <xsl:apply-templates mode="m:text"/>
    </div>
  </xsl:template>

  <!-- The page shows headnote and contents first, and calls for them itself. -->
  <xsl:template match="front/div[@type = 'headnote'] | x:contents" mode="m:text" as="empty-sequence()"/>

  <xsl:template match="front/div[@type = 'headnote']" mode="m:headnote" as="element(h:section)">
    <xsl:call-template name="division"/>
  </xsl:template>

  <!-- The editors' introduction to a text: front/div to h:section. -->
  <xsl:mode name="m:headnote" on-no-match="fail"/>

  <xsl:template match="div | div1 | div2 | div3 | div4 | div5 | div6 | div7" mode="m:text" as="element(h:section)">
    <xsl:call-template name="division"/>
  </xsl:template>

  <xsl:template name="division" as="element(h:section)">
    <xsl:context-item as="element()" use="required"/>
    <section>
      <xsl:sequence select="f:attributes(.)"/>
      <xsl:sequence select=".[@type = 'notes'][empty(head)] ! f:heading-below(., f:say('notes'))"/>
      <xsl:apply-templates mode="m:text"/>
    </section>
  </xsl:template>

  <!-- The level of the headings in a division: one below those of the divisions around that have any. The title of the
       page is level 1. -->
  <xsl:function name="f:level" as="xs:integer">
    <xsl:param name="division" as="element()"/>
    <xsl:sequence select="min((6, 2 + count($division/ancestor::*[local-name() = $v:divisions][head])))"/>
  </xsl:function>

  <!-- A heading that the page adds at the end of a division (Notes, Apparatus). -->
  <xsl:function name="f:heading-below" as="element()">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="said" as="xs:string"/>
    <xsl:element name="h{f:level($element)}">
      <xsl:attribute name="class" select="'ed'"/>
      <xsl:value-of select="$said"/>
    </xsl:element>
  </xsl:function>

  <xsl:template match="head" mode="m:text" as="element()">
    <xsl:element name="{if (f:has-block(.)) then 'div' else 'p'}">
      <xsl:sequence select="f:attributes(.)"/>
      <xsl:apply-templates mode="m:text"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="head[local-name(..) = $v:divisions][not(preceding-sibling::head)]" mode="m:text" as="element()">
    <xsl:element name="h{f:level(..)}">
      <xsl:sequence select="f:attributes(.)"/>
      <xsl:apply-templates mode="m:text"/>
    </xsl:element>
  </xsl:template>

  <!-- No HTML heading can hold a block. -->
  <xsl:template match="head[local-name(..) = $v:divisions][not(preceding-sibling::head)][f:has-block(.)]" mode="m:text"
    priority="2" as="element(h:div)">
    <div role="heading" aria-level="{f:level(..)}">
      <xsl:sequence select="f:attributes(.)"/>
      <xsl:apply-templates mode="m:text"/>
    </div>
  </xsl:template>

  <xsl:template mode="m:text" as="element(h:div)" match="
      argument | byline | closer | dateline | docTitle | epigraph | epilogue | imprimatur | opener | performance |
      postscript | prologue | salute | set | signed | titlePage | titlePart | trailer">
    <div>
      <xsl:sequence select="f:attributes(.)"/>
      <xsl:apply-templates mode="m:text"/>
    </div>
  </xsl:template>

  <xsl:template match="docAuthor | docDate | docEdition | docImprint" mode="m:text" as="element()">
    <xsl:call-template name="phrase"/>
  </xsl:template>

  <!-- The images of the source, quietly. -->
  <xsl:template match="facsimile" mode="m:text" as="element(h:details)">
    <details>
      <xsl:sequence select="f:attributes(.)"/>
      <summary class="ed">{f:say('facsimile')}</summary>
      <ul>
        <xsl:apply-templates select=".//graphic | .//media" mode="m:item"/>
      </ul>
      <xsl:apply-templates select=".//(desc | note)" mode="m:text"/>
    </details>
  </xsl:template>

  <xsl:template match="sourceDoc" mode="m:text" as="element(h:div)">
    <div>
      <xsl:sequence select="f:attributes(.)"/>
      <xsl:apply-templates mode="m:text"/>
    </div>
  </xsl:template>

</xsl:stylesheet>
