"""The places that texts name: list, map, and the way to where they stand."""

from __future__ import annotations

import re

from conftest import HOSTILE, anchored, document
from msgspec.structs import replace

from rashomon.model.corpus import Comparison, Extraction
from rashomon.model.identity import finding_id
from rashomon.model.records import Place
from rashomon.report import ReportSettings, render

TEXT = "Aktau and Zhanaozen were quiet. Kazakhstan waited. Halm was quiet too, and Aktau again."
KNOWN = {
    "Aktau": ("geonames:610612", 43.66, 51.17, ("Mangghystau", "Kazakhstan")),
    "Zhanaozen": ("geonames:607610", 43.34, 52.86, ("Mangghystau", "Kazakhstan")),
    "Kazakhstan": ("geonames:1522867", 48.0, 68.0, ()),
}


def place(doc, words):
    (span,) = anchored(doc.text, words).spans
    number, latitude, longitude, lies_in = KNOWN.get(words, (None, None, None, ()))
    return Place(
        id=finding_id(doc.id, "place", [span]),
        document=doc.id,
        span=span,
        text=words,
        gazetteer_id=number,
        name=words if number else None,
        latitude=latitude,
        longitude=longitude,
        containment=lies_in,
        score=0.9,
        made_by="test",
    )


def shown(*names, text=TEXT, **settings):
    doc = document(text, "wire")
    extraction = Extraction(documents=(doc,), places=tuple(place(doc, name) for name in names))
    return render(extraction, Comparison(), ReportSettings(**settings))


def section(page):
    return page[page.index('<section id="where"') : page.index('<section id="passages"')]


def test_towns_have_dots_and_countries_names():
    found = section(shown("Aktau", "Zhanaozen", "Kazakhstan"))
    assert found.count("<circle") == 2
    assert '<text class="wide"' not in found or ">Kazakhstan</text>" in found
    assert ">Aktau</text>" in found
    assert ">Zhanaozen</text>" in found
    assert re.search(r'class="land" d="M-?\d', found)


def test_each_place_leads_to_where_it_stands_first():
    page = shown("Aktau", "Halm")
    for start in (TEXT.index("Aktau"), TEXT.index("Halm")):
        assert f'href="#t1-l{start}"' in section(page)
        assert page.count(f'id="t1-l{start}"') == 1
    assert "not in the gazetteer" in section(page)


def test_one_place_has_no_map_and_none_no_section():
    assert "<svg" not in section(shown("Aktau"))
    assert '<section id="where"' not in shown()


def test_the_map_loads_nothing():
    found = section(shown("Aktau", "Zhanaozen"))
    assert not re.search(r'(?:src|href)="(?!#)', found)


def test_far_apart_places_fit_on_one_map():
    doc = document("Aktau and Halm", "far")
    near, far = place(doc, "Aktau"), place(doc, "Halm")
    there = Place(
        id=far.id, document=doc.id, span=far.span, text="Halm", gazetteer_id="geonames:1", name="Halm",
        latitude=-89.9, longitude=-179.9, containment=("Nowhere",), score=0.9, made_by="test",
    )  # fmt: skip
    page = render(Extraction(documents=(doc,), places=(near, there)), Comparison())
    assert section(page).count("<circle") == 2


def at(doc, words, latitude, longitude):
    return replace(place(doc, words), gazetteer_id=f"geonames:{longitude}", name=words, latitude=latitude,
                   longitude=longitude, containment=("Somewhere",))  # fmt: skip


def drawn(text, *points):
    """Return the map of towns at some points: x and y of their dots, and all points of its land."""
    doc = document(text, "sea")
    places = tuple(at(doc, words, *point) for words, point in zip(text.split(), points, strict=True))
    found = section(render(Extraction(documents=(doc,), places=places), Comparison()))
    dots = [(float(x), float(y)) for x, y in re.findall(r'<circle[^>]* cx="([\d.]+)" cy="([\d.]+)"', found)]
    land = re.search(r'class="land" d="([^"]*)"', found)[1]
    return dots, [tuple(map(int, pair.split(","))) for pair in re.findall(r"-?\d+,-?\d+", land)]


def test_a_map_across_the_date_line_is_no_map_of_the_whole_earth():
    dots, land = drawn("Halm Torr", (-17.0, 179.0), (-17.5, -179.0))
    (west, _), (east, _) = dots
    assert 0 < west < east < 1000
    same, _ = drawn("Halm Torr", (-17.0, 9.0), (-17.5, 11.0))
    assert dots == same  # as large as it is elsewhere on earth
    assert any(
        0 <= x <= 1000 and 0 <= y <= 560 for x, y in land
    )  # an island on the line, from both sides of it


def test_land_on_the_far_side_of_the_date_line_is_drawn():
    dots, land = drawn("Halm Torr", (66.0, 175.0), (64.0, -166.0))
    assert dots[0][0] < dots[1][0]
    inside = [x for x, y in land if 0 <= x <= 1000 and 0 <= y <= 560]
    assert min(inside) < 300
    assert max(inside) > 700


def test_towns_all_around_the_globe_are_all_on_the_map():
    text = "Halm Torr Velia Orsk Amst Brin"
    dots, _ = drawn(text, *((0.0, float(longitude)) for longitude in range(-180, 180, 60)))
    assert len({x for x, _ in dots}) == 6
    assert all(0 <= x <= 1000 for x, _ in dots)


def test_what_is_uncertain_is_listed_and_not_on_the_map():
    doc = document("Aktau and Zhanaozen and Halm", "doubt")
    unsure = replace(place(doc, "Zhanaozen"), score=0.3)
    page = render(Extraction(documents=(doc,), places=(place(doc, "Aktau"), unsure)), Comparison())
    assert "(uncertain)" in section(page)
    assert "<svg" not in section(page)


def test_hostile_names_stay_words():
    text = f"{HOSTILE} was quiet."
    found = section(shown(HOSTILE, text=text))
    assert "<script>alert" not in found
    assert "&lt;script&gt;alert" in found


def test_a_share_version_names_places_too():
    assert "Zhanaozen" in section(shown("Aktau", "Zhanaozen", share=True))


def test_the_links_of_a_map_can_be_met_by_those_who_do_not_see_it():
    assert 'role="group" aria-label="Map of the places' in section(shown("Aktau", "Zhanaozen"))
