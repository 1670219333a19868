"""Labelled pairs through the model file that is shipped: needs no torch."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from rashomon.language.arrays import Floats
from rashomon.language.pairs import PairModel
from training.pairs.tasks import NLI, PARTING, SENTIMENT, STANCE, TASKS, Labelled, Task


def judge(model: PairModel, items: Sequence[Labelled]) -> list[Floats]:
    """Return for each item float32 `[classes]`, the probabilities of its task's classes.

    A class that the item's set does not tell apart has none; those of the others sum to one.
    """
    found: dict[int, Floats] = {}
    for task in TASKS:
        numbers = [number for number, item in enumerate(items) if item.task == task]
        own = [items[number] for number in numbers]
        found |= zip(numbers, _probabilities(model, task, own), strict=True)
    return [_allowed(item, found[number]) for number, item in enumerate(items)]


def _probabilities(model: PairModel, task: Task, items: Sequence[Labelled]) -> Floats:
    pairs = ((item.first, item.second) for item in items)
    if task == NLI:
        return model.entailment(pairs)
    if task == PARTING:
        return model.parting(pairs)
    if task == SENTIMENT:
        return model.sentiment((item.second, item.marked) for item in items if item.marked is not None)
    return model.stance("stance" if task == STANCE else "headline", pairs)


def _allowed(item: Labelled, shares: Floats) -> Floats:
    allowed = np.isin(item.task.classes, item.allowed)
    kept = np.where(allowed, np.maximum(shares, np.finfo(np.float32).tiny), 0).astype(np.float32)
    normalised: Floats = kept / kept.sum()
    return normalised
