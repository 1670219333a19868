"""What predicates tell: whether an event that a story may turn on, of which PLOVER type, and how far it came.

Two small networks of one hidden layer each read the vector of a predicate's word, one for whether it tells
an event, one for what kind of event that is. The vectors are those of the shared encoder, which does not move
for this. Learned from events marked in stories of our own (`training.happening`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from rashomon.language.arrays import Floats
from rashomon.language.calibration import chances
from rashomon.language.perceptron import Layer, curved

HEAD: Final = "happening"
NO_TYPE: Final = ""
"""Stands among types for events that are none of PLOVER's."""
LAYERS: Final = ("telling", "told", "coming", "types", "statuses")


@dataclass(frozen=True, slots=True)
class HappeningParameters:
    """What is learned, for vectors of width `d`, hidden layers of width `h`, `e` types and `s` statuses.

    Attributes:
        telling: from a vector to the hidden layer of `told`.
        told: `[h, 1]`, the log-odds that a predicate tells an event.
        coming: from a vector to the hidden layer of `types` and `statuses`.
        types: `[h, e]`, the score of each type.
        statuses: `[h, s]`, the score of each status.
    """

    telling: Layer
    told: Layer
    coming: Layer
    types: Layer
    statuses: Layer

    @classmethod
    def of(cls, arrays: Mapping[str, Floats]) -> HappeningParameters:
        """Return the parameters among the arrays of a model."""
        return cls(*(Layer.of(arrays, f"{HEAD}.{name}") for name in LAYERS))

    def arrays(self) -> dict[str, Floats]:
        """Return the parameters under the names that they have among the arrays of a model."""
        layers: list[tuple[str, Layer]] = [(name, getattr(self, name)) for name in LAYERS]
        found: dict[str, Floats] = {}
        for name, layer in layers:
            found |= layer.arrays(f"{HEAD}.{name}")
        return found


@dataclass(frozen=True, slots=True)
class Happening:
    """What `p` predicates tell.

    Attributes:
        told: float32 `[p]`, how likely each tells an event that a story may turn on.
        types: float32 `[p, e]`, how likely each type is, if it does.
        statuses: float32 `[p, s]`, how likely each status is, if it does.
    """

    told: Floats
    types: Floats
    statuses: Floats


def happening(vectors: Floats, parameters: HappeningParameters) -> Happening:
    """Return what predicates tell.

    Args:
        vectors: float32 `[p, d]`, of the words of the predicates.
        parameters: what is learned.
    """
    odds = parameters.told(curved(parameters.telling(vectors)))[:, 0]
    coming = curved(parameters.coming(vectors))
    return Happening(chances(odds), _softmax(parameters.types(coming)), _softmax(parameters.statuses(coming)))


def _softmax(scores: Floats) -> Floats:
    raised = np.exp(scores - scores.max(axis=1, keepdims=True)) if scores.size else scores
    shares: Floats = raised / raised.sum(axis=1, keepdims=True)
    return shares
