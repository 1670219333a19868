from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from rashomon._terminal import listed, safe
from rashomon.model.errors import ModelError
from rashomon.model.schema import COMPARED, EXTRACTED, json_schema

TEXT = """Ferry to Osk stays in port

The harbour office in Osk said on Monday that the ferry would stay in port until its hull had been repaired.

"Nobody will sail on a cracked hull," harbour master Ina Torv told reporters at the quay.
"""
COMMANDS = ("read", "extract", "compare", "report", "export", "demo", "judge", "schema")

FULL = Path("/dev/full")


def start(*arguments, **options):
    return subprocess.Popen(  # noqa: S603 - our own interpreter
        [sys.executable, "-m", "rashomon", *map(str, arguments)],
        stderr=subprocess.PIPE, text=True, **({"stdout": subprocess.PIPE} | options),
    )  # fmt: skip


def run(*arguments, **options):
    """Run the command line as a user does, in a process of its own; return code, output, errors."""
    process = start(*arguments, **options)
    out, err = process.communicate(timeout=120)
    assert "Traceback" not in err
    return process.returncode, out, err


@pytest.fixture
def texts(tmp_path):
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT)
    (folder / "b.txt").write_text(TEXT.replace("Ferry to Osk", "Osk ferry"))
    return folder


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


# Help


def test_the_version_is_shown():
    code, out, _ = run("--version")
    assert (code, out.split()[0]) == (0, "rashomon")


@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_a_worked_example(command):
    code, out, _ = run(command, "--help")
    assert code == 0
    assert f"Example: rashomon {command}" in out
    assert "\\b" not in out


@pytest.mark.parametrize(
    "arguments", [["verdict"], ["extract"], ["extract", "x"], ["read", "--max-bytes", "0", "x"]]
)
def test_a_wrong_command_line_is_exit_code_2(arguments):
    code, _, err = run(*arguments)
    assert code == 2
    assert "Usage:" in err


# What the commands do


def test_read_lists_what_was_read_and_what_was_not(texts):
    (texts / "empty.txt").write_bytes(b"")
    code, out, _ = run("read", texts)
    assert code == 0
    assert "read      a.txt (text, en, " in out
    assert "not read  empty.txt: " in out


def test_read_writes_documents(texts, tmp_path):
    assert run("read", texts, "--out", tmp_path / "out", "--quiet")[:2] == (0, "")
    assert list(contents(tmp_path / "out")) == ["documents.jsonl"]


def test_extract_writes_its_files(texts, tmp_path):
    code, out, err = run("extract", texts, "--out", tmp_path / "out")
    assert (code, err) == (0, "")
    assert re.match(r"2 texts; \d+ statements: .*/out\n$", out)
    assert sorted(contents(tmp_path / "out")) == sorted(f"{name}.jsonl" for name in EXTRACTED)


def test_compare_writes_its_files_the_same_bytes_twice(texts, tmp_path):
    for folder in ("one", "two"):
        assert run("compare", texts, "--out", tmp_path / folder)[0] == 0
    assert contents(tmp_path / "one") == contents(tmp_path / "two")
    assert sorted(contents(tmp_path / "one")) == sorted(f"{name}.jsonl" for name in COMPARED)
    assert contents(tmp_path / "one")["links.jsonl"]


def test_report_writes_one_page_the_same_bytes_twice(texts, tmp_path):
    for page in ("one.html", "two.html"):
        code, out, _ = run("report", texts, "-o", tmp_path / page)
        assert code == 0
        assert (tmp_path / page).as_uri() in out
    assert (tmp_path / "one.html").read_bytes() == (tmp_path / "two.html").read_bytes()
    assert b"Ina Torv" in (tmp_path / "one.html").read_bytes()


def test_a_report_on_standard_output_is_the_page_alone(texts, tmp_path):
    assert run("report", texts, "-o", tmp_path / "r.html")[0] == 0
    (tmp_path / "here").mkdir()
    code, out, err = run("report", texts, "-o", "-", cwd=tmp_path / "here", encoding="utf-8")
    assert code == 0
    assert out == (tmp_path / "r.html").read_text(encoding="utf-8")
    assert err.endswith(": standard output\n")
    assert not list((tmp_path / "here").iterdir())


