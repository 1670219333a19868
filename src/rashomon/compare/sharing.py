"""What two sentences share: the weight of the content stems that stand in both, for many pairs at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rashomon.compare.candidates import SentencePairs
from rashomon.compare.collection import Collection
from rashomon.compare.flat import Marks, Numbers

Weights = npt.NDArray[np.float64]
_AT_ONCE = 1 << 16  # pairs, so that memory stays bounded


@dataclass(frozen=True, slots=True)
class InCommon:
    """Weights of content stems, float64 `[n]` each.

    Attributes:
        both: of those that stand in both sentences of a pair.
        plain: of those of them that stand in both without a capital.
        left: of all in the one,
        right: and of all in the other.
    """

    both: Weights
    plain: Weights
    left: Weights
    right: Weights


@dataclass(frozen=True, slots=True)
class _Stems:
    """The stems of all sentences, each once a sentence; `firsts` has where each sentence begins."""

    codes: Numbers
    weights: Weights
    plain: Marks
    firsts: Numbers
    size: int


def shared_weights(collection: Collection, pairs: SentencePairs) -> InCommon:
    """Return what the sentences of each pair share."""
    stems = _stems_of(collection)
    totals = np.concatenate([[0.0], np.cumsum(stems.weights)])
    whole = totals[stems.firsts[1:]] - totals[stems.firsts[:-1]]
    parts = [
        _common(stems, pairs.left[at : at + _AT_ONCE], pairs.right[at : at + _AT_ONCE])
        for at in range(0, len(pairs), _AT_ONCE)
    ]
    both, plain = np.concatenate([np.zeros((2, 0)), *parts], axis=1)
    return InCommon(both, plain, whole[pairs.left], whole[pairs.right])


def _stems_of(collection: Collection) -> _Stems:
    flat = collection.flat
    size = int(flat.stems.max(initial=0)) + 1
    codes, places = np.unique(flat.sentences * size + flat.stems, return_inverse=True)
    plain = np.zeros(len(codes), dtype=np.bool_)
    plain[places[~flat.capital]] = True
    weights = np.zeros(size)
    weights[list(collection.weights)] = list(collection.weights.values())
    firsts = np.searchsorted(codes, np.arange(len(flat.documents) + 1, dtype=np.int64) * size)
    return _Stems(codes, weights[codes % size], plain, firsts, size)


def _common(stems: _Stems, left: Numbers, right: Numbers) -> npt.NDArray[np.float64]:
    """Return float64 `[2, n]`: the weight of the stems that both have, and of those plain in both."""
    counts = stems.firsts[left + 1] - stems.firsts[left]
    pair = np.repeat(np.arange(len(left)), counts)
    begins = np.cumsum(counts) - counts
    here = np.arange(len(pair)) - begins[pair] + stems.firsts[left][pair]
    wanted = right[pair] * stems.size + stems.codes[here] % stems.size
    there = np.minimum(np.searchsorted(stems.codes, wanted), max(0, len(stems.codes) - 1))
    found = stems.codes[there] == wanted if len(pair) else np.zeros(0, dtype=np.bool_)
    weights = np.where(found, stems.weights[here], 0.0)
    plain = np.where(stems.plain[here] & stems.plain[there], weights, 0.0)
    return np.stack([np.bincount(pair, part, len(left)) for part in (weights, plain)])
