"""Whom sources, pronouns and noun phrases mean, with the shipped model."""

from __future__ import annotations

import pytest

from rashomon.model.corpus import Extraction


def speakers(found: Extraction) -> list[list[str]]:
    """Return the first name of each speaker of each statement."""
    names = {actor.id: actor.names[0] for actor in found.actors}
    return [[names[m.actor] for m in statement.speaker.members] for statement in found.statements]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mayor Ona Veld said that the lock was shut.", ["Ona Veld"]),
        ("“It is shut,” said the mayor's spokeswoman, Karo Denn.", ["Karo Denn"]),
        ("The Lock Union and the River Council said they would not pay.", ["Lock Union", "River Council"]),
        ("Two officials said that the lock was shut.", []),
        ("The police said that four people were hurt.", ["police"]),
        ("Karo Denn, who said that he was tired, left the hall.", ["Karo Denn"]),
        ("A supporter of Ona Veld said that the lock was shut.", []),
    ],
)
def test_a_source_means_its_head_and_what_is_joined_to_it(read, text, expected):
    assert speakers(read(text)) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ona Veld arrived at noon. She said the lock was shut.", "Ona Veld"),
        ("The mayor, Ona Veld, arrived at noon. The mayor said the lock was shut.", "Ona Veld"),
        (
            "The Halm Transport Commission met on Friday. The commission said it had counted twice.",
            "Halm Transport Commission",
        ),
        ("Ona Veld left the hall. The Danvor Herald newspaper said that it had been empty.", "Danvor Herald"),
        ("They called on Ona Veld to go, the Ostrel public broadcaster has reported.", "Ostrel"),
    ],
)
def test_pronouns_and_nouns_lead_to_names(read, text, expected):
    assert speakers(read(text)) == [[expected]]


def test_an_acronym_in_brackets_and_a_short_form_are_the_body(read):
    found = read(
        "The Halm Transport Commission (TCH) met on Friday. The TCH denied that money was missing. "
        "The Commission said it had counted twice."
    )
    (body,) = {member.actor for statement in found.statements for member in statement.speaker.members}
    actor = next(actor for actor in found.actors if actor.id == body)
    assert set(actor.names) == {"TCH", "Halm Transport Commission"}
    assert {reason.code for reason in actor.merged_because} >= {"beside"}


def test_the_first_person_of_a_quotation_is_who_speaks(read):
    found = read("“I will not go, and my sister will not go,” Ona Veld told reporters.")
    names = {actor.id: actor.names[0] for actor in found.actors}
    assert {m.text: names[m.actor] for m in found.mentions if m.made_by == "first-person"} == {
        "I": "Ona Veld",
        "my": "Ona Veld",
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ann Ames said that Ruth Bell had left. She said the hall was empty.", ["Ann Ames"]),
        ("Jan Pell spoke of the plan of Karl Orm. “Let them pay,” he said.", ["Jan Pell"]),
        ("Carl Carter met Karl Orm in Halm. Carter however said he would welcome them.", ["Carl Carter"]),
        (
            "“It is the town's lock,” spokeswoman Ida Kron said. Mayor Ona Veld had not signed, she said.",
            ["Ida Kron"],
        ),
        ("The Lock Union met the River Council at noon. It said that it would not pay.", ["Lock Union"]),
        ("Karl Orm came at noon. An officer said the road was closed. He said it would stay closed.", []),
    ],
)
def test_a_pronoun_that_speaks_is_who_spoke_or_acted_last(read, text, expected):
    assert speakers(read(text))[-1] == expected


def test_you_and_there_are_nobody(read):
    found = read("Ona Veld went to Halm. “You know what happened there,” she said.")
    assert not {"You", "there"} & {mention.text for mention in found.mentions}


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("“I want the truth,” Ruth Imber said. “I want it now,” said a resident.", "a resident"),
        ("Jan Pell left. His spokesman said that Pell was ill.", "His spokesman"),
        ("Ann Roe said the mayor had promised that the dam would hold.", "the mayor"),
    ],
)
def test_somebody_new_is_not_the_last_one_named(read, text, wrong):
    found = read(text)
    statements = [statement for statement in found.statements if statement.speaker.text == wrong]
    assert statements
    names = {actor.id: actor.names for actor in found.actors}
    meant = [name for each in statements for m in each.speaker.members for name in names[m.actor]]
    assert all(name in wrong for name in meant)


