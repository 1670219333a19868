"""Whom and where events are told of: two deeds in like words are two where they are told of two people.

"Police arrested Rosa Velde" is not "Police arrested Rolf Tarn", and the five killed in Dorn are not the three
killed in Halm.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import product

from rapidfuzz import fuzz

from rashomon.compare.figures import counted, excludes
from rashomon.compare.names import is_proper, person_name
from rashomon.compare.spelling import latin
from rashomon.model.corpus import Extraction
from rashomon.model.records import Actor, Event, Participant, Place

_ALIKE = 70.0  # rapidfuzz ratio from which on two words may spell one name
_UNDERGOING = frozenset({"recipient", "object"})


class Parties:
    """The people and places of the events of a run."""

    def __init__(self, extraction: Extraction) -> None:
        self._people = {
            actor.id: actor
            for actor in extraction.actors
            if actor.type == "person" and any(map(is_proper, actor.names))
        }
        self._places = {place.id: place for place in extraction.places}

    def apart(self, one: Event, other: Event) -> bool:
        """Tell events of two named people, or of two places with figures that cannot both hold."""
        ours, theirs = self._person(one), self._person(other)
        if ours and theirs and not (ours.keys() & theirs.keys()):
            return not any(_may_be_one(*pair) for pair in product(ours.values(), theirs.values()))
        return self._are_elsewhere(one, other) and _exclude(one, other)

    def _person(self, event: Event) -> Mapping[str, Actor]:
        """Return to whom it was done, by id; who did it where it is done to nobody: "resigned"."""
        undergoing = [each for each in event.participants if each.role in _UNDERGOING]
        own = undergoing or [each for each in event.participants if each.role == "actor"]
        return {each.actor or "": self._people[each.actor or ""] for each in own if self._is_person(each)}

    def _is_person(self, participant: Participant) -> bool:
        return participant.actor in self._people

    def _are_elsewhere(self, one: Event, other: Event) -> bool:
        here, there = self._places.get(one.place or ""), self._places.get(other.place or "")
        return here is not None and there is not None and not may_hold(here, there)


def _may_be_one(one: Actor, other: Actor) -> bool:
    """Tell whether some word of two people's names is alike."""
    words = (
        {latin(token) for name in actor.names for token in person_name(name).tokens} for actor in (one, other)
    )
    return any(fuzz.ratio(*pair) >= _ALIKE for pair in product(*words))


def may_hold(one: Place, other: Place) -> bool:
    """Tell places of which one may be the other or lie in it."""
    ours, theirs = (
        [latin(name) for name in (place.name or place.text, place.text, *place.containment)]
        for place in (one, other)
    )
    return _are_named(ours[:2], theirs) or _are_named(theirs[:2], ours)


def _are_named(names: Iterable[str], others: Iterable[str]) -> bool:
    return any(fuzz.ratio(*pair) >= _ALIKE for pair in product(names, others))


def _exclude(one: Event, other: Event) -> bool:
    """Tell whether two events have figures of one kind that cannot both hold."""
    return any(
        counted(ours) == counted(theirs) and excludes(ours, theirs)
        for ours, theirs in product(one.figures, other.figures)
    )
