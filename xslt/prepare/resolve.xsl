<?xml version="1.0" encoding="UTF-8"?>
<!-- Owns pointers, and where they lead. Parameters $file, $page, $site. Assumes lib/.
     A bare `#id` means the document's own id first, then that of any document of the edition; `file.xml#id` is relative
     to the file; `prefix:id` is expanded as the headers say. A pointer that leads nowhere gets no facts: nothing is
     guessed. Source: TEI Guidelines, SA (linking; prefixDef). -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:x="urn:x-teiserge:facts" xmlns:m="urn:x-teiserge:modes" xmlns:f="urn:x-teiserge:functions"
  xmlns:v="urn:x-teiserge:variables" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" expand-text="yes" version="3.0">

  <xsl:key name="prefix" match="x:prefix" use="string(@ident)"/>

  <!-- What an element means that points: @x:href (of the first target that exists, relative to the page), @x:kind,
       @x:label, and @x:entity, the ids of all the register entries that it names. -->
  <xsl:function name="f:link" as="attribute()*">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="targets" as="element()*" select="f:targets($element)"/>
    <xsl:if test="exists($targets)">
      <xsl:variable name="entities" as="element(x:entity)*" select="$targets ! f:entity-of(.)"/>
      <xsl:variable name="labels" as="xs:string*" select="distinct-values($targets/@label/string())"/>
      <xsl:attribute name="x:href" select="f:relative($targets[1]/@href)"/>
      <xsl:attribute name="x:kind" select="($entities, $targets)[1]/@kind"/>
      <xsl:if test="exists($labels)">
        <xsl:attribute name="x:label" select="$labels" separator="; "/>
      </xsl:if>
      <xsl:if test="exists($entities)">
        <xsl:attribute name="x:entity" select="$entities/@id"/>
      </xsl:if>
    </xsl:if>
  </xsl:function>

  <!-- The attributes by which an element says what it means, the most telling first. The apparatus points in its own
       ways; a note is not a link to what it annotates, nor a speech, whose speaker is named in it, to a person. -->
  <xsl:function name="f:pointers" as="attribute()*">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="$element[not(self::note or self::witDetail)]/(@ref, @target)"/>
    <xsl:sequence select="$element[self::quote or self::q or self::cit or self::said or self::seg]/@source"/>
    <xsl:sequence select="$element[self::bibl or self::biblStruct or self::cit or self::quote]/@corresp"/>
    <xsl:sequence select="$element[self::said or self::q or self::quote]/@who"/>
  </xsl:function>

  <!-- Whether a name, title or reference says what it means; and what is listed can be pointed to. -->
  <xsl:function name="f:mentions" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element/@*) and exists(f:pointers($element)) or exists($element/parent::listBibl)"/>
  </xsl:function>

  <!-- Where an element points to: an x:anchor or x:page of the site, or an x:external made here. -->
  <xsl:function name="f:targets" as="element()*">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="file" as="xs:string" select="f:file($element)"/>
    <xsl:sequence select="f:pointers($element) ! tokenize(.) ! f:target(f:expanded(., $file), $file)"/>
  </xsl:function>

  <xsl:function name="f:target" as="element()?">
    <xsl:param name="pointer" as="xs:string"/>
    <xsl:param name="file" as="xs:string"/>
    <xsl:variable name="id" as="xs:string" select="substring-after($pointer, '#')"/>
    <xsl:variable name="path" as="xs:string" select="tokenize($pointer, '#')[1]"/>
    <xsl:sequence select="
        if ($path = '') then (f:anchor-at($file, $id), f:anchor-anywhere($id))[1]
        else if (matches($path, '^(https?|ftp)://|^mailto:')) then f:external($pointer)
        else if (matches($path, '^[A-Za-z][A-Za-z0-9+.-]*:')) then ()
        else if ($id) then f:anchor-at(f:path($file, $path), $id)
        else f:page-at(f:path($file, $path))"/>
  </xsl:function>

  <xsl:function name="f:external" as="element(x:external)">
    <xsl:param name="href" as="xs:string"/>
    <x:external href="{$href}" kind="external"/>
  </xsl:function>

  <!-- A private `prefix:id` as the URI that it stands for, by the definitions of its own file, else of any other. A
       pattern that is no regular expression expands nothing. -->
  <xsl:function name="f:expanded" as="xs:string" visibility="public">
    <xsl:param name="pointer" as="xs:string"/>
    <xsl:param name="file" as="xs:string"/>
    <xsl:variable name="known" as="element(x:prefix)*"
      select="if (contains($pointer, ':')) then $site ! key('prefix', substring-before($pointer, ':'), .) else ()"/>
    <xsl:sequence select="
        if (empty($known)) then $pointer
        else (($known[@file = $file], $known) ! f:replaced(substring-after($pointer, ':'), .), $pointer)[1]"/>
  </xsl:function>

  <!-- What one definition makes of the part after the prefix; nothing if it does not match, or cannot. -->
  <xsl:function name="f:replaced" as="xs:string?">
    <xsl:param name="local" as="xs:string"/>
    <xsl:param name="prefix" as="element(x:prefix)"/>
    <xsl:try>
      <xsl:sequence select="
          if (matches($local, '^(?:' || $prefix/@pattern || ')$'))
          then replace($local, '^(?:' || $prefix/@pattern || ')$', $prefix/@replacement) else ()"/>
      <xsl:catch errors="*" select="()"/>
    </xsl:try>
  </xsl:function>

  <!-- A path that is relative to a file, as one from the root of the edition: `tei/texts/a.xml`, `../b.xml` →
       `tei/b.xml`. -->
  <xsl:function name="f:path" as="xs:string" visibility="public">
    <xsl:param name="file" as="xs:string"/>
    <xsl:param name="relative" as="xs:string"/>
    <xsl:variable name="steps" as="xs:string*"
      select="tokenize($file, '/')[position() lt last()], tokenize($relative, '/')[not(. = ('', '.'))]"/>
    <xsl:sequence select="
        string-join(fold-left($steps, (), function($done as xs:string*, $step as xs:string) as xs:string* {
          if ($step = '..') then $done[position() lt last()] else ($done, $step)}), '/')"/>
  </xsl:function>

  <!-- The register entry that a target is. -->
  <xsl:function name="f:entity-of" as="element(x:entity)?">
    <xsl:param name="target" as="element()"/>
    <xsl:sequence select="$target[self::x:anchor] ! key('entity', f:address(@file, @id), $site)"/>
  </xsl:function>

  <!-- An address as seen from the page that is being made. -->
  <xsl:function name="f:relative" as="xs:string">
    <xsl:param name="href" as="xs:string"/>
    <xsl:sequence select="
        if (starts-with($href, $page || '#')) then substring($href, string-length($page) + 1) else $href"/>
  </xsl:function>

</xsl:stylesheet>
