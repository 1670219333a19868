"""What a TIMEX3 value says: its precision, and the earliest and latest moment that it allows.

Values are those of TimeML 1.2.1 (Saurí et al., 2006): `2031-03-07`, `2031-W10`, `2031-03-07TNI`, `P3D`.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

_VALUE = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)(?:T(?:(?P<part>MO|AF|EV|NI)|(?P<hour>[01]\d|2[0-4])"
    r"(?::(?P<minute>[0-5]\d))?(?P<zone>Z|[+-]\d\d:\d\d)?))?)?)?"
)
_NUMBER = r"(?:\d+(?:\.\d+)?|X)"
_DURATION = re.compile(
    rf"P(?=[\dX]|T[\dX])(?:{_NUMBER}Y)?(?:{_NUMBER}M)?(?:{_NUMBER}W)?(?:{_NUMBER}D)?"
    rf"(?:T(?=[\dX])(?:{_NUMBER}H)?(?:{_NUMBER}M)?(?:{_NUMBER}S)?)?|P{_NUMBER}(?:DE|CE)"
)
_UNDATED = re.compile(
    r"T(?:[01]\d|2[0-4])(?::[0-5]\d)?|T(?:MO|AF|EV|NI)|XXXX-(?:WXX-[1-7]|\d\d|(?:\d\d|XX)-\d\d|[SFW][PUAI])(?:T\S+)?"
)
_WEEK = re.compile(r"(?P<year>\d{4})-W(?P<week>\d\d)(?P<end>-WE)?")
_SEASON = re.compile(r"(?P<year>\d{4})-(?:SP|SU|FA|WI)")
_SHARE = re.compile(r"(?P<year>\d{4})-(?P<kind>[QH])(?P<number>[1-4])")
_YEARS = re.compile(r"\d{2,3}")
_BEFORE_CHRIST = re.compile(r"BC\d{4}")
_REFERENCES = {"PAST_REF": "past", "PRESENT_REF": "present", "FUTURE_REF": "future"}
_PARTS = {"MO": ("T05:00", "T12:00"), "AF": ("T12:00", "T18:00"), "EV": ("T18:00", "T23:59")}
_MONTHS_IN = {"Q": 3, "H": 6}


@dataclass(frozen=True, slots=True)
class Bounds:
    """The earliest and the latest moment that a value allows, both included, in ISO 8601."""

    precision: str
    earliest: str | None = None
    latest: str | None = None


def bounds(value: str) -> Bounds:
    """Return precision and bounds of a TIMEX3 value; durations and references have no bounds.

    Raises:
        ValueError: the value is of no kind that is known, or of a day that there is not.
    """
    if value in _REFERENCES:
        return Bounds(_REFERENCES[value])
    for form, told in _FORMS:
        if match := form.fullmatch(value):
            try:
                return told(match)
            except (ValueError, OverflowError) as error:
                raise ValueError(f"{value} is in no calendar: {error}") from error
    raise ValueError(f"{value} is no date, time or duration of TIMEX3")


def is_duration(value: str) -> bool:
    """Tell whether a value is a length of TIMEX3: its units from the largest to the smallest, each once."""
    return _DURATION.fullmatch(value) is not None


def _of_season(match: re.Match[str]) -> Bounds:
    # Where a season begins depends on the place.
    return Bounds("season", f"{match['year']}-01-01", f"{int(match['year']) + 1:04d}-03-31")


def _of_years(match: re.Match[str]) -> Bounds:
    digits = match[0]
    missing = len("2031") - len(digits)
    name = "decade" if missing == 1 else "century"
    return Bounds(name, f"{digits}{'0' * missing}-01-01", f"{digits}{'9' * missing}-12-31")


def _of_week(match: re.Match[str]) -> Bounds:
    monday = date.fromisocalendar(int(match["year"]), int(match["week"]), 1)
    first, last = (5, 6) if match["end"] else (0, 6)
    days = (str(monday + timedelta(days=step)) for step in (first, last))
    return Bounds("weekend" if match["end"] else "week", *days)


def _of_share(match: re.Match[str]) -> Bounds:
    months = _MONTHS_IN[match["kind"]]
    last = int(match["number"]) * months
    year = int(match["year"])
    end = monthrange(year, last)[1]
    name = "quarter" if match["kind"] == "Q" else "half"
    return Bounds(name, f"{year:04d}-{last - months + 1:02d}-01", f"{year:04d}-{last:02d}-{end}")


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
    own = date.fromisoformat(day).toordinal()
    before, after = (date.fromordinal(own + step) for step in (-1, 1))  # raises at the ends of the calendar
    return Bounds("part of day", f"{before}T18:00", f"{after}T06:00")


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Bounds]], ...] = (
    (_DURATION, lambda _: Bounds("duration")),
    (
        _UNDATED,
        lambda _: Bounds("undated"),
    ),  # an hour of no stated day, a day of each week or of no stated year
    (_SEASON, _of_season),
    (_WEEK, _of_week),
    (_SHARE, _of_share),
    (_YEARS, _of_years),
    (_BEFORE_CHRIST, lambda _: Bounds("year")),
    (_VALUE, _dated),
)
