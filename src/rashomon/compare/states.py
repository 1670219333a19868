"""The states that actors of many texts act for: each once, and led to the actor that it is itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from rashomon.compare.names import body_name
from rashomon.model.records import Actor, ActsFor

_STATES = frozenset({"country", "place"})


def one_each(members: Iterable[Actor]) -> tuple[ActsFor, ...]:
    """Return each state that the members of one actor act for once, with all its places and reasons."""
    found: dict[str, ActsFor] = {}
    for each in (link for member in members for link in member.acts_for):
        known = found.get(each.state, each)
        found[each.state] = replace(
            known,
            evidence=tuple(dict.fromkeys((*known.evidence, *each.evidence))),
            reasons=tuple(dict.fromkeys((*known.reasons, *each.reasons))),
            score=max(known.score, each.score),
        )
    return tuple(found[state] for state in sorted(found))


def led_to_states(actors: Sequence[Actor]) -> tuple[Actor, ...]:
    """Return the actors with the id of the state that each acts for, where some text names that state.

    It is the one country or place of this name; where two have it, none is meant.
    """
    named: dict[tuple[str, ...], set[str]] = {}
    for actor in actors:
        if actor.type in _STATES:
            for name in actor.names:
                named.setdefault(body_name(name).key, set()).add(actor.id)
    return tuple(
        replace(actor, acts_for=tuple(_led(each, named) for each in actor.acts_for))
        if actor.acts_for
        else actor
        for actor in actors
    )


def _led(link: ActsFor, named: dict[tuple[str, ...], set[str]]) -> ActsFor:
    found = named.get(body_name(link.state).key, set())
    return replace(link, actor=next(iter(found)) if len(found) == 1 else None)
