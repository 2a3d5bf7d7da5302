<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="http://www.w3.org/1999/xhtml"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:h="http://www.w3.org/1999/xhtml"
  xmlns:x="urn:x-teiserge:facts" xmlns:m="urn:x-teiserge:modes" xmlns:f="urn:x-teiserge:functions"
  xmlns:v="urn:x-teiserge:variables" xmlns:e="urn:x-teiserge:errors"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" expand-text="yes" version="3.0">

  <!-- Owns the question that HTML asks and TEI does not: does this element stand among blocks or among words?
       A paragraph or a heading of HTML can hold no block; so whatever has one inside becomes a div. -->

  <!-- Always blocks, wherever they stand. -->
  <xsl:variable name="v:blocks" as="xs:string+" select="
      'ab', 'argument', 'back', 'biblFull', 'biblStruct', 'body', 'byline', 'castGroup', 'castItem', 'castList',
      'closer', 'correspDesc', 'dateline', 'div', 'div1', 'div2', 'div3', 'div4', 'div5', 'div6', 'div7',
      'docTitle', 'egXML', 'epigraph', 'epilogue', 'facsimile', 'figure', 'floatingText', 'front', 'group',
      'imprimatur', 'interp', 'interpGrp', 'item', 'l', 'lg', 'list', 'listApp', 'listBibl', 'listEvent', 'listNym',
      'listObject', 'listOrg', 'listPerson', 'listPlace', 'listRelation', 'listWit', 'msDesc', 'opener', 'org', 'p',
      'performance', 'person', 'personGrp', 'place', 'postscript', 'prologue', 'row', 'salute', 'set', 'signed',
      'sp', 'speaker', 'spGrp', 'table', 'taxonomy', 'text', 'titlePage', 'titlePart', 'trailer', 'witness'"/>

  <!-- Elements that hold blocks and no words of their own: any element directly in one stands as a block. -->
  <xsl:variable name="v:frames" as="xs:string+" select="
      'argument', 'back', 'body', 'div', 'div1', 'div2', 'div3', 'div4', 'div5', 'div6', 'div7', 'epigraph', 'figure',
      'floatingText', 'front', 'group', 'postscript', 'sp', 'text', 'titlePage'"/>

  <!-- Points in a text: never a block of their own. -->
  <xsl:variable name="v:points" as="xs:string+" select="
      'addSpan', 'anchor', 'cb', 'damageSpan', 'delSpan', 'fw', 'gap', 'gb', 'graphic', 'index', 'lb', 'mark',
      'metamark', 'milestone', 'pb', 'ptr', 'ref', 'space', 'withheld'"/>

  <xsl:function name="f:has-block" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="some $child in $element/(* except note[@x:note = 'regest'])
      satisfies local-name($child) = $v:blocks or f:has-block($child)"/>
  </xsl:function>

  <!-- Directly among blocks; a cit is as its place is. -->
  <xsl:function name="f:stands-alone" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
        not(local-name($element) = $v:points) and
        (local-name($element/..) = $v:frames or $element/parent::cit/f:stands-alone(.))"/>
  </xsl:function>

  <xsl:function name="f:is-block" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
        local-name($element) = $v:blocks or f:stands-alone($element) or f:has-block($element)"/>
  </xsl:function>

  <!-- The HTML element to use: one for words, or div. -->
  <xsl:function name="f:tag" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="phrase" as="xs:string"/>
    <xsl:sequence select="if (f:is-block($element)) then 'div' else $phrase"/>
  </xsl:function>

</xsl:stylesheet>
