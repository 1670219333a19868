"""From two texts to what the pair model reads: `[CLS] first [SEP] second [SEP]`.

Pieces and letter shapes come from `rashomon.language.encoding`. The feature of a piece also says
which text it stands in, so that the encoder needs no further input.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from tokenizers import Tokenizer

from rashomon.language.arrays import Ints
from rashomon.language.encoding import FEATURES, Encoded, encode
from rashomon.model.offsets import Span

FIRST, SECOND, MARKED = range(3)  # MARKED: a stretch of the second text that the first is about
SEGMENTS = 3
PAIR_FEATURES = FEATURES * SEGMENTS


@dataclass(frozen=True, slots=True)
class Pieces:
    """One or two texts as wordpieces, with the marks before, between and after them.

    Attributes:
        pieces: int32 `[p]`, vocabulary ids.
        features: int32 `[p]`, letter shape, line breaks and segment in one number below `PAIR_FEATURES`.
        cut: how many pieces belong to the first text, `[CLS]` and `[SEP]` counted.
    """

    pieces: Ints
    features: Ints
    cut: int

    def __len__(self) -> int:
        """Return the number of pieces."""
        return len(self.pieces)


class PairEncoder:
    """Encodes texts with one tokenizer and keeps those it has seen: premises and bodies come often."""

    def __init__(self, tokenizer: Tokenizer, limit: int) -> None:
        """Take the most pieces of a pair, marks counted, as `limit`; the longer text is cut to fit."""
        self._tokenizer, self._limit = tokenizer, limit
        self._marks = tuple(tokenizer.token_to_id(mark) for mark in ("[CLS]", "[SEP]"))
        self._seen: dict[str, Encoded] = {}

    def pair(self, first: str, second: str, marked: Span | None = None) -> Pieces:
        """Encode two texts; `marked` is a span of `second` in code points."""
        left, right = self._encoded(first), self._encoded(second)
        sizes = _sizes(len(left.pieces), len(right.pieces), self._limit - 3)
        begin, end = self._marks
        (a, a_features), (b, b_features) = (_cut(e, s) for e, s in zip((left, right), sizes, strict=True))
        segments = _segments(right, marked)[: len(b)]
        features = [0, *a_features, 0, *(b_features + FEATURES * segments), FEATURES * SECOND]
        pieces = [begin, *a, end, *b, end]
        return Pieces(np.array(pieces, np.int32), np.array(features, np.int32), len(a) + 2)

    def _encoded(self, text: str) -> Encoded:
        if text not in self._seen:
            self._seen[text] = encode(text, [Span(0, len(text))], self._tokenizer)
        return self._seen[text]


def alone(pair: Pieces, side: int) -> Pieces:
    """Return one text of a pair as it is encoded when it is read alone; `side` is `FIRST` or `SECOND`."""
    if side == FIRST:
        return Pieces(pair.pieces[: pair.cut], pair.features[: pair.cut], pair.cut)
    pieces = np.concatenate([pair.pieces[:1], pair.pieces[pair.cut :]])
    features = np.concatenate([pair.features[:1], pair.features[pair.cut :] % FEATURES])
    return Pieces(pieces, features, len(pieces))


def _sizes(first: int, second: int, room: int) -> tuple[int, int]:
    """Return how many pieces of each text are kept: what the shorter leaves free goes to the longer."""
    half = room // 2
    if first + second <= room:
        return first, second
    if first <= half:
        return first, room - first
    return (room - second, second) if second <= half else (half, room - half)


def _cut(encoded: Encoded, size: int) -> tuple[Ints, Ints]:
    """Return at most `size` pieces and their features, whole words only."""
    ends = np.append(encoded.first, len(encoded.pieces))
    stop = int(ends[np.searchsorted(ends, size, side="right") - 1])
    return encoded.pieces[:stop], encoded.features[:stop]


def _segments(encoded: Encoded, marked: Span | None) -> Ints:
    """Return the segment of each piece of a second text."""
    if marked is None or not len(encoded.words):
        return np.full(len(encoded.pieces), SECOND, dtype=np.int32)
    touched = (encoded.words[:, 0] < marked.end) & (encoded.words[:, 1] > marked.start)
    lengths = np.diff(np.append(encoded.first, len(encoded.pieces)))
    return np.repeat(np.where(touched, MARKED, SECOND), lengths).astype(np.int32)
