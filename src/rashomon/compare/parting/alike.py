"""Which places in texts speak of one thing: those of one kind in sentences that are alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from rashomon.compare.candidates import sharing_pairs
from rashomon.compare.linkage import average_linkage
from rashomon.compare.parting.ground import Ground

Pair = tuple[int, int]
"""Two of several places, by their numbers, the lower first."""
_CROWD = 24  # places of one kind beside one word that are all held against one another
_TOGETHER = 0.25  # least likeness, on average, of places that speak of one thing


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a text, with what is said around it.

    Attributes:
        kind: what places must share to be held against one another.
        sentence: the number of its sentence in the collection.
        frame: the content stems around it.
    """

    kind: tuple[str, ...]
    sentence: int
    frame: frozenset[int]


@dataclass(frozen=True, slots=True)
class Demands:
    """How alike two places must be: a cosine of their sentences with the least weight of shared words."""

    pairs: tuple[tuple[float, float], ...]

    def meets(self, cosine: float, shared: float) -> bool:
        """Tell whether a pair is alike enough by one of the demands."""
        return any(cosine >= least and shared >= weight for least, weight in self.pairs)


def alike(ground: Ground, spots: Sequence[Spot], demands: Demands) -> Iterator[tuple[Pair, float]]:
    """Yield the pairs that speak of one thing, with the cosine of their sentences, four decimals."""
    sentences = [spot.sentence for spot in spots]
    for (one, other), cosine in cosines(ground, sentences, _candidates(spots)):
        shared = ground.collection.weight(spots[one].frame & spots[other].frame)
        if demands.meets(cosine, shared):
            yield (one, other), cosine


def cosines(ground: Ground, sentences: Sequence[int], pairs: Sequence[Pair]) -> Iterator[tuple[Pair, float]]:
    """Yield each pair of places with the cosine of their sentences, from 0 to 1, four decimals.

    Args:
        ground: the run.
        sentences: the number in the collection of the sentence of each place.
        pairs: of places.
    """
    needed = sorted({sentences[at] for pair in pairs for at in pair})
    if not needed:
        return
    rows = {number: row for row, number in enumerate(needed)}
    vectors = ground.embed([ground.collection.words(number) for number in needed])
    for one, other in pairs:
        cosine = float(vectors[rows[sentences[one]]] @ vectors[rows[sentences[other]]])
        yield (one, other), round(min(1.0, max(0.0, cosine)), 4)


def _candidates(spots: Sequence[Spot]) -> list[Pair]:
    """Return pairs of one kind that share a word around them; cost is near-linear in their number."""
    kinds = {kind: at for at, kind in enumerate(dict.fromkeys(spot.kind for spot in spots))}
    rows = [
        (kinds[spot.kind], stem, number) for number, spot in enumerate(spots) for stem in sorted(spot.frame)
    ]
    if not rows:
        return []
    table = np.array(rows, dtype=np.int64)
    keys = table[:, 0] * (int(table[:, 1].max()) + 1) + table[:, 1]
    order = np.lexsort((table[:, 2], keys))
    left, right = sharing_pairs(keys[order], table[order, 2], _CROWD)
    return sorted(set(zip(left.tolist(), right.tolist(), strict=True)))


def of_one_key(keys: Iterable[Iterable[Hashable]], crowd: int) -> list[Pair]:
    """Return the pairs of places that share a key, each with at most `crowd` later ones of it.

    Args:
        keys: those of each place.
        crowd: what bounds the cost, which is then linear in the number of places.
    """
    groups: defaultdict[Hashable, list[int]] = defaultdict(list)
    for at, own in enumerate(keys):
        for key in own:
            groups[key].append(at)
    return sorted(
        {
            (one, other)
            for group in groups.values()
            for place, one in enumerate(group)
            for other in group[place + 1 : place + 1 + crowd]
        }
    )


def together(size: int, pairs: Mapping[Pair, float]) -> list[list[Pair]]:
    """Return the pairs that belong to one thing, for each thing, in order."""
    groups = average_linkage(size, [(*pair, score) for pair, score in sorted(pairs.items())], _TOGETHER)
    of = {member: at for at, group in enumerate(groups) for member in group}
    inside: defaultdict[int, list[Pair]] = defaultdict(list)
    for one, other in sorted(pairs):
        if of[one] == of[other]:
            inside[of[one]].append((one, other))
    return [inside[at] for at in sorted(inside)]
