"""`times`: time expressions against TimeML, from raw text, strictly: the same characters and the same type.

What is scored are the documents that training leaves out, a tenth by SHA-256 of the name. Each type has its
own precision, recall and F1; `spans_f1` is of the characters alone, whatever the type. `ece`: of all that is
found.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from evaluation.calibration import Judged, Surety, gathered, surety_error
from evaluation.counting import Counts
from evaluation.errors_page import Row, in_context, write_page
from evaluation.options import Scores, TaskOptions
from evaluation.scores.analysing import from_raw
from evaluation.scores.labelled import LabelCounts, compare_bags, compare_labelled, figures, label_figures
from rashomon.language import Analysis
from rashomon.model.errors import InputError
from rashomon.model.offsets import Span
from training.gold.joined import Labelled
from training.gold.timeml import Time, TimedText, left_out, read_timeml

Item = tuple[Span, str]  # the place of a time expression, and its type


def score(options: TaskOptions) -> Scores:
    """Return the figures of the time expressions of the chosen documents.

    Raises:
        InputError: there is no gold, or none of its documents is left out of training.
    """
    texts = _texts(options)
    total, spans = LabelCounts(), Counts()
    parts, rows = list[Surety](), list[Row]()
    for text, analysis in zip(texts, from_raw((t.name, t.text) for t in texts), strict=True):
        found = found_times(analysis)
        ours = [(each.span, each.label) for each in found]
        theirs = [(time.span, time.type) for time in text.times]
        total += compare_labelled(ours, theirs)
        spans += compare_bags([place for place, _ in ours], [place for place, _ in theirs])
        parts.append(judge(found, analysis.times.scores.tolist(), text.times))
        rows.append(_row(text, ours, theirs))
    if options.errors and not options.sealed:
        write_page(options.errors, "Times", rows)
    table = {} if options.sealed else label_figures(total)
    errors = {"ece": surety_error(gathered(parts), "times")}
    return figures("", total.total) | {"spans_f1": spans.f1} | errors | table


def _texts(options: TaskOptions) -> list[TimedText]:
    by_name = {text.name: text for path in options.gold for text in read_timeml(path) if left_out(text.name)}
    if not by_name:
        raise InputError("the task needs --gold with TimeML documents, some of them left out of training")
    return [by_name[name] for name in options.chosen(list(by_name))]


def _row(text: TimedText, found: Iterable[Item], gold: Iterable[Item]) -> Row:
    ours, theirs = (
        [f"{label}: {in_context(place, text.text)}" for place, label in side] for side in (found, gold)
    )
    return Row(text.name, theirs, ours)


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
