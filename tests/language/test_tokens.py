from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.language.tokens import LONGEST, tokenise
from rashomon.model.offsets import Span


def words(text: str) -> list[str]:
    return [text[start:end] for start, end in tokenise(text, [Span(0, len(text))]).tolist()]


@pytest.mark.parametrize(
    "tokens",
    [
        "They do n't know .",
        "Halm 's mayor can not come ; she ’s ill .",
    ],
)
def test_text_cut_by_spaces_keeps_its_tokens(tokens):
    assert words(tokens) == tokens.split()


@given(st.text(max_size=300))
def test_tokens_are_ordered_slices_that_cover_all_ink(text):
    covered: set[int] = set()
    last = 0
    for start, end in tokenise(text, [Span(0, len(text))]).tolist():
        assert last <= start < end <= start + LONGEST
        assert not any(map(str.isspace, text[start:end]))
        covered.update(range(start, end))
        last = end
    for i, character in enumerate(text):
        if not character.isspace() and unicodedata.category(character) not in {"Cc", "Cf", "Mn", "Cn"}:
            assert i in covered
