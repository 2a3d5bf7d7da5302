"""The edition in tei/: what may stand in it, and that nothing of it is lost.

What compares with the copies of the texts needs them, and skips where there are none.
"""

import re
import subprocess
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from itertools import chain
from pathlib import Path

import pytest
from lxml import etree, html

from teiserge.edition import load_edition, open_edition
from teiserge.render import render
from teiserge.sources import copies, records, restore_file, withhold_file
from teiserge.tei import TEI, XML, Document, load
from tests.conftest import ROOT

TEXTS = sorted(path.relative_to(ROOT) for path in (ROOT / "tei/texts").glob("*.xml"))

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
LONGEST = 8
"""How many successive words of a source may stand in the repository."""

EXTENT = {"haberkern": ('Victor Serge and "Libertarianism"\n', "191.")}
"""With what each essay begins and ends in its copy, apart from menus."""


def folded(text: str) -> list[str]:
    return [word.lower().replace("’", "'") for word in WORD.findall(text)]


@pytest.fixture(scope="module")
def documents() -> dict[str, Document]:
    loaded, findings = load_edition(open_edition(ROOT), {})
    assert not [finding for finding in findings if finding.level == "error"]
    return {document.path.stem: document for document in loaded}


@pytest.fixture(scope="module")
def pages(sources_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Render the site with the sources in it."""
    out = tmp_path_factory.mktemp("out")
    edition = open_edition(ROOT)
    render(edition, load_edition(edition, copies([sources_folder])[0])[0], ["html"], out)
    return out / "html"


@pytest.mark.parametrize("path", TEXTS, ids=str)
def test_every_paragraph_has_a_regest_and_an_id_by_its_number(path: Path, documents: dict[str, Document]) -> None:
    """The regests alone let a reader follow the argument; a paragraph is cited by its number."""
    body = documents[path.stem].root.find(f"{TEI}text/{TEI}body")
    assert body is not None
    paragraphs = [p for p in body.iter(f"{TEI}p") if not any(a.get("resp") for a in p.iterancestors())]

    assert [p.get(f"{XML}id", "").rpartition("-")[2] for p in paragraphs] == [
        f"p{number}" for number in range(1, len(paragraphs) + 1)
    ]
    assert [p.get(f"{XML}id") for p in paragraphs if len(p) == 0 or p[0].get("type") != "regest"] == []


@pytest.mark.parametrize("path", TEXTS, ids=str)
def test_a_text_is_what_withhold_makes_of_it(path: Path, sources_folder: Path, tmp_path: Path) -> None:
    """No word of a source has crept in by hand: restored and withheld again, the file is the same, byte for byte."""
    found, _ = copies([sources_folder])
    full, findings = restore_file(ROOT / path, found)
    assert full is not None, findings
    (tmp_path / path.name).write_bytes(full)
    record = next(iter(records(etree.fromstring(full)).values()))

    withheld, findings = withhold_file(tmp_path / path.name, found[record.digest])

    assert withheld == (ROOT / path).read_bytes(), findings


@pytest.mark.parametrize("path", TEXTS, ids=str)
def test_the_page_has_every_word_of_the_essay_once_and_in_order(path: Path, sources_folder: Path, pages: Path) -> None:
    """Between the copy and the page stand only the corrections that the critical apparatus records."""
    start, end = EXTENT[path.stem]
    copy = (sources_folder / f"{path.stem}.txt").read_text("utf-8")
    essay = copy[copy.index(start) : copy.rindex(end) + len(end)]
    page = html.parse(pages / f"{path.stem}.html").getroot()
    shown = "".join(
        chain.from_iterable(authorial(part) for name in ("body", "back") for part in page.find_class(f"tei-{name}"))
    )
    document, _ = load(ROOT / path, roots=[ROOT], copies=copies([sources_folder])[0])
    assert document is not None
    entries = document.root.iterfind(f".//{TEI}app[@type='criticus']")

    expected = [change for lemma, reading in entries for change in changes(plain(reading), plain(lemma))]

    assert changes(essay, shown) == expected


def plain(element: etree._Element) -> str:
    return etree.tostring(element, method="text", encoding="unicode", with_tail=False)


def changes(before: str, after: str) -> list[tuple[list[str], list[str]]]:
    """Return what words of one text are replaced by what words of another."""
    old, new = (re.findall(r"\w+", text) for text in (before, after))
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [(old[a:b], new[c:d]) for kind, a, b, c, d in steps if kind != "equal"]


def authorial(element: html.HtmlElement) -> Iterator[str]:
    """Yield the text of a page that is the author's, as the editors correct it."""
    if not isinstance(element.tag, str) or {"ed", "regest", "apparatus"} & set(element.classes):
        return
    yield element.text or ""
    for child in element:
        yield from authorial(child)
        yield child.tail or ""


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="needs the git checkout, to know which files are published")
def test_no_sentence_of_a_source_is_published(sources_folder: Path) -> None:
    """No tracked file has more than eight successive words of a source, titles and references excepted."""
    known = {run for copy in sources_folder.glob("*.txt") for run in runs(folded(copy.read_text("utf-8")))}
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode()

    leaks = {
        name: " ".join(run)
        for name in filter(None, listed.split("\0"))
        for run in runs(published(ROOT / name))
        if run in known
    }

    assert leaks == {}


def runs(listed: list[str]) -> Iterator[tuple[str, ...]]:
    return zip(*(listed[i:] for i in range(LONGEST + 1)), strict=False)


def published(path: Path) -> list[str]:
    """Return the words of a file that are neither titles nor references."""
    try:
        text = path.read_text("utf-8")
    except UnicodeDecodeError:
        return []
    if path.suffix != ".xml" or "tei" not in path.parts:
        return folded(text)
    root = etree.fromstring(text.encode())
    excepted = [f"{TEI}{name}" for name in ("title", "bibl", "biblStruct", "head", "orgName")]
    etree.strip_elements(root, *excepted, with_tail=False)
    return folded(" ".join(_text(root)))


def _text(root: etree._Element) -> Iterable[str]:
    return (text for text in root.itertext() if isinstance(text, str))
