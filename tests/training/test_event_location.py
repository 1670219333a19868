from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest

from rashomon.model.errors import InputError
from training.gold.event_location import EventPlace, read_event_locations, settled


def record(text: str, **changes: Any) -> dict[str, Any]:
    tokens = [{"start": m.start(), "end": m.end(), "text": m[0]} for m in re.finditer(r"\S+", text)]
    return {"_id": "V_1", "text": text, "tokens": tokens, "source": "VELD", "spans": []} | changes


def mark(label: str, first: int, last: int, **changes: Any) -> dict[str, Any]:
    return {"label": label, "token_start": first, "token_end": last, "start": first, "end": last} | changes


def write(folder: Path, *records: dict[str, Any]) -> Path:
    path = folder / "places.json"
    path.write_text(json.dumps(records), encoding="utf-8")
    return path


def words(place: EventPlace) -> tuple[str, list[str]]:
    return place.verb.of(place.text), [span.of(place.text) for span in place.locations]


TEXT = "Raiders burned mills in North Veld and Ostmark today"
VERB = mark("VERB", 1, 1)


def test_spans_follow_tokens_where_character_offsets_are_token_numbers(tmp_path):
    spans = [VERB, mark("LOCATION", 4, 5)]
    (place,) = read_event_locations(write(tmp_path, record(TEXT, spans=spans)))
    assert words(place) == ("burned", ["North Veld"])
    assert [token.of(TEXT) for token in place.tokens] == TEXT.split()


def test_several_places_and_none(tmp_path):
    spans = [mark("LOCATION", 7, 7), VERB, mark("LOCATION", 4, 5), mark("LOCATION", 7, 7)]
    path = write(tmp_path, record(TEXT, spans=spans), record(TEXT, spans=[VERB], _id=-12))
    several, none = read_event_locations(path)
    assert words(several) == ("burned", ["North Veld", "Ostmark"])
    assert words(none) == ("burned", [])
    assert (several.identity, none.identity) == ("V_1", "-12")


def test_records_without_one_verb_are_passed_over(tmp_path):
    bare = record(TEXT)
    del bare["spans"]
    two = record(TEXT, spans=[VERB, mark("VERB", 8, 8)])
    kept = record(TEXT, spans=[VERB], _id="kept ")
    assert [p.identity for p in read_event_locations(write(tmp_path, bare, two, kept))] == ["kept"]


def test_a_mark_that_counts_too_many_tokens_is_placed_by_the_words_it_quotes(tmp_path):
    spans = [VERB, mark("LOCATION", 7, 40, text="Ostmark")]
    (place,) = read_event_locations(write(tmp_path, record(TEXT, spans=spans)))
    assert words(place) == ("burned", ["Ostmark"])


def test_the_published_archive_is_read_as_it_is(tmp_path):
    archive = tmp_path / "places.zip"
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("__MACOSX/._places.json", "x")
        file.writestr("places.json", json.dumps([record(TEXT, spans=[VERB])]))
    assert [words(place) for place in read_event_locations(archive)] == [("burned", [])]


def test_of_contradicting_records_the_gold_standard_stands(tmp_path):
    path = write(
        tmp_path,
        record(TEXT, spans=[VERB, mark("LOCATION", 4, 5)], source="RELABEL"),
        record(TEXT, spans=[VERB]),
        record("Crowds met there", spans=[mark("VERB", 1, 1)]),
        record("Crowds met there", spans=[mark("VERB", 1, 1), mark("LOCATION", 2, 2)]),
    )
    assert [words(place) for place in settled(read_event_locations(path))] == [
        ("burned", ["North Veld"]),
        ("met", ["there"]),
    ]


@pytest.mark.parametrize(
    "broken",
    [
        record(TEXT, spans=[mark("VERB", 1, 99)]),
        record(TEXT, spans=[mark("VERB", 1, 99, text="mills")]),
        record(TEXT, spans=[mark("VERB", -1, 1)]),
        record(TEXT, spans=[mark("VERB", 3, 1)]),
        record(TEXT, spans=[{"label": "VERB"}]),
        record(TEXT, tokens=[{"start": 0, "end": 6, "text": "Riders"}]),
        record(TEXT, tokens=[{"start": 3, "end": 3, "text": ""}]),
        record(TEXT) | {"text": None},
    ],
)
def test_a_surprising_record_is_an_error_that_names_the_file(tmp_path, broken):
    with pytest.raises(InputError, match=r"places\.json"):
        list(read_event_locations(write(tmp_path, broken)))


def test_no_file_no_array_and_no_record_are_errors(tmp_path):
    with pytest.raises(InputError, match="no file"):
        list(read_event_locations(tmp_path / "absent.zip"))
    (tmp_path / "lines.json").write_text("{}\n{}", encoding="utf-8")
    with pytest.raises(InputError, match="layout"):
        list(read_event_locations(tmp_path / "lines.json"))
    with pytest.raises(InputError, match="no record"):
        list(read_event_locations(write(tmp_path)))


def test_an_archive_of_several_files_is_an_error(tmp_path):
    with zipfile.ZipFile(tmp_path / "two.zip", "w") as file:
        file.writestr("a.json", "[]")
        file.writestr("b.json", "[]")
    with pytest.raises(InputError, match="2 files"):
        list(read_event_locations(tmp_path / "two.zip"))
