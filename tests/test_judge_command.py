from __future__ import annotations

import json
import signal
import subprocess
import sys
from datetime import datetime, timedelta

import pytest

from rashomon import cli

FIRST = """Ferry to Osk stays in port

The harbour office in Osk said on Monday that the ferry would stay in port until its hull had been repaired.

"Nobody will sail on a cracked hull," harbour master Ina Torv told reporters at the quay.
"""
SECOND = """Osk ferry idle

The owner, Per Torv, said the hull was sound. "Nobody will sail on a cracked hull," harbour master Ina Torv
said.

Torv denied that the shipyard had been late. He said that the ferry would sail on Friday.
"""
KINDS = (
    "reject", "set-speaker", "merge-actors", "split-actors", "set-role", "merge-propositions",
    "split-propositions", "merge-events", "split-events", "set-position", "reject-link",
)  # fmt: skip
BY = ("--by", "A. Editor")
DISPUTE = (("was sacked", ", two officials said"), ("resigned", ""))


@pytest.fixture
def texts(tmp_path):
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "a.txt").write_text(FIRST)
    (folder / "b.txt").write_text(SECOND)
    return folder


@pytest.fixture
def run(monkeypatch, capsys, texts):
    """Return what runs the command line beside the texts and returns code, output and errors."""

    def ran(*arguments):
        monkeypatch.chdir(texts.parent)
        monkeypatch.setattr(sys, "argv", ["rashomon", *arguments])
        monkeypatch.setattr(signal, "signal", lambda *_: None)
        with pytest.raises(SystemExit) as left:
            cli.main()
        return left.value.code, *capsys.readouterr()

    return ran


@pytest.fixture
def judge(run):
    return lambda kind, *arguments: run("judge", kind, "texts", *BY, *arguments)


@pytest.fixture
def compared(run, tmp_path):
    """Return what gives the files that `compare` writes; options may name the judgements."""

    def compare(*options):
        code, _, err = run("compare", "texts", "--out", "out", *options)
        assert (code, err) == (0, "")
        files = (tmp_path / "out").glob("*.jsonl")
        return {file.stem: [json.loads(line) for line in file.read_text().splitlines()] for file in files}

    return compare


@pytest.fixture
def corrected(compared):
    return lambda: compared("--judgements", "judgements.jsonl")


def recorded(folder):
    file = folder.parent / "judgements.jsonl"
    return [json.loads(line) for line in file.read_text().splitlines()] if file.exists() else []


def contents(found):
    return [each["content"]["text"] for each in found["statements"]]


def named(found, words):
    return {each["actor"] for each in found["mentions"] if each["text"] == words}


# What each kind changes


def test_a_statement_rejected_is_gone_from_the_comparison(judge, compared, corrected):
    said = "that the shipyard had been late"
    code, out, err = judge("reject", "--words", "the shipyard had been late", "--note", "hearsay")
    assert (code, err) == (0, "")
    at = SECOND.index(said)
    assert out == (
        f'judgements.jsonl: the statement by Torv is rejected: "{said}" at b.txt:{at}-{at + len(said)}.\n'
    )
    assert said in contents(compared())
    assert said not in contents(corrected())


def test_what_is_recorded_says_who_when_and_why(texts, judge):
    assert judge("reject", "--words", "that the shipyard had been late", "--note", "hearsay")[0] == 0
    (line,) = recorded(texts)
    assert (line["kind"], line["by"], line["note"]) == ("reject", "A. Editor", "hearsay")
    assert line["targets"][0]["quote"] == ["that the shipyard had been late"]
    assert datetime.fromisoformat(line["at"]).utcoffset() == timedelta(0)


def test_a_speaker_set_speaks_in_the_comparison(judge, corrected):
    sentence = "The owner, Per Torv, said the hull was sound"
    code, out, _ = judge("set-speaker", "--words", sentence, "--speaker", "Ina Torv")
    assert code == 0
    assert "Ina Torv is now the speaker, in place of The owner, Per Torv: " in out
    (changed,) = [s for s in corrected()["statements"] if s["content"]["text"] == "the hull was sound"]
    assert (changed["speaker"]["text"], changed["made_by"]) == ("Ina Torv", "hand")


