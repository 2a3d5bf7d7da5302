<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="http://www.w3.org/1999/xhtml"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:h="http://www.w3.org/1999/xhtml"
  xmlns:x="urn:x-teiserge:facts" xmlns:m="urn:x-teiserge:modes" xmlns:f="urn:x-teiserge:functions"
  xmlns:v="urn:x-teiserge:variables" xmlns:e="urn:x-teiserge:errors"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" expand-text="yes" version="3.0">

  <!-- Owns what an encoder did to a source: choice, additions, gaps, breaks of lines and pages. Signs are labels. -->

  <!-- The corrected, regular or expanded form stands in the text; the other follows in brackets. -->
  <xsl:template match="choice" mode="m:text" as="element()">
    <xsl:variable name="read" as="element()?" select="(corr | reg | expan, *)[1]"/>
    <xsl:element name="{f:tag(., 'span')}">
      <xsl:sequence select="f:attributes(.)"/>
      <xsl:apply-templates select="$read" mode="m:text"/>
      <xsl:for-each select="* except $read">
        <span class="ed alternative">
          <xsl:text> {f:say('alternative.open')}{f:name('choice', local-name())} </xsl:text>
          <xsl:apply-templates select="." mode="m:text"/>
          <xsl:text>{f:say('alternative.close')}</xsl:text>
        </span>
      </xsl:for-each>
    </xsl:element>
  </xsl:template>

  <xsl:template match="sic" mode="m:text" as="element()">
    <xsl:call-template name="phrase"/>
  </xsl:template>

  <xsl:template match="sic[not(parent::choice)][not(f:is-block(.))]" mode="m:text" priority="1" as="element(h:span)">
    <span>
      <xsl:sequence select="f:attributes(.)"/>
      <xsl:apply-templates mode="m:text"/>
      <xsl:sequence select="f:ed(f:say('sic'))"/>
    </span>
  </xsl:template>

  <xsl:template match="del | subst" mode="m:text" as="element()">
    <xsl:call-template name="phrase">
      <xsl:with-param name="tag" select="if (self::del) then 'del' else 'span'"/>
    </xsl:call-template>
  </xsl:template>

  <!-- Between the editors' brackets. -->
  <xsl:template match="supplied | surplus" mode="m:text" as="element()">
    <xsl:element name="{f:tag(., 'span')}">
      <xsl:sequence select="f:attributes(.)"/>
      <xsl:sequence select="f:ed(f:say(local-name() || '.open'))[not(f:is-block(current()))]"/>
      <xsl:apply-templates mode="m:text"/>
      <xsl:sequence select="f:ed(f:say(local-name() || '.close'))[not(f:is-block(current()))]"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="gap | space" mode="m:text" as="element(h:span)">
    <xsl:variable name="extent" as="xs:string" select="
        string-join((@extent, @quantity, @unit ! f:unit(., ../(@quantity, @extent)[1]))[. ne ''], ' ')"/>
    <span>
      <xsl:sequence select="f:attributes(., 'ed')"/>
      <xsl:value-of select="
          if ($extent) then f:say(local-name() || '.extent', map {'n': $extent}) else f:say(local-name())"/>
      <xsl:apply-templates mode="m:text"/>
    </span>
  </xsl:template>

  <!-- A unit as it is counted: one line, three lines; one that has no label as it is. -->
  <xsl:function name="f:unit" as="xs:string">
    <xsl:param name="unit" as="xs:string"/>
    <xsl:param name="quantity" as="xs:string?"/>
    <xsl:variable name="one" as="xs:string" select="replace(replace($unit, '^chars?$', 'character'), 's$', '')"/>
    <xsl:sequence select="($labels('unit.' || $one || 's'[not($quantity = '1')]), $unit)[1]"/>
  </xsl:function>

  <xsl:template match="gap[@reason = 'withheld']" mode="m:text" priority="1" as="element(h:span)">
    <span class="withheld ed">{f:say('gap.withheld')}</span>
  </xsl:template>

  <!-- A blank of a few letters is a blank; white between blocks is the style sheet's affair. -->
  <xsl:template match="space[matches(@unit, '^char')]" mode="m:text" priority="1" as="element(h:span)">
    <span>
      <xsl:sequence select="f:attributes(.)"/>
      <xsl:text>&#x2003;</xsl:text>
    </span>
  </xsl:template>

  <xsl:template match="space[@dim = 'vertical']" mode="m:text" priority="1" as="empty-sequence()"/>

  <xsl:template match="lacunaStart | lacunaEnd | witStart | witEnd" mode="m:text" as="element(h:span)">
    <span>
      <xsl:sequence select="f:attributes(., 'ed')"/>
      <xsl:value-of select="f:say(local-name())"/>
    </span>
  </xsl:template>

  <!-- A new line of the source. The first of a block has nothing before it to break from. -->
  <xsl:template match="lb" mode="m:text" as="element()*">
    <xsl:variable name="breaks" as="xs:boolean" select="exists(preceding-sibling::node()[normalize-space()])"/>
    <xsl:sequence select="f:ed(f:say('hyphen'))[$breaks][current()/@break = 'no']"/>
    <xsl:if test="$breaks">
      <br/>
    </xsl:if>
    <xsl:call-template name="point"/>
  </xsl:template>

  <xsl:template match="pb | cb | gb | milestone" mode="m:text" as="element(h:span)?">
    <xsl:call-template name="point"/>
  </xsl:template>

  <!-- A point of the text, with its number where it has one (`page 5`). -->
  <xsl:template name="point" as="element(h:span)?">
    <xsl:context-item as="element()" use="required"/>
    <xsl:variable name="n" as="xs:string?" select="(@x:n, @n)[. ne ''][1] ! string()"/>
    <xsl:if test="$n or @x:id">
      <span>
        <xsl:sequence select="f:attributes(., 'ed')"/>
        <xsl:value-of select="$n ! f:say('point.' || local-name(current()), map {'n': .})"/>
      </span>
    </xsl:if>
  </xsl:template>

  <xsl:template match="anchor | metamark | addSpan | delSpan | damageSpan" mode="m:text" as="element(h:span)">
    <span>
      <xsl:sequence select="f:attributes(.)"/>
    </span>
  </xsl:template>

  <!-- Running titles, page numbers, catchwords: what the page of the source says outside its text. -->
  <xsl:template match="fw" mode="m:text" as="element()">
    <xsl:call-template name="phrase"/>
  </xsl:template>

</xsl:stylesheet>
