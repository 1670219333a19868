"""What a TIMEX3 value of the annotation says: its precision and its bounds."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

_VALUE = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)(?:T(?:(?P<part>MO|AF|EV|NI)|(?P<hour>\d\d)(?::(?P<minute>\d\d))?))?)?)?"
)
_PARTS = {"MO": ("T05:00", "T12:00"), "AF": ("T12:00", "T18:00"), "EV": ("T18:00", "T23:59")}


@dataclass(frozen=True, slots=True)
class Bounds:
    """The earliest and the latest moment that a value allows, both included, in ISO 8601."""

    precision: str
    earliest: str | None = None
    latest: str | None = None


def bounds(value: str) -> Bounds:
    """Return precision and bounds of a TIMEX3 date or time; durations and references have no bounds.

    Raises:
        ValueError: the value is of no kind that the annotation uses.
    """
    if value.startswith("P"):
        return Bounds("present" if value == "PRESENT_REF" else "duration")
    match = _VALUE.fullmatch(value)
    if match is None:
        raise ValueError(f"{value} is not a TIMEX3 value that the annotation uses")
    return _dated(match)


def _dated(match: re.Match[str]) -> Bounds:
    year, month, day = match["year"], match["month"], match["day"]
    if not month:
        return Bounds("year", f"{year}-01-01", f"{year}-12-31")
    if not day:
        return Bounds("month", f"{year}-{month}-01", f"{year}-{month}-{monthrange(int(year), int(month))[1]}")
    whole = f"{year}-{month}-{day}"
    if match["part"]:
        return _part(whole, match["part"])
    if match["minute"]:
        return Bounds("minute", match[0], match[0])
    if match["hour"]:
        return Bounds("hour", f"{match[0]}:00", f"{match[0]}:59")
    return Bounds("day", whole, whole)


def _part(day: str, part: str) -> Bounds:
    if part != "NI":
        start, end = _PARTS[part]
        return Bounds("part of day", day + start, day + end)
    # "The night of the 7th" may be the one before or the one after: the bounds hold both.
    before, after = (date.fromisoformat(day) + timedelta(days=step) for step in (-1, 1))
    return Bounds("part of day", f"{before}T18:00", f"{after}T06:00")
