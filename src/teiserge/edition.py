"""What an edition is: the folder, the TEI files in it, and where the program keeps its own resources."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from teiserge.errors import EditionError

CONVENTIONAL = "tei"
"""The folder that holds the TEI files of an edition laid out by the conventions."""

NOT_TEI = frozenset({"out", "schema", "sources", "xslt", "tests", "node_modules"})
"""Folders of an edition in which no TEI text is looked for, besides the hidden ones."""


@dataclass(frozen=True)
class Edition:
    """A folder of TEI files, and what is to be found in it.

    `root` is the edition's folder; `files` are its TEI files in reading order: `edition.xml` first, then the others by
    path. `schema` is the RELAX NG schema that an edition laid out by the conventions is held to, or None.
    """

    root: Path
    files: tuple[Path, ...]
    schema: Path | None

    @property
    def out(self) -> Path:
        """The folder that outputs are written to unless the user names another."""
        return self.root / "out"

    @property
    def sources(self) -> Path:
        """The folder in which copies of withheld texts are looked for."""
        return self.root / "sources"

    def within(self, paths: Iterable[Path]) -> "Edition":
        """Return the edition narrowed to the files at or below `paths`."""
        chosen = [path.resolve() for path in paths]
        files = tuple(f for f in self.files if any(f.resolve().is_relative_to(c) for c in chosen))
        return Edition(self.root, files, self.schema)


def open_edition(path: Path) -> Edition:
    """Find the edition at `path`: a folder, or one TEI file, which is an edition too.

    A folder with a `tei/` in it is laid out by the conventions; any other is searched for `*.xml`, without hidden
    folders and those of `NOT_TEI`. Raise EditionError when there is no such path, or no XML file in it.
    """
    if not path.exists():
        raise EditionError(f"{path}: there is no such file or folder")
    if path.is_file():
        return Edition(path.parent, (path,), None)
    conventional = path / CONVENTIONAL
    home = conventional if conventional.is_dir() else path
    files = sorted(_xml_files(home), key=lambda f: (f != home / "edition.xml", f))
    if not files:
        raise EditionError(
            f"{home}: no TEI here; put your files (*.xml) into {conventional}, or name a file or a folder that has some"
        )
    schema = resource("schema", path) / "teiserge.rng" if home == conventional else None
    return Edition(path, tuple(files), schema)


def resource(name: str, root: Path | None = None) -> Path:
    """Return the folder `name` (`xslt` or `schema`) that serves: the edition's own, else the packaged one."""
    if root is not None and (root / name).is_dir():
        return root / name
    here = Path(__file__).parent
    packaged = here / name
    return packaged if packaged.is_dir() else here.parents[1] / name


def _xml_files(folder: Path) -> Iterator[Path]:
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        raise EditionError(f"{folder}: cannot be read ({error.strerror}); check its permissions") from error
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir() and entry.name not in NOT_TEI:
            yield from _xml_files(entry)
        elif entry.suffix == ".xml":
            yield entry
