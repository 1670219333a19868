"""Whether two times of one thing can both hold: hours of a day, and dates."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from rashomon.model.records import TimeReference

_DAY = len("2031-05-05")
_LAST_YEAR = 9999  # the calendar of the library ends with it
_CLOSE = timedelta(minutes=40)
_HALF, _WHOLE = timedelta(hours=12), timedelta(hours=24)
_LONGEST = timedelta(days=400)  # what began more than a year apart is two things
_WHICH_HALF = re.compile(
    r"[ap]\.?\s?m\b|morning|afternoon|evening|night|noon|midday|midnight|dawn|daybreak|dusk|today|(?:1[3-9]|2[0-4])[:.h]"
    r"|\b0\d[:.h]",
    re.IGNORECASE,
)
"""What tells an hour before noon from one after it."""
_DATED = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*|\d+[./-]\d+[./-]\d", re.IGNORECASE
)


def is_read(time: TimeReference) -> bool:
    """Tell whether both bounds of a time are moments that can be reckoned with."""
    try:
        bounds = [datetime.fromisoformat(each or "") for each in (time.earliest, time.latest)]
    except ValueError:
        return False
    return all(each.tzinfo is None and each.year < _LAST_YEAR for each in bounds)


def by_hour(time: TimeReference) -> bool:
    """Tell a time of the day from a day."""
    return len(time.earliest or "") > _DAY


def exclude(one: TimeReference, other: TimeReference) -> bool:
    """Tell two times of one thing that cannot both hold.

    Hours are held together as those of one day, since the day of an hour is mostly not said; an hour that may
    be one of either half of the day excludes none that is twelve hours off. Days are held together where
    both say the month.
    """
    if one.precision == other.precision == "minute":
        return _apart(one, other) > _CLOSE
    if not all(_DATED.search(each.text) for each in (one, other)):
        return False
    first, second = sorted((one, other), key=lambda each: each.earliest or "")
    gap = _moment(second.earliest) - _end(first)
    return timedelta(0) < gap < _LONGEST


def _apart(one: TimeReference, other: TimeReference) -> timedelta:
    hours = [_moment(each.earliest) - _moment((each.earliest or "")[:_DAY]) for each in (one, other)]
    gap = abs(hours[0] - hours[1])
    gap = min(gap, _WHOLE - gap)
    known = all(_WHICH_HALF.search(each.text) for each in (one, other))
    return gap if known else min(gap, abs(_HALF - gap))


def _moment(written: str | None) -> datetime:
    return datetime.fromisoformat(written or "")


def _end(time: TimeReference) -> datetime:
    latest = time.latest or ""
    return _moment(latest) + timedelta(days=1 if len(latest) == _DAY else 0)