def head_of(page):
    """Return what the head of a report says, blanks evened out."""
    return " ".join(re.sub(r"<[^>]*>", " ", page.read_text(encoding="utf-8")).split())


@pytest.mark.parametrize("command", ["compare", "report"])
def test_what_is_counted_is_what_the_page_says(texts, tmp_path, command):
    (texts / "c.txt").write_bytes(b"")
    (texts / "d.txt").write_text("Das Schiff bleibt im Hafen, bis der Rumpf wieder dicht ist.\n" * 9)
    page = tmp_path / "r.html"
    assert run("report", texts, "-o", page)[0] == 0
    place = ("-o", page) if command == "report" else ("--out", tmp_path / "out")
    code, out, _ = run(command, texts, *place)
    assert code == 0
    facts = out.partition(": ")[0].split("; ")
    assert facts[-1] == "1 text not analysed"
    assert "1 text not read" in facts
    assert any("shared between texts" in fact for fact in facts)
    assert all(fact in head_of(page) for fact in facts[:-1])


def test_extract_counts_what_was_left_out(texts, tmp_path):
    (texts / "c.txt").write_bytes(b"")
    (texts / "d.txt").write_text("Das Schiff bleibt im Hafen, bis der Rumpf wieder dicht ist.\n" * 9)
    _, out, _ = run("extract", texts, "--out", tmp_path / "out")
    assert re.match(r"3 texts; \d+ statements; 1 text not read; 1 text not analysed: ", out)


def test_demo_runs_with_nothing_given(tmp_path):
    code, out, err = run("demo", cwd=tmp_path)
    assert (code, err) == (0, "")
    assert out.startswith("12 texts from ")
    assert (tmp_path / "rashomon-demo.html").as_uri() in out


def test_parquet_stands_beside_json_lines(texts, tmp_path):
    pytest.importorskip("pyarrow")
    assert run("extract", texts, "--out", tmp_path / "out", "--parquet")[0] == 0
    assert len(contents(tmp_path / "out")) == 2 * len(EXTRACTED)


@pytest.mark.parametrize("name", ["statements", "statements.jsonl"])
def test_schema_prints_the_schema(name):
    code, out, _ = run("schema", name)
    assert code == 0
    assert json.loads(out) == json.loads(json.dumps(json_schema("statements")))


def test_a_schema_that_is_not_there_is_exit_code_2():
    code, out, err = run("schema", "verdicts.jsonl")
    assert (code, out) == (2, "")
    assert "no file verdicts.jsonl; there are: documents," in err


def test_standard_input_is_read(tmp_path):
    process = start("extract", "-", "--out", tmp_path / "out", stdin=subprocess.PIPE)
    assert process.communicate(TEXT, timeout=60)[0].startswith("1 text; ")


def test_sources_travel_with_their_texts(texts, tmp_path):
    (tmp_path / "sources.toml").write_text('["a.txt"]\noutlet = "The Osk Lantern"\ncountry = "Oskland"\n')
    run("read", texts, "--sources", tmp_path / "sources.toml", "--out", tmp_path / "out")
    first, second = (
        json.loads(line) for line in (tmp_path / "out" / "documents.jsonl").read_text().splitlines()
    )
    assert first["source"]["known"]["country"] == "Oskland"
    assert second["source"]["known"] is None


@pytest.mark.parametrize("command", ["read", "extract", "compare", "report"])
def test_entries_on_sources_that_match_no_text_are_listed(texts, tmp_path, command):
    (tmp_path / "sources.toml").write_text(
        '["a.txt"]\ncountry = "Oskland"\n[lantern]\nside = "crew"\n["c\\u001b.txt"]\nside = "islanders"\n'
    )
    place = {"read": (), "report": ("-o", tmp_path / "r.html")}.get(command, ("--out", tmp_path / "out"))
    code, _, err = run(command, texts, "--sources", tmp_path / "sources.toml", "--quiet", *place)
    assert code == 0
    assert err == "Entries of --sources that match no text:\n  lantern\n  c\ufffd.txt\n"


