from __future__ import annotations

import errno
import json
import os
from pathlib import Path

import jsonschema
import pytest
from making import document, extraction
from msgspec.structs import replace

from rashomon.model.corpus import Comparison, Extraction
from rashomon.model.errors import InputError, OutputError, RecordError
from rashomon.model.offsets import Span
from rashomon.model.records import Origin, Position, Proposition, StoryRecord
from rashomon.model.schema import COMPARED, EXTRACTED, RECORD_TYPES, json_schema
from rashomon.store.reading import read_compared, read_folder, read_records
from rashomon.store.writing import RecordFiles, WriteSettings, check_apart, record_files


def write(folder, *parts, names=EXTRACTED, parquet=False):
    with record_files(folder, WriteSettings(names, parquet)) as files:
        for part in parts:
            files.write(part)


def compared(doc):
    story = StoryRecord(id=doc.id, documents=(doc.id,), label="a bridge")
    return Comparison(stories=(story,), origins=(Origin(id=doc.id, documents=(doc.id,)),))


def test_what_is_written_is_read_back(tmp_path):
    found = extraction(document(), document(path="b.txt"))
    comparison = compared(found.documents[0])
    write(tmp_path, found, comparison, names=COMPARED)
    assert read_folder(tmp_path) == (found, comparison)


def test_every_line_follows_the_schema_of_its_file(tmp_path):
    write(tmp_path, extraction(document()), compared(document()), names=COMPARED)
    for name in COMPARED:
        for line in (tmp_path / f"{name}.jsonl").read_text().splitlines():
            jsonschema.validate(json.loads(line), json_schema(name))


@pytest.mark.parametrize("name", RECORD_TYPES)
def test_there_is_a_valid_schema_for_each_file(name):
    jsonschema.Draft202012Validator.check_schema(json_schema(name))


def test_a_schema_is_found_by_the_name_of_its_file():
    assert json_schema("statements.jsonl") == json_schema("statements")


def test_a_schema_that_is_not_there_names_those_that_are():
    with pytest.raises(InputError, match=r"no file verdicts\.jsonl; there are: documents, .*links"):
        json_schema("verdicts")


def test_each_file_of_the_run_is_there_even_when_empty(tmp_path):
    write(tmp_path, Extraction())
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(f"{name}.jsonl" for name in EXTRACTED)


def test_two_runs_give_the_same_bytes(tmp_path):
    for folder in ("one", "two"):
        write(tmp_path / folder, extraction(document()), parquet=True)
    files = sorted(p.name for p in (tmp_path / "one").iterdir())
    assert len(files) == 2 * len(EXTRACTED)
    for name in files:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_lone_surrogates_and_separators_survive(tmp_path):
    doc = replace(document(), text="a\ud800b\u2028c\x00d", path="\udcff.txt")
    write(tmp_path, Extraction(documents=(doc,)))
    assert len((tmp_path / "documents.jsonl").read_bytes().splitlines()) == 1
    assert read_folder(tmp_path)[0].documents == (doc,)


def test_a_bad_line_is_named_with_its_file(tmp_path):
    write(tmp_path, extraction(document(), document(path="b.txt")))
    path = tmp_path / "documents.jsonl"
    first, second = path.read_text().splitlines()
    path.write_text(f"{first}\n\n{second.replace(':', '', 1)}\n")
    with pytest.raises(RecordError, match=r"documents\.jsonl, line 3 is no record of this file"):
        read_folder(tmp_path)


@pytest.mark.parametrize("line", [b"{}", b"[]", b"\xff\xfe", b'{"id": 7}', b"[" * 100_000, b"\x00"])
def test_hostile_lines_are_one_error(tmp_path, line):
    (tmp_path / "documents.jsonl").write_bytes(line + b"\n")
    with pytest.raises(RecordError, match="line 1"):
        list(read_records(tmp_path / "documents.jsonl", RECORD_TYPES["documents"]))


def test_a_folder_of_something_else_is_told_apart(tmp_path):
    with pytest.raises(InputError, match="not a folder written by Rashomon"):
        read_folder(tmp_path)


def test_a_full_disk_keeps_the_earlier_files(tmp_path, monkeypatch):
    write(tmp_path, extraction(document()))
    before = {p.name: p.read_bytes() for p in tmp_path.iterdir()}

    def full(_descriptor):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("rashomon.store.writing.settle", full)
    with pytest.raises(OutputError, match=r"No space left on device\. Earlier output is unchanged"):
        write(tmp_path, extraction(document(path="b.txt")))
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == before


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_disk_that_is_full_while_lines_are_written(tmp_path, monkeypatch):
    def on_a_full_disk(files, _name):
        return files._files.enter_context(Path("/dev/full").open("wb"))

    monkeypatch.setattr(RecordFiles, "_opened", on_a_full_disk)
    with pytest.raises(OutputError, match="No space left on device"):
        write(tmp_path / "out", extraction(document()), names=("documents",))
    assert not (tmp_path / "out").exists()


def test_files_of_an_earlier_run_go_with_it_but_not_what_is_the_users(tmp_path):
    write(tmp_path, extraction(document()), compared(document()), names=COMPARED, parquet=True)
    (tmp_path / "judgements.jsonl").write_text("")
    (tmp_path / "notes.txt").write_text("mine")
    (tmp_path / "links.jsonl").write_text('{"mine": "too"}\n')
    write(tmp_path, extraction(document()))
    left = {p.name for p in tmp_path.iterdir()} - {f"{name}.jsonl" for name in EXTRACTED}
    assert left == {"judgements.jsonl", "notes.txt", "links.jsonl", "links.parquet"}


