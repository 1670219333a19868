"""What fills the slots of templates: values that are written in one of several forms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Protocol

MONTHS: Final = (
    "January February March April May June July August September October November December".split()
)
WEEK: Final = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
DAYS: Final = 28
_ONES: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen".split()
)
_TENS: Final = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_IN_WORDS = 100


class Value(Protocol):
    """What fills a slot."""

    @property
    def forms(self) -> tuple[str, ...]:
        """Return the ways to write it, which all say the same."""


Scene = Mapping[str, Value]
"""What fills each slot, by its name."""


@dataclass(frozen=True, slots=True)
class Number:
    """A count."""

    amount: int

    @property
    def forms(self) -> tuple[str, ...]:
        """Return it in digits, and in words below a hundred."""
        digits = f"{self.amount:,}"
        return (digits, in_words(self.amount)) if self.amount < _IN_WORDS else (digits,)


@dataclass(frozen=True, slots=True)
class Text:
    """A name or phrase with its forms."""

    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A town and the country that it lies in."""

    town: str
    country: str

    @property
    def forms(self) -> tuple[str, ...]:
        """Return where, without the country."""
        return (f"in {self.town}",)


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a year that is left open; `month` is 0 to 11."""

    month: int
    day: int

    @property
    def forms(self) -> tuple[str, ...]:
        """Return it in British and American order."""
        return f"on {self.written}", f"on {MONTHS[self.month]} {self.day}"

    @property
    def written(self) -> str:
        """Return the day without a preposition."""
        return f"{self.day} {MONTHS[self.month]}"


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week, 0 for Monday."""

    number: int

    @property
    def forms(self) -> tuple[str, ...]:
        """Return it with its preposition."""
        return (f"on {WEEK[self.number]}",)


@dataclass(frozen=True, slots=True)
class Month:
    """A month of a year."""

    month: int
    year: int

    @property
    def forms(self) -> tuple[str, ...]:
        """Return it with its preposition."""
        return (f"in {MONTHS[self.month]} {self.year}",)


@dataclass(frozen=True, slots=True)
class Moment:
    """A part of a day; `day` of a week, 0 for Monday, or of a month.

    Attributes:
        day: 0 to 6.
        part: morning, afternoon or evening, or nothing for the whole day.
        month: the month and the day of it that day 0 is; of a week that is left open where it is nothing.
    """

    day: int
    part: str = ""
    month: Day | None = None

    @property
    def forms(self) -> tuple[str, ...]:
        """Return it without a preposition."""
        if self.month is None:
            return (f"{WEEK[self.day]} {self.part}".strip(),)
        day = Day(self.month.month, self.month.day + self.day)
        part = f"the {self.part} of " if self.part else ""
        return tuple(f"{part}{form.removeprefix('on ')}" for form in day.forms)


def in_words(amount: int) -> str:
    """Return a number from 0 to 99 in words."""
    if amount < len(_ONES):
        return _ONES[amount]
    tens, ones = divmod(amount, 10)
    return _TENS[tens - 2] + (f"-{_ONES[ones]}" if ones else "")
