<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="http://www.w3.org/1999/xhtml"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:h="http://www.w3.org/1999/xhtml"
  xmlns:x="urn:x-teiserge:facts" xmlns:m="urn:x-teiserge:modes" xmlns:f="urn:x-teiserge:functions"
  xmlns:v="urn:x-teiserge:variables" xmlns:e="urn:x-teiserge:errors"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" expand-text="yes" version="3.0">

  <!-- Owns the apparatus: the two anchors of an entry in the text, and the entries by layer, in the form
       `place lemma] reading sigla : reading sigla`. Source: TEI Guidelines, TC. -->

  <xsl:template match="anchor[@x:entry][@x:edge = 'from']" mode="m:text" priority="2" as="element(h:span)">
    <span class="from" id="from-{@x:entry}"/>
  </xsl:template>

  <xsl:template match="anchor[@x:entry][@x:edge = 'to']" mode="m:text" priority="2" as="element(h:a)">
    <a id="to-{@x:entry}" href="{f:anchor(@x:entry)}" role="doc-noteref" aria-label="{f:say('entry')}">
      <xsl:sequence select="f:class(('entry-mark', 'ed', f:tokens('layer', @x:layer)))"/>
      <xsl:value-of select="f:mark(@x:layer)"/>
    </a>
  </xsl:template>

  <xsl:function name="f:mark" as="xs:string">
    <xsl:param name="layer" as="xs:string?"/>
    <xsl:sequence select="($layer ! $labels('mark.' || .), f:say('mark.other'))[1]"/>
  </xsl:function>

  <xsl:template match="x:apparatus" mode="m:text" as="element(h:div)">
    <div class="apparatus">
      <xsl:apply-templates mode="m:text"/>
    </div>
  </xsl:template>

  <xsl:template match="x:layer" mode="m:text" as="element(h:section)">
    <section>
      <xsl:sequence select="f:class(('layer', f:tokens('layer', @name)))"/>
      <xsl:sequence select="f:heading-below(., f:name('layer', @name))"/>
      <xsl:apply-templates mode="m:text"/>
    </section>
  </xsl:template>

  <xsl:template match="x:entry" mode="m:text" as="element(h:div)">
    <div class="entry" id="{@x:id}">
      <xsl:apply-templates select="." mode="m:place"/>
      <xsl:text> </xsl:text>
      <xsl:call-template name="entry-content"/>
    </div>
  </xsl:template>

  <!-- An entry about a word of a reading stands in that reading. -->
  <xsl:template match="x:entry//x:entry" mode="m:text" priority="1" as="element(h:span)">
    <span class="entry nested" id="{@x:id}">
      <xsl:sequence select="f:ed(f:say('nested.open'))"/>
      <xsl:call-template name="entry-content"/>
      <xsl:sequence select="f:ed(f:say('nested.close'))"/>
    </span>
  </xsl:template>

  <xsl:template name="entry-content" as="node()*">
    <xsl:context-item as="element(x:entry)" use="required"/>
    <xsl:apply-templates select="x:lemma" mode="m:text"/>
    <xsl:for-each select="* except x:lemma">
      <xsl:sequence select="f:separator(.) ! f:ed(.)"/>
      <xsl:apply-templates select="." mode="m:text"/>
    </xsl:for-each>
  </xsl:template>

  <!-- What stands before a part of an entry, by what stands before that. -->
  <xsl:function name="f:separator" as="xs:string?">
    <xsl:param name="part" as="element()"/>
    <xsl:variable name="before" as="element()?" select="$part/preceding-sibling::*[1]"/>
    <xsl:sequence select="
        if ($before/self::x:lemma) then 'entry.lemma'[$before/(node(), @sigla)] ! f:say(.)
        else if ($part/self::x:reading and $before/self::x:reading) then
          ('entry.group'[string($part/@group) ne string($before/@group)], 'entry.reading')[1] ! f:say(.)
        else if ($before) then ' '
        else ()"/>
  </xsl:function>

  <!-- Where an entry belongs: x:entry to a link to the mark, or the reference as written where no place was found. -->
  <xsl:mode name="m:place" on-no-match="fail"/>

  <xsl:template match="x:entry" mode="m:place" as="element(h:a)">
    <a class="n ed" href="{f:anchor('to-' || @x:id)}" role="doc-backlink">{(@ref[. ne ''], f:say('back.mark'))[1]}</a>
  </xsl:template>

  <xsl:template match="x:entry[@placed = 'false']" mode="m:place" as="element(h:span)">
    <span class="n ed">{@ref}</span>
  </xsl:template>

  <!-- The space at the end of a lemma is no part of it. -->
  <xsl:template match="x:lemma//text()[matches(., '\s$')][not(. &lt;&lt; f:last-words(ancestor::x:lemma[1]))]"
    mode="m:text" priority="2" as="text()?">
    <xsl:value-of select="replace(., '\s+$', '')"/>
  </xsl:template>

  <xsl:function name="f:last-words" as="text()?">
    <xsl:param name="lemma" as="element(x:lemma)"/>
    <xsl:sequence select="
        ($lemma//text()[normalize-space()][not(ancestor::x:note or ancestor::x:detail)])[last()]"/>
  </xsl:function>

  <xsl:template match="x:lemma | x:reading" mode="m:text" as="element()+">
    <xsl:element name="{f:tag(., 'span')}">
      <xsl:sequence select="f:class((local-name(), f:tokens('type', @type))), f:language(.)"/>
      <xsl:apply-templates select="node() except (x:note | x:detail)" mode="m:text"/>
      <xsl:sequence select=".[f:is-omission(.)][self::x:reading or @sigla] ! f:ed(f:say('omitted'))"/>
      <xsl:call-template name="sigla"/>
      <xsl:apply-templates select="x:note | x:detail" mode="m:text"/>
    </xsl:element>
  </xsl:template>

  <!-- Who reads so, and what the editors call it. Labels of types are shown where there are any. That a lemma is the
       editors' own goes without saying, unless they say what they did. -->
  <xsl:template name="sigla" as="node()*">
    <xsl:context-item as="element()" use="required"/>
    <xsl:for-each select="
        string-join((@sigla, @sources, @editors[not(current()/self::x:lemma) or current()/@type])[. ne ''], ' ')[.]">
      <xsl:text> </xsl:text>
      <span class="sigla">{.}</span>
    </xsl:for-each>
    <xsl:for-each select="
        string-join(distinct-values((@type, @cause)[not(f:is-plain(..))] ! $labels('reading.' || .)),
          f:say('list.separator'))[.]">
      <span class="ed type">{f:say('qualifier.open')}{.}{f:say('qualifier.close')}</span>
    </xsl:for-each>
  </xsl:template>

  <!-- That words are left out, or are there where others have none, needs no word beside it. -->
  <xsl:function name="f:is-plain" as="xs:boolean">
    <xsl:param name="reading" as="element()"/>
    <xsl:sequence select="
        f:is-omission($reading) or $reading/@type = 'addition' and $reading/../x:lemma/f:is-omission(.)"/>
  </xsl:function>

  <xsl:function name="f:is-omission" as="xs:boolean">
    <xsl:param name="reading" as="element()"/>
    <xsl:sequence select="empty($reading/(node() except (x:note | x:detail)))"/>
  </xsl:function>

  <xsl:template match="x:detail" mode="m:text" as="node()+">
    <xsl:text> </xsl:text>
    <span class="detail">
      <xsl:sequence select="f:ed(f:say('detail.open'))"/>
      <xsl:apply-templates mode="m:text"/>
      <xsl:if test="node()">
        <xsl:call-template name="sigla"/>
      </xsl:if>
      <xsl:value-of select="@sigla[empty(current()/node())]"/>
      <xsl:sequence select="f:ed(f:say('detail.close'))"/>
    </span>
  </xsl:template>

  <!-- A detail that says no more than the sigla before it. -->
  <xsl:template match="x:detail[empty(node())][tokenize(@sigla) = (.. | preceding-sibling::*)/@sigla/tokenize(.)]"
    mode="m:text" priority="1" as="empty-sequence()"/>

  <xsl:template match="x:note" mode="m:text" as="node()+">
    <xsl:text> </xsl:text>
    <xsl:element name="{f:tag(., 'span')}">
      <xsl:attribute name="class" select="'entry-note'"/>
      <xsl:apply-templates mode="m:text"/>
    </xsl:element>
  </xsl:template>

</xsl:stylesheet>
