"""`event_location`: where the event that a verb names happened, one answer for each marked verb.

The set's page names no way to score it, so it is read as questions with answers in the text, as
SQuAD v2 is scored (Rajpurkar, Jia and Liang, ACL 2018), but that all places of a verb belong to its
answer: `f1` is the mean over verbs of the F1 of the answer's words, with 100 where both sides rightly
have no place and 0 where one has none; articles and punctuation don't count. `exact` is the
percentage of answers with the very spans, `f1_with_place` the `f1` of verbs that have a place, and
`place_*` compare all spans at once (strict); `ece` is the calibration error of those. Where records
of one verb contradict each other, that of the authors' gold standard stands.

Each sentence is analysed by itself, from raw text. What is found are the places of the predicate
whose word is the verb, or the first word of it; where the verb is no predicate, there is no answer.

Of the set as published, the tenth of the sentences is scored that training leaves out; of any other
file, and with a list of ids, all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import fmean

import numpy as np

from evaluation.calibration import Judged, Surety, gathered, surety_error
from evaluation.counting import Counts, compare_sets, covered
from evaluation.errors_page import Row, write_page
from evaluation.options import Scores, TaskOptions
from evaluation.scores.analysing import from_raw
from evaluation.scores.labelled import figures
from rashomon.language import Analysis
from rashomon.model.errors import InputError
from rashomon.model.offsets import Span
from training.gold.event_location import EventPlace, left_out, read_event_locations, settled

Answer = tuple[Span, ...]

PUBLISHED = 10_178  # records of the published file that mark one verb
_ARTICLES = frozenset({"a", "an", "the"})
_PERCENT = 100.0


@dataclass(frozen=True, slots=True)
class Scored:
    """One verb with its gold places, those found, and how sure the model is of each of these."""

    place: EventPlace
    found: Answer
    scores: tuple[float, ...]

    @property
    def word_f1(self) -> float:
        """Return the F1 of the words of the answer, in percent."""
        if not self.found or not self.place.locations:
            return _PERCENT * (self.found == self.place.locations)
        found, gold = (_words(spans, self.place) for spans in (self.found, self.place.locations))
        return compare_sets(set(found), set(gold)).f1

    @property
    def counts(self) -> Counts:
        """Return how many spans are right."""
        return compare_sets(set(self.found), set(self.place.locations))


def score(options: TaskOptions) -> Scores:
    """Score the analyser on event_location files; see the module for the definitions."""
    scored = answered(chosen(options))
    if options.errors and not options.sealed:
        write_page(options.errors, "Event locations", [error_row(each) for each in scored])
    return total_figures(scored)


def total_figures(scored: Sequence[Scored]) -> dict[str, float]:
    """Return the figures; all are 0 where there is no verb."""
    exact = sum(set(each.found) == set(each.place.locations) for each in scored)
    return {
        "f1": _mean(each.word_f1 for each in scored),
        "exact": Counts(exact, len(scored)).precision,
        "f1_with_place": _mean(each.word_f1 for each in scored if each.place.locations),
        **figures("place", sum((each.counts for each in scored), Counts())),
        "ece": surety_error(gathered(map(judge, scored)), "event_places"),
    }


def judged(options: TaskOptions) -> Iterator[tuple[str, Surety]]:
    """Yield the sentence of each verb and how sure the model is of its places.

    The sentence stands for the document: one sentence is in the set under several ids.
    """
    for each in answered(chosen(options)):
        yield each.place.text, judge(each)


def judge(scored: Scored) -> Surety:
    """Return the scores of the places found with whether they are right."""
    gold = set(scored.place.locations)
    pairs = zip(scored.found, scored.scores, strict=True)
    return {"event_places": [Judged(score, span in gold) for span, score in pairs]}


def answered(places: Sequence[EventPlace]) -> list[Scored]:
    """Return each verb with the places that the analyser finds, in the same order.

    A sentence is analysed once, however many of its verbs are asked for.
    """
    by_text: dict[str, list[int]] = {}
    for number, place in enumerate(places):
        by_text.setdefault(place.text, []).append(number)
    analyses = from_raw((places[numbers[0]].identity, text) for text, numbers in by_text.items())
    found = {
        number: scored_verb(places[number], analysis)
        for numbers, analysis in zip(by_text.values(), analyses, strict=True)
        for number in numbers
    }
    return [found[number] for number in range(len(places))]


def scored_verb(place: EventPlace, analysis: Analysis) -> Scored:
    """Return a verb with the places that an analysis of its sentence has for it."""
    frames = analysis.frames
    words = analysis.words[frames.predicates]
    is_verb = (words[:, 0] < place.verb.end) & (words[:, 1] > place.verb.start)
    own = np.isin(frames.placed, np.flatnonzero(is_verb)[:1])
    spans = analysis.offsets(frames.places[own]).tolist()
    return Scored(place, tuple(Span(*span) for span in spans), tuple(frames.place_scores[own].tolist()))


def chosen(options: TaskOptions) -> list[EventPlace]:
    """Return the verbs to score, in order of record and verb.

    Raises:
        InputError: no file is given, one does not hold the set, or the split names no record of it.
    """
    if not options.gold:
        raise InputError("the task needs --gold with a file of the event_location set")
    places = [place for path in options.gold for place in _of_file(list(read_event_locations(path)), options)]
    own = list(settled(places))
    kept = frozenset(options.chosen(list({place.identity for place in own})))
    chosen_ones = (place for place in own if place.identity in kept)
    return sorted(chosen_ones, key=lambda place: (place.identity, place.text, place.verb))


def error_row(scored: Scored) -> Row:
    """Return the places of one verb that were missed and those that are wrong, each with the sentence."""
    place = scored.place
    missed, wrong = (
        sorted(set(a) - set(b)) for a, b in ((place.locations, scored.found), (scored.found, place.locations))
    )
    lines = [[f"{span.of(place.text)} ({span.start})" for span in spans] for spans in (missed, wrong)]
    return Row(f"{place.identity}: {place.verb.of(place.text)} in: {place.text}", *lines)


def _of_file(places: list[EventPlace], options: TaskOptions) -> Iterator[EventPlace]:
    whole_set = len(places) == PUBLISHED and options.split is None
    return (place for place in places if not whole_set or left_out(place.text))


def _words(spans: Answer, place: EventPlace) -> Iterator[Span]:
    for token in covered(spans, place.tokens):
        word = token.of(place.text).casefold()
        if word not in _ARTICLES and any(map(str.isalnum, word)):
            yield token


def _mean(values: Iterable[float]) -> float:
    kept = list(values)
    return fmean(kept) if kept else 0.0
