"""Bodies of one name that belong to two states."""

from __future__ import annotations

import pytest

import rashomon
from rashomon.language import plain_document

LURMIA = "Grain stopped\n\nLurmia's Ministry of Defence said on Monday that its guards had closed the border."
VELMAR = "Grain waits\n\nThe Ministry of Defence of Velmar said on Monday that guards had closed the border."
BARE = "Grain at the border\n\nThe Ministry of Defence said on Monday that guards had closed the border."


def bodies(*texts):
    """Return how many texts mention each body called a ministry."""
    story = rashomon.compare([plain_document(text, f"{n}.txt") for n, text in enumerate(texts)])
    ministries = {actor.id for actor in story.actors if any("Ministry" in name for name in actor.names)}
    return sorted(
        len({mention.document for mention in story.mentions if mention.actor == actor})
        for actor in ministries
    )


def test_ministries_of_two_states_are_two():
    assert bodies(LURMIA, VELMAR) == [1, 1]


def test_a_ministry_that_no_text_gives_a_state_joins_neither_of_two():
    assert bodies(LURMIA, VELMAR, BARE) == [1, 1, 1]


@pytest.mark.parametrize("other", [BARE, BARE.replace("said on Monday", "said")])
def test_a_ministry_is_one_where_no_text_gives_it_another_state(other):
    assert bodies(LURMIA, other) == [2]


def test_a_day_before_the_name_is_no_state():
    assert bodies(
        LURMIA, "Grain waits\n\nOn Monday the Ministry of Defence said that the border was closed."
    ) == [2]


@pytest.mark.parametrize(("one", "other"), [("China's", "Chinese"), ("Italy's", "Italian")])
def test_a_state_and_its_adjective_keep_no_ministry_apart(one, other):
    named = LURMIA.replace("Lurmia's", one), LURMIA.replace("Lurmia's", f"The {other}")
    assert bodies(*named, BARE) == [1, 2]
