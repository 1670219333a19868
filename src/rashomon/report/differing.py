"""On what the tellings of one event differ, with the values that they give."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from rashomon.model.corpus import Extraction
from rashomon.model.records import Alternative, EventStatus, MergedEvent, Place
from rashomon.report import words
from rashomon.report.exports.spots import spots

_AT_MOST = 4  # values that are told
_FIGURE = "figure: "  # how the name of a field begins, if it is a number
_NAMED: Final = {"time": "when", "place": "where", "status": "whether it happened"}
_NOT_SO: Final = frozenset({"denied", "failed"})
_SO: Final = frozenset({"happened", "ongoing"})
_STATUSES: Final[dict[str, EventStatus]] = {each: each for each in words.STATUSES}


@dataclass(frozen=True, slots=True)
class Differing:
    """On what accounts of one event differ, in a word or two.

    Attributes:
        named: on what.
        values: the first of the values that they give.
        more: how many more there are.
    """

    named: str
    values: tuple[str, ...]
    more: int


EventPlaces = Mapping[str, Place]
"""By the id of an event the place that its telling names."""


def places_of(extraction: Extraction) -> EventPlaces:
    """Return the places of all events that have one."""
    places = {place.id: place for place in extraction.places}
    return {event.id: places[event.place] for event in extraction.events if event.place in places}


def differing(merged: MergedEvent, places: EventPlaces) -> Iterator[Differing]:
    """Yield on what tellings of an event differ: time, place and figures, and whether it happened at all.

    That it is planned in one telling and has happened in another is no difference between accounts, nor that
    one names a place and another what it lies in.
    """
    for each in merged.alternatives:
        values = tuple(dict.fromkeys(value.value for value in each.values))
        if each.field == "status":
            values = _sides(values)
        elif each.field == "place":
            tellings = dict.fromkeys(event for value in each.values for event in value.findings)
            values = spots(places[event] for event in tellings if event in places).names
        if len(values) > 1:
            told = tuple(_told(each, value) for value in values[:_AT_MOST])
            yield Differing(_named(each), told, max(0, len(values) - _AT_MOST))


def _sides(statuses: Sequence[str]) -> tuple[str, ...]:
    """Return the statuses that tell whether an event happened; none where all are of one side."""
    held = tuple(each for each in statuses if each in _SO | _NOT_SO)
    return () if _SO.issuperset(held) or _NOT_SO.issuperset(held) else held


def _named(field: Alternative) -> str:
    of_number = field.field.removeprefix(_FIGURE)
    named = (
        words.point_named("number", of_number)
        if of_number != field.field
        else _NAMED.get(of_number, of_number)
    )
    return f"{named[:1].lower()}{named[1:]}"


def _told(field: Alternative, value: str) -> str:
    if field.field == "status":
        return words.status(_STATUSES[value]) if value in _STATUSES else value
    return words.moment(value) if field.field == "time" else value