def test_actors_merged_are_one_in_the_comparison(judge, compared, corrected):
    code, out, _ = judge("merge-actors", "--words", "Ina Torv", "--words", "Per Torv")
    assert code == 0
    assert out.startswith('judgements.jsonl: "Ina Torv" at ')
    assert out.endswith(" are one actor.\n")
    before, after = compared(), corrected()
    assert not named(before, "Ina Torv") & named(before, "Per Torv")
    assert named(after, "Ina Torv") == named(after, "Per Torv")


def test_mentions_split_off_are_an_actor_of_their_own(judge, compared, corrected):
    code, out, _ = judge("split-actors", "--words", "Torv", "--text", "b.txt")
    assert code == 0
    assert "now has an actor of its own; of the old actor, the same texts have 1 other mention (--all" in out
    before, after = compared(), corrected()
    assert named(before, "Torv") == named(before, "He")
    assert named(after, "Torv") != named(after, "He")


def test_a_split_may_take_along_the_other_mentions_in_the_same_texts(texts, judge, corrected):
    assert judge("merge-actors", "--words", "Ina Torv", "--words", "Torv", "--words", "Per Torv")[0] == 0
    before = corrected()
    assert len(named(before, "Torv") | named(before, "He") | named(before, "Ina Torv")) == 1
    assert judge("split-actors", "--words", "Torv", "--text", "b.txt", "--all")[0] == 0
    after = corrected()
    assert named(after, "Torv") == named(after, "He") == named(after, "Per Torv")
    assert len(named(after, "Ina Torv")) == 2
    assert [line["kind"] for line in recorded(texts)] == ["merge_actors", "split_actors"]


# What the texts have in common

SOUND, LATE = "the hull was sound", "that the shipyard had been late"
SHARED = "Nobody will sail on a cracked hull"


def grouped(found, name, key):
    """Return the words of the findings in each group."""
    words = {each["id"]: each["content"]["text"] for each in found["statements"]}
    words |= {each["id"]: each["trigger"]["text"] for each in found["events"]}
    return [{words[member] for member in group[key]} for group in found[name]]


def held(found, name):
    actors = {each["id"]: each["names"] for each in found["actors"]}
    return {
        (each["position"], each["made_by"]) for each in found["positions"] if name in actors[each["actor"]]
    }


def test_passages_put_together_are_one_proposition(judge, compared, corrected):
    code, out, _ = judge("merge-propositions", "--words", SOUND, "--words", LATE)
    assert code == 0
    assert out.endswith(" are one proposition.\n")
    assert not any({SOUND, LATE} <= each for each in grouped(compared(), "propositions", "members"))
    after = corrected()
    (made,) = (each for each in grouped(after, "propositions", "members") if SOUND in each)
    assert LATE in made
    assert "hand" in {each["made_by"] for each in after["propositions"]}


def test_a_passage_split_off_takes_along_what_it_tells(judge, compared, corrected):
    said = "that the ferry would stay in port until its hull had been repaired"
    (before,) = (each for each in grouped(compared(), "propositions", "members") if said in each)
    code, _, err = judge("split-propositions", "--words", said)
    assert (code, err) == (0, "")
    after = grouped(corrected(), "propositions", "members")
    kept = [each for each in after if each & before and said not in each]
    assert kept
    assert not any({"stay", "repaired"} & each for each in kept)


def test_events_put_together_are_one_event(judge, corrected):
    code, out, _ = judge("merge-events", "--words", "stay in port", "--words", "the ferry would sail")
    assert code == 0
    assert "are one event" in out
    assert "hand" in {each["made_by"] for each in corrected()["merged_events"]}


def test_a_position_set_is_held_in_the_comparison(judge, corrected):
    code, out, _ = judge("set-position", "--words", SHARED, "--text", "a.txt", "--actor", "Ina Torv",
                         "--position", "Doubts")  # fmt: skip
    assert code == 0
    assert "Ina Torv now doubts this: " in out
    assert ", of the matter “" in out
    assert ("doubts", "hand") in held(corrected(), "Ina Torv")


