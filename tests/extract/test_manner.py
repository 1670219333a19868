"""Act and manner of statements, with the shipped model."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Ona Veld said that the lock was shut.", "said"),
        ("Ona Veld denied that money was missing.", "denied"),
        ("Ona Veld asked whether the guards had left.", "asked"),
        ("Ona Veld asked the guards to leave.", "demanded"),
        ("The union demanded the release of the two dockers.", "demanded"),
        ("Minister Karo Denn ordered the guards to leave the bridge.", "ordered"),
        ("Ona Veld promised to repair the lock.", "promised"),
        ("Ona Veld warned that the dam would break.", "warned"),
        ("The council will not hesitate to ban the union.", "warned"),
        ("Ona Veld declined to say who had opened the lock.", "declined"),
        ("The council will announce on Monday that the tax is withdrawn.", "announced"),
        ("Opponents of the mayor are widely believed to have opened the lock.", "believed"),
        ("“The plan is a disgrace,” said Ona Veld.", "blamed"),
        ("“You must leave the bridge,” said Ona Veld.", "demanded"),
        ("“Who opened the lock?” said Ona Veld.", "asked"),
        ("Ona Veld said that the claim was untrue.", "denied"),
        ("Ona Veld refused to condemn the attack.", "declined"),
        ("Ona Veld said that nobody in the council had threatened the guards.", "denied"),
        ("Ona Veld said that she would rebuild the lock.", "promised"),
        ("The council said it would sell the ferry.", "announced"),
        ("“Open the lock at once,” said Ona Veld.", "demanded"),
        ("The guards rejected the council's threat.", "declined"),
        ("The guards rejected the accusations.", "denied"),
        ("Ona Veld said that the vote had passed without any fraud.", "said"),
        ("The lock is widely seen as the safest in Norrmar.", "believed"),
    ],
)
def test_the_act_is_that_of_the_cue_and_then_of_the_content(read, text, act):
    assert [statement.act for statement in read(text).statements] == [act]


@pytest.mark.parametrize(
    ("text", "hedged"),
    [
        ("Ona Veld is widely seen as the next mayor of Halm.", True),
        ("The guards are believed to have left the bridge.", True),
        ("Ona Veld said that the dam could break within days.", True),
        ("Karo Denn said that he could see the bridge from the hall.", False),
        ("Karo Denn asked whether the dam could break.", False),
        ("Karo Denn was told that the bridge was shut.", False),
    ],
)
def test_what_nobody_vouches_for_is_not_sure_and_what_somebody_was_able_to_do_is(read, text, hedged):
    assert [statement.hedged for statement in read(text).statements] == [hedged]


def test_what_is_not_sure_and_what_is_coloured_is_marked(read):
    (statement,) = read("Karo Denn claimed that the bridge was reportedly unsafe.").statements
    assert statement.hedged
    assert statement.loaded
    (statement,) = read("Karo Denn said that the bridge was unsafe.").statements
    assert not statement.hedged
    assert not statement.loaded


@pytest.mark.parametrize(
    ("cue", "tense"),
    [("said", "past"), ("says", "present"), ("has said", "past"), ("will say", "future")],
)
def test_the_tense_is_that_of_the_cue(read, cue, tense):
    (statement,) = read(f"Karo Denn {cue} that the bridge is unsafe.").statements
    assert statement.tense == tense


def test_to_whom_in_what_and_when(read):
    (statement,) = read(
        "Ona Veld told the Halm Courier in an interview on Thursday that she would resign."
    ).statements
    assert statement.addressee.text == "the Halm Courier"
    assert statement.medium.text == "in an interview"
    assert statement.time.text == "on Thursday"


def test_a_time_inside_the_medium_is_told_apart(read):
    (statement,) = read("The police said in a statement on Tuesday that four people were hurt.").statements
    assert (statement.medium.text, statement.time.text) == ("in a statement", "on Tuesday")


@pytest.mark.parametrize(
    ("text", "medium"),
    [
        ("“The dam holds,” Ona Veld said in a written statement.", "in a written statement"),
        ("Ona Veld admitted on Salt Radio that the dam had cracks.", "on Salt Radio"),
        ("In the Assembly, Karo Denn claimed that the dam had cracks.", "In the Assembly"),
    ],
)
def test_in_what_something_was_said(read, text, medium):
    (statement,) = read(text).statements
    assert statement.medium.text == medium


def test_who_is_told_or_ordered_hears_and_whom_somebody_accuses_or_considers_does_not(read):
    (statement,) = read("The council called on the guards to leave the bridge.").statements
    assert statement.addressee.text == "the guards"
    (statement,) = read("The guards were told that the bridge was shut.").statements
    assert (statement.speaker.kind, statement.addressee.text) == ("none", "The guards")
    (statement,) = read("Ona Veld accused Karo Denn of having opened the lock.").statements
    assert statement.addressee is None


def test_a_statement_without_circumstances_has_none(read):
    (statement,) = read("Karo Denn said that the bridge was unsafe.").statements
    assert (statement.addressee, statement.medium, statement.time) == (None, None, None)


@pytest.mark.parametrize("text", ["The army attacked the town.", "Rebels charged the gate."])
def test_deeds_are_no_statements(read, text):
    assert read(text).statements == ()


def test_what_is_said_on_a_condition_is_not_said_yet(read):
    assert read("If Karo Denn says that the bridge is unsafe, the town will shut it.").statements == ()
