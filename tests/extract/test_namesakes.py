"""Two of one name in one text, people and bodies, and one who only looks like two."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from rashomon.extract.namesakes import bearers
from rashomon.extract.references import Reference
from tests.extract.trees import sentences


def people(extracted):
    """Return what refers to each person, in order of place."""
    return [
        [mention.text for mention in extracted.mentions if mention.actor == actor.id]
        for actor in extracted.actors
        if actor.type == "person"
    ]


def bearing(name, extracted):
    return [own for own in people(extracted) if name in own]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Minister Joren Pell closed the port. Another Joren Pell, a farmer, said he was sorry.",
            "Joren Pell",
        ),
        ("Minister Maria Lund spoke. Maria Lund (no relation), a teacher, said so.", "Maria Lund"),
        ("Minister Maria Lund spoke. Maria Lund, no relation, was afraid.", "Maria Lund"),
        ("Joren Pell, 63, said the port was closed. Joren Pell, 19, said he had seen guards.", "Joren Pell"),
    ],
)
def test_two_people_of_one_name_are_kept_apart(read, text, name):
    assert len(bearing(name, read(text))) == 2


def test_who_is_named_plainly_later_is_the_first(read):
    text = (
        "Minister Joren Pell closed the port. Another Joren Pell, a farmer in Halm, said so. "
        "Joren Pell, the minister, laughed."
    )
    assert sorted(own.count("Joren Pell") for own in bearing("Joren Pell", read(text))) == [1, 2]


def test_a_bare_surname_of_two_people_is_neither(read):
    text = "Minister Maria Lund spoke. Maria Lund (no relation), a teacher, was afraid. Lund left."
    assert ["Lund"] in people(read(text))


def test_a_bare_surname_before_another_of_that_surname_is_named_is_the_firsts(read):
    text = "Minister Maria Lund spoke. Lund left. Joren Lund, a teacher, was afraid."
    assert ["Maria Lund", "Lund"] in people(read(text))


def test_offices_of_two_people_of_one_name_are_not_mixed(read):
    text = "Minister Joren Pell closed the port. Another Joren Pell, a farmer, said he was sorry."
    titles = sorted(role.title for actor in read(text).actors for role in actor.roles)
    assert titles == ["Minister", "farmer"]
    assert all(len(actor.roles) == 1 for actor in read(text).actors if "Joren Pell" in actor.names)


@pytest.mark.parametrize(
    "text",
    [
        "Minister Joren Pell closed the port. Joren Pell left.",
        "Joren Pell, 63, said so. Joren Pell, 64, spoke again.",
        "Joren Pell spoke. Another Joren Pell rally was planned.",
        "Joren Pell, 63, spoke. Joren Pell left.",
    ],
)
def test_one_person_stays_one(read, text):
    assert len(bearing("Joren Pell", read(text))) == 1


def speakers(extracted):
    """Return for each statement the number of its speaker, in order of their first statement."""
    actors = [statement.speaker.members[0].actor for statement in extracted.statements]
    return [list(dict.fromkeys(actors)).index(actor) for actor in actors]


FOREIGN = """\
Lurmia's Foreign Ministry said that talks had failed. Velmar's Foreign Ministry said that they would go on.
The Foreign Ministry said that it had kept its word. Lurmia's Foreign Ministry said that this was a lie."""
DEFENCE = """\
The French Defence Ministry said that ships had left. The Defence Ministry in Madrid said that they stayed.
France's Defence Ministry said that it had seen them leave. Spain's Defence Ministry said nobody had."""
KOREAN = """\
South Korea's Defence Ministry said that ships had left. North Korea's Defence Ministry said that they stayed
there."""


@pytest.mark.parametrize(
    ("text", "expected"), [(FOREIGN, [0, 1, 1, 0]), (DEFENCE, [0, 1, 0, 1]), (KOREAN, [0, 1])]
)
def test_bodies_of_two_states_are_two(read, text, expected):
    assert speakers(read(text.replace("\n", " "))) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The Foreign Ministry said that talks had failed. Lurmia's Foreign Ministry said that this was so.",
        "Velmar's Foreign Ministry said that it went on. On Monday the Foreign Ministry said it was sad.",
    ],
)
def test_a_body_that_one_state_alone_has_here_is_one(read, text):
    assert set(speakers(read(text))) == {0}


@settings(max_examples=200)
@given(sentences())
def test_no_tree_breaks_the_telling_apart(words):
    names = [
        Reference(words=(at, at + 1), head=at, form="name", type="person", score=1.0)
        for at in range(len(words.forms))
    ]
    found = bearers(words, names, words.forms, [None] * len(names))
    assert len(found) == len(names)
    assert all(which >= 0 for which in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Anwar Tolk junior won. He succeeds his father, General Anwar Tolk. Anwar Tolk junior spoke.",
            [["Anwar Tolk", "Anwar Tolk"], ["Anwar Tolk"]],
        ),
        (
            "Karl Monn the elder built a mill. Karl Monn the younger sold it. Karl Monn the younger left.",
            [["Karl Monn"], ["Karl Monn", "Karl Monn"]],
        ),
        ("The court heard Otto Brand senior. His son, Otto Brand, wept.", [["Otto Brand"], ["Otto Brand"]]),
        (
            "Joren Pell Jr. said he would run. His father, Joren Pell, was mayor.",
            [["Joren Pell Jr."], ["Joren Pell"]],
        ),
        (
            "President Luis Maro praised his son, Luis Maro Jr. The vote is near. Luis Maro left.",
            [["Luis Maro", "Luis Maro"], ["Luis Maro Jr."]],
        ),
        ("Joren Pell Jr. will run. Joren Pell promised new roads.", [["Joren Pell Jr.", "Joren Pell"]]),
        (
            "Ruta Maal took the oath. Lars Pell met his mother, Ruta Maal, in Halm.",
            [["Ruta Maal", "Ruta Maal"], ["Lars Pell"]],
        ),
    ],
    ids=["junior", "the younger", "senior", "Jr.", "his son", "one, in short", "mother of another"],
)
def test_a_parent_and_a_child_of_one_name_are_two(read, text, expected):
    found = [
        [mention for mention in own if mention.istitle() and " " in mention] for own in people(read(text))
    ]
    assert sorted(found) == sorted(expected)
