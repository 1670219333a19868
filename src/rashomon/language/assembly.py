"""Statements put together: for each cue the spans that are linked to it, and how far it is trusted.

A source or content is one of the spans that the labels of words give, linked to its cues by
`linking`. A cue to which no such span is linked takes the pieces of its own best path. A content that
no cue is likely to have calls for one: the likeliest word beside it, such as the dash before the name
under a quotation. How far a statement is to be trusted is a logistic regression on what speaks for it
(`MARKS`), fitted, as the links are, on articles that the encoder never saw.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rashomon.language.arrays import Bools, Floats, Ints, no_floats, with_one
from rashomon.language.attribution import (
    PIECES,
    ROLES,
    AttributionOutputs,
    AttributionParameters,
    CueViews,
    find_spans,
    look_around,
)
from rashomon.language.calibration import chances
from rashomon.language.labels import LabelledSpans, best_paths, spans_of
from rashomon.language.layers import Attributions
from rashomon.language.linking import MARKS as LINK_MARKS
from rashomon.language.linking import Seen, link_chances, linked

MARKS = ("cue", "opening", "weakest", "content", "length", "link", "has_source", "source")
"""Logs of the chance of the surest word of a cue and of its opening one; of the weakest and the mean word
of its content; of the number of these; of its surest piece; 1 with a source, and the log of the chance
of its surest piece."""
# Until `training.assembly` has weighed the marks, links follow the path and every statement is trusted.
FIRST_LINKS = np.array([[10.0, *[0.0] * (len(LINK_MARKS) - 1), -5.0]] * 2, dtype=np.float32)
FULL_TRUST = np.array([0.0] * len(MARKS) + [5.0], dtype=np.float32)
EAGER_SOURCES = np.float32(1.0)  # log-odds; most statements have one, and doubt between two is no absence
LINKED = 0.5
LINKED_ALONE = (0.3, 0.1)  # of the best source of a cue, the best cue of a content; chosen on PolNeAR dev
LONELY = 0.2  # a content that no cue has with this chance calls for one; chosen on PolNeAR dev
BESIDE = 3  # words on either side, for a comma, a closing quotation mark and the name between
LEAST_CALLED = 0.03  # chance that a word is part of a cue
CUES_APART, FEWEST_CUES = 6, 8
"""No more cues than these few and one in so many words; in news it is one in twenty or so."""
_SOURCE, _CONTENT = 0, 1
_COLUMNS = (slice(1, 3), slice(3, 5))  # where both stand in `PIECES`
_KINDS = (ROLES.index("source"), ROLES.index("content"))
_TINY = 1e-6


@dataclass(frozen=True, slots=True)
class Pieces:
    """Spans of the cues of a text.

    Attributes:
        cue: int32 `[n]`, the number of the cue of each.
        spans: int32 `[n, 2]`.
        kinds: int32 `[n]`, 0 of a source, 1 of a content.
        scores: float32 `[n]`.
    """

    cue: Ints
    spans: Ints
    kinds: Ints
    scores: Floats


def find_attributions(
    texts: Sequence[AttributionOutputs], parameters: AttributionParameters
) -> list[Attributions]:
    """Return the attributions of each text: its cues that have content, with their pieces.

    Paths of all texts are searched at once, which is faster and changes none of them.
    """
    return [
        assembled(sight, link(sight, parameters.links), parameters.trust)
        for sight in sights(texts, parameters)
    ]


@dataclass(frozen=True, slots=True)
class Sight:
    """What is known of one text before its statements are put together.

    Attributes:
        outputs: what the encoder says.
        spans: those that the labels of words give.
        view: its cues and how they see the words.
        paths: for each cue int32 `[v]`, the best path of `PIECES` over the words that it sees.
    """

    outputs: AttributionOutputs
    spans: LabelledSpans
    view: CueViews
    paths: tuple[Ints, ...]

    def of(self, kind: int) -> tuple[Ints, Seen]:
        """Return the spans of sources or contents, and how the cues see them."""
        columns = _COLUMNS[kind]
        odds = [np.logaddexp.reduce(e[:, columns], axis=1) - e[:, 0] for e in self.view.emissions]
        taken = [(path >= columns.start) & (path < columns.stop) for path in self.paths]
        paragraphs = np.cumsum(self.outputs.opens).astype(np.int32)
        seen = Seen(self.view.cues, self.view.firsts, tuple(odds), tuple(taken), paragraphs)
        return self.spans.spans[self.spans.kinds == _KINDS[kind]], seen


def sights(texts: Sequence[AttributionOutputs], parameters: AttributionParameters) -> list[Sight]:
    """Return what is known of each text, once every content has called for its cue."""
    found = find_spans(texts, parameters.labels)
    cues = [_cues(spans, len(text.labels)) for text, spans in zip(texts, found, strict=True)]
    seen = _sights(texts, found, cues, parameters)
    called = [_called(sight, parameters.links[_CONTENT]) for sight in seen]
    again = [number for number, words in enumerate(called) if len(words)]
    with_called = _sights(
        [texts[number] for number in again],
        [found[number] for number in again],
        [_with_words(cues[number], called[number]) for number in again],
        parameters,
    )
    for number, sight in zip(again, with_called, strict=True):
        seen[number] = sight
    return seen


def _cues(spans: LabelledSpans, words: int) -> Ints:
    """Return the cues of a text, the likeliest where it has more than prose ever has.

    In what is no prose in a language that the encoder knows nearly any word may be one, and each looks at
    hundreds of words.
    """
    own = np.flatnonzero(spans.kinds == ROLES.index("cue"))
    surest = np.argsort(-spans.scores[own], kind="stable")[: FEWEST_CUES + words // CUES_APART]
    return spans.spans[own[np.sort(surest)]]


def _sights(
    texts: Sequence[AttributionOutputs],
    found: Sequence[LabelledSpans],
    cues: Sequence[Ints],
    parameters: AttributionParameters,
) -> list[Sight]:
    views = [look_around(text, own, parameters) for text, own in zip(texts, cues, strict=True)]
    paths = iter(best_paths([_eager(e) for view in views for e in view.emissions], parameters.pieces))
    return [
        Sight(text, spans, view, tuple(next(paths) for _ in view.emissions))
        for text, spans, view in zip(texts, found, views, strict=True)
    ]


def _called(sight: Sight, weights: Floats) -> Ints:
    """Return the words beside lonely contents that are likeliest their cues, in order."""
    spans, seen = sight.of(_CONTENT)
    lonely = link_chances(seen, spans, weights).max(axis=0, initial=0) < LONELY
    logs = _label_logs(sight)
    chance = np.exp(np.logaddexp(logs[:, 3], logs[:, 4]))
    for first, end in sight.spans.spans.tolist():
        chance[first:end] = 0
    zones, words = sight.outputs.zones, set()
    for first, end in spans[lonely].tolist():
        # A cue of another zone wouldn't see the content that called it.
        start, stop = zones[np.searchsorted(zones[:, 0], first, side="right") - 1].tolist()
        low = max(first - BESIDE, start)
        best = low + int(chance[low : min(end + BESIDE, stop)].argmax())
        if chance[best] >= LEAST_CALLED:
            words.add(best)
    return np.array(sorted(words), dtype=np.int32)


def _with_words(cues: Ints, words: Ints) -> Ints:
    joined = np.concatenate([cues, np.column_stack([words, words + 1])])
    ordered: Ints = joined[np.argsort(joined[:, 0])]
    return ordered


def _label_logs(sight: Sight) -> Floats:
    labels = sight.outputs.labels
    logs: Floats = labels - np.logaddexp.reduce(labels, axis=1, keepdims=True)
    return logs


def _eager(emissions: Floats) -> Floats:
    favoured = emissions.copy()
    favoured[:, PIECES.index("B-source")] += EAGER_SOURCES
    return favoured


def link(sight: Sight, weights: Floats) -> Pieces:
    """Return the pieces of each cue, those of the cue that comes first first.

    Args:
        sight: of the text.
        weights: float32 `[2, l]`, of links of sources and of contents.
    """
    taken = _joined([_linked(sight, own, kind) for kind, own in enumerate(weights)])
    joined = _joined([taken, _left_over(_own_pieces(sight), taken)])
    order = np.lexsort((joined.spans[:, 0], joined.kinds, joined.cue))
    return _chosen(joined, order)


def _linked(sight: Sight, weights: Floats, kind: int) -> Pieces:
    """Return the spans of a kind with the cues that they are linked to."""
    spans, seen = sight.of(kind)
    likely = link_chances(seen, spans, weights)
    links = linked(likely, LINKED, LINKED_ALONE[kind], axis=1 - kind)
    cue, span = (numbers.astype(np.int32) for numbers in np.nonzero(links))
    return Pieces(cue, spans[span], np.full(len(cue), kind, np.int32), likely[links])


def _own_pieces(sight: Sight) -> Pieces:
    """Return what the best path of each cue takes."""
    parts = []
    for number, (path, emissions) in enumerate(zip(sight.paths, sight.view.emissions, strict=True)):
        found = spans_of(path, emissions)
        cue = np.full(len(found.kinds), number, dtype=np.int32)
        parts.append(Pieces(cue, found.spans + sight.view.firsts[number], found.kinds, found.scores))
    return _joined(parts)


def _left_over(own: Pieces, taken: Pieces) -> Pieces:
    """Return the cues' own pieces of kinds of which none is linked to them, where the words are free.

    Words are taken by what is linked to the same cue; for content, by content of any cue as well.
    """
    same_cue, same_kind = own.cue[:, None] == taken.cue, own.kinds[:, None] == taken.kinds
    overlaps = (own.spans[:, :1] < taken.spans[:, 1]) & (own.spans[:, 1:] > taken.spans[:, 0])
    both_content = same_kind & (taken.kinds == _CONTENT)
    barred = (same_cue & same_kind) | (overlaps & (same_cue | both_content))
    return _chosen(own, np.flatnonzero(~barred.any(axis=1)))


def _joined(parts: Sequence[Pieces]) -> Pieces:
    none = Pieces(np.zeros(0, np.int32), np.zeros((0, 2), np.int32), np.zeros(0, np.int32), no_floats(0))
    columns = zip(*((p.cue, p.spans, p.kinds, p.scores) for p in (none, *parts)), strict=True)
    cue, spans, kinds, scores = (np.concatenate(column) for column in columns)
    return Pieces(cue, spans, kinds, scores)


def _chosen(pieces: Pieces, chosen: Ints | np.ndarray[tuple[int], np.dtype[np.int64]]) -> Pieces:
    return Pieces(pieces.cue[chosen], pieces.spans[chosen], pieces.kinds[chosen], pieces.scores[chosen])


def assembled(sight: Sight, pieces: Pieces, trust: Floats) -> Attributions:
    """Return the cues that have content, with their pieces and how far each is to be trusted."""
    kept = np.unique(pieces.cue[pieces.kinds == _CONTENT])
    pieces = _chosen(pieces, np.flatnonzero(np.isin(pieces.cue, kept)))
    marks = _marks(sight, pieces, kept)
    return Attributions(
        cues=sight.view.cues[kept],
        scores=chances(with_one(marks) @ trust),
        marks=marks,
        cue=np.searchsorted(kept, pieces.cue).astype(np.int32),
        pieces=pieces.spans,
        is_source=pieces.kinds == _SOURCE,
        piece_scores=pieces.scores,
    )


def _marks(sight: Sight, pieces: Pieces, cues: Ints) -> Floats:
    """Return float32 `[c, m]`, `MARKS` of the statements of some cues."""
    logs = _label_logs(sight)
    is_cue = np.logaddexp(logs[:, 3], logs[:, 4])
    is_content = np.logaddexp(logs[:, 5], logs[:, 6])
    rows = []
    for cue in cues.tolist():
        first, end = sight.view.cues[cue].tolist()
        own = pieces.cue == cue
        content, source = (own & (pieces.kinds == kind) for kind in (_CONTENT, _SOURCE))
        words = np.concatenate([is_content[a:b] for a, b in pieces.spans[content].tolist()])
        rows.append(
            (
                is_cue[first:end].max(),
                logs[first, 3],
                words.min(),
                words.mean(),
                np.log(len(words)),
                np.log(pieces.scores[content].max() + _TINY),
                float(source.any()),
                np.log(pieces.scores[source].max() + _TINY) if source.any() else 0.0,
            )
        )
    return np.array(rows, dtype=np.float32).reshape(-1, len(MARKS))


def trusted(found: Attributions, keep: Bools) -> Attributions:
    """Return some of the attributions, those that are marked in bool `[c]`, with their pieces."""
    pieces = keep[found.cue]
    return Attributions(
        cues=found.cues[keep],
        scores=found.scores[keep],
        marks=found.marks[keep],
        cue=(np.cumsum(keep) - 1)[found.cue[pieces]].astype(np.int32),
        pieces=found.pieces[pieces],
        is_source=found.is_source[pieces],
        piece_scores=found.piece_scores[pieces],
    )
