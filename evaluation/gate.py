"""The gate: figures that may not fall below the floors of `floors.json`."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from evaluation.options import Task, TaskOptions
from training.gold.files import read_text

FLOORS = Path(__file__).parent / "floors.json"
_OURS = Path(__file__).parents[1]
ACROSS_PROCESSORS = 0.1
"""Points by which a figure may lie below its floor: sums of int8 saturate where a processor has no VNNI, and
floors are taken where it has. At most 0.07 was seen on public gold between the two; figures of our own gold
that count few things differ by up to a point, and have for floor what both reach."""
GOLD_VARIABLE = "RASHOMON_GOLD"


class Floor(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Least figures of one task on one gold path.

    Attributes:
        task: name of the task.
        gold: paths relative to the gold folder, or to this repository when `own` is true.
        beside: paths of our own gold that are given too, relative to this repository.
        limit: score the first so many documents, so that the gate takes minutes.
        least: figure name to least value, in percent.
        split: a file of ids to score, below the same folder; all where it is empty.
        own: the gold is part of this repository.
    """

    task: str
    gold: tuple[str, ...]
    least: dict[str, float]
    limit: int | None = None
    split: str = ""
    own: bool = False
    beside: tuple[str, ...] = ()


def read_floors(path: Path = FLOORS) -> tuple[Floor, ...]:
    """Read the floors file."""
    return msgspec.json.decode(path.read_bytes(), type=tuple[Floor, ...])


def gold_folder() -> Path | None:
    """Return the folder of public gold sets, or `None` where the variable is not set."""
    value = os.environ.get(GOLD_VARIABLE)
    return Path(value) if value else None


def broken_floor(floor: Floor, root: Path, load: Callable[[str], Task]) -> Iterator[str]:
    """Yield a sentence for each figure of `floor` that is not reached."""
    split = frozenset(read_text(root / floor.split).split()) if floor.split else None
    paths = (*(root / part for part in floor.gold), *(_OURS / part for part in floor.beside))
    options = TaskOptions(paths, split, floor.limit)
    scores = load(floor.task)(options)
    for name, least in floor.least.items():
        if scores[name] < least - ACROSS_PROCESSORS:
            where = ", ".join((*floor.gold, *floor.beside))
            yield f"{floor.task} on {where}: {name} is {scores[name]:.2f}, its floor is {least:.2f}"


def check_floors(load: Callable[[str], Task]) -> list[str]:
    """Return a sentence for each broken floor; without public gold, floors on our own gold only."""
    roots = {True: _OURS, False: gold_folder()}
    return [
        line
        for floor in read_floors()
        if (root := roots[floor.own]) is not None
        for line in broken_floor(floor, root, load)
    ]
