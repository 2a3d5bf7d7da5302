"""The command line: the only module that prints or exits.

Results go to standard output, talk and progress to standard error. What a command needs is imported inside it, so that
`teiserge --help` waits for nothing.
"""

import json
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from teiserge import __version__
from teiserge.errors import EditionError

if TYPE_CHECKING:
    from teiserge.edition import Edition
    from teiserge.findings import Finding, Level
    from teiserge.tei import Document

NOUNS: dict["Level", str] = {"error": "error", "warning": "warning", "info": "remark"}

COLOURS = {"error": "red", "warning": "yellow", "info": "cyan", "here": "green", "wrong": "red", "missing": "yellow"}

sources_option = click.option(
    "--sources",
    "source_folders",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    multiple=True,
    envvar="TEISERGE_SOURCES",
    metavar="DIR",
    help="Folder with copies of withheld texts, besides sources/. Repeatable; also from TEISERGE_SOURCES.",
)
json_option = click.option("--json", "as_json_form", is_flag=True, help="Print the result as JSON.")
out_file_option = click.option(
    "--out", type=click.Path(path_type=Path), metavar="FILE", help="File to write.  [default: standard output]"
)


def examples(*lines: str) -> str:
    """Return the closing section of a help page."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


class Commands(click.Group):
    """The commands, for which a disk that is full or out of reach is an error like any other."""

    def invoke(self, ctx: click.Context) -> object:
        """Run a command."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise
        except OSError as error:
            raise EditionError(f"{error.filename or 'the output'}: {error.strerror}") from error


@click.group(
    cls=Commands, epilog=examples("teiserge validate", "teiserge render --format html", "teiserge render --help")
)
@click.version_option(__version__, prog_name="teiserge")
def main() -> None:
    """Make a critical edition from TEI: check it, read it, publish it.

    Every command works on the edition in the current folder: the TEI files in tei/, or wherever you keep them.
    """


@main.command(
    epilog=examples(
        "teiserge validate",
        "teiserge validate tei/texts/haberkern.xml",
        "teiserge validate --json ~/editions/calpurnius > findings.json",
    )
)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@sources_option
@json_option
def validate(paths: tuple[Path, ...], source_folders: tuple[Path, ...], as_json_form: bool) -> None:
    """Check the edition, or the files at or below PATH.

    Every file is checked for well-formedness and against the rules: pointers resolve, ids are unique, witnesses are
    declared, register entries are used. The texts in tei/ are also held to the RELAX NG schema. There is one line for
    each finding: file, line, column, level, code, what is wrong and what to do.

    Exit codes: 0 no errors, 1 errors found, 2 wrong usage, 3 nothing to read.
    """
    from teiserge.edition import enclosing
    from teiserge.findings import as_rows, has_errors

    chosen: dict[Path, list[Path]] = {}
    for path in paths or (Path(),):
        chosen.setdefault(enclosing(path), []).append(path)
    findings: list[Finding] = []
    count = 0
    for root, within in chosen.items():
        found, files = _validated(root, within, source_folders)
        findings += found
        count += files
    if as_json_form:
        click.echo(_json(as_rows(findings)))
    else:
        _echo_findings(findings, err=False)
    click.echo(f"{_number(count, 'file')}: {_summary(findings)}", err=True)
    sys.exit(has_errors(findings))


