"""Why two names are one actor's: romanisation, slips, small words, patronymics, longer names, legal forms."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.compare import CompareSettings
from rashomon.compare.actors import group_actors
from rashomon.compare.names import parts_of
from rashomon.compare.spelling import latin, slipped, sounded, swapped
from rashomon.model.identity import group_id
from rashomon.model.records import Actor


def reasons(kind, *names):
    actors = [Actor(id=group_id(kind, [name]), type=kind, names=(name,)) for name in names]
    grouping = group_actors(actors, (), CompareSettings())
    merged = [actor for actor in grouping.actors if len(actor.names) > 1]
    return {reason.code for actor in merged for reason in actor.merged_because}


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("Ilya Tchernov", "Ilya Chernov", "romanisation"),
        ("Ольга Вернова", "Olga Vernova", "same-name"),
        ("Đỗ Thị Hương", "Do Thi Huong", "same-name"),
        ("Tamara Brakenhof", "Tamara Brakenhfo", "slip"),
        ("Samira Khatunnesa", "Samira Khatunesa", "spelling"),
        ("Pieter van der Moor", "Pieter Moor", "name-parts"),
        ("Nadir al-Kashari", "Nadir Kashari", "name-parts"),
        ("Aleh Petrovich Zorka", "Aleh Zorka", "name-parts"),
        ("Aysel Rauf qizi Mirza", "Aysel Mirza", "name-parts"),
        ("Clara Monte-Ruiz", "Clara Ruiz", "longer-name"),
        ("Capt. Ona Veld", "Ona Veld", "same-name"),
    ],
)
def test_people_are_one_for_a_reason_that_is_told(one, other, reason):
    assert reason in reasons("person", one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Marina Solt", "Marisa Solt"),
        ("John Brown", "Joan Brown"),
        ("Karl IV", "Karl VI"),
        ("Nguyen Thi Minh", "Nguyen Van Minh"),
        ("Aslan Aslanov", "Magomed Aslanovich Gadzhi"),
        ("Julia Mastro-Reale", "Sandro Mastro"),
    ],
)
def test_other_people_stay_apart(one, other):
    assert reasons("person", one, other) == set()


def test_a_longer_name_that_two_people_could_have_joins_neither():
    assert "longer-name" not in reasons("person", "Karo Denn", "Karo Abel Denn", "Karo Ruben Denn")


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("Marsh Freight plc", "Marsh Freight", "legal-form"),
        ("Trans-Kivira Railway Co.", "TransKivira Railway", "legal-form"),
        ("Agency for Locks (AFL)", "AFL", "beside"),
        ("Office of Sviatla Verna", "Svyatla Verna's office", "romanisation"),
        ("Dockers' Council, or DCH", "DCH", "beside"),
        ("Union of River Pilots", "UPRP", ""),
        ("Confederation of Northern Lock Keepers", "CNKL", "acronym"),
    ],
)
def test_bodies_are_one_for_a_reason_that_is_told(one, other, reason):
    found = reasons("organisation", one, other)
    assert found == ({reason} if reason else set())


def test_one_acronym_with_two_expansions_is_two_bodies():
    assert reasons("organisation", "Central Dairy Board (CDB)", "Coastal Development Bank (CDB)") == set()


def test_one_acronym_of_two_bodies_in_two_texts_joins_neither():
    names = [("National Front", "NF"), ("Northern Fleet", "NF")]
    actors = [Actor(id=group_id("x", list(own)), type="organisation", names=own) for own in names]
    assert len(group_actors(actors, (), CompareSettings()).actors) == 2


def test_what_stands_beside_a_name_is_its_other_name():
    assert parts_of("Agency for Locks (AFL)") == ("Agency for Locks", "AFL")
    assert parts_of("Dockers' Council, or DCH") == ("Dockers' Council", "DCH")
    assert parts_of("Agency for Locks") == ("Agency for Locks",)


def test_slips_are_swapped_neighbours_and_doubled_letters():
    assert swapped("ctso", "csto")
    assert not swapped("ctso", "ctsa")
    assert slipped("khatunnesa", "khatunesa")
    assert not slipped("marina", "marisa")
    assert not slipped("anna", "ana")


@given(st.text(max_size=40))
def test_any_text_has_latin_letters_and_a_sound(text):
    sounded(latin(text))


@given(st.text(alphabet="abchkstuyzh", max_size=12))
def test_a_sound_is_its_own(token):
    assert slipped(token, token)
    assert sounded(token) == sounded(token)
