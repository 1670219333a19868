"""Quotations in lists and tables, with the shipped model."""

from __future__ import annotations

import pytest

WHO = ["Ana Brenn, mayor", "Orlo Mills, farmer", "Iva Karst, engineer"]
SAID = ["“The gates were open at six.”", "“Nobody rang the bell.”", "“The pump failed first.”"]
OPENING = "The gates of the dam at Harl were opened on Tuesday night."
END = "The council meets on Friday."


def pairs(found):
    """Return who says what, by the words of the text and by the names of the actors."""
    names = {actor.id: actor.names[0] for actor in found.actors}
    return [
        (each.speaker.text, *(names[member.actor] for member in each.speaker.members), each.content.text)
        for each in found.statements
    ]


EXPECTED = [(who, who.split(",")[0], said) for who, said in zip(WHO, SAID, strict=True)]


@pytest.mark.parametrize(
    "rows",
    [
        [line for pair in zip(WHO, SAID, strict=True) for line in pair],
        [line for pair in zip(SAID, WHO, strict=True) for line in pair],
        ["Speaker", "Quote", *(line for pair in zip(WHO, SAID, strict=True) for line in pair)],
        [f"- {said} – {who}" for said, who in zip(SAID, WHO, strict=True)],
        [f"• {said} — {who}" for said, who in zip(SAID, WHO, strict=True)],
    ],
    ids=["names over", "names below", "a table with heads", "dashes", "bullets"],
)
def test_each_quotation_of_a_list_is_of_the_name_beside_it(read, rows):
    assert pairs(read("\n".join([OPENING, *rows, END]))) == EXPECTED


@pytest.mark.parametrize("lost", [0, 2, 4])
def test_a_list_that_lacks_a_name_gives_no_quotation_to_a_neighbour(read, lost):
    rows = [line for pair in zip(WHO, SAID, strict=True) for line in pair]
    rows[lost] = "somebody in the crowd"
    found = [each[1:] for each in pairs(read("\n".join([OPENING, *rows, END]))) if each[1:-1]]
    assert set(found) <= {each[1:] for each in EXPECTED}


def test_captions_and_lines_of_names_say_nothing(read):
    assert pairs(read(f"{OPENING}\nAna Brenn, mayor\nOrlo Mills, farmer\n{END}")) == []


@pytest.mark.parametrize(
    "line",
    ["Ana Brenn, mayor: “The gates were open at six.”", "“The gates were open at six.” Ana Brenn, mayor"],
)
def test_a_line_that_is_a_name_and_a_quotation_is_theirs(read, line):
    assert pairs(read(f"{OPENING}\n{line}\n{END}")) == EXPECTED[:1]


def test_a_quotation_and_a_name_with_a_comma_and_a_dash_between(read):
    assert pairs(read(f"{OPENING}\n“We regret this step”, - Oskar Brandt\n{END}")) == [
        ("Oskar Brandt", "Oskar Brandt", "“We regret this step”")
    ]


@pytest.mark.parametrize(
    "line", ["Chapter Two: “The Fall”", "The Harl Courier wrote of a “lost night.” Ana left"]
)
def test_a_name_and_words_in_marks_that_are_no_sentence_say_nothing(read, line):
    found = read(f"{OPENING}\n{line}\n{END}")
    assert "listed-with-a-name" not in {each.made_by for each in found.statements}
