"""Matters: groups of claims of several texts that speak of one thing, whether they agree on it or not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from rashomon.compare.claims import Claim, Wording
from rashomon.compare.likeness import Basis, ClaimPairs, candidate_claims, likeness, marks_of
from rashomon.compare.linkage import Edge, average_linkage
from rashomon.compare.settings import CompareSettings
from rashomon.compare.tellings import Telling

_SEVERAL = 2


@dataclass(frozen=True, slots=True)
class Matter:
    """Claims that speak of one thing, in order of document, then of place.

    Attributes:
        claims: the members.
        likeness: how alike each two members are, by their places among `claims`, the lower first; pairs
            that were not compared are not there.
        parts: the places of members that say the same, each in one of them.
    """

    claims: tuple[Claim, ...]
    likeness: Mapping[tuple[int, int], float]
    parts: tuple[tuple[int, ...], ...]

    def centrality(self) -> list[float]:
        """Return how like all others each member is, as a share of the one that is most like them."""
        totals = [0.0] * len(self.claims)
        for (one, other), alike in self.likeness.items():
            totals[one] += alike
            totals[other] += alike
        most = max(totals, default=0.0) or 1.0
        return [total / most for total in totals]


def find_matters(tellings: Sequence[Telling], over: Basis, settings: CompareSettings) -> Iterator[Matter]:
    """Yield the matters that at least two texts speak of, in order of their first telling.

    Tellings in the same words are one member of a group, however many texts copied them. Groups of which no
    two tellings in two texts are alike enough to be sure of are left out.

    Args:
        tellings: in order of document, then of place.
        over: what they are compared by.
        settings: how alike they must be.
    """
    same = by_wording([telling.head for telling in tellings])
    firsts = [tellings[numbers[0]].head for numbers in same]
    edges = edges_of(firsts, candidate_claims(firsts, over, settings), over, settings)
    groups = average_linkage(len(same), edges, settings.matter_likeness, settings.matter_growth)
    group_of = {member: at for at, group in enumerate(groups) for member in group}
    inside: list[list[Edge]] = [[] for _ in groups]
    for edge in edges:
        if group_of[edge[0]] == group_of[edge[1]]:
            inside[group_of[edge[0]]].append(edge)
    for group, own in zip(groups, inside, strict=True):
        members = {member: [tellings[number] for number in same[member]] for member in group}
        if _is_sure(members, own, settings.matter_sure):
            yield _matter(members, own, settings.matter_same)


def edges_of(
    claims: Sequence[Claim], pairs: ClaimPairs, over: Basis, settings: CompareSettings
) -> list[Edge]:
    """Return how likely the claims of each pair speak of one matter, four decimals."""
    if not len(pairs.left):
        return []
    alike = likeness(marks_of(claims, pairs, over), settings)
    ends = zip(pairs.left.tolist(), pairs.right.tolist(), alike.tolist(), strict=True)
    return [(one, other, round(value, 4)) for one, other, value in ends]


def by_wording(claims: Sequence[Claim]) -> list[list[int]]:
    """Return the numbers of claims, those in the same words together, in order.

    Those that turn who did it and to whom about don't say the same, in whatever words.
    """
    groups: defaultdict[Wording, list[list[int]]] = defaultdict(list)
    for number, claim in enumerate(claims):
        own = groups[claim.wording]
        fitting = (group for group in own if not claim.is_turned(claims[group[0]]))
        group = next(fitting, None)
        if group is None:
            own.append([number])
        else:
            group.append(number)
    return sorted(chain.from_iterable(groups.values()))


_Members = Mapping[int, Sequence[Telling]]
"""The tellings of a group, those in the same words together, by their number."""


def _is_sure(members: _Members, edges: Iterable[Edge], least: float) -> bool:
    """Tell whether tellings of two texts are in the same words, or surely alike."""
    documents = {
        number: {telling.head.document for telling in tellings} for number, tellings in members.items()
    }
    return any(len(own) >= _SEVERAL for own in documents.values()) or any(
        alike >= least and documents[one] != documents[other] for one, other, alike in edges
    )


def _matter(members: _Members, edges: Sequence[Edge], same: float) -> Matter:
    claims = sorted(
        (claim for tellings in members.values() for telling in tellings for claim in telling.claims),
        key=lambda claim: (claim.document, claim.spans, claim.finding),
    )
    places = {claim.finding: place for place, claim in enumerate(claims)}
    heads = {number: places[tellings[0].head.finding] for number, tellings in members.items()}
    likeness_ = {
        (min(heads[one], heads[other]), max(heads[one], heads[other])): alike for one, other, alike in edges
    }
    # Who is told to have done what and to whom the other way about is told of the same matter, not the same;
    # nor is it the same that is told of soldiers and of civilians.
    agreed = [
        (one, other, alike)
        for one, other, alike in edges
        if not members[one][0].head.is_turned(members[other][0].head)
        and not members[one][0].head.is_of_others(members[other][0].head)
    ]
    parts = (
        sorted(
            places[claim.finding]
            for number in part
            for telling in members[number]
            for claim in telling.claims
        )
        for part in _saying_the_same(list(members), agreed, same)
    )
    return Matter(tuple(claims), likeness_, tuple(sorted(map(tuple, parts))))


def _saying_the_same(numbers: Sequence[int], edges: Iterable[Edge], least: float) -> Iterator[list[int]]:
    """Yield the numbers of those that are alike by so much on average."""
    at = {number: place for place, number in enumerate(numbers)}
    own = [(min(at[one], at[other]), max(at[one], at[other]), alike) for one, other, alike in edges]
    for group in average_linkage(len(numbers), own, least):
        yield [numbers[place] for place in group]
