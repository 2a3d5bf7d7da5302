<?xml version="1.0" encoding="UTF-8"?>
<!-- Owns the mentions of register entries: m:mentions, from a prepared text. Assumes resolve.xsl, entries.xsl. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:x="urn:x-teiserge:facts" xmlns:m="urn:x-teiserge:modes" xmlns:f="urn:x-teiserge:functions"
  xmlns:v="urn:x-teiserge:variables" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" expand-text="yes" version="3.0">

  <!-- Prepared text → x:mentions of x:mention (@of: address of the entry, @href, @page, @title, @where, @n; @count, if
       it stands for several in one place) with the form that stands there. They are in the order of reading, the
       header's first; what a note or an entry mentions stands where the text has its mark. -->
  <xsl:mode name="m:mentions" on-no-match="fail" visibility="public"/>

  <!-- What marks the place of an entry; and everything by its id. -->
  <xsl:key name="anchors" match="anchor[@x:entry]" use="string(@x:entry)"/>
  <xsl:key name="facts" match="*[@x:id]" use="string(@x:id)"/>

  <xsl:template match="/" mode="m:mentions" as="element(x:mentions)">
    <xsl:variable name="mentioning" as="element()*" select="*//(teiHeader | text | standOff)//*[@x:entity]"/>
    <xsl:variable name="places" as="map(xs:string, xs:integer)"
      select="map:merge($mentioning/f:standing(., ()) ! map{generate-id(): position()})"/>
    <xsl:variable name="mentions" as="element(x:mention)*">
      <xsl:for-each select="$mentioning">
        <xsl:sort select="$places(generate-id(f:standing(., ())))"/>
        <xsl:apply-templates select="." mode="m:mentions"/>
      </xsl:for-each>
    </xsl:variable>
    <x:mentions>
      <xsl:for-each-group select="$mentions" group-by="@of, @where, @n, @passage" composite="yes">
        <xsl:copy>
          <xsl:copy-of select="@* except @passage"/>
          <xsl:if test="current-group()[2]">
            <xsl:attribute name="count" select="count(current-group())"/>
          </xsl:if>
          <xsl:sequence select="node()"/>
        </xsl:copy>
      </xsl:for-each-group>
    </x:mentions>
  </xsl:template>

  <!-- A title within the reference to the same work is not a second mention of it. -->
  <xsl:template match="*" mode="m:mentions" as="element(x:mention)*">
    <xsl:variable name="mention" as="element()" select="."/>
    <xsl:variable name="entities" as="element(x:entity)*" select="f:targets(.) ! f:entity-of(.)"/>
    <xsl:for-each select="$entities[not(@id = $mention/ancestor::*[@x:entity][1]/@x:entity/tokenize(.))]">
      <x:mention of="{@href}" href="{f:mention-href($mention)}" page="{$page}"
        title="{$mention/ancestor::*[last()]/@x:title}" where="{f:where($mention)}" n="{f:cited($mention)}"
        passage="{generate-id(f:passage(f:standing($mention, ())))}">{f:form($mention)}</x:mention>
    </xsl:for-each>
  </xsl:template>

  <!-- Where a mention can be looked up: in the text, or the header's section of the page that shows all headers. -->
  <xsl:function name="f:mention-href" as="xs:string">
    <xsl:param name="mention" as="element()"/>
    <xsl:sequence select="
        if ($mention/ancestor::teiHeader) then f:header-href($mention/ancestor::teiHeader[last()])
        else string-join(($page, $mention/@x:id ! f:fragment(.)), '#')"/>
  </xsl:function>

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

  <!-- How the place of a mention is cited: as its entry or paragraph is; where there is no number, by the heading. -->
  <xsl:function name="f:cited" as="xs:string">
    <xsl:param name="mention" as="element()"/>
    <xsl:sequence select="
        string((($mention/ancestor::x:entry[last()]/@ref, f:reference($mention))[1][. ne ''],
          f:heading(f:standing($mention, ())))[1])"/>
  </xsl:function>

  <!-- What a passage stands under: the words of its heading, or what its division is called. -->
  <xsl:function name="f:heading" as="xs:string?">
    <xsl:param name="standing" as="element()"/>
    <xsl:variable name="head" as="element(head)?" select="$standing/ancestor-or-self::head[1]"/>
    <xsl:variable name="divisions" as="element()*" select="reverse($standing/ancestor-or-self::*[f:is-division(.)])"/>
    <xsl:sequence select="
        (($head, $divisions ! (head[1], @type)) ! f:abridged(f:reading-text(.), 8)[.]
          ! (upper-case(substring(., 1, 1)) || substring(., 2)))[1]"/>
  </xsl:function>

  <!-- Where in the text something stands: of what has left the text, the mark or anchor that it left; of a note, what
       refers to it. Notes may refer to one another: $seen is where we have been. -->
  <xsl:function name="f:standing" as="element()">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="seen" as="element()*"/>
    <xsl:variable name="away" as="element()?"
      select="$element/ancestor-or-self::*[self::x:entry or self::note[@x:back]][last()]"/>
    <xsl:variable name="mark" as="element()?" select="
        ($away/self::x:entry ! key('anchors', @x:id, root(.)), $away/self::note ! key('facts', @x:back, root(.)))[1]"/>
    <xsl:sequence select="
        if (empty($mark) or exists($mark intersect $seen)) then $element
        else f:standing($mark, ($seen, $mark))"/>
  </xsl:function>

  <!-- The passage within which several mentions of one entity are as good as one. -->
  <xsl:function name="f:passage" as="element()">
    <xsl:param name="standing" as="element()"/>
    <xsl:sequence select="
        $standing/ancestor-or-self::*[self::p[@x:n] or self::l[@x:n] or self::note or self::head or self::teiHeader
          or f:is-division(.) or empty(parent::*)][1]"/>
  </xsl:function>

</xsl:stylesheet>
