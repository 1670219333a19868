"""The layers of an analysis: arrays of indices, no copied strings.

Words are numbered from 0 over the whole document. Spans are half-open ranges of words; what they
are in characters is asked of `Analysis.offsets`. Labels are indices into the `Inventory` of the
model that made the analysis. A layer whose head the model file does not have is empty.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from rashomon.language.arrays import Bools, Floats, Ints, no_floats, no_ints
from rashomon.model.records import Act, EventStatus


@dataclass(frozen=True, slots=True)
class Inventory:
    """The labels of a model's heads, in the order of their numbers."""

    upos: tuple[str, ...] = ()
    xpos: tuple[str, ...] = ()
    features: tuple[str, ...] = ()
    relations: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    happening: tuple[str, ...] = ()
    statuses: tuple[EventStatus, ...] = ()
    acts: tuple[Act, ...] = ()


@dataclass(frozen=True, slots=True)
class Syntax:
    """Tags and tree of each word, in the terms of Universal Dependencies.

    Attributes:
        upos: int32 `[w]`, index in `Inventory.upos`.
        xpos: int32 `[w]`, index in `Inventory.xpos`.
        features: int32 `[w]`, index in `Inventory.features`.
        heads: int32 `[w]`, the word that a word depends on; -1 for the root of a sentence.
        relations: int32 `[w]`, index in `Inventory.relations`.
        scores: float32 `[w]`, how sure head and relation are.
    """

    upos: Ints = field(default_factory=lambda: no_ints(0))
    xpos: Ints = field(default_factory=lambda: no_ints(0))
    features: Ints = field(default_factory=lambda: no_ints(0))
    heads: Ints = field(default_factory=lambda: no_ints(0))
    relations: Ints = field(default_factory=lambda: no_ints(0))
    scores: Floats = field(default_factory=lambda: no_floats(0))


@dataclass(frozen=True, slots=True)
class Labelled:
    """Spans with a label each, in order: entities, time expressions.

    Attributes:
        spans: int32 `[k, 2]`.
        labels: int32 `[k]`, index in the inventory of the layer.
        scores: float32 `[k]`.
    """

    spans: Ints = field(default_factory=lambda: no_ints(0, 2))
    labels: Ints = field(default_factory=lambda: no_ints(0))
    scores: Floats = field(default_factory=lambda: no_floats(0))


@dataclass(frozen=True, slots=True)
class Coreference:
    """Mentions, and which of them refer to the same thing.

    Attributes:
        spans: int32 `[m, 2]`, in order of head.
        heads: int32 `[m]`, the head word of each mention.
        chains: int32 `[m]`, equal for mentions of the same thing, numbered by first mention.
        scores: float32 `[m]`, how sure the mention is.
        antecedents: int32 `[m]`, the mention that a mention was linked to; -1 for the first of a chain.
        link_scores: float32 `[m]`, how sure the link is, or that there is none.
    """

    spans: Ints = field(default_factory=lambda: no_ints(0, 2))
    heads: Ints = field(default_factory=lambda: no_ints(0))
    chains: Ints = field(default_factory=lambda: no_ints(0))
    scores: Floats = field(default_factory=lambda: no_floats(0))
    antecedents: Ints = field(default_factory=lambda: no_ints(0))
    link_scores: Floats = field(default_factory=lambda: no_floats(0))


@dataclass(frozen=True, slots=True)
class Frames:
    """Predicates with their arguments, in the terms of PropBank.

    Attributes:
        predicates: int32 `[p]`, words, rising.
        scores: float32 `[p]`, how sure a word is a predicate.
        factuality: float32 `[p]`, from -3 (did not happen, for sure) to 3 (happened, for sure); 0 for all
            where the model has no head for it.
        frame: int32 `[a]`, for each argument the index of its predicate in `predicates`.
        arguments: int32 `[a, 2]`.
        labels: int32 `[a]`, index in `Inventory.roles`.
        argument_scores: float32 `[a]`.
        placed: int32 `[n]`, for each place the index of the predicate that happened there.
        places: int32 `[n, 2]`.
        place_scores: float32 `[n]`.
        types: float32 `[p, e]`, the score of each of `Inventory.events`; their softmax is how likely each is.
        weights: float32 `[p]`, the log of how much a predicate counts among others (see `plover.pair_types`).
        told: float32 `[p]`, how likely a predicate tells an event that a story may turn on.
        told_types: float32 `[p, k]`, how likely that event is of each type of `Inventory.happening`.
        told_statuses: float32 `[p, s]`, how likely it has each status of `Inventory.statuses`.
    """

    predicates: Ints = field(default_factory=lambda: no_ints(0))
    scores: Floats = field(default_factory=lambda: no_floats(0))
    factuality: Floats = field(default_factory=lambda: no_floats(0))
    frame: Ints = field(default_factory=lambda: no_ints(0))
    arguments: Ints = field(default_factory=lambda: no_ints(0, 2))
    labels: Ints = field(default_factory=lambda: no_ints(0))
    argument_scores: Floats = field(default_factory=lambda: no_floats(0))
    placed: Ints = field(default_factory=lambda: no_ints(0))
    places: Ints = field(default_factory=lambda: no_ints(0, 2))
    place_scores: Floats = field(default_factory=lambda: no_floats(0))
    types: Floats = field(default_factory=lambda: no_floats(0, 0))
    weights: Floats = field(default_factory=lambda: no_floats(0))
    told: Floats = field(default_factory=lambda: no_floats(0))
    told_types: Floats = field(default_factory=lambda: no_floats(0, 0))
    told_statuses: Floats = field(default_factory=lambda: no_floats(0, 0))


@dataclass(frozen=True, slots=True)
class Sayings:
    """Words that may head the cue of a statement, in whosever words they stand.

    Attributes:
        saying: int32 `[k]`, words, rising.
        scores: float32 `[k]`, how likely each does.
        acts: float32 `[k, a]`, the score of each of `Inventory.acts` beside what rules give; where
            these give none, their softmax is how likely each is.
    """

    saying: Ints = field(default_factory=lambda: no_ints(0))
    scores: Floats = field(default_factory=lambda: no_floats(0))
    acts: Floats = field(default_factory=lambda: no_floats(0, 0))


@dataclass(frozen=True, slots=True)
class Attributions:
    """Cues with the pieces of their sources and contents.

    Attributes:
        cues: int32 `[c, 2]`, in order.
        scores: float32 `[c]`, how sure it is that a cue and all of its pieces make one statement.
        cue: int32 `[n]`, for each piece the index of its cue in `cues`.
        pieces: int32 `[n, 2]`.
        is_source: bool `[n]`; a piece that is no source is content.
        piece_scores: float32 `[n]`, how sure each piece is, not calibrated.
        marks: float32 `[c, m]`, what speaks for each statement, from which its score is made.
    """

    cues: Ints = field(default_factory=lambda: no_ints(0, 2))
    scores: Floats = field(default_factory=lambda: no_floats(0))
    cue: Ints = field(default_factory=lambda: no_ints(0))
    pieces: Ints = field(default_factory=lambda: no_ints(0, 2))
    is_source: Bools = field(default_factory=lambda: np.zeros(0, dtype=bool))
    piece_scores: Floats = field(default_factory=lambda: no_floats(0))
    marks: Floats = field(default_factory=lambda: no_floats(0, 0))
