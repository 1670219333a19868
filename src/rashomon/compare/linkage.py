"""Groups by average linkage over the pairs that have a likeness (UPGMA, Sokal and Michener 1958).

Pairs without one count as unlike. The cost grows with the number of pairs, not with the square of that of
members, so that many groups are found in many members.
"""

from __future__ import annotations

import heapq
import math
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

Edge = tuple[int, int, float]
"""Two members, the lower first, and how alike they are, from 0 to 1."""


def average_linkage(size: int, edges: Iterable[Edge], least: float, growth: float = 0.0) -> list[list[int]]:
    """Return groups of members 0 to `size` - 1, joined while the likeest two are alike enough.

    Two groups are as alike as their members are on average. Of pairs that are equally alike, those
    of lower numbers come first. Groups stand in order of their first member, their members in order.

    Args:
        size: how many members there are.
        edges: how alike they are.
        least: how alike two members must be to be joined, and
        growth: how much more, as a share of that, groups must be each time that they double: many that hang
            together by a topic make no group.
    """
    joining = _Joining(size, edges, _Least(least, growth))
    joining.run()
    return joining.groups()


class _Least(NamedTuple):
    """How alike two groups must be."""

    of_two: float
    growth: float

    def of(self, size: int) -> float:
        """Return it for two groups of so many members together."""
        return self.of_two * (1 + self.growth * math.log2(size / 2))


class _Joining:
    """Groups that grow, the sums of likeness between them, and the joins that may come next."""

    def __init__(self, size: int, edges: Iterable[Edge], least: _Least) -> None:
        self._least = least
        self._members = {number: [number] for number in range(size)}
        self._sums: defaultdict[int, dict[int, float]] = defaultdict(dict)
        self._waiting: list[tuple[float, int, int]] = []
        for one, other, likeness in edges:
            self._sums[one][other] = self._sums[other][one] = likeness
            self._wait(one, other)

    def run(self) -> None:
        """Join the likeest two groups until none are alike enough."""
        while self._waiting:
            negative, one, other = heapq.heappop(self._waiting)
            if self._likeness(one, other) == -negative and self._are_enough(one, other):  # else out of date
                self._join(one, other)

    def groups(self) -> list[list[int]]:
        """Return the groups as they are now."""
        return sorted(sorted(members) for members in self._members.values())

    def _wait(self, one: int, other: int) -> None:
        one, other = min(one, other), max(one, other)
        if self._are_enough(one, other):
            heapq.heappush(self._waiting, (-self._likeness(one, other), one, other))

    def _are_enough(self, one: int, other: int) -> bool:
        if one not in self._members or other not in self._members:
            return False
        size = len(self._members[one]) + len(self._members[other])
        return 0 < self._likeness(one, other) >= self._least.of(size)

    def _likeness(self, one: int, other: int) -> float:
        if one not in self._members or other not in self._members:
            return 0.0
        return self._sums[one].get(other, 0.0) / (len(self._members[one]) * len(self._members[other]))

    def _join(self, one: int, other: int) -> None:
        """Put the members of `other` to those of `one`, which keeps its number."""
        theirs = self._sums.pop(other)
        self._members[one] += self._members.pop(other)
        self._sums[one].pop(other, None)
        for third, likeness in theirs.items():
            if third == one:
                continue
            self._sums[third].pop(other)
            total = self._sums[one].get(third, 0.0) + likeness
            self._sums[one][third] = self._sums[third][one] = total
        for third in self._sums[one]:
            self._wait(one, third)
