"""What was changed on the way from a text to one that took from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from rashomon.compare.collection import Collection
from rashomon.compare.drift.attribution import lost, verbs
from rashomon.compare.drift.names import names
from rashomon.compare.drift.numbers import numbers
from rashomon.compare.drift.quotations import quotations
from rashomon.compare.drift.way import Changed, Known, Way, known
from rashomon.compare.links import Directions
from rashomon.compare.passages import Shared
from rashomon.model.corpus import Extraction
from rashomon.model.drifts import Drift
from rashomon.model.identity import group_id
from rashomon.model.offsets import Span
from rashomon.model.records import Passage

MADE_BY = "drift 1"
_OF_SENTENCES: tuple[Callable[[Way], Iterator[Changed]], ...] = (names, numbers, verbs, lost)


def find_drifts(
    collection: Collection, extraction: Extraction, passages: Iterable[Shared], ways: Directions
) -> Iterator[Drift]:
    """Yield the changes of all passages whose source is known, in order of passage and place.

    A change has the words of the source on its left and what became of them on its right. One that two texts
    have several times is given once.
    """
    findings = known(extraction)
    found: dict[tuple[str, ...], Drift] = {}
    for passage in passages:
        for way, change in _changes(collection, findings, passage, ways):
            key = way.source.document.id, way.taken.document.id, change.kind, _words(way, change)
            found.setdefault(key, _drift(way, change))
    yield from found.values()


def _words(way: Way, change: Changed) -> str:
    """Return what a change is known again by: the words on both sides."""
    return f"{change.source.of(way.source.document.text)} > {change.taken.of(way.taken.document.text)}"


def _changes(
    collection: Collection, findings: Known, passage: Shared, ways: Directions
) -> Iterator[tuple[Way, Changed]]:
    source_is_left = ways[passage.left.document, passage.right.document].left
    if source_is_left is None:
        return
    documents = [collection.documents[side.document] for side in (passage.left, passage.right)]

    def way(left: Span, right: Span, chance: float) -> Way:
        ends = [findings.end(document, span) for document, span in zip(documents, (left, right), strict=True)]
        source, taken = ends if source_is_left else reversed(ends)
        return Way(source, taken, chance)

    whole = way(passage.left.span, passage.right.span, passage.chance)
    yield from ((whole, change) for change in quotations(whole))
    for match in passage.matches:
        left, right = (collection.sentences[number].span for number in (match.left, match.right))
        sentence = way(left, right, match.chance)
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
