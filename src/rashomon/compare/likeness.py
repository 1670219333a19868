"""How likely two claims speak of one matter, whether they agree on it or not.

A logistic regression over three marks: the weighted overlap of their content stems (a cosine), the
cosine of the vectors of the sentences that they stand in (Reimers and Gurevych, 2019), and whether they
stand in two texts.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rashomon.compare.candidates import sharing_pairs
from rashomon.compare.claims import Claim
from rashomon.compare.collection import Collection
from rashomon.compare.embedding import Embed, Floats
from rashomon.compare.flat import Numbers
from rashomon.compare.settings import CompareSettings

MARKS = ("overlap", "meaning", "apart")


@dataclass(frozen=True, slots=True)
class ClaimPairs:
    """Pairs of claims by number, the lower first: int64 `[n]` twice."""

    left: Numbers
    right: Numbers


def candidate_claims(claims: Sequence[Claim], collection: Collection, crowd: int) -> ClaimPairs:
    """Return the pairs of claims of one story that share a content stem that weighs something.

    A stem of more claims than `crowd` pairs each of them with the first and the one before only, so that
    the number of pairs grows with that of claims.
    """
    entries = sorted(
        (stem, number)
        for number, claim in enumerate(claims)
        for stem in claim.stems
        if collection.weights[stem] > 0
    )
    keys, holders = np.array(entries, dtype=np.int64).reshape(-1, 2).T
    left, right = sharing_pairs(keys, holders, crowd)
    _, stories = np.unique([claim.story for claim in claims], return_inverse=True)
    together = stories[left] == stories[right]
    codes = np.unique(left[together] * len(claims) + right[together])
    return ClaimPairs(codes // len(claims), codes % len(claims))


def marks_of(claims: Sequence[Claim], pairs: ClaimPairs, collection: Collection, embed: Embed) -> Floats:
    """Return float32 `[n, 3]`: the `MARKS` of each pair."""
    norms = [_norm(claim.stems, collection) for claim in claims]
    documents = np.array([claim.document for claim in claims], dtype=np.int64)
    vectors = _vectors(claims, collection, embed)
    overlap = [
        _norm(claims[one].stems & claims[other].stems, collection) ** 2 / (norms[one] * norms[other])
        for one, other in zip(pairs.left.tolist(), pairs.right.tolist(), strict=True)
    ]
    meaning = np.einsum("nd,nd->n", vectors[pairs.left], vectors[pairs.right])
    apart = documents[pairs.left] != documents[pairs.right]
    return np.stack([np.array(overlap), meaning, apart], axis=1).astype(np.float32)


def likeness(marks: Floats, settings: CompareSettings) -> Floats:
    """Return float32 `[n]`: how likely the claims of each pair speak of one matter.

    Args:
        marks: float32 `[n, 3]`, the `MARKS` of each pair.
        settings: what they weigh.
    """
    weights = settings.matter_overlap, settings.matter_meaning, settings.matter_apart
    raised = marks @ np.array(weights, dtype=np.float32) - np.float32(settings.matter_doubt)
    shares: Floats = 1 / (1 + np.exp(-raised))
    return shares


def _norm(stems: frozenset[int], collection: Collection) -> float:
    return math.sqrt(sum(collection.weights[stem] ** 2 for stem in sorted(stems)))


def _vectors(claims: Sequence[Claim], collection: Collection, embed: Embed) -> Floats:
    """Return float32 `[n, d]`: for each claim the mean of the vectors of its sentences, of length 1."""
    needed = sorted({number for claim in claims for number in range(*claim.sentences)})
    rows = {number: row for row, number in enumerate(needed)}
    given = embed([collection.words(number) for number in needed])
    means = np.stack([given[[rows[n] for n in range(*claim.sentences)]].mean(axis=0) for claim in claims])
    lengths = np.linalg.norm(means, axis=1, keepdims=True)
    vectors: Floats = means / np.maximum(lengths, np.finfo(np.float32).tiny)
    return vectors
