"""Where what somebody says ends, and the text's own words begin, with the shipped model."""

from __future__ import annotations

import pytest


def said(found):
    """Return who says what by which word, in the words of the text."""
    return [(each.speaker.text, each.cue.text, each.content.text) for each in found.statements]


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        (
            "“The pipes are old,” the engineer Rena Katz said. “They leak.” The minister promised new ones.",
            "the engineer Rena Katz",
            "“The pipes are old,” … “They leak.”",
        ),
        (
            "“The hole is wide,” said the engineer. “It grows each day.” The council has asked for money.",
            "the engineer",
            "“The hole is wide,” … “It grows each day.”",
        ),
        (
            "“They took the boats,” said the fisherman Bo Lind. “All of them.” The council denies that.",
            "the fisherman Bo Lind",
            "“They took the boats,” … “All of them.”",
        ),
    ],
)
def test_sentences_behind_a_quotation_are_the_texts_own(read, text, speaker, content):
    found = said(read(text))
    assert [each[2] for each in found if each[0] == speaker] == [content]
    others = [each for each in found if each[0] != speaker]
    assert not [each for each in others if "“" in each[2] or "All of them" in each[2]]


def test_words_of_another_sentence_are_of_the_cue_there(read):
    found = said(
        read(
            "The plan of the council is a joke, the lawyer Rena Katz said. The firm’s “green” plan is "
            "“a dream”, the mayor Otto Blum replied."
        )
    )
    assert ("the lawyer Rena Katz", "said", "The plan of the council is a joke") in found
    assert [each[2] for each in found if each[1] == "replied"] == ["The firm’s “green” plan is “a dream”"]


def test_a_sentence_that_has_its_own_speaker_is_not_said_again_by_the_next_one(read):
    found = said(
        read(
            "The offer was withdrawn on Monday, the bank said in a letter. Its customers were never told, "
            "the union claimed."
        )
    )
    assert [(each[0], each[2]) for each in found] == [
        ("the bank", "The offer was withdrawn on Monday"),
        ("the union", "Its customers were never told"),
    ]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Their warning that the pumps would fail went unanswered.", "that the pumps would fail"),
        ("Her denial that she knew the man convinced few.", "that she knew the man"),
        ("His claim that our officers were there is invented.", "that our officers were there"),
        ("Her claim that the guards who came were drunk is false.", "that the guards who came were drunk"),
    ],
)
def test_a_clause_on_a_noun_ends_before_the_verb_of_its_sentence(read, text, content):
    assert content in [each[2].rstrip(".") for each in said(read(text))]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The minister says wages rose, but that is wrong.", "wages rose"),
        ("The union says the gate was locked, which is not true.", "the gate was locked"),
        ("The minister says wages rose, but that it is not enough.", "wages rose, but that it is not enough"),
    ],
)
def test_what_the_text_calls_wrong_it_calls_so_itself(read, text, content):
    (found,) = read(text).statements
    assert (found.content.text.rstrip("."), found.act) == (content, "said")


@pytest.mark.parametrize("verb", ["left the bridge", "abandoned their posts", "asked for a permit"])
def test_who_denies_that_others_left_denies(read, verb):
    (found,) = (
        each for each in read(f"The general denied that his men had {verb}.").statements if not each.within
    )
    assert found.act == "denied"


@pytest.mark.parametrize(
    "text",
    [
        "The queen must deny that she knew.",
        "The governor might announce new rules on Monday.",
        "The mayor was about to say that the dam was safe.",
        "The dam burst, and who can blame the farmers?",
    ],
)
def test_what_is_still_to_be_said_is_not_said(read, text):
    assert not read(text).statements


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("It is false that the bank demanded a fee.", "the bank"),
        ("Critics were wrong to say that the minister had praised the coup.", "the minister"),
    ],
)
def test_what_is_called_false_nobody_has_said(read, text, who):
    assert who not in [each[0] for each in said(read(text))]


def test_whom_somebody_accuses_stands_with_what_of(read):
    (found,) = read("The minister accused the opposition on Monday of paying rioters.").statements
    assert found.content.text == "the opposition … of paying rioters"


def test_a_source_that_stays_unnamed_demands_nothing(read):
    found = said(read("The witness, who asked not to be named, said the guards had fired."))
    assert found == [("The witness", "said", "the guards had fired")]


def test_the_hour_of_a_live_report_is_nobody(read):
    found = said(read("13:55 Tarland’s foreign minister says the border is closed."))
    assert found == [("Tarland’s foreign minister", "says", "the border is closed")]
