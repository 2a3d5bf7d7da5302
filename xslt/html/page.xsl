<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="http://www.w3.org/1999/xhtml"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:h="http://www.w3.org/1999/xhtml"
  xmlns:x="urn:x-teiserge:facts" xmlns:m="urn:x-teiserge:modes" xmlns:f="urn:x-teiserge:functions"
  xmlns:v="urn:x-teiserge:variables" xmlns:e="urn:x-teiserge:errors"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" expand-text="yes" version="3.0">

  <!-- Owns what every page has: head, skip link, navigation, footer. -->

  <!-- A prepared document to h:html. -->
  <xsl:mode name="m:page" on-no-match="fail"/>

  <xsl:variable name="v:home" as="element(x:page)?" select="$site/*/x:page[@kind = 'edition'][1]"/>

  <xsl:template match="*" mode="m:page" as="element(h:html)">
    <xsl:variable name="here" as="element(x:page)?" select="$site/*/x:page[@href = current()/@x:href][1]"/>
    <html lang="{$v:language}">
      <head>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <title>
          <xsl:value-of select="distinct-values((
              (($here/@title, @x:title)[string()], f:name('page', @x:kind))[1], $site/*/@title))"
            separator="{f:say('title.separator')}"/>
        </title>
        <link rel="stylesheet" href="site/edition.css"/>
        <script src="site/edition.js" defer="defer"/>
      </head>
      <body class="page-{@x:kind}" data-copied="{f:say('copied')}">
        <a class="skip" href="#main">{f:say('skip')}</a>
        <header class="site">
          <p class="edition-title">
            <a href="{($v:home/@href, '#main')[1]}">{$site/*/@title}</a>
          </p>
          <nav class="pages" aria-label="{f:say('pages')}">
            <ul>
              <xsl:apply-templates select="$site/*/x:page[not(@kind = 'text')]" mode="m:nav">
                <xsl:with-param name="here" select="$here"/>
              </xsl:apply-templates>
            </ul>
          </nav>
        </header>
        <main id="main">
          <xsl:apply-templates select="." mode="m:main">
            <xsl:with-param name="here" select="$here"/>
          </xsl:apply-templates>
        </main>
        <xsl:call-template name="footer"/>
      </body>
    </html>
  </xsl:template>

  <!-- A page of the site to an item of the navigation. -->
  <xsl:mode name="m:nav" on-no-match="fail"/>

  <xsl:template match="x:page" mode="m:nav" as="element(h:li)">
    <xsl:param name="here" as="element(x:page)?" required="yes"/>
    <li>
      <a href="{@href}">
        <xsl:sequence select="'page'[$here is current()] ! f:attribute('aria-current', .)"/>
        <xsl:value-of select="f:name('page', @kind)"/>
      </a>
    </li>
  </xsl:template>

  <!-- Where a text stands in the edition. -->
  <xsl:template name="breadcrumb" as="element(h:nav)">
    <xsl:param name="here" as="element(x:page)?" required="yes"/>
    <nav class="breadcrumb" aria-label="{f:say('breadcrumb')}">
      <ol>
        <xsl:for-each select="$v:home">
          <li>
            <a href="{@href}#texts">{f:say('texts')}</a>
          </li>
        </xsl:for-each>
        <li aria-current="page">{$here/@title}</li>
      </ol>
    </nav>
  </xsl:template>

  <!-- The text before and the text after, in the order of the edition. -->
  <xsl:template name="neighbours" as="element(h:nav)?">
    <xsl:param name="here" as="element(x:page)?" required="yes"/>
    <xsl:variable name="previous" as="element(x:page)?" select="$here/preceding-sibling::x:page[@kind = 'text'][1]"/>
    <xsl:variable name="next" as="element(x:page)?" select="$here/following-sibling::x:page[@kind = 'text'][1]"/>
    <xsl:if test="$previous or $next">
      <nav class="neighbours" aria-label="{f:say('neighbours')}">
        <xsl:for-each select="$previous">
          <a rel="prev" href="{@href}"><span class="ed">{f:say('previous')}</span> {@title}</a>
        </xsl:for-each>
        <xsl:for-each select="$next">
          <a rel="next" href="{@href}"><span class="ed">{f:say('next')}</span> {@title}</a>
        </xsl:for-each>
      </nav>
    </xsl:if>
  </xsl:template>

  <!-- A number is called a version; what an edition calls itself in words stays as it is. -->
  <xsl:function name="f:version" as="xs:string">
    <xsl:param name="version" as="xs:string"/>
    <xsl:sequence select="
        if (matches($version, '^v?\d')) then f:say('version', map {'n': $version}) else $version"/>
  </xsl:function>

  <xsl:template name="footer" as="element(h:footer)">
    <footer class="site">
      <p>
        <xsl:value-of select="$site/*/@title, $site/*/@version ! f:version(.), $site/*/@date"
          separator="{f:say('list.separator')}"/>
      </p>
      <xsl:for-each select="$site/*[@licence]">
        <p>
          <xsl:text>{f:say('licence')}{f:say('label.separator')}</xsl:text>
          <xsl:element name="{('a'[current()/@licence-href], 'span')[1]}">
            <xsl:sequence select="@licence-href ! f:attribute('href', f:link(.))"/>
            <xsl:value-of select="@licence"/>
          </xsl:element>
        </p>
      </xsl:for-each>
    </footer>
  </xsl:template>

</xsl:stylesheet>
