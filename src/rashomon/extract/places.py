"""Names of places in one document. They are not looked up in a gazetteer yet: `gazetteer_id` stays open."""

from __future__ import annotations

from rashomon.language import Analysis
from rashomon.model.identity import finding_id
from rashomon.model.offsets import Span
from rashomon.model.records import Document, Place

_KINDS = frozenset({"Location", "Facility"})


def find_places(document: Document, analysis: Analysis) -> tuple[Place, ...]:
    """Return the places that a document names outside furniture, in order."""
    entities = analysis.entities
    labels = [analysis.inventory.entities[label] for label in entities.labels.tolist()]
    furniture = [part.span for part in document.parts if part.kind == "furniture"]
    found = []
    rows = zip(analysis.offsets(entities.spans).tolist(), labels, entities.scores.tolist(), strict=True)
    for (start, end), label, score in rows:
        span = Span(start, end)
        if label in _KINDS and not any(part.overlaps(span) for part in furniture):
            found.append(
                Place(
                    id=finding_id(document.id, "place", [span]),
                    document=document.id,
                    span=span,
                    text=span.of(document.text),
                    score=round(score, 4),
                    made_by=analysis.made_by,
                )
            )
    return tuple(sorted(found, key=lambda place: (place.span, place.id)))
