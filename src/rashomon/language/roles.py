"""From vectors of words to what belongs to a marked word: arguments of predicates, places of verbs.

For each marked word every word of its sentence has scores for B and I of each kind, or outside, by
a biaffine form of the two (after Cai et al., 2018, "A full end-to-end semantic role labeler,
syntactic-agnostic or syntactic-aware?").
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from rashomon.language.arrays import Bools, Floats, Ints, with_one
from rashomon.language.labels import legal_labels, spans_of

OPENERS = frozenset({"amod", "case", "cc", "compound", "det", "mark", "nmod", "nummod"})
"""Relations, without subtypes, of words that belong before their head if they stand there."""
_CELLS = 2**20  # of a table of scores, so that memory stays bounded


@dataclass(frozen=True, slots=True)
class Belongings:
    """Spans that belong to marked words.

    Attributes:
        owner: int32 `[k]`, for each span the index of its marked word.
        spans: int32 `[k, 2]`, half-open ranges of words.
        kinds: int32 `[k]`.
        scores: float32 `[k]`.
    """

    owner: Ints
    spans: Ints
    kinds: Ints
    scores: Floats


@dataclass(frozen=True, slots=True)
class _Vectors:
    """The anchors `[n, d + 1]`, all words `[w, d + 1]`, and the forms `[l, d + 1, d + 1]` between them."""

    anchors: Floats
    words: Floats
    forms: Floats


def belongings(marked: Floats, words: Floats, forms: Floats, anchors: Ints, sentences: Ints) -> Belongings:
    """Return the spans that belong to each of `anchors`, inside its sentence.

    Args:
        marked: float32 `[w, d]`, each word as a marked one.
        words: float32 `[w, d]`, each word as part of a span.
        forms: float32 `[1 + 2k, d + 1, d + 1]`, biaffine forms of each label.
        anchors: int32 `[n]`, the marked words, rising.
        sentences: int32 `[s, 2]`, half-open; together they hold every word once.
    """
    own = sentences[np.searchsorted(sentences[:, 0], anchors, side="right") - 1].reshape(-1, 2)
    vectors = _Vectors(with_one(marked[anchors]), with_one(words), forms)
    parts = [_some(vectors, own, part) for part in _parts(own, len(forms))]
    if not parts:
        none = np.zeros(0, dtype=np.int32)
        return Belongings(none, none.reshape(0, 2), none, np.zeros(0, dtype=np.float32))
    columns = zip(*((p.owner, p.spans, p.kinds, p.scores) for p in parts), strict=True)
    owner, spans, kinds, scores = (np.concatenate(column) for column in columns)
    return Belongings(owner, spans, kinds, scores)


def run_on(found: Belongings, anchors: Ints, heads: Ints, opens: Bools) -> Belongings:
    """Return the same spans, those that stop inside a phrase run on to its end.

    A span that ends with "the" or "of" was cut short: it goes on to the end of what the head of that
    word governs, unless the marked word or another span stands in the way.

    Args:
        found: spans in order of their marked words, and in order of the text for each.
        anchors: int32 `[n]`, the marked words.
        heads: int32 `[w]`, the head of each word in its tree, -1 for a root.
        opens: bool `[w]`, whether a word belongs before its head, as an article does.
    """
    if not len(found.spans):
        return found
    last = found.spans[:, 1] - 1
    ends = _right_edges(heads)[heads[last]]
    anchor = anchors[found.owner]
    same = found.owner[1:] == found.owner[:-1]
    following = np.append(np.where(same, found.spans[1:, 0], len(heads)), len(heads))
    in_the_way = (following < ends) | ((anchor > last) & (anchor < ends))
    moves = opens[last] & (heads[last] > last) & ~in_the_way
    spans = np.column_stack([found.spans[:, 0], np.where(moves, ends, last + 1)]).astype(np.int32)
    return replace(found, spans=spans)


def _right_edges(heads: Ints) -> Ints:
    """Return int32 `[w]`, for each word the end of the last word that it governs, itself among them."""
    edges = np.arange(1, len(heads) + 1, dtype=np.int32)
    governed = np.flatnonzero(heads >= 0)
    while True:  # each round goes one arc up
        raised = edges.copy()
        np.maximum.at(raised, heads[governed], edges[governed])
        if (raised == edges).all():
            return edges
        edges = raised


def _parts(own: Ints, labels: int) -> list[slice]:
    """Cut the anchors so that the table of each part is small."""
    cells = np.cumsum((own[:, 1] - own[:, 0]) * labels) // _CELLS
    cuts = [0, *(np.flatnonzero(np.diff(cells)) + 1).tolist(), len(own)]
    return [slice(first, end) for first, end in pairwise(cuts) if first < end]


def _some(vectors: _Vectors, own: Ints, part: slice) -> Belongings:
    """Return the spans of a part of the anchors; `own` are the sentences of all."""
    labels, inner = len(vectors.forms), vectors.forms.shape[1]
    left = vectors.anchors[part] @ vectors.forms.transpose(1, 0, 2).reshape(inner, labels * inner)
    left = left.reshape(-1, labels, inner)
    own = own[part]
    sizes = own[:, 1] - own[:, 0]
    ends = np.cumsum(sizes)
    table = np.empty((int(ends[-1]), labels), dtype=np.float32)
    for number, (first, end) in enumerate(own.tolist()):
        np.matmul(
            vectors.words[first:end], left[number].T, out=table[ends[number] - sizes[number] : ends[number]]
        )
    ranges = np.stack([ends - sizes, ends], axis=1)
    found = spans_of(legal_labels(table, ranges), table)
    owner = np.searchsorted(ends, found.spans[:, 0], side="right")
    moved = found.spans - ranges[owner, :1] + own[owner, :1]
    return Belongings(
        (owner + part.start).astype(np.int32), moved.astype(np.int32), found.kinds, found.scores
    )
