"""What texts of one story describe in the same words, and events that they have from one another."""

from __future__ import annotations

import re
from collections import Counter

from msgspec import structs

import rashomon
from rashomon.compare.things import group_described
from rashomon.language import plain_document
from rashomon.model.corpus import Extraction
from rashomon.model.identity import finding_id, group_id
from rashomon.model.offsets import Span
from rashomon.model.records import Actor, Mention

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


def described(*texts):
    """Return how many texts mention each finance minister; the countries are named in the texts."""
    documents, mentions, actors = [], [], {}
    for number, text in enumerate(texts):
        document = plain_document(text, f"{number}.txt")
        documents.append(structs.replace(document, story="f" * 16))
        for match in re.finditer(r"[Tt]he finance minister(?: of \w+)?|Lurmia|Kestria", text):
            kind = "person" if "minister" in match[0] else "country"
            name = match[0].removeprefix("The ").removeprefix("the ")
            actor = Actor(
                id=group_id(name, [document.id if kind == "person" else ""]), type=kind, names=(name,)
            )
            actors[actor.id] = actor
            span = Span(*match.span())
            mentions.append(
                Mention(id=finding_id(document.id, "mention", [span]), document=document.id, span=span,
                        text=match[0], type=kind, actor=actor.id, score=1.0, made_by="test")
            )  # fmt: skip
    grouping = group_described(
        Extraction(documents=tuple(documents), mentions=tuple(mentions), actors=tuple(actors.values()))
    )
    where = {(grouping.renamed[each.actor], each.document) for each in mentions if "minister" in each.text}
    return sorted(Counter(actor for actor, _ in where).values())


def test_officials_of_two_states_in_the_same_words_are_two():
    lurmia, kestria = (
        f"{state} shut its border. The finance minister spoke." for state in ("Lurmia", "Kestria")
    )
    assert described(lurmia, kestria) == [1, 1]
    assert described(lurmia, lurmia) == [2]
    both = "Lurmia and Kestria shut their border. The finance minister spoke."
    assert described(both, both) == [1, 1]
    assert described("Nothing moved. The finance minister spoke.", lurmia) == [2]
