"""Whom a bare office means: nobody whom the text knows by another office or trade."""

from __future__ import annotations

import pytest


def speakers(found):
    """Return the first names of those who speak, in order."""
    names = {actor.id: actor.names[0] for actor in found.actors}
    return [names[m.actor] for statement in found.statements for m in statement.speaker.members]


def meant(found, text):
    """Return the first name of whoever a mention of this text means."""
    names = {actor.id: actor.names[0] for actor in found.actors}
    return {names[m.actor] for m in found.mentions if m.text == text}


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Governor Tom Ansel visited the valley. The mayor said nobody had warned the town.", "The mayor"),
        ("Tina Holm, a lawyer, filed a complaint on Tuesday. The minister dismissed it.", "The minister"),
        ("Mia Stone was sworn in as president. The mayor said the ceremony was short.", "The mayor"),
        ("Bishop Ansel Roy blessed the boats. The senator said the quay would be rebuilt.", "The senator"),
        ("Former president Goran Till spoke in Lind. The president said he was wrong.", "The president"),
        ("Deputy Mayor Hanna Ost opened the bridge. The mayor said it was not safe.", "The mayor"),
        ("Gen. Anwar Tolk met the families. The ambassador said the camp was full.", "The ambassador"),
    ],
)
def test_who_has_one_office_is_not_meant_by_another(read, text, phrase):
    assert meant(read(text), phrase) == {phrase.lower().removeprefix("the ")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mayor Ona Veld closed the lock. The mayor said it leaked.", ["Ona Veld"]),
        (
            "Finance Minister Ole Brask met Karin Tofte. The minister said the talks were short.",
            ["Ole Brask"],
        ),
        ("Karin Tofte, a judge, met Ole Brask. The judge said the talks were long.", ["Karin Tofte"]),
        ("Deputy Mayor Hanna Ost opened the bridge. The deputy said it was safe.", ["Hanna Ost"]),
    ],
    ids=["the same", "with its field", "behind the name", "a deputy"],
)
def test_an_office_still_means_who_has_it(read, text, expected):
    assert speakers(read(text)) == expected


@pytest.mark.parametrize("land", ["town", "city", "region"])
def test_a_place_is_no_firm(read, land):
    found = read(f"Karl Monn owns the Sorna Shipping Company. The {land} promised to pay.")
    assert speakers(found) == [land]
    assert meant(found, f"The {land}") == {land}


def test_whom_a_subject_does_something_to_is_not_the_subject(read):
    found = read("Bishop Ansel Roy blessed the boats. Roy thanked him.")
    assert meant(found, "him") == set()
