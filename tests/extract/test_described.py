"""Who speaks and is called by what they are, with the shipped model."""

from __future__ import annotations

import pytest

from rashomon.model.corpus import Extraction


def speakers(found: Extraction) -> list[list[str]]:
    """Return the first name of each speaker of each statement."""
    names = {actor.id: actor.names[0] for actor in found.actors}
    return [[names[m.actor] for m in statement.speaker.members] for statement in found.statements]


HEARING = (
    "THE PRESIDING JUDGE: Did the notary bring you the deeds?\n"
    "WITNESS: He sent his clerk. I never saw him.\n"
    "THE PRESIDING JUDGE: Who did?\n"
    "WITNESS: Nobody told me."
)


def test_labels_of_turns_that_are_no_names_are_people(read):
    found = read(HEARING)
    turns = [statement for statement in found.statements if statement.made_by == "turn-of-transcript"]
    names = {actor.id: actor.names for actor in found.actors}
    assert [names[m.actor] for turn in turns for m in turn.speaker.members] == [
        ("presiding judge",), ("witness",), ("presiding judge",), ("witness",),
    ]  # fmt: skip


def test_the_first_person_of_such_a_turn_is_who_speaks(read):
    found = read(HEARING)
    (witness,) = (actor.id for actor in found.actors if actor.names == ("witness",))
    assert "I" in {mention.text for mention in found.mentions if mention.actor == witness}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The fire commander said that nobody was hurt.", ("person", "fire commander")),
        ("The harbour office said that nobody was hurt.", ("organisation", "harbour office")),
        ("A weighbridge ticket showed that the lorry was light.", ("work", "weighbridge ticket")),
    ],
)
def test_who_has_no_name_is_an_actor_under_what_it_is_called(read, text, expected):
    found = read(text)
    (member,) = (member for statement in found.statements for member in statement.speaker.members)
    assert [(a.type, a.names[0]) for a in found.actors if a.id == member.actor] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "A clerk said that nobody was hurt.",
        "The source said that nobody was hurt.",
        "Residents said that nobody was hurt.",
    ],
)
def test_whoever_is_new_hidden_or_several_is_no_actor(read, text):
    assert speakers(read(text)) == [[]]


def test_an_office_stated_later_tells_whom_a_longer_description_means(read):
    found = read(
        "The fire commander said that nobody was hurt. The mayor thanked fire commander Karo Denn on Friday."
    )
    assert speakers(found)[0] == ["Karo Denn"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Karo Denn of the Coast and Harbour Party said the lock was shut.", ["Karo Denn"]),
        (
            "Ona Veld and the Lock Union, who both belong to the River List, said the lock was shut.",
            ["Ona Veld", "Lock Union"],
        ),
        ("Norrmar's Transport Ministry said the lock was shut.", ["Transport Ministry"]),
    ],
)
def test_what_is_beside_those_who_speak_speaks_not(read, text, expected):
    assert speakers(read(text))[0] == expected


def test_whom_somebody_quoted_calls_he_does_not_make_her_a_man(read):
    found = read(
        "Ona Veld heads the Lock Union.\n"
        "Veld said a passenger had stopped her at the station.\n"
        "“He asked me whether I sleep. He meant it as an insult,” she told reporters."
    )
    assert ["Ona Veld"] in speakers(found)[1:]
    (veld,) = (actor.id for actor in found.actors if "Ona Veld" in actor.names)
    assert not {m.text for m in found.mentions if m.actor == veld} & {"He", "he"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Bakers will march again, the union said in a statement.", "Bakers will march again"),
        (
            "The mill had lost money since March, the owner said. Nobody knew why.",
            "The mill had lost money since March",
        ),
    ],
)  # fmt: skip
def test_what_stands_before_a_reporting_verb_at_the_end_of_its_sentence_is_what_was_said(read, text, said):
    assert [statement.content.text for statement in read(text).statements] == [said]


@pytest.mark.parametrize("label", ["Captain", "THE CAPTAIN"])
def test_a_rank_for_a_label_is_the_one_whom_the_beginning_names_with_it(read, label):
    found = read(
        "Captain Ona Veld commands the lock guards. She spoke on Monday.\n"
        "Reporter: Did you shut the lock?\n"
        f"{label}: I shut nothing.\n"
        "Reporter: Who did?\n"
        f"{label}: I was asleep."
    )
    names = {actor.id: actor.names for actor in found.actors}
    turns = [each for each in found.statements if each.speaker.text == label]
    assert [[names[m.actor] for m in turn.speaker.members] for turn in turns] == [[("Ona Veld",)]] * 2


