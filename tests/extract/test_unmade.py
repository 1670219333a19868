"""What is called off, averted, alleged or only thought of, with the shipped model."""

from __future__ import annotations

import pytest

from rashomon.extract import extract_document


@pytest.fixture
def status(analyser, read):
    def found(text, trigger):
        document = read(text).documents[0]
        events = extract_document(document, next(analyser.analyse([document]))).events
        return next(event.status for event in events if event.trigger.text == trigger)

    return found


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        ("The execution of Petar Zoll was suspended on Thursday.", "execution", "failed"),
        ("The deportation of forty migrants was halted by the court.", "deportation", "failed"),
        ("The march in Tarnby was cancelled after rain.", "march", "failed"),
        ("A planned march by dockers was called off.", "march", "failed"),
        ("The governor shelved the eviction of 90 families.", "eviction", "failed"),
        ("The students' protest was postponed until Friday.", "protest", "planned"),
        ("The hanging of two rebels was put off until spring.", "hanging", "planned"),
        ("Police foiled a plot to bomb the bridge.", "bomb", "failed"),
        ("The attempted murder of a judge shocked the town.", "murder", "failed"),
    ],
)
def test_what_is_called_off_did_not_happen(status, text, trigger, expected):
    assert status(text, trigger) == expected


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("The strike was suspended on Friday after nine days.", "suspended"),
        ("The siege was called off in May.", "called off"),
        ("The march was delayed by rain but began at noon.", "march"),
        ("The flights were cancelled after the attack.", "attack"),
        ("Police delayed the convoy after the shooting.", "shooting"),
        ("Nine people escaped an attack on a bus unhurt.", "attack"),
    ],
)
def test_what_had_begun_or_is_not_called_off_happened(status, text, trigger):
    assert status(text, trigger) == "happened"


def test_what_somebody_wants_called_off_may_yet_come(status):
    text = "Protesters marched to demand that the government halt the deportation of Kurds."
    assert status(text, "deportation") == "hypothetical"


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        ("The army was to have sent 200 soldiers to the border.", "sent", "planned"),
        ("Troops were supposed to leave the village in May.", "leave", "planned"),
        ("The two presidents were due to sign the treaty on Friday.", "sign … treaty", "planned"),
        ("The bishop undertook to return the land to the farmers.", "return", "planned"),
        ("Police stopped short of arresting the mayor.", "arresting", "failed"),
        ("The minister came close to resigning in May.", "resigning", "failed"),
        ("She came within hours of being deported.", "deported", "failed"),
        ("The boxer escaped deportation because of his age.", "deportation", "failed"),
        ("Rather than shell the town, the army withdrew.", "shell", "denied"),
        ("Far from storming the palace, the guards went home.", "storming", "denied"),
        ("The governor refrained from sending troops.", "sending", "denied"),
    ],
)
def test_what_was_due_or_all_but_done_was_not_done(status, text, trigger, expected):
    assert status(text, trigger) == expected


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("He came close to the bridge and shot a guard.", "shot"),
        ("Close to 300 people were arrested in the raid.", "arrested"),
        ("Within hours of taking office he fired the judge.", "fired"),
        ("The bridge was set on fire.", "set"),
    ],
)
def test_what_is_near_something_is_not_near_happening(status, text, trigger):
    assert status(text, trigger) == "happened"


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Imagine that the governor had been killed.", "killed"),
        ("Had the soldiers come in time, the village would stand.", "come"),
        ("Should the rebels attack Halm, the army will bomb their camps.", "attack"),
        ("If the ministry bans the march, the union will strike.", "bans"),
        ("Did soldiers kill the fishermen?", "kill"),
        ("Were the prisoners beaten in the cell?", "beaten"),
        ("Joren Pell is accused of murdering his wife.", "murdering"),
        ("The deputy was accused of taking bribes and burning the files.", "burning"),
        ("The clerk is suspected of having destroyed the archive.", "destroyed"),
        ("Prosecutors accused the firm of bribing two ministers.", "bribing"),
        ("He is charged with shooting a guard.", "shooting"),
        ("Human rights lawyers accuse the colonel of torturing prisoners.", "torturing"),
        ("The general stands accused of ordering the massacre.", "ordering … massacre"),
        ("Allegations that soldiers raped prisoners were published.", "raped"),
    ],
)
def test_what_is_asked_imagined_or_alleged_is_no_fact(status, text, trigger):
    assert status(text, trigger) == "hypothetical"


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("The priest was cleared of abusing pupils.", "abusing"),
        ("Two sailors were acquitted of stealing fuel.", "stealing"),
    ],
)
def test_who_is_cleared_did_not_do_it(status, text, trigger):
    assert status(text, trigger) == "denied"


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("He was convicted of shooting a guard.", "shooting"),
        ("Villagers accuse the army of the murder of Ana Torr.", "murder"),
        ("Why did the police arrest the teacher?", "arrest"),
        ("Having arrested the men, police left.", "arrested"),
        ("The minister was due to resign but fired the judge.", "fired"),
        ("Instead, the soldiers opened the doors.", "opened"),
        ("The police instead arrested nine journalists.", "arrested"),
        ("It was an assassination attempt in which two guards were wounded.", "wounded"),
    ],
)
def test_what_is_told_as_a_fact_beside_such_words_happened(status, text, trigger):
    assert status(text, trigger) == "happened"


def test_only_what_something_was_done_instead_of_was_not_done(status):
    text = "The army sent food instead of bombing the town."
    assert (status(text, "bombing"), status(text, "sent")) == ("denied", "happened")
