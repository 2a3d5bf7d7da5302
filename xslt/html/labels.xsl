<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="http://www.w3.org/1999/xhtml"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:h="http://www.w3.org/1999/xhtml"
  xmlns:x="urn:x-teiserge:facts" xmlns:m="urn:x-teiserge:modes" xmlns:f="urn:x-teiserge:functions"
  xmlns:v="urn:x-teiserge:variables" xmlns:e="urn:x-teiserge:errors"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" expand-text="yes" version="3.0">

  <!-- Owns the words of the page: every one comes from the labels, and stands in class `ed` within a text. -->

  <xsl:variable name="v:language" as="xs:string" select="f:say('language')"/>

  <!-- The label of a key. Error: e:NO-LABEL, which is a fault of a stylesheet or of a translation. -->
  <xsl:function name="f:say" as="xs:string">
    <xsl:param name="key" as="xs:string"/>
    <xsl:sequence select="
        if (map:contains($labels, $key)) then $labels($key)
        else error(xs:QName('e:NO-LABEL'), 'there is no label ' || $key)"/>
  </xsl:function>

  <!-- The label of a key with {name} replaced by the value of that name. -->
  <xsl:function name="f:say" as="xs:string">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="values" as="map(xs:string, xs:string)"/>
    <xsl:sequence select="
        fold-left(map:keys($values), f:say($key), function ($said, $name) {
          replace($said, '{' || $name || '}', $values($name), 'q')
        })"/>
  </xsl:function>

  <!-- The label of a name within a family of keys (`layer.criticus`), else the name as it is: what a text calls its
       layers, types and fields is an open list. -->
  <xsl:function name="f:name" as="xs:string">
    <xsl:param name="family" as="xs:string"/>
    <xsl:param name="name" as="xs:string"/>
    <xsl:sequence select="($labels($family || '.' || $name), $name)[1]"/>
  </xsl:function>

  <!-- Words of the page inside a text: marked as such. -->
  <xsl:function name="f:ed" as="element(h:span)">
    <xsl:param name="said" as="item()*"/>
    <span class="ed">
      <xsl:sequence select="$said"/>
    </span>
  </xsl:function>

</xsl:stylesheet>
