"""The arrays that the language core is written in."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]
Floats = NDArray[np.float32]
Bools = NDArray[np.bool_]


def no_ints(*shape: int) -> Ints:
    """Return an int32 array of `shape`, empty where one of its sides is 0."""
    return np.zeros(shape, dtype=np.int32)


def no_floats(*shape: int) -> Floats:
    """Return a float32 array of `shape`, empty where one of its sides is 0."""
    return np.zeros(shape, dtype=np.float32)


def with_one(vectors: Floats) -> Floats:
    """Append a column of ones to `[n, d]`, so that a bilinear form holds the linear terms too."""
    return np.column_stack([vectors, np.ones(len(vectors), dtype=np.float32)])


def doubling_rows(steps: Ints, half: int) -> Ints:
    """Return int32 of the shape of `steps`, below 2 * `half` + 1: rows of distances that double in width.

    The middle row is for 0; steps back come below it, and the outermost rows hold all that is farther.
    """
    widths = np.minimum(np.ceil(np.log2(np.abs(steps) + 1)), half).astype(np.int32)
    rows: Ints = (half + np.sign(steps) * widths).astype(np.int32)
    return rows
