"""Agreement of labels on cases counted by hand."""

from __future__ import annotations

import pytest

from evaluation.label_agreement import agreement, columns, read_labels
from rashomon.model.errors import InputError


def test_kappa_takes_off_what_chance_gives():
    # Both say "a" 3 of 4 times: chance 9/16 + 1/16 = 5/8; the same 2 of 4 times.
    same, kappa = agreement(["a", "a", "a", "b"], ["a", "a", "b", "a"])
    assert same == 0.5
    assert kappa == pytest.approx((0.5 - 0.625) / 0.375)


def test_those_who_always_say_the_same_agree():
    assert agreement(["a", "a"], ["a", "a"]) == (1.0, 1.0)


def test_columns_are_read_by_item_in_any_order(tmp_path):
    first, second = tmp_path / "first.tsv", tmp_path / "second.tsv"
    first.write_text("x\t1\tsaid\th\nx\t2\tasked\t-\n", encoding="utf-8")
    second.write_text("x\t2\tasked\t-\nx\t1\tdenied\th\n", encoding="utf-8")
    (acts, _), (hedges, _) = columns(read_labels(first), read_labels(second))
    assert (acts, hedges) == (0.5, 1.0)


@pytest.mark.parametrize("rows", ["x\t1\n", "x\t1\ta\nx\t1\tb\n"])
def test_rows_without_labels_and_items_that_stand_twice_are_refused(tmp_path, rows):
    path = tmp_path / "labels.tsv"
    path.write_text(rows, encoding="utf-8")
    with pytest.raises(InputError):
        read_labels(path)


def test_other_items_are_refused():
    with pytest.raises(InputError, match="not the same items"):
        columns({("x", "1"): ["a"]}, {("x", "2"): ["a"]})
