"""From vectors of words to what belongs to a marked word: arguments of predicates, places of verbs.

For each marked word every word of its sentence has scores for B and I of each kind, or outside, by
a biaffine form of the two (after Cai et al., 2018, "A full end-to-end semantic role labeler,
syntactic-agnostic or syntactic-aware?"), and, where the tree of the sentence is known, by how the one
stands to the other in it (`paths`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from rashomon.language.arrays import Bools, Floats, Ints, with_one
from rashomon.language.labels import legal_labels, spans_of
from rashomon.language.paths import Grown, distance_rows, path_rows

OPENERS = frozenset({"amod", "case", "cc", "compound", "det", "mark", "nmod", "nummod"})
"""Relations, without subtypes, of words that belong before their head if they stand there."""
CORE = frozenset({"ARG0", "ARG1", "ARG2", "ARG3", "ARG4", "ARG5"})
"""Labels that a predicate has once; what else is of the kind is called C- (goes on) or R- (refers)."""
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
class Standing:
    """Scores of `l` labels by how a word stands to a marked one.

    Attributes:
        trees: of the sentences.
        branches: float32 `[b, l]`, a row for each branch of `paths`.
        climbs: float32 `[c, l]`, a row for each climb.
        distances: float32 `[d, l]`, a row for each distance.
    """

    trees: Grown
    branches: Floats
    climbs: Floats
    distances: Floats

    def scores(self, marked: Ints, words: Ints) -> Floats:
        """Return float32 `[n, l]` for pairs of a marked word and a word."""
        branch, climb = path_rows(self.trees, marked, words)
        found: Floats = self.branches[branch]
        found += self.climbs[climb]
        found += self.distances[distance_rows(marked, words)]
        return found


@dataclass(frozen=True, slots=True)
class PairScorer:
    """What scores the labels of a word seen from a marked one.

    Attributes:
        marked: float32 `[w, d]`, each word as a marked one.
        words: float32 `[w, d]`, each word as part of a span.
        forms: float32 `[1 + 2k, d + 1, d + 1]`, biaffine forms of each label.
        standing: what the trees say; nothing where it is left out.
    """

    marked: Floats
    words: Floats
    forms: Floats
    standing: Standing | None = None


@dataclass(frozen=True, slots=True)
class _Vectors:
    """The numbers of the anchors `[n]`, their vectors `[n, d + 1]`, and those of all words `[w, d + 1]`."""

    places: Ints
    anchors: Floats
    words: Floats


def belongings(scorer: PairScorer, anchors: Ints, sentences: Ints) -> Belongings:
    """Return the spans that belong to each of `anchors`, inside its sentence.

    Args:
        scorer: of the text.
        anchors: int32 `[n]`, the marked words, rising.
        sentences: int32 `[s, 2]`, half-open; together they hold every word once.
    """
    own = sentences[np.searchsorted(sentences[:, 0], anchors, side="right") - 1].reshape(-1, 2)
    vectors = _Vectors(anchors, with_one(scorer.marked[anchors]), with_one(scorer.words))
    parts = [_some(scorer, vectors, own, part) for part in _parts(own, len(scorer.forms))]
    if not parts:
        none = np.zeros(0, dtype=np.int32)
        return Belongings(none, none.reshape(0, 2), none, np.zeros(0, dtype=np.float32))
    columns = zip(*((p.owner, p.spans, p.kinds, p.scores) for p in parts), strict=True)
    owner, spans, kinds, scores = (np.concatenate(column) for column in columns)
    return Belongings(owner, spans, kinds, scores)


def once_each(found: Belongings, once: Bools) -> Belongings:
    """Return the spans without those that are of a kind as another one of the same word, and less likely.

    A predicate has each of its core arguments once (Punyakanok, Roth and Yih, 2008, "The importance of
    syntactic parsing and inference in semantic role labeling").

    Args:
        found: spans of marked words.
        once: bool `[k]`, for each kind whether a word has it once; other kinds stay.
    """
    order = np.lexsort((-found.scores, found.kinds, found.owner))
    owner, kinds = found.owner[order], found.kinds[order]
    again = np.zeros(len(order), dtype=bool)
    again[1:] = (owner[1:] == owner[:-1]) & (kinds[1:] == kinds[:-1]) & once[kinds[1:]]
    return chosen(found, np.sort(order[~again]))


def chosen(found: Belongings, which: NDArray[np.bool_] | NDArray[np.intp]) -> Belongings:
    """Return some of the spans, given by their numbers or marked."""
    return Belongings(found.owner[which], found.spans[which], found.kinds[which], found.scores[which])


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


def _some(scorer: PairScorer, vectors: _Vectors, own: Ints, part: slice) -> Belongings:
    """Return the spans of a part of the anchors; `own` are the sentences of all."""
    vectors = replace(vectors, places=vectors.places[part], anchors=vectors.anchors[part])
    own = own[part]
    ends = np.cumsum(own[:, 1] - own[:, 0])
    ranges = np.column_stack([np.append(0, ends[:-1]), ends])
    table = _table(scorer, vectors, own, ranges)
    found = spans_of(legal_labels(table, ranges), table)
    owner = np.searchsorted(ends, found.spans[:, 0], side="right")
    moved = found.spans - ranges[owner, :1] + own[owner, :1]
    return Belongings(
        (owner + part.start).astype(np.int32), moved.astype(np.int32), found.kinds, found.scores
    )


def _table(scorer: PairScorer, vectors: _Vectors, own: Ints, ranges: Ints) -> Floats:
    """Return float32 `[k, l]`, the scores of the words of the sentence of each anchor, anchor by anchor.

    Args:
        scorer: of the text.
        vectors: of the anchors and of all words.
        own: int32 `[n, 2]`, the sentence of each anchor.
        ranges: int32 `[n, 2]`, its rows in the table.
    """
    labels, inner = len(scorer.forms), scorer.forms.shape[1]
    left = vectors.anchors @ scorer.forms.transpose(1, 0, 2).reshape(inner, labels * inner)
    left = left.reshape(-1, labels, inner)
    table = np.empty((int(ranges[-1, 1]), labels), dtype=np.float32)
    for number, ((first, end), (start, stop)) in enumerate(zip(own.tolist(), ranges.tolist(), strict=True)):
        np.matmul(vectors.words[first:end], left[number].T, out=table[start:stop])
    if scorer.standing:
        sizes = own[:, 1] - own[:, 0]
        words = np.arange(len(table)) + np.repeat(own[:, 0] - ranges[:, 0], sizes)
        table += scorer.standing.scores(np.repeat(vectors.places, sizes), words.astype(np.int32))
    return table
