<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="http://www.w3.org/1999/xhtml"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:h="http://www.w3.org/1999/xhtml"
  xmlns:x="urn:x-teiserge:facts" xmlns:m="urn:x-teiserge:modes" xmlns:f="urn:x-teiserge:functions"
  xmlns:v="urn:x-teiserge:variables" xmlns:e="urn:x-teiserge:errors"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" expand-text="yes" version="3.0">

  <!-- Owns id, lang, dir and class of what stands for a TEI element, and the link to itself by its number. -->

  <!-- The attributes of an element: its id, its language and direction where it declares one, and the classes
       tei-NAME, those given, rend-VALUE of @rend and @rendition, and type-VALUE of @type. -->
  <xsl:function name="f:attributes" as="attribute()*">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="classes" as="xs:string*"/>
    <xsl:sequence select="$element/@x:id ! f:attribute('id', .), f:language($element)"/>
    <xsl:sequence select="
        f:class(('tei-' || local-name($element), $classes, f:rend($element), f:tokens('type', $element/@type)))"/>
  </xsl:function>

  <xsl:function name="f:attributes" as="attribute()*">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="f:attributes($element, ())"/>
  </xsl:function>

  <xsl:function name="f:class" as="attribute(class)">
    <xsl:param name="names" as="xs:string+"/>
    <xsl:attribute name="class" select="$names"/>
  </xsl:function>

  <xsl:function name="f:attribute" as="attribute()">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="value" as="xs:string"/>
    <xsl:attribute name="{$name}" select="$value"/>
  </xsl:function>

  <!-- @lang, and @dir where the direction is not that of the text around. -->
  <xsl:function name="f:language" as="attribute()*">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="tag" as="xs:string?" select="$element/@xml:lang ! f:language-tag(.)"/>
    <xsl:variable name="around" as="xs:string" select="
        string(($element/../ancestor-or-self::*[@xml:lang][1], root($element)/*/text)[1]/@xml:lang)"/>
    <xsl:sequence select="$tag ! f:attribute('lang', .)"/>
    <xsl:sequence select="$tag[f:direction(.) ne f:direction($around)] ! f:attribute('dir', f:direction(.))"/>
  </xsl:function>

  <!-- A tag that HTML takes (BCP 47), or nothing. Three-letter codes of languages that have two letters are common in
       TEI and wrong in HTML. -->
  <xsl:function name="f:language-tag" as="xs:string?">
    <xsl:param name="tag" as="xs:string"/>
    <xsl:variable name="parts" as="xs:string*" select="tokenize($tag, '-')"/>
    <xsl:sequence select="
        string-join((($v:languages($parts[1]), $parts[1])[1], tail($parts)), '-')[matches(., $v:language-tag)]"/>
  </xsl:function>

  <!-- Language, script, region, variants, private use. Source: RFC 5646, 2.1. -->
  <xsl:variable name="v:language-tag" as="xs:string" select="
      '^[A-Za-z]{2,3}' || '(-[A-Za-z]{4})?' || '(-([A-Za-z]{2}|\d{3}))?' || '(-([A-Za-z\d]{5,8}|\d[A-Za-z\d]{3}))*'
      || '(-x(-[A-Za-z\d]{1,8})+)?$'"/>

  <xsl:variable name="v:languages" as="map(xs:string, xs:string)" select="
      map {
        'ara': 'ar', 'ces': 'cs', 'cze': 'cs', 'deu': 'de', 'ger': 'de', 'eng': 'en', 'fra': 'fr', 'fre': 'fr',
        'heb': 'he', 'hrv': 'hr', 'ita': 'it', 'lat': 'la', 'nld': 'nl', 'por': 'pt', 'rus': 'ru', 'san': 'sa',
        'spa': 'es', 'tur': 'tr', 'zho': 'zh'
      }"/>

  <!-- The direction of a language's script. A script subtag decides: ar-Latn runs from left to right. -->
  <xsl:function name="f:direction" as="xs:string">
    <xsl:param name="tag" as="xs:string"/>
    <xsl:variable name="main" as="xs:string" select="replace($tag, '-x-.*$', '')"/>
    <xsl:variable name="script" as="xs:string?" select="tail(tokenize($main, '-'))[matches(., '^[A-Za-z]{4}$')][1]"/>
    <xsl:sequence select="
        if ($script) then ('rtl'[lower-case($script) = $v:rtl-scripts], 'ltr')[1]
        else ('rtl'[lower-case(tokenize($main, '-')[1]) = $v:rtl-languages], 'ltr')[1]"/>
  </xsl:function>

  <xsl:variable name="v:rtl-scripts" as="xs:string+" select="
      'arab', 'aran', 'hebr', 'syrc', 'syre', 'syrj', 'syrn', 'thaa', 'nkoo', 'samr', 'mand', 'adlm', 'rohg'"/>
  <xsl:variable name="v:rtl-languages" as="xs:string+" select="
      'ar', 'ara', 'arc', 'ckb', 'dv', 'fa', 'fas', 'he', 'heb', 'ota', 'ps', 'sam', 'sd', 'syc', 'syr', 'ug', 'ur',
      'yi'"/>

  <!-- How it looks in the source, by the words that encoders commonly use, each under one name. -->
  <xsl:function name="f:rend" as="xs:string*">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
        f:tokens('rend', string-join(($element/@rend, $element/@rendition) ! tokenize(lower-case(.), '[\s;]+')
        ! replace(., '^#', '') ! ($v:rend(.), .)[1], ' '))"/>
  </xsl:function>

  <xsl:variable name="v:rend" as="map(xs:string, xs:string)" select="
      map {
        'i': 'italic', 'it': 'italic', 'italics': 'italic', 'ital': 'italic', 'b': 'bold', 'strong': 'bold',
        'superscript': 'sup', 'super': 'sup', 'subscript': 'sub', 'smallcaps': 'sc', 'small-caps': 'sc',
        'smallcap': 'sc', 'underlined': 'underline', 'ul': 'underline', 'u': 'underline', 'spaced': 'spaced',
        'letterspaced': 'spaced', 'gesperrt': 'spaced', 'strikethrough': 'strike', 'line-through': 'strike',
        'centre': 'center', 'centered': 'center', 'aq': 'antiqua', 'g': 'spaced', 'k': 'sc'
      }"/>

  <!-- Class names: the prefix with each token of a value that can be one. -->
  <xsl:function name="f:tokens" as="xs:string*">
    <xsl:param name="prefix" as="xs:string"/>
    <xsl:param name="value" as="xs:string?"/>
    <xsl:sequence select="
        tokenize($value) ! replace(., '^#', '')[matches(., '^[A-Za-z][\w-]*$')] ! ($prefix || '-' || .)"/>
  </xsl:function>

  <!-- The number beside a thing, which is also its permanent link. -->
  <xsl:function name="f:number" as="node()*">
    <xsl:param name="element" as="element()"/>
    <xsl:for-each select="$element[@x:n][@x:id]">
      <a class="n ed" href="{f:anchor(@x:id)}" data-n="{@x:n}">{@x:n}</a>
      <xsl:text> </xsl:text>
    </xsl:for-each>
  </xsl:function>

</xsl:stylesheet>
