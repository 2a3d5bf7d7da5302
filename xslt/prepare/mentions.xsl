<?xml version="1.0" encoding="UTF-8"?>
<!-- Owns the mentions of register entries: m:mentions, from a prepared text. Assumes resolve.xsl. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:x="urn:x-teiserge:facts" xmlns:m="urn:x-teiserge:modes" xmlns:f="urn:x-teiserge:functions"
  xmlns:v="urn:x-teiserge:variables" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" expand-text="yes" version="3.0">

  <!-- Prepared text → x:mentions of x:mention (@of: address of the entry, @href, @page, @title, @where, @n) with the
       form that stands there, in the order of the text, the header's first. -->
  <xsl:mode name="m:mentions" on-no-match="fail" visibility="public"/>

  <xsl:template match="/" mode="m:mentions" as="element(x:mentions)">
    <x:mentions>
      <xsl:for-each-group select="*//teiHeader//*[@x:entity]" group-by="@x:entity">
        <xsl:apply-templates select="." mode="m:mentions"/>
      </xsl:for-each-group>
      <xsl:apply-templates select="*//(text | standOff)//*[@x:entity]" mode="m:mentions"/>
    </x:mentions>
  </xsl:template>

  <!-- A title within the reference to the same work is not a second mention of it. -->
  <xsl:template match="*" mode="m:mentions" as="element(x:mention)*">
    <xsl:variable name="mention" as="element()" select="."/>
    <xsl:variable name="entities" as="element(x:entity)*" select="f:targets(.) ! f:entity-of(.)"/>
    <xsl:for-each select="$entities[not(@id = $mention/ancestor::*[@x:entity][1]/@x:entity/tokenize(.))]">
      <x:mention of="{@href}" href="{$page}{$mention/@x:id ! ('#' || f:fragment(.))}" page="{$page}"
        title="{$mention/ancestor::*[last()]/@x:title}" where="{f:where($mention)}" n="{f:cited($mention)}"
        >{f:form($mention)}</x:mention>
    </xsl:for-each>
  </xsl:template>

  <!-- The form in which something is mentioned, in few words; of a structured reference, how it is labelled. -->
  <xsl:function name="f:form" as="xs:string">
    <xsl:param name="mention" as="element()"/>
    <xsl:sequence select="
        f:abridged(if ($mention/self::biblStruct) then $mention/@x:label else f:reading-text($mention/node()), 8)"/>
  </xsl:function>

  <!-- In which part of the edition's page a mention stands. -->
  <xsl:function name="f:where" as="xs:string">
    <xsl:param name="mention" as="element()"/>
    <xsl:variable name="around" as="element()*" select="$mention/ancestor::*"/>
    <xsl:sequence select="
        if ($around[self::teiHeader]) then 'header'
        else if ($around[self::x:entry]) then 'apparatus'
        else if ($around[self::note][@x:note = 'regest']) then 'regest'
        else if ($around[self::note]) then 'note'
        else 'text'"/>
  </xsl:function>

  <xsl:function name="f:cited" as="xs:string">
    <xsl:param name="mention" as="element()"/>
    <xsl:sequence select="string(($mention/ancestor::x:entry[last()]/@ref, f:reference($mention))[1])"/>
  </xsl:function>

</xsl:stylesheet>
