"""What the pair model learns, and the gold sets that it learns each task from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from rashomon.language.pair_encoding import CLASSES
from rashomon.model.errors import InputError
from rashomon.model.offsets import Span
from training.gold.counts import check_count
from training.gold.nli import LABELS, NLI_COUNTS, Pair, read_nli
from training.gold.stance import (
    STANCE_COUNTS,
    StancePair,
    read_fnc1,
    read_newsmtsc,
    read_perspectrum,
    read_vast,
)
from training.pairs.made.reading import MADE, MADE_COUNT, read_made
from training.pairs.parted import PARTED, PARTED_COUNT, PartedPair, read_parted


@dataclass(frozen=True, slots=True)
class Task:
    """One head: its name and its classes in order of output."""

    name: str
    classes: tuple[str, ...]


TASKS = NLI, STANCE, HEADLINE, SENTIMENT, PARTING = tuple(
    Task(name, classes) for name, classes in CLASSES.items()
)
"""What is trained."""

COUNTS: Final[Mapping[str, int]] = {**NLI_COUNTS, MADE: MADE_COUNT, **STANCE_COUNTS, PARTED: PARTED_COUNT}
_STANCE_NAMES: Final[Mapping[str, str]] = {"pro": "supports", "con": "undermines"}


@dataclass(frozen=True, slots=True)
class Labelled:
    """A pair of texts with its class in one task.

    Attributes:
        set: the gold set.
        task: which head is trained.
        first: premise, claim, topic, headline or name.
        second: hypothesis, perspective, post, body or sentence.
        label: one of `allowed`.
        allowed: the classes that the set tells apart; no others compete in its loss.
        dev: whether the pair is held out.
        marked: where the name stands in `second`, in code points.
    """

    set: str
    task: Task
    first: str
    second: str
    label: str
    allowed: tuple[str, ...]
    dev: bool
    marked: Span | None = None


def read_all(gold: Path, without: Collection[str] = ()) -> Iterator[Labelled]:
    """Read every set of `COUNTS` but those in `without`: from a folder of gold sets, and made pairs.

    Raises:
        InputError: a name in `without` is no set, a set is missing, or it holds another number of
            pairs than its authors published.
    """
    if unknown := sorted(set(without) - set(COUNTS)):
        raise InputError(f"no set is called {', '.join(unknown)}: the sets are {', '.join(COUNTS)}")
    counted: Counter[str] = Counter()
    for item in _read(gold, without):
        counted[item.set] += 1
        yield item
    check_counts(counted, {name: count for name, count in COUNTS.items() if name not in without})


def check_counts(found: Mapping[str, int], expected: Mapping[str, int]) -> None:
    """Check that each set holds as many pairs as published; raises InputError for the first that does not."""
    for name, count in expected.items():
        check_count(name, "pairs", found.get(name, 0), count)


def _read(gold: Path, without: Collection[str]) -> Iterator[Labelled]:
    if set(NLI_COUNTS) - set(without):
        yield from map(inference, read_nli(gold, without))
    if MADE not in without:
        yield from map(inference, read_made())
    for name, read in _STANCE_READERS:
        if name not in without:
            yield from map(toward, read(gold / name))
    if PARTED not in without:
        yield from map(parting, read_parted())


def inference(pair: Pair) -> Labelled:
    """Return a pair of premise and hypothesis as the model learns it."""
    allowed = LABELS if pair.three_way else tuple(label for label in LABELS if label != "neutral")
    return Labelled(pair.set, NLI, pair.premise, pair.hypothesis, pair.label, allowed, pair.dev)


def toward(pair: StancePair) -> Labelled:
    """Return a target and a text as the model learns them."""
    task = _STANCE_TASKS[pair.set]
    label = _STANCE_NAMES.get(pair.label, pair.label)
    allowed = task.classes[:2] if pair.set == "perspectrum" else task.classes  # which has no neutral texts
    return Labelled(pair.set, task, pair.target, pair.text, label, allowed, pair.dev, pair.marked)


def parting(pair: PartedPair) -> Labelled:
    """Return two sentences of a story as the model learns them."""
    allowed = PARTING.classes if pair.sure else ("parts", "other")
    return Labelled(PARTED, PARTING, pair.first, pair.second, pair.relation, allowed, pair.dev)


_STANCE_TASKS: Final[Mapping[str, Task]] = {
    "perspectrum": STANCE,
    "vast": STANCE,
    "fnc1": HEADLINE,
    "newsmtsc": SENTIMENT,
}
_STANCE_READERS: Final[tuple[tuple[str, Callable[[Path], Iterable[StancePair]]], ...]] = (
    ("perspectrum", read_perspectrum),
    ("vast", read_vast),
    ("fnc1", read_fnc1),
    ("newsmtsc", read_newsmtsc),
)
