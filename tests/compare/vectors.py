"""Vectors of texts for tests that need no meaning: the counts of letters, of length 1."""

import numpy as np


def letter_vectors(texts):
    """Return float32 `[n, 26]`."""
    rows = [[text.lower().count(letter) + 0.1 for letter in "abcdefghijklmnopqrstuvwxyz"] for text in texts]
    vectors = np.array(rows, dtype=np.float32).reshape(-1, 26)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
