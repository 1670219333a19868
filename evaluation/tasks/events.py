"""`events`: the PLOVER type of what a marked source does to a marked target, against PLV.

`root_accuracy` and `root_macro_f1` are over the types, `class_macro_f1` over the four classes of
types (verbal and material cooperation, verbal and material conflict). A macro F1 is the mean of the
F1 of all labels that gold has. Each type has its own figures. Each text is analysed by itself, from raw
text, and the type is the likeliest. `ece` is the calibration error of how likely it is.

The shipped head was fitted on the whole of PLV_train.tsv, so that each sentence of that very file is
judged by a head fitted in the same way on others, with a temperature of its own: five folds, fixed by
the SHA-256 of the sentence's id. On any other file the shipped head is scored. The encoder itself learned
nothing from the set. How heads are fitted was chosen by the same folds, which flatters the figures a
little.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from statistics import fmean

import numpy as np

from evaluation.calibration import Judged, expected_calibration_error
from evaluation.errors_page import Row, write_page
from evaluation.options import Scores, TaskOptions
from evaluation.scores.labelled import LabelCounts, compare_labelled, label_figures
from rashomon.language import Analyser
from rashomon.language.arrays import Floats
from rashomon.language.plover import pair_types
from rashomon.model.errors import InputError
from training.gold.plv import CLASSES, ROOTS, MarkedPair, read_plv
from training.manifests import file_hash
from training.plover import FOLDS, Seen, document, fit_calibrated, fold, seen, shares

LEARNED_FROM = "b184c7623cb05a48011adabd951f1a7f7efa8c80059ef4dc12c3d3231de5f5d3"  # SHA-256 of PLV_train.tsv


@dataclass(frozen=True, slots=True)
class EventType:
    """A PLOVER type and its class, and how likely it is; what gold says is certain."""

    root: str
    penta: int
    share: float = 1.0


Judge = Callable[[Sequence[MarkedPair], Sequence[MarkedPair]], Sequence[EventType]]
"""Learns from the first pairs and answers for the second; without the first, as shipped."""


def score(options: TaskOptions) -> Scores:
    """Score the analyser on PLV files; see the module for the definitions."""
    return score_pairs(options, EncoderJudge(Analyser()))


class EncoderJudge:
    """Judges by the analyser, by its own head or by one fitted to its vectors."""

    def __init__(self, analyser: Analyser) -> None:
        self._analyser = analyser
        self._seen: dict[MarkedPair, Seen] = {}

    def __call__(self, others: Sequence[MarkedPair], own: Sequence[MarkedPair]) -> list[EventType]:
        """Return the likeliest type of each of `own`.

        Raises:
            InputError: the model gives no vectors, or without `others` no types of events.
        """
        return self._fitted(others, own) if others else self._shipped(own)

    def _fitted(self, others: Sequence[MarkedPair], own: Sequence[MarkedPair]) -> list[EventType]:
        fresh = [pair for pair in dict.fromkeys((*others, *own)) if pair not in self._seen]
        self._seen |= zip(fresh, seen(self._analyser, fresh), strict=True)
        parameters = fit_calibrated(
            [self._seen[pair] for pair in others],
            [pair.root for pair in others],
            [fold(pair.identity) for pair in others],
        )
        return [_type(ROOTS, shares(self._seen[pair], parameters)) for pair in own]

    def _shipped(self, own: Sequence[MarkedPair]) -> list[EventType]:
        analyses = self._analyser.analyse(map(document, own))
        return [
            _type(analysis.inventory.events, pair_types(analysis, (*pair.source, *pair.target)))
            for pair, analysis in zip(own, analyses, strict=True)
        ]


def _type(roots: Sequence[str], likely: Floats) -> EventType:
    root = roots[int(np.argmax(likely))]
    return EventType(root, CLASSES[ROOTS.index(root)], min(1.0, float(likely.max())))


def score_pairs(options: TaskOptions, judge: Judge) -> Scores:
    """Score `judge` on PLV files; see the module for the definitions."""
    judged = [
        (pair, found)
        for others, own in _tasks(options)
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
        "ece": expected_calibration_error(
            Judged(own.share, own.root == right.root) for own, right in zip(found, gold, strict=True)
        ),
    }


def compare_roots(found: Sequence[EventType], gold: Sequence[EventType]) -> LabelCounts:
    """Count the types, by type."""
    return compare_labelled(*(enumerate(each.root for each in side) for side in (found, gold)))


def macro_f1(counts: LabelCounts) -> float:
    """Return the mean F1 of the labels that gold has, in percent; 0 where it has none."""
    each = [own.f1 for own in counts.labels.values() if own.gold]
    return fmean(each) if each else 0.0


def folds(pairs: Sequence[MarkedPair]) -> Iterator[tuple[list[MarkedPair], list[MarkedPair]]]:
    """Yield for each fold that has pairs those of the other folds and its own."""
    for number in range(FOLDS):
        own = [pair for pair in pairs if fold(pair.identity) == number]
        if own:
            yield [pair for pair in pairs if fold(pair.identity) != number], own


def _tasks(options: TaskOptions) -> Iterator[tuple[list[MarkedPair], list[MarkedPair]]]:
    """Yield what may be learned from and what is to be judged."""
    if not options.gold:
        raise InputError("the task needs --gold with a PLV file, such as PLV_train.tsv")
    files = {path: list(read_plv(path)) for path in options.gold}
    kept = set(options.chosen(list({pair.identity for pairs in files.values() for pair in pairs})))
    for path, pairs in files.items():
        for others, own in folds(pairs) if file_hash(path) == LEARNED_FROM else [([], pairs)]:
            chosen = [pair for pair in own if pair.identity in kept]
            if chosen:
                yield others, chosen


def _rows(judged: Sequence[tuple[MarkedPair, EventType]]) -> Iterator[Row]:
    for pair, found in judged:
        if found.root != pair.root:
            yield Row(f"{pair.identity}: {pair.text}", [pair.root], [found.root])
