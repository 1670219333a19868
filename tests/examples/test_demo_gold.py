"""The demo story's gold: up to date, valid, anchored, and closed under reference."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import msgspec
import pytest
from jsonschema import Draft202012Validator

from evaluation.annotation.__main__ import main
from evaluation.annotation.build import StoryFolders, build, lines, read_texts
from evaluation.annotation.extras import GOLD_TYPES
from rashomon import demo
from rashomon.model.records import Document, Record

STORY = Path(__file__).parents[2] / "examples" / "demo"
TEXTS = Path(str(demo.story_folder()))
GOLD = STORY / "gold"
NAMES = (
    "actors", "events", "furniture", "links", "mentions", "merged_events", "origins", "places", "positions",
    "propositions", "statements", "stories", "times",
)  # fmt: skip
REFERENCES = {
    "actor": {"actors"},
    "statement": {"statements"},
    "within": {"statements"},
    "reported_by": {"statements"},
    "proposition": {"propositions"},
    "finding": {"statements", "events"},
    "findings": {"statements", "events"},
    "evidence": {"statements", "events"},
    "document": {"documents"},
    "documents": {"documents"},
    "first": {"documents"},
    "event": {"events", "merged_events"},
    "events": {"events"},
}
OF_EVENTS = {"time": {"times"}, "place": {"places"}}
OF_PROPOSITIONS = {"members": {"statements", "events"}}


@cache
def documents() -> dict[str, Document]:
    return {document.id: document for document in read_texts(TEXTS).values()}


@cache
def gold() -> dict[str, list[Record]]:
    decoded = {}
    for name in NAMES:
        decoder = msgspec.json.Decoder(GOLD_TYPES[name])
        decoded[name] = [decoder.decode(line) for line in (GOLD / f"{name}.jsonl").read_bytes().splitlines()]
    return decoded


def ids(name: str) -> set[str]:
    return set(documents()) if name == "documents" else {record.id for record in gold()[name]}


def objects(value: object) -> Iterator[dict[str, object]]:
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from objects(each)


def test_the_committed_gold_is_what_the_annotation_compiles_to():
    for name, found in build(StoryFolders(TEXTS, STORY / "annotation")).items():
        path = GOLD / f"{name}.jsonl"
        assert (path.read_bytes() if found else b"") == lines(found), "run the command of examples/README.md"


def test_there_is_one_file_for_each_kind_of_finding_and_no_other():
    assert sorted(path.name for path in GOLD.iterdir()) == sorted(f"{name}.jsonl" for name in NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_every_line_follows_its_schema(name):
    validator = Draft202012Validator(msgspec.json.schema(GOLD_TYPES[name]))
    rows = (GOLD / f"{name}.jsonl").read_text("utf-8").splitlines()
    assert rows
    for row in rows:
        validator.validate(json.loads(row))


@pytest.mark.parametrize("name", NAMES)
def test_lines_are_sorted_and_unique(name):
    keys = [record.id for record in gold()[name]]
    assert keys == sorted(set(keys))


@pytest.mark.parametrize("name", ["statements", "mentions", "events", "times", "places"])
def test_every_span_covers_the_words_written_beside_it(name):
    for record in msgspec.to_builtins(gold()[name]):
        text = documents()[record["document"]].text
        for each in objects(record):
            spans = each.get("spans") or ([each["span"]] if "span" in each else [])
            if "text" in each:
                assert each["text"] == " … ".join(text[start:end] for start, end in spans)
            assert all(0 <= start < end <= len(text) for start, end in spans)


@pytest.mark.parametrize("name", NAMES)
def test_every_reference_leads_to_a_record(name):
    extra = {"events": OF_EVENTS, "propositions": OF_PROPOSITIONS}.get(name, {})
    for record in msgspec.to_builtins(gold()[name]):
        for each in objects(record):
            for key, files in (REFERENCES | extra).items():
                if name == "events" and each is not record and key in extra:
                    continue
                values = each.get(key) or []
                for value in [values] if isinstance(values, str) else values:
                    if isinstance(value, str):
                        assert any(value in ids(file) for file in files), (key, value)


def test_a_statement_inside_the_words_of_another_says_so():
    statements = gold()["statements"]
    for inner in statements:
        own = [*inner.cue.spans, *inner.content.spans]
        own += inner.speaker.spans if inner.kind != "authored" else []
        outer = {
            each.id
            for each in statements
            if each.id != inner.id
            and each.document == inner.document
            and all(any(part.covers(span) for part in each.content.spans) for span in own)
        }
        assert (inner.within in outer) if outer else (inner.within is None), inner


def test_every_text_has_statements_mentions_events_and_times():
    for name in ("statements", "mentions", "events", "times"):
        assert {record.document for record in gold()[name]} == set(documents())


def test_the_story_holds_all_twelve_texts():
    assert len(documents()) == 12
    assert all(not document.unread for document in documents().values())
    (story,) = gold()["stories"]
    assert set(story.documents) == set(documents())


def test_disputed_points_have_two_sides_and_someone_on_one_of_them():
    held = {position.proposition for position in gold()["positions"]}
    for proposition in gold()["propositions"]:
        assert len(proposition.values) >= 2
        assert proposition.id in held


def test_some_differences_are_compatible_and_some_are_not():
    told = {link.compatible for link in gold()["links"] if link.kind == "contradict"}
    assert told == {True, False}


def test_main_writes_the_same_files_elsewhere(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["", str(STORY), "--texts", str(TEXTS), "--out", str(tmp_path)])
    assert main() == 0
    assert "statements: " in capsys.readouterr().out
    for name in NAMES:
        assert (tmp_path / f"{name}.jsonl").read_bytes() == (GOLD / f"{name}.jsonl").read_bytes()
