"""Feasts and holidays by rule: of one day each year, counted from Easter, or an Nth weekday of a month.

Which day is a country's own ("Independence Day") is not known here. Labour Day is the first of May; Labor
Day, as it is spelled where it is another day, the first Monday of September.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from dateutil.easter import EASTER_ORTHODOX, EASTER_WESTERN, easter

_WEEK = 7  # days
_RECKONED = range(1583, 4100)  # years
_MONDAY, _THURSDAY, _SUNDAY = 1, 4, 7


@dataclass(frozen=True, slots=True)
class Fixed:
    """A day of each year."""

    month: int
    day: int

    def of(self, year: int) -> date:
        """Return its day in a year."""
        return date(year, self.month, self.day)


@dataclass(frozen=True, slots=True)
class FromEaster:
    """So many days after Easter Sunday, before it if negative, by the western or the eastern reckoning."""

    days: int
    reckoning: int = EASTER_WESTERN

    def of(self, year: int) -> date:
        """Return its day in a year.

        Raises:
            ValueError: the year is before 1583 or after 4099, for which no Easter is reckoned.
        """
        if year not in _RECKONED:
            raise ValueError(f"no Easter is reckoned for {year}")
        sunday: date = easter(year, self.reckoning)
        return sunday + timedelta(days=self.days)


@dataclass(frozen=True, slots=True)
class Nth:
    """A weekday of a month, Monday being 1, counted from its first one; 0 stands for its last one."""

    number: int
    weekday: int
    month: int

    def of(self, year: int) -> date:
        """Return its day in a year."""
        if self.number:
            first = date(year, self.month, 1)
            ahead = (self.weekday - first.isoweekday()) % _WEEK
            return first + timedelta(days=ahead + _WEEK * (self.number - 1))
        last = date(year + self.month // 12, self.month % 12 + 1, 1) - timedelta(days=1)
        return last - timedelta(days=(last.isoweekday() - self.weekday) % _WEEK)


Feast = Fixed | FromEaster | Nth
FEASTS: Mapping[str, Feast] = MappingProxyType(
    {
        "orthodox christmas eve": Fixed(1, 6),
        "orthodox christmas": Fixed(1, 7),
        "christmas eve": Fixed(12, 24),
        "christmas": Fixed(12, 25),
        "boxing day": Fixed(12, 26),
        "new year's eve": Fixed(12, 31),
        "new year's day": Fixed(1, 1),
        "epiphany": Fixed(1, 6),
        "valentine's day": Fixed(2, 14),
        "international women's day": Fixed(3, 8),
        "st patrick's day": Fixed(3, 17),
        "may day": Fixed(5, 1),
        "labour day": Fixed(5, 1),
        "international workers' day": Fixed(5, 1),
        "bastille day": Fixed(7, 14),
        "halloween": Fixed(10, 31),
        "all saints' day": Fixed(11, 1),
        "all souls' day": Fixed(11, 2),
        "armistice day": Fixed(11, 11),
        "veterans day": Fixed(11, 11),
        "orthodox good friday": FromEaster(-2, EASTER_ORTHODOX),
        "orthodox easter": FromEaster(0, EASTER_ORTHODOX),
        "shrove tuesday": FromEaster(-47),
        "ash wednesday": FromEaster(-46),
        "palm sunday": FromEaster(-7),
        "maundy thursday": FromEaster(-3),
        "good friday": FromEaster(-2),
        "easter saturday": FromEaster(-1),
        "holy saturday": FromEaster(-1),
        "easter monday": FromEaster(1),
        "easter": FromEaster(0),
        "ascension day": FromEaster(39),
        "pentecost": FromEaster(49),
        "whit sunday": FromEaster(49),
        "whit monday": FromEaster(50),
        "martin luther king day": Nth(3, _MONDAY, 1),
        "presidents' day": Nth(3, _MONDAY, 2),
        "memorial day": Nth(0, _MONDAY, 5),
        "labor day": Nth(1, _MONDAY, 9),
        "columbus day": Nth(2, _MONDAY, 10),
        "thanksgiving": Nth(4, _THURSDAY, 11),
    }
)
"""By name, a longer one before those that it holds."""
_SPELLED = {"saint ": "st ", "st. ": "st ", "new years ": "new year's ", "womens ": "women's "}
_AROUND = re.compile(r"\b(?:week|weekend|season|holidays?|period|break|term)\b")
"""What makes a stretch of days of a feast's name."""
FEAST_NAMES = "|".join(sorted((name for name in FEASTS if " " in name), key=lambda name: (-len(name), name)))
"""An expression for the names of more than one word, which mean nothing else."""


def feast_in(phrase: str) -> str | None:
    """Return the name of the feast on whose day a phrase in lower case is; `None` where it names none."""
    for spelled, usual in _SPELLED.items():
        phrase = phrase.replace(spelled, usual)
    name = next((name for name in FEASTS if re.search(rf"\b{name}\b", phrase)), None)
    return None if name is None or _AROUND.search(phrase) else name
