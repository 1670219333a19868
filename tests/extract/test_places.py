"""Places that texts name, with the shipped model and gazetteer."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from rashomon.extract import extract_document
from rashomon.extract.places import PlaceSurety
from rashomon.model.records import Part


@pytest.mark.parametrize(
    ("text", "name", "lies_in"),
    [
        ("The mayor of Moscow, Idaho, said on Monday that the road was shut.", "Moscow", "Idaho"),
        ("Rain fell in northern Kazakhstan on Monday.", "Kazakhstan", None),
        ("Troops left South Korea on Monday.", "South Korea", None),
    ],
)
def test_what_a_name_lies_in_and_which_part_of_it_is_meant(read, text, name, lies_in):
    found = {place.name: place for place in read(text).places}
    assert name in found
    assert lies_in is None or lies_in in found[name].containment
    assert all(place.span.of(text) == place.text for place in found.values())


def test_a_country_in_somebodys_manner_is_that_country(read):
    (place,) = read("Guards landed in Velkist Belgium on Monday.").places
    assert (place.text, place.name) == ("Velkist Belgium", "Belgium")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Guards landed on White Island on Monday.", "White Island"),
        ("Guards landed on Granite Island on Monday.", "Granite Island"),
        ("The barge sank on the White Volta on Monday.", "White Volta"),
        ("The barge sank in Malachite Bay on Monday.", "Malachite Bay"),
        ("A bomb went off on Dynamite Hill on Monday.", "Dynamite Hill"),
    ],
)
def test_a_word_that_ends_like_a_manner_is_part_of_a_name(read, text, name):
    found = read(text)
    assert [(place.text, place.name) for place in found.places] == [(name, None)]
    assert name in {each for actor in found.actors for each in actor.names}


@pytest.mark.parametrize(
    "text",
    [
        "The Office of Oksanna Vandreska said on Monday that the talks had failed.",
        "The Bureau of Mirvena Tsarouskaya and the Velian Union signed the statement.",
    ],
)
def test_a_part_of_the_name_of_a_person_is_no_place(read, text):
    assert read(text).places == ()


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("10.05.2031, Orsk.", ["Orsk"]),
        ("ORSK, May 3 -", ["ORSK"]),
        ("Moscow, Idaho, May 3 (Tolvik Wire) -", ["Moscow", "Idaho"]),
        ("ORSK (Estuary Wire) \u2014", ["ORSK"]),
        ("Monday, May 3", []),
        ("QUERNMOUTH, May 3 -", []),
    ],
)
def test_the_place_of_a_dateline_is_a_place_and_that_of_no_event(analyser, read, line, found):
    text = f"{line}\nGuards arrested twelve dockers on Monday, the council said."
    document = read(text).documents[0]
    parts = (
        Part(kind="dateline", start=0, end=len(line)),
        Part(kind="body", start=len(line) + 1, end=len(text)),
    )
    dated = replace(document, parts=parts)
    extraction = extract_document(dated, next(analyser.analyse([dated])))
    places = [each for each in extraction.places if each.span.end <= len(line)]
    assert [each.text for each in places] == found
    assert all(each.gazetteer_id for each in places)
    assert not any(event.place for event in extraction.events)


def test_a_planet_is_no_town_of_its_name(read):
    places = read("The rocket came back to Earth near Orenburg on Monday.").places
    assert [place.name for place in places] == ["Orenburg"]


def test_well_known_towns_in_a_text_about_their_country_are_sure_enough_to_be_shown(read):
    text = "Shops in Valparaiso and Concepcion were looted, the government of Chile said."
    places = read(text).places
    assert [place.containment[-1] if place.containment else place.name for place in places] == ["Chile"] * 3
    assert all(place.score >= 0.6 for place in places)


@given(*[st.floats(0, 1)] * 4)
def test_a_surer_name_and_a_larger_share_make_a_surer_entry(name, share, more_name, more_share):
    surety = PlaceSurety()
    least, most = sorted((name, more_name)), sorted((share, more_share))
    assert 0 < surety.of(least[0], most[0]) <= surety.of(least[1], most[1]) < 1


def test_a_place_found_once_is_found_wherever_it_stands_by_itself(read):
    text = (
        "Guards take Astana terminal\n\nGuards entered the town of Astana on Monday. One said Astana had "
        "been quiet, and Radio Astana said so too."
    )
    found = [place.span.start for place in read(text).places if place.text == "Astana"]
    assert [match.start() for match in re.finditer("Astana", text)][:3] == found[:3]
