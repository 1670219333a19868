"""What an encoder could say of short texts, one letter a word."""

from __future__ import annotations

import numpy as np

from rashomon.language.assembly import FIRST_LINKS
from rashomon.language.assembly import MARKS as TRUST_MARKS
from rashomon.language.attribution import (
    DISTANCES,
    LABELS,
    OWNER,
    PIECES,
    AttributionOutputs,
    AttributionParameters,
)
from rashomon.language.labels import legal_chain, opened
from rashomon.language.linking import MARKS as LINK_MARKS

SIZE = 4
SURE = 12.0


def parameters(**changes) -> AttributionParameters:
    plain = {
        "forms": np.zeros((len(PIECES), SIZE + 1, SIZE + 1), np.float32),
        "distance": np.zeros((DISTANCES, len(PIECES)), np.float32),
        "labels": legal_chain(len(LABELS)),
        "pieces": legal_chain(len(PIECES)),
        "links": FIRST_LINKS,
        "trust": np.zeros(len(TRUST_MARKS) + 1, np.float32),
    }
    return AttributionParameters(**{**plain, **changes})


def outputs(labels: str, seed: int = 0, opens=(0,), zones=None, doubts=()) -> AttributionOutputs:
    """Make outputs that say `labels`, one a word: s, c, t begin a source, cue, content; capitals go on.

    Each of `doubts` is the number of a word and the log-odds of a cue there against what is said.
    """
    numbers = {".": 0, "s": 1, "S": 2, "c": 3, "C": 4, "t": 5, "T": 6}
    count = len(labels)
    scores = np.zeros((count, len(LABELS)), np.float32)
    scores[np.arange(count), [numbers[label] for label in labels]] = SURE
    for word, odds in doubts:
        scores[word, LABELS.index("B-cue")] = SURE + odds
    noise = np.random.default_rng(seed).normal(size=(2, count, SIZE)).astype(np.float32)
    marks = np.isin(np.arange(count), opens)
    zones = opened(np.zeros(count, bool)) if zones is None else np.array(zones, np.int32)
    return AttributionOutputs(scores, *noise, marks, zones)


def link_weights(one: float, **marks: float) -> np.ndarray:
    """Return the weights of some marks of a link, and of 1."""
    return np.array([*(marks.get(name, 0.0) for name in LINK_MARKS), one], np.float32)


def prefer(kind: str, sign: int) -> np.ndarray:
    """Return biases that make a cue see pieces of a kind on one side of itself only."""
    bias = np.zeros((DISTANCES, len(PIECES)), np.float32)
    half = DISTANCES // 2
    other_side = slice(0, half) if sign > 0 else slice(half + 1, None)
    bias[other_side, [i for i, name in enumerate(PIECES) if name.endswith(kind)]] = -3 * SURE
    return bias


def nearest() -> np.ndarray:
    """Return biases by which a word is owned by the nearest cue, where it lies after that."""
    half = DISTANCES // 2
    bias = np.zeros((DISTANCES, len(PIECES)), np.float32)
    bias[:, OWNER] = -3 * SURE * np.arange(DISTANCES)
    bias[:half, OWNER] = -3 * SURE * DISTANCES
    return bias