def test_words_that_stand_in_several_events_are_listed_to_be_pasted(texts, judge):
    (texts / "a.txt").write_text(f"{FIRST}\nA tug sank off Osk on Sunday, the guards said.\n")
    (texts / "b.txt").write_text(f"{SECOND}\nGuards saw that a tug sank off Osk on Sunday.\n")
    (texts / "c.txt").write_text("Halm in June\n\nNine barges of coal sank at Halm in a storm.\n")
    code, out, err = judge("merge-events", "--words", "sank", "--words", "stay in port")
    assert (code, out) == (2, "")
    assert "choose one with --at, as listed above" in err
    assert "c.txt" in err
    assert recorded(texts) == []


def test_the_words_of_two_values_point_at_their_link_beside_shared_words(texts, judge):
    one, other = ("Ona Veld {} on Tuesday as chief of the port of Osk{}.".format(*each) for each in DISPUTE)
    (texts / "a.txt").write_text(f"Port of Osk\n\n{one}\n")
    (texts / "b.txt").write_text(f"Osk news\n\n{other}\n")
    code, _, err = judge("reject-link", "--words", one.partition(",")[0], "--words", other.strip("."))
    assert code == 2
    assert "choose one with --at twice, or --of, as listed above" in err
    assert "going of one's own will" in err
    assert recorded(texts) == []


def test_a_wrong_link_is_no_link(judge, compared, corrected):
    assert len(compared()["links"]) == 1
    code, out, _ = judge("reject-link", "--words", SHARED)
    assert code == 0
    assert out.endswith(" is wrong.\n")
    after = corrected()
    assert (after["links"], [each for each in after["origins"] if len(each["passages"]) > 1]) == ([], [])


def test_an_office_corrected_is_so_in_each_run(run, judge, corrected, tmp_path):
    code, out, _ = judge(
        "set-role", "--words", "Ina Torv", "--role", "mayor", "--instead-of", "Harbour master"
    )
    assert code == 0
    assert out.endswith(" is mayor, and is not Harbour master.\n")

    def offices(actors):
        (roles,) = ([r["title"] for r in each["roles"]] for each in actors if "Ina Torv" in each["names"])
        return roles

    assert offices(corrected()["actors"]) == ["mayor"]
    assert run("extract", "texts", "--out", "e", "--judgements", "judgements.jsonl", "-q")[0] == 0
    lines = (tmp_path / "e" / "actors.jsonl").read_text().splitlines()
    assert any("mayor" in line for line in lines)


def test_a_correction_taken_back_is_no_longer_applied(run, texts, judge, compared, corrected):
    assert judge("merge-propositions", "--words", SOUND, "--words", LATE)[0] == 0
    assert judge("reject-link", "--words", SHARED)[0] == 0
    code, out, _ = run("judge", "list")
    assert (code, [line.split()[:2] for line in out.splitlines()]) == (
        0,
        [["1", "merge_propositions"], ["2", "reject_link"]],
    )
    assert all(words in out for words in (SOUND, LATE, "b.txt:", "a.txt:"))
    code, out, _ = run("judge", "undo", "1")
    assert code == 0
    assert out.startswith("judgements.jsonl: taken back: merge_propositions ")
    assert [line["kind"] for line in recorded(texts)] == ["reject_link"]
    assert run("judge", "undo", "-q")[:2] == (0, "")
    assert corrected() == compared()


def test_a_contradiction_is_one_line_and_nothing_is_written(texts, judge):
    assert judge("merge-propositions", "--words", SOUND, "--words", LATE)[0] == 0
    code, _, err = judge("split-propositions", "--words", LATE)
    assert (code, err.count("\n")) == (2, 1)
    assert "Two corrections contradict each other: merge_propositions" in err
    assert len(recorded(texts)) == 1


