"""Names of places in one document, and what the gazetteer has for them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import accumulate

from msgspec.structs import replace

from rashomon.extract.gazetteer import shipped_gazetteer
from rashomon.extract.resolving import Resolved, resolve
from rashomon.language import Analysis
from rashomon.model.identity import finding_id
from rashomon.model.offsets import Span
from rashomon.model.records import Document, Place, PlaceAlternative

_LOOKED_UP = "Location"
_KINDS = frozenset({_LOOKED_UP, "Facility"})
_ALTERNATIVES = 3
_LIKELY = 0.05  # the share below which another entry of the same name is not listed
_PART = re.compile(
    r"(?:(?:north|south)(?:-?(?:east|west))?(?:ern)?|(?:east|west|cent)(?:ern|ral)?|upper|lower)\s+(?=[^\W\d_])",
    re.IGNORECASE,
)
"""What says which part of a place is meant: "northern Kazakhstan" lies where Kazakhstan does."""


def find_places(document: Document, analysis: Analysis) -> tuple[Place, ...]:
    """Return the places that a document names outside furniture, in order.

    Names of places are looked up in the gazetteer, those of buildings and the like are not. A name that is in
    it and a place in the text are as sure as both: the score is that of the name times the entry's share
    among all that have this name.
    """
    found = sorted(_named(document, analysis), key=lambda each: (each[0].span, each[0].id))
    names = [_parts(place.span, document.text) for place, label in found if label == _LOOKED_UP]
    spans = [part for parts in names for part in parts]
    entries = resolve(document.text, spans, shipped_gazetteer()) if spans else []
    firsts = accumulate((len(parts) for parts in names), initial=0)
    return tuple(
        _placed(place, entries[next(firsts)]) if label == _LOOKED_UP else place for place, label in found
    )


def _named(document: Document, analysis: Analysis) -> Iterator[tuple[Place, str]]:
    entities = analysis.entities
    labels = [analysis.inventory.entities[label] for label in entities.labels.tolist()]
    furniture = [part.span for part in document.parts if part.kind == "furniture"]
    rows = zip(analysis.offsets(entities.spans).tolist(), labels, entities.scores.tolist(), strict=True)
    for (start, end), label, score in rows:
        span = Span(start, end)
        if label in _KINDS and not any(part.overlaps(span) for part in furniture):
            place = Place(
                id=finding_id(document.id, "place", [span]),
                document=document.id,
                span=span,
                text=span.of(document.text),
                score=round(score, 4),
                made_by=analysis.made_by,
            )
            yield place, label


def _parts(span: Span, text: str) -> list[Span]:
    """Return the name, without the word for a part of it, and what it lies in ("Moscow, Idaho").

    A name that the gazetteer has as it stands ("South Korea") is left as it is.
    """
    if shipped_gazetteer().look_up(span.of(text)):
        return [span]
    part = _PART.match(text, span.start, span.end)
    start = part.end() if part else span.start
    comma = text.find(", ", start, span.end)
    if comma <= start or comma + 2 >= span.end:
        return [Span(start, span.end)]
    return [Span(start, comma), Span(comma + 2, span.end)]


def _placed(place: Place, found: Resolved | None) -> Place:
    if found is None:
        return place
    return replace(
        place,
        gazetteer_id=found.entry.identifier,
        name=found.entry.name,
        latitude=found.entry.latitude,
        longitude=found.entry.longitude,
        containment=shipped_gazetteer().containment(found.entry),
        alternatives=tuple(_alternatives(found)),
        score=round(place.score * found.share, 4),
    )


def _alternatives(found: Resolved) -> Iterable[PlaceAlternative]:
    for entry, share in found.others[:_ALTERNATIVES]:
        if share >= _LIKELY:
            yield PlaceAlternative(gazetteer_id=entry.identifier, name=entry.name, score=round(share, 4))
