"""What prepare makes of a text: its passes on small cases, and that no word of real texts is lost.

A case is a folder `prepare/<pass>/<case>/`: `in.xml` is a text, `out.xml` its `text` when prepared; other files are the
other documents of its edition. `--update-golden` writes `out.xml`.
"""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest
from lxml import etree

from teiserge.render import NAMESPACES, Page, Press
from teiserge.sources import copies
from teiserge.tei import TEI, Document, load
from teiserge.xslt import Engine
from tests.odd_text import odd_text
from tests.words import FACTS, outermost_texts, pieces, reading_text, squeezed

HERE = Path(__file__).parent / "prepare"
XSLT = Path(__file__).parents[1] / "xslt"
PREPARE = XSLT / "prepare.xsl"
CASES = sorted(path.parent.relative_to(HERE).as_posix() for path in HERE.glob("*/*/in.xml"))
CORPUS = [
    "bisharah",
    "calpurnius",
    "dharma-c89",
    "emilia-galotti",
    "modruski",
    "muqtabas-96",
    "pta0040",
    "ratnakirti",
    "schnitzler-L00806",
]


@pytest.fixture(scope="session")
def engine() -> Engine:
    return Engine(PREPARE)


def loaded(path: Path) -> Document:
    document, findings = load(path, roots=[path.parent])
    assert document is not None, findings
    return document


def edition_of(engine: Engine, folder: Path, files: Sequence[Path]) -> Press:
    return Press(engine, PREPARE, XSLT / "html.xsl", folder, [], "An edition", [loaded(file) for file in files])


def written(folder: Path, **documents: str) -> list[Path]:
    """Write documents, given by the name of their file, whose TEI namespace is left to us; return the files."""
    files = [folder / f"{name.replace('_', '/')}.xml" for name in documents]
    for file, text in zip(files, documents.values(), strict=True):
        file.parent.mkdir(exist_ok=True)
        file.write_text(text.replace("<TEI", '<TEI xmlns="http://www.tei-c.org/ns/1.0"', 1), "utf-8")
    return files


def tree(engine: Engine, page: Page) -> etree._Element:
    return etree.fromstring(engine.xml(page.tree), etree.XMLParser(collect_ids=False, huge_tree=True))


def prepared(press: Press, document: Document) -> etree._Element:
    href = press.page(document)
    assert href is not None
    return tree(press.engine, press.text(document, href))


def values(element: etree._Element, path: str) -> list[str]:
    """Return the attributes or texts that an XPath selects; `t:` is the TEI."""
    found = element.xpath(path, namespaces={"t": TEI[1:-1], **NAMESPACES})
    assert isinstance(found, list)
    return [str(value) for value in found]


@pytest.mark.parametrize("case", CASES)
def test_case(engine: Engine, case: str, update_golden: bool) -> None:
    """Each feature of a text is worked out as its case says."""
    folder = HERE / case
    others = sorted(file for file in folder.glob("*.xml") if file.name not in {"in.xml", "out.xml"})
    press = edition_of(engine, folder, [folder / "in.xml", *others])
    (text,) = outermost_texts(prepared(press, press.documents[0]))
    actual = etree.tostring(text, encoding="unicode", with_tail=False) + "\n"
    golden = folder / "out.xml"
    if update_golden:
        golden.write_text(actual, "utf-8")

    assert golden.read_text("utf-8") == actual


def assert_nothing_is_lost(press: Press) -> None:
    for document in press.documents:
        result = prepared(press, document)
        contents, lemma = FACTS + "contents", FACTS + "lemma"

        assert reading_text(document.root) == reading_text(result), document.path
        assert pieces(document.root) <= pieces(result, contents), document.path
        assert pieces(result, contents, lemma) <= pieces(document.root), document.path


@pytest.mark.parametrize("name", CORPUS)
def test_nothing_is_lost_of_other_peoples_texts(engine: Engine, corpus: Path, name: str) -> None:
    """The running text keeps all its words in order; every note and reading is somewhere, nothing is there twice."""
    assert_nothing_is_lost(edition_of(engine, corpus, [corpus / f"{name}.xml"]))


@pytest.mark.parametrize("name", ["frankenstein", "plays"])
def test_nothing_is_lost_of_other_peoples_editions(engine: Engine, corpus: Path, name: str) -> None:
    assert_nothing_is_lost(edition_of(engine, corpus / name, sorted((corpus / name).glob("*.xml"))))


