<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="http://www.w3.org/1999/xhtml"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:h="http://www.w3.org/1999/xhtml"
  xmlns:x="urn:x-teiserge:facts" xmlns:m="urn:x-teiserge:modes" xmlns:f="urn:x-teiserge:functions"
  xmlns:v="urn:x-teiserge:variables" xmlns:e="urn:x-teiserge:errors"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" expand-text="yes" version="3.0">

  <!-- Owns the kinds of pages: what stands in h:main. -->

  <!-- A prepared document to the contents of h:main. -->
  <xsl:mode name="m:main" on-no-match="fail"/>

  <!-- A text. -->
  <xsl:template match="*[@x:kind = 'text']" mode="m:main" as="element()+">
    <xsl:param name="here" as="element(x:page)?" required="yes"/>
    <xsl:variable name="document" as="element()" select="."/>
    <xsl:call-template name="breadcrumb">
      <xsl:with-param name="here" select="$here"/>
    </xsl:call-template>
    <article>
      <xsl:sequence select="f:class(('text', 'has-regests'[$document//note/@x:note = 'regest']))"/>
      <xsl:sequence select="f:text-language(.)"/>
      <xsl:call-template name="text-header"/>
      <xsl:apply-templates select="text/front/div[@type = 'headnote']" mode="m:headnote"/>
      <xsl:apply-templates select="text/x:contents" mode="m:contents"/>
      <xsl:for-each select="('withheld'[$document//x:withheld], 'regest'[$document//note/@x:note = 'regest'])[1]">
        <p class="legend">{f:say('legend.' || .)}</p>
      </xsl:for-each>
      <xsl:for-each select="
          string-join(distinct-values($document//x:layer/@name) ! f:sign(.), f:say('list.separator'))[.]">
        <p class="legend">{f:say('legend.signs', map {'signs': .})}</p>
      </xsl:for-each>
      <xsl:apply-templates select="text | TEI, * except (teiHeader, text, TEI)" mode="m:text"/>
    </article>
    <xsl:call-template name="neighbours">
      <xsl:with-param name="here" select="$here"/>
    </xsl:call-template>
  </xsl:template>

  <!-- The sign of a layer and what it stands for. -->
  <xsl:function name="f:sign" as="xs:string">
    <xsl:param name="layer" as="xs:string"/>
    <xsl:sequence select="f:mark($layer) || ' ' || ($labels('layer.short.' || $layer), f:name('layer', $layer))[1]"/>
  </xsl:function>

  <!-- The language of the text as a whole: its own, or that of the document. -->
  <xsl:function name="f:text-language" as="attribute()*">
    <xsl:param name="document" as="element()"/>
    <xsl:variable name="tag" as="xs:string?" select="$document/(text/@xml:lang, @xml:lang)[1] ! f:language-tag(.)"/>
    <xsl:sequence select="$tag ! (f:attribute('lang', .), f:attribute('dir', f:direction(.)))"/>
  </xsl:function>

  <!-- A text among several in one document. -->
  <xsl:template match="TEI | teiCorpus" mode="m:text" as="element(h:section)">
    <section>
      <xsl:sequence select="f:attributes(.)"/>
      <xsl:apply-templates select="* except teiHeader" mode="m:text"/>
    </section>
  </xsl:template>

  <!-- The edition: what it says of itself, its texts, its registers. -->
  <xsl:template match="*[@x:kind = 'edition']" mode="m:main" as="element()+">
    <xsl:param name="here" as="element(x:page)?"/>
    <article class="text edition">
      <xsl:sequence select="f:text-language(.)"/>
      <xsl:call-template name="text-header"/>
      <xsl:apply-templates select="text" mode="m:text"/>
    </article>
    <xsl:call-template name="texts"/>
    <xsl:call-template name="registers"/>
  </xsl:template>

  <!-- What the table of texts says of each besides its title, as far as any text has it. -->
  <xsl:variable name="v:columns" as="xs:string*" select="
      ('siglum', 'author')[$site/*/x:page[@kind = 'text']/@*[. ne '']/local-name() = .]"/>

  <xsl:template name="texts" as="element(h:section)">
    <section id="texts">
      <h2>{f:say('texts')}</h2>
      <table class="texts">
        <thead>
          <tr>
            <xsl:for-each select="$v:columns, 'text'">
              <th scope="col">{f:name('column', .)}</th>
            </xsl:for-each>
          </tr>
        </thead>
        <tbody>
          <xsl:apply-templates select="$site/*/x:page[@kind = 'text']" mode="m:listed"/>
        </tbody>
      </table>
    </section>
  </xsl:template>

  <xsl:template match="x:page" mode="m:listed" as="element(h:tr)">
    <tr>
      <xsl:variable name="page" as="element(x:page)" select="."/>
      <xsl:for-each select="$v:columns">
        <td class="{.}">{$page/@*[local-name() = current()]}</td>
      </xsl:for-each>
      <td>
        <a href="{@href}">{@title}</a>
        <xsl:if test="@withheld = 'true'">
          <xsl:text> </xsl:text>
          <span class="withheld">{f:say('withheld.text')}</span>
        </xsl:if>
      </td>
    </tr>
  </xsl:template>

  <xsl:template name="registers" as="element(h:section)?">
    <xsl:variable name="pages" as="element(x:page)*"
      select="$site/*/x:page[not(@kind = ('edition', 'text', 'about'))]"/>
    <xsl:if test="$pages">
      <section id="registers">
        <h2>{f:say('registers')}</h2>
        <ul>
          <xsl:for-each select="$pages">
            <li>
              <a href="{@href}">{f:name('page', @kind)}</a>
            </li>
          </xsl:for-each>
        </ul>
      </section>
    </xsl:if>
  </xsl:template>

  <!-- A register, the bibliography among them. -->
  <xsl:template match="*" mode="m:main" as="element(h:article)">
    <xsl:param name="here" as="element(x:page)?"/>
    <article class="register">
      <header>
        <h1>{f:name('page', @x:kind)}</h1>
      </header>
      <xsl:apply-templates select="* except teiHeader" mode="m:text"/>
    </article>
  </xsl:template>

  <!-- What the headers say of the edition and of each text. -->
  <xsl:template match="*[@x:kind = 'about']" mode="m:main" as="element(h:article)">
    <xsl:param name="here" as="element(x:page)?"/>
    <article class="about">
      <header>
        <h1>{f:name('page', @x:kind)}</h1>
      </header>
      <xsl:apply-templates select=".//teiHeader" mode="m:header"/>
    </article>
  </xsl:template>

</xsl:stylesheet>
