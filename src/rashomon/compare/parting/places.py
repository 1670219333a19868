"""Places that texts give for one event, of which neither lies in the other."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from rashomon.compare.parting.ground import Ground
from rashomon.compare.parting.pointing import Entry, Verdict
from rashomon.compare.parting.points import Parted
from rashomon.compare.parting.tellings import of_other_days, parted_tellings, said_of
from rashomon.model.records import Event, Place, Reason

_LISTED = "name:"  # before the ids of seas, ranges and parts of continents
_SURE = 0.7  # least score of a place
_NEAR = 25.0  # kilometres within which two places may be one
_RADIUS = 6371.0  # kilometres


@dataclass(frozen=True, slots=True)
class _Told:
    """An event with its place, as one text tells it."""

    event: Event
    place: Place


def places(ground: Ground) -> Iterator[Parted]:
    """Yield the events that texts put in places of which neither lies in the other."""
    told = [each for event in ground.extraction.events if (each := _told(ground, event))]
    yield from parted_tellings(ground, "place", told, _entry, _weighed)


def _told(ground: Ground, event: Event) -> _Told | None:
    """Return an event with its place, if the gazetteer has it and it stands right beside the event."""
    place = ground.places.get(event.place or "")
    if place is None or place.gazetteer_id is None or place.score < _SURE:
        return None
    known = event.document in ground.numbers and said_of(ground, event, place.span)
    return _Told(event, place) if known else None


def _entry(ground: Ground, told: _Told) -> Entry:
    words = " ".join(told.place.text.split())
    given = ground.given(told.event.document, told.place.span, words, told.event)
    return Entry(told.place.gazetteer_id or words, given)


def _excludes(one: Place, other: Place) -> bool:
    """Tell places that lie apart: neither is in the other, and they are further apart than a town is wide."""
    if any((each.gazetteer_id or "").startswith(_LISTED) for each in (one, other)):
        return False  # "the Sahel" has an extent, and the list does not say what lies in it
    names = {one.name, other.name}
    inside = one.name in other.containment or other.name in one.containment
    return not inside and len(names) > 1 and _distance(one, other) > _NEAR


def _distance(one: Place, other: Place) -> float:
    """Return how far two places lie apart on a sphere, in kilometres; 0 where that is not known."""
    if None in {one.latitude, one.longitude, other.latitude, other.longitude}:
        return 0.0
    here = math.radians(one.latitude or 0.0), math.radians(one.longitude or 0.0)
    there = math.radians(other.latitude or 0.0), math.radians(other.longitude or 0.0)
    half = math.sin((there[0] - here[0]) / 2) ** 2
    half += math.cos(here[0]) * math.cos(there[0]) * math.sin((there[1] - here[1]) / 2) ** 2
    return 2 * _RADIUS * math.asin(min(1.0, math.sqrt(half)))


def _weighed(ground: Ground, one: _Told, other: _Told, score: float) -> Verdict | None:
    """Return that two places of one event exclude one another; `None` where they may both be right."""
    if not _excludes(one.place, other.place) or of_other_days(ground, one.event, other.event):
        return None
    detail = f"neither ‘{one.place.text}’ nor ‘{other.place.text}’ lies in the other"
    reason = Reason(code="place", detail=detail, score=score)
    return Verdict("contradict", compatible=False, reason=reason, score=score)