@main.command(
    epilog=examples(
        "teiserge render --format html",
        "teiserge render --format html --sources ~/copies",
        "teiserge render --format html --out site calpurnius.xml",
    )
)
@click.argument("path", type=click.Path(path_type=Path), default=Path(), metavar="[PATH]")
@click.option(
    "--format",
    "formats",
    type=click.Choice(["html"]),
    multiple=True,
    default=["html"],
    help="What to make: html, a static site (the default).",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Folder to write into.  [default: out/ in the edition]",
)
@click.option("--keep-prepared", is_flag=True, help="Leave the prepared TEI in prepared/, beside html/.")
@sources_option
@json_option
def render(
    path: Path,
    formats: tuple[str, ...],
    out: Path | None,
    keep_prepared: bool,
    source_folders: tuple[Path, ...],
    as_json_form: bool,
) -> None:
    """Render the edition at PATH: a folder or one TEI file; by default the current folder.

    The site in html/ opens from the file system and needs no server. Where a text is withheld and you have no copy of
    it, the page shows what the editors wrote about it. If a text cannot be read, nothing is written; if only a file
    that it includes is missing, the rest is rendered.

    Exit codes: 0 done, 1 errors found, 2 wrong usage, 3 nothing to read or no place to write, 4 a stylesheet failed.
    """
    from teiserge.edition import open_edition
    from teiserge.findings import as_rows, has_errors
    from teiserge.render import Report
    from teiserge.render import render as render_edition

    edition = open_edition(path)
    destination = _outside(out or edition.out)
    documents, findings = _load(edition, source_folders)
    report = Report((), (), ())
    if not has_errors(finding for finding in findings if finding.code != "include-missing"):
        with _progress("rendering", len(documents)) as advance:
            report = render_edition(
                edition, documents, formats, destination, keep_prepared=keep_prepared, on_document=advance
            )
    _echo_findings([*findings, *report.findings], err=True)
    if as_json_form:
        written = [file.as_posix() for file in report.written]
        click.echo(_json({"written": written, "findings": as_rows([*findings, *report.findings])}))
    for start in () if as_json_form else report.starts:
        click.echo(f"{_number(len(report.written), 'file')} written; open {start} in a browser")
    if not report.written:
        click.echo("nothing was written; mend the errors above first", err=True)
    sys.exit(has_errors(findings))


@main.command(epilog=examples("teiserge sources", "teiserge sources --sources ~/copies"))
@click.argument("path", type=click.Path(path_type=Path), default=Path(), metavar="[PATH]")
@sources_option
@json_option
def sources(path: Path, source_folders: tuple[Path, ...], as_json_form: bool) -> None:
    """Say of each withheld text whether a copy of it is here, and what to do if not.

    A copy is recognised by its SHA-256, which the text's header records, whatever the file is called. Copies are
    looked for in sources/ and in the folders given with --sources or in TEISERGE_SOURCES.

    Exit codes: 0 done, 1 a text cannot be read, 2 wrong usage, 3 nothing to read.
    """
    from teiserge.edition import load_edition, open_edition
    from teiserge.findings import has_errors
    from teiserge.sources import statuses

    edition = open_edition(path)
    copies = _copies(edition, source_folders)
    documents, findings = load_edition(edition, copies)
    _echo_findings([finding for finding in findings if finding.level == "error"], err=True)
    found = statuses(documents, copies)
    if as_json_form:
        rows = [
            {
                "file": status.file.as_posix(),
                "source": status.record.name,
                "sha256": status.record.digest,
                "state": status.state,
                "copy": status.copy and status.copy.as_posix(),
            }
            for status in found
        ]
        click.echo(_json(rows))
    for status in () if as_json_form else found:
        detail = status.copy or status.remedy
        click.echo(f"{status.file}: {status.record.name} is {_coloured(status.state)}: {detail}")
    if not found and not findings:
        click.echo("no text of this edition records a source; nothing is withheld", err=True)
    sys.exit(has_errors(findings))


@main.command(epilog=examples("teiserge withhold full.xml --source copy.txt --out tei/texts/essay.xml"))
@click.argument("full", type=click.Path(path_type=Path), metavar="FULL.xml")
@click.option(
    "--source", required=True, type=click.Path(path_type=Path), metavar="COPY.txt", help="The copy that was encoded."
)
@out_file_option
def withhold(full: Path, source: Path, out: Path | None) -> None:
    """Replace the words of the copy in FULL.xml by references to them.

    The encoding and what the editors wrote stay as they are, byte for byte. The result may be published where the text
    may not; `teiserge restore` puts the words back for whoever owns the copy.

    Exit codes: 0 done, 1 refused, 2 wrong usage, 3 the file cannot be written.
    """
    from teiserge.sources import withhold_file

    _deliver(*withhold_file(full, source), _another(out, full, source))


