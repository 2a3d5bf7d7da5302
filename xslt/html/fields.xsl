<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="http://www.w3.org/1999/xhtml"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:h="http://www.w3.org/1999/xhtml"
  xmlns:x="urn:x-teiserge:facts" xmlns:m="urn:x-teiserge:modes" xmlns:f="urn:x-teiserge:functions"
  xmlns:v="urn:x-teiserge:variables" xmlns:e="urn:x-teiserge:errors"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" expand-text="yes" version="3.0">

  <!-- Owns records: elements of headers, registers and descriptions of manuscripts, shown as labelled fields. -->

  <!-- A field: TEI element to h:dd; its h:dt is the label that it shares with its like beside it. -->
  <xsl:mode name="m:field" on-no-match="fail"/>

  <!-- Shown as the prose that they are, without a label. -->
  <xsl:variable name="v:prose" as="xs:string+" select="
      'ab', 'bibl', 'biblStruct', 'desc', 'facsimile', 'head', 'lg', 'list', 'listBibl', 'listEvent', 'listNym',
      'listObject', 'listOrg', 'listPerson', 'listPlace', 'listRelation', 'listWit', 'note', 'p', 'q', 'quote',
      'table', 'taxonomy'"/>

  <!-- Shown whole, however many elements they are made of. -->
  <xsl:variable name="v:wholes" as="xs:string+" select="
      'address', 'affiliation', 'author', 'bibl', 'biblStruct', 'birth', 'birthName', 'catDesc', 'change', 'date',
      'death', 'editor', 'event', 'floruit', 'funder', 'geogName', 'idno', 'item', 'language', 'licence',
      'location', 'name', 'occupation', 'orgName', 'origDate', 'persName', 'person', 'place', 'placeName',
      'principal', 'publisher', 'residence', 'resp', 'respStmt', 'rs', 'sponsor', 'title', 'trait', 'witness'"/>

  <!-- Any nodes of a record: prose as prose, all else as a list of fields. -->
  <xsl:template name="record" as="element()*">
    <xsl:param name="nodes" as="node()*" required="yes"/>
    <xsl:for-each-group select="$nodes[self::*[f:says-something(.)]]" group-adjacent="local-name() = $v:prose">
      <xsl:choose>
        <xsl:when test="current-grouping-key()">
          <xsl:apply-templates select="current-group()" mode="m:prose"/>
        </xsl:when>
        <xsl:otherwise>
          <dl class="fields">
            <xsl:for-each-group select="current-group()" group-adjacent="f:field-label(.)">
              <div>
                <dt>{current-grouping-key()}</dt>
                <xsl:apply-templates select="current-group()" mode="m:field"/>
              </div>
            </xsl:for-each-group>
          </dl>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:for-each-group>
  </xsl:template>

  <xsl:function name="f:says-something" as="xs:boolean">
    <xsl:param name="field" as="element()"/>
    <xsl:sequence select="
        if ($field/self::relatedItem) then normalize-space($field) or exists($field/descendant-or-self::*/f:href(.))
        else normalize-space($field) ne ''
        or exists($field/descendant-or-self::*/(@* except (@type, @role, @xml:id, @x:*)))"/>
  </xsl:function>

  <!-- A description of a manuscript is a record within a record. -->
  <xsl:template match="msDesc | correspDesc | biblFull" mode="m:text" as="element(h:div)">
    <div>
      <xsl:sequence select="f:attributes(.)"/>
      <xsl:call-template name="record">
        <xsl:with-param name="nodes" select="* except x:mentions"/>
      </xsl:call-template>
    </div>
  </xsl:template>

  <!-- Prose of a record: a block, whether or not the TEI is one. -->
  <xsl:mode name="m:prose" on-no-match="fail"/>

  <xsl:template match="*" mode="m:prose" as="element()">
    <xsl:apply-templates select="." mode="m:text"/>
  </xsl:template>

  <xsl:template match="*[not(f:is-block(.))]" mode="m:prose" as="element(h:p)">
    <p>
      <xsl:apply-templates select="." mode="m:text"/>
    </p>
  </xsl:template>

  <xsl:template match="*" mode="m:field" as="element(h:dd)">
    <dd>
      <xsl:sequence select="f:attributes(.)"/>
      <xsl:apply-templates select="." mode="m:value"/>
    </dd>
  </xsl:template>

  <xsl:template match="*[exists(f:href(.))]" mode="m:field" priority="1" as="element(h:dd)">
    <dd>
      <xsl:apply-templates select="." mode="m:text"/>
      <xsl:sequence select="f:lasting(.)"/>
    </dd>
  </xsl:template>

  <!-- The label of a field, with the kind of name or number it is; a change goes by its date. -->
  <xsl:function name="f:field-label" as="xs:string">
    <xsl:param name="field" as="element()"/>
    <xsl:variable name="type" as="xs:string?" select="$field/(@type, @role)[. ne ''][1] ! f:name('type', .)"/>
    <xsl:sequence select="
        ($field/self::change/f:when(.), $field/self::relatedItem/$labels('related.' || @type),
        f:name('field', local-name($field))
        || string-join($type ! (f:say('qualifier.open'), ., f:say('qualifier.close'))))[1]"/>
  </xsl:function>

  <!-- The value of a field: nested fields where the element has nothing but elements, else its words. -->
  <xsl:mode name="m:value" on-no-match="fail" on-multiple-match="use-last" warning-on-multiple-match="no"/>

  <xsl:template match="*" mode="m:value" as="node()*">
    <xsl:call-template name="record">
      <xsl:with-param name="nodes" select="node()"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="*[text()[normalize-space()]] | *[local-name() = $v:wholes]" mode="m:value" as="node()*">
    <xsl:sequence select="f:dated(.)"/>
    <xsl:apply-templates mode="m:text"/>
    <xsl:sequence select="f:lasting(.)"/>
  </xsl:template>

  <xsl:template match="change" mode="m:value" priority="2" as="node()*">
    <xsl:apply-templates mode="m:text"/>
  </xsl:template>

  <xsl:template match="*[not(node())]" mode="m:value" priority="1" as="node()*">
    <xsl:value-of select="(f:when(.), string-join(@* except (@xml:id, @x:*, @type, @role), ' '))[1]"/>
  </xsl:template>

  <xsl:template match="respStmt | address | birth | death" mode="m:value" priority="1" as="node()*">
    <xsl:sequence select="f:dated(.)"/>
    <xsl:for-each select="* | text()[normalize-space()]">
      <xsl:value-of select="f:say('list.separator')[current()/preceding-sibling::*]"/>
      <xsl:apply-templates select="." mode="m:text"/>
    </xsl:for-each>
  </xsl:template>

  <!-- The date that only the attributes state, before the place or words beside it. -->
  <xsl:function name="f:dated" as="element(h:span)?">
    <xsl:param name="field" as="element()"/>
    <xsl:for-each select="$field[not(date or text()[normalize-space()])]/f:when(.)">
      <xsl:sequence select="f:ed(. || f:say('list.separator')[$field/*])"/>
    </xsl:for-each>
  </xsl:function>

  <!-- What held for a time: a name, a home, an office. -->
  <xsl:variable name="v:lasting" as="xs:string+" select="
      'addName', 'affiliation', 'country', 'education', 'forename', 'geogName', 'name', 'nationality', 'objectName',
      'occupation', 'orgName', 'persName', 'placeName', 'region', 'residence', 'roleName', 'settlement', 'state',
      'surname', 'trait'"/>

  <!-- How long it held, after its words: (1924–1991). -->
  <xsl:function name="f:lasting" as="element(h:span)?">
    <xsl:param name="field" as="element()?"/>
    <xsl:for-each select="$field[local-name() = $v:lasting][not(date)][text()[normalize-space()] or f:href(.)]">
      <xsl:sequence select="f:when(.) ! f:ed(f:say('qualifier.open') || . || f:say('qualifier.close'))"/>
    </xsl:for-each>
  </xsl:function>

</xsl:stylesheet>