def test_a_statement_in_which_several_said_something_is_of_all_of_them(read):
    found = read(
        "The Road Union and the Union of Pilots said in a statement on Monday that the sale was void. "
        "“The council was never asked,” the statement reads."
    )
    assert speakers(found) == [["Road Union", "Union of Pilots"]] * 2


def test_an_acronym_of_two_bodies_joins_neither(read):
    found = read("The United Nations (UN) met the Union of Nurses (UN) on Monday. The UN said it would help.")
    names = [set(actor.names) for actor in found.actors]
    assert not any({"United Nations", "Union of Nurses"} <= each for each in names)


def test_he_and_she_are_not_the_same_person(read):
    found = read(
        "Ms Iryna Vlas met Mr Oleg Marr. Marr said he would think about it. She said that he had refused."
    )
    assert speakers(found)[-1] == ["Iryna Vlas"]
    names = {actor.id: actor.names for actor in found.actors}
    assert all("Iryna Vlas" not in names[m.actor] for m in found.mentions if m.text == "he")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The mayor, Arno Blom, accused his deputy, Rikke Mohr, of fraud. She said she had no money.",
            [["Arno Blom"], ["Rikke Mohr"]],
        ),
        (
            "Police chief Oskar Dahl met nurse Marta Iversen. She said officers had beaten her.",
            [["Marta Iversen"]],
        ),
        (
            "Governor Ivan Stell praised his wife, Birgit Stell. She said the praise was late.",
            [["Ivan Stell"], ["Birgit Stell"]],
        ),
        (
            "The minister, Dora Klint, said her brother, Emil Klint, left. He denied it. She said he lied.",
            [["Dora Klint"], ["Emil Klint"], ["Dora Klint"]],
        ),
        ("Perrin Uhl, who lost his seat, met Kim Orr. She said it was over.", [["Kim Orr"]]),
        (
            "Robin Stell met Kim Orr. He said the work was good. She doubted it.",
            [["Robin Stell"], ["Kim Orr"]],
        ),
        ("Kenta Mori met Susan Hill. He said the plant was safe.", [["Kenta Mori"]]),
        (
            "Minister Viktor Haas met Ella Brandt. She said she would sue. He declined to comment.",
            [["Ella Brandt"], ["Viktor Haas"]],
        ),
    ],
    ids=[
        "his deputy",
        "by more of the text",
        "his wife",
        "her brother",
        "his seat",
        "the other",
        "no sign",
        "Ella",
    ],
)
def test_he_and_she_are_two_by_the_signs_of_the_text(read, text, expected):
    assert speakers(read(text)) == expected


def test_nobody_is_she_where_the_only_person_named_is_he(read):
    found = read("Mr Stellan Roth left the hall. He was tired. She said that the talks had failed.")
    assert speakers(found)[-1] == []


def test_they_are_those_who_spoke_together_before(read):
    found = read(
        "The Lock Union and the River Council said they would not pay. They warned that the dam would break."
    )
    assert speakers(found)[-1] == ["Lock Union", "River Council"]


def test_an_acronym_behind_a_longer_name_is_that_of_its_end(read):
    found = read("The Council of the League of Halm Pilots (LHP) met. LHP denied that it had met.")
    actors = {name: actor.id for actor in found.actors for name in actor.names}
    council = next(name for name in actors if name.startswith("Council"))
    assert actors["LHP"] != actors[council]


@pytest.mark.parametrize(
    "text",
    [
        "The court of Halm sentenced Joren Pell to six years. The minister denied having met the defendant.",
        "They voted for the bridge. Joren Pell, a deputy, called the vote unlawful. The speaker denied it.",
        "Joren Pell, who leads the dockers, said pay would rise. The airline declined to comment.",
    ],
)
def test_a_noun_for_another_one_is_not_the_person_named_before(read, text):
    assert speakers(read(text))[-1] != ["Joren Pell"]


@pytest.mark.parametrize(
    "text",
    [
        "Norvia: minister rejects the charge\nNorvia is a country by the sea.",
        "Norvia: minister admits guards opened the lock, reports say\nDozens drowned in Norvia.",
    ],
)
def test_the_topic_before_a_colon_is_not_who_speaks_behind_it(read, text):
    assert ["Norvia"] not in speakers(read(text, titled=True))


