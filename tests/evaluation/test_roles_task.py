from __future__ import annotations

import pytest

from evaluation.tasks.roles import Argument, Frame, error_row, judge, tally, total_figures
from training.gold.treebank import read_treebank

WHO, WHAT = Argument(0, 1, "ARG0"), Argument(2, 4, "ARG1")
AGAIN = Argument(6, 8, "C-ARG1")
SAYS = Frame(1, (WHO, WHAT, AGAIN))
GOES = Frame(5, (Argument(0, 1, "ARG0"),))
GOLD = [SAYS, GOES]


def scores(*found):
    return total_figures(tally(found, GOLD), judge(found, GOLD))


def test_the_very_same_frames_are_all_right():
    assert {value for name, value in scores(*GOLD).items() if "ece" not in name} == {100}


def test_an_argument_of_a_wrong_predicate_is_wrong():
    found = scores(SAYS, Frame(4, GOES.arguments))
    assert found["predicate_f1"] == pytest.approx(50)
    assert found["argument_f1"] == pytest.approx(75)
    assert found["argument_f1_shared"] == pytest.approx(100)


def test_a_part_that_goes_on_is_no_plain_argument():
    found = scores(Frame(1, (WHO, WHAT, Argument(6, 8, "ARG1"))), GOES)
    assert found["argument_f1"] == pytest.approx(75)


def test_one_word_less_is_wrong():
    found = scores(Frame(1, (WHO, Argument(2, 3, "ARG1"), AGAIN)), GOES)
    assert found["argument_precision"] == found["argument_recall"] == pytest.approx(75)


def test_a_frame_that_was_missed_costs_recall_alone():
    found = scores(SAYS)
    assert (found["predicate_precision"], found["predicate_recall"]) == (100, 50)
    assert (found["argument_precision"], found["argument_recall"]) == (100, 75)
    assert found["argument_f1_shared"] == 100


def test_labels_have_their_own_counts():
    labels = tally([Frame(1, (WHO, WHAT))], GOLD).arguments.labels
    assert labels["ARG0"].recall == 50
    assert labels["ARG1"].f1 == 100
    assert labels["C-ARG1"].recall == 0


def test_scores_of_predicates_and_arguments_are_judged_apart():
    surety = judge([Frame(1, (Argument(0, 1, "ARG0", 0.8), Argument(2, 9, "ARG1", 0.7)), 0.9)], GOLD)
    assert [(j.score, j.right) for j in surety["predicates"]] == [(0.9, True)]
    assert [(j.score, j.right) for j in surety["arguments"]] == [(0.8, True), (0.7, False)]
    figures = total_figures(tally([], GOLD), surety)
    assert (figures["predicate_ece"], figures["argument_ece"]) == pytest.approx((10, 45))


def test_nothing_at_all_is_zero_not_an_error():
    assert set(total_figures(tally([], []), {}).values()) == {0}


def test_the_errors_show_frames_in_words(tree):
    row = error_row(tree, [Frame(1, (WHAT, WHO))], [Frame(1, (WHO,)), Frame(3, ())])
    assert row.missed == ["said (1) | ARG0: Veld", "went (3)"]
    assert row.wrong == ["said (1) | ARG0: Veld | ARG1: herons went"]
    assert not error_row(tree, [SAID_ALL], [SAID_ALL]).missed


SAID_ALL = Frame(1, (WHO, WHAT))


@pytest.fixture
def tree(tmp_path):
    path = tmp_path / "a.conllu"
    forms = ("Veld", "said", "herons", "went")
    rows = "".join(f"{i}\t{w}\t{w}\tX\tX\t_\t{i - 1}\tdep\t_\t_\n" for i, w in enumerate(forms, 1))
    path.write_text(f"# sent_id = 1\n# text = {' '.join(forms)}\n{rows}\n", encoding="utf-8")
    (document,) = read_treebank(path)
    return document
