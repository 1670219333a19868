"""What the pair model learns, and the gold sets that it learns each task from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from rashomon.model.errors import InputError
from rashomon.model.offsets import Span
from training.gold.nli import LABELS, NLI_COUNTS, Pair, read_nli
from training.gold.stance import (
    FNC1_LABELS,
    NEWSMTSC_LABELS,
    STANCE_COUNTS,
    StancePair,
    read_fnc1,
    read_newsmtsc,
    read_perspectrum,
    read_vast,
)


@dataclass(frozen=True, slots=True)
class Task:
    """One head: its name and its classes in order of output."""

    name: str
    classes: tuple[str, ...]


NLI = Task("nli", LABELS)
STANCE = Task("stance", ("supports", "undermines", "neutral"))
HEADLINE = Task("headline", FNC1_LABELS)
SENTIMENT = Task("sentiment", NEWSMTSC_LABELS)
TASKS = (NLI, STANCE, HEADLINE, SENTIMENT)

COUNTS: Final[Mapping[str, int]] = {**NLI_COUNTS, **STANCE_COUNTS}
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
    """Read every set of `COUNTS` but those in `without` from a folder of gold sets.

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
        if found.get(name, 0) != count:
            raise InputError(
                f"{name} holds {found.get(name, 0)} pairs, {count} were published: fetch it again"
            )


def _read(gold: Path, without: Collection[str]) -> Iterator[Labelled]:
    if set(NLI_COUNTS) - set(without):
        yield from map(_inference, read_nli(gold, without))
    for name, read, change in _STANCE_READERS:
        if name not in without:
            yield from map(change, read(gold / name))


def _inference(pair: Pair) -> Labelled:
    allowed = LABELS if pair.three_way else tuple(label for label in LABELS if label != "neutral")
    return Labelled(pair.set, NLI, pair.premise, pair.hypothesis, pair.label, allowed, pair.dev)


def _toward_claim(pair: StancePair) -> Labelled:
    label = _STANCE_NAMES.get(pair.label, pair.label)
    allowed = STANCE.classes if pair.set == "vast" else STANCE.classes[:2]
    return Labelled(pair.set, STANCE, pair.target, pair.text, label, allowed, pair.dev)


def _toward_headline(pair: StancePair) -> Labelled:
    return Labelled(pair.set, HEADLINE, pair.target, pair.text, pair.label, HEADLINE.classes, pair.dev)


def _toward_name(pair: StancePair) -> Labelled:
    classes = SENTIMENT.classes
    return Labelled(pair.set, SENTIMENT, pair.target, pair.text, pair.label, classes, pair.dev, pair.marked)


_Reader = Callable[[Path], Iterable[StancePair]]
_STANCE_READERS: Final[tuple[tuple[str, _Reader, Callable[[StancePair], Labelled]], ...]] = (
    ("perspectrum", read_perspectrum, _toward_claim),
    ("vast", read_vast, _toward_claim),
    ("fnc1", read_fnc1, _toward_headline),
    ("newsmtsc", read_newsmtsc, _toward_name),
)
