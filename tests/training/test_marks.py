"""Marks: quoted words that must fit a text in exactly one place."""

from __future__ import annotations

import pytest

from training.gold.marks import MarkError, find_labelled, find_plain

TEXT = "The cook said no.\nThe baker said that\nhe would, and the cook agreed to wait until noon."


def words(mark: str) -> list[tuple[str, str | None, str]]:
    return [(found.label, found.actor, found.span.of(TEXT)) for found in find_labelled(mark, TEXT)]


def test_labels_actors_and_any_white_space():
    assert words("{s@baker The baker} {c said} {t that he would}") == [
        ("s", "baker", "The baker"),
        ("c", None, "said"),
        ("t", None, "that\nhe would"),
    ]


def test_braces_nest_and_gaps_reach_over_lines():
    assert words("{s the {x@cook cook} agreed ~ noon}.") == [
        ("s", None, "the cook agreed to wait until noon"),
        ("x", "cook", "cook"),
    ]


def test_a_plain_mark_takes_its_context_from_outside_the_braces():
    assert find_plain("until {noon}", TEXT).of(TEXT) == "noon"


def test_words_end_where_they_end():
    with pytest.raises(MarkError, match="do not stand"):
        find_plain("{bake}", TEXT)


def test_words_that_stand_twice_are_refused():
    with pytest.raises(MarkError, match="more than once"):
        find_plain("{cook}", TEXT)


def test_words_that_differ_in_case_are_not_the_words():
    with pytest.raises(MarkError, match="do not stand"):
        find_plain("{the baker}", TEXT)


@pytest.mark.parametrize(
    "mark", ["The baker", "{t The baker", "{t The} baker}", "{@x The baker}", "{The} {baker}"]
)
def test_a_mark_that_is_not_well_formed_is_refused(mark):
    with pytest.raises(MarkError):
        (find_plain if mark == "{The} {baker}" else find_labelled)(mark, TEXT)
