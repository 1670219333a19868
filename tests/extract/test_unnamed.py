"""People and things without a name, with the shipped model."""

from __future__ import annotations

import pytest

from rashomon.model.corpus import Extraction


def called(found: Extraction) -> dict[str, set[str]]:
    """Return the words of all mentions of each actor who has no name, by the first of its phrases."""
    nameless = {mention.actor for mention in found.mentions if mention.made_by == "no-name"}
    return {
        actor.names[0]: {mention.text for mention in found.mentions if mention.actor == actor.id}
        for actor in found.actors
        if actor.id in nameless
    }


def test_a_group_that_a_text_only_describes_is_one_actor_with_its_pronouns(read):
    found = read("Police arrested twelve dockers at the gate. The dockers were freed. They went home.")
    dockers = next(texts for texts in called(found).values() if "The dockers" in texts)
    assert {"The dockers", "They"} <= dockers
    kinds = {actor.type for actor in found.actors if "dockers" in actor.names}
    assert kinds == {"group"}


def test_who_takes_part_leads_to_them(read):
    text = "The old bridge collapsed on Tuesday. Divers found the bridge under the ice."
    found = read(text)
    names = {actor.id: set(actor.names) for actor in found.actors}
    (event,) = (event for event in found.events if event.trigger.text == "collapsed")
    assert [names[each.actor] for each in event.participants if each.actor] == [{"old bridge", "bridge"}]


def test_a_person_named_beside_a_noun_is_who_takes_part(read):
    found = read("The mediator, Ona Veld, met the dockers in Halm on Monday.")
    (event,) = (event for event in found.events if event.trigger.text == "met")
    names = {actor.id: actor.names for actor in found.actors}
    assert [names[each.actor] for each in event.participants if each.role == "actor"] == [("Ona Veld",)]


def test_the_last_noun_of_a_building_stands_for_it(read):
    found = read("The Mill Bridge was shut on Monday. The bridge had cracked, engineers said.")
    (bridge,) = (actor.id for actor in found.actors if "Mill Bridge" in actor.names)
    assert "The bridge" in {mention.text for mention in found.mentions if mention.actor == bridge}


@pytest.mark.parametrize("words", ["Monday", "the collapse", "three hours"])
def test_times_and_deeds_are_nobody(read, words):
    found = read("The collapse of the bridge on Monday took three hours. It shook the town.")
    texts = {text.lower() for own in called(found).values() for text in own}
    assert words.lower() not in texts


def test_who_speaks_without_a_name_stays_without_one(read):
    found = read("Two officials said that the lock was shut. The officials gave no reason.")
    assert all(statement.speaker.kind == "unnamed" for statement in found.statements)