@pytest.mark.parametrize("name", CORPUS)
def test_ids_of_a_page_are_unique_and_links_within_it_arrive(engine: Engine, corpus: Path, name: str) -> None:
    press = edition_of(engine, corpus, [corpus / f"{name}.xml"])
    result = prepared(press, press.documents[0])
    ids = values(result, "//@x:id")
    links = values(result, "//@x:href[starts-with(., '#')] | //x:item/@href")
    entries = values(result, "//@x:entry | //x:mark/@entry")

    assert len(ids) == len(set(ids))
    assert {link.removeprefix("#") for link in links} | set(entries) <= set(ids)


@pytest.mark.parametrize("seed", range(60))
def test_nothing_is_lost_of_a_text_such_as_nobody_would_write(engine: Engine, seed: int) -> None:
    """Any element may stand anywhere; letters are counted, for words may come to touch where an entry goes."""
    root = odd_text(seed)
    press = Press(engine, PREPARE, XSLT / "html.xsl", Path("/x"), [], "Odd", [Document(Path("/x/in.xml"), root, {})])
    href = press.page(press.documents[0])
    if href is None:
        return  # nothing but lists, by chance: a register
    result = tree(engine, press.text(press.documents[0], href))
    ids = values(result, "//@x:id")

    assert reading_text(root) == reading_text(result)
    assert letters(root) <= letters(result, FACTS + "contents")
    assert letters(result, FACTS + "contents", FACTS + "lemma") <= letters(root)
    assert len(ids) == len(set(ids))
    assert set(values(result, "//@x:entry | //x:mark/@entry")) <= set(ids)


def letters(root: etree._Element, *without: str) -> Counter[str]:
    return Counter(squeezed("".join(pieces(root, *without).elements())))


def test_every_entry_of_an_apparatus_is_there_once(engine: Engine, corpus: Path) -> None:
    """1850 app give 1850 entries, nested ones included, with all their readings."""
    press = edition_of(engine, corpus, [corpus / "calpurnius.xml"])
    before = press.documents[0].root
    after = prepared(press, press.documents[0])

    assert len(list(after.iter(FACTS + "entry"))) == len(list(before.iter(TEI + "app")))
    for element, fact in (("rdg", "reading"), ("witDetail", "detail")):
        assert len(list(after.iter(FACTS + fact))) == len(list(before.iter(TEI + element)))


def test_registers_and_mentions(engine: Engine, tmp_path: Path) -> None:
    """A register lists its entries in order, each with every mention: where, in what form, under which number."""
    text = """<TEI><teiHeader><fileDesc><titleStmt><title>One</title><author ref="#b">B.</author></titleStmt></fileDesc>
      </teiHeader><text><body><div><p>p</p><p><note type="regest"><rs ref="#b">he</rs></note>
      <persName ref="#b">B</persName><note>see <persName ref="#b #z">both</persName></note></p></div></body></text>
      </TEI>"""
    persons = """<TEI xml:id="r"><teiHeader/><standOff><listPerson><head>All</head>
      <person xml:id="z"><persName>Zed</persName></person><person xml:id="b"><persName>bee</persName></person>
      <person><persName>Ärger</persName></person></listPerson></standOff></TEI>"""
    press = edition_of(engine, tmp_path, written(tmp_path, one=text, persons=persons))
    mentions = [press.text(press.documents[0], "one.html").mentions]
    pages = {page.href: tree(engine, page) for page in press.collected(mentions)}
    entries = pages["persons.html"].findall(f"{TEI}standOff/{TEI}listPerson/*")
    of_b = entries[1].iterfind("x:mentions/x:mention", NAMESPACES)

    assert list(pages) == ["persons.html", "about.html"]
    assert [entry.get(FACTS + "label") for entry in entries] == ["Ärger", "bee", "Zed"]
    assert [entry.get(FACTS + "id") for entry in entries] == ["person3", "b", "z"]
    assert [(m.get("href"), m.get("where"), m.get("n"), m.text) for m in of_b] == [
        ("about.html#header-one", "header", "", "B."),
        ("one.html#m1", "regest", "¶ 2", "he"),
        ("one.html#m2", "text", "¶ 2", "B"),
        ("one.html#m3", "note", "n. 1", "both"),
    ]


