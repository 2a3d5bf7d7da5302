"""What an edition is: the folder, the TEI files in it, and where the program keeps its own resources."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from teiserge.errors import EditionError
from teiserge.findings import Finding, has_errors
from teiserge.tei import Document, load

CONVENTIONAL = "tei"
"""The folder that holds the TEI files of an edition laid out by the conventions."""

FIRST = "edition.xml"
"""The file there that is about the edition as a whole."""

MARKER = ".teiserge"
"""A file of this name says that teiserge wrote a folder and may replace it."""

NOT_TEI = frozenset({"out", "schema", "sources", "xslt", "tests", "node_modules"})
"""Folders of an edition in which no TEI text is looked for, besides hidden ones and those that teiserge wrote."""


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
        """The folder that outputs are written to unless the user names another: never one in `tei/`."""
        return enclosing(self.root) / "out"

    @property
    def sources(self) -> Path:
        """The folder in which copies of withheld texts are looked for."""
        return self.root / "sources"


def open_edition(path: Path) -> Edition:
    """Find the edition at `path`: a folder, or one TEI file, which is an edition too.

    A folder in the `tei/` of an edition laid out by the conventions stands for that edition. The files are those in
    its `tei/`, if it has one, else all `*.xml`, without hidden folders and those of `NOT_TEI`. Only with a
    `tei/edition.xml` is it laid out by the conventions, and held to our schema: other people's TEI may well be in a
    folder of that name. Raise EditionError when there is no such path, or no XML file in it.
    """
    if _is_file(path):
        return Edition(path.parent, (path,), lone=True)
    root = enclosing(path)
    conventional = root / CONVENTIONAL
    home = conventional if conventional.is_dir() else root
    first = home / FIRST
    files = sorted(_xml_files(home), key=lambda file: (file != first, file))
    if not files:
        raise EditionError(f"{home}: there is no XML file here; name a TEI file, or a folder that holds some")
    schema = resource("schema/teiserge.rng", root) if home == conventional and first in files else None
    return Edition(root, tuple(files), schema)


def enclosing(path: Path) -> Path:
    """Return the edition laid out by the conventions whose `tei/` has `path` in it, else `path` itself."""
    absolute = path.absolute()
    for folder in (absolute, *absolute.parents):
        if (folder / CONVENTIONAL).is_dir():
            return path
        if folder.name == CONVENTIONAL and (folder / FIRST).is_file():
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


def _is_file(path: Path) -> bool:
    """Say whether a path is a file or, if not, a folder; raise EditionError when it is neither, or out of reach."""
    try:
        if path.is_file():
            return True
        if path.exists():
            return False
    except OSError as error:
        raise EditionError(f"{path}: cannot be read ({error.strerror}); check its name and permissions") from error
    raise EditionError(f"{path}: there is no such file or folder")


def _xml_files(folder: Path) -> Iterator[Path]:
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        raise EditionError(f"{folder}: cannot be read ({error.strerror}); check its permissions") from error
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            linked = entry.is_symlink()  # it may lead round in a circle
            if entry.name not in NOT_TEI and not linked and not (entry / MARKER).exists():
                yield from _xml_files(entry)
        elif entry.suffix.lower() == ".xml":
            yield entry
