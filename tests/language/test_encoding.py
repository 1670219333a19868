from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from rashomon.language.analyser import SHIPPED_MODEL
from rashomon.language.encoding import SHAPES, Encoded, encode, shape, windows
from rashomon.language.manifest import TOKENIZER_FILE
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


def test_one_token_of_ten_thousand_characters_is_one_word(tokenizer):
    encoded = encode("x" * 10_000, [Span(0, 10_000)], tokenizer)
    assert encoded.words.tolist() == [[0, 10_000]]
    assert len(encoded.pieces) == 1


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
