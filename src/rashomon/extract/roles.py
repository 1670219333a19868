"""The offices of the persons of one document as records: title, dates, and every place that states them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from rashomon.extract.offices import offices, title_of
from rashomon.extract.references import Reference
from rashomon.extract.tenure import Dated, Tenure, tenure
from rashomon.extract.words import Range, Words
from rashomon.language import Analysis
from rashomon.model.offsets import Span
from rashomon.model.records import Document, Evidence, Role, TimeReference


@dataclass(frozen=True, slots=True)
class _Stated:
    """An office at one place: its title, where it stands, and what the words around say of how long."""

    title: str
    place: Evidence
    held: Tenure
    dated_by: tuple[Evidence, ...]


@dataclass(slots=True)
class _Held:
    """An office of one person while its places are gathered, in order."""

    tenure: Tenure
    evidence: list[Evidence] = field(default_factory=list)
    dated_by: list[Evidence] = field(default_factory=list)


def roles_of(
    document: Document,
    analysis: Analysis,
    words: Words,
    names: Sequence[tuple[Reference, int]],
    times: Iterable[TimeReference],
) -> Mapping[int, tuple[Role, ...]]:
    """Return the offices that a text states for its persons, by the number of the actor of each.

    Args:
        document: the text.
        analysis: of it.
        words: of it.
        names: its names, each with the number of its actor.
        times: its time expressions.
    """
    writer = _Writer(document, analysis, words, _dated(analysis, times))
    people = [(name, group) for name, group in names if name.type == "person"]
    others = {word for name, _ in names if name.type != "person" for word in range(*name.words)}
    named = frozenset(word for name, _ in people for word in range(*name.words))
    stated: defaultdict[int, list[_Stated]] = defaultdict(list)
    for name, group in people:
        for office in offices(words, name, named):
            if not others.issuperset(range(*title_of(words, office))):  # a body or town beside a name
                stated[group].append(writer.stated(name, office))
    return {group: tuple(_gathered(own)) for group, own in stated.items()}


def _dated(analysis: Analysis, times: Iterable[TimeReference]) -> list[Dated]:
    places = ((analysis.words_in(time.span), time) for time in times)
    return [Dated((first, end), time) for (first, end), time in places if first < end]


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes the offices of one document down."""

    document: Document
    analysis: Analysis
    words: Words
    times: Sequence[Dated]

    def stated(self, name: Reference, office: Range) -> _Stated:
        held = tenure(self.words, name, office, self.times)
        title = _before_times(title_of(self.words, office), held)
        place, title_place, *dated_by = self._places((office, title, *held.places))
        told = " ".join(title_place.span.of(self.analysis.text).split())
        return _Stated(told, place, held, tuple(dated_by))

    def _places(self, ranges: Sequence[Range]) -> list[Evidence]:
        rows = self.analysis.offsets(np.array(ranges, dtype=np.int32)).tolist()
        return [Evidence(document=self.document.id, span=Span(start, end)) for start, end in rows]


def _before_times(title: Range, held: Tenure) -> Range:
    """Return a title without "since 2019" at its end."""
    first, end = title
    cuts = [start for start, stop in held.places if first < start and stop == end and stop - start > 1]
    return first, min(cuts, default=end)


def _gathered(stated: Sequence[_Stated]) -> Iterable[Role]:
    """Return one office for each title and its dates; what a place leaves open is taken from the others."""
    by_title: defaultdict[str, list[_Held]] = defaultdict(list)
    for each in stated:
        own = by_title[each.title]
        held = next((one for one in own if _agree(one.tenure, each.held)), None)
        if held is None:
            held = _Held(each.held)
            own.append(held)
        held.tenure = _both(held.tenure, each.held)
        held.evidence.append(each.place)
        held.dated_by += [place for place in each.dated_by if place not in held.dated_by]
    return (
        Role(
            title=title,
            since=held.tenure.since,
            until=held.tenure.until,
            standing=held.tenure.standing,
            evidence=tuple(held.evidence),
            dated_by=tuple(held.dated_by),
        )
        for title, own in by_title.items()
        for held in own
    )


def _agree(one: Tenure, other: Tenure) -> bool:
    pairs = (one.since, other.since), (one.until, other.until), (one.standing, other.standing)
    return all(left is None or right is None or left == right for left, right in pairs)


def _both(one: Tenure, other: Tenure) -> Tenure:
    return Tenure(one.standing or other.standing, one.since or other.since, one.until or other.until)
