"""Bodies of one name that belong to two states."""

from __future__ import annotations

import pytest

import rashomon
from rashomon.compare.owned import owned_apart
from rashomon.language import plain_document
from rashomon.model.identity import finding_id, group_id
from rashomon.model.offsets import Span
from rashomon.model.records import Actor, Mention

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


def test_each_of_two_states_has_one_ministry_in_all_texts():
    both = (
        "Grain talks\n\nLurmia's Ministry of Defence said on Monday that the border was closed. "
        "Velmar's Ministry of Defence said on Tuesday that it was open."
    )
    velmar = LURMIA.replace("Lurmia's", "Velmar's")
    assert bodies(LURMIA, both, velmar, both.replace("Grain talks", "Talks on grain")) == [3, 3]


def test_a_ministry_with_its_state_in_its_name_is_the_one_with_its_state_before_it():
    assert bodies(
        LURMIA, VELMAR, VELMAR.replace("The Ministry of Defence of Velmar", "Velmar's Ministry of Defence")
    ) == [1, 2]


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
    assert bodies(*named, BARE) == [3]


def apart(*bodies):
    """Return how many pairs of bodies are two, each given by what stands before a name, and the name."""
    documents, actors, mentions = [], [], []
    for number, (before, name) in enumerate(bodies):
        document = plain_document(f"{before}{name} spoke.", f"{number}.txt")
        actor = Actor(id=group_id("body", [str(number)]), type="organisation", names=(name,))
        span = Span(len(before), len(before) + len(name))
        documents.append(document)
        actors.append(actor)
        mentions.append(
            Mention(id=finding_id(document.id, "mention", [span]), document=document.id, span=span, text=name,
                    type="organisation", actor=actor.id, score=1.0, made_by="test")
        )  # fmt: skip
    return len(owned_apart(actors, mentions, documents))


@pytest.mark.parametrize(
    "name", ["Coast Guard", "Central Bank", "Navy", "Air Force", "National Assembly", "Star of the Sea"]
)
def test_bodies_of_two_owners_are_two_whatever_their_nouns(name):
    assert apart(("Kestria's ", name), ("Lurmia's ", name)) == 1
    assert apart(("Kestria's ", name), ("", name)) == 0


def test_a_firm_is_one_whoever_is_said_to_own_it():
    assert apart(("Kestria's ", "Blue Star Ltd"), ("Halm's ", "Blue Star Ltd")) == 0
