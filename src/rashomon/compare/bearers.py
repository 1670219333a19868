"""What the merging of actors is written in: actors by number, under one of their names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rashomon.compare.joining import Groups
from rashomon.compare.names import Name, person_name
from rashomon.compare.wordlists import PARTICLES
from rashomon.model.records import Reason

_SPACE = re.compile(r"\s")
_NAMESAKES = 32  # who bear one name and are not one, at most, held against one more


@dataclass(frozen=True, slots=True)
class Merge:
    """Two actors, by number, and why they are one."""

    one: int
    other: int
    reason: Reason


@dataclass(frozen=True, slots=True)
class Bearer:
    """An actor, by number, under one of its names."""

    actor: int
    name: Name

    @property
    def is_of_one_word(self) -> bool:
        """Tell several words written as one: "Veld-Tarn" is two surnames, and no first name of Tarn."""
        return len(self.name.tokens) > 1 and not _SPACE.search(self.name.text.strip())


def by_surname(bearers: Iterable[Bearer]) -> Iterator[tuple[list[Bearer], list[Bearer]]]:
    """Yield for each surname that stands alone those who bear it with a first name, and those without.

    "Velk-Tarn" is a surname of its own, and not "Tarn".
    """
    full: defaultdict[str, list[Bearer]] = defaultdict(list)
    bare: defaultdict[str, list[Bearer]] = defaultdict(list)
    for bearer in bearers:
        tokens = bearer.name.tokens
        if bearer.is_of_one_word or len(tokens) == 1:
            bare[" ".join(tokens)].append(bearer)
            continue
        double = person_name(bearer.name.text.rsplit(maxsplit=1)[-1]).tokens
        is_double = len(double) > 1 and double[0] not in PARTICLES
        full[" ".join(double) if is_double else tokens[-1]].append(bearer)
    return ((full[surname], bare[surname]) for surname in sorted(bare))


def each_with_one(alike: Iterable[Bearer], groups: Groups) -> Iterator[tuple[Bearer, Bearer]]:
    """Yield each with the last of every group of those before it, until it is of one.

    The ministries of two states take turns in many texts: each must meet its own, not its neighbour alone.
    `groups` grow while this runs.
    """
    last: list[Bearer] = []
    for other in alike:
        for place, one in enumerate(reversed(last)):
            yield one, other
            if groups.head(one.actor) == groups.head(other.actor):
                del last[-1 - place]
                break
        last.append(other)
        del last[:-_NAMESAKES]