def test_a_contradiction_in_the_file_ends_a_run_with_one_line(run, texts, judge):
    assert judge("merge-propositions", "--words", SOUND, "--words", LATE)[0] == 0
    (merge,) = recorded(texts)
    split = {**merge, "kind": "split_propositions", "targets": merge["targets"][1:]}
    (texts.parent / "judgements.jsonl").write_text(f"{json.dumps(merge)}\n{json.dumps(split)}\n")
    code, _, err = run("compare", "texts", "--out", "out", "--judgements", "judgements.jsonl")
    assert (code, err.count("\n")) == (2, 1)
    assert "contradict each other" in err


def test_corrections_outlive_a_text_that_changed_elsewhere_and_are_listed_when_it_goes(run, texts, judge):
    assert judge("merge-propositions", "--words", SOUND, "--words", LATE)[0] == 0
    (texts / "b.txt").write_text("Osk, Tuesday. " + SECOND)
    code, _, err = run("report", "texts", "-o", "r.html", "--judgements", "judgements.jsonl")
    assert (code, err) == (0, "")
    (texts / "b.txt").unlink()
    code, _, err = run("report", "texts", "-o", "r.html", "--judgements", "judgements.jsonl")
    assert code == 0
    assert "Judgements that no longer fit:\n  merge_propositions " in err
    assert "Corrections that changed nothing" in (texts.parent / "r.html").read_text()


@pytest.mark.parametrize(
    ("kind", "arguments", "words"),
    [
        ("merge-events", ("--words", "sail"), "Two are needed to be made one"),
        ("merge-propositions", ("--words", SOUND, "--words", SOUND), "belongs together without it"),
        ("split-propositions", ("--words", LATE), "Nothing else belongs to the proposition"),
        ("split-events", ("--words", "Nobody"), "No event was found"),
        ("set-position", ("--words", SHARED, "--position", "hates"), "'hates' is none of asserts, denies"),
        ("set-position", ("--words", SHARED, "--position", "none"), "Nobody is named"),
        (
            "set-position",
            ("--words", SHARED, "--text", "a.txt", "--position", "denies", "--actor", "Nemo"),
            '"Nemo" is no actor',
        ),
        ("reject-link", ("--words", LATE), "No link was found"),
        ("set-role", ("--words", "Ina Torv", "--text", "a.txt"), "No office is given"),
        (
            "set-role",
            ("--words", "Ina Torv", "--instead-of", "king"),
            "the office 'king' to take away: it has",
        ),
    ],
)
def test_a_correction_of_a_comparison_that_makes_no_sense_is_refused(texts, judge, kind, arguments, words):
    code, out, err = judge(kind, *arguments)
    assert (code, out) == (2, "")
    assert words in err
    assert recorded(texts) == []


# How a place is pointed at


def test_the_characters_of_a_citation_point_at_its_statement(texts, judge):
    start, end = SECOND.index('"Nobody'), SECOND.index("said.") + len("said")
    assert judge("reject", "--at", f"b.txt:{start}-{end}")[0] == 0
    (line,) = recorded(texts)
    assert line["targets"][0]["quote"] == ['"Nobody will sail on a cracked hull,"']


def test_several_findings_that_fit_are_listed_to_be_pasted(texts, judge):
    code, out, err = judge("reject", "--words", "Ina Torv")
    assert (code, out) == (2, "")
    first, *_, last = err.splitlines()
    at = FIRST.index("Ina Torv")
    assert first == f'  --at a.txt:{at}-{at + 8}  mention: "Ina Torv"'
    assert last.startswith("rashomon: 2 findings fit: choose one with --at, as listed above")
    assert recorded(texts) == []
    assert judge("reject", *first.split()[:2])[0] == 0


def test_a_statement_that_is_all_that_another_says_is_told_apart(texts, judge):
    (texts / "a.txt").write_text(
        "Ferry talks\n\nIna Torv said Per Lund had denied that the hull was cracked.\n"
    )
    (texts / "b.txt").unlink()
    code, _, err = judge("reject", "--words", "Per Lund had denied that the hull was cracked")
    assert (code, err.count("\n")) == (2, 3)
    outer, inner, _ = err.splitlines()
    for line, words in ((outer, "Per Lund had denied"), (inner, "that the hull was")):
        assert judge("reject", *line.split()[:2])[0] == 0
        assert recorded(texts)[-1]["targets"][0]["quote"][0].startswith(words)


