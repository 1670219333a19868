"""Statements inside the words of others, with the shipped model, and turns of transcripts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rashomon.extract.told import Told
from rashomon.extract.turns import TURN_RULE, is_turn

INTERVIEW = """KRANTZ: So the lock is shut?
VELD: It is shut, and it stays shut. I told the guards to leave.
KRANTZ: When will it open?
VELD: Not before May.
We shall see then.
"""


def test_a_statement_in_the_words_of_another_has_come_through_them(read):
    found = read("The Courier reported that Ona Veld had said that the guards threatened her.")
    outer, inner = found.statements
    courier, veld = (next(a.id for a in found.actors if name in a.names) for name in ("Courier", "Ona Veld"))
    assert (outer.within, outer.via) == (None, ())
    assert inner.within == outer.id
    assert [(step.actor, step.statement, step.cue) for step in inner.via] == [(courier, outer.id, "reported")]
    assert [member.actor for member in inner.speaker.members] == [veld]


def test_what_the_encoder_leaves_out_inside_a_quotation_is_read_from_the_tree(read):
    found = read("“My brother told me that the guards had promised to leave,” Ona Veld said.")
    by_cue = {statement.cue.text: statement for statement in found.statements}
    assert by_cue["told"].within == by_cue["said"].id
    assert by_cue["had promised"].within == by_cue["told"].id
    assert [step.cue for step in by_cue["had promised"].via] == ["told", "said"]
    assert (by_cue["said"].kind, by_cue["told"].kind) == ("direct", "indirect")


def test_who_is_told_to_say_something_says_it(read):
    found = read(
        "According to a memo, the director had instructed Karo Denn to tell families that all was well."
    )
    by_cue = {statement.cue.text: statement for statement in found.statements}
    assert by_cue["tell"].speaker.text == "Karo Denn"
    assert by_cue["tell"].within == by_cue["had instructed"].id


@pytest.mark.parametrize(
    ("said", "speaker", "cue", "content"),
    [
        ("the council had told him to say nothing", "the council", "had told", "to say nothing"),
        ("the mayor's offer of free coal still stands", "the mayor's", "offer", "free coal"),
        (
            "a threat by the guards to burn the barges had been ignored",
            "the guards",
            "threat",
            "to burn the barges",
        ),
        (
            "the vote had been put off at the town's own request",
            "the town's own",
            "request",
            "the vote had been put off",
        ),
        ("the clerk had called him a thief", "the clerk", "had called", "him a thief"),
    ],
)
def test_what_others_are_told_to_have_said_without_a_clause(read, said, speaker, cue, content):
    found = read(f"Ona Veld said that {said}.")
    by_cue = {statement.cue.text: statement for statement in found.statements}
    inner = by_cue[cue]
    assert inner.within == by_cue["said"].id
    assert inner.speaker.text.removesuffix("'s").removesuffix(" own") in speaker
    assert inner.content.text.removeprefix("that ") == content


def test_according_to_within_the_words_of_another(read):
    found = read("“According to the clerk, the gates were shut at noon, and nobody came,” Ona Veld said.")
    by_cue = {statement.cue.text: statement for statement in found.statements}
    assert by_cue["According to"].speaker.text.rstrip(",") == "the clerk"
    assert by_cue["According to"].within == by_cue["said"].id


def test_what_somebody_was_told_of_is_said_by_nobody_named(read):
    found = read("Ona Veld said that the council had been warned of cracks in the dam.")
    inner = next(statement for statement in found.statements if statement.cue.text == "had been warned")
    assert (inner.speaker.kind, inner.content.text) == ("none", "of cracks in the dam")


def test_statements_side_by_side_are_in_none(read):
    found = read("Ona Veld said the lock was shut. Karo Denn denied that money was missing.")
    assert [statement.within for statement in found.statements] == [None, None]


@pytest.mark.parametrize("mark", [":", "."])
def test_answers_are_those_of_whom_the_beginning_names_most(read, mark):
    turns = (
        ("Q", "Who shut the lock?"),
        ("A", "I did."),
        ("Q", "Did Karo Denn know?"),
        ("A", "I told him so."),
    )
    found = read(
        "Ruth Imber opens the gates\nRuth Imber met Karo Denn in Halm. Questions and answers have been cut.\n"
        + "\n".join(f"{who}{mark} {words}" for who, words in turns)
    )
    names = {actor.id: actor.names[0] for actor in found.actors}
    spoken = [s for s in found.statements if s.speaker.text.rstrip(".") in {"A", "Q"}]
    assert [[names[m.actor] for m in s.speaker.members] for s in spoken] == [
        [],
        ["Ruth Imber"],
        [],
        ["Ruth Imber"],
    ]
    own = {m.text: names[m.actor] for m in found.mentions if m.made_by == "first-person"}
    assert own == {"I": "Ruth Imber"}


def test_a_witness_called_a_is_nobody_that_the_beginning_names(read):
    turns = ("A", "I saw the lock."), ("B", "So did I."), ("A", "It was shut."), ("B", "It was.")
    found = read("Ruth Imber heard two witnesses.\n" + "\n".join(f"{who}: {said}" for who, said in turns))
    assert not [s for s in found.statements if s.speaker.text in {"A", "B"} and s.speaker.members]


@pytest.mark.parametrize("between", [", mayor: ", ": ", "\t"])
def test_a_list_of_quotations_is_one_statement_a_line(read, between):
    people = (
        ("Ona Veld", "The water will fall."),
        ("Karl Orm", "Nobody told us."),
        ("Ruth Imber", "It is shut."),
    )
    found = read("\n".join(f"{name}{between}“{words}”" for name, words in people))
    names = {actor.id: actor.names[0] for actor in found.actors}
    said = [([names[m.actor] for m in s.speaker.members], s.content.text, s.kind) for s in found.statements]
    assert said == [([name], f"“{words}”", "direct") for name, words in people]


def test_turns_of_an_interview_are_direct_speech(read):
    found = read(INTERVIEW)
    turns = [statement for statement in found.statements if statement.made_by == "turn-of-transcript"]
    assert [(turn.speaker.text, turn.kind, turn.cue.text) for turn in turns] == [
        ("KRANTZ", "direct", ":"),
        ("VELD", "direct", ":"),
        ("KRANTZ", "direct", ":"),
        ("VELD", "direct", ":"),
    ]
    assert turns[3].content.text == "Not before May. … We shall see then."


def test_a_colon_is_the_cue_of_one_turn_alone():
    told = Told(((4, 5),), ((6, 7),), ((7, 12),), 0.1, "model")
    turn = Told(((2, 3),), ((6, 7),), ((7, 12),), 0.95, TURN_RULE, "direct")
    assert is_turn(told, [turn], colon=True)
    assert not is_turn(told, [replace(turn, cue=((5, 6),))], colon=True)


def test_a_label_alone_is_no_transcript(read):
    found = read(
        "Note: the lock is shut.\nThe town is quiet.\nNobody is on the bridge.\nThe guards have left.\n"
    )
    assert not [statement for statement in found.statements if statement.made_by == "turn-of-transcript"]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (
            "“I thought he had stopped for good,” Ona Veld said on Friday.",
            {"said": "direct", "thought": "indirect"},
        ),
        (
            "“The mayor told us ‘I will not go’ on Monday,” Ona Veld said.",
            {"said": "direct", "told": "direct"},
        ),
    ],
)
def test_a_quotation_quotes_who_speaks_in_it_only_by_marks_of_its_own(read, text, kinds):
    assert {each.cue.text: each.kind for each in read(text).statements} == kinds
