"""Take the words of a copy out of an encoded text.

The characters of the file are worked on, so that everything but the words in question stays as it is, byte for byte.
What is taken out leaves an `xi:include` (XInclude 1.1) that says where in the copy it stands (RFC 5147).
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote
from xml.sax.saxutils import quoteattr

from lxml import etree

from teiserge.findings import Finding, has_errors
from teiserge.sources.align import align
from teiserge.sources.quotation import Quotations
from teiserge.sources.voices import BREAK, LIMIT, Character, Voices, voices
from teiserge.tei.decode import decode_text
from teiserge.tei.parse import Dissection, dissect
from teiserge.tei.record import Record, digest, records, short
from teiserge.tei.refusal import Refused
from teiserge.tei.tree import XI

_WORD = re.compile(r"[^\W\d_]+|\d+|[^\w\s]|_")
"""A word, a number or a sign: small enough that tags seldom stand inside one."""


class _Run(NamedTuple):
    """A run of the author's words: from `start` to `end` in the file, from `first` to `last` in the copy."""

    start: int
    end: int
    first: int
    last: int


def withhold(full: bytes, copy: bytes, path: Path, source: Path) -> tuple[bytes | None, list[Finding]]:
    """Replace the words of a copy in a full encoding by references to them.

    `full` is the TEI file `path`; `copy` is the text file `source`, whose SHA-256 the header records. Which words are
    the author's, `voices` tells. The longest runs of them that stand in the copy, character for character and in its
    order, are replaced; a run has a word, begins and ends with a word or a sign, and ends at markup, at a reference and
    at other white space than the copy's. Return the new file and warnings, or None and errors: when the header does
    not record this copy, or when more than eight successive words of it would still stand in the file.
    """
    try:
        file = dissect(full, path)
        text = decode_text(copy)
    except Refused as refused:
        return None, [refused.finding]
    except ValueError as error:
        hint = "save it as UTF-8, and record the SHA-256 that it has then"
        return None, [Finding(source, 0, 0, "encoding-wrong", "error", f"it is not UTF-8 ({error})", hint)]
    record = next((record for record in records(file.root).values() if record.digest == digest(copy)), None)
    findings = list(_obstacles(file, full, record, copy, source))
    if record is None or findings:
        return None, findings
    spoken = voices(file, record.siglum)
    places = _places(spoken.author, text)
    runs = list(_runs(spoken.author, places))
    findings = [*_unmatched(file, spoken.author, places), *_literal(file, spoken, runs, text)]
    if has_errors(findings):
        return None, sorted(findings)
    return file.encode(_replaced(file.text, runs, record.name)), sorted(findings)


def _obstacles(file: Dissection, full: bytes, record: Record | None, copy: bytes, source: Path) -> Iterator[Finding]:
    """Yield what must be put right before anything can be withheld."""
    if file.encode(file.text) != full:
        message = f"the encoding {file.decoded.codec} can write the same text in several ways"
        yield file.finding("encoding-wrong", "error", 0, message, "save the file as UTF-8")
    for offset, element in file.elements.items():
        if element.nsmap.get("xi") != XI[1:-1]:
            message = f"the prefix xi does not mean XInclude in <{etree.QName(element).localname}>"
            hint = f'give the root the attribute xmlns:xi="{XI[1:-1]}", and no other element one for xi'
            yield file.finding("withhold-namespace", "error", offset, message, hint)
            break
    if record is None:
        yield _unrecorded(file, copy, source)
        return
    for offset, element in file.elements.items():
        if element.tag == XI + "include" and element.get("href") == record.name:
            hint = "restore the file first"
            yield file.finding("withhold-again", "error", offset, f"{record.name!r} is already included here", hint)
            return


def _unrecorded(file: Dissection, copy: bytes, source: Path) -> Finding:
    """Say that the header does not record the copy, and what to write there."""
    elements = f'<ptr target="{quote(source.name)}"/><idno type="SHA-256">{digest(copy)}</idno>'
    for record in records(file.root).values():
        offset = next(offset for offset, element in file.elements.items() if element is record.element)
        message = f"{source} is not the copy of {record.name!r} that the header records: its SHA-256 is "
        message += f"{short(digest(copy))}, not {short(record.digest)}"
        hint = f"find the recorded copy; if this one was encoded, record it here: {elements}"
        return file.finding("source-wrong", "error", offset, message, hint)
    hint = f"add to the witness or bibl in the sourceDesc that describes it: {elements}"
    message = f"the header does not record the source {source}"
    return file.finding("withhold-unrecorded", "error", min(file.elements), message, hint)


