"""What a TIMEX3 value of the annotation says: its precision and its bounds."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from evaluation.annotation.marks import MarkError

_VALUE = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)(?:T(?:(?P<part>MO|AF|EV|NI)|(?P<hour>[01]\d|2[0-4])(?::(?P<minute>[0-5]\d))?))?)?)?"
)
_NUMBER = r"(?:\d+(?:\.\d+)?|X)"
_DURATION = re.compile(rf"P{_NUMBER}[YMWD]|PT{_NUMBER}(?:H(?:\d+M)?|M|S)")
_UNDATED = re.compile(
    r"T(?:[01]\d|2[0-4])(?::[0-5]\d)?|T(?:MO|AF|EV|NI)|XXXX-(?:WXX-[1-7]|\d\d|(?:\d\d|XX)-\d\d)(?:T\S+)?"
)
_WEEK = re.compile(r"(?P<year>\d{4})-W(?P<week>\d\d)(?P<end>-WE)?")
_SEASON = re.compile(r"\d{4}-(?:SP|SU|FA|WI|Q[1-4]|H[12])")
HOUR_ALONE = re.compile(r".*T\d\d")
_REFERENCES = {"PAST_REF": "past", "PRESENT_REF": "present", "FUTURE_REF": "future"}
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
        MarkError: the value is of no kind that the annotation uses, or of a day that there is not.
    """
    try:
        return _bounds(value)
    except ValueError as error:
        raise MarkError(f"{value} is not a TIMEX3 value that the annotation uses: {error}") from error


def _bounds(value: str) -> Bounds:
    if value in _REFERENCES:
        return Bounds(_REFERENCES[value])
    if _DURATION.fullmatch(value):
        return Bounds("duration")
    if _UNDATED.fullmatch(value):  # an hour of no stated day, a day of each week or of no stated year
        return Bounds("undated")
    if _SEASON.fullmatch(value):  # where a season begins depends on the place
        return Bounds("season", f"{value[:4]}-01-01", f"{int(value[:4]) + 1}-03-31")
    if week := _WEEK.fullmatch(value):
        return _of_week(week)
    match = _VALUE.fullmatch(value)
    if match is None:
        raise ValueError("no date, time or duration")
    return _dated(match)


def _of_week(match: re.Match[str]) -> Bounds:
    monday = date.fromisocalendar(int(match["year"]), int(match["week"]), 1)
    first, last = (5, 6) if match["end"] else (0, 6)
    days = (str(monday + timedelta(days=step)) for step in (first, last))
    return Bounds("weekend" if match["end"] else "week", *days)


def _dated(match: re.Match[str]) -> Bounds:
    year, month, day = match["year"], match["month"], match["day"]
    date(int(year), int(month or 1), int(day or 1))  # refuses what no calendar has
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


def with_minutes(value: str) -> str:
    """Return a TIMEX3 value with minutes where it ends with an hour: both forms say the same."""
    return f"{value}:00" if HOUR_ALONE.fullmatch(value) else value
