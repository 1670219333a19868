"""`places`: readers of both layouts, and what is counted as right."""

from __future__ import annotations

import json

import numpy as np
import pytest

from evaluation import placing
from evaluation.__main__ import main
from evaluation.placing import Given, fitted
from evaluation.tasks.places import kilometres
from rashomon.extract.places import PlaceSurety, marks_of
from rashomon.model.errors import InputError
from training.gold.places import read_places

LGL = """<?xml version="1.0" encoding="utf-8"?>
<articles><article docid="7"><text>A bus left Aktau for Paris, Texas, on Monday.</text><toponyms>
<toponym><start>11</start><end>16</end><phrase>Aktau</phrase><gaztag geonameid="610612">
<lat>43.65</lat><lon>51.17</lon></gaztag></toponym>
<toponym><start>21</start><end>26</end><phrase>Paris</phrase><gaztag geonameid="4717560">
<lat>33.66</lat><lon>-95.55</lon></gaztag></toponym>
<toponym><start>28</start><end>33</end><phrase>Texas</phrase></toponym>
<toponym><start>3</start><end>9</end><phrase>Aktau</phrase>
<gaztag geonameid="1"><lat>1</lat><lon>1</lon></gaztag></toponym></toponyms></article></articles>"""
GEOVIRUS = """<articles><article><source>x</source><text>Two were ill in Kyiv.</text><locations><location>
<name>Kyiv</name><start>17</start><end>21</end><page>x</page><lat>50.45</lat><lon>30.52</lon>
</location></locations></article></articles>"""


def test_both_layouts_are_read_and_offsets_are_those_of_the_text(tmp_path):
    file = tmp_path / "gold.xml"
    file.write_text(LGL, "utf-8")
    (text,) = read_places(file)
    assert [(each.span.of(text.text), each.geonames) for each in text.toponyms] == [
        ("Aktau", "610612"),
        ("Paris", "4717560"),
    ]
    file.write_text(GEOVIRUS, "utf-8")
    (text,) = read_places(file)
    assert [(each.span.of(text.text), each.latitude) for each in text.toponyms] == [("Kyiv", 50.45)]


def test_what_is_no_gold_is_one_clear_error(tmp_path):
    file = tmp_path / "gold.xml"
    for content in ("<articles/>", "no xml"):
        file.write_text(content, "utf-8")
        with pytest.raises(InputError, match="place names"):
            read_places(file)
    with pytest.raises(InputError, match="place names"):
        read_places(tmp_path / "none.xml")


def test_figures_of_names_that_are_given_and_found(tmp_path, capsys):
    file = tmp_path / "gold.xml"
    file.write_text(LGL, "utf-8")
    assert main(["places", "--gold", str(file), "--json"]) == 0
    scores = json.loads(capsys.readouterr().out.splitlines()[-1])
    # Texas has no coordinates in gold and is left out, so that nothing says which Paris is meant.
    assert scores["accuracy_161km"] == 50.0
    assert scores["oracle_161km"] == 100.0
    assert scores["exact"] == 50.0
    assert 0 < scores["raw_accuracy_161km"] <= 100.0
    assert 0 <= scores["ece"] <= 100.0
    assert scores["right_from_0.6"] in {0.0, 50.0, 100.0}


def test_distances_on_the_sphere():
    assert kilometres((0.0, 0.0), (0.0, 180.0)) == pytest.approx(20015, abs=1)
    assert kilometres((50.45, 30.52), (50.45, 30.52)) == 0.0
    assert kilometres((43.65, 51.17), (43.34, 52.86)) == pytest.approx(140, abs=2)


def test_the_weights_that_entries_were_drawn_by_are_found():
    noise, weights = np.random.default_rng(1), PlaceSurety(1.0, 0.5, 1.5)
    drawn = list[Given]()
    for number in range(12_000):
        name, share = noise.uniform(0.05, 0.95), noise.uniform(0.05, 1.0)
        drawn.append(Given("x", f"{number}", name, share, noise.random() < weights.of(name, share)))
    found = fitted(drawn)
    assert (found.always, found.name, found.share) == pytest.approx((1.0, 0.5, 1.5), abs=0.12)


def test_marks_are_finite_for_scores_of_0_and_1():
    assert all(abs(mark) < 10 for score in (0.0, 1.0) for mark in marks_of(score, score))


def test_what_is_fitted_on_is_gold_or_one_clear_error(tmp_path, capsys):
    assert placing.main(["--gold", str(tmp_path / "none.xml")]) == 2
    assert "place names" in capsys.readouterr().err
