"""Quotations of which a part was left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import product

from rashomon.compare.drift.way import Changed, End, Way
from rashomon.compare.words import fold
from rashomon.model.offsets import Span

_QUOTATION = re.compile('[“"«„]([^“”"«»„]*?)(?:[”"»]|$)')  # one may go on behind a sentence
_LEAST = 8  # characters
_WORD = re.compile(r"\w+")
_SHORTEST = 3  # words, of a quotation and of what is left out of one


def quotations(way: Way) -> Iterator[Changed]:
    """Yield the quotations that the taken side ends or begins earlier, and has nothing more of."""
    rest = f" {way.taken.findings.words} "
    for source, taken in product(_quoted(way.source), _quoted(way.taken)):
        whole, part = (
            _words(span.of(end.document.text)) for span, end in ((source, way.source), (taken, way.taken))
        )
        if len(part) >= _SHORTEST and any(_is_lost(left, rest) for left in _left_over(whole, part)):
            detail = f"{len(part)} words of a quotation of {len(whole)}"
            yield Changed("quotation cut", source, taken, detail)


def _quoted(end: End) -> list[Span]:
    text = end.document.text
    found = (Span(*match.span(1)) for match in _QUOTATION.finditer(text, end.span.start, end.span.end))
    return [span for span in found if len(span) >= _LEAST]


def _words(text: str) -> list[str]:
    return [fold(word) for word in _WORD.findall(text)]


def _left_over(whole: Sequence[str], part: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield what stands before and after the words of a part in the whole, if they stand there in a row."""
    for at in range(len(whole) - len(part) + 1):
        if whole[at : at + len(part)] == part:
            yield whole[:at]
            yield whole[at + len(part) :]
            return


def _is_lost(words: Sequence[str], text: str) -> bool:
    """Tell whether words that are enough to matter stand nowhere in the other text."""
    ends = (words[:_SHORTEST], words[-_SHORTEST:])
    return len(words) >= _SHORTEST and not any(f" {' '.join(each)} " in text for each in ends)
