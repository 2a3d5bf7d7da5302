<?xml version="1.0" encoding="UTF-8"?>
<!-- Owns the apparatus in the text: which words an entry is about, its anchors, and where it is gathered. The entries
     themselves are made in entries.xsl. Assumes an annotated document. Source: TEI Guidelines, TC.
     What an app carries decides, not what the header declares: an app that wraps its words (parallel segmentation)
     leaves the lemma in the text; one that points (from, to, loc) or stands in a list leaves only anchors. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:x="urn:x-teiserge:facts" xmlns:m="urn:x-teiserge:modes" xmlns:f="urn:x-teiserge:functions"
  xmlns:v="urn:x-teiserge:variables" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" expand-text="yes" version="3.0">

  <!-- The elements at which entries begin and end, where those are not their own places. -->
  <xsl:key name="beginning" match="app[@x:layer][@from] | note[@x:layer]"
    use="f:beginning(.)[f:is-outer(current())] ! generate-id()"/>
  <xsl:key name="ending" match="app[@x:layer][@from or @to] | note[@x:layer]"
    use="f:ending(.)[f:is-outer(current())] ! generate-id()"/>

  <!-- Whether an app wraps the words that it is about. One with @loc does where its text is declared to be encoded so.
       -->
  <xsl:function name="f:wraps" as="xs:boolean">
    <xsl:param name="app" as="element(app)"/>
    <xsl:sequence select="
        empty($app/(@from, @to)) and empty($app/parent::listApp)
        and (empty($app/@loc) or exists($app/lem)
          and f:document($app)//variantEncoding/@method = 'parallel-segmentation')"/>
  </xsl:function>

  <!-- What stands in the text of an app's alternatives: its lem; without one, of an app that wraps words, the first
       reading that has any. -->
  <xsl:function name="f:lemma" as="element()?">
    <xsl:param name="app" as="element(app)"/>
    <xsl:variable name="readings" as="element()*" select="$app/(rdg | rdgGrp//rdg)[ancestor::app[1] is $app]"/>
    <xsl:sequence select="
        ($app/lem, $app/rdgGrp/lem, $readings[f:wraps($app)][normalize-space()])[1]"/>
  </xsl:function>

  <!-- Whether a note or entry stands in the text and not within an entry: in no app but in the words it leaves. -->
  <xsl:function name="f:is-outer" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="around" as="element()*" select="$element/ancestor::*"/>
    <xsl:sequence select="
        empty($around[self::note][f:layer(.)])
        and (every $app in $around[self::app] satisfies f:wraps($app) and exists(f:lemma($app) intersect $around))"/>
  </xsl:function>

  <!-- The element of the text at which an entry begins, if it is not the entry itself: of an app what @from names, of a
       note what it is attached to, or the quotation beside it. -->
  <xsl:function name="f:beginning" as="element()?">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="if ($entry/self::app) then $entry/@from ! f:end(.) else f:annotated-words($entry)"/>
  </xsl:function>

  <!-- The element at which it ends: of a quotation in paragraphs or verses the last of these. Without @to, an entry in
       a list is about the one element, and one that stands in the text ends where it stands. -->
  <xsl:function name="f:ending" as="element()?">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="
        if ($entry/self::note) then
          f:annotated-words($entry)/(., .//(p | l | ab) except .//note//*)[last()]
        else if ($entry/@to) then f:end($entry/@to)
        else if ($entry/parent::listApp) then $entry/@from ! f:end(.)
        else ()"/>
  </xsl:function>

  <!-- The element in the running text that an end of an entry names. -->
  <xsl:function name="f:end" as="element()?">
    <xsl:param name="pointer" as="attribute()"/>
    <xsl:variable name="id" as="xs:string" select="replace(string(tokenize($pointer)[1]), '^#', '')"/>
    <xsl:sequence select="
        f:element($id, $pointer)[ancestor::text][f:is-outer(.)]
          [not(self::lem or self::rdg or self::rdgGrp or self::app[not(f:wraps(.))] or self::note[f:layer(.)])]"/>
  </xsl:function>

  <!-- The words of the text that a note of the apparatus is about, if they are an element. -->
  <xsl:function name="f:annotated-words" as="element()?">
    <xsl:param name="note" as="element()"/>
    <xsl:sequence select="($note/@target ! f:end(.), f:quotation($note))[1]"/>
  </xsl:function>

  <!-- The quotation that a note of the apparatus follows or shares a cit with, unless it names its lemma itself.
       Between the two there may be punctuation, other notes and references to notes, but no words. -->
  <xsl:function name="f:quotation" as="element()?">
    <xsl:param name="note" as="element()"/>
    <xsl:variable name="before" as="node()?" select="
        $note/preceding-sibling::node()[not(self::note or self::ref[@type = 'note' or @x:n] or self::comment()
          or self::text()[not(matches(., '[\p{L}\p{N}]'))])][1]"/>
    <xsl:sequence select="
        $note[self::note][empty(label)]/($before/(self::quote | self::q | self::cit | self::said),
          parent::cit/(quote | q))[1]"/>
  </xsl:function>

  <!-- Where the words are that an entry is about, as far as that is known: where it begins, else where it ends, else
       its own place. -->
  <xsl:function name="f:locus" as="element()">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="(f:beginning($entry), f:ending($entry), $entry)[1]"/>
  </xsl:function>

  <!-- Where an entry is gathered: with the words that it is about. -->
  <xsl:function name="f:entry-home" as="element()?">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="if (f:is-outer($entry)) then f:home(f:locus($entry)) else ()"/>
  </xsl:function>

  <xsl:template match="app[@x:layer]" mode="m:arrange" as="node()*">
    <xsl:sequence select="f:anchor-of(., 'from')"/>
    <xsl:if test="empty(@x:withheld)">
      <xsl:apply-templates select="f:lemma(.)/node()" mode="#current"/>
    </xsl:if>
    <xsl:sequence select="f:anchor-of(., 'to')"/>
  </xsl:template>

  <!-- An app that points has at its own place only such ends as it does not name. -->
  <xsl:template match="app[@x:layer][not(f:wraps(.))]" mode="m:arrange" as="element(anchor)*" priority="1">
    <xsl:if test="empty(parent::listApp)">
      <xsl:sequence select="f:anchor-of(., 'from')[current()/@to and empty(current()/@from)]"/>
      <xsl:sequence select="f:anchor-of(., 'to')[current()/@from and empty(current()/@to)]"/>
    </xsl:if>
  </xsl:template>

  <!-- A note of the apparatus that names no words and stands by no quotation marks its own place in the text. -->
  <xsl:template match="note[@x:layer]" mode="m:arrange" as="element(anchor)?">
    <xsl:sequence select="f:anchor-of(., 'to')[empty(f:annotated-words(current()))][current()/ancestor::text]"/>
  </xsl:template>

  <!-- The elements that entries name as their ends. -->
  <xsl:template match="*[@xml:id] | quote | q | cit | said" mode="m:arrange" as="node()*" priority="5">
    <xsl:variable name="me" as="xs:string" select="generate-id()"/>
    <xsl:sequence select="key('beginning', $me) ! f:anchor-of(., 'from')"/>
    <xsl:next-match/>
    <xsl:sequence select="key('ending', $me) ! f:anchor-of(., 'to')"/>
  </xsl:template>

  <!-- Of a paragraph or verse, the anchors stand inside, with the words. -->
  <xsl:template match="(p | l | ab)[key('beginning', generate-id()) or key('ending', generate-id())]" mode="m:arrange"
    as="element()" priority="6">
    <xsl:copy>
      <xsl:copy-of select="@*"/>
      <xsl:sequence select="key('beginning', generate-id()) ! f:anchor-of(., 'from')"/>
      <xsl:apply-templates mode="#current"/>
      <xsl:sequence select="key('ending', generate-id()) ! f:anchor-of(., 'to')"/>
    </xsl:copy>
  </xsl:template>

  <xsl:template match="listApp" mode="m:arrange" as="element()?">
    <xsl:if test="exists(node()[not(self::app)][self::* or normalize-space()])">
      <xsl:next-match/>
    </xsl:if>
  </xsl:template>

  <xsl:function name="f:anchor-of" as="element(anchor)">
    <xsl:param name="entry" as="element()"/>
    <xsl:param name="edge" as="xs:string"/>
    <anchor xmlns="http://www.tei-c.org/ns/1.0" x:entry="{$entry/@x:id}" x:edge="{$edge}" x:layer="{$entry/@x:layer}"/>
  </xsl:function>

  <!-- The entries of a division, at its end, by layers, in the order of the words that they are about. -->
  <xsl:template name="apparatus" as="element(x:apparatus)?">
    <xsl:param name="gathered" as="element()*"/>
    <xsl:param name="numbers" as="map(xs:string, xs:integer)" tunnel="yes"/>
    <xsl:variable name="entries" as="element()*" select="$gathered[@x:layer]"/>
    <xsl:if test="exists($entries)">
      <x:apparatus>
        <xsl:for-each select="$v:declared-layers[. = $entries/@x:layer]">
          <x:layer name="{.}">
            <xsl:apply-templates select="$entries[@x:layer = current()]" mode="m:entry">
              <xsl:sort select="$numbers(generate-id())"/>
            </xsl:apply-templates>
          </x:layer>
        </xsl:for-each>
      </x:apparatus>
    </xsl:if>
  </xsl:template>

  <!-- The number of each entry in its layer, in the order of the words that it is about; of several that begin at the
       same word, the one that stands first. -->
  <xsl:function name="f:entry-numbers" as="map(xs:string, xs:integer)">
    <xsl:param name="document" as="document-node()"/>
    <xsl:variable name="entries" as="element()*" select="$document//(app | note)[@x:layer]"/>
    <xsl:variable name="places" as="map(xs:string, xs:integer)"
      select="map:merge($entries/f:locus(.) ! map{generate-id(): position()})"/>
    <xsl:map>
      <xsl:for-each-group select="$entries" group-by="@x:layer">
        <xsl:for-each select="current-group()">
          <xsl:sort select="$places(generate-id(f:locus(.)))"/>
          <xsl:map-entry key="generate-id()" select="position()"/>
        </xsl:for-each>
      </xsl:for-each-group>
    </xsl:map>
  </xsl:function>

</xsl:stylesheet>
