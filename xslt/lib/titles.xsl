<?xml version="1.0" encoding="UTF-8"?>
<!-- Owns the choice among the titles of a document. No modes. Assumes nothing; prepare and html both include it. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:f="urn:x-teiserge:functions" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" expand-text="yes" version="3.0">

  <!-- The titles by which a document may be called, the best first: its main one, that of the work itself, and only
       then a series'. With `!`, since a path would put them in document order. Source: TEI Guidelines, HD, CO. -->
  <xsl:function name="f:titles" as="element(title)*">
    <xsl:param name="statement" as="element(titleStmt)?"/>
    <xsl:sequence select="
        $statement ! (title[@type = 'main'], title[@level = 'a'], title[not(@level = 's')], title)"/>
  </xsl:function>

</xsl:stylesheet>
