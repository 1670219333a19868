"""`events`: the PLOVER type of what a marked source does to a marked target, against PLV.

`root_accuracy` and `root_macro_f1` are over the types, `class_macro_f1` over the four classes of
types (verbal and material cooperation, verbal and material conflict). A macro F1 is the mean of the
F1 of all labels that gold has. The set is small, so each sentence is judged by what was learned from
the others: five folds, fixed by the SHA-256 of the sentence's id. Each type has its own figures.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from statistics import fmean

from evaluation.errors_page import Row, write_page
from evaluation.options import Scores, TaskOptions
from evaluation.scores.labelled import LabelCounts, compare_labelled, label_figures
from rashomon.model.errors import InputError
from training.gold.plv import MarkedPair, read_plv

FOLDS = 5


@dataclass(frozen=True, slots=True)
class EventType:
    """A PLOVER type and its class."""

    root: str
    penta: int


Judge = Callable[[Sequence[MarkedPair], Sequence[MarkedPair]], Sequence[EventType]]
"""Learns from the first pairs and answers for the second."""


def score_pairs(options: TaskOptions, judge: Judge) -> Scores:
    """Score `judge` on PLV files by folds; see the module for the definitions."""
    pairs = _pairs(options)
    judged = [
        (pair, found)
        for others, own in folds(pairs)
        for pair, found in zip(own, judge(others, own), strict=True)
    ]
    if options.errors and not options.sealed:
        write_page(options.errors, "Event types", list(_rows(judged)))
    gold = [EventType(pair.root, pair.penta) for pair, _ in judged]
    roots = compare_roots([found for _, found in judged], gold)
    table = {} if options.sealed else label_figures(roots)
    return total_figures([found for _, found in judged], gold) | table


def total_figures(found: Sequence[EventType], gold: Sequence[EventType]) -> dict[str, float]:
    """Return the figures under their fixed names."""
    roots = compare_roots(found, gold)
    classes = compare_labelled(*(enumerate(str(e.penta) for e in side) for side in (found, gold)))
    return {
        "root_accuracy": roots.total.precision,
        "root_macro_f1": macro_f1(roots),
        "class_macro_f1": macro_f1(classes),
    }


def compare_roots(found: Sequence[EventType], gold: Sequence[EventType]) -> LabelCounts:
    """Count the types, by type."""
    return compare_labelled(*(enumerate(each.root for each in side) for side in (found, gold)))


def macro_f1(counts: LabelCounts) -> float:
    """Return the mean F1 of the labels that gold has, in percent; 0 where it has none."""
    each = [own.f1 for own in counts.labels.values() if own.gold]
    return fmean(each) if each else 0.0


def fold(identity: str) -> int:
    """Return the fold of a sentence, the same wherever it stands and whatever stands beside it."""
    return int(hashlib.sha256(identity.encode()).hexdigest(), 16) % FOLDS


def folds(pairs: Sequence[MarkedPair]) -> Iterator[tuple[list[MarkedPair], list[MarkedPair]]]:
    """Yield for each fold that has pairs those of the other folds and its own."""
    for number in range(FOLDS):
        own = [pair for pair in pairs if fold(pair.identity) == number]
        if own:
            yield [pair for pair in pairs if fold(pair.identity) != number], own


def _pairs(options: TaskOptions) -> list[MarkedPair]:
    if not options.gold:
        raise InputError("the task needs --gold with a PLV file, such as PLV_train.tsv")
    pairs = [pair for path in options.gold for pair in read_plv(path)]
    kept = set(options.chosen(list({pair.identity for pair in pairs})))
    return [pair for pair in pairs if pair.identity in kept]


def _rows(judged: Sequence[tuple[MarkedPair, EventType]]) -> Iterator[Row]:
    for pair, found in judged:
        if found.root != pair.root:
            yield Row(f"{pair.identity}: {pair.text}", [pair.root], [found.root])