def test_fields_of_rows_can_be_named(tmp_path):
    (tmp_path / "rows.jsonl").write_text(json.dumps({"inhalt": TEXT, "kopf": "Ferry stays"}) + "\n")
    code, out, _ = run("read", tmp_path / "rows.jsonl", "--fields", "text=inhalt, title=kopf")
    assert code == 0
    assert "Ferry stays" in out


@pytest.mark.parametrize("fields", ["text", "text=", "verdict=x", ",", "=x"])
def test_fields_that_make_no_sense_are_exit_code_2(texts, fields):
    code, _, err = run("read", texts, "--fields", fields)
    assert code == 2
    assert "is not NAME=FIELD" in err


def test_a_limit_is_kept_and_said(texts):
    code, out, err = run("read", texts, "--max-bytes", "10")
    assert code == 1
    assert out.count("not read") == 2
    assert "None of the texts could be read" in err


def test_judgements_that_no_longer_fit_are_listed(texts, tmp_path):
    target = {"text_sha256": "0" * 64, "origin": None, "spans": [[0, 9]], "quote": ["gone\x1b[2J"]}
    line = {"kind": "reject", "targets": [target], "by": "an editor", "at": "2031-02-03"}
    (tmp_path / "judgements.jsonl").write_text(json.dumps(line) + "\n")
    code, _, err = run(
        "report", texts, "-o", tmp_path / "r.html", "--judgements", tmp_path / "judgements.jsonl"
    )
    assert code == 0
    assert 'reject "gone' in err
    assert "none of the texts" in err
    assert "\x1b" not in err


# What goes wrong


def test_nothing_analysed_is_exit_code_1_and_still_written(tmp_path):
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.txt").write_bytes(b"")
    code, _, err = run("report", tmp_path / "texts", "-o", tmp_path / "r.html")
    assert code == 1
    assert "a.txt: " in err
    assert (tmp_path / "r.html").exists()


def test_an_input_that_is_not_there_is_exit_code_2(tmp_path):
    code, _, err = run("extract", tmp_path / "nowhere", "--out", tmp_path / "out")
    assert code == 2
    assert err.startswith("rashomon: ")
    assert err.count("\n") == 1
    assert not (tmp_path / "out").exists()


def test_a_url_without_fetch_is_exit_code_2(tmp_path):
    code, _, err = run("extract", "https://example.invalid/a", "--out", tmp_path / "out")
    assert code == 2
    assert "--fetch" in err


def test_output_inside_the_input_is_exit_code_2(texts):
    code, _, err = run("report", texts, "-o", texts / "r.html")
    assert code == 2
    assert "write it elsewhere" in err


def test_a_damaged_judgements_file_is_exit_code_2(texts, tmp_path):
    (tmp_path / "j.jsonl").write_text("{}\n")
    code, _, err = run("report", texts, "-o", tmp_path / "r.html", "--judgements", tmp_path / "j.jsonl")
    assert code == 2
    assert "j.jsonl, line 1" in err


def test_output_that_can_not_be_written_is_exit_code_3(texts, tmp_path):
    (tmp_path / "out").write_text("a file")
    code, _, err = run("extract", texts, "--out", tmp_path / "out")
    assert code == 3
    assert err.endswith("out is a file, not a folder: name another folder to write to.\n")
    assert err.count("\n") == 1
    assert (tmp_path / "out").read_text() == "a file"


def in_process(monkeypatch, capsys, *arguments):
    """Run the command line in this process, where a fault can be planted."""
    from rashomon import cli  # noqa: PLC0415

    monkeypatch.setattr(sys, "argv", ["rashomon", *map(str, arguments)])
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    with pytest.raises(SystemExit) as left:
        cli.main()
    return left.value.code, capsys.readouterr().err


def raising(error):
    def fail(*_, **__):
        raise error

    return fail


