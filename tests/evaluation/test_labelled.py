from __future__ import annotations

from evaluation.counting import Counts
from evaluation.scores.labelled import (
    LabelCounts,
    compare_bags,
    compare_labelled,
    label_figures,
)


def test_what_stands_twice_counts_twice():
    assert compare_bags("aab", "aacc") == Counts(2, 3, 4)


def test_a_right_place_with_another_label_is_wrong_under_both():
    counts = compare_labelled([(1, "x"), (2, "x")], [(1, "x"), (2, "y")])
    assert counts.labels == {"x": Counts(1, 2, 1), "y": Counts(0, 0, 1)}
    assert counts.total == Counts(1, 2, 2)


def test_labels_of_several_documents_add_up():
    total = LabelCounts({"x": Counts(1, 1, 1)}) + LabelCounts({"y": Counts(0, 1, 2), "x": Counts(1, 2, 3)})
    assert total.labels == {"x": Counts(2, 3, 4), "y": Counts(0, 1, 2)}


def test_figures_of_each_label_in_order():
    table = label_figures(LabelCounts({"y": Counts(0, 1, 2), "x": Counts(1, 1, 2)}))
    assert list(table) == ["x_precision", "x_recall", "x_f1", "y_precision", "y_recall", "y_f1"]
    assert (table["x_precision"], table["x_recall"]) == (100, 50)
