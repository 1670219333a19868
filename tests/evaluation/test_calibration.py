from __future__ import annotations

import pytest

from evaluation.calibration import BINS, Judged, expected_calibration_error, reliability
from rashomon.model.errors import InputError


def test_scores_that_say_what_is_true_have_no_error():
    judged = [Judged(0.75, i % 4 > 0) for i in range(40)] + [Judged(0.25, i % 4 == 0) for i in range(40)]
    assert expected_calibration_error(judged) == pytest.approx(0)


def test_too_sure_by_forty_points():
    assert expected_calibration_error([Judged(0.9, i % 2 == 0) for i in range(10)]) == pytest.approx(40)


def test_bins_weigh_by_how_many_they_hold():
    judged = [Judged(1.0, right=False)] + [Judged(0.0, right=False)] * 3
    assert expected_calibration_error(judged) == pytest.approx(25)


def test_distinct_scores_fill_bins_of_the_same_size():
    table = reliability([Judged(i / 300, i % 2 == 0) for i in range(300)])
    assert [each.count for each in table] == [300 // BINS] * BINS
    assert [each.mean_score for each in table] == sorted(each.mean_score for each in table)
    assert table[0].mean_score == pytest.approx(9.5 / 300)
    assert table[0].share_right == pytest.approx(0.5)


def test_equal_scores_stand_in_one_bin_whatever_their_order():
    judged = [Judged(0.5, right=i < 30) for i in range(60)]
    assert [each.count for each in reliability(judged)] == [60]
    assert expected_calibration_error(judged) == expected_calibration_error(judged[::-1]) == pytest.approx(0)


def test_the_middle_one_of_equal_scores_says_which_bin_is_theirs():
    judged = [Judged(0.1, right=True)] + [Judged(0.5, right=True)] * 9
    assert [each.count for each in reliability(judged, bins=2)] == [1, 9]


def test_errors_above_and_below_do_not_cancel_out():
    judged = [Judged(0.2, right=True)] * 5 + [Judged(0.8, right=False)] * 5
    assert expected_calibration_error(judged) == pytest.approx(80)


def test_nothing_found_is_no_error():
    assert reliability([]) == []
    assert expected_calibration_error([]) == 0


@pytest.mark.parametrize("score", [1.01, -0.2, float("nan")])
def test_what_is_no_probability_is_refused(score):
    with pytest.raises(InputError, match=r"outside \[0, 1\]"):
        reliability([Judged(0.5, right=True), Judged(score, right=True)])
