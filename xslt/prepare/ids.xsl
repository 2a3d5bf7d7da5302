<?xml version="1.0" encoding="UTF-8"?>
<!-- Owns ids: @x:id, one that HTML can take, unique on the page. Assumes lib/, numbers.xsl. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:x="urn:x-teiserge:facts" xmlns:m="urn:x-teiserge:modes" xmlns:f="urn:x-teiserge:functions"
  xmlns:v="urn:x-teiserge:variables"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" expand-text="yes" version="3.0">

  <!-- The id of an element: the one that the encoders gave it, else one of its kind and its number in that kind. A
       second element with the same @xml:id is as good as without. -->
  <xsl:function name="f:id" as="attribute()?">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="kind" as="xs:string"/>
    <xsl:sequence select="if ($element/@xml:id) then f:given-id($element) else f:made-id($element, $kind)"/>
  </xsl:function>

  <!-- The id that the encoders gave, in the form that the page has it, if the element is on the page that is being
       made. -->
  <xsl:function name="f:given-id" as="attribute()?">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="id" as="xs:string" select="$element/@xml:id"/>
    <xsl:variable name="anchor" as="element(x:anchor)?" select="f:anchor-at(f:file($element), $id)"/>
    <xsl:choose>
      <xsl:when test="not(f:element($id, $element) is $element)">
        <xsl:sequence select="f:made-id($element, local-name($element))"/>
      </xsl:when>
      <xsl:when test="empty($anchor) or starts-with($anchor/@href, $page || '#')">
        <xsl:attribute name="x:id" select="($anchor/@html-id, f:html-id($id))[1]"/>
      </xsl:when>
    </xsl:choose>
  </xsl:function>

  <!-- The id of a text's header on the page of all headers, if the encoders gave it none; registers need none. -->
  <xsl:function name="f:header-id" as="xs:string?">
    <xsl:param name="file" as="xs:string"/>
    <xsl:sequence select="f:page-at($file) ! ('header-' || f:stem(@href))"/>
  </xsl:function>

  <!-- Where a header of the text is shown. -->
  <xsl:function name="f:header-href" as="xs:string">
    <xsl:param name="header" as="element(teiHeader)"/>
    <xsl:sequence select="
        ($header/@xml:id ! f:anchor-at($file, .)/@href/string(),
          f:header-id($file) ! ('about.html#' || f:fragment(.)), 'about.html')[1]"/>
  </xsl:function>

  <!-- An id that no element of the document has already: `p12` for the twelfth p. -->
  <xsl:function name="f:made-id" as="attribute()?">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="kind" as="xs:string"/>
    <xsl:variable name="counts" as="map(*)" select="$element/accumulator-before('counts')"/>
    <xsl:for-each select="$counts($kind)">
      <xsl:attribute name="x:id" select="if ($counts?taken) then f:free($kind || ., $element) else $kind || ."/>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="f:free" as="xs:string">
    <xsl:param name="id" as="xs:string"/>
    <xsl:param name="near" as="node()"/>
    <xsl:sequence select="if (exists(key('id', $id, root($near)))) then f:free($id || '_', $near) else $id"/>
  </xsl:function>

</xsl:stylesheet>
