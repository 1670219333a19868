"""Which words head the cue of a statement, and what is done by it: said, asked, demanded, denied and so on.

Two small networks of one hidden layer each read the vector of a word; the vectors are those of the shared
encoder, which does not move for this. Unlike the head for statements they are asked of each word by itself,
in whosever words it stands: they were learned from statements marked in texts of our own, those within others
among them (`training.saying`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from rashomon.language.arrays import Floats
from rashomon.language.calibration import chances
from rashomon.language.perceptron import Layer, curved

HEAD: Final = "saying"
MAY_SAY: Final = frozenset({"VERB", "NOUN", "ADJ", "AUX"})
"""Universal tags of the words that are asked about."""
LAYERS: Final = ("hearing", "said", "doing", "acts")


@dataclass(frozen=True, slots=True)
class SayingParameters:
    """What is learned, for vectors of width `d`, hidden layers of width `h` and `a` acts.

    Attributes:
        hearing: from a vector to the hidden layer of `said`.
        said: `[h, 1]`, the log-odds that a word heads a cue.
        doing: from a vector to the hidden layer of `acts`.
        acts: `[h, a]`, the score of each act.
    """

    hearing: Layer
    said: Layer
    doing: Layer
    acts: Layer

    @classmethod
    def of(cls, arrays: Mapping[str, Floats]) -> SayingParameters:
        """Return the parameters among the arrays of a model."""
        return cls(*(Layer.of(arrays, f"{HEAD}.{name}") for name in LAYERS))

    def arrays(self) -> dict[str, Floats]:
        """Return the parameters under the names that they have among the arrays of a model."""
        found: dict[str, Floats] = {}
        for name in LAYERS:
            found |= getattr(self, name).arrays(f"{HEAD}.{name}")
        return found


def saying(vectors: Floats, parameters: SayingParameters) -> Floats:
    """Return float32 `[n]`, how likely words head the cue of a statement.

    Args:
        vectors: float32 `[n, d]`, of the words.
        parameters: what is learned.
    """
    return chances(parameters.said(curved(parameters.hearing(vectors)))[:, 0])


def acts_said(vectors: Floats, parameters: SayingParameters) -> Floats:
    """Return float32 `[n, a]`, the scores of acts for words that head a cue.

    They were learned beside what rules give (`rashomon.extract.acts`): where these give none, their softmax
    is how likely each act is; of other words they tell little by themselves.

    Args:
        vectors: float32 `[n, d]`, of the words.
        parameters: what is learned.
    """
    return parameters.acts(curved(parameters.doing(vectors)))
