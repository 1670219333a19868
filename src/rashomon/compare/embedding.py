"""What this room needs of a language model, which is given by whoever composes a run."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Embed = Callable[[Sequence[str]], Floats]
"""Returns float32 `[n, d]`: a vector of length 1 for each of n texts."""


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