def test_a_damaged_model_is_exit_code_4(monkeypatch, capsys, texts, tmp_path):
    monkeypatch.setattr("rashomon.pipeline.report_to", raising(ModelError("The model file is damaged.")))
    code, err = in_process(monkeypatch, capsys, "report", texts, "-o", tmp_path / "r.html")
    assert (code, err) == (4, "rashomon: The model file is damaged.\n")


def test_a_fault_of_our_own_is_one_line_and_exit_code_70(monkeypatch, capsys, texts, tmp_path):
    monkeypatch.setattr("rashomon.pipeline.report_to", raising(ZeroDivisionError("by zero")))
    code, err = in_process(monkeypatch, capsys, "report", texts, "-o", tmp_path / "r.html")
    assert code == 70
    assert err.startswith("rashomon: a fault of Rashomon's own: ZeroDivisionError: by zero (")
    assert err.count("\n") == 1


def waiting_run(folder, out):
    """Start a run that waits for standard input with its output open."""
    process = start("extract", folder, "-", "--out", out, stdin=subprocess.PIPE)
    until = time.monotonic() + 60
    while not list(out.glob(".rashomon-*/statements.jsonl")):
        assert time.monotonic() < until
        assert process.poll() is None
        time.sleep(0.02)
    return process


@pytest.mark.skipif(os.name == "nt", reason="sends POSIX signals")
@pytest.mark.parametrize(
    ("number", "code", "words"),
    [
        (signal.SIGINT, 130, "Interrupted; earlier output is unchanged."),
        (signal.SIGTERM, 143, ""),
        (signal.SIGKILL, -9, ""),
    ],
)
def test_earlier_output_outlives_a_run_that_is_stopped(texts, tmp_path, number, code, words):
    out = tmp_path / "out"
    assert run("extract", texts, "--out", out)[0] == 0
    before = contents(out)

    process = waiting_run(texts, out)
    process.send_signal(number)
    err = process.communicate(timeout=60)[1]
    assert process.returncode == code
    assert words in err
    assert "Traceback" not in err
    left = {path.name for path in out.iterdir()} - set(before)
    assert bool(left) == (number == signal.SIGKILL)
    assert {name: (out / name).read_bytes() for name in before} == before

    assert run("extract", texts, "--out", out)[0] == 0
    assert contents(out) == before


@pytest.mark.skipif(os.name == "nt", reason="sends POSIX signals")
@pytest.mark.parametrize("after", [0.0, 2.0])
def test_a_run_that_is_told_to_end_more_than_once_while_it_analyses_ends_without_a_word(tmp_path, after):
    kept = tmp_path / "kept"
    kept.mkdir()
    (tmp_path / "long.txt").write_text("\n\n".join(f"{TEXT}\nPier {number}." for number in range(600)))
    out = tmp_path / "out"
    process = start("extract", tmp_path / "long.txt", "--out", out, env={**os.environ, "TMPDIR": str(kept)})
    until = time.monotonic() + 60
    while not list(out.glob(".rashomon-*")):
        assert time.monotonic() < until
        time.sleep(0.02)
    time.sleep(after)
    assert process.poll() is None
    while process.poll() is None and time.monotonic() < until:
        process.send_signal(signal.SIGTERM)
        time.sleep(0.1)
    assert (process.returncode, process.communicate()[1]) == (143, "")
    assert not list(out.glob("*"))
    assert not list(kept.iterdir())


@pytest.mark.skipif(os.name == "nt", reason="needs POSIX pipes")
def test_a_reader_that_stops_reading_is_no_fault(tmp_path):
    with zipfile.ZipFile(tmp_path / "many.zip", "w") as archive:
        for number in range(2_000):
            archive.writestr(f"{number:04}.txt", TEXT)
    process = start("read", tmp_path / "many.zip")
    process.stdout.readline()
    process.stdout.close()
    err = process.stderr.read()
    assert process.wait(timeout=60) == 141
    assert err == ""


