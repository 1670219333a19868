"""From scores of words to statements: cues, and the pieces of source and content that each has.

Every word has scores for seven labels, B and I of three roles. Cues are read from their best path. For
each cue the words around it are labelled again, as its source, its content or neither, by those
scores, a biaffine score of word and cue, and their distance; the best path is found by Viterbi's
algorithm. Cues compete for content: each has the share of a word that a softmax over all cues in
sight gives it. So a source may serve several cues, and statements may stand inside one another.

How far a statement is to be trusted is a logistic regression on what speaks for it (`MARKS`), fitted
on articles that the encoder never saw.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rashomon.language.arrays import Bools, Floats, Ints, no_floats, with_one
from rashomon.language.calibration import chances
from rashomon.language.labels import (
    FORBIDDEN,
    Chain,
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
MARKS = ("cue", "opening", "weakest", "content", "length", "has_source", "source")
"""Logs of the chance of the surest word of a cue and of its opening one, of the weakest word of its
content, and of the mean word of it for the labels alone; of the number of its words; 1 with a source,
and the log of the chance of its mean word."""
FULL_TRUST = 5.0  # log-odds of every statement until its marks have been weighed


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
        trust: float32 `[8]`, from `MARKS` and 1 to the log-odds that a statement is right.
    """

    forms: Floats
    distance: Floats
    labels: Chain
    pieces: Chain
    trust: Floats


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
        labels: float32 `[w, 7]`, the logs of the chances of `LABELS`.
        cues: int32 `[c, 2]`.
        firsts: int32 `[c]`, the first word that each sees.
        emissions: for each a float32 `[v, 5]`, the scores of `PIECES` for the words it sees.
    """

    labels: Floats
    cues: Ints
    firsts: Ints
    emissions: tuple[Floats, ...]


def find_attributions(
    texts: Sequence[AttributionOutputs], parameters: AttributionParameters
) -> list[Attributions]:
    """Return the attributions of each text: its cues that have content, with their pieces.

    Paths of all texts are searched at once, which is faster and changes none of them.
    """
    cues = find_cues(texts, parameters.labels)
    views = [look_around(text, found, parameters) for text, found in zip(texts, cues, strict=True)]
    paths = iter(best_paths([_eager(e) for view in views for e in view.emissions], parameters.pieces))
    return [_pieces(view, [next(paths) for _ in view.emissions], parameters.trust) for view in views]


def trusted(found: Attributions, least: float) -> Attributions:
    """Return the attributions with at least a given score."""
    keep = found.scores >= least
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


def find_cues(texts: Sequence[AttributionOutputs], chain: Chain) -> list[Ints]:
    """Return int32 `[c, 2]` for each text: its cues, from its best path of `LABELS`."""
    paths = best_paths([_broken(text.labels, text.opens) for text in texts], chain)
    found = [spans_of(path, text.labels) for path, text in zip(paths, texts, strict=True)]
    return [spans.spans[spans.kinds == ROLES.index("cue")] for spans in found]


def look_around(outputs: AttributionOutputs, cues: Ints, parameters: AttributionParameters) -> CueViews:
    """Return what each cue of a text sees around it."""
    unary = _unary(outputs.labels, outputs.opens)
    words = with_one(outputs.words)
    means = (outputs.cues[cues[:, 0]] + outputs.cues[cues[:, 1] - 1]) * np.float32(0.5)
    mixed: Floats = np.tensordot(with_one(means), parameters.forms, axes=([1], [1]))
    zones = outputs.zones
    zone = zones[np.searchsorted(zones[:, 0], cues[:, 0], side="right") - 1].reshape(-1, 2)
    firsts = np.maximum(cues[:, 0] - REACH, zone[:, 0])
    ends = np.minimum(cues[:, 1] + REACH, zone[:, 1])
    seen = []
    for number, (first, end) in enumerate(zip(firsts.tolist(), ends.tolist(), strict=True)):
        span = cues[number : number + 1]
        rows = distance_rows(np.arange(first, end), span[:, 0], span[:, 1] - 1)[0]
        seen.append(words[first:end] @ mixed[number].T + parameters.distance[rows])
    emissions = _competing(seen, firsts.tolist(), unary)
    return CueViews(_logs(outputs.labels), cues, firsts.astype(np.int32), tuple(emissions))


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


def _pieces(view: CueViews, paths: Sequence[Ints], trust: Floats) -> Attributions:
    found = [spans_of(path, emissions) for path, emissions in zip(paths, view.emissions, strict=True)]
    kept = [i for i, spans in enumerate(found) if spans.kinds.any()]
    if not kept:
        return Attributions(marks=no_floats(0, len(MARKS)))
    marks = np.array([_marks(view, i, paths[i]) for i in kept], dtype=np.float32)
    return Attributions(
        cues=view.cues[kept],
        scores=chances(with_one(marks) @ trust),
        marks=marks,
        cue=np.repeat(np.arange(len(kept)), [len(found[i].kinds) for i in kept]).astype(np.int32),
        pieces=np.concatenate([found[i].spans + view.firsts[i] for i in kept]),
        is_source=np.concatenate([found[i].kinds == 0 for i in kept]),
        piece_scores=np.concatenate([found[i].scores for i in kept]),
    )


def _marks(view: CueViews, number: int, path: Ints) -> tuple[float, ...]:
    """Return `MARKS` of a cue with content."""
    first, end = view.cues[number].tolist()
    words = np.flatnonzero(path)
    sure = _logs(view.emissions[number][words])[np.arange(len(words)), path[words]]
    is_content = path[words] >= PIECES.index("B-content")
    labels = view.labels[words[is_content] + view.firsts[number]]
    source = sure[~is_content]
    return (
        view.labels[first:end, 3:5].max(),
        view.labels[first, 3],
        sure[is_content].min(),
        labels[:, 5:].max(axis=1).mean(),
        np.log(is_content.sum()),
        float(len(source) > 0),
        source.mean() if len(source) else 0.0,
    )


def _logs(scores: Floats) -> Floats:
    """Return the logs of the softmax of `scores` over their last axis."""
    logs: Floats = scores - np.logaddexp.reduce(scores, axis=-1, keepdims=True)
    return logs


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
