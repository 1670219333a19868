"""Names of people without what stands before them: an office told at length, or a state.

"The head of the guild Osbert Tallow" is a description with a name at its end, and "Norvian Karo Denn"
a name with a state's people before it. Both are led to the name, by which texts are then compared.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace
from rapidfuzz import fuzz

from rashomon.compare.actors import grouping_by
from rashomon.compare.bearers import Merge
from rashomon.compare.names import is_proper, person_name
from rashomon.compare.regroup import regrouped
from rashomon.compare.wordlists import BODIES, FUNCTION_WORDS, TITLES
from rashomon.compare.words import fold
from rashomon.model.corpus import Extraction
from rashomon.model.records import Actor, ActorType, Mention, Reason

_NAME = 2  # words of a name: a first name and a surname
_WITHIN = 0.9  # how sure it is that a description ends in the name of who is described
_ALIKE = 80.0  # rapidfuzz ratio of two spellings of one name
_PEOPLE = 3  # letters by which the people of a state are told from its name: "Norvian"
_SHORTEST = 4  # letters of a place that may have a people
_PLACES: frozenset[ActorType] = frozenset({"country", "place"})
_WORD = re.compile(r"[^\W\d_][\w.'’-]*")
_TAIL = re.compile(r"(?P<before>[\w'’]+),?\s+(?P<name>[^\W\d_a-z][\w.'’-]*\s+[^\W\d_a-z][\w.'’-]+)$")


def named_plainly(extraction: Extraction) -> Extraction:
    """Return an extraction whose people have their names without what only stands before them."""
    told: defaultdict[str, list[str]] = defaultdict(list)
    for mention in extraction.mentions:
        if mention.actor is not None:
            told[mention.actor].append(" ".join(mention.text.split()))
    others = {fold(name) for actor in extraction.actors if actor.type != "person" for name in actor.names}
    places = [fold(name) for actor in extraction.actors if actor.type in _PLACES for name in actor.names] + [
        fold(place.name or place.text) for place in extraction.places
    ]
    named = [_described(actor, told, others) for actor in extraction.actors]
    known = _known(named)
    plain = tuple(_without_state(actor, frozenset(places), known) for actor in named)
    merges = list(_named_within(extraction, plain))
    found = replace(extraction, actors=plain)
    return regrouped(found, grouping_by(plain, found.mentions, merges)) if merges else found


def _named_within(extraction: Extraction, plain: Sequence[Actor]) -> Iterator[Merge]:
    """Yield those whose description ends in a mention of somebody by name, with whom that is."""
    numbers = {actor.id: number for number, actor in enumerate(plain)}
    described = {
        former.id
        for former in extraction.actors
        if former.type == "person" and not any(map(is_proper, former.names))
    }
    ends: defaultdict[tuple[str, int], list[Mention]] = defaultdict(list)
    for mention in extraction.mentions:
        if mention.actor in numbers and mention.actor not in described and is_proper(mention.text):
            ends[mention.document, mention.span.end].append(mention)
    for mention in extraction.mentions:
        if mention.actor not in described or mention.actor not in numbers:
            continue
        for inner in ends[mention.document, mention.span.end]:
            actor = plain[numbers[inner.actor or ""]]
            told = {person_name(name).key for name in actor.names}
            own = {person_name(name).key for name in plain[numbers[mention.actor]].names}
            if actor.type == "person" and not told.isdisjoint(own):
                detail = f"“{mention.text}” ends in the name"
                reason = Reason(code="named-within", detail=detail, score=_WITHIN)
                yield Merge(numbers[actor.id], numbers[mention.actor], reason)


def _described(actor: Actor, told: Mapping[str, Iterable[str]], others: set[str]) -> Actor:
    """Return somebody who is only described with the name that their description ends in, if any."""
    if actor.type != "person" or any(map(is_proper, actor.names)):
        return actor
    names = tuple(dict.fromkeys(filter(None, (_tail(words, others) for words in told[actor.id]))))
    return replace(actor, names=names) if names else actor


def _tail(words: str, others: set[str]) -> str:
    """Return the name behind a description; "" for "the angler in the Halm Packet" and other things."""
    found = _TAIL.search(words)
    if found is None or fold(found["before"]) in FUNCTION_WORDS or fold(found["name"]) in others:
        return ""
    tokens = [fold(word) for word in _WORD.findall(found["name"])]
    if not BODIES.isdisjoint(tokens) or not TITLES.isdisjoint(tokens):
        return ""
    return found["name"]


def _known(actors: Iterable[Actor]) -> Mapping[int, list[str]]:
    """Return the names of people, in sorted folded words, by how many words they have."""
    known: defaultdict[int, list[str]] = defaultdict(list)
    for actor in actors:
        for name in actor.names if actor.type == "person" else ():
            key = person_name(name).key
            known[len(key)].append(" ".join(key))
    return known


def _without_state(actor: Actor, places: frozenset[str], known: Mapping[int, list[str]]) -> Actor:
    if actor.type != "person":
        return actor
    names = tuple(dict.fromkeys(_bare(name, places, known) for name in actor.names))
    return actor if names == actor.names else replace(actor, names=names)


def _bare(name: str, places: frozenset[str], known: Mapping[int, list[str]]) -> str:
    """Return a name without the state before it, where somebody is known by the rest."""
    first, _, rest = name.partition(" ")
    key = person_name(rest).key
    if len(key) < _NAME or not _is_of_a_place(fold(first), places):
        return name
    spelled = " ".join(key)
    return rest if any(fuzz.ratio(spelled, other) >= _ALIKE for other in known.get(len(key), ())) else name


def _is_of_a_place(word: str, places: frozenset[str]) -> bool:
    """Tell the name of a place, or what its people are called."""
    return any(word[:cut] in places for cut in range(max(_SHORTEST, len(word) - _PEOPLE), len(word) + 1))
