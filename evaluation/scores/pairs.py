"""Pairs of texts with a class each: which are scored, and the figures that tasks on pairs share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from evaluation.calibration import Judged, expected_calibration_error
from evaluation.errors_page import Row
from evaluation.options import TaskOptions
from evaluation.scores.labelled import LabelCounts, compare_labelled
from rashomon.language.arrays import Floats
from rashomon.language.pairs import PairModel
from rashomon.model.errors import InputError
from training.pairs.judging import judge
from training.pairs.tasks import Labelled

PairJudge = Callable[[Sequence[Labelled]], Sequence[Floats]]
"""Returns for each pair the probabilities of its task's classes."""


@dataclass(frozen=True, slots=True)
class GoldPair:
    """A pair to score.

    Attributes:
        names: the ids that choose it: its own, first, and those of what it belongs to.
        item: the pair with its class.
        kind: what sort of pair it is, where gold says so.
    """

    names: tuple[str, ...]
    item: Labelled
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A pair, and how likely each class of its task was found to be."""

    pair: GoldPair
    shares: Floats

    @property
    def label(self) -> str:
        """Return the likeliest class."""
        return self.pair.item.task.classes[int(self.shares.argmax())]

    @property
    def right(self) -> bool:
        """Tell whether it is that of gold."""
        return self.label == self.pair.item.label


def shipped_judge(items: Sequence[Labelled]) -> Sequence[Floats]:
    """Judge pairs by the shipped model."""
    return judge(PairModel(), items)


def verdicts(options: TaskOptions, pairs: Iterable[GoldPair], judged_by: PairJudge) -> list[Verdict]:
    """Return what is found of the pairs that `options` choose, in order of their own ids."""
    chosen = chosen_pairs(options, list(pairs))
    found = judged_by([pair.item for pair in chosen])
    return [Verdict(pair, shares) for pair, shares in zip(chosen, found, strict=True)]


def chosen_pairs(options: TaskOptions, pairs: Sequence[GoldPair]) -> list[GoldPair]:
    """Return the pairs to score; a list of ids may hold any of their names.

    Raises:
        InputError: two pairs have the same id, or the list names none of them.
    """
    by_name: dict[str, GoldPair] = {}
    for pair in pairs:
        if by_name.setdefault(pair.names[0], pair) is not pair:
            raise InputError(f"two pairs of gold are called {pair.names[0]}: score their files one by one")
    wanted = options.split
    if wanted is not None:
        wanted = frozenset(own for own, pair in by_name.items() if wanted & set(pair.names))
    return [by_name[name] for name in replace(options, split=wanted).chosen(list(by_name))]


def compare_classes(found: Sequence[Verdict]) -> LabelCounts:
    """Count found and gold by class."""
    gold = enumerate(verdict.pair.item.label for verdict in found)
    return compare_labelled(enumerate(verdict.label for verdict in found), gold)


def calibration(found: Sequence[Verdict]) -> float:
    """Return the expected calibration error of the likeliest classes, in percent."""
    return expected_calibration_error(Judged(float(each.shares.max()), each.right) for each in found)


def by_set(found: Iterable[Verdict]) -> dict[str, list[Verdict]]:
    """Return the verdicts of each gold set."""
    sets: dict[str, list[Verdict]] = {}
    for verdict in found:
        sets.setdefault(verdict.pair.item.set, []).append(verdict)
    return sets


def error_rows(found: Iterable[Verdict]) -> Iterator[Row]:
    """Yield a row for each pair that was judged otherwise than in gold."""
    for verdict in found:
        item = verdict.pair.item
        if not verdict.right:
            name = f"{verdict.pair.names[0]}: {item.first} | {item.second}"
            yield Row(name, [item.label], [f"{verdict.label} ({verdict.shares.max():.2f})"])
