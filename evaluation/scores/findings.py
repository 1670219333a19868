"""What is known of one story, by hand or by the product, in one shape for both."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import rashomon
from evaluation.annotation.extras import Furniture
from rashomon.model import drifts, records
from rashomon.model.offsets import Span

_FURNITURE = "furniture"


@dataclass(frozen=True, slots=True)
class Findings:
    """The findings of one story; `furniture` holds the spans of each document that has any.

    What the product has no file for stays empty on its side.
    """

    statements: tuple[records.Statement, ...] = ()
    mentions: tuple[records.Mention, ...] = ()
    actors: tuple[records.Actor, ...] = ()
    events: tuple[records.Event, ...] = ()
    times: tuple[records.TimeReference, ...] = ()
    places: tuple[records.Place, ...] = ()
    merged_events: tuple[records.MergedEvent, ...] = ()
    propositions: tuple[records.Proposition, ...] = ()
    positions: tuple[records.Position, ...] = ()
    links: tuple[records.Link, ...] = ()
    origins: tuple[records.Origin, ...] = ()
    drifts: tuple[drifts.Drift, ...] = ()
    accused: tuple[records.Accused, ...] = ()
    furniture: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)


def found_in(story: rashomon.Story) -> Findings:
    """Return what a run of the product found."""
    furniture = {
        document.id: tuple(part.span for part in document.parts if part.kind == _FURNITURE)
        for document in story.documents
    }
    return Findings(
        statements=tuple(story.statements),
        mentions=tuple(story.mentions),
        actors=tuple(story.actors),
        events=tuple(story.events),
        times=tuple(story.times),
        places=tuple(story.places),
        merged_events=tuple(story.merged_events),
        propositions=tuple(story.propositions),
        positions=tuple(story.positions),
        accused=tuple(story.accused),
        links=tuple(story.links),
        origins=tuple(story.origins),
        drifts=tuple(story.drifts),
        furniture={name: spans for name, spans in furniture.items() if spans},
    )


def of_compiled(compiled: Mapping[str, Iterable[records.Record]]) -> Findings:
    """Return an annotation that `evaluation.annotation.build` compiled."""
    kept = {name: tuple(compiled.get(name, ())) for name in Findings.__slots__}
    furniture = {each.document: each.spans for each in kept.pop(_FURNITURE) if isinstance(each, Furniture)}
    return Findings(**kept, furniture=furniture)  # type: ignore[arg-type]