def test_mentions_are_in_reading_order_and_once_for_each_place(engine: Engine, tmp_path: Path) -> None:
    """What a note or an entry mentions stands with the words it is about; what has no number goes by its heading."""
    text = """<TEI><teiHeader><fileDesc><titleStmt><title>One</title><author ref="#b">B.</author>
      <editor ref="#b">C.</editor></titleStmt></fileDesc></teiHeader><text><body>
      <div type="headnote"><p><name ref="#b">h</name></p><p><name ref="#b">i</name></p></div>
      <div><head>Of <name ref="#b">B</name> and of the rest of them all, at last</head>
      <p>A<note type="commentary">the <name ref="#b">first</name></note><ref target="#n1">1</ref>
      <name ref="#b">a</name> <name ref="#b">b</name><note n="2">by <name ref="#b">us</name></note></p>
      <p><note type="regest">So <rs ref="#b">he</rs></note><name ref="#b">c</name></p></div></body>
      <back><div><note xml:id="n1" n="1"><p><name ref="#b">x</name></p><p>
      <name ref="#b">y</name></p></note></div></back>
      </text></TEI>"""
    persons = """<TEI><teiHeader/><standOff><listPerson><person xml:id="b"><persName>B</persName></person></listPerson>
      </standOff></TEI>"""
    press = edition_of(engine, tmp_path, written(tmp_path, one=text, persons=persons))
    mentions = etree.fromstring(press.text(press.documents[0], "one.html").mentions)
    about = list(map(press.engine.xml, (page.tree for page in press.collected([]) if page.href == "about.html")))

    assert [(m.get("where"), m.get("n"), m.text, m.get("count")) for m in mentions] == [
        ("header", "", "B.", "2"),
        ("text", "Headnote", "h", "2"),
        ("text", "Of B and of the rest … at last", "B", None),
        ("apparatus", "¶ 1", "first", None),
        ("note", "n. 1", "x", "2"),
        ("text", "¶ 1", "a", "2"),
        ("note", "n. 2", "us", None),
        ("regest", "¶ 2", "he", None),
        ("text", "¶ 2", "c", None),
    ]
    assert mentions[0].get("href") == "about.html#header-one"
    assert values(etree.fromstring(about[0]), "//t:teiHeader/@x:id") == ["header-one"]


def test_events_are_in_the_order_of_their_dates(engine: Engine, tmp_path: Path) -> None:
    events = "".join(
        f"<event {date}><label>{name}</label></event>"
        for name, date in (
            ("undated", ""),
            ("March", 'from="1921-03-01"'),
            ("year", 'when="1921"'),
            ("Ides", 'when="-0044-03-15"'),
            ("February", 'notBefore="1921-02-28"'),
        )
    )
    text = f"<TEI><teiHeader/><standOff><listEvent>{events}</listEvent></standOff></TEI>"
    press = edition_of(engine, tmp_path, written(tmp_path, events=text))
    page = tree(engine, next(iter(press.collected([]))))

    assert values(page, "//t:label/text()") == [
        "Ides",
        "year",
        "February",
        "March",
        "undated",
    ]


def test_pages_of_an_edition(engine: Engine, tmp_path: Path) -> None:
    """Pages come in the order of navigation; texts of one name and names that are taken get a number."""
    text = "<TEI><teiHeader><fileDesc><titleStmt><title>{}</title></titleStmt></fileDesc></teiHeader><text/></TEI>"
    files = written(
        tmp_path, edition=text.format("All"), a_one=text.format("1"), b_One=text.format(""), persons="<TEI/>"
    )
    files += written(tmp_path, about=text.format("2").replace("<text/>", "<text><body><p>x</p></body></text>"))
    press = edition_of(engine, tmp_path, files)
    pages = [(page.get("kind"), page.get("href"), page.get("title")) for page in press.index.iterfind("{*}page")]

    assert press.index.get("title") == "All"
    assert pages == [
        ("edition", "index.html", "All"),
        ("text", "one.html", "1"),
        ("text", "One-2.html", "One"),
        ("text", "about-2.html", "2"),
        ("about", "about.html", ""),
    ]


def test_two_registers_with_the_same_id(engine: Engine, tmp_path: Path) -> None:
    """A pointer means its own file's entry first, on a page that has both."""
    register = """<TEI><teiHeader/><standOff><listPerson><person xml:id="a"><persName>{}</persName>
      <note><ref target="#a"/></note></person></listPerson></standOff></TEI>"""
    files = written(tmp_path, one=register.format("One"), two=register.format("Two"))
    press = edition_of(engine, tmp_path, files)
    page = tree(engine, next(iter(press.collected([]))))

    assert values(page, "//t:person/@x:id") == ["a", "a-2"]
    assert values(page, "//t:ref/@x:href") == ["#a", "#a-2"]


