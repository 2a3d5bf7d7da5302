"""The first reading of a file, by expat: whether it is well-formed and safe, and where each node stands.

Expat says exactly where a fault is, and lets every reference be stopped that would vanish or lead out of the file.
Source: XML 1.0, section 4.4; what a non-validating processor may leave out of a text there, is refused here.
"""

import re
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple, NoReturn
from xml.parsers import expat
from xml.parsers.expat import errors

from teiserge.tei.decode import LINE_END
from teiserge.tei.refusal import refuse
from teiserge.tei.tree import Position

DEPTH = 2000
"""How deep elements may be nested. Real TEI stays below 100; libxml2 itself ends at 2048."""

COMPOUND = 200
"""How many entities may be made of others. Expat follows them by recursion: 30,000 of them crash the process."""

_PREDEFINED = frozenset({"amp", "lt", "gt", "quot", "apos"})
_PARENTHESIS = re.compile(r"not well-formed \((.*)\)")  # so begins a message that is already called not-well-formed
_AFTER_NAME = re.compile(r"[\s/>]")
_UNFINISHED = re.compile(r"&[^\s;&<]*\Z")
_REFERENCE = re.compile(r"&([^\s#&;<]+);")

_DECLARE = "write the character itself, or declare the entity in the DOCTYPE of this file; external DTDs are never read"
_NEVER_READ = "use xi:include for what stands in another file; external entities are never read"
_WRITE_OUT = "write out what it stands for"

_REMEDIES = {
    errors.XML_ERROR_ASYNC_ENTITY: "let each entity hold whole elements",
    errors.XML_ERROR_BAD_CHAR_REF: "XML has no such character; write the one that is meant",
    errors.XML_ERROR_DUPLICATE_ATTRIBUTE: "keep one of the two",
    errors.XML_ERROR_INVALID_TOKEN: "in text write &amp; for & and &lt; for <; attribute values stand in quotes",
    errors.XML_ERROR_JUNK_AFTER_DOC_ELEMENT: "a file has one root element; look further up for an end tag too many",
    errors.XML_ERROR_MISPLACED_XML_PI: "nothing may stand before <?xml …?>, not even an empty line",
    errors.XML_ERROR_SYNTAX: "a TEI file begins with markup; is this the right file?",
    errors.XML_ERROR_UNBOUND_PREFIX: "declare it with xmlns:… on this element or on the root",
    errors.XML_ERROR_UNCLOSED_TOKEN: "finish the tag, comment or section that begins here",
}
"""What to do about the errors of expat that can do with a fixed word."""


class Scanned(NamedTuple):
    """What the first reading brings.

    `offsets`: where every element, comment and processing instruction begins, in bytes, in document order; what an
    entity reference stands for begins where the reference does. `entities`: the replacement texts of the internal
    subset's entities, by name.
    """

    offsets: list[int]
    entities: dict[str, str]


def scan(utf8: bytes, path: Path, above: int = 0) -> Scanned:
    """Read a file in UTF-8 that has no external subset; its root will stand in `above` elements once it is included.

    Raise Refused for what is not well-formed, and for references that are not safe to expand.
    """
    parser = expat.ParserCreate("UTF-8", " ")
    offsets: list[int] = []
    depth = above

    def start(_name: str, _attributes: object) -> None:
        nonlocal depth
        offsets.append(parser.CurrentByteIndex)
        depth += 1
        if depth > DEPTH:
            place = Position(path, parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)
            refuse(place, "too-deep", f"elements are nested more than {DEPTH} deep", "look for missing end tags")

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    def mark(*_: object) -> None:
        offsets.append(parser.CurrentByteIndex)

    def attend(*_: object) -> None:
        parser.CommentHandler = parser.ProcessingInstructionHandler = mark

    def ignore(*_: object) -> None:  # inside the DOCTYPE they are not part of the tree
        parser.CommentHandler = parser.ProcessingInstructionHandler = None

    attend()
    parser.ordered_attributes = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.StartDoctypeDeclHandler = ignore
    parser.EndDoctypeDeclHandler = attend
    entities = _guard(parser, path)
    try:
        parser.Parse(utf8, True)
    except expat.ExpatError as error:
        _malformed(error, utf8, path, entities)
    return Scanned(offsets, entities)


