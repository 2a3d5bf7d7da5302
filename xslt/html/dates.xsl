<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="http://www.w3.org/1999/xhtml"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:h="http://www.w3.org/1999/xhtml"
  xmlns:x="urn:x-teiserge:facts" xmlns:m="urn:x-teiserge:modes" xmlns:f="urn:x-teiserge:functions"
  xmlns:v="urn:x-teiserge:variables" xmlns:e="urn:x-teiserge:errors"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" expand-text="yes" version="3.0">

  <!-- Owns dates: the words for a date that stands only in attributes, and HTML's time. -->

  <xsl:template match="date" mode="m:text" as="element()">
    <xsl:element name="{f:tag(., 'span')}">
      <xsl:sequence select="f:attributes(.)"/>
      <xsl:apply-templates mode="m:text"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="date[@when castable as xs:date or @when castable as xs:gYearMonth]" mode="m:text" as="element()">
    <xsl:element name="{f:tag(., 'time')}">
      <xsl:sequence select="f:attributes(.)"/>
      <xsl:sequence select="@when[not(f:is-block(..))] ! f:attribute('datetime', replace(., 'Z$', ''))"/>
      <xsl:apply-templates mode="m:text"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="date[not(node())]" mode="m:text" priority="2" as="element(h:span)">
    <span>
      <xsl:sequence select="f:attributes(., 'ed')"/>
      <xsl:value-of select="f:when(.)"/>
    </span>
  </xsl:template>

  <!-- The date that the attributes of att.datable state, in words; nothing where they state none. -->
  <xsl:function name="f:when" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="from" as="xs:string?" select="$element/(@from, @notBefore)[1] ! f:date(.)"/>
    <xsl:variable name="to" as="xs:string?" select="$element/(@to, @notAfter)[1] ! f:date(.)"/>
    <xsl:variable name="key" as="xs:string?" select="
        ('date.between'[$from][$to][$element/(@notBefore, @notAfter)], 'date.range'[$from][$to], 'date.from'[$from],
        'date.to'[$to])[1]"/>
    <xsl:sequence select="
        ($element/(@when, @when-custom, @when-iso)[1] ! f:date(.),
        $key ! f:say(., map {'from': string($from), 'to': string($to)}))[1]"/>
  </xsl:function>

  <!-- An ISO date in words: 1890-12-30, 1890-12, 1890, anything else as it is. -->
  <xsl:function name="f:date" as="xs:string">
    <xsl:param name="iso" as="xs:string"/>
    <xsl:variable name="parts" as="xs:string*" select="
        tokenize(replace($iso, '^(-?\d{4})-(0[1-9]|1[0-2])(-(\d\d))?.*$', '$1|$2|$4'), '\|')"/>
    <xsl:variable name="year" as="xs:string" select="replace($parts[1], '^(-?)0+', '$1')"/>
    <xsl:sequence select="
        if (empty($parts[2])) then $year
        else f:say(('date.full'[$parts[3]], 'date.month')[1], map {
          'day': replace(string($parts[3]), '^0', ''), 'month': f:say('month.' || number($parts[2])), 'year': $year})"/>
  </xsl:function>

</xsl:stylesheet>
