from __future__ import annotations

from evaluation.__main__ import load_task, main
from evaluation.gate import Floor, broken_floor, check_floors, read_floors


def test_a_figure_below_its_floor_is_named(tmp_path):
    floor = Floor("made", ("set",), {"f1": 80.0, "recall": 50.0})
    (line,) = broken_floor(floor, tmp_path, lambda _: lambda _: {"f1": 79.9, "recall": 50.0})
    assert "made on set: f1 is 79.90, its floor is 80.00" in line


def test_every_floor_names_a_task_and_a_percentage():
    for floor in read_floors():
        assert callable(load_task(floor.task))
        assert all(0 < least <= 100 for least in floor.least.values())


def test_no_gold_is_one_clear_line(capsys):
    assert main(["statements"]) == 2
    assert "needs --gold" in capsys.readouterr().err


def test_no_figure_is_below_its_floor():
    assert check_floors(load_task) == []
