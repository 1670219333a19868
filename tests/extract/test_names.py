from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.extract.names import body_in, core_words, names_in
from rashomon.model.offsets import Span


def found(source: str) -> list[tuple[str, str]]:
    return [(name.text, name.type) for name in names_in(Span(0, len(source)), source)]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Ona Veld", [("Ona Veld", "person")]),
        ("Halmian President Ona Veld", [("Ona Veld", "person")]),
        ("Rally participant Karo Denn, a Halmian who left in 2030", [("Karo Denn", "person")]),
        ("Secretary of State Ona Veld", [("Ona Veld", "person")]),
        ("Chair of the RVO Lock Council Ona Veld", [("Ona Veld", "person")]),
        ("Halm’s President Veld", [("Veld", "other")]),
        ("Veld’s Halm", [("Halm", "other")]),
        ("Ona M. Veld", [("Ona M. Veld", "person")]),
        ("Mr. Veld", [("Veld", "other")]),
        ("Veld", [("Veld", "other")]),
        ("the Free Halm Forum", [("Free Halm Forum", "organisation")]),
        ("the River Council of Halm", [("River Council of Halm", "organisation")]),
        ("RVO", [("RVO", "organisation")]),
        ("Ona Veld and Karo Denn", [("Ona Veld", "person"), ("Karo Denn", "person")]),
        (
            "Ona Veld’s office, the opposition River Council and the People’s Lock Administration",
            [
                ("Ona Veld’s office", "organisation"),
                ("River Council", "organisation"),
                ("People’s Lock Administration", "organisation"),
            ],
        ),
        ("the mayor", []),
        ("two officials", []),
        ("the Halmian authorities", []),
        ("he", []),
        ("", []),
        ("12", []),
    ],
)
def test_names_of_a_source(source, expected):
    assert found(source) == expected


@given(st.text(max_size=60))
def test_a_name_is_its_slice_of_the_text(source):
    for name in names_in(Span(0, len(source)), source):
        assert name.span.of(source) == name.text
        assert name.text


def test_a_common_noun_with_a_name_before_it_is_a_body():
    text = "On Monday the Halmian authorities said so."
    name = body_in(Span(10, 33), text)
    assert name is not None
    assert (name.text, name.type) == ("Halmian authorities", "group")


@pytest.mark.parametrize(
    "words", ["the Halmian president", "officials", "protesters in the square", "Workers"]
)
def test_offices_and_common_nouns_are_no_bodies(words):
    text = f"Then {words} said so."
    assert body_in(Span(5, 5 + len(words)), text) is None


def test_an_article_with_a_capital_makes_no_body():
    assert body_in(Span(0, 13), "The statement said so. Then the statement ended.") is None


def test_core_words_leave_titles_out():
    assert core_words("the Prime Minister Ona Veld's") == ("ona", "veld")
