from __future__ import annotations

import re
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from rashomon.language.analyser import SHIPPED_MODEL
from rashomon.language.encoding import (
    FEATURES,
    SHAPES,
    Encoded,
    encode,
    encode_words,
    opens_at,
    shape,
    unwrapped,
    windows,
)
from rashomon.language.manifest import TOKENIZER_FILE
from rashomon.language.tokens import LONGEST
from rashomon.model.offsets import Span


@pytest.fixture(scope="module")
def tokenizer():
    return Tokenizer.from_file(str(SHIPPED_MODEL / TOKENIZER_FILE))


HARD = st.text(
    alphabet=st.one_of(
        st.sampled_from("abc ABC 123 .,“”‘’\"' \n\r\t-—…"),
        st.sampled_from("é\u0301ßİıĲﬁ\u200b\u200d\u202e\x00\ud7ff😀👩‍👩‍👧中文кот عربي"),
        st.characters(codec="utf-8"),
    ),
    max_size=200,
)


@settings(max_examples=200, deadline=None)
@given(text=HARD)
def test_words_are_ordered_disjoint_and_inside_the_text(tokenizer, text):
    encoded = encode(text, [Span(0, len(text))], tokenizer)
    ends = encoded.words.tolist()
    assert all(0 <= start < end <= len(text) for start, end in ends)
    assert all(left[1] <= right[0] for left, right in pairwise(ends))
    assert len(encoded.pieces) == len(encoded.features)
    assert len(encoded.first) == len(encoded.words)


@settings(max_examples=100, deadline=None)
@given(text=HARD, cut=st.integers(0, 200))
def test_a_word_never_comes_from_outside_the_ranges(tokenizer, text, cut):
    cut = min(cut, len(text))
    encoded = encode(text, [Span(cut, len(text))], tokenizer)
    assert all(start >= cut for start, _ in encoded.words.tolist())


def test_every_letter_of_plain_text_belongs_to_a_word(tokenizer):
    text = "Ona Veld, the mayor, said: “No.”\n\nThe lock stays shut."
    encoded = encode(text, [Span(0, len(text))], tokenizer)
    covered = {i for start, end in encoded.words.tolist() for i in range(start, end)}
    assert {i for i, c in enumerate(text) if c.isalnum()} <= covered


def test_the_first_word_of_each_range_opens_it(tokenizer):
    text = "Lock shut\n\n \n\nVeld said so"
    encoded = encode(text, [Span(0, 9), Span(9, 14), Span(14, len(text))], tokenizer)
    assert encoded.opens.tolist() == [True, False, True, False, False]


def test_line_ends_and_shapes_reach_the_encoder(tokenizer):
    text = "Veld said\nNATO left\n\nnow"
    encoded = encode(text, [Span(0, len(text))], tokenizer)
    features = dict(
        zip((text[s:e] for s, e in encoded.words.tolist()), encoded.features[encoded.first], strict=True)
    )
    size = len(SHAPES)
    assert features["Veld"] % size == SHAPES.index("title")
    assert features["NATO"] % size == SHAPES.index("upper")
    assert (features["said"] // size, features["NATO"] // size, features["now"] // size) == (0, 1, 2)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("lock", "lower"),
        ("Veld", "title"),
        ("A", "title"),
        ("EU", "upper"),
        ("McVeld", "mixed"),
        ("2031", "digits"),
        ("“", "other"),
    ],
)
def test_shape(word, expected):
    assert SHAPES[shape(word)] == expected


def test_one_token_of_ten_thousand_characters_is_cut_into_unknown_words(tokenizer):
    encoded = encode("x" * 10_000, [Span(0, 10_000)], tokenizer)
    assert encoded.words.tolist() == [[at, at + LONGEST] for at in range(0, 10_000, LONGEST)]
    assert len(encoded.pieces) <= 8 * len(encoded.words)  # what is no word costs little
    assert len(encoded.pieces) >= len(encoded.words)


def given_words(text: str) -> np.ndarray:
    return np.array([match.span() for match in re.finditer(r"\S+", text)], np.int32).reshape(-1, 2)


def encoded_as_given(text: str, tokenizer) -> Encoded:
    words = given_words(text)
    return encode_words(text, words, opens_at(text, words, []), tokenizer)


