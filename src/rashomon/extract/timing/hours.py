"""Hours of a day, in figures and in words: "14:30", "5 p.m.", "half past six", "one in the morning"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rashomon.extract.timing.lengths import unit_of
from rashomon.extract.timing.meaning import Meaning
from rashomon.extract.timing.words import CLOCKS, NUMBERS, PARTS, WEEKDAYS, number_of

_HALF_DAY, _DAY = 12, 24  # hours
_HOUR, _QUARTER = 60, 15  # minutes
_EVENING = 6  # "six at night" is after noon, "one at night" is not
_CLOCK = re.compile(
    r"(?<![\d.])(\d\d?)[:.h](\d\d)(?![\d.]\d)(?::\d\d)?(?:\s*([ap])\.?\s?m\b\.?)?|(\d\d?)\s*([ap])\.?\s?m\b\.?"
)
_ZONES = {
    "edt": "-04:00",
    "pdt": "-07:00",
    "cet": "+01:00",
    "cest": "+02:00",
    "eet": "+02:00",
    "eest": "+03:00",
    "msk": "+03:00",
}
"""Names of zones that are used for one zone only."""
_ZONE = re.compile(rf"\s(?:utc|gmt|z)?([+-])(\d\d?)(?::?(\d\d))?$|\s(?:utc|gmt)\b|\s({'|'.join(_ZONES)})\b")
_FROM = frozenset({"past", "to", "before", "after"})
_NAMED = {"noon": 12.0, "midday": 12.0, "midnight": 0.0}
_BEFORE_DAYS = frozenset({*WEEKDAYS, "yesterday", "today", "tonight", "tomorrow", "this"})


def with_hour(phrase: str, words: Sequence[str], found: Meaning) -> Meaning:
    """Return a meaning with the hour that the words name, if they do.

    Args:
        phrase: the expression in lower case.
        words: its words.
        found: what it says besides.
    """
    if found.clock is not None:
        return found
    part = next((PARTS[word] for word in words if word in PARTS), None)
    for match in _CLOCK.finditer(phrase):
        hour, half = int(match[1] or match[4]), match[3] or match[5]
        clock = clock_of(hour if half else later(hour, part), int(match[2] or 0), half)
        if clock is not None:
            zone = _ZONE.search(phrase)
            return replace(found, clock=clock, zone=_zone(zone) if zone else None)
    spoken = _spoken(words, part, found)
    named = next((word for word in CLOCKS if word in words), None)
    if named is None or spoken.clock is not None:
        return spoken
    return replace(spoken, clock=CLOCKS[named], midnight=named == "midnight")


def clock_of(hour: int, minute: int, half: str | None) -> str | None:
    """Return hour and minute as "14:30", of "a.m." and "p.m." too; `None` where no clock shows it."""
    if half is not None:
        if not 1 <= hour <= _HALF_DAY:
            return None
        hour = hour % _HALF_DAY + (_HALF_DAY if half == "p" else 0)
    return f"{hour:02d}:{minute:02d}" if hour < _DAY and minute < _HOUR else None


def later(hour: int, part: str | None) -> int:
    """Return an hour of twelve as one of twenty-four, by the part of the day that it is in."""
    after_noon = part in {"AF", "EV"} or (part == "NI" and hour >= _EVENING)
    return hour + _HALF_DAY if after_noon and hour < _HALF_DAY else hour


def _zone(match: re.Match[str]) -> str:
    if match[4]:
        return _ZONES[match[4]]
    return f"{match[1]}{int(match[2]):02d}:{match[3] or '00'}" if match[1] else "Z"


def _spoken(words: Sequence[str], part: str | None, found: Meaning) -> Meaning:
    for place, word in enumerate(words):
        number = _QUARTER if word == "quarter" else number_of([word])
        if number is None or word in {"a", "an"}:
            continue
        behind = list(words[place + 1 : place + 4])
        at_last = found.weekday is not None and not behind and words[place - 1 : place] == ["at"]
        if at_last or _names_hour(behind, part):
            return _at(found, int(number), 0, part)
        minutes = int(number * _HOUR) if word == "half" else int(number)
        near = _near_hour(found, minutes, behind, part)
        if near is not None:
            return near
    return found


def _names_hour(behind: Sequence[str], part: str | None) -> bool:
    """Tell whether what follows a number makes it an hour: "o'clock", "in the morning", "this evening"."""
    start = list(behind[:2])
    within = start == ["in", "the"] and len(behind) > len(start) and behind[len(start)] in PARTS
    day = behind[1:] if behind[:1] == ["on"] else behind
    dated = part is not None and bool(day) and day[0] in _BEFORE_DAYS
    return behind[:1] == ["o'clock"] or start == ["at", "night"] or within or dated


def _near_hour(found: Meaning, minutes: int, behind: Sequence[str], part: str | None) -> Meaning | None:
    """Read "(twenty) to seven", "(half) past noon"; "(two) to three weeks" is no hour."""
    rest = [word for word in behind if word not in {"minutes", "minute"}]
    side, hours, *unit = [*rest, "", ""]
    to = _NAMED.get(hours, NUMBERS.get(hours))
    if side not in _FROM or to is None or (unit and unit_of(unit[0]) is not None):
        return None
    total = int(to) * _HOUR + (minutes if side in {"past", "after"} else -minutes)
    at = _at(found, *divmod(total % (_DAY * _HOUR), _HOUR), part)
    return replace(at, midnight=not to and total >= 0)


def _at(found: Meaning, hour: int, minute: int, part: str | None) -> Meaning:
    clock = clock_of(later(hour, part), minute, None)
    return found if clock is None else replace(found, clock=clock, twelve=part is None)
