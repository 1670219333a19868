"""From scores of words to statement spans and the links between them.

Spans are decoded as a whole: a linear-chain conditional random field (Lafferty, McCallum and
Pereira, 2001) over B/I labels of three roles, its best path found by Viterbi's algorithm. Links
are head selections (Zhang, Cheng and Lapata, 2017): every content picks one cue, every cue picks
one source or none, by a bilinear score of their end words plus a bias for their distance.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

ROLES = ("source", "cue", "content")
SOURCE, CUE, CONTENT = range(len(ROLES))
LABELS = ("O", *(f"{edge}-{role}" for role in ROLES for edge in "BI"))
DISTANCE_BUCKETS = 25  # up to 2,048 words on either side
_FORBIDDEN = np.float32(-1e4)
LINK_PARTS = ("content", "cue", "cue_as_child", "source")

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class StatementParameters:
    """What decoding needs beside the scores of words; read from the model's manifest.

    Attributes:
        transitions: float32 `[7, 7]`, score of going from one label to the next.
        start: float32 `[7]`, score of beginning with a label.
        distance: float32 `[2, 25]`, bias of a distance bucket for content-cue and cue-source links.
        no_source: score of a cue that has no source.
    """

    transitions: Floats
    start: Floats
    distance: Floats
    no_source: float


@dataclass(frozen=True, slots=True)
class RoleSpans:
    """Spans found in one stretch of words.

    Attributes:
        roles: int32 `[k]`, index in `ROLES`.
        ends: int32 `[k, 2]`, first and last word of each span, both included.
        scores: float32 `[k]`, mean probability of the labels chosen.
    """

    roles: Ints
    ends: Ints
    scores: Floats


@dataclass(frozen=True, slots=True)
class Links:
    """Links between spans, each an index into `RoleSpans`; -1 where there is none.

    Attributes:
        cue: int32 `[k]`, for a content its cue.
        source: int32 `[k]`, for a cue its source.
        scores: float32 `[k]`, probability of the link, or of having none.
    """

    cue: Ints
    source: Ints
    scores: Floats


def legal_transitions() -> NDArray[np.bool_]:
    """Return bool `[7, 7]`: whether a label may follow another; I only goes on from B or I of its role."""
    legal = np.ones((len(LABELS), len(LABELS)), dtype=bool)
    for role in range(len(ROLES)):
        inside = 2 + 2 * role
        legal[:, inside] = False
        legal[[inside - 1, inside], inside] = True
    return legal


def broken_at(emissions: Floats, opens: NDArray[np.bool_]) -> Floats:
    """Return `emissions` `[w, 7]` with no label that goes on at a word that opens a paragraph.

    A span never reaches over a paragraph's end: a quotation that does is one content of several.
    """
    result = emissions.copy()
    result[np.flatnonzero(opens), 2::2] = _FORBIDDEN
    return result


def best_labels(emissions: Sequence[Floats], parameters: StatementParameters) -> list[Ints]:
    """Return the best legal label path of each stretch, by Viterbi's algorithm over all at once.

    Args:
        emissions: one float32 `[w, 7]` for each stretch.
        parameters: transition and start scores.

    Returns:
        One int32 `[w]` for each stretch. The result for a stretch does not depend on the others.
    """
    order = sorted(range(len(emissions)), key=lambda i: -len(emissions[i]))
    lengths = np.array([len(emissions[i]) for i in order])
    if not len(lengths) or not lengths[0]:
        return [np.zeros(0, dtype=np.int32) for _ in emissions]
    padded = np.zeros((lengths[0], len(order), len(LABELS)), dtype=np.float32)
    for column, i in enumerate(order):
        padded[: len(emissions[i]), column] = emissions[i]
    paths = _viterbi(padded, lengths, parameters)
    result: list[Ints] = [np.zeros(0, dtype=np.int32)] * len(order)
    for column, i in enumerate(order):
        result[i] = paths[: len(emissions[i]), column]
    return result


def _viterbi(padded: Floats, lengths: Ints, parameters: StatementParameters) -> Ints:
    """Return int32 `[T, B]` paths.

    Columns are sorted by falling length, so that those alive at a step are a prefix.
    """
    alive = (lengths[None, :] > np.arange(len(padded))[:, None]).sum(axis=1)
    back = np.zeros(padded.shape, dtype=np.int8)
    scores = parameters.start[None, :] + padded[0]
    for t in range(1, len(padded)):
        n = alive[t]
        candidates = scores[:n, :, None] + parameters.transitions[None]
        back[t, :n] = candidates.argmax(axis=1)
        scores[:n] = candidates.max(axis=1) + padded[t, :n]
    paths = np.zeros(padded.shape[:2], dtype=np.int32)
    current = scores.argmax(axis=1).astype(np.int32)
    columns = np.arange(len(lengths))
    for t in range(len(padded) - 1, -1, -1):
        n = alive[t]
        paths[t, :n] = current[:n]
        current[:n] = back[t, columns[:n], current[:n]]
    return paths


def role_spans(labels: Ints, emissions: Floats) -> RoleSpans:
    """Return the spans of a label path, in order, scored by the softmax of the emissions."""
    begins = np.flatnonzero(labels % 2 == 1)
    inside = (labels > 0) & (labels % 2 == 0)
    # A span ends before the next word that is not inside; one more index closes the last span.
    stops = np.append(np.flatnonzero(~inside), len(labels))
    last = stops[np.searchsorted(stops, begins, side="right")] - 1
    exponents = np.exp(emissions - emissions.max(axis=1, keepdims=True))
    chosen = exponents[np.arange(len(labels)), labels] / exponents.sum(axis=1)
    sums = np.concatenate([[0.0], np.cumsum(chosen, dtype=np.float64)])
    scores = (sums[last + 1] - sums[begins]) / (last + 1 - begins)
    ends = np.stack([begins, last], axis=1).astype(np.int32)
    return RoleSpans((labels[begins] // 2).astype(np.int32), ends, scores.astype(np.float32))


def links(
    spans: RoleSpans, vectors: Floats, in_title: NDArray[np.bool_], parameters: StatementParameters
) -> Links:
    """Link each content to a cue and each cue to a source or to none.

    Args:
        spans: the spans of one stretch.
        vectors: float32 `[k, 4, 2, d]`: for each span and each of `LINK_PARTS`, the vector of its
            first word as a first word and of its last word as a last word.
        in_title: bool `[k]`; what a title says is never linked to the text below it.
        parameters: distance biases and the score of having no source.
    """
    count = len(spans.roles)
    joined = vectors.sum(axis=2)
    cue = np.full(count, -1, dtype=np.int32)
    source = np.full(count, -1, dtype=np.int32)
    scores = np.zeros(count, dtype=np.float32)
    cues = np.flatnonzero(spans.roles == CUE)
    contents = np.flatnonzero(spans.roles == CONTENT)
    sources = np.flatnonzero(spans.roles == SOURCE)
    if len(contents) and len(cues):
        table = joined[contents, 0] @ joined[cues, 1].T
        table += parameters.distance[0][distance_buckets(spans.ends[contents], spans.ends[cues])]
        table[in_title[contents][:, None] != in_title[cues]] = _FORBIDDEN
        best, probability = _pick(table)
        may_link = table.max(axis=1) > _FORBIDDEN / 2
        cue[contents], scores[contents] = np.where(may_link, cues[best], -1), probability
    if len(cues):
        table = joined[cues, 2] @ joined[sources, 3].T
        table += parameters.distance[1][distance_buckets(spans.ends[cues], spans.ends[sources])]
        table[in_title[cues][:, None] != in_title[sources]] = _FORBIDDEN
        best, probability = _pick(np.column_stack([table, np.full(len(cues), parameters.no_source)]))
        source[cues], scores[cues] = np.append(sources, -1)[best], probability
    return Links(cue, source, scores)


def distance_buckets(children: Ints, heads: Ints) -> Ints:
    """Return int32 `[c, h]`: the bucket of the signed distance in words, doubling in width.

    The distance is the number of words between the nearer ends; negative when the head comes first.
    """
    after = heads[None, :, 0] - children[:, None, 1]
    before = children[:, None, 0] - heads[None, :, 1]
    signed = np.where(after > 0, after, -np.maximum(before, 0))
    half = DISTANCE_BUCKETS // 2
    steps = np.minimum(np.ceil(np.log2(np.abs(signed) + 1)), half).astype(np.int32)
    buckets: Ints = (half + np.sign(signed) * steps).astype(np.int32)
    return buckets


def _pick(table: Floats) -> tuple[Ints, Floats]:
    best = table.argmax(axis=1).astype(np.int32)
    exponents = np.exp(table - table.max(axis=1, keepdims=True))
    return best, (1.0 / exponents.sum(axis=1)).astype(np.float32)
