"""Time expressions against TimeML, from raw text, strictly: the same characters and the same type.

What is scored are the documents that training leaves out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from evaluation.calibration import Judged, Surety
from evaluation.options import TaskOptions
from evaluation.scores.analysing import from_raw
from rashomon.language import Analysis
from rashomon.model.offsets import Span
from training.gold.joined import Labelled
from training.gold.timeml import Time, left_out, read_timeml


def judged(options: TaskOptions) -> Iterator[tuple[str, Surety]]:
    """Yield the name of each document and how sure the model is of its time expressions."""
    texts = [text for path in options.gold for text in read_timeml(path) if left_out(text.name)]
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
