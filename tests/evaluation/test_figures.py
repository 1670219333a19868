from __future__ import annotations

import json

import pytest

from evaluation import figures
from evaluation.figures import RUNS, Run, main
from rashomon.model.errors import InputError


@pytest.fixture
def tasks(monkeypatch):
    """Put two invented runs in the place of all, and tasks that tell what they were given."""
    seen = []

    def load(name):
        def task(options):
            seen.append((name, [path.name for path in options.gold], options.split))
            if name == "broken":
                raise InputError("no gold here")
            return {"f1": 61.23456, "ece": 2.0}

        return task

    made = (Run("plain", "one", ("a", "b")), Run("split", "two", ("c",), "ids.txt"))
    monkeypatch.setattr(figures, "RUNS", {"encoder": made, "pairs": (Run("broken", "three", ("d",)),)})
    monkeypatch.setattr(figures, "load_task", load)
    return seen


def test_each_figure_has_the_name_of_its_run_and_two_decimals(tasks, tmp_path, capsys):
    (tmp_path / "ids.txt").write_text("x\ny\n", encoding="utf-8")
    out = tmp_path / "out.json"
    assert main(["--gold", str(tmp_path), "--out", str(out)]) == 0
    assert json.loads(out.read_text(encoding="utf-8")) == {
        "one.f1": 61.23,
        "one.ece": 2.0,
        "two.f1": 61.23,
        "two.ece": 2.0,
    }
    assert tasks == [("plain", ["a", "b"], None), ("split", ["c"], frozenset({"x", "y"}))]
    assert [line.split()[2:] for line in capsys.readouterr().out.splitlines()] == [
        ["plain", "on", "one"],
        ["split", "on", "two"],
    ]


def test_only_some_tasks_are_run(tasks, tmp_path):
    assert main(["--gold", str(tmp_path), "--out", str(tmp_path / "o.json"), "--only", "plain"]) == 0
    assert [name for name, _, _ in tasks] == ["plain"]


@pytest.mark.usefixtures("tasks")
def test_bad_gold_is_one_clear_line_and_nothing_is_written(tmp_path, capsys):
    out = tmp_path / "o.json"
    assert main(["--gold", str(tmp_path), "--out", str(out), "--model", "pairs"]) == 2
    assert capsys.readouterr().err == "evaluation: no gold here\n"
    assert not out.exists()


def test_runs_of_a_model_have_names_of_their_own():
    for runs in RUNS.values():
        assert len({run.name for run in runs}) == len(runs)
