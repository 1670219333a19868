"""When an event was, by all that tell it: values are kept side by side, never averaged."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from rashomon.model.records import TimeReference

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_WEEK, _MONTH, _YEAR = 7, 31, 366


@dataclass(frozen=True, slots=True)
class Told:
    """The time that one telling gives: its value and basis, and the first and last day that it allows."""

    value: str
    basis: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class When:
    """The times that tellings of one event give.

    Attributes:
        told: one for each telling that gives a time with bounds, in order.
        first: the first day that all tellings allow; where they exclude one another, that any allows.
        last: likewise the last day.
        agreed: whether there is a day that all tellings allow.
        moment: the minute, where they give one and no other; in UTC where the text names a time zone.
    """

    told: tuple[Told, ...]
    first: date
    last: date
    agreed: bool
    moment: datetime | None

    @property
    def days(self) -> int:
        """Return how many days may be meant."""
        return (self.last - self.first).days + 1

    @property
    def precision(self) -> int | None:
        """Return UCDP GED's `date_prec`: 1 the day, 2 up to six days, 3 a week, 4 a month, 5 a year."""
        limits = (1, _WEEK - 1, _WEEK, _MONTH, _YEAR)
        return next((number for number, most in enumerate(limits, 1) if self.days <= most), None)

    @property
    def bases(self) -> tuple[str, ...]:
        """Return whether the words give the day or it is counted from another, each once."""
        return tuple(dict.fromkeys(each.basis for each in self.told))

    @property
    def values(self) -> tuple[str, ...]:
        """Return the values that tellings give, each once."""
        return tuple(dict.fromkeys(each.value for each in self.told))


def when(times: Iterable[TimeReference]) -> When | None:
    """Return when an event was by `times`, those of its tellings; `None` where none has bounds."""
    held = tuple(times)
    told = tuple(filter(None, map(_told, held)))
    if not told:
        return None
    first, last = max(each.first for each in told), min(each.last for each in told)
    agreed = first <= last
    if not agreed:
        first, last = min(each.first for each in told), max(each.last for each in told)
    moments = {moment for time in held if (moment := _moment(time))}
    return When(told, first, last, agreed, moments.pop() if agreed and len(moments) == 1 else None)


def day_of(value: str | None) -> date | None:
    """Return the day that an ISO 8601 date or time begins with, `None` where there is no such day."""
    match = _DAY.match(value or "")
    try:
        return date.fromisoformat(match.group()) if match else None
    except ValueError:
        return None


def _told(time: TimeReference) -> Told | None:
    first, last = day_of(time.earliest), day_of(time.latest)
    if first is None or last is None or last < first:
        return None
    return Told(time.value or str(first), time.basis, first, last)


def _moment(time: TimeReference) -> datetime | None:
    if time.earliest != time.latest or "T" not in (time.earliest or ""):
        return None
    try:
        found = datetime.fromisoformat(time.earliest or "")
        return found.astimezone(UTC) if found.tzinfo else found
    except (ValueError, OverflowError):
        return None
