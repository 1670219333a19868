from __future__ import annotations

import pytest

from evaluation.tasks.entities import error_row, fold, judge, outermost, tally, total_figures
from rashomon.model.offsets import Span
from training.gold.joined import Labelled
from training.gold.worldwide import TYPES, TaggedText

#       0    5    10   15   20   25   30
TEXT = "Ona Veld of Halm Harbour met Osenians ."
PERSON = Labelled(Span(0, 8), "Person")
PLACE = Labelled(Span(12, 24), "Facility")
GROUP = Labelled(Span(29, 37), "NORP")
INNER = Labelled(Span(12, 16), "Location")
GOLD = [PERSON, PLACE, GROUP]


def scores(*found):
    return total_figures(tally(found, GOLD, [INNER]))


def test_the_very_same_entities_are_all_right():
    assert set(scores(*GOLD, INNER).values()) == {100}


def test_a_longer_span_is_wrong():
    found = scores(Labelled(Span(0, 11), "Person"), PLACE)
    assert (found["precision"], found["recall"]) == (50, pytest.approx(100 / 3))


def test_a_type_that_folds_to_the_same_one_is_right_when_folded():
    found = scores(PERSON, Labelled(PLACE.span, "Location"), Labelled(GROUP.span, "Product"))
    assert found["f1"] == pytest.approx(100 / 3)
    assert found["f1_folded"] == 100


def test_an_inner_entity_costs_nothing_and_counts_when_nested():
    without, with_inner = scores(*GOLD), scores(INNER, *GOLD)
    assert without["f1"] == with_inner["f1"] == 100
    assert without["nested_f1"] == pytest.approx(100 * 6 / 7)
    assert with_inner["nested_f1"] == 100


def test_outermost_keeps_crossing_ones_and_two_types_of_one_span():
    long, short, crossing = (Labelled(Span(*s), "Person") for s in ((0, 10), (2, 5), (8, 12)))
    last, twin = Labelled(Span(9, 10), "Date"), Labelled(Span(0, 10), "NORP")
    assert outermost([last, crossing, short, long, twin]) == [long, twin, crossing]


def test_every_type_folds_to_one_of_four():
    assert {fold(label) for label in TYPES} == {"person", "location", "organisation", "other"}
    assert [fold(label) for label in ("Facility", "NORP", "Date", "Unheard")] == ["location", *["other"] * 3]


def test_scores_of_inner_entities_are_judged_by_themselves():
    wrong = Labelled(GROUP.span, "Person")
    judged = judge([PERSON, PLACE, INNER, wrong], [0.9, 0.8, 0.7, 0.6], GOLD)
    outer = [(each.score, each.right) for each in judged["entities"]]
    assert outer == [(0.9, True), (0.8, True), (0.6, False)]
    assert [(each.score, each.right) for each in judged["inner_entities"]] == [(0.7, False)]
    (inner,) = judge([PLACE, INNER], [0.8, 0.7], GOLD, [INNER])["inner_entities"]
    assert inner.right


def test_types_have_their_own_counts():
    types = tally([PERSON, Labelled(Span(29, 37), "Person")], GOLD).types
    assert (types.labels["Person"].right, types.labels["Person"].found) == (1, 2)
    assert types.labels["NORP"].f1 == 0


def test_the_errors_show_what_was_missed_and_what_is_wrong():
    text = TaggedText("a", TEXT, (), (), tuple(GOLD), (INNER,))
    row = error_row(text, [PERSON, INNER, GROUP])
    assert row.missed == ["Facility: Halm Harbour (at 12): Ona Veld of [Halm Harbour] met Osenians ."]
    assert row.wrong == ["Location: Halm (at 12): Ona Veld of [Halm] Harbour met Osenians ."]