def _guard(parser: expat.XMLParserType, path: Path) -> dict[str, str]:
    """Let the parser stop at references that are not safe; return what will hold the entities that are declared."""
    entities: dict[str, str] = {}
    files: dict[str | None, str] = {}
    compound = 0

    def stop(code: str, message: str, hint: str) -> NoReturn:
        refuse(Position(path, parser.CurrentLineNumber, parser.CurrentColumnNumber + 1), code, message, hint)

    def entity(name: str, is_parameter: bool, value: str | None, _: object, system: str | None, *__: object) -> None:
        nonlocal compound
        if is_parameter:
            stop("entity-parameter", f"the parameter entity %{name}; is declared here", _WRITE_OUT)
        entities.setdefault(name, value or "")
        files.setdefault(system, name)
        compound += bool(_REFERENCE.search(value or ""))
        if compound > COMPOUND:
            stop("entity-expansion", f"more than {COMPOUND} entities are made of others", _WRITE_OUT)

    def external(_context: str, _base: str | None, system: str | None, _public: str | None) -> int:
        stop("entity-external", f"the entity &{files[system]}; stands for the file {system!r}", _NEVER_READ)

    def skipped(name: str, _is_parameter: bool) -> None:
        stop("entity-parameter", f"the parameter entity %{name}; is used here", _WRITE_OUT)

    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_ALWAYS)  # else references to them pass unseen
    parser.EntityDeclHandler = entity
    parser.ExternalEntityRefHandler = external
    parser.SkippedEntityHandler = skipped
    return entities


def _malformed(error: expat.ExpatError, utf8: bytes, path: Path, entities: Mapping[str, str]) -> NoReturn:
    """Refuse what expat stumbled over, in the words of somebody who has the file before them."""
    rest = "\n".join(LINE_END.split(utf8.decode())[error.lineno - 1 :])
    unfinished = _UNFINISHED.search(rest, 0, error.offset)  # noticed at what follows it
    start = unfinished.start() if unfinished else error.offset
    here = rest[start:]
    place = Position(path, error.lineno, start + 1)
    reason = expat.ErrorString(error.code)
    match reason:
        case errors.XML_ERROR_TAG_MISMATCH:
            place = place._replace(column=place.column - len("</"))
            found = f"</{_AFTER_NAME.split(here, maxsplit=1)[0]}> cannot close {_innermost(utf8)}"
            refuse(place, "not-well-formed", found, "close the inner element first, or take the end tag away")
        case errors.XML_ERROR_NO_ELEMENTS if inner := _innermost(utf8):
            found = f"the file ends, but {inner} is not closed"
            refuse(place, "not-well-formed", found, "close it; or is the file cut off?")
        case errors.XML_ERROR_UNDEFINED_ENTITY:
            refuse(place, "entity-undeclared", _undeclared(here, entities), _DECLARE)
        case errors.XML_ERROR_ATTRIBUTE_EXTERNAL_ENTITY_REF:
            refuse(place, "entity-external", "an attribute refers to an external entity", _NEVER_READ)
        case errors.XML_ERROR_AMPLIFICATION_LIMIT_BREACH | errors.XML_ERROR_RECURSIVE_ENTITY_REF:
            refuse(place, "entity-expansion", f"an entity grows without measure ({reason})", _WRITE_OUT)
        case _:
            excerpt = here.partition("\n")[0][:24]
            message = _PARENTHESIS.sub(r"\1", reason) + (f" at {excerpt!r}" if excerpt else "")
            refuse(place, "not-well-formed", message, _REMEDIES.get(reason, "correct it"))


def _innermost(utf8: bytes) -> str:
    """Name the element that is open where a file stops being well-formed, and its line, as `<div> of line 7`."""
    parser = expat.ParserCreate("UTF-8")
    open_elements: list[tuple[str, int]] = []
    parser.StartElementHandler = lambda name, _: open_elements.append((name, parser.CurrentLineNumber))
    parser.EndElementHandler = lambda _: open_elements.pop()
    with suppress(expat.ExpatError):
        parser.Parse(utf8, True)
    return "<{}> of line {}".format(*open_elements[-1]) if open_elements else ""


def _undeclared(here: str, entities: Mapping[str, str]) -> str:
    """Say which entity is not declared: expat tells only the beginning of the tag or text, `here`, that uses it."""
    names = (reference[1] for reference in _REFERENCE.finditer(here))
    name = next((name for name in names if name not in _PREDEFINED and name not in entities), None)
    return f"the entity &{name}; is not declared" if name else "an entity here uses another that is not declared"
