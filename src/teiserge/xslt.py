"""Run XSLT 3.0: the only importer of saxonche.

SaxonC reads any file that a document or a stylesheet names, and its XML parser refuses documents that are merely large.
An Engine therefore compiles all its stylesheets first, and then shuts the processor: from there on nothing is read from
disk or network (`allowedProtocols` is empty, for good: SaxonC cannot lift it again), no document may have a DOCTYPE,
the environment is hidden, and what a stylesheet writes is caught in memory. Documents go in as trees or strings.

One Engine per process: nodes of one processor mean nothing to another, and each costs some 30 MB. SaxonC holds the
interpreter's lock, so several threads gain nothing; several processes do.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from teiserge.errors import StylesheetError, TeisergeError

if TYPE_CHECKING:
    from saxonche import PyXdmItem, PyXdmValue, PyXsltExecutable

FEATURE = "http://saxon.sf.net/feature/"

PARSER_LIMITS = {
    "maxElementDepth": 0,  # none: how deep a document may be is decided where it is loaded
    "elementAttributeLimit": 10_000,
    "entityExpansionLimit": 64_000,
    "maxGeneralEntitySizeLimit": 0,  # with the next, or 100,000 `&amp;` are too many
    "totalEntitySizeLimit": 0,
}
"""Limits of the JDK's XML parser (`jdk.xml.*`; 0 means none), whose defaults real TEI exceeds."""

LOCKS = {
    "allowedProtocols": "",
    "allow-external-functions": "false",
    "parserFeature?uri=http://apache.org/xml/features/disallow-doctype-decl": "true",
}
"""What shuts the processor, once the stylesheets are compiled."""

MODES = "urn:x-teiserge:modes"
FUNCTIONS = "urn:x-teiserge:functions"

_XML_DECLARATION = re.compile(r"\s*<\?xml\s[^>]*\?>")


@dataclass(frozen=True)
class Value:
    """A document, node, map or atomic value inside the processor; `str()` gives its string value or its XML."""

    xdm: "PyXdmValue"

    def __str__(self) -> str:
        """Return the value as Saxon prints it: good for a string, too pretty for a document (see Engine.xml)."""
        return str(self.xdm)


Parameter = Value | str | bool | int


@dataclass(frozen=True)
class Message:
    """What a stylesheet said with xsl:message.

    `facts` are the attributes of the element, if the message is one (`<x:finding code="…" level="…" …/>`), else empty.
    """

    text: str
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Result:
    """What a transformation gave: its principal result, its messages, and its result documents by URI."""

    value: Value
    messages: tuple[Message, ...]
    documents: Mapping[str, Value]


