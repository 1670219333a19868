"""From scores of words to statements: cues, and the pieces of source and content that each has."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from rashomon.language.encoding import Ints

ROLES = ("source", "cue", "content")
LABELS = ("O", *(f"{edge}-{role}" for role in ROLES for edge in "BI"))
PIECES = ("O", "B-source", "I-source", "B-content", "I-content")
# Which of `LABELS` stand for "outside" once a cue is given, and which for the pieces.
UNARY = ((0, 3, 4), (1, 2, 5, 6))
DISTANCES = 21  # up to 1,023 words on either side


def legal_piece_transitions() -> NDArray[np.bool_]:
    """Return bool `[5, 5]`: whether a label may follow another; I only goes on from B or I of its kind."""
    legal = np.ones((len(PIECES), len(PIECES)), dtype=bool)
    for inside in (2, 4):
        legal[:, inside] = False
        legal[[inside - 1, inside], inside] = True
    return legal


def distance_rows(words: Ints, first: Ints, last: Ints) -> Ints:
    """Return int32 `[n, w]`: for each cue and word the row of its distance, doubling in width.

    The middle row is for the words of the cue itself; words before it come below.

    Args:
        words: int32 `[w]`, numbers of words.
        first: int32 `[n]`, the first word of each cue.
        last: int32 `[n]`, the last word of each cue.
    """
    before = np.minimum(words[None, :] - first[:, None], 0)
    after = np.maximum(words[None, :] - last[:, None], 0)
    signed = before + after
    half = DISTANCES // 2
    steps = np.minimum(np.ceil(np.log2(np.abs(signed) + 1)), half).astype(np.int32)
    rows: Ints = (half + np.sign(signed) * steps).astype(np.int32)
    return rows
