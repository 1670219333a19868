"""Where the words of an earlier text stand in its later version."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import accumulate

from rashomon.model.offsets import Span

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
_SENTENCE = re.compile(r"\S[^\n]*?(?:[.!?][\"'”’)\]]*(?=\s|\Z)|(?=\n|\Z))")
_MOST = 40_000_000  # pairs of tokens of two versions that are compared at most

Block = tuple[int, int, int]
"""A stretch that both versions have: where it starts in the earlier one, in the later one, and its length."""


class Places:
    """Leads places in one version of a text to places in another; all offsets are code points.

    Versions are compared sentence by sentence, so that one put before another like it is not taken for it,
    and between equal ones word by word (Ratcliff and Obershelp's matching, as in Python's difflib). What is
    too large for that is compared line by line, and where even that is too much only by its ends.
    """

    def __init__(self, before: str, now: str) -> None:
        """Compare two versions of a text."""
        self._blocks = _joined(_by_sentence(before, now))
        self._starts = [block[0] for block in self._blocks]
        self._length = len(now)

    def exact(self, spans: Sequence[Span]) -> tuple[Span, ...] | None:
        """Return where the very characters of `spans` stand now, or `None` if some are gone or changed."""
        moved = [self._moved(span) for span in spans]
        return tuple(span for span in moved if span) if all(moved) else None

    def near(self, span: Span) -> Span:
        """Return the stretch in which `span` would stand now, whatever its words."""
        start, end = self._at(span.start), self._at(span.end)
        return Span(start, max(start, end))

    def _moved(self, span: Span) -> Span | None:
        before, now, length = self._block(span.start)
        inside = before <= span.start and span.end <= before + length
        return span.shifted(now - before) if inside else None

    def _at(self, offset: int) -> int:
        before, now, length = self._block(offset)
        return min(now + min(max(offset - before, 0), length), self._length)

    def _block(self, offset: int) -> Block:
        place = bisect_right(self._starts, offset) - 1
        return self._blocks[place] if place >= 0 else (0, 0, 0)


def _by_sentence(before: str, now: str) -> Iterator[Block]:
    """Yield what two versions have in common: equal sentences, and what is in common between those."""
    at = later = 0
    for start, place, length in (*_sentences(before, now), (len(before), len(now), 0)):
        between = _blocks(before[at:start], now[later:place])
        yield from ((one + at, other + later, size) for one, other, size in between)
        yield start, place, length
        at, later = start + length, place + length


def _sentences(before: str, now: str) -> Iterator[Block]:
    """Yield the equal sentences of two versions, in the order of both; none where there are too many."""
    if before == now:
        return
    one, other = list(_SENTENCE.finditer(before)), list(_SENTENCE.finditer(now))
    words = [match[0] for match in one], [match[0] for match in other]
    if len(one) * len(other) > _MOST:
        return
    for a, b, size in SequenceMatcher(None, *words).get_matching_blocks():
        for step in range(size):
            match = one[a + step]
            yield match.start(), other[b + step].start(), len(match[0])


def _blocks(before: str, now: str) -> list[Block]:
    if before == now:
        return [(0, 0, len(now))]
    for cut in (_TOKEN.findall, _lines):
        one, other = cut(before), cut(now)
        first, last = _ends(one, other)
        middle = one[first : len(one) - last], other[first : len(other) - last]
        if len(middle[0]) * len(middle[1]) <= _MOST:
            return _measured(one, other, _matching(*middle, first, last))
    first, last = _ends(before, now)
    return _measured(before, now, [(0, 0, first), (len(before) - last, len(now) - last, last)])


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


def _ends(one: Sequence[str], other: Sequence[str]) -> tuple[int, int]:
    """Return how many items two sequences begin with in common, and with how many others they end."""
    most = min(len(one), len(other))
    first = next((at for at in range(most) if one[at] != other[at]), most)
    rest = most - first
    last = next((at for at in range(rest) if one[-1 - at] != other[-1 - at]), rest)
    return first, last


def _matching(one: Sequence[str], other: Sequence[str], first: int, last: int) -> Iterator[Block]:
    """Yield what two versions have in common, in tokens: `first` and `last` at their ends, and in between."""
    yield 0, 0, first
    matcher = SequenceMatcher(None, one, other)
    yield from ((a + first, b + first, size) for a, b, size in matcher.get_matching_blocks())
    yield len(one) + first, len(other) + first, last


def _measured(one: Sequence[str], other: Sequence[str], blocks: Iterable[Block]) -> list[Block]:
    """Return blocks of tokens as blocks of characters."""
    ends = [[0, *accumulate(map(len, tokens))] for tokens in (one, other)]
    return _joined((ends[0][a], ends[1][b], ends[0][a + size] - ends[0][a]) for a, b, size in blocks)


def _joined(blocks: Iterable[Block]) -> list[Block]:
    """Return blocks of characters, those that touch in both versions made one."""
    out: list[Block] = []
    for start, now, length in blocks:
        if out and (out[-1][0] + out[-1][2], out[-1][1] + out[-1][2]) == (start, now):
            out[-1] = (*out[-1][:2], out[-1][2] + length)
        elif length:
            out.append((start, now, length))
    return out or [(0, 0, 0)]
