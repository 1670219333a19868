"""Keeps people of one name apart while actors are grouped."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from rashomon.compare.joining import Groups
from rashomon.compare.names import person_name
from rashomon.compare.namesakes import Pairs, offices_of
from rashomon.model.records import Actor

NOBODY: Final[Pairs] = frozenset()


class Fences:
    """Tells which groups may become one: not those with two who are told apart in them.

    Who has a name that two people bear joins one of them only where both have an office of one noun. While
    nobody is told apart, this costs nothing.
    """

    def __init__(self, actors: Sequence[Actor], apart: Pairs, groups: Groups) -> None:
        """Take the actors by number, the ids of those who are not one, and the groups as they grow."""
        self._groups = groups
        self._others: defaultdict[int, set[int]] = defaultdict(set)
        numbers = {actor.id: number for number, actor in enumerate(actors)}
        for one, other in apart:
            if one in numbers and other in numbers:
                self._others[numbers[one]].add(numbers[other])
                self._others[numbers[other]].add(numbers[one])
        self._actors = actors
        self._shared = {key for number in self._others for key in _keys(actors[number])}
        self._near = [number for number, actor in enumerate(actors) if self._shared & _keys(actor)]

    def may_join(self, one: int, other: int) -> bool:
        """Tell whether the groups of two actors may become one."""
        if not self._others:
            return True
        ours, theirs = self._members(one), self._members(other)
        if any(self._others.get(each, set()) & theirs for each in ours):
            return False
        crowded = self._shared & _keys(self._actors[one]) & _keys(self._actors[other])
        return not crowded or bool(self._offices(ours) & self._offices(theirs))

    def _members(self, actor: int) -> set[int]:
        """Return an actor and those of its group who have a name that two people bear."""
        head = self._groups.head(actor)
        return {actor, *(number for number in self._near if self._groups.head(number) == head)}

    def _offices(self, members: set[int]) -> set[str]:
        return {noun for member in members for noun in offices_of(self._actors[member])}


def _keys(actor: Actor) -> set[tuple[str, ...]]:
    return {person_name(name).key for name in actor.names} if actor.type == "person" else set()
