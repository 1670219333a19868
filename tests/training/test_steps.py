"""The one command from gold folders to the shipped models: its plan, what it skips, and what it refuses."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path
from types import SimpleNamespace

import msgspec
import numpy as np
import pytest

from evaluation import calibrate
from rashomon.language.analyser import SHIPPED_MODEL
from rashomon.language.manifest import (
    ARRAYS_FILE,
    LAYOUT,
    MODEL_FILE,
    TOKENIZER_FILE,
    GoldSet,
    Manifest,
    load_manifest,
    read_record,
)
from rashomon.model.errors import InputError
from training import __main__ as command
from training.describe import describe
from training.manifests import file_hash, put_arrays, put_head, write_manifest
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


AT_THE_END = "at the end"


class Tree:
    """A source tree with gold and a base, in which a step is done by writing what it gives.

    As they really do, training runs keep a checkpoint, and what finds one at its end writes nothing.
    """

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.gold, self.base, self.work = (root / name for name in ("gold", "base", "work"))
        for folder in (self.gold, self.base):
            folder.mkdir()
        for name in ("model.safetensors", "tokenizer.json"):
            (self.base / name).touch()
        self.models = root / "src" / "rashomon" / "language" / "models"
        self.ran: list[str] = []
        self.failing: str | None = None
        self.leaves_out: str | None = None
        self.says = "as ever"
        monkeypatch.setattr(command, "ROOT", root)
        monkeypatch.setattr(command.subprocess, "run", self._run)

    @property
    def places(self) -> Places:
        return Places(self.gold, self.base, self.work, self.models)

    def _run(self, arguments, **_):
        steps = all_steps(self.places, Recipe())
        (step,) = (each for each in steps if each.command == arguments[1:])
        self.ran.append(step.name)
        fails = step.name == self.failing
        ended = step.run is not None and self._taken_up(step.run, "within" if fails else AT_THE_END)
        if not (fails or ended):
            self.do(step)
        return SimpleNamespace(returncode=3 if fails else 0)

    def _taken_up(self, run: Path, until: str) -> bool:
        """Take up a training run and go on until some point; tell whether it was at its end before."""
        checkpoint = run / "checkpoint.pt"
        ended = checkpoint.exists() and checkpoint.read_text() == AT_THE_END
        run.mkdir(parents=True, exist_ok=True)
        checkpoint.write_text(until)
        return ended

    def do(self, step):
        for path in step.gives:
            path.parent.mkdir(parents=True, exist_ok=True)
            if path.name != self.leaves_out:
                path.write_text(f"{step.name} {self.says}")

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


@pytest.mark.parametrize(
    ("step", "name"),
    [
        ("encoder.export", "encoder/encoder.onnx"),
        ("encoder.export", "encoder/tokenizer.json"),
        ("encoder.export", "encoder/heads.npz"),
        ("pairs.export", "pairs/pairs.onnx"),
    ],
)
def test_a_model_of_which_a_file_is_missing_or_another_is_exported_anew(tree, step, name):
    own = ENCODER if step in ENCODER else PAIRS
    tree.give()
    (tree.models / name).write_text("another")
    assert tree.give() == (0, own[own.index(step) :])
    (tree.models / name).unlink()
    assert tree.give() == (0, own[own.index(step) :])
    assert tree.give() == (0, [])


def test_one_step_can_be_done_again_and_those_behind_it_then_are_to_be_done(tree):
    tree.give()
    assert tree.give("--only", "encoder.export") == (0, ["encoder.export"])
    assert tree.give() == (0, ENCODER[2:])
    assert tree.give("--only", "pairs.export") == (0, ["pairs.export"])
    assert tree.give() == (0, PAIRS[PAIRS.index("pairs.export") + 1 :])


def test_a_step_that_is_done_again_and_fails_is_not_done_nor_are_those_behind_it(tree):
    tree.give()
    tree.failing = "pairs.export"
    assert tree.give("--only", tree.failing) == (1, ["pairs.export"])
    tree.failing = None
    assert tree.give() == (0, PAIRS[PAIRS.index("pairs.export") :])


# Steps between export and calibration


class Calibrated(Tree):
    """A tree with a real manifest of the encoder, which the steps change and refuse as they really do."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        super().__init__(root, monkeypatch)
        self.own = self.models / "encoder"
        monkeypatch.setattr(calibrate, "SHIPPED_MODEL", self.own)

    def do(self, step):
        gold = GoldSet(name=step.name, split="all", sha256="", licence="none")
        arrays = {f"{step.name}.made": np.ones(2, np.float32)}
        match step.name:
            case "encoder.export":
                self._export()
            case "encoder.assembly":
                put_arrays(self.own, arrays)
            case "encoder.plover" | "encoder.happening" | "encoder.saying" | "encoder.telling":
                inventory = load_manifest(self.own).inventory
                put_head(self.own, step.name.partition(".")[2], arrays, gold, inventory)
            case "encoder.calibrate":
                calibrate.refuse_calibrated()
                step.gives[0].write_text(json.dumps({"entities": [0.9, 0.1]}))
            case "encoder.calibrated":
                describe(self.own, self.work / "calibration.json", None)
            case "encoder.measure":
                step.gives[0].write_text(json.dumps({"ewt.tags": 95.5}))
            case "encoder.measured":
                describe(self.own, None, self.work / "figures.json")
            case _:
                super().do(step)

    def _export(self) -> None:
        self.own.mkdir(parents=True, exist_ok=True)
        for name in (MODEL_FILE, TOKENIZER_FILE):
            (self.own / name).write_text(name)
        np.savez(self.own / ARRAYS_FILE, made=np.zeros(2, np.float32))
        files = {name: file_hash(self.own / name) for name in (MODEL_FILE, TOKENIZER_FILE, ARRAYS_FILE)}
        shipped = read_record(SHIPPED_MODEL, Manifest, LAYOUT)
        bare = tuple(head for head in shipped.heads if head not in {"plover", "happening", "saying"})
        record = msgspec.structs.replace(shipped, files=files, heads=bare, calibration={}, dev_figures={})
        write_manifest(record, self.own)


