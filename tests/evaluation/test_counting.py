from __future__ import annotations

import pytest

from evaluation.counting import Counts, compare_sets, covered, tokens, words_only
from rashomon.model.offsets import Span


def test_ratios_of_counts():
    counts = Counts(right=3, found=4, gold=6)
    assert counts.precision == pytest.approx(75)
    assert counts.recall == pytest.approx(50)
    assert counts.f1 == pytest.approx(60)


def test_nothing_found_and_nothing_to_find_is_zero_not_an_error():
    assert (Counts().precision, Counts().recall, Counts().f1) == (0, 0, 0)


def test_counts_add_up():
    assert Counts(1, 2, 3) + Counts(4, 5, 6) == Counts(5, 7, 9)


def test_compare_sets():
    assert compare_sets({1, 2, 3}, {2, 3, 4, 5}) == Counts(2, 3, 4)


def test_tokens_are_words_and_single_marks():
    text = "Veld’s “no”: 12.5"
    assert [t.of(text) for t in tokens(text)] == ["Veld", "’", "s", "“", "no", "”", ":", "12", ".", "5"]


def test_a_token_is_covered_when_a_span_touches_it():
    text = "one two, three"
    found = covered([Span(2, 5)], tokens(text))
    assert {t.of(text) for t in found} == {"one", "two"}
    assert {t.of(text) for t in words_only(covered([Span(4, 8)], tokens(text)), text)} == {"two"}
