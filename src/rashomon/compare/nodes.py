"""Passages of many texts that are one: the sides of all shared passages, joined."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from rashomon.compare.joining import Groups
from rashomon.compare.passages import Shared, Side

_MOSTLY = 2 / 3  # of the longer of two stretches; two that share less may be a sentence and two of them


def joined_sides(passages: Sequence[Shared]) -> list[list[Side]]:
    """Return groups of sides: both sides of a passage are one, and so are sides that are mostly the same.

    Side `2 * i` of the groups' numbering is the left of passage `i`, `2 * i + 1` its right.
    """
    sides = [side for passage in passages for side in (passage.left, passage.right)]
    groups = Groups(len(sides))
    for number in range(len(passages)):
        groups.join(2 * number, 2 * number + 1)
    for places in _by_document(sides).values():
        together = same_places([(sides[number].first, sides[number].last) for number in places])
        for number, head in zip(places, together, strict=True):
            groups.join(places[head], number)
    return [[sides[number] for number in group] for group in groups.all()]


def same_places(stretches: Sequence[tuple[int, int]]) -> list[int]:
    """Return for each stretch `[start, end)` of one text the first of those that are one place with it.

    Two that have more than two thirds of the longer one in common are one, so that a passage of two sentences
    does not make one of the first and the second, which other texts carry alone.
    """
    groups = Groups(len(stretches))
    first: dict[tuple[int, int], int] = {}
    for number, stretch in enumerate(stretches):
        groups.join(first.setdefault(stretch, number), number)
    for one, other in _alike(sorted(first)):
        groups.join(first[one], first[other])
    return [groups.head(number) for number in range(len(stretches))]


def _alike(stretches: Sequence[tuple[int, int]]) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Yield the pairs that are mostly the same; each is held against those that still go on."""
    going: list[tuple[int, int]] = []
    for stretch in stretches:
        going = [other for other in going if other[1] > stretch[0]]
        yield from ((other, stretch) for other in going if _mostly_same(other, stretch))
        going.append(stretch)


def _mostly_same(one: tuple[int, int], other: tuple[int, int]) -> bool:
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return shared > _MOSTLY * max(one[1] - one[0], other[1] - other[0])


def _by_document(sides: Sequence[Side]) -> dict[int, list[int]]:
    found: defaultdict[int, list[int]] = defaultdict(list)
    for number, side in enumerate(sides):
        found[side.document].append(number)
    return found
