"""Where one text stands in another that is nearly the same."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import accumulate, takewhile

SPANS = (6, 3, 1)
"""How many words in a row must agree, in one pass after the other. Rows of six words are rare enough in any text to
find nearly everything at once; single words are then compared only where there is little left to compare."""


def align(ours: Sequence[str], theirs: Sequence[str]) -> Iterator[tuple[range, range]]:
    """Yield the parts of two sequences of words that correspond, in order, as ranges of equal joined text.

    The ranges of a pair have the same words; or else different ones, but the same characters, where the words are
    divided differently.
    """
    return _align(ours, theirs, SPANS)


def _align(ours: Sequence[str], theirs: Sequence[str], spans: tuple[int, ...]) -> Iterator[tuple[range, range]]:
    if not ours or not theirs:
        return
    if not spans:
        yield from _divided(ours, theirs)
        return
    i = j = 0
    for start, other, length in _blocks(ours, theirs, spans[0]):
        for part, counterpart in _align(ours[i:start], theirs[j:other], spans[1:]):
            yield range(i + part.start, i + part.stop), range(j + counterpart.start, j + counterpart.stop)
        i, j = start + length, other + length
        if length:
            yield range(start, i), range(other, j)


def _blocks(ours: Sequence[str], theirs: Sequence[str], span: int) -> Iterator[tuple[int, int, int]]:
    """Yield (index, other index, length) of what agrees in rows of at least `span` words; at last the two ends."""
    matcher = SequenceMatcher(None, _rows(ours, span), _rows(theirs, span), autojunk=False)
    end = other_end = 0
    for start, other, rows in matcher.get_matching_blocks():
        if rows:
            clip = max(end - start, other_end - other, 0)  # the rows of two blocks may share words
            length = rows + span - 1 - clip
            if length > 0:
                end, other_end = start + clip + length, other + clip + length
                yield start + clip, other + clip, length
    yield len(ours), len(theirs), 0


def _divided(ours: Sequence[str], theirs: Sequence[str]) -> Iterator[tuple[range, range]]:
    """Yield what agrees, at the beginning and at the end, of words that differ but perhaps in how they are divided."""
    i, j = _same_beginning(ours, theirs)
    backwards = ([word[::-1] for word in reversed(words)] for words in (ours[i:], theirs[j:]))
    k, m = _same_beginning(*backwards)
    for part in ((range(i), range(j)), (range(len(ours) - k, len(ours)), range(len(theirs) - m, len(theirs)))):
        if part[0]:
            yield part


def _same_beginning(ours: Sequence[str], theirs: Sequence[str]) -> tuple[int, int]:
    """Return with how many words each two sequences have the longest beginning in common, by its characters."""
    ends, other_ends = ({end: i for i, end in enumerate(accumulate(map(len, w), initial=0))} for w in (ours, theirs))
    characters = zip("".join(ours), "".join(theirs), strict=False)
    common = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], characters))
    end = max(end for end in ends.keys() & other_ends.keys() if end <= common)
    return ends[end], other_ends[end]


def _rows(words: Sequence[str], span: int) -> list[tuple[str, ...]]:
    return [tuple(words[i : i + span]) for i in range(len(words) - span + 1)]
