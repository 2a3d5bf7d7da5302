"""What an edition is: the folder, the TEI files in it, and where the program keeps its own resources."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from teiserge.errors import EditionError
from teiserge.findings import Finding, has_errors
from teiserge.tei import Document, load

CONVENTIONAL = "tei"
"""The folder that holds the TEI files of an edition laid out by the conventions."""

NOT_TEI = frozenset({"out", "schema", "sources", "xslt", "tests", "node_modules"})
"""Folders of an edition in which no TEI text is looked for, besides the hidden ones."""


@dataclass(frozen=True)
class Edition:
    """A folder of TEI files, and what is to be found in it.

    `root` is the edition's folder; `files` are its TEI files in reading order: `edition.xml` first, then the others by
    path. `schema` is the RELAX NG schema that an edition laid out by the conventions is held to, or None. `lone` says
    that the user named this one file.
    """

    root: Path
    files: tuple[Path, ...]
    schema: Path | None = None
    lone: bool = False

    @property
    def out(self) -> Path:
        """The folder that outputs are written to unless the user names another."""
        return self.root / "out"

    @property
    def sources(self) -> Path:
        """The folder in which copies of withheld texts are looked for."""
        return self.root / "sources"


def open_edition(path: Path) -> Edition:
    """Find the edition at `path`: a folder, or one TEI file, which is an edition too.

    The files are those in its `tei/`, if it has one, else all `*.xml`, without hidden folders and those of `NOT_TEI`.
    Only if there is a `tei/edition.xml` is it laid out by the conventions, and held to our schema: other people's TEI
    may well be in a folder of that name. Raise EditionError when there is no such path, or no XML file in it.
    """
    if not path.exists():
        raise EditionError(f"{path}: there is no such file or folder")
    if path.is_file():
        return Edition(path.parent, (path,), lone=True)
    conventional = path / CONVENTIONAL
    home = conventional if conventional.is_dir() else path
    first = home / "edition.xml"
    files = sorted(_xml_files(home), key=lambda file: (file != first, file))
    if not files:
        raise EditionError(f"{home}: there is no XML file here; name a TEI file, or a folder that holds some")
    schema = resource("schema/teiserge.rng", path) if home == conventional and first in files else None
    return Edition(path, tuple(files), schema)


def enclosing(path: Path) -> Path:
    """Return the folder of the edition laid out by the conventions that `path` lies in, or `path` itself."""
    absolute = path.absolute()
    for folder in (absolute, *absolute.parents):
        if folder.name == CONVENTIONAL and folder.is_dir():
            root = folder.parent
            return root.relative_to(Path.cwd()) if root.is_relative_to(Path.cwd()) else root
    return path


def load_edition(
    edition: Edition, copies: Mapping[str, Path], on_file: Callable[[Path], None] = lambda _: None
) -> tuple[list[Document], list[Finding]]:
    """Load every file of the edition, in reading order, and say what is wrong with any.

    `copies` maps the SHA-256 of each copy of a withheld text to its file; `on_file` is told each file before it is
    read. In a folder, XML that is not TEI is passed over with a remark. Raise EditionError when no TEI is left.
    """
    documents: list[Document] = []
    findings: list[Finding] = []
    roots = [edition.root, *{copy.parent for copy in copies.values()}]
    for file in edition.files:
        on_file(file)
        document, found = load(file, roots=roots, copies=copies)
        if document is not None:
            documents.append(document)
        findings += [replace(f, level="info") if f.code == "not-tei" and not edition.lone else f for f in found]
    if not documents and not has_errors(findings):
        raise EditionError(f"{edition.root}: none of its {len(edition.files)} XML files is TEI")
    return documents, findings


def resource(name: str, root: Path | None = None) -> Path:
    """Return the file that serves as `name`, such as `xslt/html.xsl`: the edition's own, else the packaged one."""
    if root is not None and (root / name).exists():
        return root / name
    here = Path(__file__).parent
    packaged = here / name
    return packaged if packaged.exists() else here.parents[1] / name


def _xml_files(folder: Path) -> Iterator[Path]:
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        raise EditionError(f"{folder}: cannot be read ({error.strerror}); check its permissions") from error
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir() and entry.name not in NOT_TEI and not entry.is_symlink():  # a link may lead round in a circle
            yield from _xml_files(entry)
        elif entry.suffix == ".xml":
            yield entry
