"""Numbers in other words: bounds that hold or don't, and what is about as many."""

from __future__ import annotations

from typing import Final

from training.pairs.made.drawing import Draw
from training.pairs.made.values import Number

_FROM: Final = ("at least", "more than", "over", "no fewer than")
_UP_TO: Final = ("fewer than", "at most", "no more than", "less than")
_NEARLY: Final = ("nearly", "almost", "close to")
_ABOUT: Final = ("about", "some", "around", "roughly")
_FEW = 4  # an upper bound below it sounds odd


def held_from_below(draw: Draw, amount: int) -> str:
    """Return a lower bound that holds of `amount`."""
    limit = max(1, round(amount * draw.chance.uniform(0.5, 0.95)))
    bound = draw.one(_FROM)
    return f"{bound} {_written(draw, min(limit, amount - 1))}"


def held_from_above(draw: Draw, amount: int) -> str:
    """Return an upper bound that holds of `amount`."""
    limit = max(amount + 1, round(amount * draw.chance.uniform(1.1, 2)))
    bound = draw.one(_UP_TO)
    return f"{bound} {_written(draw, limit)}"


def broken(draw: Draw, amount: int) -> str:
    """Return a bound that doesn't hold of `amount`."""
    if draw.often(0.7) or amount <= _FEW:
        bound, limit = draw.one(_FROM), max(amount + 1, round(amount * draw.chance.uniform(1.15, 2.5)))
    else:
        bound, limit = draw.one(_UP_TO), round(amount * draw.chance.uniform(0.4, 0.85))
    return f"{bound} {_written(draw, limit)}"


def about(draw: Draw, amount: int) -> str:
    """Return a round number that `amount`, which has two digits or more, is about."""
    unit = 10 ** (len(str(amount)) - 2)
    lower, upper = amount // unit * unit, -(-amount // unit) * unit
    if draw.often(0.25):
        return f"{draw.one(_NEARLY)} {max(upper, amount + 1):,}"
    return f"{draw.one(_ABOUT)} {draw.one((lower, upper)):,}"


def _written(draw: Draw, amount: int) -> str:
    return draw.one(Number(amount).forms)