@pytest.mark.parametrize(
    "words",
    ["The leak at Holm was caused by rust", "The leak at Holm was caused by rust.", "Holm was caused"],
)
def test_the_words_of_an_account_point_at_it(texts, judge, words):
    (texts / "a.txt").write_text("Leak\n\nThe leak at Holm was caused by rust.\n")
    code, out, err = judge("reject", "--words", words)
    assert (code, err) == (0, "")
    assert out.startswith("judgements.jsonl: the account is rejected: ")
    assert "The leak at Holm" in recorded(texts)[0]["targets"][0]["quote"]


def test_words_beside_a_finding_list_what_stands_there(judge):
    code, _, err = judge("reject", "--words", "hull was sound. And", "--text", "b.txt")
    assert (code, err.count("\n")) == (2, 1)
    code, _, err = judge("set-speaker", "--words", 'was sound. "Nobody', "--speaker", "Ina Torv")
    assert code == 2
    assert 'statement by The owner, Per Torv: "the hull was sound"' in err
    assert "choose one that stands there with --at" in err


def test_a_name_that_means_several_actors_is_listed_to_be_pasted(texts, judge, corrected):
    (texts / "a.txt").write_text(FIRST + "\nTorv blamed the shipyard.\n")
    code, _, err = judge("merge-actors", "--words", "Torv", "--words", "Per Torv")
    assert code == 2
    *listed, last = err.splitlines()
    start = SECOND.index("Torv denied")
    assert last.startswith('rashomon: "Torv" means 2 actors: choose one with --at, as listed above')
    assert listed[1].split()[:2] == ["--at", f"b.txt:{start}-{start + 4}"]
    assert judge("merge-actors", *listed[1].split()[:2], "--words", "Per Torv")[0] == 0
    assert named(corrected(), "Per Torv") & named(corrected(), "Torv")


def test_a_name_that_no_actor_has_is_refused(judge):
    code, _, err = judge("merge-actors", "--words", "Ina Torv", "--words", "hull")
    assert code == 2
    assert '"hull" is no mention of an actor' in err


def test_standard_input_is_judged(texts, corrected):
    ran = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-m", "rashomon", "judge", "reject", "-", *BY, "--words", "the shipyard had been"],
        input=SECOND, text=True, cwd=texts.parent, timeout=120, check=False,
    )  # fmt: skip
    assert ran.returncode == 0
    assert "that the shipyard had been late" not in contents(corrected())


# What is refused


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--words", "no such words"), 'The words "no such words" do not stand in any of the 2 texts'),
        (("--words", "no such words", "--text", "a.txt"), "do not stand in a.txt: copy them"),
        (("--words", " "), "--words is empty"),
        ((), "Nothing is pointed at"),
        (("--words", "Osk", "--at", "a.txt:0-3"), "give --words or --at, once"),
        (("--words", "Osk", "--text", "c.txt"), "No text is called 'c.txt'; there are: a.txt, b.txt."),
        (("--at", "somewhere"), "--at 'somewhere' is not START-END or NAME:START-END"),
        (("--at", "0-3"), "may be in any of 2 texts"),
        (("--at", "a.txt:0-99999"), "--at 'a.txt:0-99999' is no place in a.txt: "),
        (("--at", "a.txt:9-9"), "is no place in a.txt: "),
        (("--words", "Osk", "--by", " "), "--by is empty"),
        (("--words", "Osk", "--judgements", "texts/j.jsonl"), "would stand inside the input texts"),
    ],
)
def test_what_makes_no_sense_is_one_line_and_exit_code_2(texts, arguments, words, judge):
    code, out, err = judge("reject", *arguments)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert err.startswith("rashomon: ")
    assert words in err
    assert recorded(texts) == []


