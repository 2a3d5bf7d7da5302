<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="http://www.w3.org/1999/xhtml"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:h="http://www.w3.org/1999/xhtml"
  xmlns:x="urn:x-teiserge:facts" xmlns:m="urn:x-teiserge:modes" xmlns:f="urn:x-teiserge:functions"
  xmlns:v="urn:x-teiserge:variables" xmlns:e="urn:x-teiserge:errors"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" expand-text="yes" version="3.0">

  <!-- Owns references: biblStruct composed as one, bibl as it is written, and lists of either. -->

  <xsl:template match="listBibl" mode="m:text" as="element(h:div)">
    <div>
      <xsl:sequence select="f:attributes(.)"/>
      <xsl:apply-templates mode="m:listed"/>
    </div>
  </xsl:template>

  <!-- A child of a list of references: each reference is an entry, with its mentions. -->
  <xsl:mode name="m:listed" on-no-match="fail" on-multiple-match="use-last" warning-on-multiple-match="no"/>

  <xsl:template match="node()" mode="m:listed" priority="-2" as="node()*">
    <xsl:apply-templates select="." mode="m:text"/>
  </xsl:template>

  <xsl:template match="bibl | biblStruct | biblFull | msDesc" mode="m:listed" as="element(h:div)">
    <div class="entity reference">
      <xsl:apply-templates select="." mode="m:prose"/>
      <xsl:apply-templates select="x:mentions" mode="m:text"/>
    </div>
  </xsl:template>

  <xsl:template match="bibl" mode="m:text" as="element()">
    <xsl:element name="{f:tag(., 'span')}">
      <xsl:sequence select="f:attributes(.)"/>
      <xsl:apply-templates select="node() except x:mentions" mode="m:text"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="biblScope | citedRange | edition" mode="m:text" as="element()">
    <xsl:call-template name="phrase"/>
  </xsl:template>

  <!-- Author, title, in: editor, title, edition, place: publisher, date, scope. The rest follows as fields. -->
  <xsl:template match="biblStruct" mode="m:text" as="element(h:div)">
    <xsl:variable name="parts" as="element(h:span)*">
      <xsl:apply-templates select="analytic, monogr, series, citedRange" mode="m:part"/>
    </xsl:variable>
    <div>
      <xsl:sequence select="f:attributes(.)"/>
      <p class="citation">
        <xsl:sequence select="f:joined($parts, 'reference.separator'), f:ed(f:say('reference.end'))"/>
      </p>
      <xsl:call-template name="record">
        <xsl:with-param name="nodes" select="
            (* except (analytic, monogr, series, citedRange, x:mentions)),
            (analytic, monogr)/(* except (author, editor, title, edition, imprint, biblScope, textLang))"/>
      </xsl:call-template>
    </div>
  </xsl:template>

  <!-- Parts with a separator between them. -->
  <xsl:function name="f:joined" as="node()*">
    <xsl:param name="parts" as="element()*"/>
    <xsl:param name="separator" as="xs:string"/>
    <xsl:sequence select="head($parts), tail($parts) ! (f:ed(f:say($separator)), .)"/>
  </xsl:function>

  <!-- A part of a composed reference: TEI to h:span, or nothing. -->
  <xsl:mode name="m:part" on-no-match="fail" on-multiple-match="use-last" warning-on-multiple-match="no"/>

  <xsl:template match="*" mode="m:part" priority="-1" as="element(h:span)">
    <span>
      <xsl:apply-templates select="." mode="m:text"/>
    </span>
  </xsl:template>

  <!-- A title with its subtitles. That of an article stands in quotation marks, unless it brings its own. -->
  <xsl:template match="title" mode="m:part" as="element(h:span)">
    <xsl:variable name="main" as="element(title)" select="."/>
    <xsl:variable name="titles" as="element()+">
      <xsl:apply-templates mode="m:text"
        select="., following-sibling::title[@type = 'sub'][preceding-sibling::title[not(@type = 'sub')][1] is $main]"/>
    </xsl:variable>
    <xsl:variable name="quoted" as="xs:boolean" select="f:is-quoted(.)"/>
    <span>
      <xsl:sequence select="f:ed(f:say('quote.open'))[$quoted]"/>
      <xsl:sequence select="f:joined($titles, 'reference.subtitle')"/>
      <xsl:sequence select="f:ed(f:say('quote.close'))[$quoted]"/>
    </span>
  </xsl:template>

  <xsl:template match="title[@type = 'sub'][preceding-sibling::title[not(@type = 'sub')]]" mode="m:part" priority="1"
    as="empty-sequence()"/>

  <xsl:function name="f:is-quoted" as="xs:boolean">
    <xsl:param name="title" as="element(title)"/>
    <xsl:sequence select="$title/@level = ('a', 'u') and f:is-unmarked($title)"/>
  </xsl:function>

  <!-- Quotation marks within quotation marks. -->
  <xsl:template match="biblStruct//title[f:is-quoted(.)]//text()" mode="m:text" priority="1" as="text()">
    <xsl:value-of select="translate(., f:say('quote.double'), f:say('quote.single'))"/>
  </xsl:template>

  <!-- A bare number says of what; of several things where it is a range. -->
  <xsl:template match="(biblScope | citedRange)[matches(., '^\s*[\divxlcIVXLC][^\p{L}]*$')]" mode="m:part"
    as="element(h:span)">
    <span>
      <xsl:variable name="many" as="xs:string" select="if (matches(., '\d\P{L}*[–,-]\P{L}*\d')) then 's' else ''"/>
      <xsl:sequence select="@unit ! $labels('scope.' || . || $many) ! f:ed(.)"/>
      <xsl:apply-templates select="." mode="m:text"/>
    </span>
  </xsl:template>

  <xsl:template match="analytic | series" mode="m:part" as="element(h:span)*">
    <xsl:apply-templates select="author[1], title, editor[1], edition, biblScope" mode="m:part"/>
  </xsl:template>

  <!-- A book is dated after its place; a number of a journal, after the number. -->
  <xsl:template match="monogr" mode="m:part" as="element(h:span)*">
    <xsl:variable name="scopes" as="element()*" select="biblScope, imprint/biblScope"/>
    <xsl:variable name="numbers" as="element()*" select="
        $scopes[@unit = ('volume', 'issue')][current()/title/@level = 'j']"/>
    <xsl:variable name="dates" as="element()*">
      <xsl:apply-templates select="imprint/date" mode="m:part"/>
    </xsl:variable>
    <xsl:variable name="last" as="element()*">
      <xsl:apply-templates select="$numbers[last()]" mode="m:part"/>
    </xsl:variable>
    <xsl:apply-templates select="author[1], title, editor[1], edition, imprint, $numbers[position() lt last()]"
      mode="m:part"/>
    <xsl:choose>
      <xsl:when test="$last and $dates">
        <span>
          <xsl:sequence select="$last/node(), f:ed(f:say('qualifier.open'))"/>
          <xsl:sequence select="f:joined($dates, 'reference.separator'), f:ed(f:say('qualifier.close'))"/>
        </span>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="$last, $dates"/>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:apply-templates select="$scopes except $numbers" mode="m:part"/>
  </xsl:template>

  <xsl:template match="monogr[../analytic]" mode="m:part" priority="1" as="element(h:span)*">
    <xsl:variable name="parts" as="element(h:span)*">
      <xsl:next-match/>
    </xsl:variable>
    <xsl:for-each select="$parts[1]">
      <span>
        <xsl:sequence select="f:ed(f:say('reference.in')), node()"/>
      </span>
    </xsl:for-each>
    <xsl:sequence select="tail($parts)"/>
  </xsl:template>

  <!-- All authors together. -->
  <xsl:template match="author" mode="m:part" as="element(h:span)">
    <xsl:variable name="people" as="element()+">
      <xsl:apply-templates select="../author" mode="m:text"/>
    </xsl:variable>
    <span>
      <xsl:sequence select="f:joined($people, 'reference.people')"/>
    </span>
  </xsl:template>

  <!-- Editors, translators and others, by what they did. -->
  <xsl:template match="editor" mode="m:part" as="element(h:span)+">
    <xsl:for-each-group select="../editor" group-by="(string-join(sort(tokenize(@role)), '-')[.], 'editor')[1]">
      <xsl:variable name="people" as="element()+">
        <xsl:apply-templates select="current-group()" mode="m:text"/>
      </xsl:variable>
      <xsl:variable name="role" as="xs:string" select="
          f:name('role', current-grouping-key() || 's'[count(current-group()) gt 1])"/>
      <span>
        <xsl:sequence select="f:ed($role || ' '), f:joined($people, 'reference.people')"/>
      </span>
    </xsl:for-each-group>
  </xsl:template>

  <!-- Place and publisher, and what else there is but the dates and numbers. -->
  <xsl:template match="imprint" mode="m:part" as="element(h:span)*">
    <xsl:variable name="parts" as="element()*">
      <xsl:apply-templates select="pubPlace, publisher" mode="m:text"/>
    </xsl:variable>
    <xsl:where-populated>
      <span>
        <xsl:sequence select="f:joined($parts, 'reference.place')"/>
      </span>
    </xsl:where-populated>
    <xsl:apply-templates select="* except (pubPlace, publisher, note, date, biblScope)" mode="m:part"/>
  </xsl:template>

  <!-- A work that belongs to this one: the link to it, where its words are not written out. -->
  <xsl:template match="relatedItem[not(normalize-space())][exists(f:href(.))]" mode="m:text" priority="1"
    as="element(h:span)">
    <span>
      <xsl:sequence select="f:attributes(.)"/>
      <a class="link ed" href="{f:href(.)}">{(@x:label, @target)[. ne ''][1]}</a>
    </span>
  </xsl:template>

  <xsl:template match="imprint | monogr | analytic | series" mode="m:text" as="element()">
    <xsl:call-template name="phrase"/>
  </xsl:template>

</xsl:stylesheet>
