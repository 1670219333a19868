"""Matters: groups of claims of several texts that speak of one thing, whether they agree on it or not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rashomon.compare.claims import Claim
from rashomon.compare.collection import Collection
from rashomon.compare.likeness import Embed, candidate_claims, likeness, marks_of
from rashomon.compare.linkage import Edge, average_linkage
from rashomon.compare.settings import CompareSettings

_SEVERAL = 2


@dataclass(frozen=True, slots=True)
class Matter:
    """Claims that speak of one thing, in order of document, then of place.

    Attributes:
        claims: the members.
        likeness: how alike each two members are, by their places among `claims`, the lower first; pairs
            that were not compared are not there.
    """

    claims: tuple[Claim, ...]
    likeness: Mapping[tuple[int, int], float]

    @property
    def documents(self) -> frozenset[int]:
        """Return the numbers of the documents that speak of it."""
        return frozenset(claim.document for claim in self.claims)

    def alike(self, one: int, other: int) -> float:
        """Return how alike two members are, 0 where they were not compared."""
        return self.likeness.get((min(one, other), max(one, other)), 0.0)

    @property
    def clearest(self) -> int:
        """Return the place of the member that is most like the others; of several, the first."""
        places = range(len(self.claims))
        return max(places, key=lambda one: (sum(self.alike(one, other) for other in places), -one))


def likeness_edges(
    claims: Sequence[Claim], collection: Collection, embed: Embed, settings: CompareSettings
) -> list[Edge]:
    """Return how likely each two claims that were compared speak of one matter, four decimals."""
    if not claims:
        return []
    pairs = candidate_claims(claims, collection, settings.matter_crowd)
    alike = likeness(marks_of(claims, pairs, collection, embed), settings)
    ends = zip(pairs.left.tolist(), pairs.right.tolist(), alike.tolist(), strict=True)
    return [(one, other, round(value, 4)) for one, other, value in ends]


def find_matters(claims: Sequence[Claim], edges: Sequence[Edge], least: float) -> Iterator[Matter]:
    """Yield the matters that at least two texts speak of, in order of their first claim.

    Args:
        claims: in order of document, then of place.
        edges: how alike they are.
        least: how alike two groups must be on average to be of one matter.
    """
    for matter in grouped(claims, edges, least):
        if len(matter.documents) >= _SEVERAL:
            yield matter


def grouped(claims: Sequence[Claim], edges: Sequence[Edge], least: float) -> list[Matter]:
    """Return all groups of claims by average linkage, those of one claim too."""
    groups = average_linkage(len(claims), edges, least)
    places = {
        member: (number, place) for number, group in enumerate(groups) for place, member in enumerate(group)
    }
    inside: list[dict[tuple[int, int], float]] = [{} for _ in groups]
    for one, other, value in edges:
        if places[one][0] == places[other][0]:
            inside[places[one][0]][places[one][1], places[other][1]] = value
    return [
        Matter(tuple(claims[member] for member in group), likenesses)
        for group, likenesses in zip(groups, inside, strict=True)
    ]
