"""Numbers that texts give for one thing: figures of one event, and whatever else is counted or measured."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from types import MappingProxyType

import numpy as np

from rashomon.compare.candidates import sharing_pairs
from rashomon.compare.figures import put
from rashomon.compare.linkage import average_linkage
from rashomon.compare.parting.ground import Ground
from rashomon.compare.parting.pointing import Entry, Held, Verdict, parted, shortened
from rashomon.compare.parting.points import Parted, Point
from rashomon.compare.parting.sightings import Sighting, Sightings
from rashomon.compare.parting.weighing import Pair, weighed

_CROWD = 24  # numbers of one kind beside one word that are all held against one another
_ALIKE = 0.5  # least cosine of two sentences that speak of one number
_VERY = 0.72  # from which on less need be shared
_SHARED, _LITTLE = 0.9, 0.5  # least weight of the words that both have around the number
_TOGETHER = 0.25  # least likeness, on average, of numbers of one thing
_MEASURES: Mapping[str, str] = MappingProxyType(
    {"per cent": "share", "metres": "distance", "tonnes": "weight", "minutes": "duration", "hectares": "area"}
)
"""What is measured by a unit."""


@dataclass(frozen=True, slots=True)
class _Group:
    """Pairs of numbers that are of one thing."""

    pairs: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class _Alike:
    """Two numbers that are likely to be of one thing, and how likely."""

    one: int
    other: int
    score: float


def numbers(ground: Ground) -> Iterator[Parted]:
    """Yield the points on which texts give numbers that are not the same."""
    seen = [each for each in Sightings(ground).all() if each.what]
    pairs = {(each.one, each.other): each.score for each in _alike(ground, seen)}
    pairs |= dict.fromkeys(_of_one_event(ground, seen), 1.0)
    told = _told_in(seen)
    pairs = {pair: score for pair, score in pairs.items() if not _has_both(told, *(seen[at] for at in pair))}
    for group in _groups(len(seen), pairs):
        held = {
            (one, other): verdict
            for one, other in group.pairs
            if (verdict := _weighed(ground, seen[one], seen[other], pairs[one, other]))
        }
        members = sorted({at for pair in held for at in pair})
        if held:
            found = parted(
                ground, _point(ground, [seen[at] for at in members]), *_entries(ground, seen, held)
            )
            if found is not None:
                yield found


def _told_in(seen: Sequence[Sighting]) -> dict[int, set[str]]:
    """Return the numbers that each sentence gives, by the sentence's number."""
    told: defaultdict[int, set[str]] = defaultdict(set)
    for each in seen:
        told[each.sentence].add(_key(each))
    return told


def _has_both(told: Mapping[int, set[str]], one: Sighting, other: Sighting) -> bool:
    """Tell two numbers that one sentence gives both: it tells them of two things, or one from the other."""
    here, there = _key(one), _key(other)
    return here != there and (here in told[other.sentence] or there in told[one.sentence])


def _weighed(ground: Ground, one: Sighting, other: Sighting, score: float) -> Verdict | None:
    if _key(one) == _key(other):
        return None
    first, second = sorted((one, other), key=lambda each: ground.numbers[each.document])
    return weighed(Pair(ground, first, second), score)


def _point(ground: Ground, seen: Sequence[Sighting]) -> Point:
    first = seen[0]
    words = ground.collection.words(first.sentence)
    event = next((each.event.id for each in seen if each.event), None)
    about = ground.telling_of.get(event or "")
    return Point("number", _MEASURES.get(first.unit, first.what), shortened(words), (), about)


def _entries(ground: Ground, seen: Sequence[Sighting], held: Held) -> tuple[list[Entry], Held]:
    """Return what gives the numbers, and the verdicts by their places."""
    members = sorted({at for pair in held for at in pair})
    place = {at: number for number, at in enumerate(members)}
    entries = [
        Entry(_key(each), ground.given(each.document, each.span, _told(ground, each), each.event))
        for each in (seen[at] for at in members)
    ]
    return entries, {(place[one], place[other]): verdict for (one, other), verdict in held.items()}


def _key(sighting: Sighting) -> str:
    figure = sighting.figure
    return f"{figure.low} {figure.best} {figure.high} {sighting.unit}"


