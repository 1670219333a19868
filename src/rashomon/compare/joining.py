"""Groups that grow by joining two members at a time (a disjoint-set forest, Tarjan 1975)."""

from __future__ import annotations

from collections import defaultdict


class Groups:
    """Members 0 to `size` - 1, each alone at first."""

    def __init__(self, size: int) -> None:
        self._parents = list(range(size))

    def join(self, one: int, other: int) -> None:
        """Put the groups of both members together."""
        one, other = sorted((self.head(one), self.head(other)))
        self._parents[other] = one

    def head(self, member: int) -> int:
        """Return the first member of the group that `member` is in."""
        while self._parents[member] != member:
            self._parents[member] = self._parents[self._parents[member]]
            member = self._parents[member]
        return member

    def all(self) -> list[list[int]]:
        """Return every group, its members in order, groups in order of their first."""
        found: defaultdict[int, list[int]] = defaultdict(list)
        for member in range(len(self._parents)):
            found[self.head(member)].append(member)
        return [found[head] for head in sorted(found)]
