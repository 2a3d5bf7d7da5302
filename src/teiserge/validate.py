"""Check an edition: its files against its schema, and the whole against the rules."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from teiserge import checks, relaxng
from teiserge.edition import Edition
from teiserge.findings import Finding
from teiserge.tei import Document

_XML_ID = re.compile(rb"""\bxml:id\s*=\s*["']([^"'<&]+)["']""")


def validate(edition: Edition, documents: Sequence[Document], findings: Iterable[Finding] = ()) -> list[Finding]:
    """Return everything that is wrong with an edition, in the order of its files and of the places in them.

    `documents` are those of its files that could be read, `findings` is what came to light while reading. The schema
    is held against them only where the edition has one; the rules of `teiserge.checks` always are.
    """
    found = [*findings, *checks.check(documents, _unread(edition, documents))]
    if edition.schema is not None:
        for document in documents:
            found += relaxng.check(document, edition.schema)
    order = {path: number for number, path in enumerate(edition.files)}
    return sorted(dict.fromkeys(found), key=lambda finding: (order.get(finding.path, len(order)), finding))


def _unread(edition: Edition, documents: Iterable[Document]) -> dict[Path, frozenset[str]]:
    """Return the ids in the files that are not among the documents, as far as can be seen without reading them as XML.

    What points there is not at fault.
    """
    read = {document.path for document in documents}
    return {path: _ids(path) for path in edition.files if path not in read}


def _ids(path: Path) -> frozenset[str]:
    try:
        data = path.read_bytes() if path.is_file() else b""
    except OSError:
        data = b""
    return frozenset(name.decode(errors="replace") for name in _XML_ID.findall(data))
