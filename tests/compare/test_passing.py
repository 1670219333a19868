"""Who asks in an interview passes on what others say, and holds nothing by it."""

from __future__ import annotations

import pytest

import rashomon

INTERVIEW = "Interview with Mayor Rosa Klint\nThe Pell Observer, 4 May 2031\n\n{}: {}\n\nKlint: {}\n"
REPORT = "The Far Post, 5 May 2031\n\n{}\n"


def compared(folder, asked, answer, report, label="Observer"):
    (folder / "1.txt").write_text(INTERVIEW.format(label, asked, answer))
    (folder / "2.txt").write_text(REPORT.format(report))
    return rashomon.compare(folder)


def holding(story, name):
    """Return the positions of actors of a name that say more than that they pass something on."""
    names = {actor.id: actor.names[0].casefold() for actor in story.actors}
    return {
        each.position
        for each in story.positions
        if names[each.actor] == name.casefold() and each.position != "relays"
    }


@pytest.mark.parametrize(
    ("asked", "answer", "report"),
    [
        (
            "The company says that no such request was received.",
            "I sent it twice.",
            "The company said that no such request was received.",
        ),
        (
            "The police deny that anyone was beaten.",
            "I saw the bruises.",
            "The police denied that anyone was beaten in Pell.",
        ),
        (
            "The fire brigade says that there was no fire at all.",
            "Then they were at the wrong hall.",
            "The fire brigade said on Thursday there had been no fire at all.",
        ),
        (
            "The opposition says that the vote was rigged. Do you agree?",
            "It was fair.",
            "The opposition said that the vote was rigged.",
        ),
        (
            "The union says the miners were never paid.",
            "They were paid on Friday.",
            "The union said that the miners were never paid.",
        ),
        (
            "Doctor Ida Krull says that the water is not safe.",
            "It is safe.",
            "Doctor Ida Krull said that the water is not safe.",
        ),
    ],
)
def test_who_asks_only_passes_on_what_others_say(tmp_path, asked, answer, report):
    story = compared(tmp_path, asked, answer, report)
    assert holding(story, "observer") == set()
    assert not any("Observer:" in each.label for each in story.propositions)
    turns = [each for each in story.statements if each.speaker.text == "Observer"]
    assert "denied" not in {each.act for each in turns}


def test_who_says_it_themselves_in_a_turn_holds_it(tmp_path):
    told = "The fire in the hall was lit by the caretaker."
    story = compared(tmp_path, told, "I do not know.", f"{told[:-1]}, police said.", label="Odo Karst")
    assert holding(story, "odo karst") == {"asserts"}
