"""Points on causes: what texts give as the cause of one thing, and what they say that it is.

Two causes may both have had a part, so that they stand side by side. They exclude each other only where
somebody denies what another says, or denies the other's account in giving their own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from rashomon.compare.joining import Groups
from rashomon.compare.parting.accounts import (
    Stated,
    accounts_by_story,
    answers_alike,
    by_answer,
    by_matter,
    most_central,
)
from rashomon.compare.parting.ground import Ground
from rashomon.compare.parting.points import Parted, Parting, Point, PointKind, Value
from rashomon.compare.propositions import NOT_SO
from rashomon.model.records import Reason

_AT_MOST = 40  # accounts of one thing on each side that are held against each other
_VALUES = 6  # accounts of one thing that stand side by side
_SCORE = 0.8


def causes(ground: Ground) -> Iterator[Parted]:
    """Yield what is given as the cause of one thing by several, and what is denied to be its cause."""
    for told in accounts_by_story(ground).values():
        for group in by_matter(ground, told):
            denied = list(_denied(ground, group))
            yield from (each.parted(ground) for each in denied)
            yield from _side_by_side(ground, group, denied)


# Denied -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Denied:
    """Accounts of one thing that some give and others deny, and the pairs of them that are apart."""

    held: Sequence[Stated]
    denied: Sequence[Stated]
    pairs: Sequence[tuple[Stated, Stated]]

    def parted(self, ground: Ground) -> Parted:
        """Return the point on which they part."""
        told = (*self.held, *self.denied)
        clearest = most_central(ground, [each.words for each in told])
        values = (
            Value(clearest, tuple(each.given for each in self.held)),
            Value(NOT_SO, tuple(each.given for each in self.denied)),
        )
        first = self.held[0]
        label = most_central(ground, [each.matter for each in told])
        point = Point(_kind(first), _attribute(first), label, values)
        return Parted(point, tuple(_excluding(ground, *pair) for pair in self.pairs))


def _denied(ground: Ground, group: Sequence[Stated]) -> Iterator[_Denied]:
    """Yield each account that some give and others deny."""
    near = answers_alike(ground, group)
    held, denied = ([each for each in group if each.denied is side][:_AT_MOST] for side in (False, True))
    pairs = [
        (one, other)
        for one in held
        for other in denied
        if one.account.kind == other.account.kind and _apart(one, other) and near(one, other)
    ]
    for joined in _joined(pairs):
        own = [each for pair in joined for each in pair]
        yield _Denied(
            [each for each in held if each in own], [each for each in denied if each in own], _once(joined)
        )


def _joined(pairs: Sequence[tuple[Stated, Stated]]) -> list[list[tuple[Stated, Stated]]]:
    """Return pairs grouped so that what stands in two of them is in one group."""
    groups = Groups(len(pairs))
    seen: dict[str, int] = {}
    for number, pair in enumerate(pairs):
        for each in pair:
            groups.join(number, seen.setdefault(each.account.id, number))
    return [[pairs[number] for number in group] for group in groups.all()]


def _once(pairs: Sequence[tuple[Stated, Stated]]) -> list[tuple[Stated, Stated]]:
    """Return one pair of each two who hold them."""
    found: dict[tuple[object, object], tuple[Stated, Stated]] = {}
    for one, other in pairs:
        found.setdefault((one.who, other.who), (one, other))
    return list(found.values())


def _excluding(ground: Ground, one: Stated, other: Stated) -> Parting:
    left, right = ground.ends(one.given, other.given)
    detail = f"the one says “{one.words}”, the other denies “{other.words}”"
    if one.question:
        detail = f"the one says “{one.words}”, the other “{other.words}”"
    reason = Reason(code="denied", detail=detail, score=one.account.score)
    return Parting(left, right, "contradict", compatible=False, reasons=(reason,), score=_SCORE)


def _apart(one: Stated, other: Stated) -> bool:
    """Tell whether two accounts are of different people, or of nobody known in two texts."""
    if one.holders and other.holders:
        return one.holders.isdisjoint(other.holders)
    return one.account.document != other.account.document


# Side by side -------------------------------------------------------------------------------------


def _side_by_side(ground: Ground, group: Sequence[Stated], denied: Sequence[_Denied]) -> Iterator[Parted]:
    """Yield the accounts that are given of one thing, if several give several."""
    given = [each for each in group if not each.denied and not each.question and _is_open(each)]
    answers = [answer[:_AT_MOST] for answer in by_answer(ground, given)][:_VALUES]
    refusing = _refusals(denied)
    partings = [
        _beside(ground, *pair, refusing)
        for one, other in combinations(answers, 2)
        if (pair := _first_apart(one, other)) is not None
    ]
    if partings:
        values = tuple(
            Value(most_central(ground, [each.words for each in answer]), tuple(each.given for each in answer))
            for answer in answers
        )
        label = most_central(ground, [each.matter for each in given])
        yield Parted(Point("cause", "causes", label, values), tuple(partings))


def _is_open(stated: Stated) -> bool:
    """Tell what accounts for something: its cause, or what it is where that is something which happens."""
    return stated.account.kind == "cause" or bool(stated.family)


def _refusals(denied: Sequence[_Denied]) -> Mapping[object, set[str]]:
    """Return the accounts that each denies."""
    found: defaultdict[object, set[str]] = defaultdict(set)
    for each in denied:
        for one, other in each.pairs:
            found[other.who].add(one.account.id)
    return found


def _first_apart(one: Sequence[Stated], other: Sequence[Stated]) -> tuple[Stated, Stated] | None:
    return next(((a, b) for a in one for b in other if _apart(a, b)), None)


def _beside(ground: Ground, one: Stated, other: Stated, refusing: Mapping[object, set[str]]) -> Parting:
    left, right = ground.ends(one.given, other.given)
    refused = other.account.id in refusing.get(one.who, ()) or one.account.id in refusing.get(other.who, ())
    reason = (
        Reason(code="account-refused", detail="who gives the one denies the other", score=_SCORE)
        if refused
        else Reason(code="several-accounts", detail="two accounts; both may hold", score=_SCORE)
    )
    return Parting(left, right, "contradict", compatible=not refused, reasons=(reason,), score=_SCORE)


# --------------------------------------------------------------------------------------------------


def _kind(stated: Stated) -> PointKind:
    if stated.account.kind == "cause":
        return "cause"
    return "legitimacy" if stated.question == "lawfulness" else "other"


def _attribute(stated: Stated) -> str:
    return "cause" if stated.account.kind == "cause" else stated.question or "what it is"
