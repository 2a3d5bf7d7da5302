<?xml version="1.0" encoding="UTF-8"?>
<!-- Owns the site document: m:site, from the gathered facts of all documents to one x:site. Assumes lib/. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:x="urn:x-teiserge:facts" xmlns:m="urn:x-teiserge:modes" xmlns:f="urn:x-teiserge:functions"
  xmlns:v="urn:x-teiserge:variables" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" expand-text="yes" version="3.0">

  <!-- x:documents (@title: what to call an edition that does not say) of x:document, as m:gather makes them, in
       reading order → x:site (@title, @lang, @version, …) of
         x:page (@kind, @href, @title, @file …) in the order of navigation,
         x:anchor (@id, @file, @html-id, @href, @kind, @label), x:entity (@id, @file, @kind, @label, @href),
         x:prefix (@file, …) and x:layer (@name). -->
  <xsl:mode name="m:site" on-no-match="fail" visibility="public"/>

  <!-- The names of pages that no text may take. -->
  <xsl:variable name="v:reserved" as="xs:string*"
    select="('index', 'about', map:for-each($v:register-pages, function($k, $v) {substring-before($v, '.')}))"/>

  <xsl:template match="/" mode="m:site" as="document-node()">
    <xsl:document>
      <xsl:apply-templates select="x:documents" mode="m:site"/>
    </xsl:document>
  </xsl:template>

  <xsl:template match="x:documents" mode="m:site" as="element(x:site)">
    <xsl:variable name="texts" as="element(x:document)*" select="x:document[@role = 'text']"/>
    <xsl:variable name="head" as="element(x:document)?"
      select="(x:document[@role = 'edition'], $texts, x:document)[1]"/>
    <xsl:variable name="alone" as="xs:boolean" select="exists($head[@role = 'edition'] | $texts[empty($texts[2])])"/>
    <xsl:variable name="title" as="xs:string" select="($head[$alone]/@title/string()[.], @title)[1]"/>
    <xsl:variable name="pages" as="element(x:page)*" select="f:pages(., $title)"/>
    <x:site title="{$pages[1]/@title}" lang="{($head/@lang, 'en')[1]}">
      <xsl:copy-of select="$head/(@version | @date | @licence | @licence-href)[string()]"/>
      <xsl:copy-of select="$pages"/>
      <xsl:call-template name="anchors">
        <xsl:with-param name="pages" select="$pages"/>
      </xsl:call-template>
      <xsl:for-each select="x:document/x:prefix">
        <x:prefix file="{../@file}">
          <xsl:copy-of select="@*"/>
        </x:prefix>
      </xsl:for-each>
      <xsl:copy-of select="x:document/x:layer"/>
    </x:site>
  </xsl:template>

  <!-- The pages in the order of navigation: edition, texts, registers that have entries, about. -->
  <xsl:function name="f:pages" as="element(x:page)+">
    <xsl:param name="documents" as="element(x:documents)"/>
    <xsl:param name="title" as="xs:string"/>
    <xsl:variable name="edition" as="element(x:document)?" select="$documents/x:document[@role = 'edition'][1]"/>
    <x:page kind="edition" href="index.html" title="{$title}">
      <xsl:copy-of select="$edition/(@file, @tei-id, @author, @withheld)[string()]"/>
    </x:page>
    <xsl:variable name="texts" as="element(x:document)*" select="$documents/x:document[@role = 'text']"/>
    <xsl:variable name="names" as="xs:string*" select="f:distinct($texts/f:stem(@file), $v:reserved, lower-case#1)"/>
    <xsl:for-each select="$texts">
      <xsl:variable name="number" as="xs:integer" select="position()"/>
      <x:page kind="text" href="{$names[$number]}.html" title="{(@title, f:stem(@file))[string()][1]}">
        <xsl:copy-of select="(@file, @tei-id, @author, @siglum, @withheld)[string()]"/>
      </x:page>
    </xsl:for-each>
    <xsl:for-each select="$v:register-order[. = $documents/x:document/@kinds/tokenize(.)]">
      <x:page kind="{.}" href="{$v:register-pages(.)}" title=""/>
    </xsl:for-each>
    <x:page kind="about" href="about.html" title=""/>
  </xsl:function>

  <!-- Names, each changed by a number where one before it, or a reserved one, is the same to $key. File systems take
       `A` for `a`; ids do not. -->
  <xsl:function name="f:distinct" as="xs:string*" visibility="public">
    <xsl:param name="names" as="xs:string*"/>
    <xsl:param name="reserved" as="xs:string*"/>
    <xsl:param name="key" as="function(xs:string) as xs:string"/>
    <xsl:iterate select="$names">
      <xsl:param name="taken" as="map(xs:string, xs:boolean)" select="map:merge($reserved ! map{$key(.): true()})"/>
      <xsl:variable name="name" as="xs:string" select="."/>
      <xsl:variable name="free" as="xs:string" select="
          ($name, (2 to map:size($taken) + 2) ! ($name || '-' || .))[not(map:contains($taken, $key(.)))][1]"/>
      <xsl:sequence select="$free"/>
      <xsl:next-iteration>
        <xsl:with-param name="taken" select="map:put($taken, $key($free), true())"/>
      </xsl:next-iteration>
    </xsl:iterate>
  </xsl:function>

  <!-- The name of a file, without folder and extension, as a page's may be: letters and digits of any script. -->
  <xsl:function name="f:stem" as="xs:string" visibility="public">
    <xsl:param name="file" as="xs:string"/>
    <xsl:variable name="name" as="xs:string" select="replace(tokenize($file, '/')[last()], '\.[^.]*$', '')"/>
    <xsl:sequence select="replace($name, '[^\p{L}\p{N}\p{M}._-]', '-')"/>
  </xsl:function>

  <!-- Anchors and entities with their addresses. Two files on one page may use an id twice: the second gets another.
       -->
  <xsl:template name="anchors" as="element()*">
    <xsl:param name="pages" as="element(x:page)*"/>
    <xsl:variable name="by-file" as="map(xs:string, element(x:page))"
      select="map:merge($pages[@file] ! map{string(@file): .})"/>
    <xsl:variable name="anchors" as="element(x:anchor)*">
      <xsl:for-each-group select="x:document/x:anchor" group-by="f:page-of(., $by-file(../@file))">
        <xsl:variable name="page" as="xs:string" select="current-grouping-key()"/>
        <xsl:variable name="ids" as="xs:string*"
          select="f:distinct(current-group() ! f:anchor-id(., $by-file(../@file)), (), string#1)"/>
        <xsl:for-each select="current-group()">
          <xsl:variable name="number" as="xs:integer" select="position()"/>
          <xsl:variable name="unique" as="xs:string" select="$ids[$number]"/>
          <x:anchor file="{../@file}" href="{$page}{('#' || f:fragment($unique))[empty(current()/@whole)]}">
            <xsl:if test="empty(@whole)">
              <xsl:attribute name="html-id" select="$unique"/>
            </xsl:if>
            <xsl:copy-of select="@* except (@place, @whole)"/>
          </x:anchor>
        </xsl:for-each>
      </xsl:for-each-group>
    </xsl:variable>
    <xsl:sequence select="$anchors"/>
    <xsl:variable name="addresses" as="map(xs:string, xs:string)"
      select="map:merge($anchors ! map{f:address(@file, @id): string(@href)})"/>
    <xsl:for-each select="x:document/x:entity">
      <x:entity file="{../@file}" href="{$addresses(f:address(../@file, @id))}">
        <xsl:copy-of select="@* except @place"/>
      </x:entity>
    </xsl:for-each>
  </xsl:template>

  <!-- The page that shows what an anchor marks. -->
  <xsl:function name="f:page-of" as="xs:string">
    <xsl:param name="anchor" as="element(x:anchor)"/>
    <xsl:param name="own" as="element(x:page)?"/>
    <xsl:sequence select="
        if ($anchor/@place = 'header') then 'about.html'
        else ($v:register-pages($anchor/@place), $own/@href, 'about.html')[1]"/>
  </xsl:function>

  <!-- An id on the page that shows it. The page of all headers keeps those of each file apart. -->
  <xsl:function name="f:anchor-id" as="xs:string">
    <xsl:param name="anchor" as="element(x:anchor)"/>
    <xsl:param name="own" as="element(x:page)?"/>
    <xsl:variable name="id" as="xs:string" select="f:html-id($anchor/@id)"/>
    <xsl:sequence select="
        if (f:page-of($anchor, $own) = 'about.html') then f:stem($anchor/../@file) || '.' || $id else $id"/>
  </xsl:function>

</xsl:stylesheet>
