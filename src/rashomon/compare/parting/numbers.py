"""Numbers that texts give for one thing: figures of one event, and whatever else is counted or measured."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import combinations
from types import MappingProxyType

from rashomon.compare.figures import PEOPLE
from rashomon.compare.labels import shortened
from rashomon.compare.parting.alike import Demands, Pair, Spot, alike, cosines, together
from rashomon.compare.parting.givers import Givers
from rashomon.compare.parting.ground import Ground
from rashomon.compare.parting.incidents import of_one_incident
from rashomon.compare.parting.measured import ATTENDED, TOLLS
from rashomon.compare.parting.pointing import Entry, Verdict, parted
from rashomon.compare.parting.points import Given, Parted, Point
from rashomon.compare.parting.recounts import counts_anew, recounts
from rashomon.compare.parting.rejected import rejected
from rashomon.compare.parting.scope import (
    are_people,
    are_victims,
    of_other_nouns,
    of_other_scope,
    of_other_times,
)
from rashomon.compare.parting.sightings import Sighting, Sightings
from rashomon.compare.parting.weighing import Compared, excluded, weighed
from rashomon.model.records import Passage

_ALIKE = Demands(((0.5, 0.9), (0.72, 0.5)))
_LEAST: Mapping[str, float] = MappingProxyType({"minutes": 0.75, **dict.fromkeys(TOLLS, 0.5)})
"""Least cosine of sentences with numbers of a kind,"""
_USUAL = 0.6  # and of those of any other kind
_OF_EVENT = 0.65  # least cosine of what tells one event
_SURE = 0.7  # cosine from which on other places may be named
_VERY_ALIKE = Demands(((0.7, 1.7),))
_LARGE, _LIKE_SIZE = 20.0, 2.5
_FARTHEST = 10.0  # how many times as large as another a number of the same thing may be
_CROWD = 24  # tellings of one event whose figures are all held against one another
_MEASURES: Mapping[str, str] = MappingProxyType(
    {"per cent": "share", "metres": "distance", "tonnes": "weight", "minutes": "duration", "hectares": "area"}
)
"""What is measured by a unit."""


def numbers(ground: Ground) -> Iterator[Parted]:
    """Yield the points on which texts give numbers that are not the same."""
    seen = Sightings(ground).all()
    pairs = {
        (one, other): score
        for (one, other), score in (*_of_one_kind(ground, seen), *_of_large_ones(ground, seen))
        if _may_be_one(seen[one], seen[other], ground)
        and _are_named_in_both(ground, seen[one], seen[other], score)
    }
    pairs |= dict(_of_one_event(ground, seen)) | dict(of_one_incident(ground, seen))
    told = _told_in(seen)
    nouns = _nouns_in(seen)
    kept = {
        pair: score
        for pair, score in pairs.items()
        if not _has_both(told, *(seen[at] for at in pair))
        and not of_other_nouns(nouns, *(seen[at] for at in pair))
    }
    against = dict(rejected(ground, seen))
    kept |= dict(recounts(ground, seen)) | against
    givers = Givers(ground)
    for group in together(len(seen), kept):
        yield from _of_group(ground, givers, seen, {pair: kept[pair] for pair in group}, against)


def _of_group(
    ground: Ground,
    givers: Givers,
    seen: Sequence[Sighting],
    pairs: Mapping[Pair, float],
    against: Collection[Pair],
) -> Iterator[Parted]:
    """Yield the point of numbers of one thing, if any two of them are not the same."""
    held = {
        pair: verdict
        for pair, score in pairs.items()
        if (verdict := _weighed(_ordered(ground, givers, pair, seen), score, rejects=pair in against))
    }
    judged = {at for pair in held for at in pair}
    if not judged:
        return
    told = {_key(seen[at]) for at in judged}
    members = sorted({at for pair in pairs for at in pair if at in judged or _key(seen[at]) in told})
    place = {at: number for number, at in enumerate(members)}
    own = [seen[at] for at in members]
    keys = _keys(own)
    entries = [Entry(key, _given(ground, each)) for key, each in zip(keys, own, strict=True)]
    verdicts = {(place[one], place[other]): verdict for (one, other), verdict in held.items()}
    found = parted(ground, _point(ground, own), entries, verdicts)
    if found is not None:
        yield found


def _of_one_kind(ground: Ground, seen: Sequence[Sighting]) -> Iterator[tuple[Pair, float]]:
    """Yield the pairs of numbers that count or measure the same, in sentences that are alike."""
    places = [(at, kind) for at, each in enumerate(seen) for kind in each.what]
    spots = [Spot((seen[at].story, kind), seen[at].sentence, seen[at].frame) for at, kind in places]
    for (one, other), score in alike(ground, spots, _ALIKE):
        if score >= _LEAST.get(places[one][1], _USUAL):
            yield (places[one][0], places[other][0]), score


def _of_large_ones(ground: Ground, seen: Sequence[Sighting]) -> Iterator[tuple[Pair, float]]:
    """Yield the pairs of large numbers of like size in sentences that are very much alike.

    One is of people, or of what is not clear ("340 of them"), and the other may be of any thing.
    """
    large = [at for at, each in enumerate(seen) if not each.unit and _size(each) >= _LARGE]
    spots = [Spot((seen[at].story,), seen[at].sentence, seen[at].frame) for at in large]
    for (one, other), score in alike(ground, spots, _VERY_ALIKE):
        pair = large[one], large[other]
        sizes = sorted(_size(seen[at]) for at in pair)
        if sizes[1] <= _LIKE_SIZE * sizes[0] and any(set(seen[at].what) <= {PEOPLE, ATTENDED} for at in pair):
            yield pair, score


def _size(sighting: Sighting) -> float:
    figure = sighting.figure
    return next((each for each in (figure.best, figure.low, figure.high) if each is not None), 0.0)


def _told_in(seen: Sequence[Sighting]) -> dict[int, set[str]]:
    """Return the numbers that each sentence gives, by the sentence's number."""
    told: defaultdict[int, set[str]] = defaultdict(set)
    for each in seen:
        told[each.sentence].add(_key(each))
    return told


