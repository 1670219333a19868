"""Points put together from what gives values, and from how each two of these stand to one another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

from rashomon.compare.parting.ground import Ground
from rashomon.compare.parting.points import Given, Parted, Parting, PartingKind, Point, Value
from rashomon.model.offsets import Span
from rashomon.model.records import Reason

LATER_DAY = "later-day"
"""The code of the reason that a text of another source is of a later day, which says least."""
_COUNTS = ("no text", "one text", "two texts", "three texts", "four texts", "five texts")


@dataclass(frozen=True, slots=True)
class Entry:
    """What gives a value of a point.

    Attributes:
        key: entries of one key give the same value.
        given: who gives it, and the value in words.
    """

    key: str
    given: Given


@dataclass(frozen=True, slots=True)
class Verdict:
    """How two values stand to one another, whichever of them is the earlier; see `Parting`."""

    kind: PartingKind
    compatible: bool
    reason: Reason
    score: float


Held = Mapping[tuple[int, int], Verdict]
"""The verdict on two entries, by their places."""


def parted(ground: Ground, point: Point, entries: Sequence[Entry], held: Held) -> Parted | None:
    """Return a point with its values and their partings; `None` where no two values were held together.

    Each two values are held together by one verdict on two that give them: by one that a source corrected
    itself or counted anew, or else that both can hold, before one that they exclude one another, since that
    explains the difference for all; and by one that a text of another source is later last of all.

    Args:
        ground: the run.
        point: what it is about; its values are put in.
        entries: what gives values, one that is met again left out.
        held: verdicts on some of them.
    """
    places = _by_key(ground, entries)
    order = {place: at for at, own in enumerate(places) for place in own}
    of_two_things = _of_two_things(ground, entries)
    best: dict[tuple[int, int], tuple[tuple[int, int], Verdict]] = {}
    for pair, verdict in sorted(held.items()):
        if verdict.kind == "contradict" and of_two_things(pair):
            continue
        both = min(order[pair[0]], order[pair[1]]), max(order[pair[0]], order[pair[1]])
        if both[0] != both[1] and (both not in best or _rank(verdict) > _rank(best[both][1])):
            best[both] = pair, verdict
    if not best:
        return None
    given = [tuple(entries[place].given for place in own) for own in places]
    partings = (
        _parting(ground, _ends(entries, pair, given, order), verdict, [given[at] for at in both])
        for both, (pair, verdict) in sorted(best.items())
    )
    values = tuple(Value(own[0].value, own) for own in given)
    return Parted(replace(point, values=values), tuple(partings))


def _of_two_things(ground: Ground, entries: Sequence[Entry]) -> Callable[[tuple[int, int]], bool]:
    """Return what tells entries of two texts of which one gives both values, not in the words of two."""
    places: defaultdict[tuple[str, str], list[Span]] = defaultdict(list)
    for entry in entries:
        places[entry.given.passage.document, entry.key] += entry.given.passage.spans[:1]

    def of_two_things(pair: tuple[int, int]) -> bool:
        one, other = (entries[at] for at in pair)
        texts = {each.given.passage.document for each in (one, other)}
        return len(texts) > 1 and any(
            not ground.of_two_speakers(text, first, second)
            for text in texts
            for first, second in product(places[text, one.key], places[text, other.key])
        )

    return of_two_things


def _ends(
    entries: Sequence[Entry], pair: Sequence[int], given: Sequence[Sequence[Given]], order: Mapping[int, int]
) -> list[Given]:
    """Return two that give values, each with the words in which the point has its value."""
    return [replace(entries[place].given, value=given[order[place]][0].value) for place in pair]


def _by_key(ground: Ground, entries: Sequence[Entry]) -> list[list[int]]:
    """Return the places of the entries of each value, in order of text and place."""
    groups: dict[str, list[int]] = {}
    for place in sorted(range(len(entries)), key=lambda at: ground.order(entries[at].given)):
        groups.setdefault(entries[place].key, []).append(place)
    return list(groups.values())


def _rank(verdict: Verdict) -> tuple[int, float]:
    if verdict.reason.code == LATER_DAY:
        return 0, verdict.score
    return 3 if verdict.kind == "update" else 2 if verdict.compatible else 1, verdict.score


def _parting(
    ground: Ground, ends: Sequence[Given], verdict: Verdict, given: Sequence[Sequence[Given]]
) -> Parting:
    left, right = ground.ends(ends[0], ends[1])
    reasons = [verdict.reason, _counts(given)]
    if ground.took(left.passage.document, right.passage.document):
        detail = "the second text takes passages from the first"
        reasons.append(Reason(code="taken", detail=detail, score=0.5))
    return Parting(left, right, verdict.kind, verdict.compatible, tuple(reasons), verdict.score)


def _counts(given: Sequence[Sequence[Given]]) -> Reason:
    """Return in how many texts either value stands."""
    told = (f"‘{own[0].value}’ in {_texts(own)}" for own in given)
    return Reason(code="texts", detail=", ".join(told), score=0.3)


def _texts(given: Sequence[Given]) -> str:
    count = len({each.passage.document for each in given})
    return _COUNTS[count] if count < len(_COUNTS) else f"{count} texts"