class Engine:
    """An XSLT processor with its stylesheets compiled and its doors shut.

    `sheets` are all the stylesheets that will ever be asked of it. Raise StylesheetError when one does not compile.
    """

    def __init__(self, *sheets: Path) -> None:
        from saxonche import PySaxonProcessor

        self._processor = PySaxonProcessor(license=False)
        for name, limit in PARSER_LIMITS.items():
            self._configure(f"parserProperty?uri=jdk.xml.{name}", str(limit))
        self._sheets = {sheet.resolve(): self._compiled(sheet) for sheet in sheets}
        for name, setting in LOCKS.items():
            self._configure(name, setting)

    def parse(self, source: etree._Element | str) -> Value:
        """Return the document node of an element's tree, or of a document as text without DOCTYPE."""
        if not isinstance(source, str):
            source = etree.tostring(source, encoding="unicode", with_tail=False)
        text = _XML_DECLARATION.sub("", source, count=1)  # its encoding is not that of a string
        try:
            return Value(self._processor.parse_xml(xml_text=text, encoding="UTF-8"))
        except Exception as error:  # saxonche's class cannot be named here: it would have to be imported
            raise StylesheetError(f"the XSLT processor refuses the document: {_one_line(error)}") from error

    def json(self, text: str) -> Value:
        """Return the map or array that a JSON text stands for."""
        return Value(self._processor.parse_json(json_text=text))

    def xml(self, value: Value) -> str:
        """Return a document or node as XML, without declaration or indentation."""
        xpath = self._processor.new_xpath_processor()
        xpath.set_context(xdm_item=value.xdm)
        options = "map { 'method': 'xml', 'indent': false(), 'omit-xml-declaration': true() }"
        return str(xpath.evaluate_single(f"serialize(., {options})"))

    def run(
        self, sheet: Path, node: Value, parameters: Mapping[str, Parameter] | None = None, *, mode: str = ""
    ) -> Result:
        """Apply `sheet` to `node` in the mode `m:mode` (by default the unnamed one) and return what it builds.

        `sheet` is one that the engine was made with. Raise StylesheetError, with the text of `error()`, when it fails.
        """
        executable = self._loaded(sheet, node, parameters, mode)
        with _failing(sheet):
            value = executable.apply_templates_returning_value()
        return Result(Value(value.head if value.size == 1 else value), *_beside(executable))

    def page(
        self, sheet: Path, node: Value, parameters: Mapping[str, Parameter] | None = None
    ) -> tuple[str, tuple[Message, ...]]:
        """Apply `sheet` to `node` in its unnamed mode; return the text, serialised as its xsl:output says."""
        executable = self._loaded(sheet, node, parameters, "")
        with _failing(sheet):
            text = executable.apply_templates_returning_string(encoding="UTF-8")
        return str(text), _beside(executable)[0]

    def call(self, sheet: Path, function: str, *arguments: Parameter, **parameters: Parameter) -> Value:
        """Return what the public function `f:function` of `sheet` gives."""
        executable = self._loaded(sheet, None, parameters, "")
        with _failing(sheet):
            values = [self._xdm(argument) for argument in arguments]
            return Value(executable.call_function_returning_value(f"{{{FUNCTIONS}}}{function}", values))

    def _configure(self, name: str, setting: str) -> None:
        self._processor.set_configuration_property(FEATURE + name, setting)

    def _compiled(self, sheet: Path) -> "PyXsltExecutable":
        with _failing(sheet):
            return self._processor.new_xslt30_processor().compile_stylesheet(stylesheet_file=str(sheet))

    def _loaded(
        self, sheet: Path, node: Value | None, parameters: Mapping[str, Parameter] | None, mode: str
    ) -> "PyXsltExecutable":
        executable = self._sheets[sheet.resolve()].clone()  # a clone costs nothing and remembers no earlier run
        executable.set_save_xsl_message(True)
        executable.set_capture_result_documents(True)
        for name, value in (parameters or {}).items():
            executable.set_parameter(name, self._xdm(value))
        if mode:
            executable.set_initial_mode(f"{{{MODES}}}{mode}")
        if node:
            executable.set_initial_match_selection(xdm_value=node.xdm)
            executable.set_global_context_item(xdm_item=node.xdm)
        return executable

    def _xdm(self, value: Parameter) -> "PyXdmValue":
        match value:
            case Value(xdm):
                return xdm
            case bool():
                return self._processor.make_boolean_value(value)
            case int():
                return self._processor.make_integer_value(value)
            case str():
                return self._processor.make_string_value(value, encoding="UTF-8")


def _beside(executable: "PyXsltExecutable") -> tuple[tuple[Message, ...], dict[str, Value]]:
    said = executable.get_xsl_messages()
    messages = tuple(_message(said.item_at(i)) for i in range(said.size)) if said is not None else ()
    documents = executable.get_result_documents() or {}
    return messages, {uri: Value(document) for uri, document in documents.items()}


def _message(item: "PyXdmItem") -> Message:
    text = str(item).strip()
    if not text.startswith("<"):
        return Message(str(item.string_value).strip())  # printed, it would have &lt; and &amp;
    try:
        return Message(text, {str(k): str(v) for k, v in etree.fromstring(text).attrib.items()})
    except etree.XMLSyntaxError:  # several elements, or text after one
        return Message(text)


@contextmanager
def _failing(sheet: Path) -> Iterator[None]:
    """Turn what saxonche raises into a StylesheetError that names the sheet."""
    try:
        yield
    except TeisergeError:
        raise
    except Exception as error:  # saxonche's class cannot be named here: it would have to be imported
        raise StylesheetError(f"{sheet}: {_one_line(error)}") from error


def _one_line(error: Exception) -> str:
    """Return what went wrong and where, without the calls that led there."""
    said = str(error).split("\nIn ")[0].split("\n  In ")[0]
    return " ".join(said.split())
