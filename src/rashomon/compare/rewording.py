"""How likely one of two sentences was written from the other, or both from one text.

Two texts on one event hold sentences that are alike by chance, so likeness alone does not tell. A first
logistic regression judges each pair by itself (`MARKS`): the weighted overlap of content stems (an Ochiai
coefficient), the cosine of the sentences' vectors (Reimers and Gurevych, 2019), the weight of what is
shared, of all and of what has no capital, since texts on one event share its names, and how many of the two
are a title or heading, which every text words for itself. A second one sees what stands around the pair
(`AROUND`): what else the two texts share, whether the sentences beside it are a pair too, and
whether one of the two has a better partner. Both are fitted by `python -m evaluation.rewording`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from rashomon.compare.candidates import SentencePairs
from rashomon.compare.collection import Collection
from rashomon.compare.embedding import Embed, Floats
from rashomon.compare.flat import Numbers
from rashomon.compare.opposed import marks_of_opposed
from rashomon.compare.settings import CompareSettings
from rashomon.compare.sharing import shared_weights

MARKS = ("overlap", "meaning", "shared", "plain", "titles")
AROUND = ("alone", "kin", "beside", "rival", "third")
_LEAST_KIN = 0.1
_LEAST_CHANCE = 1e-4
_LIKELY = 0.5
_AT_ONCE = 1 << 14  # pairs
_NEXT = [(left, right) for left in (-1, 0, 1) for right in (-1, 0, 1) if (left, right) != (0, 0)]


def rewordings(
    collection: Collection, pairs: SentencePairs, embed: Embed, settings: CompareSettings
) -> tuple[SentencePairs, Floats]:
    """Return the pairs that are worth a second look, and how likely each is one: float32 `[n]`.

    A pair that is more likely one than not by itself is one, whatever stands around it; one that says so and
    not so of one thing is none (`rashomon.compare.opposed`).
    """
    alone = chances_alone(marks_of(collection, pairs, embed), settings)
    kept = alone >= settings.rewording_alone
    pairs, alone = pairs.where(kept), alone[kept]
    agreeing = ~marks_of_opposed(collection, pairs, alone, settings)
    pairs, alone = pairs.where(agreeing), alone[agreeing]
    around = _chances(around_of(collection, pairs, alone), settings.rewording_around)
    return pairs, np.where(alone > _LIKELY, np.maximum(around, alone), around)


def chances_alone(marks: Floats, settings: CompareSettings) -> Floats:
    """Return float32 `[n]`: how likely each pair is one, by its `MARKS` alone."""
    return _chances(marks, settings.rewording_marks)


def _chances(marks: Floats, weights: Sequence[float]) -> Floats:
    """Return the probabilities of a logistic regression whose last weight is the bias."""
    raised = marks @ np.array(weights[:-1], dtype=np.float32) + np.float32(weights[-1])
    shares: Floats = 1 / (1 + np.exp(-raised))
    return shares


def marks_of(collection: Collection, pairs: SentencePairs, embed: Embed) -> Floats:
    """Return float32 `[n, 5]`: the `MARKS` of each pair."""
    shared = shared_weights(collection, pairs)
    whole = np.sqrt(shared.left * shared.right)
    overlap = np.divide(shared.both, whole, out=np.zeros(len(pairs)), where=whole > 0)
    title = np.array([not sentence.body for sentence in collection.sentences], dtype=np.int64)
    titles = title[pairs.left] + title[pairs.right]
    meaning = _meaning(collection, pairs, embed)
    marks = overlap, meaning, np.log1p(shared.both), np.log1p(shared.plain), titles
    return np.stack(marks, axis=1).astype(np.float32)


def _meaning(collection: Collection, pairs: SentencePairs, embed: Embed) -> Floats:
    """Return the cosine of the vectors of each pair, some at a time, so that memory stays bounded."""
    needed, places = np.unique(np.concatenate([pairs.left, pairs.right]), return_inverse=True)
    vectors = embed([collection.words(number) for number in needed.tolist()])
    cosines = np.zeros(len(pairs), dtype=np.float32)
    for at in range(0, len(pairs), _AT_ONCE):
        some = slice(at, min(at + _AT_ONCE, len(pairs)))
        left, right = places[: len(pairs)][some], places[len(pairs) :][some]
        cosines[some] = np.einsum("nd,nd->n", vectors[left], vectors[right])
    return cosines


def around_of(collection: Collection, pairs: SentencePairs, alone: Floats) -> Floats:
    """Return float32 `[n, 5]`: the `AROUND` of each pair.

    `alone` are the log-odds of the pair itself, `kin` is the logarithm of how many pairs the two documents
    are expected to have beside it, `beside`, `rival` and `third` are the log-odds of the likeliest pair next
    to it, of the likeliest other pair of one of its sentences in the same documents, and of the likeliest
    sentence of a third document that pairs with both.
    """
    documents = collection.flat.documents
    marks = (
        _odds(alone),
        np.log(_LEAST_KIN + _kin(pairs, alone, documents)),
        _odds(_beside(pairs, alone, documents)),
        _odds(np.maximum(*(_rival(mine, theirs, alone) for mine, theirs in _ends(pairs, documents)))),
        _odds(_third(pairs, alone)),
    )
    return np.stack(marks, axis=1).astype(np.float32)


def _odds(chances: Floats) -> Floats:
    bounded = np.clip(chances, _LEAST_CHANCE, 1 - _LEAST_CHANCE)
    odds: Floats = np.log(bounded / (1 - bounded))
    return odds


def _ends(pairs: SentencePairs, documents: Numbers) -> tuple[tuple[Numbers, Numbers], ...]:
    """Return, for either side, its sentences and the documents that they are held against."""
    return (pairs.left, documents[pairs.right]), (pairs.right, documents[pairs.left])


def _groups(mine: Numbers, theirs: Numbers) -> Numbers:
    """Return a number for each pair: the same where a sentence is held against the same document."""
    size = int(theirs.max(initial=0)) + 1
    numbers: Numbers = np.unique(mine * size + theirs, return_inverse=True)[1]
    return numbers


def _kin(pairs: SentencePairs, alone: Floats, documents: Numbers) -> Floats:
    """Return how many pairs two documents are expected to have beside each one, each sentence used once."""
    _, both = np.unique(
        documents[pairs.left] * (len(documents) + 1) + documents[pairs.right], return_inverse=True
    )
    counts = []
    for mine, theirs in _ends(pairs, documents):
        best = _is_best(_groups(mine, theirs), alone)
        totals = np.bincount(both, weights=alone * best, minlength=1)
        counts.append(totals[both] - alone * best)
    kin: Floats = np.maximum(np.minimum(*counts), 0).astype(np.float32)
    return kin


def _is_best(groups: Numbers, chances: Floats) -> npt.NDArray[np.bool_]:
    """Mark the likeliest of each group; of several, the first."""
    order = np.lexsort((-chances, groups))
    first = np.ones(len(order), dtype=np.bool_)
    first[1:] = groups[order][1:] != groups[order][:-1]
    best = np.zeros(len(order), dtype=np.bool_)
    best[order[first]] = True
    return best


def _rival(mine: Numbers, theirs: Numbers, chances: Floats) -> Floats:
    """Return the chance of the likeliest other pair of the same group, 0 where there is none."""
    groups = _groups(mine, theirs)
    best = _is_best(groups, chances)
    size = int(groups.max(initial=0)) + 1
    highest, second = np.zeros(size, dtype=np.float32), np.zeros(size, dtype=np.float32)
    highest[groups[best]] = chances[best]
    np.maximum.at(second, groups[~best], chances[~best])
    rivals: Floats = np.where(best, second[groups], highest[groups])
    return rivals


def _beside(pairs: SentencePairs, chances: Floats, documents: Numbers) -> Floats:
    """Return the chance of the likeliest pair that stands next to each one in both documents."""
    size = len(documents) + 2  # so that a step beyond either end is no sentence
    codes = (pairs.left + 1) * size + pairs.right + 1
    found = np.zeros(len(codes), dtype=np.float32)
    if not len(codes):
        return found
    padded = np.concatenate([[-1], documents, [-1]])
    for left, right in _NEXT:
        wanted = codes + left * size + right
        place = np.minimum(np.searchsorted(codes, wanted), len(codes) - 1)
        same = (
            (codes[place] == wanted)
            & (padded[pairs.left + 1 + left] == documents[pairs.left])
            & (padded[pairs.right + 1 + right] == documents[pairs.right])
        )
        found = np.maximum(found, np.where(same, chances[place], 0))
    return found


def _third(pairs: SentencePairs, chances: Floats) -> Floats:
    """Return, for each pair, how likely a sentence of a third document pairs with both: the best of them."""
    partners: defaultdict[int, dict[int, float]] = defaultdict(dict)
    for (left, right), chance in zip(pairs.each(), chances.tolist(), strict=True):
        partners[left][right] = partners[right][left] = chance
    best = [_shared(partners[one], partners[other]) for one, other in pairs.each()]
    return np.array(best, dtype=np.float32)


def _shared(here: dict[int, float], there: dict[int, float]) -> float:
    return max((min(here[each], there[each]) for each in here.keys() & there.keys()), default=0.0)
