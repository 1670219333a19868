"""What actors do to each other: PLOVER types of predicates, and of two actors together.

The types are those of PLOVER, the political event ontology (Halterman et al., 2023, "PLOVER and
POLECAT"). The type of a predicate is linear in the vector of its word. That of two actors is the mean
of the predicates around their mentions, weighted by attention (after Lin et al., 2016, "Neural relation
extraction with selective attention over instances"): by what a predicate is, which is learned, and by
how near it stands. Which of the two acts is not looked at: in the set that types are learned from no
sentence has another type for another pair or direction.

The vectors are those of the shared encoder, which does not move for this: the set is too small.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from rashomon.language.analysis import Analysis
from rashomon.language.arrays import Floats, Ints
from rashomon.model.errors import InputError
from rashomon.model.offsets import Span

HEAD, VECTORS = "plover", "vectors"  # the name of the head, and of the model's output that it reads
FADING = 2.0
"""The power by which a predicate's weight falls with its distance in words, plus 1, from the actors."""


@dataclass(frozen=True, slots=True)
class EventParameters:
    """What is learned, for vectors of width `d` and `e` types.

    Attributes:
        types: float32 `[d, e]`, from the vector of a predicate to its score for each type, divided by
            a temperature, so that types are as likely as they are right.
        weights: float32 `[d]`, from the same to the log of its weight among others.
    """

    types: Floats
    weights: Floats

    @classmethod
    def of(cls, arrays: Mapping[str, Floats]) -> EventParameters:
        """Return the parameters among the arrays of a model."""
        return cls(arrays[f"{HEAD}.types"], arrays[f"{HEAD}.weights"])

    def arrays(self) -> dict[str, Floats]:
        """Return the parameters under the names that they have among the arrays of a model."""
        return {f"{HEAD}.types": self.types, f"{HEAD}.weights": self.weights}


@dataclass(frozen=True, slots=True)
class Around:
    """The predicates around mentions.

    Attributes:
        frames: int32 `[k]`, indices in `Frames.predicates`; none where the sentences have none.
        nearness: float32 `[k]`, the log of what a predicate weighs for its place: 0 between the first
            and the last word of the mentions, less outside.
    """

    frames: Ints
    nearness: Floats


def predicate_types(vectors: Floats, parameters: EventParameters) -> tuple[Floats, Floats]:
    """Return float32 `[p, e]`, the scores of the types of predicates, and `[p]`, the logs of their weights.

    Args:
        vectors: float32 `[p, d]`, of the words of the predicates.
        parameters: what is learned.
    """
    return vectors @ parameters.types, vectors @ parameters.weights


def pair_types(analysis: Analysis, mentions: Sequence[Span]) -> Floats:
    """Return float32 `[e]`, how likely each type of `Inventory.events` is for what two actors do.

    Learned as if all types were equally frequent; how sure the likeliest is was fitted to PLV's own shares
    (`training.plover`). All are equally likely where no predicate stands in the sentences from the first
    mention to the last.

    Args:
        analysis: by a model with the head.
        mentions: of both actors in one passage, or of one where the other isn't named, in any order;
            code points of the text.

    Raises:
        InputError: the model has no types of events, or no word of the text belongs to a mention.
    """
    if not analysis.inventory.events:
        raise InputError(
            f"the model {analysis.made_by} gives no types of events: add them to it with training.plover"
        )
    around = predicates_around(analysis, mentions)
    frames = analysis.frames
    return mixed(frames.types[around.frames], frames.weights[around.frames] + around.nearness)


def mixed(types: Floats, weights: Floats) -> Floats:
    """Return float32 `[e]`, the probabilities of the types of several predicates together.

    Args:
        types: float32 `[k, e]`, the scores of each.
        weights: float32 `[k]`, the logs of their weights.
    """
    return _softmax(_softmax(weights) @ types)


def predicates_around(analysis: Analysis, mentions: Sequence[Span]) -> Around:
    """Return the predicates of the sentences from the first mention to the last, and how near they stand.

    Raises:
        InputError: no word of the text belongs to a mention.
    """
    first, last = _ends(analysis, mentions)
    sentences, predicates = analysis.sentences, analysis.frames.predicates
    own = np.searchsorted(sentences[:, 0], (first, last), side="right") - 1
    begin, end = np.searchsorted(predicates, (sentences[own[0], 0], sentences[own[1], 1]))
    words = predicates[begin:end]
    distances = np.maximum(0, np.maximum(first - words, words - last))
    return Around(np.arange(begin, end, dtype=np.int32), (-FADING * np.log1p(distances)).astype(np.float32))


def _ends(analysis: Analysis, mentions: Sequence[Span]) -> tuple[int, int]:
    """Return the first and the last word that shares a character with a mention."""
    starts, ends = analysis.words.T
    spans = np.array([(span.start, span.end) for span in mentions], dtype=np.int32).reshape(-1, 2, 1)
    found = np.flatnonzero(((starts < spans[:, 1]) & (ends > spans[:, 0])).any(axis=0))
    if not len(found):
        raise InputError(f"none of {list(mentions)} is a word of the text {analysis.text[:60]!r}")
    return int(found[0]), int(found[-1])


def _softmax(scores: Floats) -> Floats:
    """Return the softmax of `[n]`; nothing of nothing."""
    result: Floats = np.exp(scores - np.logaddexp.reduce(scores)).astype(np.float32)
    return result
