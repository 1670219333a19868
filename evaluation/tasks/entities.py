"""`entities`: names, dates and sums of money against Worldwide Newswire, from raw text.

An entity is right when a gold entity has the same first and last character and the same type
(strict). `f1_folded` folds the nine types to four: Person; Location with Facility; Organization;
and all others. Found entities that lie inside another found one are left out of these, as gold's
inner ones are; `nested_f1` counts all of both sides. `ece` is the calibration error of the outermost
entities, `inner_ece` that of those inside them, which are right when gold has them, inside another
or not. Each type has its own precision, recall and F1.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

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
from training.gold.worldwide import TaggedText, read_worldwide

_OTHER = "other"
_FOLDED = (
    ("Person", "person"),
    ("Location", "location"),
    ("Facility", "location"),
    ("Organization", "organisation"),
)


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of one document or of many: by type, with folded types, with inner entities."""

    types: LabelCounts = field(default_factory=LabelCounts)
    folded: LabelCounts = field(default_factory=LabelCounts)
    nested: Counts = field(default_factory=Counts)

    def __add__(self, other: Tally) -> Tally:
        """Return the sums."""
        return Tally(self.types + other.types, self.folded + other.folded, self.nested + other.nested)


def score(options: TaskOptions) -> Scores:
    """Score the analyser on worldwide-ner split folders; see the module for the definitions."""
    total, parts, rows = Tally(), list[Surety](), list[Row]()
    for text, found, scores in analysed(_texts(options)):
        total += tally(found, text.entities, text.nested)
        parts.append(judge(found, scores, text.entities, text.nested))
        rows.append(error_row(text, found))
    if options.errors and not options.sealed:
        write_page(options.errors, "Entities", rows)
    table = {} if options.sealed else label_figures(total.types)
    surety = gathered(parts)
    errors = {"ece": surety_error(surety, "entities"), "inner_ece": surety_error(surety, "inner_entities")}
    return total_figures(total) | errors | table


def judged(options: TaskOptions) -> Iterator[tuple[str, Surety]]:
    """Yield the name of each text and how sure the model is of its entities."""
    for text, found, scores in analysed(_texts(options)):
        yield text.name, judge(found, scores, text.entities, text.nested)


def analysed(texts: Sequence[TaggedText]) -> Iterator[tuple[TaggedText, list[Labelled], list[float]]]:
    """Yield each text with the entities found in it and their scores."""
    for text, analysis in zip(texts, from_raw((t.name, t.text) for t in texts), strict=True):
        yield text, found_entities(analysis), analysis.entities.scores.tolist()


def tally(found: Sequence[Labelled], gold: Sequence[Labelled], nested: Sequence[Labelled] = ()) -> Tally:
    """Count one document; `nested` are gold's inner entities."""
    outer = outermost(found)
    return Tally(
        compare_labelled(_items(outer), _items(gold)),
        compare_labelled(_folded(outer), _folded(gold)),
        compare_bags(found, (*gold, *nested)),
    )


def total_figures(total: Tally) -> dict[str, float]:
    """Return the figures of a tally under their fixed names."""
    return {
        **figures("", total.types.total),
        "f1_folded": total.folded.total.f1,
        "nested_f1": total.nested.f1,
    }


def outermost(entities: Iterable[Labelled]) -> list[Labelled]:
    """Return the entities that lie inside no longer one, in order."""
    kept: list[Labelled] = []
    for entity in sorted(entities, key=lambda e: (e.span.start, -e.span.end)):
        if not kept or kept[-1].span == entity.span or not kept[-1].span.covers(entity.span):
            kept.append(entity)
    return kept


def fold(label: str) -> str:
    """Return the folded type of one of the nine."""
    return dict(_FOLDED).get(label, _OTHER)


def judge(
    found: Sequence[Labelled],
    scores: Sequence[float],
    gold: Iterable[Labelled],
    nested: Iterable[Labelled] = (),
) -> Surety:
    """Return the scores of found entities with whether they are right; `nested` are gold's inner ones."""
    outer, targets = set(outermost(found)), set(gold)
    anywhere = targets | set(nested)
    scored = list(zip(found, scores, strict=True))
    return {
        "entities": [Judged(s, e in targets) for e, s in scored if e in outer],
        "inner_entities": [Judged(s, e in anywhere) for e, s in scored if e not in outer],
    }


def found_entities(analysis: Analysis) -> list[Labelled]:
    """Return the entities of an analysis, in its order."""
    layer = analysis.entities
    names = (analysis.inventory.entities[i] for i in layer.labels.tolist())
    spans = (Span(start, end) for start, end in analysis.offsets(layer.spans).tolist())
    return [Labelled(span, name) for span, name in zip(spans, names, strict=True)]


def error_row(text: TaggedText, found: Sequence[Labelled]) -> Row:
    """Return what of one text was missed and what is wrong."""
    outer, gold = outermost(found), text.entities
    missed, wrong = ([e for e in one if e not in other] for one, other in ((gold, outer), (outer, gold)))
    return Row(text.name, [_line(e, text.text) for e in missed], [_line(e, text.text) for e in wrong])


def _texts(options: TaskOptions) -> list[TaggedText]:
    if not options.gold:
        raise InputError("the task needs --gold with a worldwide-ner split folder, such as dev")
    by_name = {text.name: text for folder in options.gold for text in read_worldwide(folder)}
    return [by_name[name] for name in options.chosen(list(by_name))]


def _items(entities: Iterable[Labelled]) -> Iterator[tuple[Span, str]]:
    return ((entity.span, entity.label) for entity in entities)


def _folded(entities: Iterable[Labelled]) -> Iterator[tuple[Span, str]]:
    return ((entity.span, fold(entity.label)) for entity in entities)


def _line(entity: Labelled, text: str) -> str:
    return f"{entity.label}: {entity.span.of(text)} (at {entity.span.start}): {in_context(entity.span, text)}"
