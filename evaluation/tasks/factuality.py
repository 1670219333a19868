"""`factuality`: whether what a predicate says happened, against UDS, on the treebank's words.

Both sides give a value from -3 (did not happen, for sure) to 3 (happened, for sure). `pearson` is
their correlation times 100 and `mae` the mean distance, over all annotated predicates; one that the
model does not take for a predicate has the value 0, "not known". `found` is the percentage that it
does take for predicates, `pearson_found` the correlation over those. A value of at least 0.5 says
happened, one of at most -0.5 not happened; precision and F1 of both are over all annotated predicates.
`folded_*`: in two classes, a value above 0 says happened and any other not happened, over the predicates
that gold has on one of the two sides (a value of 0 in gold is on neither).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from evaluation.counting import Counts
from evaluation.errors_page import Row, in_context, write_page
from evaluation.options import Scores, TaskOptions
from evaluation.scores.analysing import on_gold_words
from evaluation.scores.treebanks import cut_text, first_words, set_and_treebank
from rashomon.language import Analysis
from rashomon.model.errors import InputError
from training.gold.factuality import FactualityDocument, Split, read_factuality
from training.gold.treebank import TreebankDocument, read_treebank

LEAST_SURE = 0.5
NOT_KNOWN = 0.0
_SPLITS: tuple[Split, ...] = ("train", "dev", "test")


@dataclass(frozen=True, slots=True)
class Rated:
    """One annotated predicate, by its word in the document: value in gold, value found or `None`."""

    word: int
    gold: float
    found: float | None

    @property
    def value(self) -> float:
        """Return the value found, that of "not known" where there is none."""
        return NOT_KNOWN if self.found is None else self.found


def score(options: TaskOptions) -> Scores:
    """Score the analyser on UDS factuality joined to a CoNLL-U file; see the module."""
    documents = _documents(options)
    analyses = on_gold_words(cut_text(each.document) for each in documents)
    rated = [rate(d, found_values(a)) for d, a in zip(documents, analyses, strict=True)]
    if options.errors and not options.sealed:
        rows = [error_row(d.document, own) for d, own in zip(documents, rated, strict=True)]
        write_page(options.errors, "Factuality", rows)
    return total_figures([each for own in rated for each in own])


def total_figures(rated: Sequence[Rated]) -> dict[str, float]:
    """Return the figures; all are 0 where nothing is annotated."""
    found = [each for each in rated if each.found is not None]
    happened = _said(rated, lambda value: value >= LEAST_SURE)
    not_happened = _said(rated, lambda value: value <= -LEAST_SURE)
    sided = [each for each in rated if each.gold != NOT_KNOWN]
    folded = _said(sided, lambda value: value > NOT_KNOWN)
    folded_not = _said(sided, lambda value: value <= NOT_KNOWN)
    return {
        "pearson": pearson([each.value for each in rated], [each.gold for each in rated]),
        "mae": sum(abs(each.value - each.gold) for each in rated) / max(len(rated), 1),
        "happened_precision": happened.precision,
        "happened_f1": happened.f1,
        "not_happened_precision": not_happened.precision,
        "not_happened_f1": not_happened.f1,
        "folded_happened_f1": folded.f1,
        "folded_not_happened_f1": folded_not.f1,
        "pearson_found": pearson([each.value for each in found], [each.gold for each in found]),
        "found": Counts(len(found), len(found), len(rated)).recall,
    }


def pearson(left: Sequence[float], right: Sequence[float]) -> float:
    """Return Pearson's r times 100; 0 where a side does not vary."""
    if len(set(left)) < 2 or len(set(right)) < 2:  # noqa: PLR2004 - one value has no variance
        return 0.0
    return 100 * float(np.corrcoef(left, right)[0, 1])


def rate(document: FactualityDocument, found: dict[int, float]) -> list[Rated]:
    """Return the annotated predicates of one document; `found` gives values by word."""
    firsts = first_words(document.document)
    words = [(firsts[judgement.sentence] + judgement.word, judgement) for judgement in document.judgements]
    return [Rated(word, judgement.value, found.get(word)) for word, judgement in words]


def found_values(analysis: Analysis) -> dict[int, float]:
    """Return the values of an analysis by the word of the predicate."""
    frames = analysis.frames
    return dict(zip(frames.predicates.tolist(), frames.factuality.tolist(), strict=True))


def error_row(document: TreebankDocument, rated: Sequence[Rated]) -> Row:
    """Return the predicates that gold and found put on different sides."""
    spans = [word.span for sentence in document.sentences for word in sentence.words]
    apart = [each for each in rated if _side(each.gold) != _side(each.value)]
    places = [in_context(spans[each.word], document.text) for each in apart]
    missed, wrong = (
        [f"{value:.2f}: {place}" for value, place in zip(values, places, strict=True)]
        for values in ([each.gold for each in apart], [each.value for each in apart])
    )
    return Row(document.name, missed, wrong)


def _said(rated: Sequence[Rated], says: Callable[[float], bool]) -> Counts:
    pairs = [(says(each.value), says(each.gold)) for each in rated]
    return Counts(sum(f and g for f, g in pairs), sum(f for f, _ in pairs), sum(g for _, g in pairs))


def _side(value: float) -> int:
    return (value >= LEAST_SURE) - (value <= -LEAST_SURE)


def _documents(options: TaskOptions) -> list[FactualityDocument]:
    source, treebank = set_and_treebank(options, "the UDS factuality.zip")
    read = read_factuality(source, list(read_treebank(treebank)), _split(treebank))
    by_name = {each.document.name: each for each in read}
    return [by_name[name] for name in options.chosen(list(by_name))]


def _split(treebank: Path) -> Split:
    """Return the split of a treebank file, which only its name tells."""
    found = [split for split in _SPLITS if split in treebank.stem]
    if len(found) != 1:
        raise InputError(f"{treebank.name} names no split: give a file such as en_ewt-ud-dev.conllu")
    return found[0]
