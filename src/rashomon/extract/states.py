"""For which state a capital, a seat of power or a government speaks and acts.

"Lisbon", "Downing Street" and "the Danish authorities" stay the actors that they are; which state they act
for is written beside them. Capitals and seats of power count only where they speak or act: most who name a
town mean the town. Countries and their adjectives are the gazetteer's (GeoNames, CC BY 4.0); capitals,
GeoNames' too, and well-known seats of power stand in `seats.csv`. A country of no gazetteer is taken from the
names of places in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from rashomon.compare.owned import owners_as_named
from rashomon.extract.gazetteer import folded, shipped_gazetteer
from rashomon.extract.seats import seats
from rashomon.model.offsets import Span
from rashomon.model.records import (
    Actor,
    ActsFor,
    Document,
    Event,
    Evidence,
    Mention,
    Place,
    Reason,
    Statement,
)

_OF_STATES = ("government", "cabinet", "embassy", "ministry", "army", "military", "armed forces")
_OF_ANY = ("authorities", "officials", "leadership", "police")
"""Bodies that only states have, and those that towns and districts have too."""
_LONGEST = 100  # characters of a name that is looked at
_POSSESSIVE = re.compile(r"['’]s?$")
_ABROAD = re.compile(r" (?:in|to|at) .*")  # "embassy in Halm" lies there and acts for another
_LYING_IN = " in "
_ENDINGS = frozenset({"n", "an", "ian", "i", "ish", "ese", "ic"})
_SHORTEST = 4  # letters that the adjective of a country shares with its name
_SURE, _LIKELY = 0.9, 0.7


@dataclass(frozen=True, slots=True)
class _State:
    """A state, with its number in the gazetteer where that has it, and how its name is meant."""

    name: str
    gazetteer_id: str | None
    score: float


@dataclass(frozen=True, slots=True)
class Told:
    """What one document says, by which it is told who acts."""

    statements: Sequence[Statement]
    events: Sequence[Event]
    mentions: Sequence[Mention]
    places: Sequence[Place]
    document: Document | None = None


def with_states(actors: Sequence[Actor], told: Told) -> tuple[Actor, ...]:
    """Return the actors of a document, each with the state that it acts for, if it acts for one."""
    return tuple(replace(actor, acts_for=tuple(_acts_for(actor, actors, told))) for actor in actors)


def _acts_for(actor: Actor, actors: Iterable[Actor], told: Told) -> Iterator[ActsFor]:
    if actor.type in {"organisation", "place"}:
        ways = (*_by_name(actor, actors, told), *_by_owner(actor, actors, told), *_by_seat(actor, told))
        found: dict[str, ActsFor] = {}
        for each in ways:
            found.setdefault(each.state, each)
        yield from found.values()


# Governments ---------------------------------------------------------------------------------------


def _by_name(actor: Actor, actors: Iterable[Actor], told: Told) -> Iterator[ActsFor]:
    """Yield the state in the name of a body: "Danish authorities", "government of Kestria"."""
    here = _places_named(actors)
    for name in actor.names:
        found = (_country(each.state) or _named_here(each, here) for each in _bodies(name))
        state = next((each for each in found if each is not None), None)
        if state is not None:
            detail = f"“{name}” names {state.name}, whose body it is"
            mentions = [each for each in told.mentions if each.actor == actor.id and name in each.text]
            yield _written(state, Reason(code="state-body", detail=detail, score=state.score), mentions)


def _by_owner(actor: Actor, actors: Iterable[Actor], told: Told) -> Iterator[ActsFor]:
    """Yield the state beside the name of a body that only states have: "Kestria's Foreign Ministry"."""
    document = told.document
    if document is None:
        return
    ours = [
        each
        for each in told.mentions
        if each.actor == actor.id
        and _is_of_states(each.text)
        and not document.text.startswith(_LYING_IN, each.span.end)
    ]
    owner = owners_as_named(ours, [document]).get(actor.id)
    state = owner and (_country(owner) or _named_here(_Body(owner, of_states=True), _places_named(actors)))
    if state:
        detail = f"“{owner}” stands beside “{ours[0].text}”, whose body it is"
        yield _written(state, Reason(code="state-body", detail=detail, score=state.score), ours)


def _is_of_states(name: str) -> bool:
    own = name.casefold()
    return own.endswith(_OF_STATES) or own.startswith(tuple(f"{body} of " for body in _OF_STATES))


def _places_named(actors: Iterable[Actor]) -> list[str]:
    return sorted(name for each in actors if each.type in {"place", "country"} for name in each.names)


@dataclass(frozen=True, slots=True)
class _Body:
    """Words of a body's name that may be a state, and whether only states have such bodies."""

    state: str
    of_states: bool


