"""The part of an XML file that an XPointer names."""

import re

from lxml import etree

from teiserge.tei.tree import XML

_ELEMENT_SCHEME = re.compile(r"element\((?P<id>[^/()]*)(?P<steps>(?:/[1-9][0-9]{0,8})*)\)")


def is_supported(pointer: str) -> bool:
    """Say whether `select` understands a pointer, which other schemes have too."""
    return "(" not in pointer or _ELEMENT_SCHEME.fullmatch(pointer) is not None


def select(root: etree._Element, pointer: str) -> etree._Element | None:
    """Return the element that a pointer names in the document of `root`, or None; the root if the pointer is empty.

    A pointer is an xml:id, or of the scheme `element(id/2/1)` or `element(/1/4)`: the fourth child of the root.
    Source: XPointer Framework, section 3.2, and XPointer element() Scheme, section 3.
    """
    if not pointer:
        return root
    scheme = _ELEMENT_SCHEME.fullmatch(pointer)
    name = scheme["id"] if scheme else pointer
    steps = [int(step) for step in scheme["steps"].split("/")[1:]] if scheme else []
    if not name and steps[:1] != [1]:
        return None
    found = _identified(root, name) if name else root
    for step in steps if name else steps[1:]:
        children = [] if found is None else list(found.iterchildren(etree.Element))
        found = children[step - 1] if step <= len(children) else None
    return found


def _identified(root: etree._Element, name: str) -> etree._Element | None:
    return next((element for element in root.iter(etree.Element) if element.get(XML + "id") == name), None)
