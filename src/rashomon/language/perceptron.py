"""Small networks of one hidden layer that read vectors of words, fitted to an encoder that does not move."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from rashomon.language.arrays import Floats

_CURVE = float(np.sqrt(2 / np.pi))


@dataclass(frozen=True, slots=True)
class Layer:
    """A linear map: float32 `[d, k]` and `[k]`."""

    weights: Floats
    bias: Floats

    def __call__(self, vectors: Floats) -> Floats:
        """Return float32 `[n, k]` for vectors `[n, d]`."""
        found: Floats = vectors @ self.weights + self.bias
        return found

    @classmethod
    def of(cls, arrays: Mapping[str, Floats], name: str) -> Layer:
        """Return the layer of a name among the arrays of a model."""
        return cls(arrays[name], arrays[f"{name}_bias"])

    def arrays(self, name: str) -> dict[str, Floats]:
        """Return what `of` reads."""
        return {name: self.weights, f"{name}_bias": self.bias}


def curved(values: Floats) -> Floats:
    """Return the GELU of values, in its tanh form (Hendrycks and Gimpel, 2016)."""
    found: Floats = 0.5 * values * (1 + np.tanh(_CURVE * values * (1 + 0.044715 * values * values)))
    return found
