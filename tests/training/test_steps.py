"""The one command from gold folders to the shipped models: its plan, what it skips, and what it refuses."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from types import SimpleNamespace

import pytest

from rashomon.model.errors import InputError
from training import __main__ as command
from training.steps import Places, Recipe, all_steps, with_done

README = Path(__file__).parents[2] / "training" / "README.md"
NAMED = Places(Path("GOLD"), Path("BASE"), Path("WORK"), Path("MODELS"))
NAMES = [step.name for step in all_steps(NAMED, Recipe())]
ENCODER = [name for name in NAMES if name.startswith("encoder.")]
PAIRS = [name for name in NAMES if name.startswith("pairs.")]


def test_the_steps_are_the_commands_of_the_readme_in_its_order():
    joined = re.sub(r"\\\n\s+", "", README.read_text(encoding="utf-8"))
    commands = [line.strip() for line in joined.split("\n") if line.startswith("    python -m ")]
    told = [line for line in commands if re.search("WORK/|MODELS/", line)]
    assert told == [shlex.join(["python", *step.command]) for step in all_steps(NAMED, Recipe())]


def test_every_module_of_a_step_is_there():
    root = README.parent.parent
    for step in all_steps(NAMED, Recipe()):
        assert (root / (step.module.replace(".", "/") + ".py")).is_file(), step.module


class Tree:
    """A source tree with gold and a base, in which a step is done by writing what it gives."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.gold, self.base, self.work = (root / name for name in ("gold", "base", "work"))
        for folder in (self.gold, self.base):
            folder.mkdir()
        for name in ("model.safetensors", "tokenizer.json"):
            (self.base / name).touch()
        self.models = root / "src" / "rashomon" / "language" / "models"
        self.ran: list[str] = []
        self.failing: str | None = None
        monkeypatch.setattr(command, "ROOT", root)
        monkeypatch.setattr(command.subprocess, "run", self._run)

    def _run(self, arguments, **_):
        steps = all_steps(Places(self.gold, self.base, self.work, self.models), Recipe())
        (step,) = (each for each in steps if each.command == arguments[1:])
        self.ran.append(step.name)
        if step.name == self.failing:
            return SimpleNamespace(returncode=3)
        for path in step.gives:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(step.name)
        return SimpleNamespace(returncode=0)

    def give(self, *more: str) -> tuple[int, list[str]]:
        """Give the command; return how it ends and which steps were run."""
        self.ran = []
        own = ["--gold", str(self.gold), "--work", str(self.work), "--base", str(self.base)]
        return command.main([*own, *more]), self.ran


@pytest.fixture
def tree(tmp_path, monkeypatch):
    return Tree(tmp_path, monkeypatch)


def test_all_is_done_once_and_what_is_skipped_is_told(tree, capsys):
    assert tree.give() == (0, NAMES)
    assert "encoder.train, 1 of " in capsys.readouterr().out
    assert tree.give() == (0, [])
    told = capsys.readouterr().out.split("\n")[:-1]
    assert told == [f"{name}: skipped, done before" for name in NAMES]


def test_a_step_that_fails_ends_the_command_which_goes_on_there(tree, capsys):
    tree.failing = "encoder.plover"
    at = NAMES.index(tree.failing)
    assert tree.give() == (1, NAMES[: at + 1])
    assert "encoder.plover failed (3)" in capsys.readouterr().err
    tree.failing = None
    assert tree.give() == (0, NAMES[at:])


def test_a_model_that_something_else_has_changed_is_exported_anew(tree):
    tree.give()
    (tree.models / "encoder" / "manifest.json").write_text("another")
    assert tree.give() == (0, ENCODER[1:])
    (tree.models / "pairs" / "manifest.json").unlink()
    assert tree.give() == (0, PAIRS[PAIRS.index("pairs.export") :])


def test_where_weights_are_gone_all_that_came_of_them_is_done_anew(tree):
    tree.give()
    (tree.work / "run" / "weights-6.pt").unlink()
    assert tree.give() == (0, ENCODER)


def test_another_command_is_another_step(tree, tmp_path):
    tree.give()
    tree.base = (tmp_path / "base").rename(tmp_path / "other")
    assert tree.give() == (0, NAMES)


def test_one_step_can_be_done_again_and_those_behind_it_then_are_to_be_done(tree):
    tree.give()
    assert tree.give("--only", "encoder.plover") == (0, ["encoder.plover"])
    assert tree.give() == (0, ENCODER[ENCODER.index("encoder.plover") + 1 :])


def test_from_a_step_on_the_rest_of_its_model_is_done_again(tree):
    tree.give()
    assert tree.give("--from", "encoder.measure") == (0, ["encoder.measure", "encoder.measured"])
    assert tree.give("--from", "pairs.calibrate") == (0, PAIRS[PAIRS.index("pairs.calibrate") :])
    assert tree.give() == (0, [])


def test_one_model_can_be_made_without_the_other(tree, capsys):
    assert tree.give("--model", "pairs") == (0, PAIRS)
    assert "encoder.train: skipped, not asked for" in capsys.readouterr().out
    assert tree.give() == (0, ENCODER)


def test_a_plan_is_told_and_nothing_done(tree, capsys):
    assert tree.give("--plan", "--model", "encoder") == (0, [])
    told = [line for line in capsys.readouterr().out.split("\n") if ": python -m " in line]
    assert [line.partition(":")[0] for line in told] == ENCODER
    assert not tree.work.exists()


def test_what_is_missing_or_unknown_is_refused_in_one_line(tree, capsys):
    assert tree.give("--only", "encoder.training")[0] == 2
    assert "no step is called encoder.training: the steps are encoder.train, " in capsys.readouterr().err
    (tree.base / "tokenizer.json").unlink()
    assert tree.give()[0] == 2
    assert "tokenizer.json is missing: give the folder of the base model" in capsys.readouterr().err
    (tree.base / "tokenizer.json").touch()
    tree.gold.rmdir()
    assert tree.give() == (2, [])
    assert "gold is no folder" in capsys.readouterr().err


def test_a_record_that_can_not_be_read_is_refused(tree, capsys):
    tree.work.mkdir()
    (tree.work / "steps.json").write_text('{"encoder.train": 1}')
    assert tree.give() == (2, [])
    assert "steps.json does not tell which steps were done" in capsys.readouterr().err


def test_a_step_that_leaves_nothing_is_not_taken_for_done(tmp_path):
    places = Places(tmp_path, tmp_path, tmp_path / "work", tmp_path / "models")
    steps = all_steps(places, Recipe())
    with pytest.raises(InputError, match=r"encoder\.train ended well and left no .*weights-4\.pt"):
        with_done({}, steps[0], steps)
