"""Actors that only the texts they stand in make one."""

from __future__ import annotations

import itertools

import pytest

from rashomon.compare import CompareSettings
from rashomon.compare.actors import group_actors
from rashomon.compare.names import display_name
from rashomon.model.identity import finding_id, group_id
from rashomon.model.offsets import Span
from rashomon.model.records import Actor, Mention, Role


class Texts:
    """Actors, each in some texts."""

    def __init__(self):
        self.actors, self.mentions, self.story = [], [], "s" * 16
        self._numbers = itertools.count()

    def add(self, name, *texts, kind="person", office=None, also=()):
        roles = (Role(title=office),) if office else ()
        actor = Actor(
            id=group_id(kind, [str(next(self._numbers))]), type=kind, names=(name, *also), roles=roles
        )
        self.actors.append(actor)
        for text in texts:
            document, span = text * 16, Span(0, len(name))
            self.mentions.append(
                Mention(
                    id=finding_id(document, actor.id, [span]),
                    document=document,
                    span=span,
                    text=name,
                    type=kind,
                    actor=actor.id,
                    score=1.0,
                    made_by="test",
                )
            )

    def _grouped(self):
        story = {mention.document: self.story for mention in self.mentions} if self.story else {}
        return group_actors(self.actors, self.mentions, CompareSettings(), story=story).actors

    def names(self):
        found = self._grouped()
        return sorted(tuple(sorted(actor.names)) for actor in found)

    def reasons(self):
        found = self._grouped()
        return {reason.code for actor in found for reason in actor.merged_because}


@pytest.fixture
def texts():
    return Texts()


def test_a_surname_of_several_is_that_of_who_is_in_far_more_texts(texts):
    texts.add("Joren Pell", "a", "b", "c", "d")
    texts.add("Maria Pell", "a", "b")
    texts.add("Pell", "e")
    assert texts.names() == [("Joren Pell", "Pell"), ("Maria Pell",)]
    assert texts.reasons() == {"surname-of-most"}


def test_a_surname_of_two_who_are_named_alike_often_is_nobodys(texts):
    texts.add("Joren Pell", "a", "b", "c")
    texts.add("Maria Pell", "a", "b")
    texts.add("Pell", "e")
    assert len(texts.names()) == 3


def test_a_surname_with_an_office_that_the_one_in_more_texts_never_has_is_not_theirs(texts):
    texts.add("Joren Pell", "a", "b", "c", "d", office="fire commander")
    texts.add("Maria Pell", "a", office="director")
    texts.add("Pell", "e", office="director")
    assert ("Joren Pell",) in texts.names()


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("Orsola Brandtke", "Orsola Brantke", "person"),
        ("Ruvan Echterin", "Ruvan Ehterin", "person"),
        ("Yelka Strammer", "Jelka Strammer", "person"),
        ("Halm Election Commission", "Halm Electoral Commission", "organisation"),
    ],
)
def test_a_name_that_one_text_writes_in_its_own_way(texts, one, other, kind):
    texts.add(one, "a", "b", kind=kind)
    texts.add(other, "c", kind=kind)
    assert texts.names() == [tuple(sorted((one, other)))]
    assert texts.reasons() == {"nearly"}


def test_two_of_nearly_one_name_in_one_text_are_two(texts):
    texts.add("Takeo Murabe", "a", "b")
    texts.add("Takao Murabe", "b", "c")
    assert len(texts.names()) == 2


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("Joren Pell", "Maria Pell", "person"),
        ("Mark Hillman", "Mary Hillman", "person"),
        ("Jan Novakov", "Jana Novakov", "person"),
        ("Border Guard Service", "Coast Guard Service", "organisation"),
        ("Ministry of Finance", "Ministry of Fisheries", "organisation"),
        ("Liberal Alliance", "Liberty Alliance", "organisation"),
        ("National Party", "Nationalist Party", "organisation"),
    ],
)
def test_names_that_are_only_alike_are_two(texts, one, other, kind):
    texts.add(one, "a", "b", kind=kind)
    texts.add(other, "c", kind=kind)
    assert len(texts.names()) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tarvenko", "Tarvenka"),
        ("Ivo Tarvenko", "Tarvenka"),
        ("Ana Brelinski", "Brelinskiy"),
        ("Karvelis", "Oto Karvalis"),
        ("Yaroslenko", "Ana Jaroslenko"),
    ],
)
def test_a_surname_that_one_text_writes_in_its_own_way(texts, one, other):
    texts.add(one, "a", "b")
    texts.add(other, "c")
    assert texts.names() == [tuple(sorted((one, other)))]
    assert texts.reasons() == {"nearly"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Brelinski", "Brelinska"),
        ("Sandarov", "Sandarova"),
        ("Marilano", "Marilana"),
        ("Tarko", "Tarka"),
        ("Karvelis", "Kervalis"),
        ("Ivo Tarvenko", "Ona Tarvenka"),
        ("Katarina", "Katerina"),  # nothing says that these are surnames
    ],
)
def test_surnames_that_are_only_alike_are_two(texts, one, other):
    texts.add(one, "a", "b")
    texts.add(other, "c")
    assert len(texts.names()) == 2


def test_a_surname_nearly_that_of_two_people_is_neithers(texts):
    texts.add("Ivo Tarvenko", "a")
    texts.add("Ona Tarvenko", "b")
    texts.add("Tarvenka", "c")
    assert len(texts.names()) == 3


def test_two_first_names_keep_two_apart_whose_texts_go_on_with_the_surname_alone(texts):
    texts.add("Ivo Halderen", "a", also=("Halderen",))
    texts.add("Ona Haldaren", "b", also=("Haldaren",))
    assert len(texts.names()) == 2


def test_a_surname_nearly_that_of_two_others_is_neithers_however_they_are_spelt(texts):
    texts.add("Ivo Haldiren", "a")
    texts.add("Haldaren", "b")
    texts.add("Ona Halderen", "c")
    assert len(texts.names()) == 3


def test_bare_surnames_of_one_office_are_one(texts):
    texts.add("Tarvenko", "a", office="president")
    texts.add("Tarvenka", "b", office="president")
    assert len(texts.names()) == 1


def test_surnames_nearly_one_with_two_offices_or_in_one_text_are_two(texts):
    texts.add("Tarvenko", "a", office="president")
    texts.add("Tarvenka", "b", office="inspector")
    texts.add("Brelinski", "a", "b")
    texts.add("Brelinskiy", "b")
    assert len(texts.names()) == 4


def test_texts_of_two_stories_make_no_two_names_one(texts):
    texts.story = None
    texts.add("Orsola Brandtke", "a", "b")
    texts.add("Orsola Brantke", "c")
    assert len(texts.names()) == 2


@pytest.mark.parametrize(
    ("kind", "names", "shown"),
    [
        ("person", ("JOREN PELL", "Pell", "Joren Pell"), "Joren Pell"),
        ("person", ("JOREN PELL", "Pell"), "JOREN PELL"),
        ("organisation", ("NATO", "Nato"), "NATO"),
    ],
)
def test_a_name_in_the_capitals_of_a_transcript_is_shown_as_elsewhere(kind, names, shown):
    assert display_name(Actor(id="1" * 16, type=kind, names=names)) == shown
