"""Marks around a word or two that quote nobody, with the shipped model."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    "content",
    [
        "the ‘peacekeeping forces’ would leave on Friday",
        "that the “so-called referendum” was over",
        "that ‘fallen heroes’ had been brought home",
        "the “peaceful” march had ended in fire",
        "that his “friends” would pay",
    ],
)
def test_scare_quotes_leave_a_statement_indirect(read, content):
    (statement,) = read(f"Karo Denn said {content}.").statements
    assert (statement.content.text, statement.kind) == (content, "indirect")


@pytest.mark.parametrize(
    "content",
    [
        "the mission was “a great success” and would end",
        "the plan was a “disgrace”",
        "the men “left” at noon",
        "he had been “brutally killed”",
        "the names would be given “within days”",
        "that “a document” had been found",
        "the “peaceful” march had “gone up in fire”",
        "the “men who came at night” would pay",
    ],
)
def test_words_of_the_speaker_make_it_mixed(read, content):
    (statement,) = read(f"Karo Denn said {content}.").statements
    assert (statement.content.text, statement.kind) == (content, "mixed")


def test_a_word_that_is_all_that_is_said_is_direct(read):
    (statement,) = read("“Traitors,” Karo Denn said.").statements
    assert statement.kind == "direct"


@pytest.mark.parametrize(
    "text",
    [
        "Ona Veld accused the board of a “secret deal” on Monday.",
        "Ona Veld condemned the “brutal crackdown” in Halm.",
        "Ona Veld condemned the “massacre”.",
        "Ona Veld blamed “foreign agents” for the fire.",
        "Ona Veld praised the “brave men” of Halm.",
        "Ona Veld denied the “false rumours”.",
        "Ona Veld demanded an end to the “illegal blockade”.",
    ],
)
def test_words_for_what_is_blamed_praised_denied_or_demanded_are_the_speakers(read, text):
    (statement,) = read(text).statements
    assert statement.kind == "mixed"


def test_a_blame_without_marks_stays_indirect(read):
    (statement,) = read("Ona Veld condemned the brutal crackdown in Halm.").statements
    assert (statement.act, statement.kind) == ("blamed", "indirect")
