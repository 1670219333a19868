"""What a time expression says by itself, before anything tells when it was written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Shade = Literal["early", "middle", "late"]


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a time expression says.

    Attributes:
        value: the whole TIMEX3 value, where nothing else is needed for it: lengths, sets, references.
        year, month, day, weekday: as numbers; Monday is 1.
        years: the first digits of a decade or century.
        decade: its tens, where no century is said: 2 for "the twenties".
        feast: the name of a day by its rule, in `rashomon.extract.timing.feasts`.
        share: a quarter or half of a year, "Q3".
        period: whether it stands for the quarter told last before, or for that of a year before.
        season: "SP", "SU", "FA" or "WI".
        part: "MO", "AF", "EV" or "NI".
        clock: hour and minute, "14:30".
        twelve: whether nothing tells which half of the day an hour in words is in.
        midnight: whether the hour is counted from the midnight that ends a day.
        zone: "Z" or "+05:00", where it is said.
        unit: "D", "W", "WE", "M", "Q", "Y", "TH" or "TM", where a time is told as so many away.
        steps: how many of them, back if negative.
        toward: -1 for "last", 0 for "this", 1 for "next", before a name of a day, month or season.
        told: whether it is counted from a time told before, not from the time of writing.
        shade: which part of a month or year.
        until: the last day of a stretch of days, as month and day, whose first is `month` and `day`.
        other: the other reading of a date in numbers, month and day.
    """

    value: str | None = None
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    years: str | None = None
    decade: int | None = None
    feast: str | None = None
    share: str | None = None
    period: bool = False
    season: str | None = None
    part: str | None = None
    clock: str | None = None
    twelve: bool = False
    midnight: bool = False
    zone: str | None = None
    unit: str | None = None
    steps: int = 0
    toward: int | None = None
    told: bool = False
    shade: Shade | None = None
    until: tuple[int, int] | None = None
    other: tuple[int, int] | None = None
