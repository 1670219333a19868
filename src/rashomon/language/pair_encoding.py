"""From two texts to what the pair model reads: `[CLS] first [SEP] second [SEP]`, or one: `[CLS] text [SEP]`.

Written once, used by training and by the product alike. Pieces and letter shapes come from
`rashomon.language.encoding`. The feature of a piece also says which text it stands in, so that the
encoder needs no further input.

How much is read: a pair has at most `limit` wordpieces, its three marks counted. Where both texts do
not fit, each has half of the room, and what the shorter leaves free goes to the longer. Of a text
that is cut its beginning is read, up to the last whole word that fits.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Final

import numpy as np
from tokenizers import Tokenizer

from rashomon.language.arrays import Ints
from rashomon.language.encoding import FEATURES, Encoded, encode_words
from rashomon.language.tokens import tokenise
from rashomon.model.offsets import Span

FIRST, SECOND, MARKED = range(3)  # MARKED: a stretch of the second text that the first is about
SEGMENTS = 3
PAIR_FEATURES = FEATURES * SEGMENTS

CLASSES: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "nli": ("entailment", "neutral", "contradiction"),
        "stance": ("supports", "undermines", "neutral"),
        "headline": ("agree", "disagree", "discuss", "unrelated"),
        "sentiment": ("negative", "neutral", "positive"),
        "parting": ("parts", "same", "other"),
    }
)
"""The tasks of the pair model with their classes, in order of its output."""

_KEPT_TEXTS = 2048
_KEPT_LENGTH = 10_000  # code points; a longer text is encoded anew each time, so that memory stays bounded


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
    """Encodes texts with one tokenizer and keeps some it has seen: premises and bodies come often.

    Safe to use from several threads.
    """

    def __init__(self, tokenizer: Tokenizer, limit: int) -> None:
        """Take the most pieces of a pair or text, marks counted, as `limit`."""
        self._tokenizer, self._limit = tokenizer, limit
        self._marks = tuple(tokenizer.token_to_id(mark) for mark in ("[CLS]", "[SEP]"))
        self._kept = lru_cache(_KEPT_TEXTS)(self._encode)

    def pair(self, first: str, second: str, marked: Span | None = None) -> Pieces:
        """Encode two texts; `marked` is a span of `second` in code points, unseen where it is cut off."""
        left, right = self._encoded(first), self._encoded(second)
        sizes = _sizes(len(left.pieces), len(right.pieces), self._limit - 3)
        begin, end = self._marks
        (a, a_features), (b, b_features) = (_cut(e, s) for e, s in zip((left, right), sizes, strict=True))
        segments = _segments(right, marked)[: len(b)]
        features = [0, *a_features, 0, *(b_features + FEATURES * segments), FEATURES * SECOND]
        pieces = [begin, *a, end, *b, end]
        return Pieces(np.array(pieces, np.int32), np.array(features, np.int32), len(a) + 2)

    def text(self, text: str) -> Pieces:
        """Encode a text that is read alone, as the first text of a pair is."""
        begin, end = self._marks
        found, features = _cut(self._encoded(text), self._limit - 2)
        pieces = np.array([begin, *found, end], np.int32)
        return Pieces(pieces, np.array([0, *features, 0], np.int32), len(pieces))

    def _encoded(self, text: str) -> Encoded:
        return self._kept(text) if len(text) <= _KEPT_LENGTH else self._encode(text)

    def _encode(self, text: str) -> Encoded:
        """Encode the words that can fit: each has a piece at least."""
        words = tokenise(text, [Span(0, len(text))])[: self._limit]
        return encode_words(text, words, np.zeros(len(words), dtype=bool), self._tokenizer)


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
