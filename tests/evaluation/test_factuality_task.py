from __future__ import annotations

import pytest

from evaluation.tasks.factuality import Rated, pearson, total_figures


def rated(*pairs):
    return [Rated(i, gold, found) for i, (gold, found) in enumerate(pairs)]


def test_pearson_by_hand():
    # Deviations 1, 0, -1 and 1, -1, 0: covariance 1, variances 2 and 2.
    assert pearson([3, 2, 1], [3, 1, 2]) == pytest.approx(50)
    assert pearson([1, 2], [5, 3]) == pytest.approx(-100)


def test_a_side_that_does_not_vary_has_no_correlation():
    assert pearson([1, 1, 1], [1, 2, 3]) == pearson([], []) == 0


def test_the_very_same_values_are_all_right():
    scores = total_figures(rated((3, 3), (-2, -2), (0, 0)))
    assert scores["pearson"] == scores["pearson_found"] == pytest.approx(100)
    assert scores["mae"] == 0
    assert scores["happened_f1"] == scores["not_happened_f1"] == scores["found"] == 100
    assert scores["folded_happened_f1"] == scores["folded_not_happened_f1"] == 100


def test_half_a_point_is_where_a_side_begins():
    scores = total_figures(rated((0.5, 0.49), (0.5, 0.5), (-0.5, -0.49), (-0.5, -0.5), (0.0, 2.0)))
    assert scores["happened_f1"] == pytest.approx(50)
    assert scores["not_happened_f1"] == pytest.approx(100 * 2 / 3)


def test_in_two_classes_all_that_is_not_above_nothing_did_not_happen():
    scores = total_figures(rated((0.1, 0.2), (0.4, -0.1), (-0.1, None), (-2.0, 0.3), (0.0, 3.0)))
    assert scores["folded_happened_f1"] == pytest.approx(50)  # one right; two found, two in gold
    assert scores["folded_not_happened_f1"] == pytest.approx(50)
    assert scores["happened_f1"] == 0


def test_a_predicate_that_was_not_found_is_not_known():
    scores = total_figures(rated((3, 3), (-3, -3), (3, None)))
    assert scores["found"] == pytest.approx(100 * 2 / 3)
    assert scores["mae"] == pytest.approx(1)
    assert scores["pearson_found"] == pytest.approx(100)
    assert scores["pearson"] == pytest.approx(pearson([3, -3, 0], [3, -3, 3]))
    assert scores["happened_f1"] == pytest.approx(100 * 2 / 3)


def test_nothing_annotated_is_zero_not_an_error():
    assert set(total_figures([]).values()) == {0}
