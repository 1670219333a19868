from __future__ import annotations

import pytest

from evaluation.scores.chains import compare_chains, without_single
from evaluation.tasks.coreference import (
    Mention,
    chains,
    error_row,
    gold_mentions,
    judge,
    total_figures,
)
from rashomon.model.offsets import Span
from training.gold.gum import CorefMention, CorefText

#       0   4    9   13   18 21    27 30
TEXT = "Ona Veld met Osen . She left Halm ."
TOKENS = tuple(
    Span(*each)
    for each in ((0, 3), (4, 8), (9, 12), (13, 17), (18, 19), (20, 23), (24, 28), (29, 33), (34, 35))
)
VELD, OSEN, SHE, HALM = Span(0, 8), Span(13, 17), Span(20, 23), Span(29, 33)
GOLD_TEXT = CorefText(
    "harbour",
    TEXT,
    TOKENS,
    (0, 5),
    (
        CorefMention(0, 2, "person", 0),
        CorefMention(3, 4, "person", 1),
        CorefMention(5, 6, "person", 0),
        CorefMention(7, 8, "place", 2),
    ),
)
GOLD = gold_mentions(GOLD_TEXT)


def scores(*found):
    sides = [chains(found), chains(GOLD)]
    counts = compare_chains(*sides), compare_chains(*map(without_single, sides))
    return total_figures(*counts, judge(found, GOLD))


def test_gold_mentions_are_characters():
    assert [(m.span, m.chain) for m in GOLD] == [(VELD, 0), (OSEN, 1), (SHE, 0), (HALM, 2)]
    assert chains(GOLD) == [frozenset({VELD, SHE}), frozenset({OSEN}), frozenset({HALM})]


def test_the_very_same_chains_are_all_right_whatever_their_numbers():
    found = scores(Mention(VELD, 9), Mention(OSEN, 4), Mention(SHE, 9), Mention(HALM, 0))
    assert {value for name, value in found.items() if "ece" not in name} == {100}


def test_the_conll_figure_is_the_mean_of_the_three():
    found = scores(Mention(VELD, 0), Mention(OSEN, 1), Mention(SHE, 1))
    assert found["conll_f1"] == pytest.approx(
        (found["muc_f1"] + found["b_cubed_f1"] + found["ceaf_e_f1"]) / 3
    )
    assert found["mention_recall"] == 75
    assert found["muc_f1"] == 0


def test_singletons_are_left_out_of_both_sides_only_where_said():
    found = scores(Mention(VELD, 0), Mention(SHE, 0))
    assert found["conll_f1_no_singletons"] == 100
    assert found["conll_f1"] < 100


def test_a_span_in_two_chains_stays_in_the_first():
    assert chains([Mention(VELD, 1), Mention(VELD, 0), Mention(SHE, 1)]) == [
        frozenset({VELD}),
        frozenset({SHE}),
    ]


def test_mentions_and_links_are_judged_apart():
    found = [
        Mention(VELD, 0, 0.9, -1, 0.8),
        Mention(Span(4, 8), 0, 0.6, 0, 0.7),
        Mention(OSEN, 0, 0.8, 0, 0.5),
        Mention(SHE, 0, 0.7, 0, 0.4),
        Mention(HALM, 1, 0.5, 1, 0.3),
    ]
    surety = judge(found, GOLD)
    assert [each.right for each in surety["mentions"]] == [True, False, True, True, True]
    # "Veld" is no gold mention, so that its link is not judged, and a link to it is wrong.
    assert [(j.score, j.right) for j in surety["links"]] == [
        (0.8, True), (0.5, False), (0.4, True), (0.3, False),
    ]  # fmt: skip


def test_a_mention_left_alone_is_wrong_when_one_before_it_is_the_same():
    links = judge([Mention(VELD, 0), Mention(SHE, 1)], GOLD)["links"]
    assert [each.right for each in links] == [True, False]


def test_nothing_at_all_is_zero_not_an_error():
    empty = compare_chains([], [])
    assert set(total_figures(empty, empty, {}).values()) == {0}


def test_the_errors_show_chains_in_words():
    row = error_row(GOLD_TEXT, [Mention(VELD, 0), Mention(OSEN, 1), Mention(HALM, 0)])
    assert row.missed == ["Ona Veld (0) = She (20)", "Halm (29)"]
    assert row.wrong == ["Ona Veld (0) = Halm (29)"]
