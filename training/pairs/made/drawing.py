"""Drawing values for slots, and writing clauses with them."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from training.pairs.made.templates import Templates, slots
from training.pairs.made.values import (
    DAYS,
    MONTHS,
    Day,
    Moment,
    Month,
    Number,
    Place,
    Scene,
    Text,
    Value,
    Weekday,
)

OFFICES: Final = ("president", "prime minister", "foreign minister", "interior minister", "finance minister")
PARTS: Final = ("", "morning", "afternoon", "evening")
Item = TypeVar("Item")
_GAPS = re.compile(r" ([,;])")


@dataclass(frozen=True, slots=True)
class Draw:
    """A source of chance over a file of templates."""

    chance: random.Random
    templates: Templates

    def one(self, items: Sequence[Item]) -> Item:
        """Return one of `items`."""
        return self.chance.choice(items)

    def two(self, items: Sequence[Item]) -> tuple[Item, Item]:
        """Return two different ones of `items`, in any order."""
        first, second = self.chance.sample(list(items), 2)
        return first, second

    def often(self, share: float) -> bool:
        """Tell by chance, true in `share` of all cases."""
        return self.chance.random() < share

    def number(self, limits: tuple[int, int]) -> Number:
        """Return a number within limits, small ones being as frequent as large ones of ten times the size."""
        least, most = limits
        return Number(min(most, round(least * (most / least) ** self.chance.random())))

    def other_number(self, number: Number, limits: tuple[int, int]) -> Number:
        """Return another number, near or far."""
        least, most = limits
        while True:
            near = Number(round(number.amount * self.chance.uniform(0.6, 1.6)) + self.chance.choice((-1, 1)))
            found = near if self.often(0.6) else self.number(limits)
            if found != number and least <= found.amount <= most:
                return found

    def town(self) -> str:
        """Return the name of a town."""
        names = self.templates.names
        return self.one(names.town_starts) + self.one(names.town_ends)

    def country(self) -> tuple[str, str]:
        """Return the name of a country, and the adjective."""
        names = self.templates.names
        start, (noun, adjective) = self.one(names.country_starts), self.one(names.country_ends)
        return start + noun, start + adjective

    def person(self) -> Text:
        """Return a name, full or the family's alone."""
        names = self.templates.names
        family = self.one(names.family_starts) + self.one(names.family_ends)
        full = f"{self.one(names.given)} {family}"
        return Text((full, full, family))

    def body(self) -> Text:
        """Return an organisation."""
        return Text((self._named(self.one(self.templates.names.bodies)),))

    def speaker(self) -> str:
        """Return somebody who is quoted: by office, or a body."""
        names = self.templates.names
        return self._named(self.one(names.speakers if self.often(0.7) else names.bodies))

    def day(self) -> Value:
        """Return a day, a day of the week or a month."""
        if self.often(0.6):
            return Day(self.chance.randrange(len(MONTHS)), self.chance.randint(1, DAYS))
        if self.often(0.6):
            return Weekday(self.chance.randrange(7))
        return Month(self.chance.randrange(len(MONTHS)), self.chance.randint(1990, 2029))

    def other_day(self, day: Value) -> Value:
        """Return another day of the same sort that can't be the same."""
        while True:
            found = self.day()
            if type(found) is type(day) and found != day:
                return self._near(day, found)

    def moments(self) -> tuple[Moment, Moment]:
        """Return two moments of a week, the earlier one first, on different days and written alike."""
        month = Day(self.chance.randrange(len(MONTHS)), self.chance.randint(1, DAYS - 6))
        start = month if self.often(0.5) else None
        first, second = sorted(self.chance.sample(range(7), 2))
        return Moment(first, self.one(PARTS), start), Moment(second, self.one(PARTS), start)

    def value(self, slot: str, limits: tuple[int, int]) -> Value:
        """Return what can fill a slot.

        Raises:
            KeyError: no slot has that name.
        """
        makers: dict[str, Callable[[], Value]] = {
            "n": lambda: self.number(limits),
            "on": self.day,
            "at": lambda: Place(self.town(), self.country()[0]),
            "town": lambda: Text((self.town(),)),
            "country": lambda: Text((self.country()[0],)),
            "person": self.person,
            "body": self.body,
            "office": lambda: Text((self.one(OFFICES),)),
        }
        return makers[slot.rstrip("2")]()

    def scene(self, text: str, limits: tuple[int, int]) -> dict[str, Value]:
        """Return a value for each slot of a text, all of them different."""
        found: dict[str, Value] = {}
        for slot in sorted(slots(text)):
            found[slot] = self.other(slot, found, limits)
        return found

    def other(self, slot: str, scene: Scene, limits: tuple[int, int]) -> Value:
        """Return another value for a slot than any that the scene has."""
        if slot in scene and isinstance(number := scene[slot], Number):
            return self.other_number(number, limits)
        if slot in scene and slot == "on":
            return self.other_day(scene[slot])
        taken = {form for value in scene.values() for form in value.forms}
        while taken & set((found := self.value(slot, limits)).forms):
            continue
        return found

    def write(self, text: str, scene: Scene) -> str:
        """Return a clause with its slots filled, each in one of its forms; an empty one leaves no gap."""
        filled = text.format_map({slot: self.one(scene[slot].forms) for slot in sorted(slots(text))})
        return _GAPS.sub(r"\1", " ".join(filled.split())).removeprefix(", ")

    def _named(self, text: str) -> str:
        return text.format(nation=self.country()[1], town=self.town())

    def _near(self, day: Value, found: Value) -> Value:
        """Return another day of the same month half of the time: it is what accounts differ in."""
        if isinstance(day, Day) and isinstance(found, Day) and found.day != day.day and self.often(0.5):
            return Day(day.month, found.day)
        if isinstance(day, Month) and isinstance(found, Month) and found.year != day.year and self.often(0.5):
            return Month(day.month, found.year)
        return found


def sentence(text: str) -> str:
    """Return clauses as sentences: each begins with a capital, and the last ends with a full stop."""
    parts = [part[:1].upper() + part[1:] for part in text.split(". ")]
    whole = ". ".join(parts)
    return whole if whole.endswith((".", "”")) else f"{whole}."
