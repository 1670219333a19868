"""Which state a capital, a seat of power or a government acts for, and where none is meant."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.extract.gazetteer import shipped_gazetteer
from rashomon.extract.seats import seats
from rashomon.extract.states import Told, with_states
from rashomon.model.records import Actor


def states(extracted):
    return {(actor.names[0], each.state) for actor in extracted.actors for each in actor.acts_for}


@pytest.mark.parametrize(
    ("text", "name", "state"),
    [
        ("Madrid rejected the plan on Monday.", "Madrid", "Spain"),
        ("Downing Street declined to comment on Monday.", "Downing Street", "United Kingdom"),
        ("The White House said the talks would go on.", "White House", "United States"),
        ("The Danish authorities said that the port was closed.", "Danish authorities", "Denmark"),
        ("The North Korean government denied the report.", "North Korean government", "North Korea"),
        ("The Norwegian Embassy in Halm said so.", "Norwegian Embassy", "Norway"),
        ("Norway's Foreign Ministry said that it was so.", "Foreign Ministry", "Norway"),
        ("South Korea's Ministry of Defence denied the report.", "Ministry of Defence", "South Korea"),
    ],
)
def test_who_acts_for_a_state_keeps_its_name_and_is_led_to_it(read, text, name, state):
    extracted = read(text)
    assert (name, state) in states(extracted)
    (link,) = [each for actor in extracted.actors for each in actor.acts_for]
    assert link.gazetteer_id
    assert link.reasons
    assert all(name in each.span.of(text) for each in link.evidence)
    assert link.evidence


@pytest.mark.parametrize(
    "text",
    [
        "The rally took place in Lisbon on Monday. The mayor of Lisbon said so.",
        "The town authorities in Halm said so. Halm authorities closed the port.",
        "Danish farmers said so.",
        "The government said so on Monday.",
        "Paris, Texas said on Monday it would sue.",
    ],
)
def test_a_town_is_a_town_and_farmers_are_no_state(read, text):
    assert states(read(text)) == set()


def test_a_country_of_no_gazetteer_is_a_place_of_the_text():
    actors = (
        Actor(id="a" * 16, type="place", names=("Kestria",)),
        Actor(id="b" * 16, type="organisation", names=("Kestrian Foreign Ministry",)),
        Actor(id="c" * 16, type="organisation", names=("Kestria's government",)),
        Actor(id="d" * 16, type="organisation", names=("Kestria police",)),
        Actor(id="e" * 16, type="organisation", names=("government of Kestria",)),
    )
    found = with_states(actors, Told((), (), (), ()))
    assert [[each.state for each in actor.acts_for] for actor in found] == [
        [],
        ["Kestria"],
        ["Kestria"],
        [],
        ["Kestria"],
    ]


def test_every_state_of_the_table_is_in_the_gazetteer():
    for state, _ in seats().values():
        assert any(
            entry.kind == "country" and entry.name == state for entry in shipped_gazetteer().look_up(state)
        )


@settings(deadline=None)  # the first call loads the gazetteer
@given(st.text(max_size=300))
def test_no_name_breaks_the_reading_of_bodies(name):
    (actor,) = with_states((Actor(id="a" * 16, type="organisation", names=(name,)),), Told((), (), (), ()))
    assert actor.names == (name,)
