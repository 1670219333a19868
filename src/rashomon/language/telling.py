"""What is said by a cue, and who says it: each cue is asked by itself, in whosever words it stands.

For each word of the sentence of a cue a small network tells whether it is of the content, of the source or of
the cue, from the vectors of both words, the way between them in the tree and how far apart they are; the best
path of these labels is taken (Lafferty, McCallum and Pereira, 2001, "Conditional random fields"). A word
may be told by several cues, as it is where somebody tells what others said. The vectors are those of the
shared encoder, which does not move for this; learned from statements marked in texts of our own
(`training.telling`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from rashomon.language.arrays import Bools, Floats, Ints
from rashomon.language.assembly import trusted
from rashomon.language.calibration import chances, log_odds
from rashomon.language.labels import Chain, best_paths, probabilities
from rashomon.language.layers import Attributions, Sayings
from rashomon.language.paths import Grown, distance_rows, path_rows
from rashomon.language.perceptron import Layer, curved

HEAD: Final = "telling"
NONE, CONTENT, SOURCE, CUE = range(4)
"""What a word is to a cue."""
REACH: Final = 160
"""Words of the sentence on either side of a cue that are looked at."""
_LAYERS: Final = ("words", "labels")
_TABLES: Final = ("cues", "distances", "branches", "climbs", "transitions", "start", "trust")
_AT_ONCE: Final = 32  # cues whose words are scored at once, so that memory stays bounded
_SURE: Final = np.float32(1e4)
_LEAST: Final = 1e-6


@dataclass(frozen=True, slots=True)
class TellingParameters:
    """What is learned, for vectors of width `d` and a hidden layer of width `h`.

    Attributes:
        words: from the vector of a word to the hidden layer.
        labels: `[h, 4]`, from the hidden layer to the scores of what a word is to a cue.
        cues: `[d, h]`, from the vector of a cue to the hidden layer.
        distances: `[distances, h]`, what is added for how far they are apart (`paths.distance_rows`).
        branches: `[branches, h]`, for the branch of the tree on which the word stands (`paths.path_rows`).
        climbs: `[climbs, h]`, for the way up from the cue.
        transitions: `[4, 4]`, of labels.
        start: `[4]`.
        trust: `[3]`, what the log-odds of a cue, those of its labels, and 1 count for a statement's log-odds.
    """

    words: Layer
    labels: Layer
    cues: Floats
    distances: Floats
    branches: Floats
    climbs: Floats
    transitions: Floats
    start: Floats
    trust: Floats

    @classmethod
    def of(cls, arrays: Mapping[str, Floats]) -> TellingParameters:
        """Return the parameters among the arrays of a model."""
        words, labels = (Layer.of(arrays, f"{HEAD}.{name}") for name in _LAYERS)
        return cls(words, labels, *(arrays[f"{HEAD}.{name}"] for name in _TABLES))

    def arrays(self) -> dict[str, Floats]:
        """Return the parameters under the names that they have among the arrays of a model."""
        found: dict[str, Floats] = {f"{HEAD}.{name}": getattr(self, name) for name in _TABLES}
        for name in _LAYERS:
            found |= getattr(self, name).arrays(f"{HEAD}.{name}")
        return found


@dataclass(frozen=True, slots=True)
class Asked:
    """Cues with the words that are looked at for each, cue by cue.

    Attributes:
        ranges: int32 `[c, 2]`, the words of each.
        pair: int32 `[n]`, the number of the cue of each word.
        words: int32 `[n]`.
        rows: int32 `[3, n]`, distances, branches and climbs.
    """

    ranges: Ints
    pair: Ints
    words: Ints
    rows: Ints


def asked(cues: Ints, trees: Grown, sentences: Ints) -> Asked:
    """Return the words that cues `[c]` are asked about, with the sentences `[s, 2]` and their trees."""
    at = np.searchsorted(sentences[:, 0], cues, side="right") - 1
    first = np.maximum(sentences[at, 0], cues - REACH)
    end = np.minimum(sentences[at, 1], cues + REACH)
    lengths = end - first
    pair = np.repeat(np.arange(len(cues), dtype=np.int32), lengths)
    words = (np.arange(len(pair)) - np.repeat(np.cumsum(lengths) - lengths - first, lengths)).astype(np.int32)
    marked = cues[pair]
    rows = np.stack([distance_rows(marked, words), *path_rows(trees, marked, words)])
    return Asked(np.stack([first, end], axis=1).astype(np.int32), pair, words, rows)


def scores_of(vectors: Floats, cues: Ints, given: Asked, parameters: TellingParameters) -> Floats:
    """Return float32 `[n, 4]`, the scores of what each word is to its cue."""
    hidden = parameters.words(vectors)[given.words] + (vectors[cues] @ parameters.cues)[given.pair]
    tables = (parameters.distances, parameters.branches, parameters.climbs)
    for table, rows in zip(tables, given.rows, strict=True):
        hidden += table[rows]
    scores = parameters.labels(curved(hidden))
    is_cue = given.words == cues[given.pair]
    scores[is_cue] -= _SURE
    scores[is_cue, CUE] += 2 * _SURE
    return scores


def labelled(
    vectors: Floats, cues: Ints, given: Asked, parameters: TellingParameters
) -> tuple[list[Floats], list[Ints]]:
    """Return the scores of what the words of each cue are to it, and what they are.

    Returns:
        For each cue float32 `[n, 4]`, and for each int32 `[n]`, the labels of the best path.
    """
    scores = scores_of(vectors, cues, given, parameters)
    parts = np.split(scores, np.searchsorted(given.pair, np.arange(1, len(cues))))
    return parts, best_paths(parts, Chain(parameters.transitions, parameters.start))


def tellings(
    vectors: Floats, sayings: Sayings, trees: Grown, sentences: Ints, parameters: TellingParameters
) -> Attributions:
    """Return a statement for each word that may head a cue and has a content; no two share a word of a cue.

    Args:
        vectors: float32 `[w, d]`, of the words.
        sayings: words that may head a cue.
        trees: of the sentences.
        sentences: int32 `[s, 2]`.
        parameters: what is learned.
    """
    if not len(sayings.saying):
        return Attributions()
    firsts, parts, paths = list[int](), list[Floats](), list[Ints]()
    for at in range(0, len(sayings.saying), _AT_ONCE):
        cues = sayings.saying[at : at + _AT_ONCE]
        given = asked(cues, trees, sentences)
        scores, labels = labelled(vectors, cues, given, parameters)
        firsts += given.ranges[:, 0].tolist()
        parts += scores
        paths += labels
    chosen = [_chosen(*each) for each in zip(parts, paths, strict=True)]
    likenesses = [float(np.log(np.maximum(each, _LEAST)).mean()) for each in chosen]
    marks = np.stack([log_odds(sayings.scores), likenesses], axis=1).astype(np.float32)
    told = [_Told(*each) for each in zip(sayings.saying.tolist(), firsts, paths, chosen, strict=True)]
    found = _joined(told, marks, chances(marks @ parameters.trust[:2] + parameters.trust[2]))
    return trusted(found, _surest(found.cues, found.scores))


def _surest(cues: Ints, scores: Floats) -> Bools:
    """Return bool `[c]`, cues without a word of a surer one: either of "had promised" may head it."""
    kept, taken = np.zeros(len(cues), dtype=bool), set[int]()
    for number in np.argsort(-scores, kind="stable").tolist():
        own = range(*cues[number].tolist())
        if taken.isdisjoint(own):
            taken.update(own)
            kept[number] = True
    return kept


def _chosen(scores: Floats, path: Ints) -> Floats:
    """Return float32 `[w]`, how likely the labels of a path are, each by itself."""
    chosen: Floats = probabilities(scores)[np.arange(len(path)), path]
    return chosen


@dataclass(frozen=True, slots=True)
class _Told:
    """What a cue was found to tell.

    Attributes:
        cue: the word.
        first: the first word that was looked at.
        path: int32 `[w]`, what each word from there is to the cue.
        chosen: float32 `[w]`, how likely that is.
    """

    cue: int
    first: int
    path: Ints
    chosen: Floats

    def runs(self, label: int) -> Ints:
        """Return int32 `[k, 2]`, the ranges of words with a label, counted from the first one."""
        edges = np.flatnonzero(np.diff(self.path == label, prepend=False, append=False))
        return edges.astype(np.int32).reshape(-1, 2)

    def pieces(self) -> tuple[Ints, Ints]:
        """Return the ranges of the source and those of the content."""
        return self.runs(SOURCE), self.runs(CONTENT)


def _joined(told: Sequence[_Told], marks: Floats, scores: Floats) -> Attributions:
    """Return what cues tell that have a content."""
    kept = [number for number, each in enumerate(told) if (each.path == CONTENT).any()]
    spans, cue, pieces, is_source, sure = ([] for _ in range(5))
    for number, each in enumerate(told[number] for number in kept):
        own = each.runs(CUE) + each.first
        spans.append(own[np.searchsorted(own[:, 0], each.cue, side="right") - 1])
        for kind, ranges in zip((True, False), each.pieces(), strict=True):
            cue += [number] * len(ranges)
            pieces += (ranges + each.first).tolist()
            is_source += [kind] * len(ranges)
            sure += [each.chosen[first:end].mean() for first, end in ranges.tolist()]
    return Attributions(
        cues=np.array(spans, dtype=np.int32).reshape(-1, 2),
        scores=scores[kept],
        cue=np.array(cue, dtype=np.int32),
        pieces=np.array(pieces, dtype=np.int32).reshape(-1, 2),
        is_source=np.array(is_source, dtype=bool),
        piece_scores=np.array(sure, dtype=np.float32),
        marks=marks[kept],
    )
