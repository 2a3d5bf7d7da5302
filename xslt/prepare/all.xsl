<?xml version="1.0" encoding="UTF-8"?>
<!-- Everything that prepare does, in the order in which it does it; each module owns one concern, and its first comment
     says which. Prepare works out whatever a reader needs to know; html and print only show it. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:x="urn:x-teiserge:facts" xmlns:m="urn:x-teiserge:modes" xmlns:f="urn:x-teiserge:functions"
  xmlns:v="urn:x-teiserge:variables" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" expand-text="yes" version="3.0">

  <!-- The edition's pages, ids and entries (x:site); absent only while they are being gathered. -->
  <xsl:param name="site" as="document-node()?" select="()"/>
  <!-- The file that is being prepared, relative to the edition; empty where several are. -->
  <xsl:param name="file" as="xs:string" select="''"/>
  <!-- The page that is being made. -->
  <xsl:param name="page" as="xs:string" select="''"/>
  <!-- The kind of entries that a register page is made of. -->
  <xsl:param name="kind" as="xs:string" select="''"/>

  <xsl:include href="../lib/strings.xsl"/>
  <xsl:include href="../lib/documents.xsl"/>
  <xsl:include href="../lib/structure.xsl"/>
  <xsl:include href="../lib/titles.xsl"/>
  <xsl:include href="../lib/labels.xsl"/>
  <xsl:include href="../lib/witnesses.xsl"/>

  <!-- First all documents are looked at, for what they need to know of each other. -->
  <xsl:include href="gather.xsl"/>
  <xsl:include href="site.xsl"/>

  <!-- Then each text is prepared. -->
  <xsl:include href="withheld.xsl"/>
  <xsl:include href="annotate.xsl"/>
  <xsl:include href="ids.xsl"/>
  <xsl:include href="numbers.xsl"/>
  <xsl:include href="resolve.xsl"/>
  <xsl:include href="arrange.xsl"/>
  <xsl:include href="notes.xsl"/>
  <xsl:include href="apparatus.xsl"/>
  <xsl:include href="entries.xsl"/>
  <xsl:include href="contents.xsl"/>

  <!-- Then the registers say where the texts mention what. -->
  <xsl:include href="mentions.xsl"/>
  <xsl:include href="registers.xsl"/>

  <!-- A text: document node → document node of the prepared TEI. -->
  <xsl:mode name="m:text" on-no-match="fail" visibility="public" use-accumulators="counts"/>

  <xsl:template match="/" mode="m:text" as="document-node()">
    <xsl:apply-templates select="f:present(.) => f:annotated()" mode="m:arrange"/>
  </xsl:template>

  <!-- The text that is there: where words are withheld, what stands for them. -->
  <xsl:function name="f:present" as="document-node()">
    <xsl:param name="document" as="document-node()"/>
    <xsl:choose>
      <xsl:when test="exists($document//gap[@reason = 'withheld'])">
        <xsl:apply-templates select="$document" mode="m:withheld"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="$document"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="f:annotated" as="document-node()">
    <xsl:param name="document" as="document-node()"/>
    <xsl:apply-templates select="$document" mode="m:annotate"/>
  </xsl:function>

</xsl:stylesheet>