def test_a_correction_that_is_there_already_is_refused(texts, judge):
    one = ("--words", "the shipyard had been late", "--text", "b.txt")
    assert judge("set-speaker", *one, "--speaker", "Per Torv")[0] == 0
    code, _, err = judge("set-speaker", *one, "--speaker", "Per Torv")
    assert (code, err.count("\n")) == (2, 1)
    assert "This speaker is set already (A. Editor, " in err
    assert judge("reject", *one)[0] == 0
    assert "This finding is rejected already (A. Editor, " in judge("reject", *one)[2]
    assert len(recorded(texts)) == 2


def test_actors_that_are_one_already_are_refused(judge):
    code, _, err = judge("merge-actors", "--words", "Torv", "--words", "He", "--text", "b.txt")
    assert (code, err.count("\n")) == (2, 1)
    assert "All of these are one actor already: " in err


def test_a_split_that_leaves_nothing_is_refused(judge):
    code, _, err = judge("split-actors", "--words", "Per Torv")
    assert (code, err.count("\n")) == (2, 1)
    assert "has no mentions but those that would be split off" in err


def test_a_text_in_another_language_says_why_there_is_nothing(texts, judge):
    (texts / "c.txt").write_text("Das Schiff bleibt im Hafen, bis der Rumpf wieder dicht ist.\n" * 9)
    code, _, err = judge("reject", "--at", "c.txt:0-10")
    assert code == 2
    assert "nothing to correct (not analysed: the text is in German" in err


def test_a_damaged_file_of_judgements_is_named(texts, judge):
    (texts.parent / "judgements.jsonl").write_text("{}\n")
    code, _, err = judge("reject", "--words", "Osk")
    assert code == 2
    assert "judgements.jsonl, line 1" in err


@pytest.mark.parametrize(
    ("command", "lines"), [("undo", None), ("undo", ""), ("undo", "{}\n"), ("list", "{}\n")]
)
def test_a_file_without_corrections_is_one_line(texts, run, command, lines):
    if lines is not None:
        (texts.parent / "judgements.jsonl").write_text(lines)
    code, out, err = run("judge", command)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert ("no corrections yet" in err) == (lines is None)


@pytest.mark.parametrize("lines", [None, "", "\n"])
def test_a_list_of_no_corrections_says_so(texts, run, lines):
    if lines is not None:
        (texts.parent / "judgements.jsonl").write_text(lines)
    code, out, err = run("judge", "list")
    assert (code, err) == (0, "")
    assert out.startswith("No corrections yet: judgements.jsonl ")


@pytest.mark.parametrize("name", ["Ina Torv", "harbour master Ina Torv", " ina  torv "])
def test_a_speaker_who_speaks_already_is_refused(judge, texts, name):
    code, _, err = judge("set-speaker", "--words", "on a cracked hull", "--text", "a.txt", "--speaker", name)
    assert (code, err.count("\n")) == (2, 1)
    assert "is the speaker already" in err
    assert not (texts.parent / "judgements.jsonl").exists()


def test_a_speaker_is_set_back(judge, texts):
    for name in ("Per Torv", "Ina Torv"):
        said = judge("set-speaker", "--words", "on a cracked hull", "--text", "a.txt", "--speaker", name)
        assert said[0] == 0
    assert [line["value"] for line in recorded(texts)] == ["Per Torv", "Ina Torv"]


def test_an_office_that_nobody_gives_is_not_taken_away_unseen(judge, texts):
    code, _, err = judge(
        "set-role", "--words", "Ina Torv", "--role", "pilot", "--instead-of", "harbor master"
    )
    assert code == 2
    assert err.endswith("the office 'harbor master' to take away: it has harbour master.\n")
    assert not (texts.parent / "judgements.jsonl").exists()


@pytest.mark.parametrize("kind", KINDS)
def test_help_of_each_kind_has_a_worked_example(kind, run):
    code, out, _ = run("judge", kind, "--help")
    assert code == 0
    assert f"Example: rashomon judge {kind} texts/" in out
    assert "[NAME:]START-END" in out
