from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from rashomon.language.analyser import SHIPPED_MODEL
from rashomon.language.encoding import FEATURES, encode
from rashomon.language.manifest import TOKENIZER_FILE
from rashomon.language.pair_encoding import (
    FIRST,
    MARKED,
    PAIR_FEATURES,
    SECOND,
    PairEncoder,
    alone,
)
from rashomon.model.offsets import Span

TOKENIZER = Tokenizer.from_file(str(SHIPPED_MODEL / TOKENIZER_FILE))


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return TOKENIZER


def pair(tokenizer: Tokenizer, first: str, second: str, limit: int = 64, marked: Span | None = None):
    return PairEncoder(tokenizer, limit).pair(first, second, marked)


def words(tokenizer: Tokenizer, pieces: np.ndarray) -> list[str]:
    return [tokenizer.id_to_token(int(piece)) for piece in pieces]


def test_two_texts_between_marks(tokenizer: Tokenizer):
    found = pair(tokenizer, "OSEN left.", "It stayed")
    assert words(tokenizer, found.pieces)[-4:] == ["[SEP]", "it", "stayed", "[SEP]"]
    assert words(tokenizer, found.pieces)[0] == "[CLS]"
    assert words(tokenizer, found.pieces)[found.cut - 1] == "[SEP]"
    segments = found.features // FEATURES
    assert (segments[: found.cut] == FIRST).all()
    assert (segments[found.cut :] == SECOND).all()


def test_letter_shape_tells_capitals_apart(tokenizer: Tokenizer):
    plain, loud = pair(tokenizer, "osen", "a"), pair(tokenizer, "OSEN", "a")
    assert (plain.pieces == loud.pieces).all()
    assert (plain.features != loud.features).any()


def test_marked_words_only_are_marked(tokenizer: Tokenizer):
    text = "Ilo met Ilo."
    found = pair(tokenizer, "Ilo", text, marked=Span(8, 11))
    forms = words(tokenizer, found.pieces[found.features // FEATURES == MARKED])
    assert "".join(form.removeprefix("##") for form in forms) == "ilo"
    ids = found.pieces.tolist()
    first_marked = int(np.flatnonzero(found.features // FEATURES == MARKED)[0])
    assert first_marked > ids.index(tokenizer.token_to_id("met"))


@pytest.mark.parametrize(
    ("first", "second"), [("no " * 500, "yes"), ("no", "yes " * 500), ("no " * 500, "yes " * 500)]
)
def test_longer_text_gives_way(tokenizer: Tokenizer, first: str, second: str):
    found = pair(tokenizer, first, second, limit=32)
    counts = [words(tokenizer, found.pieces).count(word) for word in ("no", "yes")]
    assert len(found) == sum(counts) + 3 == 32
    assert min(counts) == min(len(first.split()), len(second.split()), 14)


def test_no_word_is_cut_in_two(tokenizer: Tokenizer):
    found = pair(tokenizer, "a", "unhesitatingly " * 50, limit=30)
    whole = pair(tokenizer, "a", "unhesitatingly").pieces
    each = len(whole) - 4
    assert each > 1
    assert (len(found) - 4) % each == 0
    assert 30 - each < len(found) <= 30


@pytest.mark.parametrize("text", ["", " \n", "\u200b", "😀", "ع" * 3000, "x" * 10_000])
def test_odd_texts_are_encoded(tokenizer: Tokenizer, text: str):
    for found in (pair(tokenizer, text, "b"), pair(tokenizer, "a", text, marked=Span(0, 1))):
        assert len(found.pieces) == len(found.features) <= 64
        assert found.features.max() < 3 * FEATURES


def test_text_alone_is_encoded_as_a_first_text(tokenizer: Tokenizer):
    found = pair(tokenizer, "The Toll", "Ilo paid it", marked=Span(0, 3))
    other = pair(tokenizer, "Ilo paid it", "The Toll")
    for side, expected in ((FIRST, alone(found, FIRST)), (SECOND, alone(other, FIRST))):
        mine = alone(found, side)
        assert (mine.pieces == expected.pieces).all()
        assert (mine.features == expected.features).all()


WORDS = st.sampled_from(
    ["Osen", "unhesitatingly", "tolls", "12.5", "—", "\n", "😀", "\u200b", "ع", "x" * 120]
)
TEXTS = st.lists(WORDS, max_size=60).map(" ".join)


def as_if_all_were_read(text: str, size: int) -> list[int]:
    """Return the pieces of as many whole words as have at most `size`, from the whole text encoded."""
    whole = encode(text, [Span(0, len(text))], TOKENIZER)
    ends = [*whole.first[1:].tolist(), len(whole.pieces)]
    return whole.pieces[: max([end for end in ends if end <= size], default=0)].tolist()


@settings(max_examples=60, deadline=None)
@given(TEXTS, TEXTS, st.integers(5, 80))
def test_each_text_has_half_of_the_room_and_what_the_other_leaves_free(first, second, limit):
    found = PairEncoder(TOKENIZER, limit).pair(first, second)
    room = limit - 3
    sizes = [len(encode(t, [Span(0, len(t))], TOKENIZER).pieces) for t in (first, second)]
    mine = found.pieces[1 : found.cut - 1].tolist()
    other = found.pieces[found.cut : -1].tolist()
    assert mine == as_if_all_were_read(first, max(room // 2, room - sizes[1]))
    # The odd piece goes to the second text where both are cut.
    assert other == as_if_all_were_read(second, max(room - room // 2, room - sizes[0]))
    assert len(found) <= limit
    assert (found.features < PAIR_FEATURES).all()


@settings(max_examples=40, deadline=None)
@given(TEXTS, TEXTS)
def test_a_text_alone_is_the_same_by_itself_and_out_of_a_pair(first, second):
    encoder = PairEncoder(TOKENIZER, 2000)
    both = encoder.pair(first, second)
    for side, text in ((FIRST, first), (SECOND, second)):
        out_of_pair, by_itself = alone(both, side), encoder.text(text)
        assert out_of_pair.pieces.tolist() == by_itself.pieces.tolist()
        assert out_of_pair.features.tolist() == by_itself.features.tolist()


@settings(max_examples=40, deadline=None)
@given(TEXTS, st.integers(4, 40))
def test_a_long_text_alone_is_read_from_its_beginning(text, limit):
    found = PairEncoder(TOKENIZER, limit).text(text)
    assert found.pieces[1:-1].tolist() == as_if_all_were_read(text, limit - 2)
    assert found.cut == len(found) <= limit


def test_what_was_encoded_before_has_no_say():
    encoder = PairEncoder(TOKENIZER, 16)
    texts = ["Osen paid the toll", "", "Halm did not " * 9, "x" * 20_000]
    for first in texts:
        for second in texts:
            fresh = PairEncoder(TOKENIZER, 16).pair(first, second, Span(0, 4))
            again = encoder.pair(first, second, Span(0, 4))
            assert again.pieces.tolist() == fresh.pieces.tolist()
            assert again.features.tolist() == fresh.features.tolist()


def test_a_name_that_is_cut_off_is_not_marked():
    found = PairEncoder(TOKENIZER, 16).pair("Osen", "so it went " * 40 + "Osen", Span(440, 444))
    assert (found.features // FEATURES != MARKED).all()
