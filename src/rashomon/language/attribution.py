"""From scores of words to statements: cues, and the pieces of source and content that each has.

Every word has scores for seven labels, B and I of three roles. Cues are read from their best path. For
each cue the words around it are labelled again, as its source, its content or neither, by those
scores, a biaffine score of word and cue, and their distance; the best path is found by Viterbi's
algorithm. Cues compete for content: each has the share of a word that a softmax over all cues in
sight gives it. So a source may serve several cues, and statements may stand inside one another.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rashomon.language.arrays import Bools, Floats, Ints, with_one
from rashomon.language.calibration import SURE
from rashomon.language.labels import (
    FORBIDDEN,
    Chain,
    LabelledSpans,
    best_paths,
    spans_of,
)
from rashomon.language.layers import Attributions

ROLES = ("source", "cue", "content")
LABELS = ("O", *(f"{edge}-{role}" for role in ROLES for edge in "BI"))
PIECES = ("O", "B-source", "I-source", "B-content", "I-content")
# Which of `LABELS` stand for "outside" once a cue is given, and which for the pieces.
UNARY = ((0, 3, 4), (1, 2, 5, 6))
DISTANCES = 21  # up to 1,023 words on either side
REACH = 250  # words on either side of a cue in which its source and content are looked for
OWNER = 0  # where the form of "the cue's own" stands among the forms
EAGER_SOURCES = np.float32(1.0)  # log-odds; chosen on PolNeAR dev


def distance_rows(words: Ints, first: Ints, last: Ints) -> Ints:
    """Return int32 `[n, w]`: for each cue and word the row of its distance, doubling in width.

    The middle row is for the words of the cue itself; words before it come below.

    Args:
        words: int32 `[w]`, numbers of words.
        first: int32 `[n]`, the first word of each cue.
        last: int32 `[n]`, the last word of each cue.
    """
    before = np.minimum(words[None, :] - first[:, None], 0)
    after = np.maximum(words[None, :] - last[:, None], 0)
    signed = before + after
    half = DISTANCES // 2
    steps = np.minimum(np.ceil(np.log2(np.abs(signed) + 1)), half).astype(np.int32)
    rows: Ints = (half + np.sign(signed) * steps).astype(np.int32)
    return rows


@dataclass(frozen=True, slots=True)
class AttributionParameters:
    """What decoding needs beside the outputs for words.

    Attributes:
        forms: float32 `[5, d + 1, d + 1]`, biaffine forms of cue and word: first that of how much a
            word is the cue's own, then those of each of `PIECES` but "O".
        distance: float32 `[DISTANCES, 5]`, bias of each of them at each distance from the cue.
        labels: transition and start scores of `LABELS`.
        pieces: transition and start scores of `PIECES`.
    """

    forms: Floats
    distance: Floats
    labels: Chain
    pieces: Chain


@dataclass(frozen=True, slots=True)
class AttributionOutputs:
    """What the encoder says of the `w` words of a text, and where they may not be joined.

    Attributes:
        labels: float32 `[w, 7]`, scores of `LABELS`.
        cues: float32 `[w, d]`, each word as one end of a cue.
        words: float32 `[w, d]`, each word as part of a piece.
        opens: bool `[w]`, whether a paragraph begins with a word; no span goes on over that.
        zones: int32 `[z, 2]`, ranges of words that hold every word once; a cue sees its own only, so
            that what a title says is kept apart from the text below it.
    """

    labels: Floats
    cues: Floats
    words: Floats
    opens: Bools
    zones: Ints


@dataclass(frozen=True, slots=True)
class CueViews:
    """The cues of one text, and the words around each as it sees them.

    Attributes:
        cues: where they stand, and how sure they are.
        firsts: int32 `[c]`, the first word that each sees.
        emissions: for each a float32 `[v, 5]`, the scores of `PIECES` for the words it sees.
    """

    cues: LabelledSpans
    firsts: Ints
    emissions: tuple[Floats, ...]


def find_attributions(
    texts: Sequence[AttributionOutputs], parameters: AttributionParameters
) -> list[Attributions]:
    """Return the attributions of each text: its cues that have content, with their pieces.

    The score of an attribution is the geometric mean of those of its cue and its pieces. Paths of all
    texts are searched at once, which is faster and changes none of them.
    """
    cues = find_cues(texts, parameters.labels)
    views = [look_around(text, found, parameters) for text, found in zip(texts, cues, strict=True)]
    paths = iter(best_paths([_eager(e) for view in views for e in view.emissions], parameters.pieces))
    return [_pieces(view, [next(paths) for _ in view.emissions]) for view in views]


def find_cues(texts: Sequence[AttributionOutputs], chain: Chain) -> list[LabelledSpans]:
    """Return the cues of each text, from its best path of `LABELS`."""
    paths = best_paths([_broken(text.labels, text.opens) for text in texts], chain)
    found = []
    for text, path in zip(texts, paths, strict=True):
        spans = spans_of(path, text.labels)
        is_cue = spans.kinds == ROLES.index("cue")
        found.append(LabelledSpans(spans.spans[is_cue], spans.kinds[is_cue], spans.scores[is_cue]))
    return found


def look_around(
    outputs: AttributionOutputs, cues: LabelledSpans, parameters: AttributionParameters
) -> CueViews:
    """Return what each cue of a text sees around it."""
    unary = _unary(outputs.labels, outputs.opens)
    words = with_one(outputs.words)
    means = (outputs.cues[cues.spans[:, 0]] + outputs.cues[cues.spans[:, 1] - 1]) * np.float32(0.5)
    mixed: Floats = np.tensordot(with_one(means), parameters.forms, axes=([1], [1]))
    zones = outputs.zones
    zone = zones[np.searchsorted(zones[:, 0], cues.spans[:, 0], side="right") - 1].reshape(-1, 2)
    firsts = np.maximum(cues.spans[:, 0] - REACH, zone[:, 0])
    ends = np.minimum(cues.spans[:, 1] + REACH, zone[:, 1])
    seen = []
    for number, (first, end) in enumerate(zip(firsts.tolist(), ends.tolist(), strict=True)):
        span = cues.spans[number : number + 1]
        rows = distance_rows(np.arange(first, end), span[:, 0], span[:, 1] - 1)[0]
        seen.append(words[first:end] @ mixed[number].T + parameters.distance[rows])
    emissions = _competing(seen, firsts.tolist(), unary)
    return CueViews(cues, firsts.astype(np.int32), tuple(emissions))


def _competing(seen: Sequence[Floats], firsts: Sequence[int], unary: Floats) -> list[Floats]:
    """Return the emissions of each cue: content is shared out among all cues that see a word."""
    total = np.full(len(unary), -np.inf, dtype=np.float32)
    for first, scores in zip(firsts, seen, strict=True):
        part = slice(first, first + len(scores))
        total[part] = np.logaddexp(total[part], scores[:, OWNER])
    emissions = []
    for first, scores in zip(firsts, seen, strict=True):
        part = slice(first, first + len(scores))
        own = unary[part].copy()
        own[:, 1:] += scores[:, 1:]
        own[:, 3:] += (scores[:, OWNER] - total[part])[:, None]
        emissions.append(own)
    return emissions


def _eager(emissions: Floats) -> Floats:
    """Favour beginning a source: most statements have one, and doubt between two is no absence."""
    favoured = emissions.copy()
    favoured[:, PIECES.index("B-source")] += EAGER_SOURCES
    return favoured


def _pieces(view: CueViews, paths: Sequence[Ints]) -> Attributions:
    found = [spans_of(path, emissions) for path, emissions in zip(paths, view.emissions, strict=True)]
    kept = [i for i, spans in enumerate(found) if spans.kinds.any()]
    if not kept:
        return Attributions()
    cue = np.repeat(np.arange(len(kept)), [len(found[i].kinds) for i in kept]).astype(np.int32)
    piece_scores = np.concatenate([found[i].scores for i in kept])
    return Attributions(
        cues=view.cues.spans[kept],
        scores=_means(view.cues.scores[kept], cue, piece_scores),
        cue=cue,
        pieces=np.concatenate([found[i].spans + view.firsts[i] for i in kept]),
        is_source=np.concatenate([found[i].kinds == 0 for i in kept]),
        piece_scores=piece_scores,
    )


def _means(cues: Floats, cue: Ints, pieces: Floats) -> Floats:
    """Return float32 `[c]`, the geometric mean of the score of each cue and those of its pieces."""
    own, parts = (np.log(np.maximum(scores, SURE)) for scores in (cues, pieces))
    sums = own + np.bincount(cue, parts, len(cues))
    means: Floats = np.exp(sums / (1 + np.bincount(cue, minlength=len(cues)))).astype(np.float32)
    return means


def _unary(labels: Floats, opens: Bools) -> Floats:
    """Return float32 `[w, 5]`: scores of `PIECES` before any cue is known; cues count as outside."""
    outside = np.logaddexp.reduce(labels[:, UNARY[0]], axis=1)
    scores = np.column_stack([outside, labels[:, UNARY[1]]]).astype(np.float32)
    return _broken(scores, opens)


def _broken(emissions: Floats, opens: Bools) -> Floats:
    """Forbid every inside at words that open a paragraph."""
    broken = emissions.copy()
    broken[np.flatnonzero(opens), 2::2] = FORBIDDEN
    return broken
