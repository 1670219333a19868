from __future__ import annotations

import pytest

from evaluation.__main__ import TASKS, load_task, main
from evaluation.gate import FLOORS, Floor, broken_floor, check_floors, read_floors


def test_a_figure_below_its_floor_is_named(tmp_path):
    floor = Floor("made", ("set",), {"f1": 80.0, "recall": 50.0})
    (line,) = broken_floor(floor, tmp_path, lambda _: lambda _: {"f1": 79.8, "recall": 49.95})
    assert "made on set: f1 is 79.80, its floor is 80.00" in line


def test_a_floor_may_stand_on_public_gold_and_our_own_together(tmp_path):
    floor = Floor("made", ("set",), {"f1": 80.0}, beside=("evaluation/names/dev.jsonl",))
    given = []

    def made(options):
        given.extend(options.gold)
        return {"f1": 79.0}

    (line,) = broken_floor(floor, tmp_path, lambda _: made)
    assert given == [tmp_path / "set", FLOORS.parent / "names" / "dev.jsonl"]
    assert "made on set, evaluation/names/dev.jsonl: f1 is 79.00" in line


def test_every_floor_names_a_task_and_a_percentage():
    for floor in read_floors():
        assert callable(load_task(floor.task))
        assert all(0 < least <= 100 for least in floor.least.values())


@pytest.mark.parametrize("task", TASKS)
def test_no_gold_is_one_clear_line(task, capsys):
    assert main([task]) == 2
    assert "--gold" in capsys.readouterr().err


@pytest.mark.parametrize("task", TASKS)
def test_gold_that_is_not_there_is_one_clear_line(task, capsys, tmp_path):
    absent = (str(tmp_path / "absent"), str(tmp_path / "absent-dev.conllu"))
    assert main([task, "--gold", absent[0], "--gold", absent[1]]) == 2
    assert "absent" in capsys.readouterr().err


def test_a_list_of_ids_is_read_line_by_line(tmp_path, capsys):
    gold, ids = FLOORS.parent / "reuse" / "dev", tmp_path / "ids.txt"
    command = ["reuse", "--gold", str(gold), "--split", str(ids)]
    assert main(command) == 2
    assert "ids.txt is no file" in capsys.readouterr().err
    ids.write_text("another\n", encoding="utf-8")
    assert main(command) == 2
    assert "--split names none of" in capsys.readouterr().err
    known = next(gold.rglob("gold.jsonl")).parent.name
    ids.write_text(f"another\r\n\n {known}\r\n", encoding="utf-8")
    assert main(command) == 0


def test_no_figure_is_below_its_floor():
    assert check_floors(load_task) == []


def test_sealed_gold_is_scored_only_as_such(capsys):
    for task, gold in (("stories", "stories"), ("reuse", "reuse"), ("actors", "names/sealed.jsonl")):
        assert main([task, "--gold", str(FLOORS.parent / gold)]) == 2
        assert "--sealed" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (["stories", "--gold", "stories/sealed/levee-night"], "is a part of the sealed gold"),
        (["stories", "--gold", "stories"], "or more than that"),
        (["actors", "--gold", "names/sealed.jsonl", "--gold", "names/dev.jsonl"], "score it alone"),
        (["actors", "--gold", "names/sealed.jsonl", "--limit", "3"], "as a whole, unread"),
        (["actors", "--gold", "names/sealed.jsonl", "--errors", "page.html"], "as a whole, unread"),
    ],
)
def test_sealed_gold_is_scored_as_a_whole_alone_and_unread(given, told, monkeypatch, capsys):
    monkeypatch.chdir(FLOORS.parent)
    assert main([*given, "--sealed"]) == 2
    assert told in capsys.readouterr().err


def test_the_gate_takes_no_gold(capsys):
    assert main(["gate", "--gold", "x"]) == 2
    assert "takes no other options" in capsys.readouterr().err


def test_an_empty_path_is_no_gold(capsys):
    with pytest.raises(SystemExit):
        main(["actors", "--gold", ""])
    assert "a path is needed" in capsys.readouterr().err
