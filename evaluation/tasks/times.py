"""`times`: time expressions and their values, from raw text, against TimeML or GUM's TEI files.

As TempEval-3 counts them (UzZaman et al., SemEval 2013): `strict_f1` the same characters, `relaxed_f1`
expressions that overlap, `value_*` those of them with the same TIMEX3 value; `value_accuracy` is the share of
these among those that overlap. The date of creation is given to the product as the date of publication. Of
TimeML the documents that training leaves out are scored, a tenth by SHA-256 of the name; there `f1` is the
encoder's own, of characters and type, with a figure for each type, `spans_f1` its characters alone, and `ece`
that of all it finds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from msgspec.structs import replace

import rashomon
from evaluation.annotation.timex import with_minutes
from evaluation.calibration import Judged, Surety, gathered, surety_error
from evaluation.counting import Counts, compare_sets
from evaluation.errors_page import Row, in_context, write_page
from evaluation.options import Scores, TaskOptions
from evaluation.scores.alignment import best_first
from evaluation.scores.analysing import from_raw
from evaluation.scores.labelled import LabelCounts, compare_bags, compare_labelled, figures, label_figures
from rashomon.language import Analysis, plain_document
from rashomon.model.errors import InputError
from rashomon.model.offsets import Span
from rashomon.model.records import Document, Sourced, TimeReference
from training.gold.gum_times import read_tei
from training.gold.joined import Labelled
from training.gold.timeml import Time, TimedText, left_out, read_timeml


def score(options: TaskOptions) -> Scores:
    """Return the figures of the time expressions of the chosen documents.

    Raises:
        InputError: there is no gold, or none of its documents is left out of training.
    """
    if any(_is_tei(path) for path in options.gold):
        return valued(_tei_texts(options), options)
    return {**valued(_texts(options), options), **_encoded(options)}


def valued(texts: Sequence[TimedText], options: TaskOptions) -> Scores:
    """Return strict, relaxed and value figures of what the product finds."""
    strict, relaxed, value = Counts(), Counts(), Counts()
    rows = list[Row]()
    for text in texts:
        found = rashomon.extract(_dated(text)).times
        strict += compare_sets({time.span for time in found}, {time.span for time in text.times})
        pairs = _overlapping(list(found), text.times)
        relaxed += Counts(len(pairs), len(found), len(text.times))
        same = sum(_same_value(ours.value, theirs.value) for ours, theirs in pairs)
        value += Counts(same, len(found), len(text.times))
        rows.append(_valued_row(text, list(found)))
    if options.errors and not options.sealed:
        write_page(options.errors, "Times", rows)
    return {
        "relaxed_f1": relaxed.f1,
        "strict_f1": strict.f1,
        "value_precision": value.precision,
        "value_recall": value.recall,
        "value_f1": value.f1,
        "value_accuracy": 100 * value.right / relaxed.right if relaxed.right else 0.0,
    }


def _dated(text: TimedText) -> Document:
    document = plain_document(text.text, text.name)
    published = Sourced(value=text.created, source="gold", score=1.0) if text.created else None
    return replace(document, published=published)


def _overlapping(found: Sequence[TimeReference], gold: Sequence[Time]) -> list[tuple[TimeReference, Time]]:
    """Return found times with those of gold that they overlap, each used once, the same characters first."""
    fits = [
        (float(ours.span == theirs.span) + len(ours.span), at, to)
        for at, ours in enumerate(found)
        for to, theirs in enumerate(gold)
        if ours.span.overlaps(theirs.span)
    ]
    return [(found[at], gold[to]) for at, to in best_first(fits).items()]


def _same_value(found: str | None, gold: str) -> bool:
    return bool(found) and with_minutes(found or "") == with_minutes(gold)


def _valued_row(text: TimedText, found: Sequence[TimeReference]) -> Row:
    ours = [f"{time.value}: {in_context(time.span, text.text)}" for time in found]
    return Row(text.name, [f"{time.value}: {in_context(time.span, text.text)}" for time in text.times], ours)


def _is_tei(path: Path) -> bool:
    return path.suffix == ".xml" or any(path.glob("*.xml"))


def _tei_texts(options: TaskOptions) -> list[TimedText]:
    """Return the documents of GUM's TEI files; times without a TIMEX3 value are left out."""
    by_name = {
        text.name: TimedText(text.name, text.text, text.created, tuple(t for t in text.times if t.value))
        for path in options.gold
        for text in read_tei(path)
    }
    return [by_name[name] for name in options.chosen(list(by_name))]


def _encoded(options: TaskOptions) -> Scores:
    """Return the encoder's own figures: characters and type."""
    texts = _texts(options)
    total, spans = LabelCounts(), Counts()
    parts = list[Surety]()
    for text, analysis in zip(texts, from_raw((t.name, t.text) for t in texts), strict=True):
        found = found_times(analysis)
        ours = [(each.span, each.label) for each in found]
        theirs = [(time.span, time.type) for time in text.times]
        total += compare_labelled(ours, theirs)
        spans += compare_bags([place for place, _ in ours], [place for place, _ in theirs])
        parts.append(judge(found, analysis.times.scores.tolist(), text.times))
    table = {} if options.sealed else label_figures(total)
    errors = {"ece": surety_error(gathered(parts), "times")}
    return figures("", total.total) | {"spans_f1": spans.f1} | errors | table


def _texts(options: TaskOptions) -> list[TimedText]:
    by_name = {text.name: text for path in options.gold for text in read_timeml(path) if left_out(text.name)}
    if not by_name:
        raise InputError("the task needs --gold with TimeML documents, some of them left out of training")
    return [by_name[name] for name in options.chosen(list(by_name))]


def judged(options: TaskOptions) -> Iterator[tuple[str, Surety]]:
    """Yield the name of each document and how sure the model is of its time expressions."""
    texts = _texts(options)
    for text, analysis in zip(texts, from_raw((t.name, t.text) for t in texts), strict=True):
        yield text.name, judge(found_times(analysis), analysis.times.scores.tolist(), text.times)


def judge(found: Sequence[Labelled], scores: Sequence[float], gold: Iterable[Time]) -> Surety:
    """Return the scores of one document's time expressions with whether they are right."""
    targets = {Labelled(time.span, time.type) for time in gold}
    return {"times": [Judged(score, time in targets) for time, score in zip(found, scores, strict=True)]}


def found_times(analysis: Analysis) -> list[Labelled]:
    """Return the time expressions of an analysis, in its order."""
    layer = analysis.times
    names = (analysis.inventory.times[i] for i in layer.labels.tolist())
    spans = (Span(start, end) for start, end in analysis.offsets(layer.spans).tolist())
    return [Labelled(span, name) for span, name in zip(spans, names, strict=True)]
