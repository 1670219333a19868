"""Refusals to speak, and what is not said at all, with the shipped model and on any tree."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from rashomon.extract.refusals import refusals
from tests.extract.trees import sentences


@pytest.mark.parametrize(
    ("text", "speaker", "cue", "content"),
    [
        ("Ona Veld would not comment on the fire.", "Ona Veld", "would not comment on", "the fire"),
        ("The company did not respond to questions.", "The company", "did not respond", "to questions"),
        ("Karo Denn came to the quay. He took no questions.", "He", "took no", "questions"),
        ("“I cannot confirm that,” Ona Veld said.", "Ona Veld", "said", "“I cannot confirm that,”"),
        ("The ministry said it would not comment.", "The ministry", "said", "it would not comment"),
        ("Ona Veld said she would not elaborate.", "Ona Veld", "said", "she would not elaborate"),
        (
            "The council told the Wire it would not discuss the charge.",
            "The council",
            "told",
            "it would not discuss the charge",
        ),
        (
            "The mayor said the ministry would not comment on the charge.",
            "the ministry",
            "would not comment",
            "on the charge",
        ),
    ],
)  # fmt: skip
def test_who_says_nothing_declines(read, text, speaker, cue, content):
    found = [each for each in read(text).statements if each.act == "declined"]
    assert [(each.speaker.text, each.cue.text, each.content.text) for each in found] == [
        (speaker, cue, content)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The ministry said it would not negotiate.",
        "Ona Veld said she would not answer for the crimes of others.",
        "Ona Veld denied that she would not comment.",
        "The council says it will not answer until Friday, and that the lock is shut.",
    ],
)
def test_who_says_something_besides_or_will_not_do_something_else_keeps_nothing_back(read, text):
    assert [each.act == "declined" for each in read(text).statements] == [False]


@pytest.mark.parametrize(
    "text",
    [
        "“We could not identify the gunman,” the police chief said.",
        "The court said it could not exclude the evidence.",
        "The mayor said she would not name a successor before June.",
        "The mayor said she would not name him as deputy.",
        "The minister said he would not rule out a strike.",
        "The party said it would not confirm Karo Pell as its candidate.",
    ],
)
def test_who_cannot_do_it_leaves_it_open_or_makes_somebody_nothing_keeps_nothing_back(read, text):
    assert [each.act == "declined" for each in read(text).statements] == [False]


def test_who_cannot_rule_it_out_says_so_and_declines_within_that(read):
    found = [(each.cue.text, each.act) for each in read("“We cannot rule it out,” Ona Veld said.").statements]
    assert sorted(found) == [("cannot rule it out", "declined"), ("said", "said")]


@pytest.mark.parametrize(
    "text",
    [
        "“I cannot answer that,” Ona Veld said.",
        "The mayor said she could not comment on the charge.",
        "The mayor said she could not speculate on the cause.",
        "The mayor said she would not name the guard.",
        "The police said they would not identify the victims.",
    ],
)
def test_who_says_that_they_do_not_tell_it_declines(read, text):
    assert [each.act for each in read(text).statements] == ["declined"]


def test_who_is_not_able_to_answer_declines_nothing(read):
    found = read("Karo Denn could not answer the last question of the test.")
    assert not [each for each in found.statements if each.act == "declined"]


@pytest.mark.parametrize(
    "text",
    [
        "Minister Karo Denn must say who gave the order.",
        "There is no proof that the union planned the fire.",
    ],
)
def test_what_must_still_be_said_or_is_not_proved_is_no_statement(read, text):
    assert read(text).statements == ()


def test_what_is_only_supposed_inside_the_words_of_another_is_no_statement_of_its_own(read):
    found = read("“If I had said that the dam was safe, nobody would have left,” Ona Veld said.")
    assert [each.cue.text for each in found.statements] == ["said"]
    found = read("There is no evidence that Veld ordered the guards to shoot, the court said.")
    assert [each.speaker.text for each in found.statements] == ["the court"]


@settings(max_examples=500)
@given(sentences())
def test_no_tree_makes_a_refusal_of_nothing(words):
    for told in refusals(words, []):
        assert told.source
        assert told.content
        assert all(0 <= first < end <= len(words.forms) for first, end in told.ranges)


@pytest.mark.parametrize(
    "text",
    [
        "Ona Veld said she had no reply from the council.",
        "The director said he had no reply.",
        "Ona Veld had no answer to her letters.",
        "The union has had no response from the firm.",
        "Karo Pell said he had had no response from the office by Friday.",
        "“We have had no answer to our letter,” the teachers said.",
    ],
)
def test_who_was_not_answered_keeps_nothing_back(read, text):
    assert not any(each.act == "declined" for each in read(text).statements)


@pytest.mark.parametrize(
    "text",
    [
        "The ministry had no immediate response.",
        "The mayor had no answer to that question.",
        "Asked about the deaths, the general had no reply.",
        "The lawyer said her client had no comment.",
        "The company gave no reply.",
    ],
)
def test_who_had_no_answer_to_give_declines(read, text):
    assert any(each.act == "declined" for each in read(text).statements)
