<?xml version="1.0" encoding="UTF-8"?>
<!-- Owns the first look at a document: m:gather, from its document node to one x:document, the facts that the other
     documents of the edition need of it. Parameters $file. Assumes lib/. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:x="urn:x-teiserge:facts" xmlns:m="urn:x-teiserge:modes" xmlns:f="urn:x-teiserge:functions"
  xmlns:v="urn:x-teiserge:variables" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" expand-text="yes" version="3.0">

  <!-- Document node → x:document (@file, @role = edition|text|register, @title, …) with
         x:anchor (@id, @place, @kind, @label, @siglum), one for each xml:id, at its first occurrence;
         x:entity (@id, @place, @kind, @label), one for each entry of a list that has an id;
         x:prefix (@ident, @pattern, @replacement) and x:layer (@name), as the header declares them.
       @place = text, header, or in a register the kind whose page the thing stands on; @whole if it is that page. -->
  <xsl:mode name="m:gather" on-no-match="fail" visibility="public"/>

  <xsl:template match="/" mode="m:gather" as="element(x:document)">
    <xsl:variable name="register" as="xs:boolean" select="f:is-register(.)"/>
    <x:document file="{$file}" role="{f:role(., $register)}">
      <xsl:apply-templates select="*/teiHeader" mode="m:gather"/>
      <xsl:apply-templates select="*" mode="m:language"/>
      <xsl:if test="$register">
        <xsl:attribute name="kinds" select="distinct-values(f:register-entries(.) ! f:kind(.))"/>
      </xsl:if>
      <xsl:if test="exists(//gap[@reason = 'withheld'])">
        <xsl:attribute name="withheld" select="'true'"/>
      </xsl:if>
      <xsl:for-each-group select="//*[@xml:id]" group-by="string(@xml:id)">
        <xsl:sequence select="f:anchor(., $register)"/>
      </xsl:for-each-group>
      <xsl:for-each-group select="f:entries(.)[@xml:id]" group-by="string(@xml:id)">
        <x:entity id="{@xml:id}" place="{f:place(., $register)}" kind="{f:kind(.)}" label="{f:label(.)}"/>
      </xsl:for-each-group>
      <xsl:apply-templates select="//prefixDef | //taxonomy" mode="m:gather"/>
    </x:document>
  </xsl:template>

  <xsl:template match="teiHeader" mode="m:gather" as="attribute()*">
    <xsl:variable name="edition" as="element()?" select="fileDesc/editionStmt/edition[1]"/>
    <xsl:variable name="licence" as="element()?" select="fileDesc/publicationStmt//licence[1]"/>
    <xsl:variable name="siglum" as="element()*" select="fileDesc/sourceDesc//witness/abbr[@type = 'siglum']"/>
    <xsl:attribute name="tei-id" select="../@xml:id"/>
    <xsl:attribute name="title" select="fileDesc/titleStmt ! f:title(.)"/>
    <xsl:attribute name="author" select="fileDesc/titleStmt/author ! f:reading-text(node())" separator=", "/>
    <xsl:attribute name="siglum" select="$siglum[empty($siglum[2])] ! f:reading-text(node())"/>
    <xsl:attribute name="version" select="($edition/@n, $edition ! f:reading-text(node()))[1]"/>
    <xsl:attribute name="date" select="(fileDesc/publicationStmt/date)[1] ! f:date-words(.)"/>
    <xsl:attribute name="licence" select="$licence ! (f:licence-name(@target), f:reading-text(node()))[.][1]"/>
    <xsl:attribute name="licence-href" select="$licence/@target[matches(., '^https?:', 'i')]"/>
  </xsl:template>

  <xsl:template match="prefixDef" mode="m:gather" as="element(x:prefix)">
    <x:prefix ident="{@ident}" pattern="{@matchPattern}" replacement="{@replacementPattern}"/>
  </xsl:template>

  <!-- The layers of an edition are the categories of the taxonomy that is called so, or that has the best known of
       them. Source: TEI Guidelines, HD (classification declaration). -->
  <xsl:template match="taxonomy[@xml:id = 'layers' or category/@xml:id = 'criticus']" mode="m:gather"
    as="element(x:layer)*">
    <xsl:for-each select="category/@xml:id">
      <x:layer name="{.}"/>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="taxonomy" mode="m:gather" as="empty-sequence()"/>

  <!-- The language that a document is in: its own, its text's, else the first that its header lists. -->
  <xsl:mode name="m:language" on-no-match="fail"/>

  <xsl:template match="*" mode="m:language" as="attribute(lang)?">
    <xsl:variable name="said" as="attribute()*"
      select="@xml:lang, text/@xml:lang, teiHeader/profileDesc/langUsage/language[1]/@ident"/>
    <xsl:if test="exists($said)">
      <xsl:attribute name="lang" select="$said[1]"/>
    </xsl:if>
  </xsl:template>

  <!-- What part a document plays. The file of the edition is the one that the conventions call so. -->
  <xsl:function name="f:role" as="xs:string">
    <xsl:param name="document" as="document-node()"/>
    <xsl:param name="register" as="xs:boolean"/>
    <xsl:sequence select="
        if ($file = 'edition.xml') then 'edition'
        else if ($register) then 'register'
        else 'text'"/>
  </xsl:function>

  <!-- The entries that a register gives to the register pages: not the sources of its own header. -->
  <xsl:function name="f:register-entries" as="element()*">
    <xsl:param name="document" as="node()"/>
    <xsl:sequence select="f:entries($document)[not(ancestor::fileDesc)]"/>
  </xsl:function>

  <xsl:function name="f:anchor" as="element(x:anchor)">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="register" as="xs:boolean"/>
    <xsl:variable name="label" as="xs:string?" select="f:label($element)"/>
    <x:anchor id="{$element/@xml:id}" place="{f:place($element, $register)}" kind="{local-name($element)}">
      <xsl:if test="
          $element/parent::document-node()
          or $register and empty(f:entry($element)) and empty($element/ancestor::teiHeader)">
        <xsl:attribute name="whole" select="'true'"/>
      </xsl:if>
      <xsl:if test="exists($label)">
        <xsl:attribute name="label" select="$label"/>
      </xsl:if>
      <xsl:for-each select="$element/abbr[@type = 'siglum'][1]">
        <xsl:attribute name="siglum" select="f:reading-text(node())"/>
      </xsl:for-each>
    </x:anchor>
  </xsl:function>

  <!-- Where a thing will be shown. -->
  <xsl:function name="f:place" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="register" as="xs:boolean"/>
    <xsl:variable name="kind" as="xs:string?" select="
        if (not($register) or $element/ancestor::fileDesc) then ()
        else ($element/ancestor-or-self::* ! f:kind(.), $element/descendant::*[f:kind(.)][1] ! f:kind(.))[1]"/>
    <xsl:sequence select="($kind, $element/ancestor-or-self::teiHeader[1] ! 'header', 'text')[1]"/>
  </xsl:function>

  <!-- A short name of the licences that are known by their address. -->
  <xsl:function name="f:licence-name" as="xs:string?" visibility="public">
    <xsl:param name="target" as="xs:string?"/>
    <xsl:variable name="found" as="xs:string*" select="
        analyze-string($target, 'creativecommons\.org/(licenses|publicdomain)/([a-z-]+)/([0-9.]+)')//fn:group/string()"
      xmlns:fn="http://www.w3.org/2005/xpath-functions"/>
    <xsl:sequence select="
        if (empty($found)) then ()
        else if ($found[2] = 'zero') then 'CC0 ' || $found[3]
        else if ($found[2] = 'mark') then 'Public Domain Mark ' || $found[3]
        else 'CC ' || upper-case($found[2]) || ' ' || $found[3]"/>
  </xsl:function>

</xsl:stylesheet>
