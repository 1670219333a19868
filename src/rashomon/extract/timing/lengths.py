"""Lengths, sets, and times that are so many units away: "two years", "every Thursday", "a week later"."""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.extract.timing.meaning import Meaning
from rashomon.extract.timing.values import is_duration
from rashomon.extract.timing.words import (
    EVERY,
    MONTHS,
    NUMBERS,
    PARTS,
    PLURALS,
    SOME,
    UNITS,
    WEEKDAYS,
    number_of,
)

_NOT_SAID = "X"
_EACH = frozenset({"every", "each", "per"})
_NIGHTS = frozenset({"nights", "mornings", "evenings", "afternoons"})
_BESIDE = frozenset(
    """
    about almost nearly over under around roughly approximately some at least most more than less up to
    the last past next first previous coming following another entire whole full for within in just only
    old age of these those his her their its our own good further additional no or so and
    """.split()
)
"""Words that may stand in a length beside its numbers and units."""
_COUNTED = frozenset(
    "more additional further full whole straight consecutive working trading business".split()
)
"""Words that may stand between a number and its unit: "two more weeks", "five working days"."""
_INSIDE = frozenset({"and", "old", "long", "straight"})
_ONE_OF = frozenset({"last", "past", "next", "previous", "coming", "following"})
_HALVES = {"Y": (6, "M"), "TH": (30, "M"), "TM": (30, "S")}
_BACK = frozenset({"ago", "earlier", "before", "prior", "previously"})
_ON = frozenset({"later", "after", "afterward", "afterwards", "hence", "on", "thereafter"})
LETTERS = {"2W": ("W", 2), "10Y": ("Y", 10), "100Y": ("Y", 100), "3M": ("M", 3), "TS": ("TM", 0)}
"""Units that are so many of another one."""

_Part = tuple[float | None, str]  # how many, if said, of which unit
_BEFORE_LAST = frozenset({"week", "weekend", "month", "year"})


def every(words: Sequence[str]) -> Meaning | None:
    """Read "daily", "every two weeks", "each Thursday", "Tuesday nights"."""
    if len(words) == 1 and words[0] in EVERY:
        return Meaning(value=EVERY[words[0]])
    rest = [word for word in words if word not in _EACH | {"once", "a"}]
    if rest and (not _EACH.isdisjoint(words) or list(words[:2]) == ["once", "a"]):
        return _repeated(rest)
    return _in_plural(words)


def _repeated(rest: list[str]) -> Meaning | None:
    first = rest[0]
    if first in WEEKDAYS:
        return Meaning(value=f"XXXX-WXX-{WEEKDAYS[first]}")
    if first in MONTHS:
        return Meaning(value=f"XXXX-{MONTHS[first]:02d}")
    if first in PARTS and first not in UNITS:
        return Meaning(value="P1D")
    return length(rest if unit_of(first) is None else ["one", *rest])


def _in_plural(words: Sequence[str]) -> Meaning | None:
    """Read "Sundays" and "Tuesday nights"."""
    day = words[0] if words else ""
    if len(words) == 1 and day.endswith("days") and day.removesuffix("s") in WEEKDAYS:
        return Meaning(value=f"XXXX-WXX-{WEEKDAYS[day.removesuffix('s')]}")
    if len(words) > 1 and words[-1] in _NIGHTS and day in WEEKDAYS:
        return Meaning(value=f"XXXX-WXX-{WEEKDAYS[day]}T{PARTS[words[-1].removesuffix('s')]}")
    return None


def unit_of(word: str) -> str | None:
    """Return the unit that a word names, in TIMEX3's letters."""
    return UNITS.get(PLURALS.get(word, word))


# Lengths ----------------------------------------------------------------------------------------------


def length(words: Sequence[str]) -> Meaning | None:
    """Read "two years", "8 hours 50 minutes", "several days", "a minute and a half"."""
    parts = _parts(words)
    if not parts or not _is_length(words, parts):
        return None
    # "Weeks and months" are so many months: units without numbers have no sum.
    counted = any(count is not None for count, _ in parts)
    value = _duration(parts if counted else parts[-1:])
    return Meaning(value=value) if is_duration(value) else None


