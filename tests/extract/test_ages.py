"""Whom "the 52-year-old" means: whoever has that age in the text, and nobody of another age."""

from __future__ import annotations

import pytest


def speakers(found):
    """Return the first names of those who speak, in order."""
    names = {actor.id: actor.names[0] for actor in found.actors}
    return [names[m.actor] for statement in found.statements for m in statement.speaker.members]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "Lars Reet, 34, said the mill burned. Mila Sorn, 29, said the gate was shut. "
                "The 34-year-old said nobody came. The 29-year-old said she broke a window."
            ),
            ["Lars Reet", "Mila Sorn", "Lars Reet", "Mila Sorn"],
        ),
        (
            (
                "A court in Halm sentenced Petr Valk (52) and Iris Dorn (47). The 52-year-old said he would "
                "appeal. The 47-year-old accepted the verdict."
            ),
            ["Petr Valk", "Iris Dorn"],
        ),
        (
            "The union elected Dana Moll, aged 38, on Monday. The 38-year-old promised a strike.",
            ["Dana Moll"],
        ),
        (
            "23-year-old Sven Karr said the bus did not stop. The 23-year-old said it again.",
            ["Sven Karr", "Sven Karr"],
        ),
        (
            "Lena Orm, a 41-year-old baker, said she had thrown nothing. The 41-year-old denied the charge.",
            ["Lena Orm", "Lena Orm"],
        ),
        ("Orm was fined. Jonas Orm is a 44-year-old farmer. The 44-year-old blamed the bank.", ["Jonas Orm"]),
    ],
)
def test_an_age_means_whom_the_text_gives_it(read, text, expected):
    assert speakers(read(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Jonas Reed, 34, said the fire began in the yard. The 58-year-old said the smoke came late.",
            ["Jonas Reed", "58-year-old"],
        ),
        (
            (
                "Police held a 41-year-old and a 19-year-old. The 41-year-old denied the charge. "
                "The 19-year-old said she had run."
            ),
            ["41-year-old", "19-year-old"],
        ),
        ("Karl Mund, 70, was held. The 52-year-old said he was at home.", ["52-year-old"]),
        (
            "Rebels freed Ana Mohr, 27, and Tim Sorg, 27. The 27-year-old said the camp was cold.",
            ["27-year-old"],
        ),
    ],
    ids=["nobody of that age", "two without names", "one of another age", "two of that age"],
)
def test_another_age_is_another_person(read, text, expected):
    assert speakers(read(text)) == expected


def test_a_father_and_a_son_of_one_name_are_told_by_their_ages(read):
    found = read(
        "Jonas Reed, 34, died on Monday. Jonas Reed, 61, wept. The 61-year-old said his son was brave."
    )
    (speaker,) = (member.actor for statement in found.statements for member in statement.speaker.members)
    own = [mention.text for mention in found.mentions if mention.actor == speaker]
    assert own[:2] == ["Jonas Reed", "The 61-year-old"]


def test_a_company_of_that_age_is_nobody(read):
    found = read("Karl Maden, 12, won the race. The 12-year-old company said it paid for it.")
    assert "Karl Maden" not in speakers(found)
