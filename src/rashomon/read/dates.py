"""Dates written as lines of their own, in bylines and in datelines, as ISO 8601 values.

Only the forms that news pages and agencies print are known. What a form leaves open is cut off
(`2031-04`), never guessed: `03/04/2031` may be April or March, so its value is `2031`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from rashomon.model.offsets import Span

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAY = r"(?:(?:mon|tue(?:s)?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_DAY = r"(?P<{0}>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?P<{0}>(?:1[89]|20|21)\d\d)"
DATE = (
    rf"{_WEEKDAY}(?:"
    rf"{_DAY.format('d1')}\s+(?:of\s+)?(?P<m1>{_MONTH}),?\s+{_YEAR.format('y1')}"
    rf"|(?P<m2>{_MONTH})\s+{_DAY.format('d2')},?\s+{_YEAR.format('y2')}"
    rf"|{_YEAR.format('y3')}[-/.](?P<m3>[01]?\d)[-/.]{_DAY.format('d3')}"
    rf"|(?P<d4>[0-3]?\d)(?P<s4>[./-])(?P<m4>[0-3]?\d)(?P=s4){_YEAR.format('y4')}"
    rf"|{_DAY.format('d5')}[-](?P<m5>{_MONTH})[-]{_YEAR.format('y5')}"
    rf"|(?P<m6>{_MONTH}),?\s+{_YEAR.format('y6')}"
    r")"
)
_TIME = (
    r"(?P<hour>[0-2]?\d)(?:[:.h](?P<minute>[0-5]\d))(?::(?P<second>[0-5]\d)(?:\.\d+)?)?"
    r"(?:\s*(?P<half>[ap]\.?m\.?))?"
)
_ZONE = (
    r"(?:\s*\(?(?P<zone>z|(?:utc|gmt)?\s*[+-]\d{1,2}(?::?\d\d)?|utc|gmt)\)?"
    r"|\s+\(?(?:local(?:\s+time)?|[ecmp][sd]?t|a?e[sd]t|b[s]t|cest|eest|eet|cet|msk|ist|wat|cat|eat|jst|hkt|sgt|"
    r"trt|et|pt|hrs|hours|uhr)\)?)?"
)
_GLUE = r"(?:\s*[,|·•–—-]?\s*(?:at|t|on|,|\||/)?\s*)"
STAMP = re.compile(
    rf"(?:{_TIME}{_ZONE}{_GLUE})??{DATE}"
    rf"(?:{_GLUE}{_TIME.replace('?P<', '?P<b_')}{_ZONE.replace('?P<', '?P<b_')})?",
    re.IGNORECASE,
)
_DAY_OF_YEAR = re.compile(
    rf"\b(?:{_DAY.format('d1')}\s+(?:of\s+)?(?P<m1>{_MONTH})|(?P<m2>{_MONTH})\s+{_DAY.format('d2')})(?![\w:])",
    re.IGNORECASE,
)
_LEAP_YEAR = 2000
_LAST_MONTH = 12
_NOON = 12
_LONGEST_STAMP = 80  # characters


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date, with its time if given: `value` in ISO 8601, and where in the searched text it stands."""

    value: str
    start: int
    end: int

    @property
    def exact(self) -> bool:
        """Tell whether the day is known."""
        return len(self.value) >= len("2031-04-05")


def find_stamp(text: str, start: int = 0) -> Stamp | None:
    """Return the first date in `text` from `start` on, with a time beside it, or `None`."""
    for match in STAMP.finditer(text, start):
        value = _value(match)
        if value is not None and not _inside_number(text, match):
            return Stamp(value, match.start(), match.end())
    return None


def find_dates(text: str) -> Iterator[Span]:
    """Yield where dates known to the day stand in a text, with a time beside them."""
    at = 0
    while (stamp := find_stamp(text, at)) is not None:
        if stamp.exact:
            yield Span(stamp.start, stamp.end)
        at = stamp.end


def iso_date(text: str) -> str | None:
    """Return the ISO 8601 value of a machine-made or printed date, or `None` when it is none."""
    text = text.strip()[:_LONGEST_STAMP]
    stamp = find_stamp(text)
    return stamp.value if stamp is not None else None


def day_of_year(text: str, least: float = 0.0) -> tuple[int, int] | None:
    """Return month and day of the first day that `text` names by both and without a year, or `None`.

    "20 may be dead" names none. The day is at least `least` of the characters of the text.
    """
    match = next((each for each in _DAY_OF_YEAR.finditer(text) if _is_month(each)), None)
    if match is None or match.end() - match.start() < least * len(text):
        return None
    month, day = _month(match["m1"] or match["m2"]), int(match["d1"] or match["d2"])
    try:
        dt.date(_LEAP_YEAR, month, day)
    except ValueError:
        return None
    return month, day


def _is_month(match: re.Match[str]) -> bool:
    name = match["m1"] or match["m2"]
    return not name.islower()


def _inside_number(text: str, match: re.Match[str]) -> bool:
    before, after = text[: match.start()][-1:], text[match.end() :][:1]
    return before.isalnum() or after.isalnum()


def _value(match: re.Match[str]) -> str | None:
    groups = match.groupdict()
    for number in range(1, 7):
        year = groups[f"y{number}"]
        if year is not None:
            day = _day(int(year), groups[f"m{number}"], groups.get(f"d{number}"), groups["s4"])
            return None if day is None else day + _time(day, groups)
    return None


def _day(year: int, month: str, day: str | None, separator: str | None) -> str | None:
    if day is None:
        return f"{year}-{_month(month):02d}"
    first, second = int(day), _month(month)
    if separator == "/" and first != second and max(first, second) <= _LAST_MONTH:
        return str(year)
    if separator is not None and second > _LAST_MONTH:
        first, second = second, first
    try:
        return dt.date(year, second, first).isoformat()
    except ValueError:
        return None


def _month(text: str) -> int:
    return int(text) if text.isdigit() else _MONTHS.index(text[:3].lower()) + 1


def _time(day: str, groups: dict[str, str | None]) -> str:
    prefix = "b_" if groups["b_hour"] is not None else ""
    hour, minute, second = (groups[f"{prefix}{name}"] for name in ("hour", "minute", "second"))
    if hour is None or minute is None or len(day) < len("2031-04-05"):
        return ""
    clock = _hour(int(hour), groups[f"{prefix}half"])
    if clock is None:
        return ""
    return f"T{clock:02d}:{minute}" + (f":{second}" if second else "") + _zone(groups[f"{prefix}zone"])


def _hour(hour: int, half: str | None) -> int | None:
    if half is not None:
        hour = hour % _NOON + (_NOON if half[0] in "pP" else 0)
    return hour if hour < 2 * _NOON else None


def _zone(zone: str | None) -> str:
    if zone is None:
        return ""
    sign = re.search(r"([+-])(\d{1,2}):?(\d\d)?$", zone)
    if sign is None:
        return "Z"
    return f"{sign[1]}{int(sign[2]):02d}:{sign[3] or '00'}"