@main.command(epilog=examples("teiserge restore tei/texts/essay.xml --source copy.txt --out full.xml"))
@click.argument("withheld", type=click.Path(path_type=Path), metavar="WITHHELD.xml")
@click.option("--source", type=click.Path(path_type=Path), metavar="COPY.txt", help="The copy to take the words from.")
@out_file_option
@sources_option
def restore(withheld: Path, source: Path | None, out: Path | None, source_folders: tuple[Path, ...]) -> None:
    """Put the words of the copy back into WITHHELD.xml: what `teiserge withhold` took out, byte for byte.

    Without --source a copy is looked for in sources/ and in the folders given with --sources or in TEISERGE_SOURCES.

    Exit codes: 0 done, 1 refused, 2 wrong usage, 3 the file cannot be written.
    """
    from teiserge.edition import Edition, enclosing
    from teiserge.sources import copies, restore_file

    found = copies([source])[0] if source else _copies(Edition(enclosing(withheld), ()), source_folders)
    target = _another(out, withheld, *found.values())
    _deliver(*restore_file(withheld, found), target and _outside(target))


def _validated(root: Path, within: list[Path], source_folders: tuple[Path, ...]) -> tuple[list["Finding"], int]:
    """Return the findings of an edition about the files at or below some paths, and how many files these are."""
    from teiserge.edition import open_edition
    from teiserge.validate import validate as check

    edition = open_edition(root)
    for path in within:
        if not any(file.resolve().is_relative_to(path.resolve()) for file in edition.files):
            raise EditionError(f"{path}: there is no TEI file of this name, nor a folder that holds any")
    documents, findings = _load(edition, source_folders)
    findings = check(edition, documents, findings)
    chosen = [path.resolve() for path in within]

    def wanted(file: Path) -> bool:
        return any(file.resolve().is_relative_to(path) for path in chosen)

    return [finding for finding in findings if wanted(finding.path)], sum(map(wanted, edition.files))


def _another(out: Path | None, *read: Path) -> Path | None:
    """Return where to write; refuse a file that is read, for it would be lost."""
    if out is not None and out.resolve() in {path.resolve() for path in read}:
        raise click.UsageError(f"--out: {out} is read; write to another file")
    return out


def _outside(out: Path) -> Path:
    """Return where to write what may hold restored words; refuse the `tei/` of an edition, which is published."""
    from teiserge.edition import enclosing

    if enclosing(out) != out:
        raise click.UsageError(f"--out: {out} is in tei/, where nothing restored is written; name another place")
    return out


def _load(edition: "Edition", source_folders: tuple[Path, ...]) -> tuple[list["Document"], list["Finding"]]:
    from teiserge.edition import load_edition

    with _progress("reading", len(edition.files)) as advance:
        return load_edition(edition, _copies(edition, source_folders), advance)


def _copies(edition: "Edition", source_folders: tuple[Path, ...]) -> dict[str, Path]:
    """Return the copies at hand by their SHA-256, and say which files could not be looked at."""
    from teiserge.sources import copies

    found, findings = copies([*source_folders, *([edition.sources] if edition.sources.is_dir() else [])])
    _echo_findings(findings, err=True)
    return found


def _deliver(data: bytes | None, findings: list["Finding"], out: Path | None) -> None:
    """Say what was found, and write the result, if there is one."""
    from teiserge.tei import write

    _echo_findings(findings, err=True)
    if data is None:
        click.echo("nothing was written", err=True)
        sys.exit(1)
    if out is None:
        sys.stdout.buffer.write(data)
    else:
        write(out, data)
        click.echo(f"{out} written", err=True)


def _echo_findings(findings: Iterable["Finding"], *, err: bool) -> None:
    for finding in findings:
        level = f" {finding.level} "
        click.echo(str(finding).replace(level, f" {_coloured(finding.level)} ", 1), err=err)


def _coloured(word: str) -> str:
    """Return a word in its colour, unless the reader wants none (https://no-color.org)."""
    return word if os.environ.get("NO_COLOR") else click.style(word, fg=COLOURS[word], bold=True)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


def _summary(findings: Iterable["Finding"]) -> str:
    counts = Counter(finding.level for finding in findings)
    return ", ".join(_number(counts[level], noun) for level, noun in NOUNS.items())


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


@contextmanager
def _progress(what: str, total: int) -> Iterator[Callable[[object], None]]:
    """Show on the terminal how far some work is; yield what to call, with the thing at hand, at each step."""
    if not sys.stderr.isatty() or total < 2:
        yield lambda _: None
        return
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=total)

        def advance(thing: object) -> None:
            bar.update(task, advance=1, description=escape(f"{what} {thing}"))

        yield advance
