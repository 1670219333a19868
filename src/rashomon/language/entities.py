"""Entities of a text: one type for the same words throughout, and those that stand inside others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from rashomon.language.arrays import Bools, Floats, Ints
from rashomon.language.labels import probabilities
from rashomon.language.layers import Labelled


def one_type_each(found: Labelled, texts: Sequence[str], emissions: Floats, person: int | None) -> Labelled:
    """Give entities of the same words the same type, since a word alone often does not tell it.

    Every entity votes with the probabilities of all types, the mean over its words. A whole name of a
    person votes for its last word too: "Torr" is a person where "Ana Torr" is one.

    Args:
        found: entities that do not overlap; the score of one whose type changes becomes the
            share of votes that the new type has.
        texts: the words of each.
        emissions: float32 `[w, 1 + 2k]`, scores of the labels of all words.
        person: the type of persons, if there is one.
    """
    names, groups = np.unique(np.array(texts, dtype=np.str_), return_inverse=True)
    votes = np.zeros((len(names), emissions.shape[1] // 2))
    np.add.at(votes, groups, _types(found.spans, emissions))
    votes += _votes_of_whole_names(names.tolist(), votes, person)
    labels = votes.argmax(axis=1)[groups].astype(np.int32)
    shares = (votes.max(axis=1) / votes.sum(axis=1))[groups]
    scores = np.where(labels == found.labels, found.scores, shares)
    return replace(found, labels=labels, scores=scores.astype(np.float32))


def _votes_of_whole_names(names: Sequence[str], votes: Floats, person: int | None) -> Floats:
    """Return for each name the votes of the persons whose last word it is."""
    numbers = {name: number for number, name in enumerate(names)}
    added = np.zeros_like(votes)
    for number, (name, best) in enumerate(zip(names, votes.argmax(axis=1).tolist(), strict=True)):
        last = name.rpartition(" ")[2]
        if best == person and last != name and last in numbers:
            added[numbers[last]] += votes[number]
    return added


def _types(spans: Ints, emissions: Floats) -> Floats:
    """Return float `[n, k]`, the probabilities of the types of each span, the mean over its words."""
    labels = probabilities(emissions)
    words = labels[:, 1::2] + labels[:, 2::2]
    sums = np.concatenate([np.zeros((1, words.shape[1])), words.cumsum(axis=0)])
    lengths = (spans[:, 1] - spans[:, 0])[:, None]
    means: Floats = (sums[spans[:, 1]] - sums[spans[:, 0]]) / lengths
    return means


def with_inner(outer: Labelled, inner: Labelled) -> Labelled:
    """Return entities and those inside them ("Bank of [Velia]"), in order, the longer first.

    Args:
        outer: entities in order that do not overlap.
        inner: what may lie inside; what does not is left out.
    """
    kept = _inside(inner.spans, outer.spans)
    spans = np.concatenate([outer.spans, inner.spans[kept]])
    order = np.lexsort((-spans[:, 1], spans[:, 0]))
    return Labelled(
        spans[order],
        np.concatenate([outer.labels, inner.labels[kept]])[order],
        np.concatenate([outer.scores, inner.scores[kept]])[order],
    )


def _inside(inner: Ints, outer: Ints) -> Bools:
    """Tell which spans lie within a longer one of `outer`, spans in order that do not overlap."""
    if not len(outer):
        return np.zeros(len(inner), dtype=bool)
    around = outer[np.searchsorted(outer[:, 0], inner[:, 0], side="right") - 1]
    starts, ends = inner[:, 0] - around[:, 0], around[:, 1] - inner[:, 1]
    result: Bools = (starts >= 0) & (ends >= 0) & (starts + ends > 0)
    return result