def _nouns_in(seen: Sequence[Sighting]) -> Mapping[int, frozenset[str]]:
    """Return the nouns by which each sentence counts, by the sentence's number."""
    nouns: defaultdict[int, set[str]] = defaultdict(set)
    for each in seen:
        nouns[each.sentence].add(each.noun)
    return {sentence: frozenset(own) for sentence, own in nouns.items()}


def _has_both(told: Mapping[int, set[str]], one: Sighting, other: Sighting) -> bool:
    """Tell two numbers that one sentence gives both: it tells them of two things, or one from the other."""
    here, there = _key(one), _key(other)
    both = here in told[other.sentence] or there in told[one.sentence]
    return here != there and both


def _ordered(ground: Ground, givers: Givers, pair: Pair, seen: Sequence[Sighting]) -> Compared:
    first, second = sorted((seen[at] for at in pair), key=lambda each: ground.numbers[each.document])
    return Compared(ground, givers, first, second)


def _weighed(both: Compared, score: float, *, rejects: bool) -> Verdict | None:
    """Return how two numbers stand to one another; one that rejects the other by name is no later count."""
    if _key(both.left) == _key(both.right):
        return None
    return excluded(both, score) if rejects else weighed(both, score)


def _point(ground: Ground, seen: Sequence[Sighting]) -> Point:
    first = seen[0]
    words = ground.collection.words(first.sentence)
    event = next((each.event.id for each in seen if each.event), None)
    about = ground.telling_of.get(event or "")
    shared = set(first.what).intersection(*(each.what for each in seen)) or set(first.what)
    what = next((word for kind, word in first.what.items() if kind in shared), "number")
    return Point("number", _MEASURES.get(first.unit, what), shortened(words), (), about)


def _given(ground: Ground, sighting: Sighting) -> Given:
    """Return what gives a number; one that is no figure of the event beside it stands for itself.

    A count set against another one stands in its own sentence, of no event.
    """
    if counts_anew(ground, sighting) and not ground.statement_at(sighting.document, sighting.span):
        sentence = ground.collection.sentences[sighting.sentence].span
        return Given(Passage(document=sighting.document, spans=(sentence,)), _told(ground, sighting))
    given = ground.given(sighting.document, sighting.span, _told(ground, sighting), sighting.event)
    if sighting.event is None and given.finding in ground.holders.events:
        passage = Passage(document=sighting.document, spans=(sighting.span,), finding=given.finding)
        return Given(passage, given.value)
    return given


