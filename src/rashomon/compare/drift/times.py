"""Times in place of which the other text has ones that exclude them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from rashomon.compare.drift.way import Changed, End, Way
from rashomon.compare.words import fold
from rashomon.model.records import TimeReference

_SURE = 0.6  # how likely the sentences must be one passage
_LEAST = timedelta(hours=1)  # less apart, one is the other rounded
_TELLING = re.compile(
    r"\d|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun)[a-z]*",
    re.IGNORECASE,
)
_SMALL = frozenset("on in at the of about around a m p am pm o clock".split())
_WORD = re.compile(r"[^\W_]+")


def times(way: Way) -> Iterator[Changed]:
    """Yield the one time that either side gives in words of its own, if both can't be meant."""
    if way.chance < _SURE:
        return
    source, taken = _dated(way.source), _dated(way.taken)
    if len(source) == len(taken) == 1 and _reworded(source[0], taken[0]) and _apart(source[0], taken[0]):
        detail = f"“{source[0].text}” becomes “{taken[0].text}”"
        yield Changed("time", source[0].span, taken[0].span, detail)


def _dated(end: End) -> list[TimeReference]:
    return [time for time in end.dated() if time.earliest and time.latest and _TELLING.search(time.text)]


def _reworded(one: TimeReference, other: TimeReference) -> bool:
    """Tell whether either says something that the other does not: not one, counted from another day."""
    here, there = (frozenset(_WORD.findall(fold(each.text))) - _SMALL for each in (one, other))
    return not (here <= there or there <= here)


def _apart(one: TimeReference, other: TimeReference) -> bool:
    """Tell whether one time begins after the other one has ended, and not within the hour."""
    first, second = sorted((one, other), key=lambda each: each.earliest or "")
    try:
        end, start = (datetime.fromisoformat(each or "") for each in (first.latest, second.earliest))
        return start.replace(tzinfo=None) - end.replace(tzinfo=None) >= _LEAST
    except (ValueError, OverflowError):  # cut values, and years that no calendar has
        return (first.latest or "") < (second.earliest or "")
