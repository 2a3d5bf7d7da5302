<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="http://www.w3.org/1999/xhtml"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:h="http://www.w3.org/1999/xhtml"
  xmlns:x="urn:x-teiserge:facts" xmlns:m="urn:x-teiserge:modes" xmlns:f="urn:x-teiserge:functions"
  xmlns:v="urn:x-teiserge:variables" xmlns:e="urn:x-teiserge:errors"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" expand-text="yes" version="3.0">

  <!-- Owns pointing: an element that prepare found to lead somewhere (@x:href) becomes a link around its words. HTML
       allows no link in a link: where something within links too, the words around it are linked in pieces. -->

  <!-- Where an element leads, as a URI, if anywhere: a page of the edition, or an address that cannot do harm. -->
  <xsl:function name="f:href" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
        $element/(@x:href[f:is-external(.) or not(contains(substring-before(. || '#', '#'), ':'))],
          (self::ref | self::ptr | self::licence)/@target[f:is-external(.)],
          (self::graphic | self::media)/@url[f:is-external(.)])[1] ! f:link(.)"/>
  </xsl:function>

  <xsl:function name="f:is-external" as="xs:boolean">
    <xsl:param name="address" as="xs:string"/>
    <xsl:sequence select="matches($address, '^(https?|mailto):\S+$')"/>
  </xsl:function>

  <xsl:function name="f:link" as="xs:string">
    <xsl:param name="address" as="xs:string"/>
    <xsl:sequence select="iri-to-uri(normalize-space($address)) ! replace(., '\\', '/')"/>
  </xsl:function>

  <!-- The link to an id of the page, whatever characters it has. -->
  <xsl:function name="f:anchor" as="xs:string">
    <xsl:param name="id" as="xs:string"/>
    <xsl:sequence select="'#' || encode-for-uri($id)"/>
  </xsl:function>

  <!-- Does the node make a link of its own, or hold one? -->
  <xsl:function name="f:links" as="xs:boolean">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="
        exists($node/descendant-or-self::*[
          self::x:mark or self::anchor/@x:entry or exists(f:href(.))])"/>
  </xsl:function>

  <!-- Its words are its own, and the link only says where they come from. -->
  <xsl:variable name="v:sourced" as="xs:string+" select="'bibl', 'cit', 'q', 'quote', 'said'"/>

  <xsl:template mode="m:text" priority="5" as="element()"
    match="*[exists(f:href(.))][normalize-space()][not(local-name() = $v:sourced)][not(f:is-block(.))]">
    <xsl:variable name="href" as="xs:string" select="f:href(.)"/>
    <xsl:element name="{if (self::title) then 'cite' else 'span'}">
      <xsl:sequence select="f:attributes(.)"/>
      <xsl:for-each-group select="node()" group-adjacent="f:links(.) or not(normalize-space() or self::*)">
        <xsl:choose>
          <xsl:when test="current-grouping-key()">
            <xsl:apply-templates select="current-group()" mode="m:text"/>
          </xsl:when>
          <xsl:otherwise>
            <a href="{$href}">
              <xsl:sequence select="f:class(('link', f:tokens('kind', ../@x:kind)))"/>
              <xsl:apply-templates select="current-group()" mode="m:text"/>
            </a>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:for-each-group>
    </xsl:element>
  </xsl:template>

  <!-- A quotation or reference is followed by the link to its source, unless something in it or after it leads on. -->
  <xsl:template match="*[local-name() = $v:sourced][exists(f:href(.))][normalize-space()]" mode="m:text" priority="6"
    as="element()+">
    <xsl:next-match/>
    <xsl:if test="not(.//*[f:href(.) = f:href(current())] or (following-sibling::*[1] | ../self::cit/*)/self::anchor)">
      <xsl:apply-templates select="." mode="m:source"/>
    </xsl:if>
  </xsl:template>

  <!-- The link after a quotation: a sign among words, a line of its own after a block. -->
  <xsl:mode name="m:source" on-no-match="fail" on-multiple-match="use-last" warning-on-multiple-match="no"/>

  <xsl:template match="*" mode="m:source" as="element(h:a)">
    <a class="source ed" href="{f:href(.)}" aria-label="{string-join((f:say('source'), @x:label), ' ')}">
      <xsl:value-of select="f:say('source.mark')"/>
    </a>
  </xsl:template>

  <xsl:template match="*[f:is-block(.)]" mode="m:source" as="element(h:p)">
    <p class="source ed">{f:say('source')} <a class="link" href="{f:href(.)}">{(@x:label, @x:href)[1]}</a></p>
  </xsl:template>

  <xsl:template match="ref[not(node())] | ptr" mode="m:text" priority="7" as="element()">
    <xsl:element name="{if (exists(f:href(.))) then 'a' else 'span'}">
      <xsl:sequence select="f:href(.) ! f:attribute('href', .)"/>
      <xsl:sequence select="f:attributes(., 'ed')"/>
      <xsl:value-of select="(@x:n, @x:label, @target, @cRef)[. ne ''][1]"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="ref" mode="m:text" as="element()">
    <xsl:call-template name="phrase"/>
  </xsl:template>

  <!-- The reference to a note: raised, as printed. One in words (`see note 5`) is a link like others. -->
  <xsl:template match="ref[@x:n][@x:href][not(matches(., '\p{L}\p{L}'))]" mode="m:text" priority="8"
    as="element(h:sup)">
    <sup>
      <a href="{f:href(.)}" role="doc-noteref">
        <xsl:sequence select="f:attributes(., ('mark', 'ed'[empty(current()/node())]))"/>
        <xsl:apply-templates mode="m:text"/>
        <xsl:value-of select="@x:n[empty(current()/node())]"/>
      </a>
    </sup>
  </xsl:template>

</xsl:stylesheet>
