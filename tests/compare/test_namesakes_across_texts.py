"""People of one name in several texts who are two."""

from __future__ import annotations

import pytest
from msgspec import structs

from rashomon.compare import compare_documents
from rashomon.model.corpus import Extraction
from rashomon.model.identity import document_id, finding_id, group_id, text_sha256
from rashomon.model.offsets import Span
from rashomon.model.records import Actor, Document, Mention, Role
from tests.compare.vectors import letter_vectors

NAME = "Joren Pell"


def one_text(path, text, *offices):
    """Return a document, and an actor with its mention for each place of the name, with the office given."""
    document = Document(
        id=document_id(text, path), path=path, text=text, text_sha256=text_sha256(text), length=len(text)
    )
    actors, mentions, start = [], [], 0
    for number, office in enumerate(offices):
        start = text.index(NAME, start)
        span = Span(start, start + len(NAME))
        roles = (Role(title=office),) if office else ()
        actor = Actor(id=group_id(path, [str(number)]), type="person", names=(NAME,), roles=roles)
        actors.append(actor)
        mentions.append(
            Mention(
                id=finding_id(document.id, "mention", [span]), document=document.id, span=span, text=NAME,
                type="person", actor=actor.id, score=1.0, made_by="test",
            )
        )  # fmt: skip
        start += len(NAME)
    return Extraction(documents=(document,), actors=tuple(actors), mentions=tuple(mentions))


def people(*extractions):
    """Return the titles of each person after grouping."""
    together, _ = compare_documents(
        Extraction(
            documents=tuple(each.documents[0] for each in extractions),
            actors=tuple(actor for each in extractions for actor in each.actors),
            mentions=tuple(mention for each in extractions for mention in each.mentions),
        ),
        letter_vectors,
    )
    return sorted(sorted({role.title for role in actor.roles}) for actor in together.actors)


TWO = one_text(
    "a.txt", "Minister Joren Pell spoke. Another Joren Pell, a farmer, left.", "Minister", "farmer"
)


def test_those_whom_one_text_tells_apart_stay_apart():
    assert people(TWO) == [["Minister"], ["farmer"]]


@pytest.mark.parametrize("office", ["farmer", "old farmer of Halm"])
def test_another_text_joins_the_one_with_its_office(office):
    other = one_text("b.txt", "Joren Pell, a farmer, wept.", office)
    assert people(TWO, other) == sorted([["Minister"], sorted({"farmer", office})])


def test_another_text_without_an_office_joins_neither():
    assert people(TWO, one_text("b.txt", "Joren Pell wept.", None)) == [[], ["Minister"], ["farmer"]]


def test_what_a_text_calls_somebody_without_a_name_keeps_nobody_apart():
    text = one_text("a.txt", "Joren Pell spoke. Joren Pell left.", None, None)
    named, called = text.actors
    text = structs.replace(text, actors=(named, structs.replace(called, names=("minister joren pell",))))
    assert len(people(text, one_text("b.txt", "Joren Pell wept.", None))) == 2


def test_ages_far_apart_are_two_people():
    old, young = (
        one_text("a.txt", "Joren Pell, 63, wept.", None),
        one_text("b.txt", "Joren Pell (19) ran.", None),
    )
    assert people(old, young) == [[], []]


@pytest.mark.parametrize("text", ["Joren Pell, 64, wept.", "Joren Pell wept.", "Joren Pell, 2031, wept."])
def test_one_person_of_one_age_is_one(text):
    assert people(one_text("a.txt", "Joren Pell, 63, spoke.", None), one_text("b.txt", text, None)) == [[]]


def test_one_office_at_two_ages_is_one_person():
    old = one_text("a.txt", "Minister Joren Pell, 36, wept.", "Minister")
    young = one_text("b.txt", "Minister Joren Pell, 63, wept.", "Minister")
    assert people(old, young) == [["Minister"]]


def test_other_offices_alone_make_no_second_person():
    president, premier = (
        one_text(f"{title}.txt", f"{title} Joren Pell spoke.", title) for title in ("President", "Premier")
    )
    assert people(president, premier) == [["Premier", "President"]]
