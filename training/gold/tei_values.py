"""TEI's normalised dates in the values of TIMEX3 (TimeML 1.2.1).

TEI says when something was or between which days; TIMEX3 names a unit of the calendar, a length, or
a part of a day or year. Where the words name such a unit and the dates bear it out it is taken. An
interval that is no unit, such as the years of a war, has no TIMEX3 value.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from rashomon.model.errors import InputError

_NUMBERS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty"
).split()
_DATE = re.compile(
    r"(?:(?P<year>\d{4})|-)(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)(?:T(?P<clock>\d\d:\d\d)(?::\d\d)?)?"
)
_YEAR = re.compile(r"(?P<before>-?)(?P<year>\d{1,4})")
_CLOCK = re.compile(r"(?P<clock>\d\d:\d\d)(?::\d\d)?")
_UNKNOWN_DAY = "XXXX-XX-XX"
_FULL_DAY = re.compile(r"\d{4}-\d\d-\d\d")

_PARTS = MappingProxyType(
    {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI", "tonight": "NI"}
)
_SEASONS = MappingProxyType({"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"})
_SEASON = re.compile(r"\b(spring|summer|autumn|fall|winter)(?:s|time)?\b")
_UNITS = MappingProxyType(
    {
        "day": "D",
        "week": "W",
        "month": "M",
        "quarter": "Q",
        "year": "Y",
        "decade": "E",
        "century": "C",
        "centurie": "C",
    }
)
_LENGTH = re.compile(
    r"(?:for |in |over )?(?:close to |about |almost |nearly )?(?:the |these |those )?"
    r"(?:(?:past|last|next|coming|previous|following) )?"
    r"(?P<number>[\w,]+)(?: - | )(?P<unit>day|week|month|quarter|year|decade|centurie|century)(?P<plural>s?)"
)
_VAGUE = frozenset("few several many some these".split())
_DECADE = re.compile(r"\d0\s*['’]?s\b|ties\b")
_CENTURY = re.compile(r"\d00\s*['’]?s\b|\bcentury\b")
_YEARS_APART_IN_DECADE = 9
_YEARS_APART_IN_CENTURY = 99
_ABOUT = re.compile(r"\b(?:early|mid|late|later|beginning|end)\b")
_REPEATED = re.compile(r"\b(?:every|each|daily|weekly|monthly|yearly|annually)\b")
_LONGEST_WEEK = 8


@dataclass(frozen=True, slots=True)
class _Bounds:
    """The first and the last date of an interval, as TEI writes them; empty where it says nothing."""

    first: str
    last: str


def timex_of(words: str, attributes: Mapping[str, str]) -> tuple[str, str] | None:
    """Return the TIMEX3 type and value of a TEI `date` or `time`, from its words and attributes.

    The value is empty where TIMEX3 has none. None is returned where the attributes hold no date.

    Raises:
        InputError: an interval begins or ends on a day that the calendar doesn't have.
    """
    words = words.lower()
    dates = [attributes.get(key, "") for key in ("when", "from", "to", "notBefore", "notAfter")]
    if not any(character.isdecimal() for date in dates for character in date):
        return None
    when = attributes.get("when", "")
    bounds = _Bounds(
        attributes.get("from") or attributes.get("notBefore", ""),
        attributes.get("to") or attributes.get("notAfter", ""),
    )
    length = "" if when else _length(words)
    value = _point(when, words) if when else length or _interval(bounds, words)
    return _type(words, value, length), value


def _type(words: str, value: str, length: str) -> str:
    if _REPEATED.search(words):
        return "SET"
    if length:
        return "DURATION"
    return "TIME" if "T" in value else "DATE"


def _point(when: str, words: str) -> str:
    """Return the value of one date, with the part of the day that the words name."""
    value = _value(when)
    parts = [code for word, code in _PARTS.items() if word in words.split()]
    return f"{value}T{parts[0]}" if parts and _FULL_DAY.fullmatch(value) else value


def _value(date: str) -> str:
    """Return one TEI date as TIMEX3 writes it: an unknown year as XXXX, one before Christ after BC."""
    if match := _YEAR.fullmatch(date):
        return ("BC" if match["before"] else "") + match["year"].zfill(4)
    if match := _CLOCK.fullmatch(date):
        return f"{_UNKNOWN_DAY}T{match['clock']}"
    if match := _DATE.fullmatch(date):
        day = "-".join(part for part in (match["year"] or "XXXX", match["month"], match["day"]) if part)
        return f"{day}T{match['clock']}" if match["clock"] else day
    return ""


def _length(words: str) -> str:
    """Return the value of a length such as "the last five years", X standing for a number left open."""
    match = _LENGTH.fullmatch(words)
    if match is None:
        return ""
    number = match["number"].replace(",", "")
    unit = _UNITS[match["unit"]]
    if number.isdecimal():
        return f"P{number}{unit}"
    if number in _NUMBERS:
        return f"P{_NUMBERS.index(number)}{unit}"
    if number in {"a", "an"}:
        return f"P1{unit}"
    return f"PX{unit}" if number in _VAGUE and match["plural"] else ""


def _interval(bounds: _Bounds, words: str) -> str:
    if not bounds.first or not bounds.last:
        return _one_sided(bounds, words)
    if season := _SEASON.search(words):
        return f"{_value(bounds.first)[:4]}-{_SEASONS[season[1]]}"
    return _years(bounds, words) or _calendar(bounds, words)


def _one_sided(bounds: _Bounds, words: str) -> str:
    """Return the year that the words name themselves, as in "since 2005"."""
    value = _value(bounds.first or bounds.last)
    year = value.removeprefix("BC")[:4].lstrip("0")
    return value.removesuffix("-01-01") if year and year in words.split() else ""


def _years(bounds: _Bounds, words: str) -> str:
    """Return the year, decade or century that an interval fills, or lies in by its words."""
    first, last = _value(bounds.first)[:4], _value(bounds.last)[:4]
    if not (first.isdecimal() and last.isdecimal()):
        return ""
    apart = int(last) - int(first)
    if first == last and (bounds.first, bounds.last) in {(first, last), (f"{first}-01-01", f"{last}-12-31")}:
        return first
    if first[:3] == last[:3] and (apart == _YEARS_APART_IN_DECADE or _DECADE.search(words)):
        return first[:3]
    whole = apart == _YEARS_APART_IN_CENTURY or _CENTURY.search(words)
    return first[:2] if first[:2] == last[:2] and whole else ""


def _calendar(bounds: _Bounds, words: str) -> str:
    """Return the week, weekend, quarter or month that an interval fills, or lies in by its words."""
    first, last = _value(bounds.first), _value(bounds.last)
    if first[:7] == last[:7] and _ABOUT.search(words):
        return first[:7]
    if not (_FULL_DAY.fullmatch(first) and _FULL_DAY.fullmatch(last)):
        return ""
    begin, end = _day(first), _day(last)
    if "quarter" in words and begin.month % 3 == 1:
        return f"{begin.year:04d}-Q{(begin.month + 2) // 3}"
    if "week" in words and 0 <= (end - begin).days < _LONGEST_WEEK:
        year, week, _ = (begin + (end - begin) / 2).isocalendar()
        return f"{year:04d}-W{week:02d}" + ("-WE" if "weekend" in words else "")
    return ""


def _day(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise InputError(f"{value} is no day of the calendar") from error
