"""The gazetteer of the package, and what it is damaged by."""

from __future__ import annotations

import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.extract.gazetteer import GAZETTEER_FILE, KINDS, NO_PARENT, Gazetteer, folded, shipped_gazetteer
from rashomon.model.errors import ModelError


@pytest.fixture(scope="module")
def gazetteer():
    return shipped_gazetteer()


@pytest.mark.parametrize(
    ("name", "kind", "number"),
    [
        ("Kazakhstan", "country", "geonames:1522867"),
        ("the United Kingdom", "country", "geonames:2635167"),
        ("U.S.", "country", "geonames:6252001"),
        ("Conn.", "region", "geonames:4831725"),
        ("Kyiv", "town", "geonames:703448"),
        ("KIEV", "town", "geonames:703448"),
        ("Москва", "town", "geonames:524901"),
        ("Black Sea", "area", "name:Black Sea"),
        ("Georgian", "country", "geonames:614540"),
    ],
)
def test_names_in_their_spellings(gazetteer, name, kind, number):
    assert (kind, number) in {(each.kind, each.identifier) for each in gazetteer.look_up(name)}


def test_what_a_town_lies_in(gazetteer):
    town = next(each for each in gazetteer.look_up("Zhanaozen") if each.kind == "town")
    assert gazetteer.containment(town)[-1] == "Kazakhstan"
    assert (round(town.latitude), round(town.longitude)) == (43, 53)
    country = gazetteer.entry(town.country)
    assert (country.kind, gazetteer.containment(country)) == ("country", ())


def test_a_country_has_coordinates_and_people(gazetteer):
    (country,) = (each for each in gazetteer.look_up("Kenya") if each.kind == "country")
    assert country.population > 10**7
    assert abs(country.latitude) < 6


@pytest.mark.parametrize("name", ["", " ", "...", "Xqzzy", "𝔛", "\ud800", "a" * 10_000])
def test_what_is_no_name_has_no_entry(gazetteer, name):
    assert gazetteer.look_up(name) == []


@given(st.text())
def test_any_text_can_be_looked_up_whatever_its_case(text):
    found = shipped_gazetteer().look_up(text)
    assert all(each.kind in KINDS and each.row > NO_PARENT for each in found)
    assert folded(folded(text)) == folded(text) or folded(text).startswith("the ")


def test_it_opens_at_once():
    begun = time.perf_counter()
    Gazetteer()
    assert time.perf_counter() - begun < 2


def test_a_damaged_file_is_one_clear_error(tmp_path):
    with pytest.raises(ModelError, match="can't be read"):
        Gazetteer(tmp_path / "none.npz")
    cut = tmp_path / "cut.npz"
    cut.write_bytes(GAZETTEER_FILE.read_bytes()[:5000])
    with pytest.raises(ModelError, match="can't be read"):
        Gazetteer(cut)
    other = tmp_path / "other.npz"
    np.savez(other, keys=np.zeros(1))
    with pytest.raises(ModelError, match="lacks"):
        Gazetteer(other)
