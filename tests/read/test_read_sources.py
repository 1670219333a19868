"""What the user knows of sources travels with the documents."""

from __future__ import annotations

import dataclasses
import json

import pytest
from read_builders import PAGE, PLAIN, read

from rashomon.model.errors import InputError
from rashomon.read import ReadSettings, Sources, load_sources, read_inputs

TOML = """
["a.txt"]
outlet = "Harbour Union"
country = "Norrmar"
side = "crews"
kind = "organisation"

["courier.example"]
owner = "family Aster"

["The Norrmar Courier"]
country = "Lurmia"

["wire/*.txt"]
kind = "agency"
"""


def settings(folder, content, name="sources.toml"):
    (folder / name).write_text(content)
    return ReadSettings(sources=load_sources(folder / name))


def test_paths_hosts_names_and_patterns(tmp_path):
    (tmp_path / "wire").mkdir()
    (tmp_path / "a.txt").write_text(PLAIN)
    (tmp_path / "wire" / "b.txt").write_text(PLAIN)
    (tmp_path / "c.html").write_text(PAGE)
    (tmp_path / "d.html").write_text(
        PAGE.replace("<head>", '<head><link rel=canonical href="https://www.courier.example/1">')
    )
    documents = {document.path: document for document in read(tmp_path, settings(tmp_path, TOML))}
    assert set(documents) == {"a.txt", "wire/b.txt", "c.html", "d.html"}
    union = documents["a.txt"]
    assert (union.source.outlet.value, union.source.outlet.source) == ("Harbour Union", "user")
    assert (union.source.known.country, union.source.known.side, union.source.known.kind) == (
        "Norrmar",
        "crews",
        "organisation",
    )
    assert (union.voice.value, union.voice.source) == ("Harbour Union", "user")
    assert documents["wire/b.txt"].source.known.kind == "agency"
    assert documents["c.html"].source.known.country == "Lurmia"
    assert documents["d.html"].source.known.owner == "family Aster"


def test_a_name_in_capitals_is_written_as_the_user_writes_it(tmp_path):
    text = (
        "HARBOUR UNION OF HALM (HUH)\n7 Lock Street, Halm\n\nNO CHAINS AT HALM\n\n"
        "We call on the ministry to open the lock. We ask all crews to stay calm, and we will not leave.\n"
    )
    (tmp_path / "a.txt").write_text(text)
    (before,) = read(tmp_path / "a.txt", ReadSettings())
    assert before.voice.value == "HARBOUR UNION OF HALM (HUH)"
    toml = '["a.txt"]\noutlet = "Harbour Union of Halm"\nkind = "organisation"\n'
    (after,) = read(tmp_path / "a.txt", settings(tmp_path, toml))
    assert after.voice.value == "Harbour Union of Halm (HUH)"


def test_a_csv_file_says_the_same(tmp_path):
    content = (
        "match,outlet,country,kind\na.txt,Harbour Union,Norrmar,organisation\ncourier.example,,Lurmia,\n"
    )
    sources = settings(tmp_path, content, "sources.csv").sources
    assert [entry.match for entry in sources.entries] == ["a.txt", "courier.example"]
    assert sources.find("x", "https://m.courier.example/1", None).country == "Lurmia"
    assert sources.find("x", "https://notcourier.example/1", None) is None


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("a = 1", "must be a table"),
        ("[a]\ncolour = 'red'", "colour"),
        ("[a]\nkind = 'newspaper'", "newspaper"),
        ("[a", "no valid TOML"),
        ('["a.txt"]\nkind = "newspaper"', "one of agency, outlet, organisation"),
        ('["a.txt"]\ncoutry = "Orn"', "`coutry`.*may have match, outlet, country, owner, side, kind"),
        ('["a.txt"]\nmatch = "b.txt"', "the name of a table is what it matches"),
    ],
)
def test_what_is_wrong_is_said(tmp_path, content, words):
    with pytest.raises(InputError, match=words):
        settings(tmp_path, content)


def test_a_missing_file(tmp_path):
    with pytest.raises(InputError, match=r"sources\.toml"):
        load_sources(tmp_path / "sources.toml")


def test_settings_are_frozen():
    with pytest.raises(dataclasses.FrozenInstanceError):
        ReadSettings().max_bytes = 1
    assert ReadSettings().sources == Sources()


def test_nothing_is_read_before_it_is_asked_for(tmp_path):
    (tmp_path / "a.txt").write_text(PLAIN)
    documents = read_inputs([str(tmp_path)])
    (tmp_path / "a.txt").write_text("Changed.")
    assert next(documents).text == "Changed."


def test_entries_that_match_nothing_are_named(tmp_path):
    file = tmp_path / "sources.toml"
    file.write_text(
        '["lock.txt"]\nside = "north"\n["harbor.txt"]\nside = "south"\n'
        '["Quay Wire"]\noutlet = "The Quay Wire"\n["quay.example"]\ncountry = "Norrmar"\n'
        '["*.csv"]\nowner = "nobody"\n'
    )
    settings = ReadSettings(sources=load_sources(file))
    for name in ("lock.txt", "harbour.txt"):
        (tmp_path / name).write_text(PLAIN)
    (tmp_path / "rows.jsonl").write_text(json.dumps({"text": PLAIN, "source": "quay wire"}))
    documents = read(tmp_path, settings)
    assert settings.sources.unmatched(documents) == ("harbor.txt", "quay.example", "*.csv")
    assert settings.sources.unmatched(()) == tuple(entry.match for entry in settings.sources.entries)
