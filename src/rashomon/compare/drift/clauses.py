"""Parts of sentences, and which part of another sentence has the same words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rashomon.compare.drift.way import End
from rashomon.compare.wordlists import FUNCTION_WORDS
from rashomon.compare.words import fold
from rashomon.model.offsets import Span

_CLAUSE = re.compile(r"(?:[^,;:.!?–—\s]|[,.:](?=\w))(?:[^,;:.!?–—]|[,.:](?=\w))*")
_WORD = re.compile(r"[^\W\d_]+")
_STEM = 5  # letters; endings make no difference


def clauses(end: End) -> list[Span]:
    """Return what stands between the stops and dashes of a stretch, blanks at the end left out."""
    text = end.document.text
    found = _CLAUSE.finditer(text, end.span.start, end.span.end)
    return [Span(each.start(), each.start() + len(each[0].rstrip())) for each in found]


def around(end: End, place: Span) -> Span:
    """Return the clause of a stretch in which a place stands, or the whole stretch."""
    return next((clause for clause in clauses(end) if clause.covers(place)), end.span)


def stems(words: str) -> frozenset[str]:
    """Return the words that carry content, cut so that endings make no difference."""
    found = (fold(word) for word in _WORD.findall(words))
    return frozenset(word[:_STEM] for word in found if word not in FUNCTION_WORDS)


def likest(words: str, end: End) -> Span | None:
    """Return the clause of a stretch that shares most content words with `words`, if it shares any."""
    wanted, held = stems(words), clauses(end)
    shared = [len(wanted & stems(clause.of(end.document.text))) for clause in held]
    return held[shared.index(max(shared))] if any(shared) else None


def following(end: End, at: int, most: int) -> Sequence[tuple[str, int]]:
    """Return the stems of the first content words of a stretch from `at` on, and where each ends."""
    found = ((fold(word[0]), word.end()) for word in _WORD.finditer(end.document.text, at, end.span.end))
    return [(word[:_STEM], stop) for word, stop in found if word not in FUNCTION_WORDS][:most]
