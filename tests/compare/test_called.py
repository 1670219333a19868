"""Whom a text means that calls somebody by an office alone, by the other texts of the story."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from rashomon.compare.called import group_called
from rashomon.model.corpus import Extraction
from rashomon.model.identity import document_id, text_sha256
from rashomon.model.offsets import Span
from rashomon.model.records import Actor, Document, Mention, Role


def document(path: str, story: str = "one", text: str = "Transport") -> Document:
    return Document(
        id=document_id(text, path), path=path, text=text, text_sha256=text_sha256(text), length=len(text),
        story=story,
    )  # fmt: skip


def actor(name: str, kind: str = "person", *titles: str) -> Actor:
    roles = tuple(Role(title=title) for title in titles)
    return Actor(id=name, type=kind, names=(name,), roles=roles)


def story(*named: tuple[Actor, tuple[Document, ...]]) -> Extraction:
    """Return texts with the actors that each names."""
    mentions = [
        Mention(
            id=f"{who.id} {text.id}", document=text.id, span=Span(0, 4), text=who.names[0], type=who.type,
            actor=who.id, score=1.0, made_by="test",
        )
        for who, texts in named
        for text in texts
    ]  # fmt: skip
    documents = {text.id: text for _, texts in named for text in texts}
    return Extraction(
        documents=tuple(documents.values()),
        mentions=tuple(mentions),
        actors=tuple(who for who, _ in named),
    )


A, B, C = document("a.txt"), document("b.txt"), document("c.txt")


def one(extraction: Extraction, name: str, other: str) -> bool:
    renamed = group_called(extraction).renamed
    return renamed[name] == renamed[other]


def test_the_mayor_is_whom_another_text_calls_mayor():
    found = story((actor("mayor"), (A,)), (actor("Ona Veld", "person", "Mayor of Halm"), (B,)))
    assert one(found, "mayor", "Ona Veld")
    (merged,) = group_called(found).actors
    assert merged.names == ("Ona Veld",)
    assert [reason.code for reason in merged.merged_because] == ["called"]


def test_the_mayors_spokesman_is_no_mayor():
    found = story((actor("mayor"), (A,)), (actor("Karo Denn", "person", "the mayor's spokesman"), (B,)))
    assert not one(found, "mayor", "Karo Denn")


def test_of_two_mayors_named_alike_often_neither_is_meant():
    found = story(
        (actor("mayor"), (A,)),
        (actor("Ona Veld", "person", "mayor"), (B,)),
        (actor("Karo Denn", "person", "mayor"), (C,)),
    )
    assert not one(found, "mayor", "Ona Veld")
    assert not one(found, "mayor", "Karo Denn")


def test_the_ministry_is_the_one_that_most_texts_name():
    found = story(
        (actor("ministry", "organisation"), (A,)),
        (actor("Transport Ministry", "organisation"), (B, C)),
        (actor("Ministry of Ports", "organisation"), (C,)),
    )
    assert one(found, "ministry", "Transport Ministry")


def test_texts_of_another_story_tell_nothing():
    far = document("far.txt", "two")
    found = story((actor("mayor"), (A,)), (actor("Ona Veld", "person", "mayor"), (far,)))
    assert not one(found, "mayor", "Ona Veld")


def test_a_name_is_no_description():
    found = story((actor("Mayor Inn", "organisation"), (A,)), (actor("Old Mayor Inn", "organisation"), (B,)))
    assert not one(found, "Mayor Inn", "Old Mayor Inn")


@pytest.mark.parametrize(
    ("called", "kind", "bearer"),
    [
        ("commander", "person", "rebel commander"),
        ("president", "person", "Kestrian President"),
        ("party", "organisation", "Harbour Party"),
        ("court", "organisation", "Supreme Court"),
    ],
)
def test_a_word_that_tells_one_of_a_kind_stands_in_the_text_that_means_it(called, kind, bearer):
    named = actor("Rolf Tarn", "person", bearer) if kind == "person" else actor(bearer, kind)
    first = bearer.split()[0]
    for text, joins in ((f"The {called} spoke.", False), (f"The {called} spoke. {first}s fled.", True)):
        found = story((actor(called, kind), (document("d.txt", text=text),)), (named, (B,)))
        assert one(found, called, named.id) == joins


def test_officials_of_two_states_are_two():
    lurmia = document("d.txt", text="Lurmia shut its border. The president spoke.")
    found = story(
        (actor("president"), (lurmia,)),
        (actor("Lurmia", "country"), (lurmia,)),
        (actor("Kestria", "country"), (B,)),
        (actor("Odo Karst", "person", "President of Kestria"), (B,)),
        (actor("Ida Brandt", "person", "President of Lurmia"), (C, lurmia)),
    )
    assert not one(found, "president", "Odo Karst")
    alone = replace(found, actors=found.actors[:4])
    assert not one(alone, "president", "Odo Karst")


def test_the_union_is_the_one_of_its_own_text():
    found = story(
        (actor("union", "organisation"), (A,)),
        (actor("Lock Union", "organisation"), (A,)),
        (actor("Road Union", "organisation"), (B, C)),
    )
    assert one(found, "union", "Lock Union")


def test_the_union_of_a_text_that_names_two_is_neither_nor_a_third():
    found = story(
        (actor("union", "organisation"), (A,)),
        (actor("Lock Union", "organisation"), (A,)),
        (actor("Road Union", "organisation"), (A,)),
        (actor("Mill Union", "organisation"), (B, C)),
    )
    assert not any(one(found, "union", name) for name in ("Lock Union", "Road Union", "Mill Union"))


def test_of_two_unions_of_a_story_a_text_that_names_neither_means_none():
    found = story(
        (actor("union", "organisation"), (A,)),
        (actor("Lock Union", "organisation"), (B,)),
        (actor("Road Union", "organisation"), (C,)),
    )
    assert not one(found, "union", "Lock Union")
    assert not one(found, "union", "Road Union")