def test_who_is_addressed_by_rank_answers_under_their_own_name(read):
    found = read(
        "Captain Ona Veld commands the lock guards. She spoke on Monday.\n"
        "Q: Captain, did you shut the lock?\n"
        "A: I shut nothing.\n"
        "Q: Captain, who did?\n"
        "A: I was asleep."
    )
    names = {actor.id: actor.names for actor in found.actors}
    answers = [each for each in found.statements if each.speaker.text == "A"]
    assert [[names[m.actor] for m in each.speaker.members] for each in answers] == [[("Ona Veld",)]] * 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Mayor claims bridge is safe\nThe bridge is open. Mayor Ona Veld said it would stay so.",
            ["Ona Veld"],
        ),
        ("Minister says lock will open\nTransport Minister Ona Veld said that it would.", ["Ona Veld"]),
        ("President of court denies delay\nOna Veld, president of the court, denied it too.", ["Ona Veld"]),
        ("Director blames fog\nAirline director Ona Veld said that the fog was thick.", ["Ona Veld"]),
        ("A mayor says bridge is safe\nMayor Ona Veld said on Monday that it would stay open.", []),
        ("Driver says bridge is safe\nMayor Ona Veld said on Monday that it would stay open.", []),
        ("Mayor says bridge is safe\nMayor Ona Veld of Halm said so. Mayor Karo Denn of Orm denied it.", []),
    ],
)
def test_a_bare_title_in_a_headline_means_the_one_who_bears_it(read, text, expected):
    assert speakers(read(text, titled=True))[0] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In a statement, the Harbour Board said the bridge was safe.", ["Harbour Board"]),
        ("The Harbour Board issued a statement on Monday.", ["Harbour Board"]),
        ("A statement was issued by the Harbour Board on Monday.", ["Harbour Board"]),
        ("The Harbour Board's statement said the lock was shut.", ["Harbour Board"]),
        ("The mayor rejected a statement by the Harbour Board.", ["Harbour Board"]),
        ("The mayor answered a statement that she had read.", ["statement"]),
        ("A statement was pinned to the door.", ["statement"]),
        (
            "In a statement, the Harbour Board said so. In a statement, the Lock Union denied it.",
            ["statement"],
        ),
    ],
)
def test_the_statement_speaks_for_whoever_issued_the_only_one(read, text, expected):
    assert speakers(read(f"{text} The statement added that the lock would open on Monday."))[-1] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Defence asks for delay\nDefence lawyer Ona Veld said that the trial was unfair.",
        "Airline blames fog\nAirline director Ona Veld said that the fog was thick.",
        "Finance says money is short\nOna Veld, minister of finance, said that the money was short.",
        "Fog delays boats\nThe school denied the beating. School director Ona Veld said nobody was beaten.",
    ],
)
def test_what_an_office_is_of_does_not_mean_who_holds_it(read, text):
    assert speakers(read(text, titled=True))[0] != ["Ona Veld"]


@pytest.mark.parametrize(
    "text",
    [
        "The Lock Union demanded the release of Ona Veld on Monday.",
        "The guards announced the release of Ona Veld.",
        "Ona Veld refused to sign a statement on Monday.",
        "Ona Veld failed to put out a statement.",
        "Ona Veld did not sign a statement on Monday.",
        "Ona Veld signed no statement.",
        "The Harbour Board would not issue a statement.",
        "Ona Veld found three errors in a statement by two guards.",
        "Ona Veld found a mistake in a statement.",
        "Ona Veld read a statement from a guard on Monday.",
    ],
)
def test_a_statement_speaks_for_nobody_who_did_not_issue_it(read, text):
    assert speakers(read(f"{text} The statement said that the lock was safe."))[-1] == ["statement"]


@pytest.mark.parametrize(
    "text",
    [
        "The Harbour Board issued a statement. The union welcomed the release of Karo Pell.",
        "The release of Karo Pell was announced by the Harbour Board in a statement.",
        "The Harbour Board did not open the lock and issued a statement.",
        "The Harbour Board denied in a statement that it was shut.",
    ],
)
def test_the_release_of_somebody_and_what_else_is_not_done_take_no_statement_away(read, text):
    assert speakers(read(f"{text} The statement added that the lock was safe."))[-1] == ["Harbour Board"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In a press release, the Harbour Board warned of cracks.", ["Harbour Board"]),
        ("The Harbour Board issued a release on Monday.", ["Harbour Board"]),
        ("The Harbour Board secured the release of Ona Veld.", ["release"]),
    ],
)
def test_a_release_is_a_statement_where_it_is_one_to_the_press_or_is_issued(read, text, expected):
    assert speakers(read(f"{text} The release said that the lock was safe."))[-1] == expected


def test_a_letter_speaks_for_itself(read):
    found = read("Ona Veld wrote a letter. The letter said that the bridge was safe.")
    assert speakers(found)[-1] == ["letter"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Two soldiers die in clash, ministry says\nVelland's Defence Ministry said that they were shot.",
            [["Defence Ministry"], ["Defence Ministry"]],
        ),
        (
            "Pay is too low, union says\nThe Seamen's Union said on Monday that the ships would stay.",
            [["Seamen's Union"], ["Seamen's Union"]],
        ),
    ],
)
def test_a_bare_body_in_a_headline_is_the_one_that_its_text_names(read, text, expected):
    assert speakers(read(text, titled=True)) == expected
