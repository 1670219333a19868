"""Words that are easily put into the wrong mouth: whom a text asks, describes, or knows the mind of."""

from __future__ import annotations

PRESS = (
    "MINISTER ORLAN: Thank you. The dam was closed because the wall leaks.\n"
    "QUESTION (Radio Belm): {}\n"
    "MINISTER ORLAN: I invite him to look at it.\n"
    "QUESTION (The Ferry): When will you open it?\n"
    "MINISTER ORLAN: In May, once the wall is dry.\n"
)


def speakers(found):
    """Return by cue and first word of what is said the names of those who speak."""
    names = {actor.id: actor.names[0] for actor in found.actors}
    return {
        (each.cue.text, each.content.text.split()[0].strip("“‘\"'")): [
            names[member.actor] for member in each.speaker.members if member.actor
        ]
        for each in found.statements
    }


def contents(found, cue):
    return [each.content.text for each in found.statements if each.cue.text == cue]


def test_whom_a_question_describes_is_not_who_answers_it(read):
    question = 'The Torvian president said yesterday, "There was never a leak." What do you say to him?'
    found = read(PRESS.format(question))
    assert "ORLAN" not in speakers(found)["said", "There"]
    assert contents(found, "said") == ['"There was never a leak."']


def test_whom_a_question_turns_to_is_not_its_source(read):
    found = read(PRESS.format("Minister, two engineers told us that the wall is sound. Do you deny it?"))
    (told,) = [each for each in found.statements if each.cue.text == "told"]
    assert told.speaker.text == "two engineers"
    assert not told.speaker.members


def test_the_statement_is_of_all_who_issued_it(read):
    found = read(
        "The Lock Union, the Harbour Board and the Ferry League issued a joint statement on the strike.\n"
        "“The gate is a danger to every crew,” the statement reads.\n"
    )
    assert len(speakers(found)["reads", "The"]) == 3


def test_what_a_relative_clause_names_does_not_speak(read):
    found = read(
        "Mayor Ona Veld said the letter was lost.\n"
        "In a joint statement Veld and the mayors of Halm and Belm, who like her belong to the River List, "
        "demanded that the minister resign.\n"
    )
    assert speakers(found)["demanded", "that"] == ["Ona Veld"]


def test_what_a_speaker_was_told_of_another_mind_somebody_has_said(read):
    found = read("“I was told by Karo Denn that the port wanted the gate shut,” Ona Veld wrote on Monday.\n")
    assert "wanted" in {each.cue.text for each in found.statements}


def test_who_goes_on_is_the_subject_of_the_sentence_before(read):
    found = read("The crowd wanted Norvia to name the prisoners. It also urged the league to leave Halm.\n")
    assert all("Norvia" not in who for (cue, _), who in speakers(found).items() if "urged" in cue)


def test_she_is_whom_a_sentence_brings_in_by_name(read):
    found = read(
        "Greta Holm, the caretaker, saw the water first. The girl was Jonna Merrick. "
        "“There was a gate and it was shut,” she said.\n"
    )
    assert speakers(found)["said", "There"] == ["Jonna Merrick"]


def test_a_verb_with_its_subject_behind_it_tells_the_words_of_that(read):
    found = read("Mr Pell was invited too, says the dance committee, which has had no answer.\n")
    (says,) = [each for each in found.statements if each.cue.text == "says"]
    assert (says.speaker.text, says.content.text) == ("the dance committee", "Mr Pell was invited too")


def test_initials_behind_a_dash_are_a_byline(read):
    found = read(
        "The minister came by the back door. No cameras, as promised. – PL\n‘Go home,’ it said. – JA\n"
    )
    assert not {"PL", "JA"}.intersection(each.speaker.text for each in found.statements)


def test_a_town_before_a_colon_is_what_a_headline_is_about(read):
    found = read("Hamburg: council votes to close the school\nThe council voted on Monday.\n", titled=True)
    assert "Hamburg" not in {each.speaker.text for each in found.statements}


def test_nothing_says_nothing(read):
    found = read("Nothing shows that the port planned the strike, the mayor said.\n")
    assert "Nothing" not in {each.speaker.text for each in found.statements}


def test_a_quotation_with_a_cue_of_its_own_is_not_joined_to_the_one_before(read):
    found = read(
        '"A ferry without a crew is a coffin," they said.\n'
        '"They saved a fortune on one old man with a lamp," deputy Karo Denn told the chamber on Monday.\n'
    )
    assert all("fortune" not in each for each in contents(found, "said"))
    assert any("fortune" in each for each in contents(found, "told"))


def test_single_marks_go_on_in_the_next_paragraph(read):
    found = read(
        "Nobody was closer than Jonna Merrick, 61, who sells fish on the pier in all seasons. "
        "‘It was the chain that went first. A crack, like ice. Then I ran.\n"
        "‘People tell me it was the barge. It was never the barge.’\n"
    )
    (own,) = [each for each in found.statements if each.speaker.text == "Jonna Merrick"]
    assert own.content.text.endswith("It was never the barge.’")


def test_the_ministry_of_another_place_is_not_the_one_named(read):
    found = read(
        "The Norvian Defence Ministry told us that nobody was held. "
        "The ministry in Belm denied us access to the report.\n"
    )
    assert all("Norvian" not in str(who) for (cue, _), who in speakers(found).items() if "denied" in cue)


def test_according_to_somebody_else_is_not_joined_to_the_sentence_before(read):
    found = read(
        "Some 60 barges were waiting on Friday, the harbour office said. At least three people "
        "were hurt when a wall gave way, according to the town's clinic.\n"
    )
    assert all("hurt" not in each for each in contents(found, "said"))