@pytest.mark.parametrize("output", ["texts", "texts/out", "texts/report.html"])
def test_output_inside_an_input_is_refused(tmp_path, output):
    (tmp_path / "texts").mkdir()
    with pytest.raises(InputError, match="write it elsewhere"):
        check_apart(tmp_path / output, [str(tmp_path / "texts")])


def test_output_over_an_input_file_is_refused(tmp_path):
    with pytest.raises(InputError, match="write it elsewhere"):
        check_apart(tmp_path, [str(tmp_path / "documents.jsonl")])


def test_output_beside_an_input_is_fine(tmp_path):
    check_apart(tmp_path / "out", [str(tmp_path / "texts"), "-", "https://example.org/a"])
    check_apart(tmp_path, [str(tmp_path / "a.txt")])


def test_parquet_holds_the_same_as_json(tmp_path):
    parquet = pytest.importorskip("pyarrow.parquet")
    write(tmp_path, extraction(document()), parquet=True)
    for name in EXTRACTED:
        lines = [json.loads(line) for line in (tmp_path / f"{name}.jsonl").read_text().splitlines()]
        assert parquet.read_table(tmp_path / f"{name}.parquet").to_pylist() == lines


def test_many_rows_fill_several_groups(tmp_path):
    parquet = pytest.importorskip("pyarrow.parquet")
    documents = tuple(document(path=f"{number}.txt") for number in range(2_500))
    write(tmp_path, Extraction(documents=documents), names=("documents",), parquet=True)
    file = parquet.ParquetFile(tmp_path / "documents.parquet")
    assert file.num_row_groups == 3
    assert file.read(columns=["path"])["path"].to_pylist() == [doc.path for doc in documents]


def test_parquet_without_its_library_names_the_extra(tmp_path, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(InputError, match=r"pip install 'rashomon\[parquet\]'"):
        write(tmp_path / "out", extraction(document()), parquet=True)
    assert not (tmp_path / "out").exists()


# An earlier run, whole or not


@pytest.fixture
def earlier(tmp_path):
    found = extraction(document(), document(path="b.txt"))
    write(tmp_path, found, compared(found.documents[0]), names=COMPARED)
    return tmp_path


def test_a_whole_folder_is_read_back(earlier):
    assert read_compared(earlier) == read_folder(earlier)


@pytest.mark.parametrize("name", COMPARED)
def test_a_folder_that_lacks_a_file_is_not_compared_with(earlier, name):
    (earlier / f"{name}.jsonl").unlink()
    with pytest.raises(InputError, match=f"{name}.jsonl"):
        read_compared(earlier)


@pytest.mark.parametrize(
    ("name", "line", "words"),
    [
        ("statements", b'{"id": "0', "statements.jsonl, line 5 .*damaged, or another version"),
        ("events", b'{"id":"00", "since_2033": 1}', "events.jsonl, line 1 .*another version"),
        ("actors", b"\xff\xfe", "actors.jsonl, line 1 .*damaged"),
    ],
)
def test_a_line_that_is_no_record_is_named(earlier, name, line, words):
    with (earlier / f"{name}.jsonl").open("ab") as file:
        file.write(line)
    with pytest.raises(RecordError, match=words):
        read_compared(earlier)


def test_a_folder_without_texts_is_not_compared_with(earlier):
    for file in earlier.glob("*.jsonl"):
        file.write_bytes(b"")
    with pytest.raises(InputError, match=r"documents.jsonl is empty"):
        read_compared(earlier)


def test_findings_of_a_text_that_is_not_there_are_damage(earlier):
    kept = (earlier / "documents.jsonl").read_text().splitlines(keepends=True)[:1]
    (earlier / "documents.jsonl").write_text("".join(kept))
    with pytest.raises(RecordError, match=r"is damaged: the finding [0-9a-f]{16} stands in no text"):
        read_compared(earlier)


@pytest.mark.parametrize("span", [Span(5, 2), Span(-5, 3), Span(0, 10**9)])
def test_findings_at_no_place_of_their_text_are_damage(earlier, span):
    found = extraction(document())
    first, *others = found.statements
    moved = replace(first, content=replace(first.content, spans=(span,)))
    write(earlier, replace(found, statements=(moved, *others)), Comparison(), names=COMPARED)
    with pytest.raises(RecordError, match=f"is damaged: the finding {first.id} stands in no text"):
        read_compared(earlier)


def test_positions_and_groups_of_what_is_not_there_are_damage(earlier):
    position = Position(id="a" * 16, proposition="b" * 16, actor="c" * 16, position="asserts")
    write(earlier, extraction(document()), Comparison(positions=(position,)), names=COMPARED)
    with pytest.raises(RecordError, match=r"the position a{16} speaks of records that are not there"):
        read_compared(earlier)
    proposition = Proposition(id="b" * 16, label="a bridge", kind="fact", members=("d" * 16,))
    write(earlier, extraction(document()), Comparison(propositions=(proposition,)), names=COMPARED)
    with pytest.raises(RecordError, match=r"b{16} is made of findings that are not there"):
        read_compared(earlier)


@pytest.mark.parametrize("name", ["", "nowhere", "file"])
def test_what_is_no_folder_of_ours_is_not_compared_with(tmp_path, name):
    (tmp_path / "file").write_text("x")
    with pytest.raises(InputError, match=r"is no folder|holds no documents\.jsonl"):
        read_compared(tmp_path / name)
