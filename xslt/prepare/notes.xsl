<?xml version="1.0" encoding="UTF-8"?>
<!-- Owns notes: what kind each is, its mark, and where it goes (m:arrange). Assumes lib/, ids.xsl, numbers.xsl.
     Source: TEI Guidelines, CO (notes). -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:x="urn:x-teiserge:facts" xmlns:m="urn:x-teiserge:modes" xmlns:f="urn:x-teiserge:functions"
  xmlns:v="urn:x-teiserge:variables" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" expand-text="yes" version="3.0">

  <!-- The references to an element of the same document. -->
  <xsl:key name="references" match="ref[@target] | ptr[@target]"
    use="tokenize(@target)[starts-with(., '#')] ! substring(., 2)"/>

  <!-- What part a note plays: @x:note (authorial, editorial, regest, margin), its mark, and @x:back, the id of what
       refers to it; or @x:layer, if it is an entry of the apparatus. -->
  <xsl:function name="f:note-facts" as="attribute()*">
    <xsl:param name="note" as="element(note)"/>
    <xsl:variable name="kind" as="xs:string?" select="f:note($note)"/>
    <xsl:choose>
      <xsl:when test="exists($kind)">
        <xsl:attribute name="x:note" select="$kind"/>
        <xsl:sequence select="f:mark($note)"/>
        <xsl:for-each select="(f:references($note)[f:is-of-the-text(.)], f:annotated-element($note))[1]">
          <xsl:attribute name="x:back" select="f:id(., if (self::ref or self::ptr) then 'm' else local-name())"/>
        </xsl:for-each>
      </xsl:when>
      <xsl:when test="empty($note/(parent::app | parent::rdgGrp))">
        <xsl:sequence select="f:layer-fact($note)"/>
      </xsl:when>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="f:layer-fact" as="attribute()?">
    <xsl:param name="entry" as="element()"/>
    <xsl:for-each select="f:layer($entry)">
      <xsl:attribute name="x:layer" select="."/>
    </xsl:for-each>
  </xsl:function>

  <!-- The mark of a note, on itself and on what refers to it. -->
  <xsl:function name="f:mark" as="attribute()?">
    <xsl:param name="note" as="element(note)"/>
    <xsl:if test="f:is-marked($note)">
      <xsl:attribute name="x:n" select="f:note-mark($note)"/>
    </xsl:if>
  </xsl:function>

  <!-- The kind of a note of the text; none of a note that belongs to a header, an entry of a list or of the apparatus,
       or that is itself an entry. A note with @resp, or within what has it, is the editors'. -->
  <xsl:function name="f:note" as="xs:string?">
    <xsl:param name="note" as="element(note)"/>
    <xsl:variable name="around" as="element()*" select="$note/ancestor::*"/>
    <xsl:sequence select="
        if (empty($around[self::text]) or $note/(parent::app | parent::rdgGrp) or exists(f:entry($note))) then ()
        else if ($note/@type = 'regest') then 'regest'
        else if (exists(f:layer($note))) then ()
        else if ($note/@place/matches(., '^\s*(margin|left|right|inner|outer)')) then 'margin'
        else if ($note/@type = 'editorial' or exists(($note, $around)/@resp)) then 'editorial'
        else 'authorial'"/>
  </xsl:function>

  <!-- Whether a note stands in the midst of the text: it leaves a mark there and goes to the end of the division. One
       that stands between the parts of a division stays, and so does one within a reading or another note's entry. -->
  <xsl:function name="f:is-moved" as="xs:boolean">
    <xsl:param name="note" as="element(note)"/>
    <xsl:sequence select="
        f:note($note) = ('authorial', 'editorial')
        and not($note/..[f:is-division(.) or self::body or self::front or self::back or self::text or self::group
          or self::list or self::table or self::row or self::listApp or self::castList or self::castGroup])
        and f:is-outer($note)"/>
  </xsl:function>

  <!-- Whether a note has a mark, by which the text refers to it. -->
  <xsl:function name="f:is-marked" as="xs:boolean">
    <xsl:param name="note" as="element(note)"/>
    <xsl:sequence select="f:note($note) = ('authorial', 'editorial')
        and (exists($note/(@n[normalize-space()], label)) or f:is-moved($note) or exists(f:references($note)))"/>
  </xsl:function>

  <!-- Whether the mark of a note is counted, because none is written. -->
  <xsl:function name="f:is-counted" as="xs:boolean">
    <xsl:param name="note" as="element(note)"/>
    <xsl:sequence select="empty($note/(@n[normalize-space()], label)) and f:is-marked($note)"/>
  </xsl:function>

  <!-- The mark of a note: as written, else a number, or a letter for the editors'. -->
  <xsl:function name="f:note-mark" as="xs:string">
    <xsl:param name="note" as="element(note)"/>
    <xsl:variable name="counts" as="map(*)" select="$note/accumulator-before('counts')"/>
    <xsl:sequence select="
        if (normalize-space($note/@n)) then normalize-space($note/@n)
        else if ($note/label) then replace(f:reading-text($note/label[1]/node()), '[.)\]:]$', '')
        else if (f:note($note) = 'editorial') then format-integer(($counts?editorial, 1)[1], 'a')
        else string(($counts?authorial, 1)[1])"/>
  </xsl:function>

  <xsl:function name="f:references" as="element()*">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="$element/@xml:id ! key('references', ., f:document($element))"/>
  </xsl:function>

  <!-- Whether a reference is the text's own, and not made by the editors in a note, a headnote or the header: only from
       there does a reader come to a note. -->
  <xsl:function name="f:is-of-the-text" as="xs:boolean">
    <xsl:param name="reference" as="element()"/>
    <xsl:variable name="around" as="element()*" select="$reference/ancestor::*"/>
    <xsl:sequence select="
        exists($around[self::text]) and empty($around[f:is-division(.)][@resp or @type = 'headnote'])
        and (every $note in $around[self::note] satisfies f:note($note) = ('authorial', 'margin'))"/>
  </xsl:function>

  <!-- The element of the same document that a note says it belongs to. -->
  <xsl:function name="f:annotated-element" as="element()?">
    <xsl:param name="note" as="element(note)"/>
    <xsl:sequence select="($note/@target/tokenize(.)[starts-with(., '#')] ! f:element(substring(., 2), $note))[1]"/>
  </xsl:function>

  <!-- The note that a reference leads to, in its own document. -->
  <xsl:function name="f:note-of" as="element(note)?">
    <xsl:param name="reference" as="element()"/>
    <xsl:sequence select="
        $reference/@target[starts-with(., '#')] ! f:element(substring(., 2), $reference)[self::note]"/>
  </xsl:function>

  <!-- A note in the midst of the text leaves its mark. -->
  <xsl:template match="note[@x:note][f:is-moved(.)]" mode="m:arrange" as="element(x:mark)" priority="1">
    <x:mark x:id="{f:free(@x:id || '-mark', .)}" entry="{@x:id}" n="{@x:n}"/>
  </xsl:template>

  <!-- The notes of a division, at its end. -->
  <xsl:template name="notes" as="element(x:notes)?">
    <xsl:param name="gathered" as="element()*"/>
    <xsl:variable name="notes" as="element(note)*" select="$gathered[self::note][empty(@x:layer)]"/>
    <xsl:if test="exists($notes)">
      <x:notes>
        <xsl:apply-templates select="$notes" mode="m:moved"/>
      </x:notes>
    </xsl:if>
  </xsl:template>

  <!-- A note that has left its place, whole; it refers back to its mark. -->
  <xsl:mode name="m:moved" on-no-match="fail"/>

  <xsl:template match="note" mode="m:moved" as="element(note)">
    <xsl:copy>
      <xsl:copy-of select="@*"/>
      <xsl:attribute name="x:back" select="f:free(@x:id || '-mark', .)"/>
      <xsl:apply-templates mode="m:arrange"/>
    </xsl:copy>
  </xsl:template>

</xsl:stylesheet>