def test_a_word_that_gives_no_pieces_is_unknown_and_keeps_its_place(tokenizer):
    text = "\x01 Veld \u200b\u200d said \x02"
    encoded = encoded_as_given(text, tokenizer)
    unknown = tokenizer.token_to_id("[UNK]")
    first = encoded.pieces[encoded.first]
    assert (first == unknown).tolist() == [True, False, True, False, True]
    assert first[3] == tokenizer.token_to_id("said")
    assert len(encoded.first) == 5
    assert (np.diff(encoded.first) > 0).all()


def test_nothing_but_words_without_pieces(tokenizer):
    encoded = encoded_as_given("\x01 \x02 \x01", tokenizer)
    assert encoded.pieces.tolist() == [tokenizer.token_to_id("[UNK]")] * 3
    assert encoded.first.tolist() == [0, 1, 2]


def test_no_words_have_no_pieces(tokenizer):
    for encoded in (encoded_as_given(" \n", tokenizer), encode("", [], tokenizer)):
        assert len(encoded.pieces) == len(encoded.features) == len(encoded.first) == len(encoded.opens) == 0
        assert list(windows(encoded, 10, 2)) == []


@settings(max_examples=100, deadline=None)
@given(text=HARD)
def test_every_given_word_has_pieces_of_its_own(tokenizer, text):
    encoded = encoded_as_given(text, tokenizer)
    ends = np.append(encoded.first[1:], len(encoded.pieces))
    assert (ends > encoded.first).all()
    assert encoded.words.tolist() == given_words(text).tolist()
    assert ((encoded.features >= 0) & (encoded.features < FEATURES)).all()
    if len(encoded.first):
        assert encoded.first[0] == 0


def test_a_word_is_encoded_the_same_wherever_it_stands(tokenizer):
    once, again = (encoded_as_given(text, tokenizer) for text in ("unshuttable", "so unshuttable it was"))
    size = len(once.pieces)
    assert size > 1
    assert again.pieces[again.first[1] : again.first[1] + size].tolist() == once.pieces.tolist()


def test_a_paragraph_opens_at_line_ends_and_where_it_is_said_to():
    text = "Lock shut\nVeld said so"
    words = given_words(text)
    assert opens_at(text, words, []).tolist() == [True, False, True, False, False]
    assert opens_at(text, words, [Span(15, 23)]).tolist() == [True, False, True, True, False]
    assert opens_at(text, words, [Span(23, 23)]).tolist() == [True, False, True, False, False]


@settings(max_examples=200, deadline=None)
@given(
    lengths=st.lists(st.integers(1, 9), min_size=1, max_size=120),
    size=st.integers(10, 60),
    overlap=st.integers(0, 30),
)
def test_windows_keep_every_word_once_and_never_grow_too_large(lengths, size, overlap):
    first = np.cumsum([0, *lengths[:-1]]).astype(np.int32)
    total = sum(lengths)
    none = np.zeros(total, np.int32)
    opens = np.zeros(len(lengths), bool)
    encoded = Encoded(none, none, np.zeros((len(lengths), 2), np.int32), first, opens)
    ends = [*first[1:].tolist(), total]
    kept = []
    for window in windows(encoded, size, min(overlap, size // 2)):
        assert window.start <= window.keep_start < window.keep_end <= window.end
        assert ends[window.end - 1] - first[window.start] <= size
        kept.extend(range(window.keep_start, window.keep_end))
    assert kept == list(range(len(lengths)))


def test_the_line_ends_of_a_hard_wrapped_paragraph_are_spaces_and_those_of_a_list_stay():
    text = "The council met\non Monday.\n\nLock 4\nPier Road"
    paragraphs = [Span(0, 26), Span(28, len(text))]
    assert unwrapped(text, paragraphs) == "The council met on Monday.\n\nLock 4\nPier Road"


@given(HARD, st.lists(st.integers(0, 200), max_size=6, unique=True))
def test_unwrapping_moves_no_character_and_changes_none_but_line_ends_inside_paragraphs(text, cuts):
    bounds = sorted(min(cut, len(text)) for cut in cuts)
    paragraphs = [Span(a, b) for a, b in zip(bounds[::2], bounds[1::2], strict=False) if a < b]
    result = unwrapped(text, paragraphs)
    assert len(result) == len(text)
    for at, (old, new) in enumerate(zip(text, result, strict=True)):
        inside = any(span.start <= at < span.end for span in paragraphs)
        assert new == old or (inside and (old, new) == ("\n", " "))
