"""Times in place of which the other text has ones that exclude them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from rashomon.compare.drift.clauses import around, stems
from rashomon.compare.drift.way import Changed, End, Way
from rashomon.compare.words import fold
from rashomon.model.offsets import Span
from rashomon.model.records import TimeReference

_SURE = 0.6  # how likely the sentences must be one passage
_LEAST = timedelta(hours=1)  # less apart, one is the other rounded
_TELLING = re.compile(
    r"\d|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun)[a-z]*",
    re.IGNORECASE,
)
_SMALL = frozenset("on in at the of about around a m p am pm o clock".split())
_WORD = re.compile(r"[^\W_]+")
_LETTERS = re.compile(r"[^\W\d_]+")
_YEAR = re.compile(r"\b\d{4}\b")
_DAY, _LAST = len("2031-04-05"), "T23:59:59"
_NEXT = 2  # content words on either side of a time that tell what it is the time of
_NEAR = 12  # characters between a time and the cue of its statement


def times(way: Way) -> Iterator[Changed]:
    """Yield the one time that either side gives in words of its own, if both can't be meant."""
    if way.chance < _SURE:
        return
    source, taken = _dated(way.source), _dated(way.taken)
    if len(source) != 1 or len(taken) != 1 or not _reworded(source[0], taken[0]):
        return
    if _is_one_date(source[0], taken[0]):
        return
    if _apart(source[0], taken[0]) and _of_one_event(way, source[0].span, taken[0].span):
        detail = f"“{source[0].text}” becomes “{taken[0].text}”"
        yield Changed("time", source[0].span, taken[0].span, detail)


def _dated(end: End) -> list[TimeReference]:
    return [time for time in end.dated() if time.earliest and time.latest and _TELLING.search(time.text)]


def _reworded(one: TimeReference, other: TimeReference) -> bool:
    """Tell whether either says something that the other does not: not one, counted from another day."""
    here, there = (frozenset(_WORD.findall(fold(each.text))) - _SMALL for each in (one, other))
    return not (here <= there or there <= here)


def _is_one_date(one: TimeReference, other: TimeReference) -> bool:
    """Tell a day and month that both name, of which not both name the year: "May 3" and "the 3rd of May"."""
    dates = [(each.earliest or "")[len("2031-") : _DAY] for each in (one, other)]
    days = [(each.value or "")[len("2031-") : _DAY] for each in (one, other)]
    years = all(_YEAR.search(each.text) for each in (one, other))
    return not years and dates[0] == dates[1] and days[0] == days[1] and len(days[0]) == len("05-03")


def _of_one_event(way: Way, one: Span, other: Span) -> bool:
    """Tell times that stand beside one word, and in the words of one speaker where both have a speaker."""
    if _beside(way.source, one).isdisjoint(_beside(way.taken, other)):
        return False
    here, there = _voice(way.source, one), _voice(way.taken, other)
    return not (here and there) or not here.isdisjoint(there)


def _beside(end: End, time: Span) -> frozenset[str]:
    """Return the stems of the content words right before and right behind a time, in its clause."""
    text, clause = end.document.text, around(end, time)
    before = [*_LETTERS.finditer(text, clause.start, max(clause.start, time.start))]
    after = [*_LETTERS.finditer(text, time.end, max(clause.end, time.end))]
    sides = ([each[0] for each in side] for side in (reversed(before), after))
    return frozenset(stem for side in sides for stem in [*filter(None, map(_stem, side))][:_NEXT])


def _stem(word: str) -> str:
    return next(iter(stems(word)), "")


def _voice(end: End, time: Span) -> frozenset[str]:
    """Return the stems of the name of the speaker in whose statement a time stands, or beside whose cue."""
    told = [
        (min(max(time.start - part.end, part.start - time.end, 0) for part in parts), number, each)
        for number, each in enumerate(end.said())
        if (parts := (*each.cue.spans, *each.content.spans))
    ]
    gap, _, nearest = min(told, key=lambda each: each[:2], default=(_NEAR + 1, 0, None))
    return stems(end.name_of(nearest)) if nearest and gap <= _NEAR else frozenset()


def _apart(one: TimeReference, other: TimeReference) -> bool:
    """Tell whether one time begins after the other one has ended, and not within the hour."""
    first, second = sorted((one, other), key=lambda each: each.earliest or "")
    try:
        latest = first.latest or ""
        latest += _LAST if len(latest) == _DAY else ""
        end, start = datetime.fromisoformat(latest), datetime.fromisoformat(second.earliest or "")
        return start.replace(tzinfo=None) - end.replace(tzinfo=None) >= _LEAST
    except (ValueError, OverflowError):  # cut values, and years that no calendar has
        return (first.latest or "") < (second.earliest or "")
