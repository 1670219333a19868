"""Every kind of point, found by one function each, and the records made of what they find."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations, product
from typing import Protocol

from msgspec.structs import replace

from rashomon.compare.parting.beginnings import beginnings
from rashomon.compare.parting.causes import causes
from rashomon.compare.parting.denials import denials
from rashomon.compare.parting.doers import doers
from rashomon.compare.parting.ground import Ground
from rashomon.compare.parting.holders import holders
from rashomon.compare.parting.judged import ACCOUNT, judged
from rashomon.compare.parting.lawfulness import lawfulness
from rashomon.compare.parting.making import links_of, proposition_of_point
from rashomon.compare.parting.numbers import numbers
from rashomon.compare.parting.opposites import opposites
from rashomon.compare.parting.places import places
from rashomon.compare.parting.points import Given, Parted, Parting, Point
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

_CROWD = 24  # of those that give a value


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
    """Yield the points of all finders; last of all sentences judged to part that give none of these.

    Those count too of which all was said to be wrong: a link rejected must not come back as an account.
    """
    points = list[Point]()
    for parted in _typed(ground, apart):
        points.append(parted.point)
        if parted.partings:
            yield parted
    for parted in judged(ground, points):
        if not any(apart(each.left.passage, each.right.passage, ACCOUNT) for each in parted.partings):
            yield parted


def _typed(ground: Ground, apart: Apart) -> Iterator[Parted]:
    """Yield the points of the finders, and those without a parting of which somebody said so."""
    told: set[tuple[str, frozenset[tuple[str, str]]]] = set()
    for find in _FINDERS:
        for parted in find(ground):
            held = [
                each
                for each in parted.partings
                if ground.may_be_on_one_event(each.left, each.right)
                and not (parted.point.kind == "time" and _key(parted, each) in told)
            ]
            attribute = parted.point.attribute
            kept = [each for each in held if not apart(each.left.passage, each.right.passage, attribute)]
            if kept:
                told.update(_keys(parted))
            if held:
                yield Parted(parted.point, tuple(kept))


def _keys(parted: Parted) -> Iterator[tuple[str, frozenset[tuple[str, str]]]]:
    """Yield the keys of each two that give values of a point, not of those alone that were held together."""
    for one, other in combinations(parted.point.values, 2):
        for left, right in product(one.given[:_CROWD], other.given[:_CROWD]):
            yield _of_ends(parted.point.kind, left, right)


def _key(parted: Parted, parting: Parting) -> tuple[str, frozenset[tuple[str, str]]]:
    """Return by what two times are the same, whichever finder held them together."""
    return _of_ends(parted.point.kind, parting.left, parting.right)


def _of_ends(kind: str, left: Given, right: Given) -> tuple[str, frozenset[tuple[str, str]]]:
    return kind, frozenset((each.passage.document, each.value) for each in (left, right))


def without_partings(comparison: Comparison) -> Comparison:
    """Return a comparison without points and what belongs to them."""
    points = {each.id for each in comparison.points}
    return replace(
        comparison,
        propositions=comparison.matters,
        positions=tuple(each for each in comparison.positions if each.proposition not in points),
        links=comparison.copied,
    )
