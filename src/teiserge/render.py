"""Render an edition: prepare every text, then make what each format asks for.

One function per format, in the table FORMATS. All of them start from the prepared documents and only show them. What a
format makes goes into a folder of its own below `out`, built beside its place and put there whole.
"""

import json
import os
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import get_args
from xml.sax.saxutils import quoteattr

from lxml import etree

from teiserge.edition import CONVENTIONAL, MARKER, Edition, resource
from teiserge.errors import EditionError
from teiserge.findings import Finding, Level
from teiserge.tei import TEI, Document, write
from teiserge.xslt import Engine, Message, Parameter, Value

LEVELS: tuple[Level, ...] = get_args(Level)
"""The levels that a stylesheet may give a finding."""

FACTS = "urn:x-teiserge:facts"

NAMESPACES = {"x": FACTS}

SITE = "facts/site.xml"
"""Where the site document is kept: in a folder, which no page is."""


@dataclass(frozen=True)
class Report:
    """What rendering made: the files `written`, the ones to open first (`starts`), and what there is to say."""

    written: tuple[Path, ...]
    starts: tuple[Path, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Page:
    """One prepared document: the name of its page, its tree inside the processor, its mentions of register entries.

    `document` is the text that it was made from, None for the pages that are made from all.
    """

    href: str
    tree: Value
    mentions: str = ""
    messages: tuple[Message, ...] = ()
    document: Document | None = None


@dataclass(frozen=True)
class Press:
    """The stylesheets at work on one edition.

    Everything that crosses its border is a string or a tree, so that one press per process can take a share of the
    texts. `folder` is the edition's `tei/`, or whatever folder the names of its files are relative to. `words` are the
    folders with the words of pages, the edition's own last.
    """

    engine: Engine
    prepare: Path
    html: Path
    folder: Path
    words: Sequence[Path]
    title: str
    documents: Sequence[Document]

    @cached_property
    def site(self) -> Value:
        """The edition's pages, ids and entries: `x:site`."""
        facts = (
            self.engine.xml(self._run(document.root, "gather", file=self.name(document))) for document in self.documents
        )
        return self._run(_wrapped("documents", facts, title=self.title), "site")

    @cached_property
    def index(self) -> etree._Element:
        """The site document as Python reads it."""
        return etree.fromstring(self.engine.xml(self.site))

    @cached_property
    def labels(self) -> Value:
        """The words and separators of the edition's language; where it lacks any, the English ones."""
        language = self.index.get("lang", "").split("-")[0].lower()
        languages = ("en", language) if re.fullmatch("[a-z]{2,8}", language) else ("en",)  # it comes from a text
        words: dict[str, str] = {}
        for file in (folder / f"{name}.json" for name in languages for folder in self.words):
            if file.exists():
                words |= _words(file)
        return self.engine.json(json.dumps(words))

    def name(self, document: Document) -> str:
        """Return the name of a document's file within the edition."""
        return Path(os.path.relpath(document.path, self.folder)).as_posix()

    @cached_property
    def hrefs(self) -> dict[str, str]:
        """The page of each file that has one of its own."""
        return {page.get("file", ""): page.get("href", "") for page in self.index.iterfind("x:page[@file]", NAMESPACES)}

    def page(self, document: Document) -> str | None:
        """Return the name of a document's own page; registers have none."""
        return self.hrefs.get(self.name(document))

    def text(self, document: Document, href: str) -> Page:
        """Prepare a text."""
        here: dict[str, Parameter] = {"site": self.site, "file": self.name(document), "page": href}
        result = self.engine.run(self.prepare, self.engine.parse(document.root), here, mode="text")
        mentions = self.engine.run(self.prepare, result.value, here, mode="mentions").value
        return Page(href, result.value, self.engine.xml(mentions), result.messages, document)

    def edition_page(self) -> Page | None:
        """Prepare the page of an edition that has no `edition.xml`."""
        page = self.index.find("x:page[@kind='edition']", NAMESPACES)
        if page is None or page.get("file"):
            return None
        href = page.get("href", "")
        return Page(href, self._run(self.site, "edition", site=self.site, page=href))

    def collected(self, mentions: Iterable[str]) -> Iterator[Page]:
        """Prepare the pages that are made from the whole edition: the registers, and the headers."""
        whole = self.engine.parse(_wrapped("edition", [*map(self._part, self.documents), *mentions]))
        for page in self.index.iterfind("x:page", NAMESPACES):
            kind, href = page.get("kind", ""), page.get("href", "")
            if kind not in {"text", "edition"}:
                mode = "about" if kind == "about" else "register"
                yield Page(href, self._run(whole, mode, site=self.site, page=href, kind=kind))

    def shown(self, page: Page) -> tuple[str, tuple[Message, ...]]:
        """Return a page as HTML."""
        return self.engine.page(self.html, page.tree, {"site": self.site, "labels": self.labels})

    def _part(self, document: Document) -> str:
        """Return what the collected pages need of a document: of a text the headers, else all."""
        register = self.page(document) is None
        nodes = [document.root] if register else document.root.iter(TEI + "teiHeader")
        parts = (etree.tostring(node, encoding="unicode", with_tail=False) for node in nodes)
        return _wrapped("document", parts, file=self.name(document), role="register" if register else "text")

    def _run(self, source: Value | etree._Element | str, mode: str, **parameters: Parameter) -> Value:
        node = source if isinstance(source, Value) else self.engine.parse(source)
        return self.engine.run(self.prepare, node, parameters, mode=mode).value


def html(press: Press, pages: Iterable[Page], folder: Path) -> list[Finding]:
    """Write the web edition into `folder`: one HTML page for each prepared one, and what they are dressed in."""
    findings: list[Finding] = []
    for page in pages:
        text, messages = press.shown(page)
        write(folder / page.href, text)
        findings += _findings(page, (*page.messages, *messages))
    shutil.copytree(Path(__file__).parent / "site", folder / "site")
    return findings


FORMATS: dict[str, Callable[[Press, Iterable[Page], Path], list[Finding]]] = {"html": html}
"""What an edition can be rendered to: each writes its files into a folder and says what it came upon."""

STARTS = {"html": "index.html"}
"""The file of each format that a reader opens first."""


def render(
    edition: Edition,
    documents: Sequence[Document],
    formats: Sequence[str],
    out: Path,
    *,
    keep_prepared: bool = False,
    on_document: Callable[[Path], None] = lambda _: None,
) -> Report:
    """Render an edition to `formats` (keys of FORMATS), each into a folder of its name in `out`.

    `documents` are the edition's, loaded, in reading order; `on_document` is told each file when it is done. With
    `keep_prepared` the prepared TEI and the site document are left in `out/prepared`. A folder that is there already is
    replaced, whole or not at all, if teiserge wrote it. Raise EditionError when one may not be replaced or cannot be
    written, StylesheetError when a stylesheet fails.
    """
    press = press_for(edition, documents)
    written: list[Path] = []
    findings: list[Finding] = []
    for name in formats:
        with ExitStack() as stack:
            folder = stack.enter_context(_replacing(out / name))
            pages = _prepared(press, on_document)
            if keep_prepared:
                pages = _kept(press, pages, stack.enter_context(_replacing(out / "prepared")))
            findings += FORMATS[name](press, pages, folder)
        written += _files(out / name)
    if keep_prepared:
        written += _files(out / "prepared")
    return Report(tuple(written), tuple(out / name / STARTS[name] for name in formats), tuple(findings))


def press_for(edition: Edition, documents: Sequence[Document]) -> Press:
    """Set up the stylesheets for an edition, with its documents loaded, in reading order."""
    prepare, html_sheet = (resource(f"xslt/{name}.xsl", edition.root) for name in ("prepare", "html"))
    conventional = edition.root / CONVENTIONAL
    folder = conventional if conventional.is_dir() and not edition.lone else edition.root
    title = edition.files[0].stem if edition.lone else edition.root.resolve().name
    words = (resource("xslt/i18n"), edition.root / "xslt/i18n")
    return Press(Engine(prepare, html_sheet), prepare, html_sheet, folder, words, title, documents)


def _words(file: Path) -> dict[str, str]:
    """Read a file of words; raise EditionError, with the line, when it is not an object of strings in JSON."""
    try:
        text = file.read_text(encoding="utf-8")
        words = json.loads(text)
    except OSError as error:
        raise EditionError(f"{file}: cannot be read ({error.strerror}); check its permissions") from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise EditionError(f"{file}:{line}: it is not UTF-8; save it as that") from error
    except json.JSONDecodeError as error:
        raise EditionError(f"{file}:{error.lineno}:{error.colno}: it is not JSON: {error.msg}") from error
    if not isinstance(words, dict):
        raise EditionError(f'{file}:1: it is no JSON object; write {{"name": "words", …}}')
    for name, value in words.items():
        if not isinstance(value, str):
            line = text.partition(json.dumps(name, ensure_ascii=False))[0].count("\n") + 1
            raise EditionError(f"{file}:{line}: the value of {name!r} is no string; put words in quotation marks there")
    return words


def _prepared(press: Press, on_document: Callable[[Path], None]) -> Iterator[Page]:
    """Prepare every page, in the order in which each has what it needs: texts first, then what is made from them."""
    if edition_page := press.edition_page():
        yield edition_page
    mentions: list[str] = []
    for document in press.documents:
        href = press.page(document)
        if href is not None:
            page = press.text(document, href)
            mentions.append(page.mentions)
            yield page
        on_document(document.path)
    yield from press.collected(mentions)


def _kept(press: Press, pages: Iterable[Page], folder: Path) -> Iterator[Page]:
    """Pass the pages on, and leave them in `folder` as TEI."""
    write(folder / SITE, press.engine.xml(press.site))
    for page in pages:
        write((folder / page.href).with_suffix(".xml"), press.engine.xml(page.tree))
        yield page


def _findings(page: Page, messages: Iterable[Message]) -> Iterator[Finding]:
    """Yield what the stylesheets reported of a text: each kind once, where it first stands, with its count."""
    if page.document is None:
        return
    document = page.document
    for (code, level, name, said), count in sorted(Counter(map(_reported, messages)).items()):
        first = next(document.root.iter(f"{{*}}{name}" if name else etree.Element), document.root)
        times = "once" if count == 1 else f"{count} times"
        message, hint = REPORTS[code]
        yield document.finding(code, level, first, message.format(name=name, times=times, said=said), hint)


def _reported(message: Message) -> tuple[str, Level, str, str]:
    """Return the code, the level and the element's name that a message has, or "said" with its text if it is plain."""
    facts = message.facts
    if facts.get("code") not in REPORTS:
        return "said", "info", "", " ".join(message.text.split())
    level: Level = next((level for level in LEVELS if level == facts.get("level")), "info")
    return facts["code"], level, facts.get("name", ""), ""


REPORTS = {
    "element-unstyled": (
        "<{name}> is shown without a style of its own, {times}",
        "redefine its template in an html.xsl of the edition's own if that is not enough",
    ),
    "app-unplaced": (
        "an entry of the apparatus does not say by id to which words it belongs, {times}",
        "it is shown with the reference it gives; point @from and @to to ids in the text",
    ),
    "said": ("a stylesheet of the edition's own says, {times}: {said}", ""),
}
"""What the stylesheets report, by code: the message and its hint."""


@contextmanager
def _replacing(folder: Path) -> Iterator[Path]:
    """Give a new folder to fill; put it in the place of `folder` when that is done, and only then."""
    _refuse_foreign(folder)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}.") as workplace:
            new = Path(workplace, "new")
            new.mkdir()
            yield new
            write(new / MARKER, "teiserge wrote this folder and replaces it whole.\n")
            _swap(folder, new, Path(workplace, "old"))
    except OSError as error:
        raise EditionError(
            f"{folder}: cannot be written ({error.strerror}); check the permissions and the disk"
        ) from error


def _refuse_foreign(folder: Path) -> None:
    ours = not folder.exists() or (folder.is_dir() and ((folder / MARKER).exists() or not any(folder.iterdir())))
    if not ours:
        remedy = "move it, or name another folder with --out"
        raise EditionError(f"{folder}: there is something here that teiserge did not write; {remedy}")


def _swap(folder: Path, new: Path, old: Path) -> None:
    """Put `new` in the place of `folder`; if that fails, put back what was there."""
    if folder.exists():
        folder.rename(old)
    try:
        new.rename(folder)
    except OSError:
        if old.exists():
            old.rename(folder)
        raise


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.name != MARKER)


def _wrapped(name: str, parts: Iterable[str], **attributes: str) -> str:
    """Return the XML of an `x:` element around parts that are XML already."""
    shown = "".join(f" {key}={quoteattr(value)}" for key, value in attributes.items())
    return f'<x:{name} xmlns:x="{FACTS}"{shown}>{"".join(parts)}</x:{name}>'
