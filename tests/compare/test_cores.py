"""Events of one verb that are told of other things, and where accounts of one event differ."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from rashomon.compare import compare_documents
from rashomon.compare.differences import Differences
from rashomon.model.corpus import Extraction
from rashomon.model.identity import finding_id
from rashomon.model.offsets import Span
from rashomon.model.records import Anchored, Event, Figure, Participant, Place, TimeReference
from tests.compare.vectors import letter_vectors

BAKERY = "The bakery on Mill Lane sells plum cake every Sunday morning."


def at(text, words):
    start = text.index(words)
    return Span(start, start + len(words))


def told(document, trigger, status="happened", **roles):
    """Return an event whose participants are given by their roles."""
    span = at(document.text, trigger)
    return Event(
        id=finding_id(document.id, "event", (span,)),
        document=document.id,
        trigger=Anchored(spans=(span,), text=trigger),
        participants=tuple(
            Participant(role=role, span=at(document.text, words)) for role, words in roles.items()
        ),
        status=status,
        score=0.9,
        made_by="test",
    )


@pytest.fixture
def tell(make):
    """Return a function that takes texts, triggers, statuses and roles and returns texts and their events."""

    def tell(*tellings):
        documents, events = [], []
        for number, (text, trigger, status, roles) in enumerate(tellings):
            document = make(text, f"{number}.txt")
            documents.append(document)
            events.append(told(document, trigger, status, **roles))
        return tuple(documents), tuple(events)

    return tell


def merged(documents, events, bakery):
    extraction = Extraction(documents=(*documents, bakery), events=events)
    return compare_documents(extraction, letter_vectors)[1].merged_events


def fields(documents, events, **found):
    extraction = Extraction(documents=documents, events=events, **found)
    return {each.field: each for each in Differences(extraction).merged(events).alternatives}


def test_a_verb_that_says_little_makes_no_event_of_two_things(tell, make):
    depot = " in Lower Marl."
    van = ("The thieves took a grey van" + depot, "took", "happened", {"object": "a grey van"})
    place = ("A rehearsal took place" + depot, "took", "happened", {"object": "A rehearsal"})
    again = ("Thieves took a grey van" + depot, "took", "happened", {"object": "a grey van"})
    assert not merged(*tell(van, place), make(BAKERY))
    assert len(merged(*tell(van, again), make(BAKERY))) == 1


@pytest.mark.parametrize(
    ("denial", "roles", "differs"),
    [
        ("The council never sold the quarry.", {"actor": "The council", "object": "the quarry"}, True),
        ("The council never sold the library.", {"actor": "The council", "object": "the library"}, False),
        ("The quarry was not sold to a foreigner.", {"object": "The quarry", "other": "a foreigner"}, False),
        ("The mayor would not have sold the quarry.", {"object": "the quarry"}, False),
        ("The widow has not sold the quarry.", {"actor": "The widow", "object": "the quarry"}, False),
    ],
)
def test_what_is_denied_of_something_else_is_no_difference(tell, denial, roles, differs):
    sale = (
        "The council sold the quarry.",
        "sold",
        "happened",
        {"actor": "The council", "object": "the quarry"},
    )
    found = fields(*tell(sale, (denial, "sold", "denied", roles)))
    assert ("status" in found) is differs


def test_one_voice_does_not_differ_from_itself(make):
    document = make("The lamp went out. The lamp did not go out.", "1.txt")
    lamp = told(document, "went out", object="The lamp")
    span = at(document.text, "go out")
    dark = replace(
        lamp, id=finding_id(document.id, "event", (span,)), trigger=Anchored(spans=(span,), text="go out"),
        status="denied",
    )  # fmt: skip
    assert not fields((document,), (lamp, dark))


def test_places_that_are_in_no_gazetteer_are_no_difference(tell):
    roles = {"object": "The barn"}
    texts = ("The barn burned in Lower Marl.", "The barn burned in the province of Easterly.")
    documents, events = tell(*((text, "burned", "happened", roles) for text in texts))

    names = ("Lower Marl", "Easterly")

    def placed(*known):
        places = tuple(
            Place(
                id=finding_id(document.id, "place", [at(document.text, name)]), document=document.id,
                span=at(document.text, name), text=name, name=name, gazetteer_id=number,
                containment=within, score=0.9, made_by="test",
            )
            for document, name, (number, within) in zip(documents, names, known, strict=True)
        )  # fmt: skip
        own = tuple(replace(event, place=place.id) for event, place in zip(events, places, strict=True))
        return fields(documents, own, places=places)

    assert not placed((None, ()), (None, ()))
    assert not placed(("1", ("Easterly",)), ("2", ()))
    assert "place" in placed(("1", ("Norland",)), ("2", ()))


def test_some_of_those_hurt_are_no_other_toll(tell):
    texts = ("Two of the injured were taken to Lower Marl.", "Nine people were injured in Lower Marl.")
    documents, events = tell(
        (texts[0], "taken", "happened", {}), (texts[1], "injured", "happened", {"object": "Nine people"})
    )
    counts = (
        Figure(kind="injured", best=2.0, span=at(texts[0], "Two")),
        Figure(kind="injured", best=9.0, span=at(texts[1], "Nine")),
    )
    own = tuple(replace(event, figures=(figure,)) for event, figure in zip(events, counts, strict=True))
    assert not fields(documents, own)


def test_a_vote_of_another_year_is_another_event(tell, make):
    texts = (
        "The town first elected a reeve in 2011 in Lower Marl.",
        "The town elected a reeve in Lower Marl on 3 May 2031.",
        "The town elected a reeve in Lower Marl on 4 May 2031.",
    )
    roles = {"actor": "The town", "object": "a reeve"}
    documents, events = tell(*((text, "elected", "happened", roles) for text in texts))
    days = (("2011", "2011-01-01", "2011-12-31"), *((f"2031-05-0{d}",) * 3 for d in (3, 4)))
    words = ("2011", "3 May 2031", "4 May 2031")
    times = tuple(
        TimeReference(
            id=finding_id(document.id, "time", [at(document.text, said)]), document=document.id,
            span=at(document.text, said), text=said, value=value, earliest=first, latest=last,
            basis="stated", score=1.0, made_by="test",
        )
        for document, said, (value, first, last) in zip(documents, words, days, strict=True)
    )  # fmt: skip
    own = tuple(replace(event, time=time.id) for event, time in zip(events, times, strict=True))
    extraction = Extraction(documents=(*documents, make(BAKERY)), events=own, times=times)
    (found,) = compare_documents(extraction, letter_vectors)[1].merged_events
    assert set(found.events) == {own[1].id, own[2].id}
