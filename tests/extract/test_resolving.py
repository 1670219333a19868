"""Which place of a name is meant, by what else a text names."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.extract.gazetteer import shipped_gazetteer
from rashomon.extract.resolving import resolve
from rashomon.model.offsets import Span


def meant(text, *names):
    spans, at = [], 0
    for name in names:
        start = text.index(name, at)
        spans.append(Span(start, start + len(name)))
        at = start + len(name)
    gazetteer = shipped_gazetteer()
    found = resolve(text, spans, gazetteer)
    return [each and (each.entry.name, *gazetteer.containment(each.entry)) for each in found]


def test_a_name_behind_says_where_it_lies():
    assert meant("In Paris, Texas, it rained.", "Paris", "Texas")[0] == ("Paris", "Texas", "United States")
    assert meant("In Paris it rained.", "Paris")[0] == ("Paris", "Île-de-France", "France")


def test_where_it_lies_may_be_said_with_in():
    assert meant("In Tripoli in Lebanon it rained.", "Tripoli", "Lebanon")[0][-1] == "Lebanon"
    assert meant("In Memphis in Egypt it rained.", "Memphis", "Egypt")[0] is not None


def test_short_names_of_states():
    (town, state) = meant("A fire in Alexandria, La., was put out.", "Alexandria", "La.")
    assert town == ("Alexandria", "Louisiana", "United States")
    assert state == ("Louisiana", "United States")


def test_neighbours_in_the_text_decide():
    american = meant("Macon, Savannah and Georgia were warm.", "Macon", "Savannah", "Georgia")
    caucasian = meant("Tbilisi, Gori and Georgia were warm.", "Tbilisi", "Gori", "Georgia")
    assert american[2] == ("Georgia", "United States")
    assert caucasian[2] == ("Georgia",)


def test_a_name_means_the_same_throughout_a_text():
    found = meant("Paris, Texas. Paris was warm.", "Paris", "Texas", "Paris")
    assert found[0] == found[2]


def test_a_town_that_is_a_division_of_its_own_is_the_town():
    assert meant("Almaty was quiet.", "Almaty") == [("Almaty", "Almaty", "Kazakhstan")]


def test_a_word_beside_a_name_says_what_it_is():
    assert meant("Georgia was warm.", "Georgia") == [("Georgia",)]
    assert meant("The state of Georgia was warm.", "Georgia") == [("Georgia", "United States")]
    assert meant("Georgia state television was warm.", "Georgia") == [("Georgia",)]


def test_what_is_nowhere_stays_open():
    assert meant("Tolvik and Quernmouth were quiet.", "Tolvik", "Quernmouth") == [None, None]


def test_a_hamlet_with_nothing_near_it_is_not_taken():
    assert meant("Of was quiet, and so was Reading Room.", "Of") == [None]


@pytest.mark.parametrize("name", ["Алматы", "الرياض", "東京", "A", "OF", "Turkey"])
def test_names_in_any_script_and_words_that_are_names(name):
    assert len(meant(f"{name} was quiet.", name)) == 1


def test_ten_thousand_names_take_little_time():
    names = ["Springfield", "Clinton", "Paris", "Georgia", "Lebanon", "Moscow", "Salem", "Georgetown"]
    text = " ".join(names[number % len(names)] for number in range(10_000))
    found = meant(text, *text.split())
    assert len(found) == 10_000
    assert None not in found


def test_no_names_at_all():
    assert resolve("Nothing here.", [], shipped_gazetteer()) == []


@settings(max_examples=50)
@given(st.lists(st.sampled_from("Paris Texas Georgia Halm Almaty Reading La.".split()), max_size=12))
def test_shares_are_shares_and_the_first_is_the_largest(names):
    text = ", ".join(names)
    spans, at = [], 0
    for name in names:
        spans.append(Span(at, at + len(name)))
        at += len(name) + 2
    for found in resolve(text, spans, shipped_gazetteer()):
        if found is not None:
            shares = [found.share, *(share for _, share in found.others)]
            assert shares == sorted(shares, reverse=True)
            assert sum(shares) == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        ("Berlin and Paris agreed to send arms.", ("Berlin", "Paris"), ["Germany", "France"]),
        ("Cairo and Lima voted against it.", ("Cairo", "Lima"), ["Egypt", "Peru"]),
        ("The envoy left Berlin for Rome.", ("Berlin", "Rome"), ["Germany", "Italy"]),
        ("Vienna expelled two diplomats from Belgrade.", ("Vienna", "Belgrade"), ["Austria", "Serbia"]),
        ("Moscow and Athens signed a treaty.", ("Moscow", "Athens"), ["Russia", "Greece"]),
    ],
)
def test_great_cities_are_no_sign_of_the_villages_called_after_them(text, names, expected):
    assert [each[-1] for each in meant(text, *names)] == expected


def test_a_capital_is_no_region_of_its_name_unless_others_lie_in_that():
    assert meant("The minister flew to Washington.", "Washington")[0][1] == "District of Columbia"
    (region,) = meant("The state of Washington banned the drug.", "Washington")
    assert region == ("Washington", "United States")
    others = meant(
        "They marched from Seattle across Washington to Tacoma.", "Seattle", "Washington", "Tacoma"
    )
    assert others[1] == ("Washington", "United States")


@pytest.mark.parametrize(
    ("text", "names", "region"),
    [
        ("Wisconsin troopers closed a road near Berlin.", ("Wisconsin", "Berlin"), "Wisconsin"),
        ("In Texas, a storm hit Dallas and Paris.", ("Texas", "Dallas", "Paris"), "Texas"),
        ("In Ohio the road from Dayton to Lima was closed.", ("Ohio", "Dayton", "Lima"), "Ohio"),
        ("In Ontario a road from Windsor to London was shut.", ("Ontario", "Windsor", "London"), "Ontario"),
    ],
)
def test_the_village_is_meant_where_its_region_is_told_of(text, names, region):
    assert meant(text, *names)[-1][1] == region
