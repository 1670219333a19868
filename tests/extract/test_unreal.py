"""What nobody said, may come to say or did not blame anybody for is no statement of theirs."""

from __future__ import annotations

import pytest

from rashomon.compare.stands import is_unsaid

PLAIN = "Ona Veld said that the weir held. "


@pytest.mark.parametrize(
    "text",
    [
        "If Pell says the weir is cracked, the crews will leave.",
        "Pell would have said the weir was old.",
        'Imagine that Pell said: "The weir is lost."',
        "Did Joren Pell say the weir would break?",
        "She did not accuse Oren Tull.",
        "Oren Tull was never accused by Pell.",
        "Nobody blamed Oren Tull.",
        "Clerk Oren Tull knew of it.",
    ],
)
def test_what_is_not_said_is_no_statement(read, text):
    (statement,) = read(PLAIN + text).statements
    assert statement.speaker.text == "Ona Veld"


def test_who_blames_no_one_says_so(read):
    (statement,) = read('"I blame no one," Ona Veld said.').statements
    assert (statement.act, statement.content.text) == ("said", '"I blame no one,"')


def test_who_puts_no_question_asks_nothing(read):
    found = read(
        "We have paid the millers. Joren Pell has not asked us a single question.", voice="Veld Mills"
    )
    assert "asked" not in [statement.act for statement in found.statements]


def test_what_was_not_said_does_nothing_by_its_words(read):
    (statement,) = read("Engineer Joren Pell has not claimed that the lock would fail.").statements
    assert statement.act == "said"
    assert is_unsaid(statement)


def test_neither_of_two_says_anything(read):
    (statement,) = read("Neither Veld nor Pell said who sold the boats.").statements
    assert is_unsaid(statement)


def test_who_says_something_even_so_says_it(read):
    found = read("Even if Joren Pell says that the lock holds, few people trust it.")
    assert [each.content.text for each in found.statements][:1] == ["that the lock holds"]


def test_no_comment_is_none(read):
    text = "Water is short in the upper town.\nMayor Ona Veld: no comment.\nThe pumps were off on Monday."
    acts = [each.act for each in read(text).statements if each.content.text == "no comment"]
    assert acts in ([], ["declined"])


def test_a_rejected_claim_is_denied(read):
    text = "We reject the claims of Pell's deputy, Oren Tull, that our board poisoned the water."
    found = read(text, voice="Lund Water Board")
    assert "denied" in [each.act for each in found.statements if each.cue.text.startswith("reject")]