def test_a_rank_before_a_name_in_a_headline_is_no_name(read):
    found = read(
        "“I never shut the lock”: Captain Ona Veld in conversation\nIt was a long evening.", titled=True
    )
    assert speakers(found)[:1] == [["Ona Veld"]]


def test_who_answers_is_whom_the_first_question_turns_to(read):
    found = read(
        "Joren Pell asks on the quay\n"
        "Q: Ona Veld, where were you on Friday?\nA: At the lock. It was dark.\n"
        "Q: How many boats were there?\nA: I counted nine.\n",
        titled=True,
    )
    names = {actor.id: actor.names[0] for actor in found.actors}
    answers = [each for each in found.statements if each.speaker.text == "A"]
    assert [[names[m.actor] for m in each.speaker.members] for each in answers] == [["Ona Veld"]] * 2


def test_a_title_means_whom_the_text_calls_so(read):
    found = read(
        "Dr Joren Pell has taken over as acting governor.\nThe step was needed, the minister of finance, "
        "Mrs Ona Veld, told this station. “No town can keep such a man,” said the minister."
    )
    names = {actor.id: actor.names[0] for actor in found.actors}
    last = next(each for each in found.statements if each.speaker.text == "the minister")
    assert [names[member.actor] for member in last.speaker.members] == ["Ona Veld"]


def test_who_is_introduced_is_not_who_introduces(read):
    found = read(
        "Col. Ona Veld spoke in Halm.\nGuards have detained Joren Pell, whom the colonel introduced as "
        "the man who ran the strike."
    )
    names = {actor.id: actor.names[0] for actor in found.actors}
    (statement,) = (each for each in found.statements if each.cue.text == "introduced")
    assert not {names[m.actor] for m in statement.speaker.members} & {"Joren Pell", "Pell"}


def test_answers_below_questions_are_whose_name_the_title_has(read):
    found = read(
        "Three questions to Mayor Ona Veld\nWho shut the lock?\nNobody did. It fell.\nAnd the lamp?\n"
        "The lamp was out.\nWill it be mended?\nBy Friday.\n",
        titled=True,
    )
    names = {actor.id: actor.names[0] for actor in found.actors}
    told = [(each.content.text, [names[m.actor] for m in each.speaker.members]) for each in found.statements]
    assert told == [
        ("Nobody did. It fell.", ["Ona Veld"]),
        ("The lamp was out.", ["Ona Veld"]),
        ("By Friday.", ["Ona Veld"]),
    ]


def test_answers_behind_dashes_are_whose_name_the_title_has(read):
    found = read(
        "Three questions to Mayor Ona Veld\nWe met on Monday.\n"
        "Who shut the lock?\n– I did. It was late.\nDid anybody know?\n– We told them so.\n"
        "And now?\n– Now we wait.",
        titled=True,
    )
    names = {actor.id: actor.names for actor in found.actors}
    answers = [each for each in found.statements if each.made_by == "answer-below-question"]
    assert [each.content.text for each in answers] == [
        "I did. It was late.",
        "We told them so.",
        "Now we wait.",
    ]
    assert {names[m.actor] for each in answers for m in each.speaker.members} == {("Ona Veld",)}


def test_she_is_the_leader_whose_title_stands_before_her_name(read):
    found = read(
        "Speaker Joren Pell shut the hall.\nLeader of Opposition Ona Veld was taken to a clinic. She alleged "
        "that two guards had twisted her arm."
    )
    names = {actor.id: actor.names[0] for actor in found.actors}
    (statement,) = (each for each in found.statements if each.speaker.text == "She")
    assert [names[member.actor] for member in statement.speaker.members] == ["Ona Veld"]


def test_the_ministry_is_no_newspaper(read):
    found = read(
        "Ms Holtan told the Veldra Courier that the report was false. "
        "The ministry says the report is genuine."
    )
    names = {actor.id: actor.names[0] for actor in found.actors}
    (statement,) = (each for each in found.statements if each.speaker.text == "The ministry")
    assert "Courier" not in " ".join(names[m.actor] for m in statement.speaker.members if m.actor)
