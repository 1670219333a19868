"""Points on causes: what texts give as the cause of one thing, and what they say that it is.

Two causes may both have had a part, so that they stand side by side. They exclude each other only where
somebody denies what another says, or denies the other's account in giving their own: by name, by what they
say of it beside that ("there was no leak"), or by calling their own the only one, or the true one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, permutations

from rashomon.compare.joining import Groups
from rashomon.compare.parting.accounts import (
    Stated,
    accounts_by_story,
    answers_alike,
    by_answer,
    by_matter,
    most_central,
)
from rashomon.compare.parting.exclusive import covers, denies_thing, is_sole
from rashomon.compare.parting.ground import Ground
from rashomon.compare.parting.points import Given, Parted, Parting, Point, PointKind, Value
from rashomon.compare.propositions import NOT_SO
from rashomon.model.records import Reason

_AT_MOST = 40  # accounts of one thing on each side that are held against each other
_VALUES = 6  # accounts of one thing that stand side by side
_SCORE = 0.8

Named = Mapping[str, str]
"""What value each account gives, by the account's id."""
Refusals = dict[object, set[str]]
"""The ids of the accounts that each denies."""
_HOW = "nobody was found to deny the other’s in giving their own"


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
        named = {**_named(ground, self.held), **_named(ground, self.denied)}
        first = self.held[0]
        label = most_central(ground, [each.matter for each in told])
        point = Point(_kind(first), _attribute(first), label, _values(told, named))
        return Parted(point, tuple(_excluding(ground, *pair, named) for pair in self.pairs))


