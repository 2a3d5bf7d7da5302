<?xml version="1.0" encoding="UTF-8"?>
<!-- Owns the entries of the apparatus: m:entry, whatever their encoding, in one shape; and m:within, what stands inside
     them. Assumes apparatus.xsl. Source: TEI Guidelines, TC. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:x="urn:x-teiserge:facts" xmlns:m="urn:x-teiserge:modes" xmlns:f="urn:x-teiserge:functions"
  xmlns:v="urn:x-teiserge:variables" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" expand-text="yes" version="3.0">

  <!-- app, or note of a layer → x:entry (@x:id, @x:n, @layer, @ref, @placed) of x:lemma and, in the order of the app,
         x:reading (@sigla, @sources, @editors, @group … and the attributes of rdg), x:detail (@sigla …), x:note.
       Whatever else an app holds becomes an x:note: nothing of it is lost. -->
  <xsl:mode name="m:entry" on-no-match="fail"/>

  <xsl:template match="app" mode="m:entry" as="element(x:entry)">
    <xsl:param name="numbers" as="map(xs:string, xs:integer)" tunnel="yes"/>
    <xsl:variable name="lemma" as="element()?" select="f:lemma(.)"/>
    <x:entry>
      <xsl:sequence select="f:entry-facts(., $numbers)"/>
      <xsl:copy-of select="@* except (@xml:id, @x:*)"/>
      <xsl:apply-templates select="$lemma" mode="m:lemma">
        <xsl:with-param name="in-text" select="empty(@x:withheld) and f:wraps(.) and f:is-outer(.)"/>
      </xsl:apply-templates>
      <xsl:apply-templates select="node() except $lemma" mode="#current">
        <xsl:with-param name="lemma" select="$lemma" tunnel="yes"/>
      </xsl:apply-templates>
    </x:entry>
  </xsl:template>

  <!-- Of a note, its label or the quotation beside it is the lemma. -->
  <xsl:template match="note[@x:layer]" mode="m:entry" as="element(x:entry)" priority="1">
    <xsl:param name="numbers" as="map(xs:string, xs:integer)" tunnel="yes"/>
    <xsl:variable name="label" as="element(label)?" select="label[1]"/>
    <x:entry>
      <xsl:sequence select="f:entry-facts(., $numbers)"/>
      <xsl:copy-of select="@* except (@xml:id, @x:*)"/>
      <xsl:apply-templates select="$label" mode="m:lemma"/>
      <xsl:apply-templates select="f:annotated-words(.)[not($label)]" mode="m:quoted-lemma"/>
      <x:note>
        <xsl:apply-templates select="node() except $label" mode="m:within"/>
      </x:note>
    </x:entry>
  </xsl:template>

  <xsl:template match="lem | rdg" mode="m:entry" as="element(x:reading)?">
    <xsl:param name="lemma" as="element()?" tunnel="yes"/>
    <xsl:if test="not(. is $lemma)">
      <x:reading>
        <xsl:call-template name="reading-facts"/>
        <xsl:for-each select="self::lem">
          <xsl:attribute name="lemma" select="true()"/>
        </xsl:for-each>
        <xsl:apply-templates mode="m:within"/>
      </x:reading>
    </xsl:if>
  </xsl:template>

  <!-- The readings of a group follow one another; each says which group it is of. -->
  <xsl:template match="rdgGrp" mode="m:entry" as="element()*">
    <xsl:apply-templates mode="#current"/>
  </xsl:template>

  <xsl:template match="witDetail | wit" mode="m:entry" as="element(x:detail)">
    <x:detail>
      <xsl:call-template name="reading-facts"/>
      <xsl:apply-templates mode="m:within"/>
    </x:detail>
  </xsl:template>

  <xsl:template match="note" mode="m:entry" as="element(x:note)">
    <x:note>
      <xsl:copy-of select="@* except (@xml:id, @x:*), @x:id"/>
      <xsl:apply-templates mode="m:within"/>
    </x:note>
  </xsl:template>

  <xsl:template match="* | text()[normalize-space()]" mode="m:entry" as="element(x:note)" priority="-1">
    <x:note>
      <xsl:apply-templates select="." mode="m:within"/>
    </x:note>
  </xsl:template>

  <xsl:template match="text()[not(normalize-space())] | comment() | processing-instruction()" mode="m:entry"
    as="empty-sequence()"/>

  <!-- lem, rdg or label → x:lemma. What stands in the text is shown here once more, what does not is here whole. -->
  <xsl:mode name="m:lemma" on-no-match="fail"/>

  <xsl:template match="lem | rdg | label" mode="m:lemma" as="element(x:lemma)">
    <xsl:param name="in-text" as="xs:boolean" select="false()"/>
    <x:lemma>
      <xsl:call-template name="reading-facts"/>
      <xsl:apply-templates select="node()[$in-text]" mode="m:excerpt"/>
      <xsl:apply-templates select="node()[not($in-text)]" mode="m:within"/>
    </x:lemma>
  </xsl:template>

  <!-- Words of the text → x:lemma; if they are many, the first and the last; if they are withheld, their
       number. -->
  <xsl:mode name="m:quoted-lemma" on-no-match="fail"/>

  <xsl:template match="*" mode="m:quoted-lemma" as="element(x:lemma)?">
    <xsl:variable name="quotation" as="element()" select="(self::cit/(quote | q), .)[1]"/>
    <xsl:variable name="words" as="xs:string" select="f:reading-text($quotation/node())"/>
    <xsl:variable name="limit" as="xs:integer" select="8"/>
    <xsl:where-populated>
      <x:lemma>
        <xsl:choose>
          <xsl:when test="not($words)">
            <xsl:sequence select="f:withheld-words($quotation)"/>
          </xsl:when>
          <xsl:when test="f:abridged($words, $limit) eq $words">
            <xsl:apply-templates select="$quotation/node()" mode="m:excerpt"/>
          </xsl:when>
          <xsl:otherwise>{f:abridged($words, $limit)}</xsl:otherwise>
        </xsl:choose>
      </x:lemma>
    </xsl:where-populated>
  </xsl:template>

  <!-- What stands in a reading or a note of the apparatus, whole and in place; an app within it is an entry within it.
       -->
  <xsl:mode name="m:within" on-no-match="shallow-copy"/>

  <xsl:template match="*" mode="m:within" as="element()">
    <xsl:copy>
      <xsl:copy-of select="@*"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:copy>
  </xsl:template>

  <xsl:template match="app[@x:layer] | note[@x:layer]" mode="m:within" as="element(x:entry)">
    <xsl:apply-templates select="." mode="m:entry"/>
  </xsl:template>

  <!-- The facts of an entry. One that points to words that are not there is reported, and shown all the same. -->
  <xsl:function name="f:entry-facts" as="attribute()*">
    <xsl:param name="entry" as="element()"/>
    <xsl:param name="numbers" as="map(xs:string, xs:integer)"/>
    <xsl:variable name="placed" as="xs:boolean" select="f:is-placed($entry)"/>
    <xsl:if test="not($placed)">
      <xsl:message>
        <x:finding code="app-unplaced" level="info" name="app"/>
      </xsl:message>
    </xsl:if>
    <xsl:copy-of select="$entry/@x:id"/>
    <xsl:attribute name="x:n" select="$numbers(generate-id($entry))"/>
    <xsl:attribute name="layer" select="$entry/@x:layer"/>
    <xsl:attribute name="ref" select="($entry/@loc/normalize-space(), f:extent-of($entry))[1]"/>
    <xsl:attribute name="placed" select="$placed"/>
  </xsl:function>

  <!-- Whether the text shows where an entry belongs: it has an anchor there. -->
  <xsl:function name="f:is-placed" as="xs:boolean">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="
        exists($entry/self::note[ancestor::text]) or $entry/self::app ! f:wraps(.) or not(f:locus($entry) is $entry)
        or exists($entry/(@from, @to)) and empty($entry/parent::listApp)"/>
  </xsl:function>

  <!-- How the place of an entry is cited: by where it begins, and of several paragraphs by the last as well. -->
  <xsl:function name="f:extent-of" as="xs:string">
    <xsl:param name="entry" as="element()"/>
    <xsl:variable name="first" as="xs:string" select="f:reference(f:locus($entry))"/>
    <xsl:variable name="last" as="xs:string?"
      select="f:ending($entry) ! f:reference(.)[every $end in ($first, .) satisfies starts-with($end, '¶ ')]"/>
    <xsl:sequence select="$first || $last[. ne $first] ! ('–' || substring(., 3))"/>
  </xsl:function>

  <!-- How a place is cited: by the line as the edition numbers it (lb), the verse with the numbers of its divisions,
       the paragraph, the note; what holds whole verses or paragraphs by the first of them. -->
  <xsl:function name="f:reference" as="xs:string" visibility="public">
    <xsl:param name="node" as="node()"/>
    <xsl:variable name="block" as="element()?" select="
        ($node/ancestor-or-self::*[self::p or self::l or self::note[empty(@x:layer)] or self::ab][@x:n or self::ab][1],
          $node/descendant::*[self::p or self::l][@x:n][1])[1]"/>
    <xsl:variable name="line" as="element(lb)?" select="($block/descendant::lb[@n][. &lt;&lt; $node])[last()]"/>
    <xsl:sequence select="
        if ($line) then string($line/@n)
        else if ($block/self::l) then string-join(($block/ancestor::*[f:is-division(.)]/@n, $block/@x:n), '.')
        else if ($block/self::note) then 'n. ' || $block/@x:n
        else string-join(('¶ '[$block/self::p], $block/@x:n))"/>
  </xsl:function>

  <!-- The attributes of a reading as they are, and whose it is in words: @sigla of its witnesses, @sources, @editors.
       -->
  <xsl:template name="reading-facts" as="attribute()*">
    <xsl:context-item as="element()" use="required"/>
    <xsl:param name="sigla" as="map(xs:string, xs:string)" tunnel="yes"/>
    <xsl:copy-of select="@* except (@xml:id, @x:*, self::label/@n), @x:id"/>
    <xsl:for-each select="@wit">
      <xsl:attribute name="sigla" select="f:sigla(., $sigla)"/>
    </xsl:for-each>
    <xsl:for-each select="@source">
      <xsl:attribute name="sources" select="f:sigla(., $sigla)"/>
    </xsl:for-each>
    <xsl:for-each select="@resp">
      <xsl:attribute name="editors" select="f:sigla(., $sigla)"/>
    </xsl:for-each>
    <xsl:for-each select="parent::rdgGrp">
      <xsl:attribute name="group" select="1 + count(preceding-sibling::rdgGrp)"/>
      <xsl:for-each select="@* except (@xml:id, @x:*)">
        <xsl:attribute name="group-{local-name()}" select="."/>
      </xsl:for-each>
    </xsl:for-each>
  </xsl:template>

</xsl:stylesheet>
