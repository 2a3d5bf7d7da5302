<?xml version="1.0" encoding="UTF-8"?>
<!-- From TEI to TEI with facts (namespace urn:x-teiserge:facts). Everything is in prepare/all.xsl, which a stylesheet
     of an edition's own can import and redefine; a package cannot be imported, but makes the processor refuse modes
     that nobody declared. The initial modes, in the order of a build: m:gather, m:site, m:text, m:mentions, m:register,
     m:about, m:edition. -->
<xsl:package xmlns:xsl="http://www.w3.org/1999/XSL/Transform" version="3.0" package-version="1.0">

  <xsl:import href="prepare/all.xsl"/>

</xsl:package>