def _denied(ground: Ground, group: Sequence[Stated]) -> Iterator[_Denied]:
    """Yield each account that some give and others deny."""
    near = answers_alike(ground, group)
    held, denied = ([each for each in group if each.denied is side][:_AT_MOST] for side in (False, True))
    pairs = [
        (one, other)
        for one in held
        for other in denied
        if one.account.kind == other.account.kind
        and _apart(one, other)
        and near(one, other)
        and (one.question or covers(ground, other.words, one.words))
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
    """Return as many pairs as show each who holds or denies it, those of nobody new left out."""
    kept: list[tuple[Stated, Stated]] = []
    seen: set[object] = set()
    for one, other in pairs:
        own = {(True, one.who), (False, other.who)}
        if not own <= seen:
            seen |= own
            kept.append((one, other))
    return kept


def _excluding(ground: Ground, one: Stated, other: Stated, named: Named) -> Parting:
    left, right = ground.ends(_given(one, named), _given(other, named))
    verb = "says" if one.question else "denies"
    detail = f"the one says “{one.words}”, the other {verb} “{other.words}”"
    reason = Reason(code="denied", detail=detail, score=one.account.score)
    return Parting(left, right, "contradict", compatible=False, reasons=(reason,), score=_SCORE)


def _named(ground: Ground, told: Sequence[Stated]) -> dict[str, str]:
    """Return the value that each account gives, by its id: one wording for all that give the same."""
    named: dict[str, str] = {}
    for answer in by_answer(ground, told):
        words = most_central(ground, _common(ground, answer))
        for each in answer:
            yes = NOT_SO if each.question else f"{NOT_SO}: {words}"
            named[each.account.id] = yes if each.denied else words
    return named


def _common(ground: Ground, answer: Sequence[Stated]) -> list[str]:
    """Return the wordings of one answer of whose words the others have the largest share.

    A longer one would put words in the mouth of who never said them: "a quarrel" for all who say so, and not
    "a quarrel, and greed".
    """
    stems = {each.words: each.said - ground.common_stems for each in answer}
    shares = {
        words: sum(len(own & other) for other in stems.values()) / (len(own) * len(stems)) if own else 0.0
        for words, own in stems.items()
    }
    most = max(shares.values())
    return [words for words, share in shares.items() if share >= most]


def _values(told: Sequence[Stated], named: Named) -> tuple[Value, ...]:
    values: defaultdict[str, list[Given]] = defaultdict(list)
    for each in told:
        values[named[each.account.id]].append(_given(each, named))
    return tuple(Value(value, tuple(given)) for value, given in values.items())


def _given(stated: Stated, named: Named) -> Given:
    return Given(stated.given.passage, named[stated.account.id])


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
    told = [each for answer in answers for each in answer]
    named, refusing = _named(ground, told), _refusals(denied)
    for one, other in _of_two_answers(answers):
        if is_sole(ground, one) or denies_thing(ground, one, other.words):
            refusing.setdefault(one.who, set()).add(other.account.id)
    pairs = [
        pair for one, other in combinations(answers, 2) if (pair := _facing(one, other, refusing)) is not None
    ]
    partings = [_beside(ground, *pair, named, refusing) for pair in _telling(pairs, named, refusing)]
    if partings:
        label = most_central(ground, [each.matter for each in told])
        yield Parted(Point("cause", "causes", label, _values(told, named)), tuple(partings))


def _of_two_answers(answers: Sequence[Sequence[Stated]]) -> Iterator[tuple[Stated, Stated]]:
    """Yield each two accounts of different people that give two things, both ways round."""
    for mine, theirs in permutations(answers, 2):
        yield from ((one, other) for one in mine for other in theirs if _apart(one, other))


def _is_open(stated: Stated) -> bool:
    """Tell what accounts for something: its cause, or what it is where that is something which happens."""
    return stated.account.kind == "cause" or bool(stated.family)


def _refusals(denied: Sequence[_Denied]) -> Refusals:
    """Return the accounts that each denies."""
    found: defaultdict[object, set[str]] = defaultdict(set)
    for each in denied:
        for one, other in each.pairs:
            found[other.who].add(one.account.id)
    return dict(found)


def _facing(
    one: Sequence[Stated], other: Sequence[Stated], refusing: Refusals
) -> tuple[Stated, Stated] | None:
    """Return two of different people who give one account each, two who deny each other's if there are."""
    pairs = [(a, b) for a in one for b in other if _apart(a, b)]
    return next((pair for pair in pairs if _is_refused(*pair, refusing)), pairs[0] if pairs else None)


def _telling(
    pairs: Sequence[tuple[Stated, Stated]], named: Named, refusing: Refusals
) -> Iterator[tuple[Stated, Stated]]:
    """Yield the pairs that exclude each other, and of the rest as many as show each account once."""
    seen: set[str] = set()
    for pair in sorted(pairs, key=lambda each: not _is_refused(each[0], each[1], refusing)):
        own = {named[each.account.id] for each in pair}
        if _is_refused(*pair, refusing) or not own <= seen:
            seen |= own
            yield pair


def _is_refused(one: Stated, other: Stated, refusing: Refusals) -> bool:
    return other.account.id in refusing.get(one.who, ()) or one.account.id in refusing.get(other.who, ())


def _beside(ground: Ground, one: Stated, other: Stated, named: Named, refusing: Refusals) -> Parting:
    left, right = ground.ends(_given(one, named), _given(other, named))
    refused = _is_refused(one, other, refusing)
    how = "who gives the one denies the other" if refused else _HOW
    detail = f"“{left.value}” and “{right.value}”: {how}"
    code = "account-refused" if refused else "several-accounts"
    reason = Reason(code=code, detail=detail, score=_SCORE)
    return Parting(left, right, "contradict", compatible=not refused, reasons=(reason,), score=_SCORE)


# --------------------------------------------------------------------------------------------------


def _kind(stated: Stated) -> PointKind:
    if stated.account.kind == "cause":
        return "cause"
    return "legitimacy" if stated.question == "lawfulness" else "other"


def _attribute(stated: Stated) -> str:
    return "cause" if stated.account.kind == "cause" else stated.question or "what it is"
