"""Matters: groups of claims of several texts that speak of one thing, whether they agree on it or not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from rashomon.compare.claims import Claim, Wording
from rashomon.compare.collection import Collection
from rashomon.compare.embedding import Embed
from rashomon.compare.likeness import candidate_claims, likeness, marks_of
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

    def clearest(self, places: Iterable[int]) -> int:
        """Return which of some members is most like all others; of several, the first."""
        totals = [0.0] * len(self.claims)
        for (one, other), alike in self.likeness.items():
            totals[one] += alike
            totals[other] += alike
        return max(places, key=lambda place: (totals[place], -place))


def likeness_edges(
    claims: Sequence[Claim], collection: Collection, embed: Embed, settings: CompareSettings
) -> list[Edge]:
    """Return how likely each two claims that were compared speak of one matter, four decimals.

    Of claims in the same words only the first is compared with others (see `grouped`).
    """
    firsts = list(_by_wording(claims))
    if not firsts:
        return []
    own = [claims[number] for number in firsts]
    pairs = candidate_claims(own, collection, settings.matter_crowd)
    alike = likeness(marks_of(own, pairs, collection, embed), settings)
    ends = zip(pairs.left.tolist(), pairs.right.tolist(), alike.tolist(), strict=True)
    return [(firsts[one], firsts[other], round(value, 4)) for one, other, value in ends]


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
    """Return all groups of claims by average linkage, those of one claim too.

    Claims in the same words are one member of a group, however many texts copied them.
    """
    same = _by_wording(claims)
    members = {number: place for place, number in enumerate(same)}
    own = [(members[one], members[other], value) for one, other, value in edges]
    firsts = list(same)
    groups = [[firsts[member] for member in group] for group in average_linkage(len(same), own, least)]
    group_of = {number: at for at, group in enumerate(groups) for number in group}
    inside: list[dict[tuple[int, int], float]] = [{} for _ in groups]
    for one, other, value in edges:
        if group_of[one] == group_of[other]:
            inside[group_of[one]][one, other] = value
    return [
        _matter(claims, sorted(chain.from_iterable(same[number] for number in group)), alike)
        for group, alike in zip(groups, inside, strict=True)
    ]


def _by_wording(claims: Sequence[Claim]) -> dict[int, list[int]]:
    """Return the numbers of claims in the same words under the first of them, in order."""
    groups: defaultdict[Wording, list[int]] = defaultdict(list)
    for number, claim in enumerate(claims):
        groups[claim.wording].append(number)
    return {group[0]: group for group in groups.values()}


def _matter(
    claims: Sequence[Claim], members: Sequence[int], likeness_: Mapping[tuple[int, int], float]
) -> Matter:
    places = {number: place for place, number in enumerate(members)}
    return Matter(
        tuple(claims[number] for number in members),
        {(places[one], places[other]): value for (one, other), value in likeness_.items()},
    )