def _places(author: Sequence[Character], copy: str) -> list[int | None]:
    """Return for each of the author's characters which one of the copy it is; None if it is none."""
    text = "".join(character.value for character in author)
    ours = [found.span() for found in _WORD.finditer(text)]
    theirs = [found.span() for found in _WORD.finditer(copy)]
    places: list[int | None] = [None] * len(text)
    for part, counterpart in align([text[i:j] for i, j in ours], [copy[i:j] for i, j in theirs]):
        mine = (i for word in part for i in range(*ours[word]))
        its = (i for word in counterpart for i in range(*theirs[word]))
        for i, j in zip(mine, its, strict=True):
            places[i] = j
    for (_, end), (start, _) in pairwise(ours):  # the white space between words, where it agrees
        before, after = places[end - 1], places[start]
        if before is not None and after is not None and text[end:start] == copy[before + 1 : after]:
            places[end:start] = range(before + 1, after)
    return places


def _runs(author: Sequence[Character], places: Sequence[int | None]) -> Iterator[_Run]:
    """Yield what can be withheld, in order."""
    run: list[tuple[Character, int]] = []
    for character, place in zip(author, places, strict=True):
        usable = place is not None and character.plain and not character.kept
        if run and not (usable and (character.origin, place) == (run[-1][0].origin + 1, run[-1][1] + 1)):
            yield from _trimmed(run)
            run = []
        if usable and place is not None:
            run.append((character, place))
    yield from _trimmed(run)


def _trimmed(run: Sequence[tuple[Character, int]]) -> Iterator[_Run]:
    """Yield a run without the white space around it, if there is a word in it."""
    words = [(character.origin, place) for character, place in run if not character.value.isspace()]
    if any(character.value.isalnum() for character, _ in run):
        yield _Run(words[0][0], words[-1][0] + 1, words[0][1], words[-1][1] + 1)


def _replaced(text: str, runs: Sequence[_Run], name: str) -> str:
    """Return the text of a file with an xi:include for each run."""
    pieces = []
    done = 0
    for run in runs:
        include = f'<xi:include parse="text" href={quoteattr(name)} fragid="char={run.first},{run.last}"/>'
        pieces += [text[done : run.start], include]
        done = run.end
    return "".join([*pieces, text[done:]])


def _unmatched(file: Dissection, author: Sequence[Character], places: Sequence[int | None]) -> Iterator[Finding]:
    """Yield a warning for each run of the author's words that the copy does not have in that place."""
    text = "".join(character.value for character in author)
    missing: list[str] = []
    start = 0
    for found in [*_WORD.finditer(text), None]:
        unmatched = found and places[found.start()] is None and not author[found.start()].kept
        if found and unmatched and found[0].isalnum():
            start = start if missing else found.start()
            missing.append(found[0])
        elif missing and not unmatched:
            words = " ".join(missing[:LIMIT]) + (" …" if len(missing) > LIMIT else "")
            hint = "write what the copy has; or mark it as the editors', by @resp or as a correction"
            message = f"the copy does not have {words!r} here"
            yield file.finding("withhold-unmatched", "warning", author[start].origin, message, hint)
            missing = []


def _literal(file: Dissection, spoken: Voices, runs: Sequence[_Run], copy: str) -> Iterator[Finding]:
    """Yield an error for each run of the copy's words that would be left and is longer than `LIMIT`."""
    gone = {offset for run in runs for offset in range(run.start, run.end)}
    quotations = Quotations(copy)
    found: dict[int, Finding] = {}
    for stream in (spoken.all, spoken.author, *spoken.margins):
        left = [c._replace(value=BREAK) if c.origin in gone or c.apart else c for c in stream]
        for start, end, words in quotations.find(left):
            excerpt = "".join(character.value for character in left[start:end][:40])
            message = f"{words} successive words of the copy are left here: '{' '.join(excerpt.split())} …'"
            hint = f"leave at most {LIMIT}; in CDATA, references and what is marked as the editors' no word is replaced"
            origin = left[start].origin
            found.setdefault(origin, file.finding("withhold-literal", "error", origin, message, hint))
    yield from found.values()
