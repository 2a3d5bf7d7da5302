<?xml version="1.0" encoding="UTF-8"?>
<!-- The web page of a prepared document. Everything is in html/all.xsl, which a stylesheet of an edition's own can
     import and redefine; a package cannot be imported, but makes the processor refuse modes that nobody declared. -->
<xsl:package xmlns:xsl="http://www.w3.org/1999/XSL/Transform" version="3.0" package-version="1.0">

  <xsl:import href="html/all.xsl"/>

</xsl:package>
