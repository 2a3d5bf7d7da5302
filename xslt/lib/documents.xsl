<?xml version="1.0" encoding="UTF-8"?>
<!-- Owns the question which document, file and page a node belongs to, and what an id is worth.
     A transformation sees one document (then $file names it) or several, each in an x:document with @file. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:x="urn:x-teiserge:facts" xmlns:m="urn:x-teiserge:modes" xmlns:f="urn:x-teiserge:functions"
  xmlns:v="urn:x-teiserge:variables" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" expand-text="yes" version="3.0">

  <!-- Every element by its id; real texts have an id twice, so the first is meant. -->
  <xsl:key name="id" match="*[@xml:id]" use="string(@xml:id)"/>

  <!-- The facts of the edition's ids: by file and id, by id alone, and the pages by file. -->
  <xsl:key name="anchor" match="x:anchor" use="f:address(@file, @id), string(@id)"/>
  <xsl:key name="entity" match="x:entity" use="f:address(@file, @id)"/>
  <xsl:key name="page" match="x:page[@file]" use="string(@file)"/>

  <!-- One string for a file and an id in it. -->
  <xsl:function name="f:address" as="xs:string">
    <xsl:param name="file" as="xs:string"/>
    <xsl:param name="id" as="xs:string"/>
    <xsl:sequence select="$file || '#' || $id"/>
  </xsl:function>

  <!-- The tree that holds a node: its x:document where several are at hand, else the whole. -->
  <xsl:function name="f:document" as="node()">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="if ($file) then root($node) else ($node/ancestor-or-self::x:document, root($node))[1]"/>
  </xsl:function>

  <!-- The file that a node comes from, relative to the edition. -->
  <xsl:function name="f:file" as="xs:string">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="if ($file) then $file else string($node/ancestor-or-self::x:document/@file)"/>
  </xsl:function>

  <!-- The element of the same document with an id, the first if there are several. -->
  <xsl:function name="f:element" as="element()?">
    <xsl:param name="id" as="xs:string"/>
    <xsl:param name="near" as="node()"/>
    <xsl:sequence select="key('id', $id, f:document($near))[1]"/>
  </xsl:function>

  <!-- What the edition knows of an id in a file; of an id in any file, the first in reading order; of a page. -->
  <xsl:function name="f:anchor-at" as="element(x:anchor)?">
    <xsl:param name="file" as="xs:string"/>
    <xsl:param name="id" as="xs:string"/>
    <xsl:sequence select="$site ! key('anchor', f:address($file, $id), .)"/>
  </xsl:function>

  <xsl:function name="f:anchor-anywhere" as="element(x:anchor)?">
    <xsl:param name="id" as="xs:string"/>
    <xsl:sequence select="$site ! key('anchor', $id, .)[1]"/>
  </xsl:function>

  <xsl:function name="f:page-at" as="element(x:page)?">
    <xsl:param name="file" as="xs:string"/>
    <xsl:sequence select="$site ! key('page', $file, .)"/>
  </xsl:function>

  <!-- An id as HTML can take it: real ids hold white space, and some are taken by the pages themselves. -->
  <xsl:function name="f:html-id" as="xs:string" visibility="public">
    <xsl:param name="id" as="xs:string"/>
    <xsl:variable name="whole" as="xs:string" select="replace($id, '\s', '_')"/>
    <xsl:variable name="taken" as="xs:string" select="'^(main|contents|top|texts|registers|(from|to|ref)-.*)?$'"/>
    <xsl:sequence select="if (matches($whole, $taken)) then 'id_' || $whole else $whole"/>
  </xsl:function>

  <!-- An id as the fragment of a link: what a URL cannot hold is escaped, letters of any script stay. -->
  <xsl:function name="f:fragment" as="xs:string" visibility="public">
    <xsl:param name="id" as="xs:string"/>
    <xsl:variable name="unsafe" as="xs:string" select="'[%#&quot;&lt;&gt;\\^`{|}\[\]]'"/>
    <xsl:sequence select="
        if (not(matches($id, $unsafe))) then $id
        else string-join(for $c in string-to-codepoints($id) ! codepoints-to-string(.)
          return if (matches($c, $unsafe)) then encode-for-uri($c) else $c)"/>
  </xsl:function>

</xsl:stylesheet>
