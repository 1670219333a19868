"""Offices that texts state for persons, in the texts' own words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from rashomon.extract.offices import offices, title_of
from rashomon.extract.references import Reference
from rashomon.extract.tenure import tenure
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
        ("Transport Minister Ona Veld, who resigned on Tuesday, said so.", "Ona Veld", "Transport Minister"),
        ("Joren Pell was elected mayor in 2019.", "Joren Pell", "mayor"),
        ("Ona Veld, who has been mayor since 2019, declined to comment.", "Ona Veld", "mayor"),
        ("Luis Maro is the first president to have met him.", "Luis Maro", "president"),
        ("Dan Orr, the last governor to visit Lind, died.", "Dan Orr", "governor"),
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
        "The union's Joren Pell said so.",
        "VELD: Eight o'clock, at the mill.",
        "He told of the resignation of the council's chairman Joren Pell.",
        "The crews met at the pier of St Oda.",
        "Ona Veld, the first woman to lead the bank, said so.",
        "Karl Voss, whose wife is a judge, said so.",
    ],
)
def test_what_is_no_office(read, text):
    assert roles(read(text)) == {}


def test_a_place_before_the_office_is_no_part_of_it(read):
    found = roles(read("They spoke to Joren Pell, 58, of Lowmarket, a former tram man."))
    assert set(found) == {("Joren Pell", "former tram man")}


def test_two_offices_of_one_person_are_both_kept(read):
    found = roles(read("President Karo Denn spoke. Prime Minister Karo Denn left."))
    assert {title for _, title in found} == {"President", "Prime Minister"}


@pytest.mark.parametrize(
    ("text", "held", "said_by"),
    [
        ("Former prime minister Karo Denn was detained.", (None, None, "former"), ["Former"]),
        ("Ex-President Karo Denn fled.", (None, None, "former"), ["Ex-President"]),
        ("Then-President Karo Denn ordered the closure.", (None, None, "then"), ["Then"]),
        ("Newly appointed interior minister Karo Denn said so.", (None, None, "new"), ["Newly"]),
        ("Acting Governor Ingeborg Sallo spoke on Friday.", (None, None, "acting"), ["Acting"]),
        ("Ona Veld, mayor of Halm since 2019, declined.", ("2019", None, None), ["since 2019"]),
        ("Joren Pell, the chairman until March, said so.", (None, "2031-03", None), ["until March"]),
        (
            "Joren Pell, mayor from 2015 to 2019, spoke.",
            ("2015", "2019", None),
            ["from 2015", "to 2019"],
        ),
        ("Joren Pell was elected mayor in 2019.", ("2019", None, None), ["elected", "2019"]),
        (
            "Transport Minister Ona Veld, who resigned on Tuesday, said so.",
            (None, "2031-03-04", "former"),
            ["resigned", "Tuesday"],
        ),
        (
            "The police chief, Ona Veld, was dismissed on 3 March.",
            (None, "2031-03-03", "former"),
            ["dismissed", "3 March"],
        ),
    ],
)
def test_from_when_to_when_an_office_was_held(read, text, held, said_by):
    (role,) = [role for actor in read(text, published="2031-03-07").actors for role in actor.roles]
    assert (role.since, role.until, role.standing) == held
    assert [each.span.of(text) for each in role.dated_by] == said_by


@pytest.mark.parametrize(
    "text",
    [
        "Transport Minister Ona Veld will resign on Friday.",
        "Prime Minister Karo Denn did not resign on Monday.",
        "Mayor Ona Veld appointed a new judge on Monday.",
        "Interior Minister Karo Denn, whose deputy resigned on Monday, spoke.",
        "Hanne Temsen, the caretaker, spoke on Monday.",
    ],
)
def test_what_says_nothing_of_how_long(read, text):
    (role,) = [role for actor in read(text, published="2031-03-07").actors for role in actor.roles]
    assert (role.since, role.until, role.standing, role.dated_by) == (None, None, None, ())


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
            for begin, close in tenure(words, name, (first, end), ()).places:
                assert 0 <= begin < close <= count
