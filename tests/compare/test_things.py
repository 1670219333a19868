"""What texts of one story describe in the same words, and events that they have from one another."""

from __future__ import annotations

import rashomon
from rashomon.language import plain_document

FIRST = (
    "Span falls in Halm\n\nThe middle span of the Mill Bridge in Halm fell into the river Lurm on Monday at "
    "noon, and three lorries went down with it. The rescue crews lifted the middle span on Tuesday."
)
SECOND = (
    "Bridge down\n\nIn Halm the middle span of the Mill Bridge dropped into the river Lurm on Monday at "
    "noon, and three lorries went down with it. Divers reached the middle span late."
)


def story(*texts):
    return rashomon.compare([plain_document(text, f"{n}.txt") for n, text in enumerate(texts)])


def test_the_same_two_words_mean_the_same_in_texts_of_one_story():
    found = story(FIRST, SECOND)
    documents = {document.id for document in found.documents}
    spans = {
        actor.id for actor in found.actors if any(name.startswith("middle span") for name in actor.names)
    }
    where = [{m.document for m in found.mentions if m.actor == actor} for actor in spans]
    assert documents in where


def test_a_bare_noun_of_two_texts_stays_two():
    found = story(
        "Halm\n\nThe lorry stopped in Halm on Monday. The lorry had no brakes, and the lorry was old.",
        "Halm\n\nIn Halm the lorry left on Monday. The lorry had no lights, and the lorry was new.",
    )
    lorries = {actor.id for actor in found.actors if "lorry" in actor.names}
    assert len(lorries) == 2


def test_a_word_that_stands_where_the_other_text_has_another_tells_the_same_event():
    found = story(FIRST, SECOND)
    triggers = {event.id: event.trigger.text for event in found.events}
    merged = [{triggers[event] for event in each.events} for each in found.merged_events]
    assert {"fell", "dropped"} in merged
