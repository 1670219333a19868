"""From scores of words to what statements are put together from: spans, and how cues see the words.

Every word has scores for seven labels, B and I of three roles; their best path gives the spans of a
text. For each cue the words around it are labelled again, as its source, its content or neither, by
those scores, a biaffine score of word and cue, and their distance; the best path is found by
Viterbi's algorithm. Cues compete for content: each has the share of a word that a softmax over all
cues in sight gives it. `assembly` makes statements of both.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rashomon.language.arrays import Bools, Floats, Ints, doubling_rows, with_one
from rashomon.language.labels import (
    FORBIDDEN,
    Chain,
    LabelledSpans,
    best_paths,
    spans_of,
)

ROLES = ("source", "cue", "content")
LABELS = ("O", *(f"{edge}-{role}" for role in ROLES for edge in "BI"))
PIECES = ("O", "B-source", "I-source", "B-content", "I-content")
# Which of `LABELS` stand for "outside" once a cue is given, and which for the pieces.
UNARY = ((0, 3, 4), (1, 2, 5, 6))
DISTANCES = 21  # up to 1,023 words on either side
REACH = 250  # words on either side of a cue in which its source and content are looked for
OWNER = 0  # where the form of "the cue's own" stands among the forms


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
    return doubling_rows(before + after, DISTANCES // 2)


@dataclass(frozen=True, slots=True)
class AttributionParameters:
    """What decoding needs beside the outputs for words.

    Attributes:
        forms: float32 `[5, d + 1, d + 1]`, biaffine forms of cue and word: first that of how much a
            word is the cue's own, then those of each of `PIECES` but "O".
        distance: float32 `[DISTANCES, 5]`, bias of each of them at each distance from the cue.
        labels: transition and start scores of `LABELS`.
        pieces: transition and start scores of `PIECES`.
        links: float32 `[2, l]`, from the marks of a link and 1 to its log-odds, for source and content.
        trust: float32 `[t]`, from the marks of a statement and 1 to the log-odds that it is right.
    """

    forms: Floats
    distance: Floats
    labels: Chain
    pieces: Chain
    links: Floats
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
        cues: int32 `[c, 2]`.
        firsts: int32 `[c]`, the first word that each sees.
        emissions: for each a float32 `[v, 5]`, the scores of `PIECES` for the words it sees.
    """

    cues: Ints
    firsts: Ints
    emissions: tuple[Floats, ...]


def find_spans(texts: Sequence[AttributionOutputs], chain: Chain) -> list[LabelledSpans]:
    """Return the spans of each text from its best path of `LABELS`; their kinds number `ROLES`."""
    paths = best_paths([_broken(text.labels, text.opens) for text in texts], chain)
    return [spans_of(path, text.labels) for path, text in zip(paths, texts, strict=True)]


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
