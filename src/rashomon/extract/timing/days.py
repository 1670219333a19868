"""Dates and names of the calendar: "5.4.2031", "12 May last year", "the third quarter", "the 1980s"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rashomon.extract.timing.feasts import feast_in
from rashomon.extract.timing.meaning import Meaning
from rashomon.extract.timing.words import (
    MONTHS,
    NINETIES,
    NUMBERS,
    ORDINALS,
    SEASONS,
    WEEKDAYS,
    number_of,
)

_YEARS = range(1000, 2200)
_LAST_MONTH, _LAST_DAY = 12, 31
_THIS_CENTURY = 2000
_ISO = re.compile(r"(\d{4})[-/.](\d\d?)[-/.](\d\d?)(?:t(\d\d):(\d\d)(?::\d\d)?(z|[+-]\d\d:\d\d)?)?")
_NUMERIC = re.compile(r"(?<![\d.])(\d\d?)([./-])(\d\d?)\2(\d{4}|\d\d)(?![\d.])")
_ERA = re.compile(r"(?<![\d,.])(\d{1,4}) ?(bce?|ce|ad)\b|\bad (\d{1,4})\b")
OTHER_MONTHS = (
    r"muharram|safar|rabi['’]? ?(?:al|ul)[- ]\w+|jumada [\w-]+|rajab|sha['’]?ban|ramad[ah]+n|ramazan|shawwal"
    r"|dh?u['’]? ?a?l[- ]\w+|farvardin|ordibehesht|khordad|mordad|shahrivar|mehr|aban|azar|dey|bahman|esfand"
    r"|nisan|iyyar|sivan|tammuz|elul|tishre[iy]|cheshvan|kislev|tevet|shevat|adar"
)
"""An expression for the months of calendars that are not reckoned here."""
_OTHER_CALENDAR = re.compile(
    rf"\b(?:{OTHER_MONTHS}|hijri|anno hegirae|anno mundi|old style|juche|reiwa|heisei|showa|buddhist era)\b"
    r"|\d a\.?h\b|\bo\.s\b"
)
"""What a date in one of them has in it: it has no value rather than a wrong one."""
_BEFORE_CHRIST = re.compile(r"\bbce?\b")
_DAY_ALONE = re.compile(r"(?:on )?the (\d\d?(?:st|nd|rd|th)|[a-z]+)")
_TO = frozenset({"to", "and", "until", "till", "through"})
_BETWEEN = _TO | {*MONTHS, *WEEKDAYS, "of", "the"}
"""What may stand between the first and the last of a stretch of days."""
_DASHED = re.compile(r"\d-\d{1,2}\b(?!:)(?! ?[ap]\.?m\b)")
"""Two days, not a day and an hour, and no dash with blanks, behind which a clause may begin."""
_HALVES = frozenset({"am", "pm"})
_LATE, _EARLY = range(10, 13), range(1, 4)  # months of a stretch over the end of a year
_NTH = re.compile(r"\d\d?(?:st|nd|rd|th)")
_SHARES = {"quarter": 4, "half": 2}


def named_day(phrase: str, words: Sequence[str]) -> Meaning | None:
    """Return the dates, days, months, seasons, feasts, years, decades and centuries that words name.

    Figures that are a date by their form and of no calendar name none: `None`.
    """
    if era := _ERA.search(phrase):
        year = int(era[1] or era[3])
        return Meaning(value=f"BC{year:04d}") if (era[2] or "").startswith("b") else Meaning(year=year)
    if (day := _DAY_ALONE.fullmatch(phrase)) and (number := _day_number(day[1])) is not None:
        return Meaning(day=number)
    if _BEFORE_CHRIST.search(phrase) or _OTHER_CALENDAR.search(phrase):
        return None
    figures = _ISO.search(phrase) or _NUMERIC.search(phrase)
    return _in_figures(figures) if figures is not None else _by_name(phrase, words)


def _in_figures(match: re.Match[str]) -> Meaning | None:
    """Read 2031-04-05, 5.4.2031 and the like; 03/04/2031 has two readings."""
    if match.re is _ISO:
        found = _date(*(int(part) for part in match.groups()[:3]))
        clock, zone = (
            (f"{match[4]}:{match[5]}" if match[4] else None),
            (match[6].upper() if match[6] else None),
        )
        return found and replace(found, clock=clock, zone=zone)
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    year += 0 if len(match[4]) > len("31") else _THIS_CENTURY
    if second > _LAST_MONTH:
        return _date(year, first, second)
    found = _date(year, second, first)
    both = first <= _LAST_MONTH and first != second and match[2] == "/"
    return found and (replace(found, other=(first, second)) if both else found)


def _date(year: int, month: int, day: int) -> Meaning | None:
    known = 1 <= month <= _LAST_MONTH and 1 <= day <= _LAST_DAY
    return Meaning(year=year, month=month, day=day) if known else None


def _by_name(phrase: str, words: Sequence[str]) -> Meaning:
    found, used = Meaning(feast=feast_in(phrase)), set[int]()
    dashed = _DASHED.search(phrase) is not None
    for place, word in enumerate(words if found.feast is None else ()):
        name = word.removesuffix("'s")
        if name in WEEKDAYS:
            found = replace(found, weekday=found.weekday or WEEKDAYS[name])
        elif name in MONTHS and found.month is None:
            found = _with_month(words, place, replace(found, month=MONTHS[name]), used, dashed=dashed)
        elif name in MONTHS and found.until is None:
            found = _with_last(words, place, found, used)
        elif name in SEASONS:
            found = replace(found, season=SEASONS[name])
    if (year := _spoken_year(words)) is not None:
        return replace(found, year=year)
    for place, word in enumerate(words):
        if place not in used:
            found = _with_year(word.removesuffix("'s"), words[place + 1 : place + 2], found)
    return found


def _with_month(words: Sequence[str], place: int, found: Meaning, used: set[int], *, dashed: bool) -> Meaning:
    """Add the day beside a month: before it, or behind it; of "12 to 13 May" and "May 12-13" the first."""
    before = place - 2 if place > 1 and words[place - 1] == "of" else place - 1
    if before >= 0 and words[before].isdecimal() and _day_number(words[before]) is None:
        return replace(found, month=None) if int(words[before]) not in _YEARS else found  # "99999 March"
    for at in (before, place + 1):
        day = _day_number(words[at]) if 0 <= at < len(words) else None
        if day is not None:
            other = _other_end(words, at, 1 if at > place else -1, dashed=dashed)
            used.update({at} if other is None else {at, other})
            first, last = (_day_number(words[end]) for end in sorted((at, at if other is None else other)))
            until = (found.month or 0, last or 0) if (first or 0) < (last or 0) else None
            return replace(found, day=first, until=until)
    return found


def _other_end(words: Sequence[str], at: int, step: int, *, dashed: bool) -> int | None:
    """Return where the other day of "12 to 13 May" or "May 12-13" stands, away from the month."""
    near = at + step
    if 0 <= near < len(words) and words[near] in _TO:
        near += step
    elif step > 0 and not dashed:  # "May 12, 9 p.m."
        return None
    known = 0 <= near < len(words) and _day_number(words[near]) is not None
    return near if known and not _is_hour(words, near) else None


def _is_hour(words: Sequence[str], at: int) -> bool:
    """Tell the 7 of "7 p.m." and "7 pm"."""
    behind = words[at + 1 : at + 3]
    return not _HALVES.isdisjoint((*behind[:1], "".join(behind)))


def _with_last(words: Sequence[str], place: int, found: Meaning, used: set[int]) -> Meaning:
    """Add the last day of a stretch of which the first is known: "May 30 to June 2"."""
    month = MONTHS[words[place].removesuffix("'s")]
    for at in (place - 1, place + 1):
        day = _day_number(words[at]) if 0 <= at < len(words) and at not in used else None
        between = words[max(used, default=0) + 1 : min(at, place)]
        known = _BETWEEN.issuperset(word for word in between if not _is_year(word))
        if day is None or found.month is None or found.day is None or not known:
            continue
        over_year = found.month in _LATE and month in _EARLY
        years = [int(word) for word in words if _is_year(word)]
        fits = len(years) <= 1 or years[-1] - years[0] == over_year
        if fits and ((found.month, found.day) < (month, day) or over_year):
            used.add(at)
            return replace(found, until=(month, day))
    return found


def _day_number(word: str) -> int | None:
    if word in ORDINALS:
        return ORDINALS[word] or None
    digits = re.sub(r"(?:st|nd|rd|th)$", "", word)
    number = int(digits) if digits.isdecimal() and len(digits) <= len("31") else 0
    return number if 1 <= number <= _LAST_DAY else None


def _spoken_year(words: Sequence[str]) -> int | None:
    """Read "nineteen ninety-six" and "the year two thousand"."""
    if "year" in words and list(words[-2:]) == ["two", "thousand"]:
        return _THIS_CENTURY
    for place, word in enumerate(words[:-1]):
        if word in {"eighteen", "nineteen"}:
            rest = number_of([each for each in words[place + 1 : place + 3] if each in NUMBERS])
            if rest is not None and rest == int(rest) and rest >= NUMBERS["ten"]:
                return int(NUMBERS[word]) * 100 + int(rest)
    return None


def _is_year(word: str) -> bool:
    return re.fullmatch(r"\d{4}", word) is not None and int(word) in _YEARS


def _with_year(word: str, behind: Sequence[str], found: Meaning) -> Meaning:
    """Add a year, decade or century, or a quarter or half of some year."""
    if _is_year(word):
        return replace(found, year=found.year or int(word))
    if re.fullmatch(r"\d{3}0s", word):
        return replace(found, years=word[:3])
    if (tens := _decade(word)) is not None:
        return replace(found, decade=tens)
    number = ORDINALS.get(word) or (int(word[:-2]) if _NTH.fullmatch(word) else None)
    if number and list(behind) == ["century"]:
        return replace(found, years=f"{number - 1:02d}")
    if number and number <= _SHARES.get("".join(behind), 0):
        return replace(found, share=f"{behind[0][0].upper()}{number}")
    return found


def _decade(word: str) -> int | None:
    """Return the tens of "the 90s" and "the nineties"."""
    return int(word[0]) if re.fullmatch(r"[2-9]0s", word) else NINETIES.get(word)
