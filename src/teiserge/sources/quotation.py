"""Words of a source that stand in another text."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from teiserge.sources.voices import BREAK, LIMIT, Character

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


class Quotation(NamedTuple):
    """A run of a source's words in a text: between which characters of the text it stands, and how many words."""

    start: int
    end: int
    words: int


class Quotations:
    """Finds where texts quote more than `LIMIT` successive words of a source.

    Only letters and digits are compared, in lower case. So it makes no difference how the words are divided, by
    spaces, punctuation or markup, and a quotation is found whatever tags are in it.
    """

    def __init__(self, source: str) -> None:
        """Prepare to look for quotations of `source`."""
        self._letters, origins = _letters(source.replace(BREAK, " "))
        self._seeds: defaultdict[str, list[int]] = defaultdict(list)
        for i in range(len(self._letters) - LIMIT):  # so many words have at least as many letters
            self._seeds[self._letters[i : i + LIMIT + 1]].append(i)
        words = list(_WORD.finditer(source))
        self._starts = [bisect_left(origins, word.start()) for word in words]
        self._ends = [bisect_left(origins, word.end()) for word in words]

    def find(self, text: Sequence[Character]) -> list[Quotation]:
        """Return the quotations in a text, in order; words of titles do not count."""
        letters, origins = _letters(c.value for c in text)
        counted = [0, *accumulate(not text[i].titular for i in origins)]
        found: list[Quotation] = []
        for start, end, other in sorted(self._matches(letters), key=lambda match: (match[0], -match[1])):
            first, last = bisect_left(self._starts, other), bisect_right(self._ends, other + end - start)
            spans = ((self._starts[k] - other + start, self._ends[k] - other + start) for k in range(first, last))
            words = sum(counted[stop] - counted[begin] == stop - begin for begin, stop in spans)
            if words > LIMIT and not (found and origins[start] < found[-1].end):
                found.append(Quotation(origins[start], origins[end - 1] + 1, words))
        return found

    def _matches(self, letters: str) -> Iterator[tuple[int, int, int]]:
        """Yield (start, end, start in the source) of the longest runs of letters that stand in the source."""
        reached: dict[int, int] = {}
        for i in range(len(letters) - LIMIT):
            for j in self._seeds.get(letters[i : i + LIMIT + 1], ()):
                if reached.get(j - i, 0) <= i:
                    end = i + _agreement(letters, i, self._letters, j)
                    reached[j - i] = end
                    yield i, end, j


def _letters(characters: Iterable[str]) -> tuple[str, list[int]]:
    """Return the letters and digits of a text in lower case, its breaks, and the index that each comes from."""
    folded: list[str] = []
    origins: list[int] = []
    for index, character in enumerate(characters):
        if character.isalnum() or character == BREAK:
            folded.append(character.lower())
            origins += [index] * len(folded[-1])
    return "".join(folded), origins


def _agreement(one: str, i: int, other: str, j: int) -> int:
    """Return for how many characters `one` from `i` is the same as `other` from `j`."""
    length = 0
    while i + length < len(one) and j + length < len(other) and one[i + length] == other[j + length]:
        length += 1
    return length
