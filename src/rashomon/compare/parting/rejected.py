"""Numbers that a text puts in place of those it rejects: "41 ships, not 43", "not two but five gates"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from rashomon.compare.parting.alike import Pair, cosines
from rashomon.compare.parting.ground import Ground
from rashomon.compare.parting.quantities import Quantity, quantities
from rashomon.compare.parting.sightings import Sighting

_LEAST = 0.5  # least cosine of the sentences
_SURE = 0.8
_CROWD = 24  # numbers of one size that are held against a rejected one
_SCALES = (1.0, 1e3, 1e6, 1e9)  # "not 7 but 11 million"
_NOT = re.compile(r"\bnot\s+(?:[^\W\d_]+\s+){0,2}$", re.IGNORECASE)
_BUT = re.compile(r"\s*(?:[^\W\d_]+\s+){0,2}?but\s", re.IGNORECASE)
_AND_NOT = re.compile(r"[^.;:]{0,40}?(?:,|\band)\s+not\s+(?:the\s+)?$", re.IGNORECASE)
_BEFORE = 40  # characters before a number in which it is rejected


def rejected(ground: Ground, seen: Sequence[Sighting]) -> Iterator[tuple[Pair, float]]:
    """Yield a number with one of another text that its sentence rejects by name, of the same things.

    Args:
        ground: a run.
        seen: its numbers, in order of text and place.
    """
    of_size = _by_size(seen)
    pairs = [
        (min(at, other), max(at, other))
        for at, each in enumerate(seen)
        for size in _rejects(ground, each)
        for other in of_size.get((each.story, each.unit, size), ())[:_CROWD]
        if _is_same(each, seen[other])
    ]
    for pair, cosine in cosines(ground, [each.sentence for each in seen], sorted(set(pairs))):
        if cosine >= _LEAST:
            yield pair, max(cosine, _SURE)


def _by_size(seen: Sequence[Sighting]) -> Mapping[tuple[str, str, float], list[int]]:
    found: defaultdict[tuple[str, str, float], list[int]] = defaultdict(list)
    for at, each in enumerate(seen):
        if each.figure.best is not None:
            found[each.story, each.unit, each.figure.best].append(at)
    return found


def _is_same(one: Sighting, other: Sighting) -> bool:
    return one.document != other.document and not set(one.what).isdisjoint(other.what)


def _rejects(ground: Ground, sighting: Sighting) -> Iterator[float]:
    """Yield how large the number may be in place of which a number is given."""
    text = ground.documents[sighting.document].text
    sentence = ground.collection.sentences[sighting.sentence].span
    for other in quantities(text, sentence):
        if other.figure.best is not None and _is_put_for(text, sighting, other):
            scales = _SCALES if not other.unit and other.figure.best < _SCALES[1] else _SCALES[:1]
            size = other.figure.best * (sighting.size if not other.unit else 1.0)
            yield from (size * scale for scale in scales)


def _is_put_for(text: str, sighting: Sighting, other: Quantity) -> bool:
    """Tell whether a number stands for another one in "not … but" or in "…, not …"."""
    here, there = sighting.span, other.span
    if there.end <= here.start:
        put = _NOT.search(text, max(0, there.start - _BEFORE), there.start)
        return bool(put and _BUT.fullmatch(text, there.end, here.start))
    return bool(there.start > here.end and _AND_NOT.fullmatch(text, here.end, there.start))