@pytest.mark.skipif(not FULL.exists(), reason="needs a device that is always full")
def test_output_that_finds_no_space_is_exit_code_3(texts):
    with FULL.open("w") as full:
        code, _, err = run("read", texts, stdout=full)
    said = "The output could not be written: No space left on device. Free some space and run it again."
    assert (code, err) == (3, f"rashomon: {said}\n")


# What strangers name their files


def test_names_can_not_steer_the_terminal(tmp_path):
    (tmp_path / "a\x1b]0;owned\x07\n[red]b.txt").write_text(TEXT)
    code, out, _ = run("read", tmp_path)
    assert code == 0
    assert "\x1b" not in out
    assert out.count("\n") == 1
    assert "[red]b.txt" in out


@pytest.mark.skipif(sys.platform != "linux", reason="needs names that are no text")
def test_a_name_that_is_no_text_is_shown(tmp_path):
    with open(os.fsencode(tmp_path) + b"/\xff.txt", "w") as file:  # noqa: PTH123 - the name is bytes
        file.write(TEXT)
    code, out, _ = run("read", tmp_path)
    assert code == 0
    assert ".txt (text, en" in out


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("a\x1b[31m", "a\ufffd[31m"),
        ("a\nb", "a\ufffdb"),
        ("\u202eexe", "\ufffdexe"),
        ("\ud800", "\ufffd"),
    ],
)
def test_texts_are_made_safe(text, shown):
    assert safe(text) == shown


def test_long_texts_and_lists_are_cut():
    assert len(safe("x" * 1_000)) == 300
    assert list(listed(["line"] * 25, "there"))[-1] == "  and 5 more: there"


# What changed since an earlier run


def test_what_changed_is_written_told_and_shown(texts, tmp_path):
    earlier, out, page = tmp_path / "earlier", tmp_path / "out", tmp_path / "r.html"
    assert run("compare", texts, "--out", earlier)[0] == 0
    assert not (earlier / "changes.jsonl").exists()
    (texts / "b.txt").unlink()
    (texts / "c.txt").write_text(TEXT.replace("stay in port", "sail on Friday"))
    code, told, err = run("compare", texts, "--out", out, "--since", earlier)
    assert (code, err) == (0, "")
    assert f"Since {earlier}: texts: 1 new, 1 gone; statements: " in told
    changes = [json.loads(line) for line in (out / "changes.jsonl").read_text().splitlines()]
    assert {(each["what"], each["change"]) for each in changes} >= {("text", "new"), ("text", "gone")}
    code, told_again, _ = run("report", texts, "-o", page, "--since", earlier)
    assert code == 0
    assert told.splitlines()[1] == told_again.splitlines()[1]
    assert '<section id="changed"' in page.read_text()


def test_a_run_may_be_set_against_the_one_that_it_replaces(texts, tmp_path):
    out = tmp_path / "out"
    assert run("compare", texts, "--out", out)[0] == 0
    code, told, _ = run("compare", texts, "--out", out, "--since", out)
    assert (code, told.splitlines()[1]) == (0, f"Since {out}: nothing changed.")
    assert (out / "changes.jsonl").read_bytes() == b""
    assert run("compare", texts, "--out", out, "-q")[0] == 0
    assert not (out / "changes.jsonl").exists()


@pytest.mark.parametrize("command", ["compare", "report"])
@pytest.mark.parametrize("fault", ["nowhere", "extracted", "damaged"])
def test_an_earlier_run_that_can_not_be_read_loses_nothing_of_this_one(texts, tmp_path, command, fault):
    earlier, out = tmp_path / "earlier", tmp_path / "out"
    if fault != "nowhere":
        run("extract" if fault == "extracted" else "compare", texts, "--out", earlier)
    if fault == "damaged":
        (earlier / "statements.jsonl").write_text("{}\n")
    code, told, err = run(command, texts, "--out" if command == "compare" else "-o", out, "--since", earlier)
    assert (code, err.count("\n")) == (2, 1)
    assert "What changed can't be told, all else is written: " in err
    assert out.exists()
    assert told.startswith("2 texts")
    assert "Since" not in told
