"""Every kind of point, found by one function each, and the records made of what they find."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Protocol

from msgspec.structs import replace

from rashomon.compare.parting.beginnings import beginnings
from rashomon.compare.parting.causes import causes
from rashomon.compare.parting.denials import denials
from rashomon.compare.parting.doers import doers
from rashomon.compare.parting.ground import Ground
from rashomon.compare.parting.holders import holders
from rashomon.compare.parting.lawfulness import lawfulness
from rashomon.compare.parting.making import links_of, proposition_of_point
from rashomon.compare.parting.numbers import numbers
from rashomon.compare.parting.opposites import opposites
from rashomon.compare.parting.places import places
from rashomon.compare.parting.points import Parted, Parting
from rashomon.compare.parting.replies import replies
from rashomon.compare.parting.roles import roles
from rashomon.compare.parting.silences import silences
from rashomon.compare.parting.times import times
from rashomon.compare.parting.unsaid import unsaid
from rashomon.compare.parting.votes import votes
from rashomon.compare.parting.wording import wording
from rashomon.compare.propositions import positions_of
from rashomon.model.corpus import Comparison
from rashomon.model.records import Link, Passage, Proposition

Finder = Callable[[Ground], Iterator[Parted]]


class Apart(Protocol):
    """Tells two passages that somebody said are wrongly linked."""

    def __call__(self, one: Passage, other: Passage, attribute: str | None = None, /) -> bool:
        """Tell it of shared words, or of two values of an attribute."""


def none_apart(_one: Passage, _other: Passage, _attribute: str | None = None, /) -> bool:
    """Tell that nobody said so of any."""
    return False


_FINDERS: tuple[Finder, ...] = (
    causes,
    denials,
    replies,
    doers,
    opposites,
    lawfulness,
    wording,
    unsaid,
    silences,
    numbers,
    votes,
    times,
    beginnings,
    places,
    roles,
    holders,
)
"""One for each kind of point; cost of each must be near-linear in texts and findings."""


def find_partings(ground: Ground, apart: Apart) -> Comparison:
    """Return a comparison with the points on which texts give values, and how these stand to one another.

    A point is there only where two of its values were held together. Points that it had before go first.

    Args:
        ground: a run and its comparison.
        apart: what tells two passages that somebody said are wrongly linked.
    """
    before = without_partings(ground.comparison)
    propositions: dict[str, Proposition] = {}
    links: dict[str, Link] = {}
    for parted in _parted(ground, apart):
        proposition = proposition_of_point(parted.point)
        if proposition is not None:
            propositions.setdefault(proposition.id, proposition)
        for link in links_of(parted, proposition):
            links.setdefault(link.id, link)
    positions = [each for own in propositions.values() for each in positions_of(own, ground.holders)]
    return replace(
        before,
        propositions=(*before.propositions, *propositions.values()),
        positions=(*before.positions, *positions),
        links=(*before.links, *links.values()),
    )


def _parted(ground: Ground, apart: Apart) -> Iterator[Parted]:
    told: set[tuple[str, frozenset[tuple[str, str]]]] = set()
    for find in _FINDERS:
        for parted in find(ground):
            kept = tuple(
                each
                for each in parted.partings
                if ground.may_be_on_one_event(each.left, each.right)
                and not (parted.point.kind == "time" and _key(parted, each) in told)
                and not apart(each.left.passage, each.right.passage, parted.point.attribute)
            )
            if kept:
                told.update(_key(parted, each) for each in kept)
                yield Parted(parted.point, kept)


def _key(parted: Parted, parting: Parting) -> tuple[str, frozenset[tuple[str, str]]]:
    """Return by what two times are the same, whichever finder held them together."""
    ends = ((each.passage.document, each.value) for each in (parting.left, parting.right))
    return parted.point.kind, frozenset(ends)


def without_partings(comparison: Comparison) -> Comparison:
    """Return a comparison without points and what belongs to them."""
    points = {each.id for each in comparison.points}
    return replace(
        comparison,
        propositions=comparison.matters,
        positions=tuple(each for each in comparison.positions if each.proposition not in points),
        links=comparison.copied,
    )
