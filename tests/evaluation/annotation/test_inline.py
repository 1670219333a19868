"""Mentions marked inside a copy of a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.annotation.inline import read_inline
from training.gold.marks import MarkError

TEXT = "The union's chairman left.\n\nHe said  she stayed."


def words(copy: str, text: str = TEXT) -> list[tuple[str, str]]:
    return [(span.of(text), key) for span, key in read_inline(copy, text).items()]


def test_marks_nest_and_white_space_may_differ():
    copy = "[[The [[union|union]]'s chairman|pell]] left. [[He|pell]] said she\nstayed. "
    assert words(copy) == [("union", "union"), ("The union's chairman", "pell"), ("He", "pell")]


def test_a_span_reaches_over_white_space_inside_it_only():
    assert words("The union's chairman left. He [[said she|x]] stayed.") == [("said  she", "x")]


def test_other_words_are_refused_where_they_begin():
    with pytest.raises(MarkError, match=r"other words than the text.*hestayed.*shestayed"):
        read_inline("The union's chairman left. He said he stayed.", TEXT)


@pytest.mark.parametrize(
    "copy",
    [
        "[[The union's chairman left. He said she stayed.",
        "The union's chairman left. He said she stayed.|x]]|y]]",
        "[[|x]]The union's chairman left. He said she stayed.",
    ],
)
def test_brackets_that_do_not_pair_up_are_refused(copy):
    with pytest.raises(MarkError, match=r"pair up|not closed"):
        read_inline(copy, TEXT)


def test_one_span_is_one_actor():
    with pytest.raises(MarkError, match="marked as a and as b"):
        read_inline("[[[[He|a]]|b]]", "He")


@given(st.lists(st.text(st.characters(blacklist_characters="[]|", blacklist_categories=("Cs",)))))
def test_every_marked_part_is_found_where_it_stands(parts):
    marked = [part for part in parts if part.strip()]
    text = " ".join(parts)
    copy = " ".join(f"[[{part}|k]]" if part.strip() else part for part in parts)
    found = read_inline(copy, text)
    assert [span.of(text) for span in sorted(found)] == [part.strip() for part in marked]
