"""How many were killed in an event, or what else is counted: bounds are widened, never averaged."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rashomon.compare.figures import counted
from rashomon.model.records import Event, Figure

KILLED = "killed"
_CAME_ABOUT = frozenset({"happened", "ongoing"})


@dataclass(frozen=True, slots=True)
class Toll:
    """A number with its bounds; `None` stands for what is not told or left open."""

    low: float | None = None
    best: float | None = None
    high: float | None = None

    def allows(self, number: float) -> bool:
        """Tell whether the number may be `number`."""
        return (self.low is None or self.low <= number) and (self.high is None or number <= self.high)


def toll(tellings: Iterable[Event], of: str = KILLED) -> Toll:
    """Return how many were killed, or how many `of` others, by tellings that say that the event came about.

    The low number is the least low one and the high number the greatest high one; either is left out where
    a telling leaves it open beyond that ("at least 12" or "about 12" beside "10"). The best number is there
    only where all tellings that give one agree and no other excludes it.
    """
    told = [each for event in tellings if event.status in _CAME_ABOUT and (each := _of(event, of))]
    lows = [each.low for each in told if each.low is not None]
    highs = [each.high for each in told if each.high is not None]
    bests = {each.best for each in told if each.best is not None}
    best = next(iter(bests)) if len(bests) == 1 else None
    return Toll(
        low=min(lows) if lows and min(lows) <= min((*highs, *bests), default=min(lows)) else None,
        best=best if best is not None and all(each.allows(best) for each in told) else None,
        high=max(highs) if highs and max(highs) >= max((*lows, *bests), default=max(highs)) else None,
    )


def _of(event: Event, of: str) -> Toll | None:
    """Return the number of one telling; of several, which may be parts of a whole, only the least holds."""
    found = {_bounded(figure) for figure in event.figures if counted(figure) == of}
    if len(found) > 1:
        return Toll(low=min((each.low for each in found if each.low is not None), default=None))
    return found.pop() if found else None


def _bounded(figure: Figure) -> Toll:
    """Return a number with its bounds: an exact one is its own, "about 40" has none."""
    exact = None if figure.approximate else figure.best
    return Toll(
        low=figure.low if figure.low is not None else exact,
        best=figure.best,
        high=figure.high if figure.high is not None else exact,
    )
