"""Measures of chains on the worked examples of the literature."""

from __future__ import annotations

import pytest

from evaluation.scores.chains import ChainCounts, compare_chains, disjoint, without_single
from evaluation.scores.labelled import figures


def chains(*words):
    """Return a chain for each word, its letters as mentions."""
    return [frozenset(word) for word in words]


def near(*values):
    return pytest.approx(values, abs=0.05)


def shares(agreement):
    return (agreement.recall, agreement.precision, agreement.f1)


def test_the_example_of_pradhan_and_others_2014():
    counts = compare_chains(chains("ab", "cd", "fghi"), chains("abc", "defg"))
    assert shares(counts.muc) == near(40, 40, 40)
    assert shares(counts.b_cubed) == near(100 * 35 / 84, 50, 45.45)
    assert shares(counts.ceaf_e) == near(65, 43.33, 52)
    assert (counts.mentions.right, counts.mentions.found, counts.mentions.gold) == (6, 8, 7)
    assert counts.conll_f1 == pytest.approx((40 + 45.4545 + 52) / 3, abs=0.01)


LUO = chains("12345", "67", "89ABC")


@pytest.mark.parametrize(
    ("found", "muc", "b_cubed", "ceaf_e"),
    [
        (chains("12345", "6789ABC"), 94.7, 86.5, 73.3),
        (chains("1234589ABC", "67"), 94.7, 73.7, 66.7),
        (chains("123456789ABC"), 90.0, 54.5, 29.4),
        (chains(*"123456789ABC"), 0.0, 40.0, 17.8),
    ],
)
def test_the_four_systems_of_luo_2005(found, muc, b_cubed, ceaf_e):
    counts = compare_chains(found, LUO)
    assert (counts.muc.f1, counts.b_cubed.f1, counts.ceaf_e.f1) == near(muc, b_cubed, ceaf_e)


def test_b_cubed_of_bagga_and_baldwin_1998():
    one = compare_chains(chains("12345", "6789ABC"), LUO)
    other = compare_chains(chains("1234589ABC", "67"), LUO)
    assert (one.b_cubed.precision, one.b_cubed.recall) == near(76.2, 100)
    assert (other.b_cubed.precision, other.b_cubed.recall) == near(58.3, 100)
    assert one.muc.precision == other.muc.precision == pytest.approx(90)


def test_the_very_same_chains_are_all_right():
    counts = compare_chains(LUO[::-1], LUO)
    assert counts.conll_f1 == pytest.approx(100)
    assert counts.mentions.f1 == 100


def test_chains_are_paired_for_the_best_whole_not_the_best_pair_first():
    counts = compare_chains(chains("123456", "78"), chains("123478", "56"))
    # "123456" is most like "123478" (2/3), but then "78" and "56" are left over.
    assert counts.ceaf_e.right_found == pytest.approx(1 / 2 + 1 / 2)


def test_singletons_count_but_not_in_muc():
    counts = compare_chains(chains("ab", "c"), chains("ab", "c", "d"))
    assert shares(counts.muc) == near(100, 100, 100)
    assert counts.b_cubed.recall == pytest.approx(75)
    assert counts.ceaf_e.recall == pytest.approx(100 * 2 / 3)
    assert without_single(chains("ab", "c")) == chains("ab")


def test_documents_are_added_before_ratios_are_taken():
    good, bad = compare_chains(LUO, LUO), compare_chains(chains("x"), chains("y"))
    both = good + bad
    assert (both.mentions.right, both.mentions.gold) == (12, 13)
    assert both.b_cubed.recall == pytest.approx(100 * 12 / 13)
    assert both.ceaf_e.precision == pytest.approx(75)


@pytest.mark.parametrize(("found", "gold"), [([], []), ([], LUO), (LUO, [])])
def test_nothing_on_a_side_is_zero_not_an_error(found, gold):
    assert compare_chains(found, gold).conll_f1 == 0
    assert ChainCounts().conll_f1 == 0


def test_a_mention_in_two_chains_stays_in_the_first():
    assert disjoint([["a", "b"], ["b", "c"], ["a"]]) == [frozenset("ab"), frozenset("c")]


def test_figures_are_named_after_the_measure():
    named = figures("muc", compare_chains(LUO, LUO).muc)
    assert named == {"muc_precision": 100, "muc_recall": 100, "muc_f1": 100}
