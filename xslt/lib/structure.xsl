<?xml version="1.0" encoding="UTF-8"?>
<!-- Owns the words by which the passes speak of TEI: what is a division, an entry of a register, a layer, a note
     that belongs to the text. No modes. Assumes lib/documents.xsl. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:x="urn:x-teiserge:facts" xmlns:m="urn:x-teiserge:modes" xmlns:f="urn:x-teiserge:functions"
  xmlns:v="urn:x-teiserge:variables" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" expand-text="yes" version="3.0">

  <!-- The kinds of register and the elements that are their entries, each in its list.
       Source: TEI Guidelines, ND (names, dates, people, places), CO (bibliographies). -->
  <xsl:variable name="v:kinds" as="map(xs:string, xs:string)" select="map{
      'person': 'person', 'personGrp': 'person', 'persona': 'person', 'place': 'place', 'org': 'org', 'event': 'event',
      'biblStruct': 'bibl', 'biblFull': 'bibl', 'bibl': 'bibl'}"/>

  <!-- The page of each kind of register, in the order of navigation. -->
  <xsl:variable name="v:register-pages" as="map(xs:string, xs:string)" select="map{
      'person': 'persons.html', 'place': 'places.html', 'org': 'organisations.html', 'event': 'events.html',
      'bibl': 'bibliography.html'}"/>
  <xsl:variable name="v:register-order" as="xs:string*" select="('person', 'place', 'org', 'event', 'bibl')"/>

  <!-- Layers of the apparatus that need no declaration, in their order at the foot of a text. -->
  <xsl:variable name="v:layers" as="xs:string*" select="('criticus', 'fontium', 'testium', 'commentary')"/>

  <!-- Every outermost entry of a list: an event within a person is that person's, not one of the register. -->
  <xsl:key name="entries" match="
      listPerson/(person | personGrp | persona) | listPlace/place | listOrg/org | listEvent/event
      | listBibl/(bibl | biblStruct | biblFull)" use="f:is-outermost-entry(.)"/>

  <xsl:function name="f:is-outermost-entry" as="xs:boolean">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="
        empty($entry/(ancestor::person | ancestor::personGrp | ancestor::place | ancestor::org | ancestor::event
          | ancestor::biblStruct | ancestor::biblFull | ancestor::bibl))"/>
  </xsl:function>

  <!-- The outermost entries of a document, in document order. -->
  <xsl:function name="f:entries" as="element()*">
    <xsl:param name="document" as="node()"/>
    <xsl:sequence select="key('entries', true(), $document)"/>
  </xsl:function>

  <!-- The entry that a node is, or belongs to. -->
  <xsl:function name="f:entry" as="element()?">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="$node/ancestor-or-self::*[parent::listPerson or parent::listPlace or parent::listOrg
        or parent::listEvent or parent::listBibl][map:contains($v:kinds, local-name())][f:is-outermost-entry(.)]"/>
  </xsl:function>

  <!-- What kind of register an entry or a list belongs in. -->
  <xsl:function name="f:kind" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="name" as="xs:string" select="local-name($element)"/>
    <xsl:sequence select="($v:kinds($name), $v:kinds(lower-case(substring-after($name, 'list'))))[1]"/>
  </xsl:function>

  <!-- Whether a document is a register: without a text, or with one that holds nothing but lists and their headings.
       -->
  <xsl:function name="f:is-register" as="xs:boolean">
    <xsl:param name="document" as="node()"/>
    <xsl:variable name="texts" as="element()*" select="$document//(text | sourceDoc)"/>
    <xsl:sequence select="
        empty($texts) or exists($texts//(listPerson | listPlace | listOrg | listEvent | listBibl))
        and empty($texts//text()[normalize-space()][not(ancestor::listPerson or ancestor::listPlace
          or ancestor::listOrg or ancestor::listEvent or ancestor::listBibl or ancestor::head)])"/>
  </xsl:function>

  <!-- Whether an element is a division of a text. Source: TEI Guidelines, DS. -->
  <xsl:function name="f:is-division" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="matches(local-name($element), '^div[1-7]?$')"/>
  </xsl:function>

  <!-- Where the notes and entries of a passage are gathered: in the outermost division around it; outside any, in the
       front, body or back, else in the text. -->
  <xsl:function name="f:home" as="element()?">
    <xsl:param name="node" as="node()"/>
    <xsl:variable name="around" as="element()*" select="$node/ancestor::*"/>
    <xsl:sequence select="
        ($around[f:is-division(.)][1], $around[self::front or self::body or self::back][last()],
         $around[self::text or self::standOff][1])[1]"/>
  </xsl:function>

  <!-- The layer of the apparatus that an app or a note belongs to; a note without one is a note.
       Source: TEI Guidelines, TC; the names are those of v:layers and of the edition's taxonomy. -->
  <xsl:function name="f:layer" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="types" as="xs:string*" select="
        $element/@type/tokenize(.), $element[self::app]/ancestor::listApp[@type][1]/@type/tokenize(.)"/>
    <xsl:sequence select="($types[. = $v:declared-layers], $element[self::app] ! 'criticus')[1]"/>
  </xsl:function>

  <!-- Whether a reference is the mark of a note in the text, a number and no words of it. -->
  <xsl:function name="f:is-note-mark" as="xs:boolean">
    <xsl:param name="reference" as="element()"/>
    <xsl:sequence select="
        exists($reference[self::ref][@type = 'note' or @x:n and not(matches(., '\p{L}{2}'))])"/>
  </xsl:function>

  <!-- The layers that the edition knows, in order. -->
  <xsl:variable name="v:declared-layers" as="xs:string*"
    select="distinct-values(($v:layers, $site/x:site/x:layer/@name/string()))"/>

</xsl:stylesheet>
