"""From text to what the encoder reads: written once, used by training and by the product alike.

A document is read as one stream of wordpieces over its analysed parts. Each wordpiece carries a
letter shape (the base model is uncased) and, on the first piece of a word, how many line ends
stand before it, so that headlines and paragraphs stay visible to the encoder. Words are the
syntactic words of Universal Dependencies.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from tokenizers import Tokenizer

from rashomon.language.arrays import Bools, Ints
from rashomon.language.tokens import LONGEST, tokenise
from rashomon.model.errors import InputError
from rashomon.model.offsets import Span

SHAPES = ("lower", "title", "upper", "mixed", "digits", "other")
LINE_BREAKS = 3  # none, one line end, a blank line
_OF_CUTS = 8  # wordpieces that are seen of each cut of a run of characters that is no word
_WRAP = re.compile(r"\S[ \t]*\r?\n[ \t]*[a-zà-öø-ÿ]")
FEATURES = len(SHAPES) * LINE_BREAKS


@dataclass(frozen=True, slots=True)
class Encoded:
    """A stretch of text as wordpieces.

    Attributes:
        pieces: int32 `[p]`, vocabulary ids.
        features: int32 `[p]`, shape and line breaks in one number below `FEATURES`.
        words: int32 `[w, 2]`, start and end of each word, in code points of the document.
        first: int32 `[w]`, the index in `pieces` of each word's first piece.
        opens: bool `[w]`, whether a word is the first of a paragraph or other block.
    """

    pieces: Ints
    features: Ints
    words: Ints
    first: Ints
    opens: Bools


@dataclass(frozen=True, slots=True)
class Window:
    """A range of words that the encoder sees at once, and the range whose output is kept.

    All four are word indices of one `Encoded`, half-open: `start <= keep_start < keep_end <= end`.
    """

    start: int
    end: int
    keep_start: int
    keep_end: int


def encode(text: str, ranges: Sequence[Span], tokenizer: Tokenizer) -> Encoded:
    """Encode the stretches `ranges` of `text`, in order, as one stream; all else is not seen."""
    words = tokenise(text, ranges)
    return encode_words(text, words, opens_at(text, words, ranges), tokenizer)


def unwrapped(text: str, paragraphs: Sequence[Span]) -> str:
    """Return `text`, as long as before, with spaces for the line ends of hard-wrapped paragraphs.

    A paragraph is hard-wrapped where one of its lines goes on in small letters on the next. Its line ends say
    nothing, while those of an address or a list do.
    """
    pieces, at = [], 0
    for span in paragraphs:
        words = span.of(text)
        if _WRAP.search(words):
            pieces += [text[at : span.start], words.replace("\n", " ")]
            at = span.end
    return "".join([*pieces, text[at:]]) if pieces else text


def opens_at(text: str, words: Ints, ranges: Sequence[Span]) -> Bools:
    """Return bool `[w]`: whether a word is the first of one of `ranges`, or of a line.

    Args:
        text: the text of the document.
        words: int32 `[w, 2]`, in order, code points of `text`.
        ranges: in order and disjoint.
    """
    opens = _line_breaks(text, words) > 0
    firsts = np.searchsorted(words[:, 0], [span.start for span in ranges])
    opens[firsts[firsts < len(words)]] = True
    return opens


def encode_words(text: str, words: Ints, opens: Bools, tokenizer: Tokenizer) -> Encoded:
    """Encode given words of `text` as one stream; what lies between them is not seen.

    Args:
        text: the text of the document.
        words: int32 `[w, 2]`, in order, not overlapping, none of them empty.
        opens: bool `[w]`, whether a word is the first of a paragraph or other block.
        tokenizer: the model's tokenizer; it may cut a word into several pieces. Of a word with more than
            `LONGEST` pieces the first ones are seen; of one as long as `LONGEST` characters, a cut of what is
            no word of any language, only a few.

    Raises:
        InputError: a word holds half a surrogate pair, which is no character.
    """
    forms = [text[start:end] for start, end in words.tolist()]
    _check_characters(forms)
    encoding = tokenizer.encode(forms, is_pretokenized=True, add_special_tokens=False)
    numbers = np.asarray(encoding.word_ids, dtype=np.int32)
    most = np.where(words[:, 1] - words[:, 0] < LONGEST, LONGEST, _OF_CUTS)
    seen = np.arange(len(numbers)) - np.searchsorted(numbers, numbers) < most[numbers]
    numbers, pieces = numbers[seen], np.asarray(encoding.ids, dtype=np.int32)[seen]
    # The tokenizer drops control characters and the like; a word of nothing else becomes unknown.
    lost = np.flatnonzero(np.bincount(numbers, minlength=len(words)) == 0)
    places = np.searchsorted(numbers, lost)
    unknown = tokenizer.token_to_id("[UNK]") or 0
    pieces = np.insert(pieces, places, unknown).astype(np.int32)
    numbers = np.insert(numbers, places, lost)
    first = np.searchsorted(numbers, np.arange(len(words))).astype(np.int32)
    shapes = np.fromiter(map(shape, forms), np.int32, len(forms))
    features = shapes[numbers]
    if len(words):
        features[first] += _line_breaks(text, words) * len(SHAPES)
    return Encoded(pieces, features, words, first, opens)


def _check_characters(forms: Sequence[str]) -> None:
    for number, form in enumerate(forms):
        if not form.isascii() and any("\ud800" <= character <= "\udfff" for character in form):
            raise InputError(f"word {number} ({form!a}) holds half a surrogate pair: decode the text anew")


def windows(encoded: Encoded, size: int, overlap: int) -> Iterator[Window]:
    """Cut `encoded` into windows of at most `size` wordpieces that share about `overlap` pieces.

    Each word is kept from the window in which it stands farthest from an edge. No word is longer
    than a window: see `encode_words`.
    """
    ends = np.append(encoded.first[1:], len(encoded.pieces))
    count = len(encoded.first)
    start = keep_start = 0
    while start < count:
        end = int(np.searchsorted(ends, encoded.first[start] + size, side="right"))
        if end >= count:
            yield Window(start, count, keep_start, count)
            return
        # The next window begins late enough to hold at least one word more than this one.
        begin = max(ends[end - 1] - overlap, ends[end] - size)
        next_start = int(np.searchsorted(encoded.first, begin))
        keep_end = (next_start + end + 1) // 2
        yield Window(start, end, keep_start, keep_end)
        start, keep_start = next_start, keep_end


def shape(word: str) -> int:
    """Return the index in `SHAPES` of the letter shape of `word`."""
    if word.islower():
        return 0
    if word.isupper():
        return 2 if len(word) > 1 else 1
    if word.istitle():
        return 1
    if word.isalpha():
        return 3
    return 4 if any(map(str.isdigit, word)) else 5


def _line_breaks(text: str, words: Ints) -> Ints:
    """Return 0, 1 or 2 (for two and more) line ends before each word; the first counts as two."""
    line_ends = np.fromiter((i for i, c in enumerate(text) if c == "\n"), np.int32)
    before = np.searchsorted(line_ends, words[:, 0])
    counts = np.diff(before, prepend=before[0] - 2) if len(words) else before
    return np.minimum(counts, LINE_BREAKS - 1).astype(np.int32)
