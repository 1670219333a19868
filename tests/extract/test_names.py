from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.extract.capitals import read_capitals
from rashomon.extract.names import body_in, core_words, names_in
from rashomon.model.offsets import Span


def found(source: str) -> list[tuple[str, str]]:
    text = f"Then {source}"  # so that no sentence begins with the source
    return [(name.text, name.type) for name in names_in(Span(5, len(text)), text, read_capitals(text))]


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
        ("the president of Halm Ona Veld", [("Ona Veld", "person")]),
        ("the president of the Lock Union Ona Veld", [("Ona Veld", "person")]),
        ("Col. Ona Veld, the spokesman of the Halm Lock Ministry,", [("Ona Veld", "person")]),
        ("the spokesman of the Halm Lock Ministry", []),
        ("the Foreign Ministry", [("Foreign Ministry", "organisation")]),
        (
            "Ona Veld’s bureau and the Lock Union",
            [("Ona Veld’s bureau", "organisation"), ("Lock Union", "organisation")],
        ),
        ("Statement of the Free Halm Forum", [("Free Halm Forum", "organisation")]),
        ("the people of Halm", []),
        ("supporters of Ona Veld", []),
        ("the opposition River Council", [("River Council", "organisation")]),
        ("The Courier", [("Courier", "other")]),
        ("MINISTER CASTELLAN", [("CASTELLAN", "other")]),
        ("Ona Veld.", [("Ona Veld", "person")]),
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
    for name in names_in(Span(0, len(source)), source, read_capitals(source)):
        assert name.span.of(source) == name.text
        assert name.text


def test_a_common_noun_with_a_name_before_it_is_a_body():
    text = "On Monday the Halmian authorities said so."
    name = body_in(Span(10, 33), text, read_capitals(text))
    assert name is not None
    assert (name.text, name.type) == ("Halmian authorities", "group")


@pytest.mark.parametrize(
    "words", ["the Halmian president", "officials", "protesters in the square", "Workers"]
)
def test_offices_and_common_nouns_are_no_bodies(words):
    text = f"Then {words} said so."
    assert body_in(Span(5, 5 + len(words)), text, read_capitals(text)) is None


def test_an_article_with_a_capital_makes_no_body():
    assert (
        body_in(
            Span(0, 13),
            "The statement said so. Then the statement ended.",
            read_capitals("The statement said so. Then the statement ended."),
        )
        is None
    )


def test_core_words_leave_titles_out():
    assert core_words("the Prime Minister Ona Veld's") == ("ona", "veld")


@pytest.mark.parametrize("words", ["Nobody", "Residents", "Witnesses", "Nothing"])
def test_one_word_at_a_sentence_beginning_is_no_name_without_other_evidence(words):
    text = f"{words} said so. It was late."
    assert names_in(Span(0, len(words)), text, read_capitals(text)) == ()


@pytest.mark.parametrize(
    "elsewhere", ["They asked Veld again.", "Ona Veld came.", "It was, Veld added, late."]
)
def test_one_word_at_a_sentence_beginning_is_a_name_with_evidence(elsewhere):
    text = f"Veld said so. {elsewhere}"
    assert [n.text for n in names_in(Span(0, 4), text, read_capitals(text))] == ["Veld"]


def test_a_headline_in_capitals_is_no_evidence():
    capitals = read_capitals("Angry Residents Block Halm Lock Gate\nThe Halm lock is shut.")
    assert not capitals.supports("Residents")
    assert capitals.supports("Halm")


def test_a_line_all_in_capitals_names_nobody():
    text = "MINISTER SAYS LOCK STAYS SHUT"
    assert names_in(Span(0, 8), text, read_capitals(text)) == ()


def test_a_numbered_paper_is_no_person():
    text = "It was Order No. 41 that said so."
    assert names_in(Span(7, 16), text, read_capitals(text)) == ()


def test_a_name_ends_before_a_bracket_and_keeps_combining_marks():
    assert found("River Lock Pact (RLP") == [("River Lock Pact", "organisation")]
    assert found("He\u0301le\u0301ne Noir") == [("He\u0301le\u0301ne Noir", "person")]