@pytest.fixture
def calibrated(tmp_path, monkeypatch):
    tree = Calibrated(tmp_path, monkeypatch)
    assert tree.give() == (0, NAMES)
    assert load_manifest(tree.own).calibration
    with pytest.raises(InputError, match="is calibrated already"):
        calibrate.refuse_calibrated()
    return tree


BETWEEN = ENCODER[ENCODER.index("encoder.export") + 1 : ENCODER.index("encoder.calibrated")]


@pytest.mark.parametrize("name", BETWEEN)
def test_what_comes_before_calibration_is_done_again_from_export_on(calibrated, name):
    assert calibrated.give("--from", name) == (0, ENCODER[1:])
    assert calibrated.give() == (0, [])


@pytest.mark.parametrize("name", BETWEEN)
def test_one_step_before_calibration_is_done_again_from_export_to_itself(calibrated, name):
    end = ENCODER.index(name) + 1
    assert calibrated.give("--only", name) == (0, ENCODER[1:end])
    assert calibrated.give() == (0, ENCODER[end:])
    assert load_manifest(calibrated.own).calibration


@pytest.mark.parametrize(
    ("name", "then"),
    [
        ("encoder.calibrated", ["encoder.measure", "encoder.measured"]),
        ("encoder.measure", ENCODER[1:]),  # the manifest has figures that no step which is done has put there
        ("encoder.measured", []),
    ],
)
def test_what_comes_after_calibration_is_done_again_alone(calibrated, name, then):
    assert calibrated.give("--only", name) == (0, [name])
    assert calibrated.give() == (0, then)
    assert calibrated.give() == (0, [])


def test_where_the_lines_are_gone_they_are_fitted_to_a_model_that_is_exported_anew(calibrated):
    (calibrated.work / "calibration.json").unlink()
    assert calibrated.give() == (0, ENCODER[1:])
    assert calibrated.give() == (0, [])


# Training runs


@pytest.mark.parametrize("name", ["encoder.train", "pairs.first_train", "pairs.train"])
def test_a_training_run_that_is_done_again_trains(tree, name):
    tree.give()
    tree.says = "anew"
    assert tree.give("--only", name) == (0, [name])
    own = {step.name: step for step in all_steps(tree.places, Recipe())}[name]
    assert {path.read_text() for path in own.gives} == {f"{name} anew"}


def test_a_training_run_that_was_stopped_goes_on_from_its_checkpoint(tree):
    tree.failing = "encoder.train"
    for more in ([], ["--from", "encoder.train"], []):
        assert tree.give(*more) == (1, ["encoder.train"])
        (tree.work / "run" / "teacher.pt").touch()
    tree.failing = None
    assert tree.give()[0] == 0
    assert (tree.work / "run" / "teacher.pt").exists()


def test_a_training_run_that_was_stopped_does_not_go_on_with_another_base(tree):
    tree.failing = "encoder.train"
    tree.give()
    (tree.work / "run" / "checkpoint.pt").write_text(AT_THE_END)
    (tree.base / "model.safetensors").write_text("another")
    tree.failing, tree.says = None, "of another base"
    assert tree.give()[0] == 0
    assert "of another base" in (tree.work / "run" / "weights-4.pt").read_text()


def test_a_run_in_the_folder_that_the_command_did_not_begin_is_not_gone_on_with(tree):
    (tree.work / "run").mkdir(parents=True)
    (tree.work / "run" / "checkpoint.pt").write_text(AT_THE_END)
    assert tree.give() == (0, NAMES)


def test_weights_that_are_gone_are_trained_anew(tree):
    tree.give()
    (tree.work / "run" / "weights-6.pt").unlink()
    tree.says = "anew"
    assert tree.give() == (0, ENCODER)
    assert (tree.work / "run" / "weights-6.pt").read_text() == "encoder.train anew"


def test_a_training_run_that_left_weights_out_is_begun_anew(tree, capsys):
    tree.leaves_out = "weights-6.pt"
    assert tree.give() == (2, ["encoder.train"])
    assert "encoder.train ended well and left no " in capsys.readouterr().err
    tree.leaves_out = None
    assert tree.give() == (0, NAMES)


def test_the_second_pair_run_begins_anew_where_the_first_gave_another_model(tree):
    tree.give()
    tree.says = "otherwise"
    assert tree.give("--only", "pairs.first_export") == (0, ["pairs.first_export"])
    assert tree.give() == (0, PAIRS[PAIRS.index("pairs.train") :])
    assert (tree.work / "pair_run" / "weights-3.pt").read_text() == "pairs.train otherwise"


def test_a_run_whose_start_is_not_made_yet_is_refused(tree, capsys):
    assert tree.give("--only", "pairs.train") == (2, [])
    assert "pairs.onnx, which is missing: do what comes before it first" in capsys.readouterr().err


# What is told


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
    first, *_ = all_steps(places, Recipe())
    with pytest.raises(InputError, match=r"encoder\.train ended well and left no .*weights-4\.pt"):
        with_done({}, first)
