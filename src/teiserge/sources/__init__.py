"""Withheld text: which sources of a text are here, and how its words are taken out and put back.

holdings    what copies there are, and of which recorded source
voices      whose words are whose in a text
align       where a text stands in another
quotation   words of a source in another text
withhold    take the words out
restore     put them back
"""

from collections.abc import Mapping
from pathlib import Path

from teiserge.findings import Finding
from teiserge.sources.holdings import Status, copies, statuses
from teiserge.sources.restore import restore
from teiserge.sources.withhold import withhold
from teiserge.tei.decode import read
from teiserge.tei.record import Record, digest, records
from teiserge.tei.refusal import Refused

__all__ = [
    "Record",
    "Status",
    "copies",
    "digest",
    "records",
    "restore",
    "restore_file",
    "statuses",
    "withhold",
    "withhold_file",
]


def withhold_file(full: Path, source: Path) -> tuple[bytes | None, list[Finding]]:
    """Return the file `full` without the words of the copy `source`, as `withhold` does."""
    try:
        return withhold(read(full), read(source), full, source)
    except Refused as refused:
        return None, [refused.finding]


def restore_file(withheld: Path, copies: Mapping[str, Path]) -> tuple[bytes | None, list[Finding]]:
    """Return the file `withheld` with the words of its recorded sources, as `restore` does."""
    try:
        return restore(read(withheld), copies, withheld)
    except Refused as refused:
        return None, [refused.finding]
