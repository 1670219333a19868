"""Bare surnames: whose they are, where nobody else of that surname may be meant."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rashomon.compare.bearers import Bearer, Merge, by_surname, each_with_one
from rashomon.compare.joining import Groups
from rashomon.compare.namesakes import offices_of
from rashomon.compare.nearly import Places
from rashomon.compare.wordlists import TITLES
from rashomon.model.records import Actor, Reason

_SURE = 0.8


def surnames(
    actors: Sequence[Actor], bearers: Sequence[Bearer], groups: Groups, places: Places
) -> Iterator[Merge]:
    """Yield bare surnames with the one person of that surname, else with one another.

    Somebody of another story, or of an office that this person has nowhere, may be another one; and so may be
    whom a text names beside somebody whose name begins so ("Lim Wei Jian").
    """
    guard = _Guard(actors, places, _by_word(bearers))
    for full, bare in by_surname(bearers):
        people = {groups.head(bearer.actor) for bearer in full}
        if len(people) > 1:
            continue
        others = [
            each.actor
            for each in guard.named[bare[0].name.tokens[0]]
            if groups.head(each.actor) not in people
        ]
        fits = [each for each in bare if full and guard.may_be(each, full) and not guard.meet(each, others)]
        for other in fits:
            detail = f"“{other.name.text}” is the surname of “{full[0].name.text}” alone"
            yield Merge(full[0].actor, other.actor, Reason(code="surname", detail=detail, score=_SURE))
        for one, other in each_with_one((each for each in bare if each not in fits), groups):
            if guard.may_be(other, [one]):
                reason = Reason(code="surname", detail="the same surname", score=_SURE)
                yield Merge(one.actor, other.actor, reason)


def _by_word(bearers: Iterable[Bearer]) -> defaultdict[str, list[Bearer]]:
    """Return who has each word in a name of several; "the Veld-Tarn talks" are of two, and no name."""
    found: defaultdict[str, list[Bearer]] = defaultdict(list)
    for bearer in bearers:
        for token in bearer.name.tokens if len(bearer.name.tokens) > 1 else ():
            if not bearer.is_of_one_word:
                found[token].append(bearer)
    return found


@dataclass(frozen=True, slots=True)
class _Guard:
    """Tells who may be meant by a surname alone.

    Attributes:
        actors: by number.
        places: where they are mentioned.
        named: those who have a word in a name of several.
    """

    actors: Sequence[Actor]
    places: Places
    named: Mapping[str, Sequence[Bearer]]

    def may_be(self, bare: Bearer, full: Iterable[Bearer]) -> bool:
        """Tell whether somebody is of one story with some bearers, and has no office that none of these has.

        Of whom no place or no office is known, nothing speaks against it.
        """
        others = [each.actor for each in full]
        held, own = self._offices(others), self._offices([bare.actor])
        ours, theirs = (self._stories(each) for each in ([bare.actor], others))
        return not (own and held and own.isdisjoint(held)) and not (
            ours and theirs and ours.isdisjoint(theirs)
        )

    def meet(self, bare: Bearer, others: Iterable[int]) -> bool:
        """Tell whether a text names somebody and one of others, by number."""
        own = self.places.texts[bare.actor]
        return any(not own.isdisjoint(self.places.texts[other]) for other in others)

    def _offices(self, actors: Iterable[int]) -> frozenset[str]:
        """Return the offices of some people that stand before a name: a "colleague" is anybody."""
        found = frozenset[str]().union(*(offices_of(self.actors[each]) for each in actors))
        return frozenset(noun for noun in found if noun.split()[-1:] and noun.split()[-1] in TITLES)

    def _stories(self, actors: Iterable[int]) -> frozenset[str]:
        texts = frozenset[str]().union(*(self.places.texts[each] for each in actors))
        return self.places.stories(texts)
