"""What was changed on the way from a text to one that took from it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rashomon.compare.collection import Collection
from rashomon.compare.drift.attribution import lost, shortened, verbs
from rashomon.compare.drift.hedges import hedges
from rashomon.compare.drift.names import names, words
from rashomon.compare.drift.negations import negations
from rashomon.compare.drift.numbers import counts, numbers, scores
from rashomon.compare.drift.offices import offices
from rashomon.compare.drift.quotations import quotations
from rashomon.compare.drift.strength import strength
from rashomon.compare.drift.times import times
from rashomon.compare.drift.way import Changed, End, Findings, Way, findings_of
from rashomon.compare.links import Directions
from rashomon.compare.passages import Shared
from rashomon.compare.words import fold
from rashomon.model.corpus import Extraction
from rashomon.model.drifts import Drift
from rashomon.model.identity import group_id
from rashomon.model.offsets import Span
from rashomon.model.records import Passage

MADE_BY = "drift 2"
_OF_SENTENCES: tuple[Callable[[Way], Iterator[Changed]], ...] = (
    words,
    numbers,
    counts,
    scores,
    times,
    negations,
    hedges,
    strength,
    verbs,
    lost,
    shortened,
    quotations,
)


@dataclass(frozen=True, slots=True)
class _Road:
    """Two documents, by number, of which one took passages from the other."""

    source: int
    taken: int
    passages: Sequence[Shared]

    @property
    def order(self) -> tuple[int, int, int]:
        """Return what puts roads in order: those on which most words went first."""
        return -sum(len(passage.left) for passage in self.passages), self.source, self.taken


def find_drifts(
    collection: Collection, extraction: Extraction, passages: Iterable[Shared], ways: Directions
) -> list[Drift]:
    """Return the changes of all passages whose source is known, in order of the texts' dates, then of place.

    A change has the words of the source on its left and what became of them on its right. One that a text
    has several times, or from several texts, is given once, with the text that it shares most words with.
    """
    findings = findings_of(extraction)
    found: dict[tuple[str, ...], tuple[tuple[int, ...], Drift]] = {}
    roads = sorted(_roads(passages, ways), key=lambda each: each.order)
    sources = _sources(collection, roads)
    for road in roads:
        for way, change in _changes(collection, findings, road):
            if change.word and _elsewhere(findings, sources, way, change):
                continue
            place = road.source, road.taken, change.source.start, change.taken.start
            found.setdefault(_once(way, change), (place, _drift(way, change)))
    return [drift for _, drift in sorted(found.values(), key=lambda each: (each[0], each[1].kind))]


def _roads(passages: Iterable[Shared], ways: Directions) -> Iterator[_Road]:
    held: defaultdict[tuple[int, int], list[Shared]] = defaultdict(list)
    for passage in passages:
        held[passage.left.document, passage.right.document].append(passage)
    for (left, right), shared in held.items():
        source_is_left = ways[left, right].left
        if source_is_left is not None:
            yield _Road(*((left, right) if source_is_left else (right, left)), shared)


def _sources(collection: Collection, roads: Iterable[_Road]) -> dict[str, list[str]]:
    """Return the documents, by id, that each document took passages from."""
    held: defaultdict[str, list[str]] = defaultdict(list)
    for road in roads:
        held[collection.documents[road.taken].id].append(collection.documents[road.source].id)
    return held


def _elsewhere(
    findings: Mapping[str, Findings], sources: Mapping[str, Sequence[str]], way: Way, change: Changed
) -> bool:
    """Tell whether another source has a name as the text that took it has it, which then changed nothing."""
    word = fold(change.word)
    return any(word in findings[name].vocabulary for name in sources[way.taken.document.id])


def _once(way: Way, change: Changed) -> tuple[str, ...]:
    """Return what a change is known again by: the text that has it, and the words or name that it has."""
    became = fold(change.word) or change.taken.of(way.taken.document.text)
    return way.taken.document.id, change.kind, became


def _changes(
    collection: Collection, findings: Mapping[str, Findings], road: _Road
) -> Iterator[tuple[Way, Changed]]:
    source, taken = (collection.documents[number] for number in (road.source, road.taken))

    def way(one: Span, other: Span, chance: float) -> Way:
        return Way(End(source, one, findings[source.id]), End(taken, other, findings[taken.id]), chance)

    chance = max(passage.chance for passage in road.passages)
    whole = way(Span(0, source.length), Span(0, taken.length), chance)
    yield from ((whole, change) for find in (names, offices) for change in find(whole))
    for passage in road.passages:
        turned = passage.left.document != road.source
        sides = (passage.right, passage.left) if turned else (passage.left, passage.right)
        stretch = way(sides[0].span, sides[1].span, passage.chance)
        yield from ((stretch, change) for change in quotations(stretch))
        for match in passage.matches:
            ends = (match.right, match.left) if turned else (match.left, match.right)
            one, other = (collection.sentences[number].span for number in ends)
            if one.of(source.text) != other.of(taken.text):
                sentence = way(one, other, match.chance)
                yield from ((sentence, change) for find in _OF_SENTENCES for change in find(sentence))


def _drift(way: Way, change: Changed) -> Drift:
    left = Passage(document=way.source.document.id, spans=(change.source,))
    right = Passage(document=way.taken.document.id, spans=(change.taken,))
    places = [f"{end.document}:{end.spans[0].start}-{end.spans[0].end}" for end in (left, right)]
    return Drift(
        id=group_id(f"drift:{change.kind}", places),
        kind=change.kind,
        left=left,
        right=right,
        detail=change.detail,
        score=round(way.chance, 4),
        made_by=MADE_BY,
    )
