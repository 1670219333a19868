"""What one actor does to another: PLOVER types of predicates, and of a pair of actors.

The types are those of PLOVER, the political event ontology (Halterman et al., 2023, "PLOVER and
POLECAT"). The type of a predicate is linear in the vector of its word. The type of a pair is the
mean of the predicates around it, weighted by attention (after Lin et al., 2016, "Neural relation
extraction with selective attention over instances"): by what each predicate is, and by where it
stands between source and target in tree and frames.

The vectors are those of the shared encoder, which does not move for this: the set that types are
learned from is too small.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from rashomon.language.analysis import Analysis
from rashomon.language.arrays import Bools, Floats, Ints, no_floats, with_one
from rashomon.model.errors import InputError
from rashomon.model.offsets import Span

HEAD, VECTORS = "plover", "vectors"  # the name of the head, and of the model's output that it reads
MARKS = (
    "between",
    "highest",
    "beside_source",
    "beside_target",
    "one_below",
    "two_below",
    "above",
    "in_source",
    "in_target",
    "of_source",
    "of_target",
    "by_source",
    "by_target",
    "to_source",
    "to_target",
)
"""Where a predicate can stand to a pair: on the route through the tree, beside it, in an actor's
words; with an actor in any of its arguments (`of`), in the first (`by`) or the second (`to`)."""


@dataclass(frozen=True, slots=True)
class EventParameters:
    """What is learned, for vectors of width `d` and `e` types.

    Attributes:
        types: float32 `[d + 1, e]`, from the vector of a predicate and 1 to its score for each type.
        weights: float32 `[d + 1]`, from the same to the log of its weight among others.
        marks: float32 `[m]`, what each of `MARKS` adds to the log of the weight.
    """

    types: Floats
    weights: Floats
    marks: Floats

    @classmethod
    def of(cls, arrays: Mapping[str, Floats]) -> EventParameters:
        """Return the parameters among the arrays of a model."""
        return cls(*(arrays[f"{HEAD}.{name}"] for name in ("types", "weights", "marks")))

    def arrays(self) -> dict[str, Floats]:
        """Return the parameters under the names that they have among the arrays of a model."""
        return {f"{HEAD}.types": self.types, f"{HEAD}.weights": self.weights, f"{HEAD}.marks": self.marks}


@dataclass(frozen=True, slots=True)
class Around:
    """The predicates around a pair of actors.

    Attributes:
        frames: int32 `[k]`, indices in `Frames.predicates`; none where the sentence has none.
        marks: float32 `[k, m]`, 1 for each of `MARKS` that a predicate has, else 0.
    """

    frames: Ints
    marks: Floats


def predicate_types(vectors: Floats, parameters: EventParameters) -> tuple[Floats, Floats]:
    """Return float32 `[p, e]`, the scores of the types of predicates, and `[p]`, the logs of their weights.

    Args:
        vectors: float32 `[p, d]`, of the words of the predicates.
        parameters: what is learned.
    """
    widened = with_one(vectors)
    return widened @ parameters.types, widened @ parameters.weights


def pair_types(analysis: Analysis, actors: tuple[Sequence[Span], Sequence[Span]], marks: Floats) -> Floats:
    """Return float32 `[e]`, how likely each type of `Inventory.events` is for what source does to target.

    All are equally likely where the sentence has no predicate.

    Args:
        analysis: of the text.
        actors: the mentions of source and of target in code points; one of them may be empty.
        marks: float32 `[m]`, as in `EventParameters`.

    Raises:
        InputError: no word of the text belongs to either.
    """
    around = predicates_around(analysis, actors)
    weights = analysis.frames.weights[around.frames] + around.marks @ marks
    return mixed(analysis.frames.types[around.frames], weights)


def mixed(types: Floats, weights: Floats) -> Floats:
    """Return float32 `[e]`, the probabilities of the types of several predicates together.

    Args:
        types: float32 `[k, e]`, the scores of each.
        weights: float32 `[k]`, the logs of their weights.
    """
    return _shares(_shares(weights) @ types)


def predicates_around(analysis: Analysis, actors: tuple[Sequence[Span], Sequence[Span]]) -> Around:
    """Return the predicates of the sentences that source and target stand in, and how they stand to both.

    Raises:
        InputError: no word of the text belongs to either.
    """
    source, target = (_covered(analysis.words, spans) for spans in actors)
    inside = source | target
    if not inside.any():
        raise InputError(f"neither actor of {actors} is a word of the text {analysis.text[:60]!r}")
    frames, sentences = analysis.frames, analysis.sentences
    held = np.logical_or.reduceat(inside, sentences[:, 0])
    own = held[np.searchsorted(sentences[:, 0], frames.predicates, side="right") - 1]
    chosen = np.flatnonzero(own).astype(np.int32)
    columns = np.column_stack(
        [
            _tree_marks(analysis.syntax.heads, frames.predicates[chosen], (source, target)),
            *_frame_marks(analysis, chosen, (source, target)),
        ]
    )
    return Around(chosen, columns.astype(np.float32))


def _covered(words: Ints, spans: Sequence[Span]) -> Bools:
    """Return bool `[w]`, whether a word shares a character with one of the spans."""
    found = np.zeros(len(words), dtype=bool)
    for span in spans:
        found |= (words[:, 0] < span.end) & (words[:, 1] > span.start)
    return found


def _tree_marks(heads: Ints, predicates: Ints, actors: tuple[Bools, Bools]) -> Bools:
    """Return bool `[k, 9]`, the first of `MARKS`."""
    source, target = actors
    inside = source | target
    route, highest = _route(heads.tolist(), actors)
    on = np.zeros(len(heads), dtype=bool)
    on[route] = True
    outside = [word for word in route if not inside[word]]
    above = np.where(heads < 0, np.arange(len(heads)), heads)  # the root stands above itself
    parents = above[predicates]
    below = ~on[predicates] & on[parents]
    return np.column_stack(
        [
            on[predicates] & ~inside[predicates],
            predicates == highest,
            np.isin(predicates, outside[:1]),
            np.isin(predicates, outside[-1:]),
            below,
            ~on[predicates] & ~below & on[above[parents]],
            (predicates == heads[highest]),
            source[predicates],
            target[predicates],
        ]
    )


def _route(heads: Sequence[int], actors: tuple[Bools, Bools]) -> tuple[list[int], int]:
    """Return the words on the way from source to target through the tree, and the highest of them.

    From one actor alone the way leads to the root, and so it does where no tree holds both.
    """
    up, down = (_ancestors(heads, np.flatnonzero(words).tolist()) for words in actors)
    common = next((word for word in up if word in set(down)), None)
    if common is None:
        return up + down[::-1], (up or down)[-1]
    return up[: up.index(common) + 1] + down[: down.index(common)][::-1], common


def _ancestors(heads: Sequence[int], words: Sequence[int]) -> list[int]:
    """Return the first head of a mention and the words above it, up to the root."""
    inside = set(words)
    word = next((word for word in words if heads[word] not in inside), -1)
    chain = []
    while word >= 0:
        chain.append(word)
        word = heads[word]
    return chain


def _frame_marks(analysis: Analysis, chosen: Ints, actors: tuple[Bools, Bools]) -> list[Bools]:
    """Return six columns, bool `[k]`: whether source or target is in any argument, the first, the second."""
    frames, roles = analysis.frames, np.array(analysis.inventory.roles, dtype=str)
    counts = [np.concatenate([[0], np.cumsum(words)]) for words in actors]
    held = [sums[frames.arguments[:, 1]] > sums[frames.arguments[:, 0]] for sums in counts]
    names = roles[frames.labels] if len(frames.labels) else roles[:0]
    of = [np.ones(len(names), dtype=bool), names == "ARG0", names == "ARG1"]
    return [np.isin(chosen, frames.frame[has & is_one]) for is_one in of for has in held]


def _shares(scores: Floats) -> Floats:
    """Return the softmax of `[n]`; nothing of nothing."""
    exponents = np.exp(scores - scores.max()) if len(scores) else no_floats(0)
    result: Floats = (exponents / exponents.sum()).astype(np.float32) if len(scores) else exponents
    return result
