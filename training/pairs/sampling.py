"""Which pairs an epoch holds, and how they are put into batches."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from rashomon.language.pair_encoding import FIRST, SECOND, Pieces, alone
from rashomon.model.errors import InputError
from training.pairs.tasks import Task


@dataclass(frozen=True, slots=True)
class Example:
    """One encoded pair; `target` and `allowed` are indices of the task's classes."""

    set: str
    task: Task
    pieces: Pieces
    target: int
    allowed: tuple[int, ...]

    @property
    def label(self) -> str:
        """Return the name of the class."""
        return self.task.classes[self.target]


@dataclass(frozen=True, slots=True)
class Share:
    """How often an epoch goes through a set, or through one class of it, named `set/class`."""

    name: str
    passes: float


def draw(examples: Sequence[Example], shares: Sequence[Share], epoch: int, seed: int) -> list[int]:
    """Return the numbers of the examples of an epoch, in no particular order.

    Each source is gone through in an order drawn anew for every pass; an epoch takes up where the
    one before it stopped, so that a source with less than one pass an epoch is seen whole over several.

    Raises:
        InputError: a set has no share.
    """
    passes = {share.name: share.passes for share in shares}
    sources: dict[str, list[int]] = {}
    for number, example in enumerate(examples):
        sources.setdefault(_source(example, passes), []).append(number)
    drawn: list[int] = []
    for name, members in sorted(sources.items()):
        count = round(len(members) * passes[name])
        drawn += _next(members, epoch * count, count, f"{seed} {name}")
    return drawn


def _source(example: Example, passes: dict[str, float]) -> str:
    for name in (f"{example.set}/{example.label}", example.set):
        if name in passes:
            return name
    raise InputError(f"the settings give no share to {example.set}")


def _next(members: list[int], start: int, count: int, seed: str) -> list[int]:
    """Return `count` members from place `start` of an endless row of shuffled passes."""
    size = len(members)
    first, last = start // size, (start + count) // size
    row: list[int] = []
    for number in range(first, last + 1):
        # A string seeds by its bytes, alike on every machine.
        row += random.Random(f"{seed} {number}").sample(members, size)  # noqa: S311 - no secret
    offset = start - first * size
    return row[offset : offset + count]


def batches(examples: Sequence[Example], rows: Sequence[int], pieces: int, seed: int) -> list[list[int]]:
    """Put examples into batches of at most `pieces` wordpieces with padding, like lengths together."""
    chance = random.Random(seed)  # noqa: S311 - reproducible order, no secret
    ordered = list(rows)
    chance.shuffle(ordered)
    ordered.sort(key=lambda number: len(examples[number].pieces) // 8, reverse=True)
    plan: list[list[int]] = []
    widest = 0
    for number in ordered:
        widest = max(widest, len(examples[number].pieces))
        if not plan or widest * (len(plan[-1]) + 1) > pieces:
            plan.append([])
            widest = len(examples[number].pieces)
        plan[-1].append(number)
    chance.shuffle(plan)
    return plan


def texts_of(
    examples: Sequence[Example], rows: Sequence[int], limit: int, pieces: int, seed: int
) -> list[Pieces]:
    """Draw single texts of at most `limit` wordpieces from a batch, `pieces` in all with padding."""
    chance = random.Random(seed)  # noqa: S311 - reproducible order, no secret
    chosen: list[Pieces] = []
    widest = 0
    for number in chance.sample(list(rows), len(rows)):
        text = alone(examples[number].pieces, chance.choice((FIRST, SECOND)))
        if len(text) > limit:
            continue
        widest = max(widest, len(text))
        if widest * (len(chosen) + 1) > pieces:
            break
        chosen.append(text)
    return chosen
