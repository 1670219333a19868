"""`roles`: predicates and their arguments against PropBank, on the treebank's words and sentences.

A predicate is right when its word is a gold predicate; an argument when predicate, first word, last
word and label are those of a gold argument (strict); C- and R- labels count as they stand.
`argument_f1_shared` counts only the arguments of predicates that both sides have, so that it tells
of arguments alone. Sentences that don't join the treebank are left out. `predicate_ece` and
`argument_ece` are calibration errors, `ece` that of predicates and arguments together. Each label
has its own precision, recall and F1.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from evaluation.calibration import Judged, Surety, gathered, surety_error
from evaluation.counting import Counts
from evaluation.errors_page import Row, write_page
from evaluation.options import Scores, TaskOptions
from evaluation.scores.analysing import on_gold_words
from evaluation.scores.labelled import LabelCounts, compare_bags, compare_labelled, figures, label_figures
from evaluation.scores.treebanks import cut_text, first_words, set_and_treebank
from rashomon.language import Analysis
from training.gold.propbank import PropbankDocument, read_propbank
from training.gold.treebank import TreebankDocument, read_treebank


@dataclass(frozen=True, slots=True)
class Argument:
    """The words `[first, end)` of the document, their label, and how sure the model is."""

    first: int
    end: int
    label: str
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Frame:
    """A predicate, by its word in the document, with its arguments, and how sure the model is."""

    predicate: int
    arguments: tuple[Argument, ...]
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of one document or of many."""

    predicates: Counts = field(default_factory=Counts)
    arguments: LabelCounts = field(default_factory=LabelCounts)
    shared: LabelCounts = field(default_factory=LabelCounts)

    def __add__(self, other: Tally) -> Tally:
        """Return the sums."""
        return Tally(
            self.predicates + other.predicates,
            self.arguments + other.arguments,
            self.shared + other.shared,
        )


def score(options: TaskOptions) -> Scores:
    """Score the analyser on PropBank joined to a CoNLL-U file; see the module for the definitions."""
    total, parts, rows = Tally(), list[Surety](), list[Row]()
    for document, found, gold in compared(_documents(options)):
        total += tally(found, gold)
        parts.append(judge(found, gold))
        rows.append(error_row(document, found, gold))
    if options.errors and not options.sealed:
        write_page(options.errors, "Roles", rows)
    figures_of_labels = {} if options.sealed else label_figures(total.arguments)
    return total_figures(total, gathered(parts)) | figures_of_labels


def judged(options: TaskOptions) -> Iterator[tuple[str, Surety]]:
    """Yield the name of each document and how sure the model is of its frames."""
    for document, found, gold in compared(_documents(options)):
        yield document.name, judge(found, gold)


def compared(
    documents: Sequence[PropbankDocument],
) -> Iterator[tuple[TreebankDocument, list[Frame], list[Frame]]]:
    """Yield each document with the frames found in the sentences that join, and those of gold."""
    analyses = on_gold_words(cut_text(each.document) for each in documents)
    for document, analysis in zip(documents, analyses, strict=True):
        joined = joined_words(document)
        found = [frame for frame in found_frames(analysis) if frame.predicate in joined]
        yield document.document, found, gold_frames(document)


def tally(found: Sequence[Frame], gold: Sequence[Frame]) -> Tally:
    """Count one document."""
    both = {frame.predicate for frame in found} & {frame.predicate for frame in gold}
    shared = ([frame for frame in frames if frame.predicate in both] for frames in (found, gold))
    return Tally(
        compare_bags((f.predicate for f in found), (f.predicate for f in gold)),
        compare_labelled(_items(found), _items(gold)),
        compare_labelled(*map(_items, shared)),
    )


def total_figures(total: Tally, surety: Surety) -> dict[str, float]:
    """Return the figures under their fixed names."""
    return {
        **figures("predicate", total.predicates),
        **figures("argument", total.arguments.total),
        "argument_f1_shared": total.shared.total.f1,
        "ece": surety_error(surety, "predicates", "arguments"),
        "predicate_ece": surety_error(surety, "predicates"),
        "argument_ece": surety_error(surety, "arguments"),
    }


def judge(found: Sequence[Frame], gold: Sequence[Frame]) -> Surety:
    """Return the scores of one document's frames with whether they are right."""
    predicates, arguments = {frame.predicate for frame in gold}, set(_items(gold))
    right = (item in arguments for item in _items(found))
    scores = (argument.score for frame in found for argument in frame.arguments)
    return {
        "predicates": [Judged(frame.score, frame.predicate in predicates) for frame in found],
        "arguments": [Judged(score, each) for score, each in zip(scores, right, strict=True)],
    }


def error_row(document: TreebankDocument, found: Sequence[Frame], gold: Sequence[Frame]) -> Row:
    """Return the frames of gold that were not found just so, and those found that are not in gold."""
    words = [word.form for sentence in document.sentences for word in sentence.words]
    left, right = ([_line(frame, words) for frame in frames] for frames in (gold, found))
    missed, wrong = ([e for e in one if e not in other] for one, other in ((left, right), (right, left)))
    return Row(document.name, missed, wrong)


def gold_frames(document: PropbankDocument) -> list[Frame]:
    """Return the gold frames, words counted over the document."""
    return [
        Frame(
            first + frame.predicate,
            tuple(Argument(first + a.first, first + a.end, a.label) for a in frame.arguments),
        )
        for first, frames in zip(first_words(document.document), document.frames, strict=True)
        for frame in frames or ()
    ]


def joined_words(document: PropbankDocument) -> set[int]:
    """Return the words of the sentences that PropBank joins."""
    sentences = zip(first_words(document.document), document.document.sentences, document.frames, strict=True)
    return {
        first + i
        for first, sentence, frames in sentences
        if frames is not None
        for i in range(len(sentence.words))
    }


def found_frames(analysis: Analysis) -> list[Frame]:
    """Return the frames of an analysis."""
    layer, names = analysis.frames, analysis.inventory.roles
    arguments: list[list[Argument]] = [[] for _ in layer.predicates]
    values = (layer.frame, layer.arguments, layer.labels, layer.argument_scores)
    for frame, (first, end), label, sure in zip(*(v.tolist() for v in values), strict=True):
        arguments[frame].append(Argument(first, end, names[label], sure))
    frames = zip(layer.predicates.tolist(), arguments, layer.scores.tolist(), strict=True)
    return [Frame(predicate, tuple(own), sure) for predicate, own, sure in frames]


def _documents(options: TaskOptions) -> list[PropbankDocument]:
    source, treebank = set_and_treebank(options, "a folder or zip of PropBank's EWT skeletons")
    read = read_propbank(source, list(read_treebank(treebank)))
    by_name = {each.document.name: each for each in read}
    return [by_name[name] for name in options.chosen(list(by_name))]


def _items(frames: Iterable[Frame]) -> Iterator[tuple[tuple[int, int, int], str]]:
    for frame in frames:
        yield from (((frame.predicate, a.first, a.end), a.label) for a in frame.arguments)


def _line(frame: Frame, words: Sequence[str]) -> str:
    ordered = sorted(frame.arguments, key=lambda a: (a.first, a.end, a.label))
    parts = (f"{a.label}: {' '.join(words[a.first : a.end])}" for a in ordered)
    return " | ".join((f"{words[frame.predicate]} ({frame.predicate})", *parts))
