"""Turns under labels that say who asks and who answers, and lists that look so, with the shipped model."""

from __future__ import annotations

import pytest

TURN = "turn-of-transcript"


@pytest.mark.parametrize(("question", "answer"), [("Question", "Answer"), ("Q", "A"), ("QUESTION", "ANSWER")])
def test_answers_are_those_of_whom_the_text_names(read, question, answer):
    found = read(
        "The dam leaks, says Mayor Ona Veld. She spoke to this paper in Halm on Monday.\n"
        f"{question}: Is the dam safe?\n{answer}: It is not. We have seen the cracks ourselves.\n"
        f"{question}: What will you do now?\n{answer}: We will ask the company to pay for the repair.\n"
    )
    names = {actor.id: actor.names[0] for actor in found.actors}
    turns = [each for each in found.statements if each.made_by == TURN]
    assert [[names[m.actor] for m in each.speaker.members] for each in turns] == [[], ["Ona Veld"]] * 2


@pytest.mark.parametrize(
    "items",
    [
        "Budget: 300 million\nLength: 40 kilometres\nBudget: 20 million\nLength: 3 kilometres",
        "1. Budget: 300 million\n2. Length: 40 kilometres\n3. Budget: 20 million for roads",
        "- Budget: 300 million\n- Length: 40 kilometres\n- Budget: 20 million for roads",
    ],
)
def test_items_of_a_list_are_no_turns(read, items):
    found = read(f"The council published its plan on Monday.\n{items}\nThe company did not answer.\n")
    assert not [each for each in found.statements if each.made_by == TURN]


def test_short_answers_are_turns(read):
    found = read("VELD: Was it you?\nPELL: No.\nVELD: Who then?\nPELL: Nobody, your honour.\n")
    assert [each.content.text for each in found.statements if each.made_by == TURN] == [
        "Was it you?", "No.", "Who then?", "Nobody, your honour.",
    ]  # fmt: skip


def test_one_question_and_its_answer_are_turns(read):
    lead = "The dam leaks, says Mayor Ona Veld. She spoke to this paper in Halm on Monday.\n"
    found = read(f"{lead}Q. Who told you?\nA. My aunt said it was sold.\n")
    names = {actor.id: actor.names[0] for actor in found.actors}
    turns = [each for each in found.statements if each.made_by == TURN]
    assert [[names[m.actor] for m in each.speaker.members] for each in turns] == [[], ["Ona Veld"]]
    for no_pair in ("Q. Who told you?\nB. My aunt said it was sold.\n", "Q. 1 of 4.\nA. 300 million.\n"):
        assert not [each for each in read(lead + no_pair).statements if each.made_by == TURN]