def _told(ground: Ground, sighting: Sighting) -> str:
    """Return a number in words: as the text has it where it is measured, else in figures."""
    words = " ".join(sighting.span.of(ground.documents[sighting.document].text).split())
    return words if sighting.unit else put(sighting.figure)


def _alike(ground: Ground, seen: Sequence[Sighting]) -> Iterator[_Alike]:
    """Yield pairs of numbers of one kind whose sentences, and the words right around them, are alike."""
    pairs = [pair for pair in _candidates(seen) if _may_be_one(seen[pair[0]], seen[pair[1]], ground)]
    needed = sorted({seen[at].sentence for pair in pairs for at in pair})
    rows = {number: row for row, number in enumerate(needed)}
    if not pairs:
        return
    vectors = ground.embed([ground.collection.words(number) for number in needed])
    for one, other in pairs:
        cosine = float(vectors[rows[seen[one].sentence]] @ vectors[rows[seen[other].sentence]])
        shared = ground.collection.weight(seen[one].frame & seen[other].frame)
        if (cosine >= _ALIKE and shared >= _SHARED) or (cosine >= _VERY and shared >= _LITTLE):
            yield _Alike(one, other, round(min(1.0, cosine), 4))


def _candidates(seen: Sequence[Sighting]) -> list[tuple[int, int]]:
    """Return pairs of numbers of one story and kind that share a word around them."""
    kinds = {key: at for at, key in enumerate(dict.fromkeys((each.story, each.kind) for each in seen))}
    rows = [
        (kinds[each.story, each.kind], stem, number)
        for number, each in enumerate(seen)
        for stem in sorted(each.frame)
    ]
    if not rows:
        return []
    table = np.array(rows, dtype=np.int64)
    keys = table[:, 0] * (int(table[:, 1].max()) + 1) + table[:, 1]
    order = np.lexsort((table[:, 2], keys))
    left, right = sharing_pairs(keys[order], table[order, 2], _CROWD)
    return sorted(set(zip(left.tolist(), right.tolist(), strict=True)))


def _may_be_one(one: Sighting, other: Sighting, ground: Ground) -> bool:
    """Tell numbers that may be of one thing: both are facts or both norms, of one time, given by two."""
    if one.document == other.document and not ground.of_two_speakers(one.document, one.span, other.span):
        return False
    named = one.names and other.names and one.names.isdisjoint(other.names)
    return one.norm == other.norm and not named and not _of_other_times(one, other, ground)


def _of_other_times(one: Sighting, other: Sighting, ground: Ground) -> bool:
    """Tell numbers of which a text says that they are of times that have no moment in common."""
    here, there = (ground.bounds(each.document, each.times) for each in (one, other))
    return here is not None and there is not None and (here[1] < there[0] or there[1] < here[0])


def _of_one_event(ground: Ground, seen: Sequence[Sighting]) -> Iterator[tuple[int, int]]:
    """Yield pairs of numbers by which tellings of one event count the same, once in each telling."""
    by_event: defaultdict[str, dict[str, list[int]]] = defaultdict(dict)
    for at, each in enumerate(seen):
        if each.event is not None:
            by_event[each.event.id].setdefault(each.kind, []).append(at)
    for _, tellings in ground.tellings:
        kinds: defaultdict[str, list[int]] = defaultdict(list)
        for event in tellings:
            for what, own in by_event.get(event.id, {}).items():
                if len(own) == 1:
                    kinds[what] += own
        for own in kinds.values():
            for one, other in combinations(sorted(own[:_CROWD]), 2):
                if seen[one].document != seen[other].document and seen[one].norm == seen[other].norm:
                    yield one, other


def _groups(size: int, pairs: Mapping[tuple[int, int], float]) -> list[_Group]:
    """Return the pairs that belong together: numbers of one thing."""
    edges = [(one, other, score) for (one, other), score in sorted(pairs.items())]
    groups = average_linkage(size, edges, _TOGETHER)
    of = {member: at for at, group in enumerate(groups) for member in group}
    inside: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for one, other in sorted(pairs):
        if of[one] == of[other]:
            inside[of[one]].append((one, other))
    return [_Group(tuple(inside[at])) for at in sorted(inside)]
