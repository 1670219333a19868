"""One type for one name in all texts: a person, a body, a place, whatever single texts were read as.

Whether "Halm" is a town, a firm or a person is told from the words around it, and not in every text rightly.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from rashomon.compare.names import Name, body_name, is_proper, person_name
from rashomon.compare.pronouns import PRONOUNS
from rashomon.compare.wordlists import LEGAL_FORMS
from rashomon.model.records import Actor, ActorType, Mention

_OFTEN = 2  # times that what was taken for somebody is "it"
_IT = ("it", "its", "itself")
_Votes = defaultdict[ActorType, float]
"""How much speaks for each type: the scores of mentions, summed."""


def settled_types(actors: Sequence[Actor], mentions: Sequence[Mention]) -> tuple[Actor, ...]:
    """Return actors with one type for one name: that of most mentions of the name, each as sure as it is.

    A surname counts with the person whose name ends in it. What is nobody's surname and the short name of a
    firm, or "it" throughout, is a body whatever it was read as.
    """
    used: defaultdict[str | None, float] = defaultdict(float)
    for mention in mentions:
        used[mention.actor] += mention.score
    votes: defaultdict[tuple[str, ...], _Votes] = defaultdict(lambda: defaultdict(float))
    for actor in actors:
        for key in _type_keys(actor):
            votes[key][actor.type] += used[actor.id]
    surnames = {name.tokens[-1] for name in _people(actors) if len(name.tokens) > 1}
    bodies = (_firms_by_short_name(actors) | _called_it(actors, mentions)) - surnames
    return tuple(_retyped(actor, votes, bodies) for actor in actors)


def _people(actors: Iterable[Actor]) -> Iterator[Name]:
    """Yield the names of people."""
    for actor in actors:
        if actor.type == "person":
            yield from (person_name(name) for name in actor.names if is_proper(name))


def _firms_by_short_name(actors: Iterable[Actor]) -> frozenset[str]:
    """Return the words by which firms may be called alone."""
    names = (body_name(name) for actor in actors for name in actor.names if is_proper(name))
    return frozenset({first for name in names for first in short_of_firm(name)})


def _called_it(actors: Iterable[Actor], mentions: Iterable[Mention]) -> frozenset[str]:
    """Return the names of one word, taken for people's, that are "it" and never "he" or "she"."""
    pronouns: defaultdict[str | None, Counter[str]] = defaultdict(Counter)
    for mention in mentions:
        pronouns[mention.actor][mention.text.casefold()] += 1
    by_name: defaultdict[str, Counter[bool]] = defaultdict(Counter)
    for actor in actors:
        tokens = {name.tokens for name in _people([actor])}
        if len(tokens) == 1 and len(*tokens) == 1 and not actor.roles:
            own = pronouns[actor.id]
            (name,) = min(tokens)
            by_name[name][True] += sum(own[word] for word in _IT)
            by_name[name][False] += sum(own[word] for word in PRONOUNS)
    return frozenset(name for name, told in by_name.items() if told[True] >= _OFTEN and not told[False])


def short_of_firm(name: Name) -> tuple[str, ...]:
    """Return the word that a firm is called by alone: "Ostrel" of "Ostrel & Sons" or "Ostrel Steel Ltd"."""
    is_firm = "&" in name.text or not LEGAL_FORMS.isdisjoint(name.tokens[2:])
    return name.tokens[:1] if is_firm and len(name.tokens) > 1 and name.text[0].isupper() else ()


def _type_keys(actor: Actor) -> set[tuple[str, ...]]:
    keys = {body_name(name).tokens for name in actor.names if is_proper(name)}
    return keys | {key[-1:] for key in keys} if actor.type == "person" else keys


def _retyped(actor: Actor, votes: Mapping[tuple[str, ...], _Votes], bodies: frozenset[str]) -> Actor:
    if actor.type == "person" and all(name.casefold() in bodies for name in actor.names):
        return replace(actor, type="organisation")
    total: _Votes = defaultdict(float)
    for key in sorted({body_name(name).tokens for name in actor.names if is_proper(name)}):
        for kind, weight in votes[key].items():
            total[kind] += weight
    best = max(total, key=lambda kind: (round(total[kind], 4), kind == actor.type, kind), default=actor.type)
    return replace(actor, type=best) if best != actor.type else actor
