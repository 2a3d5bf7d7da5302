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
    <xsl:variable name="from" as="xs:string?" select="$element/(@from, @notBefore)[1]"/>
    <xsl:variable name="to" as="xs:string?" select="$element/(@to, @notAfter)[1]"/>
    <xsl:variable name="between" as="xs:boolean" select="exists($element/(@notBefore, @notAfter))"/>
    <xsl:variable name="said" as="xs:string?" select="
        if ($element/(@when, @when-custom, @when-iso)) then $element/(@when, @when-custom, @when-iso)[1]/f:date(.)
        else if (exists($from) and exists($to)) then f:range($from, $to, $between)
        else if (exists($from)) then f:say(('date.not-before'[$between], 'date.from')[1], map {'from': f:date($from)})
        else $to ! f:say(('date.not-after'[$between], 'date.to')[1], map {'to': f:date(.)})"/>
    <xsl:sequence select="
        if ($element/@cert = ('low', 'medium', 'unknown') and local-name($element) = $v:dates)
        then $said ! f:say('date.uncertain', map {'date': .}) else $said"/>
  </xsl:function>

  <!-- Where @cert is about the date. -->
  <xsl:variable name="v:dates" as="xs:string+" select="'birth', 'date', 'death', 'event', 'floruit', 'origDate'"/>

  <!-- From one ISO date to another, or some day between them; what both have in common is said once. -->
  <xsl:function name="f:range" as="xs:string">
    <xsl:param name="from" as="xs:string"/>
    <xsl:param name="to" as="xs:string"/>
    <xsl:param name="between" as="xs:boolean"/>
    <xsl:variable name="end" as="xs:string" select="f:date($to)"/>
    <xsl:variable name="first" as="xs:string+" select="f:date-parts($from)"/>
    <xsl:variable name="last" as="xs:string+" select="f:date-parts($to)"/>
    <xsl:variable name="start" as="xs:string" select="f:start($first, $last)"/>
    <xsl:variable name="simple" as="xs:boolean" select="
        not(contains($start, ' ')) and count($first) eq count($last) and
        (count($first) eq 1 or $start ne f:words($first))"/>
    <xsl:sequence select="
        if ($end eq f:date($from)) then $end
        else f:say(('date.between'[$between], 'date.range'[$simple], 'date.span')[1],
          map {'from': $start, 'to': $end})"/>
  </xsl:function>

  <!-- The first date of a range, without the year or the month and year that the last date has too. -->
  <xsl:function name="f:start" as="xs:string">
    <xsl:param name="from" as="xs:string+"/>
    <xsl:param name="to" as="xs:string+"/>
    <xsl:sequence select="
        if ($from[1] ne $to[1] or count($from) eq 1 or count($to) eq 1) then f:words($from)
        else if (count($from) eq 2) then f:say('month.' || number($from[2]))
        else f:say(('date.day'[$from[2] eq $to[2]][$to[3]], 'date.day-month')[1], map {
          'day': f:day($from[3]), 'month': f:say('month.' || number($from[2]))})"/>
  </xsl:function>

  <!-- An ISO date in words: 1890-12-30, 1890-12, 1890, anything else as it is. -->
  <xsl:function name="f:date" as="xs:string">
    <xsl:param name="iso" as="xs:string"/>
    <xsl:sequence select="f:words(f:date-parts($iso))"/>
  </xsl:function>

  <!-- Year, month and day of an ISO date, as far as it has them. -->
  <xsl:function name="f:date-parts" as="xs:string+">
    <xsl:param name="iso" as="xs:string"/>
    <xsl:variable name="parts" as="xs:string+" select="
        tokenize(replace($iso, '^(-?\d{4})-(0[1-9]|1[0-2])(-(\d\d))?.*$', '$1|$2|$4'), '\|')"/>
    <xsl:sequence select="replace($parts[1], '^(-?)0+', '$1'), tail($parts)[.]"/>
  </xsl:function>

  <xsl:function name="f:words" as="xs:string">
    <xsl:param name="parts" as="xs:string+"/>
    <xsl:sequence select="
        if (empty($parts[2])) then $parts[1]
        else f:say(('date.full'[$parts[3]], 'date.month')[1], map {
          'day': f:day(string($parts[3])), 'month': f:say('month.' || number($parts[2])), 'year': $parts[1]})"/>
  </xsl:function>

  <xsl:function name="f:day" as="xs:string">
    <xsl:param name="day" as="xs:string"/>
    <xsl:sequence select="replace($day, '^0', '')"/>
  </xsl:function>

</xsl:stylesheet>
