<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="http://www.w3.org/1999/xhtml"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:h="http://www.w3.org/1999/xhtml"
  xmlns:x="urn:x-teiserge:facts" xmlns:m="urn:x-teiserge:modes" xmlns:f="urn:x-teiserge:functions"
  xmlns:v="urn:x-teiserge:variables" xmlns:e="urn:x-teiserge:errors"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" expand-text="yes" version="3.0">

  <!-- Owns the teiHeader: in full on the about page, its chief facts at the top of a text. -->

  <!-- A part of the header as sections with headings: TEI to HTML blocks. -->
  <xsl:mode name="m:header" on-no-match="fail"/>

  <xsl:template match="teiHeader" mode="m:header" as="element(h:section)">
    <section class="header">
      <xsl:sequence select="@x:id ! f:attribute('id', .)"/>
      <h2>
        <xsl:sequence select="f:title(.)"/>
      </h2>
      <xsl:apply-templates select="*" mode="m:header"/>
    </section>
  </xsl:template>

  <xsl:template match="fileDesc | encodingDesc | profileDesc | xenoData" mode="m:header" as="element()*">
    <xsl:apply-templates select="*" mode="m:header"/>
  </xsl:template>

  <xsl:template match="encodingDesc[p | ab]" mode="m:header" priority="1" as="element()*">
    <xsl:call-template name="header-section"/>
  </xsl:template>

  <xsl:template match="*" mode="m:header" priority="-1" as="element(h:section)?">
    <xsl:call-template name="header-section"/>
  </xsl:template>

  <xsl:template name="header-section" as="element(h:section)?">
    <xsl:variable name="content" as="element()*">
      <xsl:call-template name="record">
        <xsl:with-param name="nodes" select="node()"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:if test="exists($content)">
      <section>
        <xsl:sequence select="f:attributes(.)"/>
        <h3>{f:name('field', local-name())}</h3>
        <xsl:sequence select="$content"/>
      </section>
    </xsl:if>
  </xsl:template>

  <!-- The terms of an edition, as a list. -->
  <xsl:template match="taxonomy" mode="m:text" as="element(h:div)">
    <div>
      <xsl:sequence select="f:attributes(.)"/>
      <xsl:apply-templates select="* except (category, taxonomy)" mode="m:prose"/>
      <ul>
        <xsl:apply-templates select="category, taxonomy" mode="m:item"/>
      </ul>
    </div>
  </xsl:template>

  <xsl:template match="category" mode="m:item" as="element(h:li)">
    <li>
      <xsl:sequence select="f:attributes(.)"/>
      <xsl:apply-templates select="* except category" mode="m:text"/>
      <xsl:where-populated>
        <ul>
          <xsl:apply-templates select="category" mode="m:item"/>
        </ul>
      </xsl:where-populated>
    </li>
  </xsl:template>

  <!-- The title of the work itself in a header, as bare text; the others, such as a series', are subtitles. -->
  <xsl:function name="f:main-title" as="element(title)?">
    <xsl:param name="header" as="element(teiHeader)?"/>
    <xsl:sequence select="f:titles($header/fileDesc/titleStmt)[normalize-space()][1]"/>
  </xsl:function>

  <xsl:function name="f:title" as="node()*">
    <xsl:param name="header" as="element(teiHeader)?"/>
    <xsl:sequence select="f:main-title($header) ! (f:language(.), f:bare(node()))"/>
  </xsl:function>

  <!-- The head of a text: title, author, licence. -->
  <xsl:template name="text-header" as="element(h:header)">
    <xsl:context-item as="element()" use="required"/>
    <xsl:variable name="statement" as="element(titleStmt)?" select="teiHeader/fileDesc/titleStmt"/>
    <header>
      <h1>
        <xsl:sequence select="f:title(teiHeader)"/>
        <xsl:value-of select="@x:title[empty(f:main-title(current()/teiHeader))]"/>
      </h1>
      <xsl:for-each select="$statement/title[normalize-space()] except f:main-title(teiHeader)">
        <p class="subtitle">
          <span>
            <xsl:sequence select="f:language(.), f:bare(node())"/>
          </span>
        </p>
      </xsl:for-each>
      <xsl:where-populated>
        <p class="authors">
          <xsl:for-each select="$statement/author">
            <xsl:value-of select="f:say('list.separator')[current()/preceding-sibling::author]"/>
            <span>
              <xsl:sequence select="f:language(.)"/>
              <xsl:apply-templates select="node() except idno" mode="m:author"/>
            </span>
          </xsl:for-each>
        </p>
      </xsl:where-populated>
      <xsl:apply-templates select="teiHeader/fileDesc/publicationStmt/availability" mode="m:licence"/>
    </header>
  </xsl:template>

  <!-- The name of an author without the identifiers that some headers keep in it. -->
  <xsl:mode name="m:author" on-no-match="fail"/>

  <xsl:template match="node()" mode="m:author" as="node()*">
    <xsl:apply-templates select="." mode="m:text"/>
  </xsl:template>

  <xsl:template match="*[idno]" mode="m:author" priority="1" as="node()*">
    <xsl:apply-templates select="node() except idno" mode="m:text"/>
  </xsl:template>

  <!-- Under what terms: availability to one quiet block that opens. -->
  <xsl:mode name="m:licence" on-no-match="fail"/>

  <xsl:template match="availability" mode="m:licence" as="element(h:details)">
    <details class="licence">
      <summary>{f:say('licence')}</summary>
      <xsl:for-each select="* | text()[normalize-space()]">
        <div>
          <xsl:apply-templates select="." mode="m:text"/>
          <xsl:sequence select="self::licence[not(normalize-space())]/f:href(.) ! f:address(.)"/>
        </div>
      </xsl:for-each>
    </details>
  </xsl:template>

  <!-- An address that is its own link. -->
  <xsl:function name="f:address" as="element(h:a)">
    <xsl:param name="address" as="xs:string"/>
    <a href="{$address}">{$address}</a>
  </xsl:function>

</xsl:stylesheet>