def _parts(words: Sequence[str]) -> list[_Part]:
    """Return the units of a length with their numbers; nothing where a word belongs to no length."""
    parts: list[_Part] = []
    number: list[str] = []
    some = False
    for word in words:
        unit = unit_of(word)
        if word in SOME:
            some, number = True, []
        elif word == "couple":
            number = [word]
        elif unit is not None and (number or some or word in PLURALS):
            if any(unit == before for _, before in parts):
                return []
            parts.append((number_of(number) if number else None, unit))
            number, some = [], False
        elif number_of([word]) is not None and unit is None:
            number.append(word)
        elif not _may_stand(word, parts, number):
            return []
    if number == ["a", "half"] and parts:
        count, unit = parts.pop()
        return [*parts, ((count or 0) + NUMBERS["half"], unit)]
    return [] if number else parts


def _may_stand(word: str, parts: Sequence[_Part], number: Sequence[str]) -> bool:
    """Tell whether a word may stand where it does in a length: "about two", "two hours and"."""
    if number:
        return word in _COUNTED or (word == "of" and list(number) == ["couple"])
    return word in _BESIDE or (bool(parts) and word in _INSIDE)


def _is_length(words: Sequence[str], parts: Sequence[_Part]) -> bool:
    """Tell "the last two weeks", a length, from "last week", a week."""
    count, unit = parts[0]
    named = len(words) > 1 and words[0] in _ONE_OF and words[1] in UNITS
    return not named and not (unit == "WE" and count is None)


def _duration(parts: Sequence[_Part]) -> str:
    days = "".join(_amount(count, unit) for count, unit in parts if not unit.startswith("T"))
    hours = "".join(_amount(count, unit) for count, unit in parts if unit.startswith("T"))
    return f"P{days}" + (f"T{hours}" if hours else "")


def _amount(count: float | None, unit: str) -> str:
    factor, letter = (2, "D") if unit == "WE" else (int(unit[:-1].removeprefix("T") or 1), unit[-1])
    if count is None:
        return f"{_NOT_SAID}{letter}"
    whole, rest = divmod(count * factor, 1)
    if rest == NUMBERS["half"] and unit in _HALVES:
        more, below = _HALVES[unit]
        return (f"{whole:.0f}{letter}" if whole else "") + f"{more}{below}"
    return f"{count * factor:g}{letter}"


# So many units away -----------------------------------------------------------------------------------


def away(words: Sequence[str]) -> Meaning | None:
    """Read "two days ago", "a week later", "the day before yesterday", "three hours from now"."""
    if list(words[-3:]) == ["day", "before", "yesterday"]:
        return Meaning(unit="D", steps=-2)
    if list(words[-3:]) == ["day", "after", "tomorrow"]:
        return Meaning(unit="D", steps=2)
    if list(words[-2:]) == ["before", "last"] and words[-3:-2] and words[-3] in _BEFORE_LAST:
        return Meaning(unit=UNITS[words[-3]], steps=-2)
    now = list(words[-2:]) == ["from", "now"]
    kept = [word for word in (words[:-2] if now else words) if word not in {"or", "so"}]
    side = "hence" if now else (kept.pop() if kept else "")
    if side not in _BACK | _ON or not kept or (unit := unit_of(kept[-1])) is None:
        return None
    counted = [word for word in kept[:-1] if word not in _BESIDE]
    if not SOME.isdisjoint(counted) or (not counted and kept[-1] in PLURALS):
        return Meaning(value="PAST_REF" if side in _BACK else "FUTURE_REF")
    count = number_of(counted) if counted else 1.0
    return None if count is None else _counted(side, unit, count)


def _counted(side: str, unit: str, count: float) -> Meaning:
    letter, factor = LETTERS.get(unit, (unit, 1))
    steps = round(count * factor)
    return Meaning(
        unit="W" if letter == "WE" else letter,
        steps=-steps if side in _BACK else steps,
        told=side not in {"ago", "hence"},
        period=letter == "Y" and steps == 1 and side in _BACK,
    )
