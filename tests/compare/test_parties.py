"""Deeds in like words that are told of two people, or of two places."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from rashomon.compare import compare_documents
from rashomon.model.corpus import Extraction
from rashomon.model.identity import finding_id, group_id
from rashomon.model.records import Actor, Figure, Participant, Place
from tests.compare.test_matters import at, event
from tests.compare.vectors import letter_vectors


def merged(make, *texts, trigger, person=None, place=None, number=None):
    """Return how many tellings are one event; of each text is given a person, a place and a number in it."""
    documents, events, actors, places = [], [], {}, []
    for at_, text in enumerate(texts):
        document = make(text, f"{at_}.txt")
        documents.append(document)
        fields = {}
        if person:
            role, names = person
            actor = Actor(id=group_id("person", [names[at_]]), type="person", names=(names[at_],))
            actors[actor.id] = actor
            fields["participants"] = (Participant(role=role, span=at(text, names[at_]), actor=actor.id),)
        if place:
            span = at(text, place[at_])
            found = Place(id=finding_id(document.id, "place", [span]), document=document.id, span=span,
                          text=place[at_], score=1.0, made_by="test")  # fmt: skip
            places.append(found)
            fields["place"] = found.id
        if number:
            figure = Figure(kind="killed", best=number[at_], span=at(text, str(round(number[at_]))))
            fields["figures"] = (figure,)
        events.append(replace(event(document, trigger), **fields))
    extraction = Extraction(
        documents=tuple(documents), events=tuple(events), actors=tuple(actors.values()), places=tuple(places)
    )
    found = compare_documents(extraction, letter_vectors)[1].merged_events
    return sum(len(each.events) for each in found)


ARREST = "Police arrested {} at the grain terminal on Monday."
LEAVING = "{} resigned on Monday over the shipment of grain."
BLAST = "{} people were killed on Monday in a blast in {} at noon."


@pytest.mark.parametrize(
    ("other", "tellings"), [("Rolf Tarn", 0), ("Rosa Velde", 2), ("Ms Velde", 2), ("R. Weldde", 2)]
)
def test_two_people_are_arrested_in_two_events(make, other, tellings):
    names = ("Rosa Velde", other)
    texts = [ARREST.format(name) for name in names]
    assert merged(make, *texts, trigger="arrested", person=("recipient", names)) == tellings


@pytest.mark.parametrize(("other", "tellings"), [("Rolf Tarn", 0), ("Minister Rosa Velde", 2)])
def test_two_people_resign_in_two_events(make, other, tellings):
    names = ("Rosa Velde", other)
    texts = [LEAVING.format(name) for name in names]
    assert merged(make, *texts, trigger="resigned", person=("actor", names)) == tellings


@pytest.mark.parametrize(
    ("places", "numbers", "tellings"),
    [
        (("Halm", "Dorn"), (3.0, 5.0), 0),
        (("Halm", "Dorn"), (3.0, 3.0), 2),
        (("Halm", "Halm"), (3.0, 5.0), 2),
        (("Halmstad", "Halmstadt"), (3.0, 5.0), 2),
    ],
)
def test_two_counts_at_two_places_are_of_two_events(make, places, numbers, tellings):
    texts = [BLAST.format(round(number), place) for place, number in zip(places, numbers, strict=True)]
    assert merged(make, *texts, trigger="killed", place=places, number=numbers) == tellings