def _bodies(name: str) -> Iterator[_Body]:
    """Yield how the name of a body may be read, those with more words for the state first."""
    if len(name) > _LONGEST:
        return
    own = _ABROAD.sub("", " ".join(name.split()))
    kind, _, state = own.rpartition(" of ")
    if state and kind.casefold().startswith((*_OF_STATES, *_OF_ANY)):
        yield _Body(state.removeprefix("the "), kind.casefold().startswith(_OF_STATES))
    words = own.split(" ")
    if own.casefold().endswith(tuple(f" {body}" for body in (*_OF_STATES, *_OF_ANY))):
        of_states = own.casefold().endswith(_OF_STATES)
        for count in range(len(words) - 1, 0, -1):
            written = _POSSESSIVE.sub("", " ".join(words[:count]))
            yield _Body(written.removeprefix("the ").removeprefix("The "), of_states)


def _country(name: str) -> _State | None:
    """Return the most populous country of a name or an adjective."""
    entries = [entry for entry in shipped_gazetteer().look_up(name) if entry.kind == "country"]
    if not entries or not name[:1].isupper():
        return None
    best = max(entries, key=lambda entry: (entry.population, -entry.row))
    return _State(best.name, best.identifier, _SURE)


def state_called(name: str) -> str | None:
    """Return the state that a country's name, its adjective or a capital stands for: "Danish", "Lisbon"."""
    seat, _ = seats().get(folded(name), (name, ""))
    state = _country(seat)
    return state.name if state else None


def _named_here(body: _Body, places: Iterable[str]) -> _State | None:
    """Return the place of the text that a body is of, by its name or its adjective: Kestria, Kestrian.

    A place that the gazetteer knows is a town or a region; that of a body that towns have too may be one.
    """
    for name in places:
        adjective = _is_adjective(body.state.casefold(), name.casefold())
        if (adjective or (body.of_states and body.state == name)) and not shipped_gazetteer().look_up(name):
            return _State(name, None, _LIKELY)
    return None


def _is_adjective(word: str, name: str) -> bool:
    stem = name.rstrip("aeiouy")
    shared = next((own for own in (name, stem) if word.startswith(own)), "")
    return len(shared) >= _SHORTEST and " " not in word and word[len(shared) :] in _ENDINGS


# Capitals and seats of power -----------------------------------------------------------------------


def _by_seat(actor: Actor, told: Told) -> Iterator[ActsFor]:
    """Yield the state whose capital or seat of power an actor is, where it speaks or acts."""
    for name in actor.names:
        state, kind = seats().get(folded(name), ("", ""))
        acting = [each for each in _acting(actor, told) if folded(each.text) == folded(name)]
        spans = [each for each in acting if not _lies_elsewhere(each.span, state, told.places)]
        country = _country(state) if state else None
        if country is not None and spans:
            detail = f"“{name}”, {kind} of {country.name}, speaks or acts here"
            yield _written(country, Reason(code="metonym", detail=detail, score=_SURE), spans)


def _acting(actor: Actor, told: Told) -> list[Mention]:
    """Return the mentions of an actor that speak, or do something in an event."""
    speaking = [member.span for each in told.statements for member in each.speaker.members]
    doing = [one.span for event in told.events for one in event.participants if one.role == "actor"]
    places = {span for span in (*speaking, *doing) if span is not None}
    return [each for each in told.mentions if each.actor == actor.id and each.span in places]


def _lies_elsewhere(span: Span, state: str, places: Iterable[Place]) -> bool:
    """Tell whether the text means a town of this name in another country."""
    found = next((place for place in places if place.span.overlaps(span) and place.gazetteer_id), None)
    return found is not None and bool(found.containment) and found.containment[-1] != state


# Records -------------------------------------------------------------------------------------------


def _written(state: _State, reason: Reason, mentions: Iterable[Mention]) -> ActsFor:
    evidence = tuple(Evidence(document=each.document, span=each.span) for each in mentions)
    return ActsFor(
        state=state.name,
        gazetteer_id=state.gazetteer_id,
        evidence=evidence,
        reasons=(reason,),
        score=reason.score,
    )
