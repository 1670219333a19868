"""Passages of many texts that are one: the sides of all shared passages, joined."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from rashomon.compare.joining import Groups
from rashomon.compare.passages import Shared, Side

_HALF = 0.5


def joined_sides(passages: Sequence[Shared]) -> list[list[Side]]:
    """Return groups of sides: both sides of a passage are one, and so are sides that overlap by half.

    Side `2 * i` of the groups' numbering is the left of passage `i`, `2 * i + 1` its right.
    """
    sides = [side for passage in passages for side in (passage.left, passage.right)]
    groups = Groups(len(sides))
    for number in range(len(passages)):
        groups.join(2 * number, 2 * number + 1)
    for places in _by_document(sides).values():
        _join_overlapping(groups, sides, places)
    return [[sides[number] for number in group] for group in groups.all()]


def _by_document(sides: Sequence[Side]) -> dict[int, list[int]]:
    found: defaultdict[int, list[int]] = defaultdict(list)
    for number, side in enumerate(sides):
        found[side.document].append(number)
    return found


def _join_overlapping(groups: Groups, sides: Sequence[Side], places: list[int]) -> None:
    """Join sides of one document that overlap; each is held against the furthest reaching before it."""
    places.sort(key=lambda number: (sides[number].first, -sides[number].last, number))
    furthest = places[0]
    for number in places[1:]:
        shared = sides[furthest].last - sides[number].first
        if shared >= _HALF * min(len(sides[furthest]), len(sides[number])):
            groups.join(furthest, number)
        if sides[number].last > sides[furthest].last:
            furthest = number
