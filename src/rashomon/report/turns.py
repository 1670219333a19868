"""Changes of side: somebody who says a thing and denies something of it, or leaves it open, by the day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from types import MappingProxyType

from rashomon.report.days import Days
from rashomon.report.stances import DENIES, DOUBTS, OWN, SAYS, Position, Stance

_SAID = "said so"
_SIDES: Mapping[Position, str] = MappingProxyType(
    {SAYS: _SAID, OWN: _SAID, DENIES: "denied something of it", DOUBTS: "asked, or was not sure"}
)
_OPEN = _SIDES[DOUBTS]


@dataclass(frozen=True, slots=True)
class Did:
    """What somebody did, in words, and the id of the place that shows it.

    `day` is the day in words; empty where that of the last of one step is told for all.
    """

    words: str
    href: str
    day: str


@dataclass(frozen=True, slots=True)
class Step:
    """What somebody did on one day.

    Several things stand in no order; `apart` tells those of several texts, one of which may take back
    another, from those that one text has somebody do at once.
    """

    did: tuple[Did, ...]
    apart: bool = False

    @property
    def sides(self) -> frozenset[str]:
        """Return what was done."""
        return frozenset(each.words for each in self.did)


@dataclass(frozen=True, slots=True)
class Turn:
    """Somebody who takes more than one side, with what they did in order of the days; undated things last."""

    name: str
    steps: tuple[Step, ...]


def turns(stances: Iterable[Stance], days: Days) -> Iterator[Turn]:
    """Yield those who take more than one side on a matter, in order of their first stance.

    What one text has somebody say and deny at once is no change of side, and neither is what is said and
    left open on one day, or what is said again. Where texts of one day have somebody say and deny a thing,
    or a day is not known, so is the order.
    """
    held: defaultdict[str, list[Stance]] = defaultdict(list)
    for each in stances:
        if each.position in _SIDES:
            held[each.key].append(each)
    for own in held.values():
        steps = tuple(_steps(own, days))
        moved = any(one.sides.isdisjoint(other.sides) for one, other in combinations(steps, 2))
        if moved or any(step.apart for step in steps):
            yield Turn(own[0].name, steps)


def _steps(stances: Sequence[Stance], days: Days) -> Iterator[Step]:
    by_day: defaultdict[str, list[Stance]] = defaultdict(list)
    for each in sorted(stances, key=lambda one: not one.when.said):
        by_day[each.when.day].append(each)
    before: frozenset[str] = frozenset()
    for day in sorted(by_day, key=lambda each: (not each, each)):
        step = _step(by_day[day], days)
        if step.sides != before:
            yield step
        before = step.sides


def _step(stances: Sequence[Stance], days: Days) -> Step:
    """Return what somebody did on one day; who is sure somewhere is not said to be unsure."""
    sides: dict[str, Stance] = {}
    for each in stances:
        sides.setdefault(_SIDES[each.position], each)
    sure = sorted(sides.keys() - {_OPEN}, reverse=True) or [_OPEN]
    by_text: defaultdict[int, set[str]] = defaultdict(set)
    for each in stances:
        by_text[each.text].add(_SIDES[each.position])
    told = [days.told(sides[side].when) for side in sure]
    one_day = ["" if len(set(told)) == 1 else each for each in told[:-1]]
    return Step(
        tuple(Did(side, sides[side].href, day) for side, day in zip(sure, (*one_day, told[-1]), strict=True)),
        apart=len(sure) > 1 and not any(own.issuperset(sure) for own in by_text.values()),
    )
