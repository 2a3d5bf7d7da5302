"""Content models as regular expressions.

The children of an element become a string of tokens, one character each, and its declaration an expression that such a
string must match. A second expression matches every beginning of a right string: so the first child out of place is
found, and what could stand there instead.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from teiserge.relaxng.grammar import RNG, VALUES, Declaration, Grammar

TEXT = "t"
"""The token of words that stand among the children."""

FIRST = 0xE000
"""The code point of the first token of an element."""

NEVER = "(?!)"
"""The expression that matches nothing."""

CLASS = re.compile(r"\[([^\]]+)\](\??)")
"""An expression for one token, or for one or none."""

REPEATED = (RNG + "zeroOrMore", RNG + "oneOrMore")


class Misfit(NamedTuple):
    """Where a string of tokens leaves the content model.

    `place` is the first token out of place, or the length of the string where only the end comes too soon. `expected`
    may stand there; `missing` are those of them after which the token would be right, or the content complete;
    `earlier` is the place that the token could be moved to, or None.
    """

    place: int
    expected: tuple[Declaration, ...]
    missing: tuple[Declaration, ...]
    earlier: int | None


@dataclass(frozen=True, eq=False)
class ContentModels:
    """The content models of a grammar. A token stands for the declarations that a child fits, most often one."""

    grammar: Grammar
    tokens: dict[frozenset[Declaration], str] = field(default_factory=dict)
    compiled: dict[tuple[Declaration, int], tuple[re.Pattern[str], re.Pattern[str]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for declared in self.grammar.declarations:
            self.token([declared])

    def token(self, fitting: Iterable[Declaration]) -> str:
        """Return the token of a child that fits all of these declarations."""
        return self.tokens.setdefault(frozenset(fitting), chr(FIRST + len(self.tokens)))

    def misfit(self, declared: Declaration, children: Sequence[str]) -> Misfit | None:
        """Return where the tokens of the children leave the content model of their parent, or None."""
        tokens = "".join(children)
        if self._expressions(declared)[0].fullmatch(tokens):
            return None
        alone = {child: self.token([child]) for child in declared.children}
        whole, beginning = self._expressions(declared)
        place = next(n for n in range(len(tokens), -1, -1) if beginning.fullmatch(tokens[:n]))
        before, after = tokens[:place], tokens[place : place + 1]
        expected = tuple(child for child, token in alone.items() if beginning.fullmatch(before + token))
        model = beginning if after else whole
        missing = tuple(child for child in expected if model.fullmatch(before + alone[child] + after))
        moved = (n for n in range(place) if after and beginning.fullmatch(before[:n] + after + before[n:]))
        return Misfit(place, expected, missing, next(moved, None))

    def _expressions(self, declared: Declaration) -> tuple[re.Pattern[str], re.Pattern[str]]:
        key = (declared, len(self.tokens))
        if key not in self.compiled:
            whole, beginning = self._pattern(declared.pattern)
            self.compiled[key] = re.compile(whole), re.compile(beginning)
        return self.compiled[key]

    def _pattern(self, pattern: etree._Element) -> tuple[str, str]:
        """Return the expression for the whole of what `pattern` describes, and the one for any beginning of it."""
        parts = [self._part(part) for part in self.grammar.parts(pattern)]
        if pattern.tag == RNG + "choice":
            return _alternatives([whole for whole, _ in parts]), _alternatives([beginning for _, beginning in parts])
        whole = beginning = ""
        for one, first in reversed(parts):
            whole, beginning = one + whole, _alternatives([first, one + beginning])
        if pattern.tag == RNG + "optional":
            return _alternatives([whole, ""]), beginning
        if pattern.tag in REPEATED:
            any_number = _any_number(whole)
            return (any_number if pattern.tag == REPEATED[0] else f"(?:{whole})" + any_number), any_number + beginning
        return whole, beginning

    def _part(self, part: etree._Element) -> tuple[str, str]:
        if part.tag == RNG + "element":
            declared = self.grammar.declaration(part)
            own = "".join(token for fitting, token in self.tokens.items() if declared in fitting)
            return (f"[{own}]", f"[{own}]?") if own else (NEVER, "")
        if part.tag == RNG + "notAllowed":
            return NEVER, NEVER
        if part.tag == RNG + "text" or part.tag in VALUES:
            return f"[{TEXT}]?", f"[{TEXT}]?"
        return ("", "") if part.tag == RNG + "attribute" else self._pattern(part)


def _alternatives(expressions: Iterable[str]) -> str:
    """Return the expression that matches what any of these matches; those for one token are put together."""
    own, others, optional = "", [], False
    for expression in dict.fromkeys(expressions):
        if match := CLASS.fullmatch(expression):
            own += match[1]
            optional = optional or bool(match[2])
        elif not expression:
            optional = True
        elif expression != NEVER:
            others.append(expression)
    if own:
        others.insert(0, f"[{own}]")
    if not others:
        return "" if optional else NEVER
    joined = others[0] if len(others) == 1 and CLASS.fullmatch(others[0]) else f"(?:{'|'.join(others)})"
    return joined + ("?" if optional else "")


def _any_number(expression: str) -> str:
    match = CLASS.fullmatch(expression)
    return f"[{match[1]}]*" if match else f"(?:{expression})*"
