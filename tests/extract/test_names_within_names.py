"""Names that hold, or only seem to hold, other names."""

from __future__ import annotations

import pytest


def people(extracted):
    return sorted(sorted(each.names) for each in extracted.actors if each.type == "person")


def mentions(extracted, name):
    own = {each.id for each in extracted.actors if name in each.names}
    return [each.text for each in extracted.mentions if each.actor in own]


@pytest.mark.parametrize(
    "text",
    [
        "The Nazvelev-Tokmar regime fell on Friday. Down with Tokmar and his men!",
        "President Ona Nazvelev met Ivo Tokmar on Monday. Nazvelev-Tokmar talks go on. Tokmar left.",
    ],
)
def test_two_surnames_with_a_hyphen_are_two_people(read, text):
    found = read(text)
    assert not any("Nazvelev-Tokmar" in each.names for each in found.actors)
    assert "Tokmar" in mentions(found, "Tokmar")


def test_a_double_surname_is_one(read):
    found = read("Ana Velk-Tarn spoke on Monday. Velk-Tarn laughed. Ivo Tarn left.")
    assert "Velk-Tarn" in mentions(found, "Ana Velk-Tarn")


def test_who_somebody_is_for_or_against_is_named_without_that(read):
    found = read("The Pro-Tarvenka government confirmed the talks. Tarvenka left on Monday.")
    assert people(found) == [["Tarvenka"]]
    assert mentions(found, "Tarvenka") == ["Pro-Tarvenka", "Tarvenka"]


@pytest.mark.parametrize(
    "text",
    [
        "The troops of Tarvenkist Belgium left Halm on Monday.",
        "Tarvenkist Belgium sent troops to Halm on Monday.",
    ],
)
def test_a_country_in_the_manner_of_somebody_is_nobody(read, text):
    found = read(text)
    assert not any("Tarvenkist" in name for each in found.actors for name in each.names)


def test_whose_surname_is_a_country_is_somebody(read):
    assert ["Odo Jordan"] in people(read("Odo Jordan said on Monday that he was glad."))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The People's Anti-Fraud Administration said so on Monday.", "People's Anti-Fraud Administration"),
        ("The People's Party said so on Monday.", "People's Party"),
        ("Norvia's Women's Council said so on Monday.", "Women's Council"),
        ("Norvia's Ministry of Defence said so on Monday.", "Ministry of Defence"),
    ],
)
def test_whose_members_a_body_has_is_part_of_its_name(read, text, name):
    assert name in {each for actor in read(text).actors for each in actor.names}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Farmer's Odo Tarvek met the council.", "Odo Tarvek"),
        ("The Fisherman's Odo Tarvek said on Monday that he was glad.", "Odo Tarvek"),
        ("The Citizens' Ivo Tarn said so on Monday.", "Ivo Tarn"),
    ],
)
def test_whose_members_somebody_is_from_is_no_part_of_a_persons_name(read, text, name):
    found = read(text)
    assert people(found) == [[name]]
    assert not any("'" in each for actor in found.actors for each in actor.names)


def test_who_an_office_is_named_after_is_named_too(read):
    text = "The Office of Sviatlena Tarkhovskaya said on Monday that the talks had failed."
    found = read(text)
    assert ["Sviatlena Tarkhovskaya"] in people(found)
    office = next(each for each in found.actors if "Office of Sviatlena Tarkhovskaya" in each.names)
    assert office.type == "organisation"
    (statement,) = found.statements
    assert [member.actor for member in statement.speaker.members] == [office.id]


@pytest.mark.parametrize(
    "matter", ["National Statistics", "Labor Statistics", "Homeland Security", "Fair Trading"]
)
def test_an_office_of_a_matter_names_nobody(read, matter):
    assert people(read(f"The Office of {matter} said on Monday that prices rose.")) == []
