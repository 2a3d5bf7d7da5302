"""Check a document against a RELAX NG schema.

The verdict is libxml2's, through lxml; nothing outside this folder knows that. libxml2 says little of what is wrong,
and hangs on some large schemas of the whole TEI: it is for schemas of our own making.
"""

from functools import lru_cache
from pathlib import Path

from lxml import etree

from teiserge.errors import EditionError
from teiserge.findings import Finding
from teiserge.relaxng.content import ContentModels
from teiserge.relaxng.explanation import Explanation
from teiserge.relaxng.grammar import Grammar, read
from teiserge.tei import Document


def check(document: Document, schema: Path) -> list[Finding]:
    """Return what the schema has against the document, in document order; nothing when the document is valid.

    Raise EditionError, with the file and the line of the schema, when the schema cannot be used.
    """
    engine, grammar = _compiled(schema.resolve())
    if engine.validate(document.root):
        return []
    findings = list(Explanation(grammar, ContentModels(grammar), document).findings())
    return list(dict.fromkeys(findings)) or [_unexplained(document, engine)]


@lru_cache(maxsize=4)
def _compiled(schema: Path) -> tuple[etree.RelaxNG, Grammar]:
    grammar = read(schema)
    try:
        return etree.RelaxNG(file=str(schema)), grammar
    except etree.RelaxNGError as error:
        entry = error.error_log.last_error
        place = f"{entry.filename}:{entry.line}" if entry is not None else str(schema)
        message = entry.message if entry is not None else str(error)
        raise EditionError(f"{place}: the schema is not a RELAX NG grammar: {message}") from error


def _unexplained(document: Document, engine: etree.RelaxNG) -> Finding:
    """Return the engine's own complaint about the element that it got deepest into."""
    entry = max(engine.error_log, key=lambda entry: (entry.path or "").count("/"))
    element = document.root
    for step in (entry.path or "").split("/")[2:]:
        place = step.partition("[")[2].rstrip("]") or "1"
        siblings = [child for child in element if isinstance(child.tag, str)]
        element = siblings[min(int(place), len(siblings)) - 1] if siblings and place.isdigit() else element
    hint = f"the schema says: {entry.message}"
    name = etree.QName(element).localname
    return document.finding("schema", "error", element, f"<{name}> is not as the schema has it", hint)
