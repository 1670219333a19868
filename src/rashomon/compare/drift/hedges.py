"""Words that leave open whether a thing is so, which one side has and the other lacks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rashomon.compare.drift.clauses import around, following, likest, stems
from rashomon.compare.drift.way import Changed, End, Way
from rashomon.model.offsets import Span

_SURE = 0.6  # how likely the sentences must be one passage
_NEXT = 4  # content words behind a hedge, of which the other side must have
_LEAST = 2
_HEDGE = re.compile(
    r"\b(?:probabl[ey]|possibly|perhaps|maybe|(?:un)?likely|presumabl[ey]|apparent(?:ly)?|reportedly"
    r"|alleged(?:ly)?|seemingly|supposed(?:ly)?|purported(?:ly)?"
    r"|(?:appear|seem)(?:s|ed)? to"
    r"|(?:is|are|was|were|being|been|widely) (?:believed|thought|suspected|rumou?red|said))\b",
    re.IGNORECASE,
)
_OPEN = re.compile(
    rf"{_HEDGE.pattern}|\b(?:may|might|could|suspect|suspects|suspicion|believe|believes|think|thinks|fear|fears"
    r"|suggests?|suggested|estimat\w+|assum\w+|claim\w*|rumou?rs?|hardly|doubt\w*)\b",
    re.IGNORECASE,
)


def hedges(way: Way) -> Iterator[Changed]:
    """Yield the hedges that one side has where the other says the same without any."""
    if way.chance < _SURE:
        return
    for own, place in _hedged(way.source, way.taken):
        yield Changed("hedge dropped", own, place, _told(way.source, own, "is no longer there"))
    for own, place in _hedged(way.taken, way.source):
        yield Changed("hedge added", place, own, _told(way.taken, own, "is added"))


def _hedged(end: End, other: End) -> Iterator[tuple[Span, Span]]:
    """Yield the clauses with a hedge, and those of the other side that have their words and no hedge."""
    if _OPEN.search(other.words):
        return
    text = end.document.text
    for hedge in _HEDGE.finditer(text, end.span.start, end.span.end):
        if not stems(hedge[0]).isdisjoint(stems(other.words)):  # "alleged", "the allegation"
            continue
        clause = around(end, Span(*hedge.span()))
        behind = " ".join(stem for stem, at in following(end, hedge.end(), _NEXT) if at <= clause.end)
        there = likest(behind, other)
        if there and len(stems(behind) & stems(other.words)) >= _LEAST:
            yield clause, there


def _told(end: End, clause: Span, what: str) -> str:
    hedge = _HEDGE.search(clause.of(end.document.text))
    return f"“{hedge[0] if hedge else ''}” {what}"
