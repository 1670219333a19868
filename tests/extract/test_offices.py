"""Offices that texts state for persons, in the texts' own words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from rashomon.extract.offices import offices, title_of
from rashomon.extract.references import Reference
from tests.extract.trees import sentences


def roles(extracted):
    return {
        (actor.names[0], role.title): [each.span for each in role.evidence]
        for actor in extracted.actors
        for role in actor.roles
    }


@pytest.mark.parametrize(
    ("text", "name", "title"),
    [
        (
            "Transport Minister Anna Petrova declined to answer on Monday.",
            "Anna Petrova",
            "Transport Minister",
        ),
        ("The union's chairman, Joren Pell, said so.", "Joren Pell", "union's chairman"),
        ("Joren Pell, the chairman of the union, said so.", "Joren Pell", "chairman of the union"),
        ("Former prime minister Karo Denn was detained.", "Karo Denn", "Former prime minister"),
        ("Anna Petrova is the mayor of Halm.", "Anna Petrova", "mayor of Halm"),
        ("President Karo Denn resigned as prime minister on Monday.", "Karo Denn", "prime minister"),
    ],
)
def test_offices_are_told_in_the_words_of_the_text(read, text, name, title):
    found = roles(read(text))
    assert (name, title) in found
    assert all(title in span.of(text) for span in found[name, title])


@pytest.mark.parametrize(
    "text",
    [
        "Mr Joren Pell said so.",
        "Anna Petrova's office said so.",
        "Anna Petrova is not the mayor of Halm.",
        "Joren Pell said that Anna Petrova left.",
        "Anna Petrova, two diplomats and a clerk said so.",
        "Maria Lund, no relation, said so.",
    ],
)
def test_what_is_no_office(read, text):
    assert roles(read(text)) == {}


def test_two_offices_of_one_person_are_both_kept(read):
    found = roles(read("President Karo Denn spoke. Prime Minister Karo Denn left."))
    assert {title for _, title in found} == {"President", "Prime Minister"}


@settings(max_examples=300)
@given(sentences())
def test_no_tree_breaks_offices(words):
    count = len(words.forms)
    for head in range(count):
        name = Reference(words=(head, head + 1), head=head, form="name", type="person", score=1.0)
        for first, end in offices(words, name, frozenset({head})):
            assert 0 <= first < end <= count
            start, stop = title_of(words, (first, end))
            assert first <= start < stop == end
