"""Findings that belong together, while judgements merge and split them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from rashomon.model.errors import InputError
from rashomon.model.judgements import Judgement
from rashomon.model.records import MergedEvent, Proposition
from rashomon.store.judgements import told

Group = TypeVar("Group", MergedEvent, Proposition)
_SEVERAL = 2


@dataclass(frozen=True, slots=True)
class _Parted:
    """What a judgement keeps apart: what it split off, and what was left."""

    off: frozenset[str]
    rest: frozenset[str]
    judgement: Judgement


class Groups:
    """Groups of findings, by their ids; a finding in no group is one of its own."""

    def __init__(self, groups: Iterable[Sequence[str]]) -> None:
        self._of: dict[str, frozenset[str]] = {}
        self._changed: dict[frozenset[str], None] = {}
        self._joined: list[tuple[frozenset[str], Judgement]] = []
        self._parted: list[_Parted] = []
        for group in groups:
            self._of.update(dict.fromkeys(group, frozenset(group)))

    def of(self, finding: str) -> frozenset[str]:
        """Return what belongs together with a finding, itself included."""
        return self._of.get(finding, frozenset((finding,)))

    def merge(self, findings: Sequence[str], judgement: Judgement) -> bool:
        """Put the groups of `findings` together; tell whether there was more than one.

        Raises:
            InputError: another judgement keeps apart what would then be together.
        """
        groups = {self.of(finding) for finding in findings}
        together = frozenset[str]().union(*groups)
        for parted in self._parted:
            if together & parted.off and together & parted.rest:
                raise _contradiction(parted.judgement, judgement)
        self._joined.append((frozenset(findings), judgement))
        if len(groups) < _SEVERAL:
            return False
        self._put(together, groups)
        return True

    def split(self, findings: Sequence[str], judgement: Judgement) -> bool:
        """Take `findings` out of their groups and put them together; tell whether each left something.

        Raises:
            InputError: a judgement puts one of them together with what would be left.
        """
        off = frozenset(findings)
        groups = {self.of(finding) for finding in findings}
        rests = [group - off for group in groups]
        if not off or not all(rests):
            return False
        left = frozenset[str]().union(*rests)
        for named, earlier in self._joined:
            if named & off and named & left:
                raise _contradiction(earlier, judgement)
        self._parted.append(_Parted(off, left, judgement))
        self._put(off, groups)
        for rest in rests:
            self._put(rest, ())
        return True

    def remade(
        self,
        records: Sequence[Group],
        members: Callable[[Group], Sequence[str]],
        make: Callable[[frozenset[str]], Group | None],
    ) -> tuple[Group, ...]:
        """Return records of the groups of two findings or more as they are now.

        Those that no judgement changed stay as they are; those that it did are made anew and stand where the
        first of the old ones stood, or else at the end.
        """
        return tuple(each for each in self._all(records, members, make) if each is not None)

    def _all(
        self,
        records: Sequence[Group],
        members: Callable[[Group], Sequence[str]],
        make: Callable[[frozenset[str]], Group | None],
    ) -> Iterator[Group | None]:
        waiting = dict(self._changed)
        for record in records:
            now = dict.fromkeys(map(self.of, members(record)))
            if not any(group in self._changed for group in now):
                yield record
            for group in [group for group in now if group in waiting]:
                del waiting[group]
                yield make(group) if len(group) >= _SEVERAL else None
        for group in waiting:
            yield make(group) if len(group) >= _SEVERAL else None

    def _put(self, group: frozenset[str], instead: Iterable[frozenset[str]]) -> None:
        for old in instead:
            self._changed.pop(old, None)
        self._changed[group] = None
        self._of.update(dict.fromkeys(group, group))


def _contradiction(one: Judgement, other: Judgement) -> InputError:
    return InputError(
        f"Two corrections contradict each other: {told(one)} and {told(other)}. Take one of them back "
        "(rashomon judge undo)."
    )