def test_headers_are_kept_apart_on_their_page(engine: Engine, tmp_path: Path) -> None:
    text = """<TEI><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt><sourceDesc><listWit>
      <witness xml:id="H"/></listWit></sourceDesc></fileDesc></teiHeader><text><body><p>x</p></body></text></TEI>"""
    press = edition_of(engine, tmp_path, written(tmp_path, one=text, two=text))
    page = tree(engine, next(iter(press.collected([]))))

    assert page.tag == TEI + "teiCorpus"
    assert values(page, "//t:witness/@x:id") == ["one.H", "two.H"]


@pytest.mark.parametrize(
    ("function", "arguments", "expected"),
    [
        ("path", ["tei/texts/a.xml", "../b.xml"], "tei/b.xml"),
        ("path", ["a.xml", "./c d/../b.xml"], "b.xml"),
        ("stem", ["texts/L'ami & co.v2.xml"], "L-ami---co.v2"),
        ("stem", ["مقال.xml"], "مقال"),
        ("html-id", ["p1"], "p1"),
        ("html-id", ["a b"], "a_b"),
        ("html-id", ["main"], "id_main"),
        ("html-id", ["from-p1"], "id_from-p1"),
        ("fragment", ["ü-1"], "ü-1"),
        ("fragment", ['50%"#'], "50%25%22%23"),
        ("abridged", ["a b c", 3], "a b c"),
        ("abridged", ["a b c d e f g h", 6], "a b c d … g h"),
        ("licence-name", ["https://creativecommons.org/licenses/by-nc/4.0/"], "CC BY-NC 4.0"),
        ("licence-name", ["https://creativecommons.org/publicdomain/zero/1.0/"], "CC0 1.0"),
    ],
)
def test_function(engine: Engine, function: str, arguments: list[str | int], expected: str) -> None:
    assert str(engine.call(PREPARE, function, *arguments)) == expected


@pytest.mark.parametrize(
    ("xml", "label"),
    [
        ("<person><persName>Victor Serge</persName><persName>Kibalchich</persName></person>", "Victor Serge"),
        ("<person><persName><surname>Serge</surname><forename>V.</forename></persName></person>", "Serge, V."),
        ("<place><placeName>Saint <hi>Petersburg</hi><note>now</note></placeName></place>", "Saint Petersburg"),
        ("<org><orgName>SR</orgName></org>", "SR"),
        ("<event><label>Kronstadt</label></event>", "Kronstadt"),
        (
            """<biblStruct><analytic><author>A. B.</author><title>Part</title></analytic>
              <monogr><title>Whole</title><imprint><date when="1930"/></imprint></monogr></biblStruct>""",
            "A. B., Part (1930)",
        ),
        ('<witness><abbr type="siglum">W</abbr> A manuscript</witness>', "W"),
        ("<category><catDesc><term>Misprint</term>: wrong</catDesc></category>", "Misprint"),
    ],
)
def test_label(engine: Engine, xml: str, label: str) -> None:
    """A thing goes by the first of its names."""
    thing = xml.replace(">", ' xml:id="x">', 1)
    text = f"<TEI xmlns='{TEI[1:-1]}'><text><body>{thing}</body></text></TEI>"
    facts = engine.run(PREPARE, engine.parse(text), {"file": "a.xml"}, mode="gather")
    (anchor,) = etree.fromstring(engine.xml(facts.value)).iterfind("x:anchor", NAMESPACES)

    assert anchor.get("label") == label


def test_what_is_withheld_is_the_words_alone(engine: Engine) -> None:
    """With its source or without, a text has the same ids, numbers, notes, entries and mentions."""
    mini = Path(__file__).parent / "mini"
    files = [mini / "tei/texts/quay.xml", *sorted((mini / "tei/registers").glob("*.xml"))]
    facts = []
    for owned in (copies([mini / "copies"])[0], {}):
        documents = [load(file, roots=[mini], copies=owned)[0] for file in files]
        press = Press(engine, PREPARE, XSLT / "html.xsl", mini, [], "Mini", [d for d in documents if d is not None])
        page = press.text(press.documents[0], "quay.html")
        text, mentions = tree(engine, page), etree.fromstring(page.mentions)
        shown = values(text, "//t:text//@*[namespace-uri() = 'urn:x-teiserge:facts']")
        facts.append((sorted(shown), [(m.get("href"), m.get("n"), m.get("where")) for m in mentions]))

        assert bool(text.findall(".//x:withheld", NAMESPACES)) == (not owned)

    assert facts[0] == facts[1]
