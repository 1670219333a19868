"""Who speaks by a noun for several with their names behind it."""

from __future__ import annotations

import pytest


def speakers(found):
    """Return the first name of each speaker of each statement."""
    names = {actor.id: actor.names[0] for actor in found.actors}
    return [[names[m.actor] for m in statement.speaker.members] for statement in found.statements]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            "Three relief groups, the Sorna Red Aid, Doctors for Quell and the Lind Council of Churches,",
            ["Sorna Red Aid", "Doctors for Quell", "Lind Council of Churches"],
        ),
        ("Two unions, the Lock League and the Road Union,", ["Lock League", "Road Union"]),
        ("Four banks, among them Sarn Credit and Lind Savings,", ["Sarn Credit", "Lind Savings"]),
        (
            "The three parties, including the Harbour List and the Green Front,",
            ["Harbour List", "Green Front"],
        ),
        ("Two former mayors, Karl Stein and Hanna Ost,", ["Karl Stein", "Hanna Ost"]),
    ],
)
def test_all_whose_names_stand_behind_a_noun_for_them_speak(read, source, expected):
    found = read(f"{source} said the road was closed. They asked for help.")
    assert speakers(found) == [expected, expected]


@pytest.mark.parametrize(
    "source",
    [
        "The foreign ministers of Ostria, Tarland and Lind",
        "Residents of Halm, Sorna and Lind",
        "Two aides to Ona Veld, who met Karo Denn and Joren Pell,",
        "A spokesman for two unions, the Lock League and the Road Union,",
        "Supporters of Ona Veld and Joren Pell",
    ],
)
def test_whose_somebody_is_does_not_speak(read, source):
    assert speakers(read(f"{source} said that the road was closed.")) == [[]]


def test_a_name_behind_one_and_another_are_two(read):
    found = read("The chairman, Joren Pell, and Hanna Ost said the dam was safe.")
    assert speakers(found) == [["Joren Pell", "Hanna Ost"]]