def _key(sighting: Sighting) -> str:
    figure = sighting.figure
    return f"{figure.low} {figure.best} {figure.high} {sighting.unit}"


def _keys(seen: Sequence[Sighting]) -> Iterator[str]:
    """Yield the key of each number of one thing; a bound in a text that gives the number too is that."""
    exact = {(each.document, _size(each), each.unit): _key(each) for each in seen if _is_exact(each)}
    return (exact.get((each.document, _size(each), each.unit), _key(each)) for each in seen)


def _is_exact(sighting: Sighting) -> bool:
    figure = sighting.figure
    return figure.best is not None and not figure.approximate


def _told(ground: Ground, sighting: Sighting) -> str:
    return " ".join(sighting.span.of(ground.documents[sighting.document].text).split())


def _may_be_one(one: Sighting, other: Sighting, ground: Ground) -> bool:
    """Tell numbers that may be of one thing: of one scope, one size and one time, given by two."""
    if one.document == other.document and not _are_of_two(one, other, ground):
        return False
    sizes = sorted(_size(each) for each in (one, other))
    named = one.main and other.main and one.main.isdisjoint(other.main)
    return (
        sizes[1] <= _FARTHEST * sizes[0]
        and not named
        and not of_other_scope(ground, one, other)
        and not of_other_times(ground, one, other)
        and (are_people(one, other) or not _of_two_days(one, other, ground))
    )


def _are_of_two(one: Sighting, other: Sighting, ground: Ground) -> bool:
    """Tell numbers of people that two speakers give in one text."""
    return are_people(one, other) and ground.of_two_speakers(one.document, one.span, other.span)


def _of_two_days(one: Sighting, other: Sighting, ground: Ground) -> bool:
    """Tell numbers that say how something moved, in texts of two days."""
    moves = one.moves or other.moves
    return moves and ground.day(one.document) != ground.day(other.document)


def _are_named_in_both(ground: Ground, one: Sighting, other: Sighting, score: float) -> bool:
    """Tell whether whoever is named beside either number is named in the text of the other.

    In sentences that are less alike, so must be all places and whatever else has a name; who come to
    something or to harm are the same ones, whatever is named beside them.
    """
    if are_people(one, other) and score >= _OF_EVENT:
        return True
    here, there = ground.named_in(one.document), ground.named_in(other.document)
    if score >= _SURE:
        return one.main <= there and other.main <= here
    return one.names <= there and other.names <= here


def _of_one_event(ground: Ground, seen: Sequence[Sighting]) -> Iterator[tuple[Pair, float]]:
    """Yield pairs of numbers by which tellings of one event count the same, once in each telling.

    Victims of one event are the same ones; what else is counted of it must be told in like sentences.
    """
    pairs = sorted(set(_counted_alike(ground, seen)))
    for (one, other), cosine in cosines(ground, [each.sentence for each in seen], pairs):
        pair = seen[one], seen[other]
        if (are_victims(*pair) and not _are_apart(ground, *pair)) or (
            cosine >= _OF_EVENT and _may_be_one(*pair, ground)
        ):
            yield (one, other), max(cosine, _OF_EVENT)


def _are_apart(ground: Ground, one: Sighting, other: Sighting) -> bool:
    return of_other_scope(ground, one, other) or of_other_times(ground, one, other)


def _counted_alike(ground: Ground, seen: Sequence[Sighting]) -> Iterator[Pair]:
    counts = _by_event(seen)
    for _, tellings in ground.tellings:
        kinds: defaultdict[str, list[int]] = defaultdict(list)
        for event in tellings:
            for kind, own in counts.get(event.id, {}).items():
                kinds[kind] += own if len(own) == 1 else []
        for own in kinds.values():
            yield from (pair for pair in combinations(sorted(own[:_CROWD]), 2) if _of_two_texts(seen, pair))


def _by_event(seen: Sequence[Sighting]) -> Mapping[str, Mapping[str, list[int]]]:
    """Return the numbers by what they count, for each event that counts by them."""
    counts: defaultdict[str, defaultdict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for at, each in enumerate(seen):
        for kind in each.what if each.event else ():
            counts[each.event.id if each.event else ""][kind].append(at)
    return counts


def _of_two_texts(seen: Sequence[Sighting], pair: Pair) -> bool:
    one, other = (seen[at] for at in pair)
    return one.document != other.document
