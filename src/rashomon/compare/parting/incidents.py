"""Counts of one incident, in whatever words: its dead, its crowd, what somebody puts its damage at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from rashomon.compare.parting.alike import Pair, cosines, of_one_key
from rashomon.compare.parting.givers import Givers
from rashomon.compare.parting.ground import Ground
from rashomon.compare.parting.measured import MEASURES, TOLLS
from rashomon.compare.parting.scope import of_other_scope, of_other_times
from rashomon.compare.parting.sightings import Sighting

_CROWD = 24  # numbers of one measure, in order of date, against which another one is held
_SURE = 0.6
_FARTHEST = 50.0  # how many times as large as another a number of the same thing may be
_LEAST = 0.3  # least weight of the words that their sentences share


def of_one_incident(ground: Ground, seen: Sequence[Sighting]) -> Iterator[tuple[Pair, float]]:
    """Yield pairs of numbers by which two givers measure the same of one incident.

    Args:
        ground: a run.
        seen: its numbers, in order of text and place.
    """
    givers = Givers(ground)
    pairs = [
        pair
        for pair in of_one_key(map(_keys, seen), _CROWD)
        if _is_one(ground, givers, seen[pair[0]], seen[pair[1]])
    ]
    only = _only(seen)
    for pair, cosine in cosines(ground, [each.sentence for each in seen], pairs):
        one, other = (seen[at] for at in pair)
        if _are_alone(only, one, other) or _are_side_by_side(one, other) or _share_words(ground, one, other):
            yield pair, max(cosine, _SURE)


def _keys(sighting: Sighting) -> Iterator[tuple[str, str, str]]:
    """Yield the story, what is measured, and by what, for each measure of a number."""
    if not sighting.unit:
        yield from ((sighting.story, kind, "") for kind in sighting.what if kind in MEASURES)
    if sighting.thing:
        yield sighting.story, sighting.thing, sighting.unit


def _is_one(ground: Ground, givers: Givers, one: Sighting, other: Sighting) -> bool:
    sizes = sorted(_size(each) for each in (one, other))
    return (
        sizes[1] <= _FARTHEST * sizes[0]
        and not of_other_scope(ground, one, other)
        and not of_other_times(ground, one, other)
        and givers.are_two(one, other)
        and _is_claimed(ground, givers, one, other)
    )


def _is_claimed(ground: Ground, givers: Givers, one: Sighting, other: Sighting) -> bool:
    """Tell numbers of which somebody gives one; tolls that texts tell by themselves go on from day to day."""
    return TOLLS.isdisjoint(one.what) or any(
        givers.of(each) or ground.statement_at(each.document, each.span) for each in (one, other)
    )


def _size(sighting: Sighting) -> float:
    figure = sighting.figure
    return next((each for each in (figure.best, figure.low, figure.high) if each is not None), 0.0)


def _are_side_by_side(one: Sighting, other: Sighting) -> bool:
    """Tell numbers of which one sentence is right behind the other's: two set against one another."""
    return one.document == other.document and other.sentence - one.sentence == 1


def _share_words(ground: Ground, one: Sighting, other: Sighting) -> bool:
    return ground.collection.weight(one.frame & other.frame) >= _LEAST


def _only(seen: Sequence[Sighting]) -> Mapping[tuple[str, tuple[str, str, str]], bool]:
    """Tell of each text and measure whether the text gives one number alone by it."""
    sizes: defaultdict[tuple[str, tuple[str, str, str]], set[float]] = defaultdict(set)
    for each in seen:
        for key in _keys(each):
            sizes[each.document, key].add(_size(each))
    return {place: len(own) == 1 for place, own in sizes.items()}


def _are_alone(only: Mapping[tuple[str, tuple[str, str, str]], bool], one: Sighting, other: Sighting) -> bool:
    """Tell numbers that are the only ones of a measure in two texts."""
    shared = set(_keys(one)) & set(_keys(other))
    return one.document != other.document and any(
        only[one.document, key] and only[other.document, key] for key in shared
    )
