<?xml version="1.0" encoding="UTF-8"?>
<!-- Owns sigla: what stands in an apparatus for a witness, an edition or a person. No modes.
     Assumes lib/documents.xsl, lib/labels.xsl. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:x="urn:x-teiserge:facts" xmlns:m="urn:x-teiserge:modes" xmlns:f="urn:x-teiserge:functions"
  xmlns:v="urn:x-teiserge:variables" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" expand-text="yes" version="3.0">

  <!-- The sigla of a pointer attribute, in the order of the pointers, parted by spaces: `#U #M` → `U M`. A space within
       a siglum is a no-break space. Source: TEI Guidelines, TC (att.rdgPart, att.witnessed). -->
  <xsl:function name="f:sigla" as="xs:string">
    <xsl:param name="pointers" as="attribute()"/>
    <xsl:param name="known" as="map(xs:string, xs:string)"/>
    <xsl:sequence select="string-join(tokenize($pointers) ! $known(.), ' ')"/>
  </xsl:function>

  <!-- What the apparatus of a document points to, with its sigla: `#U` → `U`. -->
  <xsl:function name="f:known-sigla" as="map(xs:string, xs:string)">
    <xsl:param name="document" as="node()"/>
    <xsl:variable name="pointers" as="attribute()*"
      select="$document//(lem | rdg | witDetail | wit | note | label)/(@wit | @source | @resp)"/>
    <xsl:sequence select="
        map:merge(
          distinct-values($pointers ! tokenize(.)) ! map{.: translate(f:siglum(., $document), ' ', '&#xA0;')})"/>
  </xsl:function>

  <!-- The siglum of one pointer: what the thing declares as its siglum, else its own id. What the edition's registers
       describe goes by its label there; a pointer that leads nowhere is shown as it is, but for the `#`. Real editions
       also write `U` for `#U`; that means the same witness. -->
  <xsl:function name="f:siglum" as="xs:string">
    <xsl:param name="pointer" as="xs:string"/>
    <xsl:param name="document" as="node()"/>
    <xsl:variable name="id" as="xs:string"
      select="if (contains($pointer, '#')) then substring-after($pointer, '#') else $pointer"/>
    <xsl:variable name="thing" as="element()?" select="key('id', $id, $document)[1]"/>
    <xsl:variable name="elsewhere" as="element(x:anchor)?" select="f:anchor-anywhere($id)[empty($thing)]"/>
    <xsl:sequence select="
        normalize-space(($thing/abbr[@type = 'siglum'], $thing/head/abbr[@type = 'siglum'], $elsewhere/@siglum,
          $elsewhere/@label, $id)[1])"/>
  </xsl:function>

</xsl:stylesheet>
