"""Check a document against a RELAX NG schema.

    grammar      the schema as declarations: what an element may carry and hold
    content      its content models
    explanation  what a declaration has against an element, in words

Made for schemas like our own, in which the name of an element and its attributes tell which declaration it has.
libxml2 judges the schema itself and single values, not documents: it explains little, and its time grows with the
power of the number of attributes where two declarations share a name.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from lxml import etree

from teiserge.errors import EditionError
from teiserge.findings import Finding
from teiserge.relaxng.content import ContentModels
from teiserge.relaxng.explanation import Explanation
from teiserge.relaxng.grammar import read
from teiserge.tei import Document

TOLD = 20
"""How many findings that say the same are told for each document."""


def check(document: Document, schema: Path) -> list[Finding]:
    """Return what the schema has against the document; nothing when it is valid.

    Of findings that say the same, TOLD are told and the others counted. Raise EditionError, with the file and the line
    of the schema, when the schema cannot be used.
    """
    return list(_counted(dict.fromkeys(Explanation(_models(schema.resolve()), document).findings())))


def _counted(findings: Iterable[Finding]) -> Iterator[Finding]:
    alike: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        alike.setdefault((finding.message, finding.hint), []).append(finding)
    for same in alike.values():
        yield from same[:TOLD]
        if rest := same[TOLD:]:
            times = "once" if len(rest) == 1 else f"{len(rest)} times"
            yield replace(rest[0], message=f"{rest[0].message} ({times} more in this file)")


@lru_cache(maxsize=4)
def _models(schema: Path) -> ContentModels:
    grammar = read(schema)
    try:
        etree.RelaxNG(file=str(schema))
    except etree.RelaxNGError as error:
        entry = error.error_log.last_error
        place = f"{entry.filename}:{entry.line}" if entry is not None else str(schema)
        message = entry.message if entry is not None else str(error)
        raise EditionError(f"{place}: the schema is not a RELAX NG grammar: {message}") from error
    return ContentModels(grammar)
