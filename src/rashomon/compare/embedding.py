"""What this room needs of language models, which are given by whoever composes a run."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Embed = Callable[[Sequence[str]], Floats]
"""Returns float32 `[n, d]`: a vector of length 1 for each of n texts."""
Judge = Callable[[Sequence[tuple[str, str]]], Floats]
"""Returns float32 `[n, 3]`: how likely each two sentences part, say the same or do neither."""


def judge_none(pairs: Sequence[tuple[str, str]]) -> Floats:
    """Judge that no two sentences part or say the same."""
    found: Floats = np.tile(np.array([0, 0, 1], dtype=np.float32), (len(pairs), 1))
    return found


def once_each(embed: Embed) -> Embed:
    """Return a function that gives the same vectors and reads each text once, however often it is asked."""
    known: dict[str, Floats] = {}

    def read(texts: Sequence[str]) -> Floats:
        if not texts:
            return embed(texts)
        new = [text for text in dict.fromkeys(texts) if text not in known]
        known.update(zip(new, embed(new), strict=True))
        return np.stack([known[text] for text in texts])

    return read
