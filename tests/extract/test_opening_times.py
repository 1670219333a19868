"""Times that open a sentence, and the statement of its main clause."""

from __future__ import annotations

import pytest


def said(read, text, cue):
    (found,) = (each for each in read(text).statements if each.cue.text == cue)
    return found.time.text if found.time else None


@pytest.mark.parametrize(
    ("text", "cue", "time"),
    [
        (
            "Late in the evening on May 5, the council announced that the bridge would be shut.",
            "announced",
            "Late in the evening on May 5",
        ),
        (
            "On the night of May 6, mayor Ona Veld announced that the council had agreed.",
            "announced",
            "On the night of May 6",
        ),
        ("On May 5, the mayor said that the bridge was safe.", "said", "On May 5"),
        (
            "Early in the morning on Monday, the union warned that the port would be shut.",
            "warned",
            "Early in the morning on Monday",
        ),
    ],
)
def test_what_opens_a_sentence_dates_the_statement_of_its_main_clause(read, text, cue, time):
    assert said(read, text, cue) == time


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("When the talks ended late in the evening on May 5, the mayor said that she was glad.", "said"),
        (
            "After the talks on May 5 collapsed, the council announced that the port would be shut.",
            "announced",
        ),
        ("The report on the night of May 6 said that nobody was hurt.", "said"),
    ],
)
def test_a_time_of_another_clause_or_noun_dates_no_statement(read, text, cue):
    assert said(read, text, cue) is None
