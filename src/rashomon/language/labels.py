"""Label paths: 0 is outside, 1 + 2k begins a span of kind k, 2 + 2k goes on with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from rashomon.language.arrays import Bools, Floats, Ints

FORBIDDEN = np.float32(-1e4)
_Steps = Callable[[Floats], tuple[Floats, Ints]]


@dataclass(frozen=True, slots=True)
class Chain:
    """Scores of going from one label to the next `[l, l]` and of beginning with a label `[l]`."""

    transitions: Floats
    start: Floats


@dataclass(frozen=True, slots=True)
class LabelledSpans:
    """The spans of one or more label paths laid end to end.

    Attributes:
        spans: int32 `[k, 2]`, half-open.
        kinds: int32 `[k]`.
        scores: float32 `[k]`, the mean probability of the labels chosen.
    """

    spans: Ints
    kinds: Ints
    scores: Floats


def legal_chain(labels: int) -> Chain:
    """Return the chain that forbids an inside after another kind, and scores nothing else."""
    transitions = np.zeros((labels, labels), dtype=np.float32)
    inside = np.arange(2, labels, 2)
    transitions[:, inside] = FORBIDDEN
    transitions[inside - 1, inside] = transitions[inside, inside] = 0
    return Chain(transitions, transitions[0])


def probabilities(scores: Floats) -> Floats:
    """Return the softmax of `scores` over their last axis."""
    exponents = np.exp(scores - scores.max(axis=-1, keepdims=True))
    result: Floats = exponents / exponents.sum(axis=-1, keepdims=True)
    return result


def best_paths(emissions: Sequence[Floats], chain: Chain) -> list[Ints]:
    """Return the best label path of each stretch, by Viterbi's algorithm over all at once.

    Args:
        emissions: one float32 `[w, l]` for each stretch.
        chain: transition and start scores.

    Returns:
        One int32 `[w]` for each stretch. The path of a stretch does not depend on the others.
    """
    return _searched(emissions, partial(_any_steps, chain=chain), chain.start)


def _searched(emissions: Sequence[Floats], steps: _Steps, start: Floats) -> list[Ints]:
    order = sorted(range(len(emissions)), key=lambda i: -len(emissions[i]))
    lengths = np.array([len(emissions[i]) for i in order], dtype=np.int32)
    result: list[Ints] = [np.zeros(0, dtype=np.int32)] * len(order)
    if not len(lengths) or not lengths[0]:
        return result
    padded = np.zeros((lengths[0], len(order), len(start)), dtype=np.float32)
    for column, i in enumerate(order):
        padded[: len(emissions[i]), column] = emissions[i]
    paths = _viterbi(padded, lengths, steps, start)
    for column, i in enumerate(order):
        result[i] = paths[: len(emissions[i]), column]
    return result


def _viterbi(padded: Floats, lengths: Ints, steps: _Steps, start: Floats) -> Ints:
    """Return int32 `[T, B]` paths.

    Columns are sorted by falling length, so that those alive at a step are a prefix.
    """
    alive = (lengths[None, :] > np.arange(len(padded))[:, None]).sum(axis=1)
    back = np.zeros(padded.shape, dtype=np.int16)
    scores = start[None, :] + padded[0]
    for t in range(1, len(padded)):
        n = alive[t]
        best, back[t, :n] = steps(scores[:n])
        scores[:n] = best + padded[t, :n]
    paths = np.zeros(padded.shape[:2], dtype=np.int32)
    current = scores.argmax(axis=1).astype(np.int32)
    columns = np.arange(len(lengths))
    for t in range(len(padded) - 1, -1, -1):
        n = alive[t]
        paths[t, :n] = current[:n]
        current[:n] = back[t, columns[:n], current[:n]]
    return paths


def _any_steps(scores: Floats, chain: Chain) -> tuple[Floats, Ints]:
    """Return for each label the best score to come from, `[n, l]`, and the label that has it."""
    best = scores[:, :1] + chain.transitions[0]
    came = np.zeros(best.shape, dtype=np.int16)
    for label in range(1, scores.shape[1]):  # few labels: cheaper than one table of all pairs
        other = scores[:, label, None] + chain.transitions[label]
        came[other > best] = label
        np.maximum(best, other, out=best)
    return best, came


def _legal_steps(scores: Floats) -> tuple[Floats, Ints]:
    """Do so for `legal_chain`, where an inside comes from its own kind and all else from anywhere."""
    anywhere = scores.argmax(axis=1)[:, None]
    best = np.repeat(np.take_along_axis(scores, anywhere, axis=1), scores.shape[1], axis=1)
    came = np.repeat(anywhere.astype(np.int16), scores.shape[1], axis=1)
    begins, insides = scores[:, 1::2], scores[:, 2::2]
    best[:, 2::2] = np.maximum(begins, insides)
    came[:, 2::2] = np.arange(1, scores.shape[1], 2) + (insides > begins)
    return best, came


def legal_labels(emissions: Floats, ranges: Ints) -> Ints:
    """Return the best legal path of each range of words, for scores that were trained word by word.

    The best label of each word is taken; only ranges in which that is no legal path are searched.

    Args:
        emissions: float32 `[w, l]`.
        ranges: int32 `[r, 2]`, half-open; together they hold every word once.
    """
    labels: Ints = emissions.argmax(axis=1).astype(np.int32)
    broken = _broken(labels, ranges)
    if len(broken):
        start = legal_chain(emissions.shape[1]).start
        paths = _searched([emissions[first:end] for first, end in broken.tolist()], _legal_steps, start)
        for (first, end), path in zip(broken.tolist(), paths, strict=True):
            labels[first:end] = path
    return labels


def _broken(labels: Ints, ranges: Ints) -> Ints:
    before = np.concatenate([[0], labels[:-1]])
    before[ranges[:, 0]] = 0
    is_inside = (labels > 0) & (labels % 2 == 0)
    places = np.flatnonzero(is_inside & (before != labels) & (before != labels - 1))
    hit = np.unique(np.searchsorted(ranges[:, 0], places, side="right") - 1)
    broken: Ints = ranges[hit]
    return broken


def spans_of(labels: Ints, emissions: Floats) -> LabelledSpans:
    """Return the spans of legal label paths, in order.

    Args:
        labels: int32 `[w]`.
        emissions: float32 `[w, l]`, which the labels were chosen by.
    """
    begins = np.flatnonzero(labels % 2 == 1)
    inside = (labels > 0) & (labels % 2 == 0)
    # A span ends before the next word that is not inside; one more index closes the last span.
    stops = np.append(np.flatnonzero(~inside), len(labels))
    ends = stops[np.searchsorted(stops, begins, side="right")]
    words = np.flatnonzero(labels)
    chosen = np.zeros(len(labels), dtype=np.float64)
    chosen[words] = probabilities(emissions[words])[np.arange(len(words)), labels[words]]
    sums = np.concatenate([[0.0], np.cumsum(chosen)])
    scores = (sums[ends] - sums[begins]) / (ends - begins)
    spans = np.stack([begins, ends], axis=1).astype(np.int32)
    return LabelledSpans(spans, ((labels[begins] - 1) // 2).astype(np.int32), scores.astype(np.float32))


def opened(starts: Bools) -> Ints:
    """Return int32 `[r, 2]`, the ranges that begin where `starts` is true; the first word always does."""
    if not len(starts):
        return np.zeros((0, 2), dtype=np.int32)
    firsts = np.flatnonzero(starts)
    if not len(firsts) or firsts[0]:
        firsts = np.concatenate([[0], firsts])
    return np.stack([firsts, np.append(firsts[1:], len(starts))], axis=1).astype(np.int32)
