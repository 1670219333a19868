"""The steps from gold folders to the model files that the package ships, and which of them are to be done.

A step is one of the commands of `README.md`. What was done is recorded: the command, and a hash of each file
that it gave. A step is done if it is recorded with the same command, all before it are, and what it gave is
still there. Of a training run its beginning is recorded too, since it goes on from its checkpoint if it was
begun with the same command and the same files, and is begun anew if not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

import msgspec

from rashomon.language.manifest import ARRAYS_FILE, MANIFEST_FILE, MODEL_FILE, TOKENIZER_FILE
from rashomon.language.pair_manifest import PAIRS_FILE
from rashomon.model.errors import InputError
from training.manifests import file_hash

BASE_FILES = ("model.safetensors", "tokenizer.json")
_TAKEN_UP = ("checkpoint.pt", "teacher.pt")  # by a training run that finds them in its folder


@dataclass(frozen=True, slots=True)
class Recipe:
    """How the shipped models are made, where that is no default of a step.

    Attributes:
        version: of the encoder.
        without: sets and layers that it does not learn from.
        weights: of its run, of which the mean is exported.
        pair_version: of the pair model.
        first_without: sets that the first run of the pair model does not learn from.
        pair_weights: of its second run.
        kept: the share of the first run's weights that is put back.
    """

    version: str = "2"
    without: tuple[str, ...] = ("told",)
    weights: tuple[str, ...] = tuple(f"weights-{epoch}.pt" for epoch in range(4, 9))
    pair_version: str = "2"
    first_without: tuple[str, ...] = ("made", "parted")
    pair_weights: tuple[str, ...] = ("weights-3.pt",)
    kept: float = 0.18


@dataclass(frozen=True, slots=True)
class Places:
    """Folders: of gold sets, of the base model, of what is made on the way, and of the package's models."""

    gold: Path
    base: Path
    work: Path
    models: Path


@dataclass(frozen=True, slots=True)
class Step:
    """One command.

    Attributes:
        name: the model that it is a step to, a full stop, and what it does.
        module: what `python -m` is given.
        arguments: and after it.
        gives: the files by which one sees that it was done.
        run: of a training run, its folder.
        begins_with: of a training run, the files that its first weights come from.
    """

    name: str
    module: str
    arguments: tuple[str, ...]
    gives: tuple[Path, ...]
    run: Path | None = None
    begins_with: tuple[Path, ...] = ()

    @property
    def model(self) -> str:
        """Return the model that it is a step to."""
        return self.name.partition(".")[0]

    @property
    def command(self) -> list[str]:
        """Return what stands behind `python`."""
        return ["-m", self.module, *self.arguments]


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """What is recorded of a step.

    Attributes:
        command: as it was given.
        began_with: the SHA-256 of each file that a training run began with, until it is done.
        gave: that of each file that the step gave; none until it is done.
    """

    command: list[str]
    began_with: dict[str, str] = msgspec.field(default_factory=dict)
    gave: dict[str, str] = msgspec.field(default_factory=dict)


Record = Mapping[str, Entry]


def all_steps(places: Places, recipe: Recipe) -> tuple[Step, ...]:
    """Return all steps in order, first those to the encoder."""
    return (*_encoder(places, recipe), *_pairs(places, recipe))


def _encoder(places: Places, recipe: Recipe) -> Iterator[Step]:
    run, model, lines, figures = (
        places.work / "run",
        places.models / "encoder",
        places.work / "calibration.json",
        places.work / "figures.json",
    )
    gold, base = ("--gold", str(places.gold)), ("--base", str(places.base))
    own, manifest = ("--model", str(model)), (model / MANIFEST_FILE,)
    head = (model / ARRAYS_FILE, *manifest)
    folder = (model / MODEL_FILE, model / TOKENIZER_FILE, *head)
    left_out = tuple(word for name in recipe.without for word in ("--without", name))
    given = tuple(run / name for name in (*recipe.weights, "inventory.json", "log.jsonl"))
    begun = tuple(places.base / name for name in BASE_FILES)
    trained = (*gold, *base, *left_out, "--out", str(run))
    yield Step("encoder.train", "training.train", trained, given, run, begun)
    exported = ("--run", str(run), *base, *gold, "--weights", *recipe.weights)
    to = ("--out", str(model), "--version", recipe.version)
    yield Step("encoder.export", "training.export", (*exported, *to), folder)
    yield Step("encoder.assembly", "training.assembly", (*own, *gold), head)
    yield Step("encoder.plover", "training.plover", (*own, *gold), head)
    yield Step("encoder.happening", "training.happening", own, head)
    yield Step("encoder.saying", "training.saying", own, head)
    yield Step("encoder.telling", "training.telling", own, head)
    yield Step("encoder.calibrate", "evaluation.calibrate", (*gold, "--out", str(lines)), (lines,))
    calibrated = (*own, "--calibration", str(lines))
    yield Step("encoder.calibrated", "training.describe", calibrated, manifest)
    yield Step("encoder.measure", "evaluation.figures", (*gold, "--out", str(figures)), (figures,))
    yield Step("encoder.measured", "training.describe", (*own, "--figures", str(figures)), manifest)


def _pairs(places: Places, recipe: Recipe) -> Iterator[Step]:
    work, model = places.work, places.models / "pairs"
    first_run, first, run = work / "first_pair_run", work / "first_pairs", work / "pair_run"
    heat, figures = work / "temperatures.json", work / "pair_figures.json"
    gold, base = ("--gold", str(places.gold)), ("--base", str(places.base))
    start, folder = ("--start", str(first / PAIRS_FILE)), (model / PAIRS_FILE, model / MANIFEST_FILE)
    train, export = "training.pairs.train", "training.pairs.export"
    without = ("--without", *recipe.first_without)
    begun = tuple(places.base / name for name in BASE_FILES)
    first_given = (first_run / "weights.pt", first_run / "log.jsonl")
    first_trained = (*gold, *base, *without, "--out", str(first_run))
    yield Step("pairs.first_train", train, first_trained, first_given, first_run, begun)
    to_start = ("--run", str(first_run), *base, *gold, "--out", str(first), "--version", "1")
    yield Step("pairs.first_export", export, to_start, (first / PAIRS_FILE,))
    given = tuple(run / name for name in (*recipe.pair_weights, "log.jsonl"))
    trained = (*gold, *base, *start, "--out", str(run))
    yield Step("pairs.train", train, trained, given, run, (*begun, first / PAIRS_FILE))
    exported = ("--run", str(run), "--weights", *recipe.pair_weights, *start, "--kept", str(recipe.kept))
    exported += (*base, *gold, "--out", str(model), "--version", recipe.pair_version)
    yield Step("pairs.export", export, exported, folder)
    fitted = ("--model", str(model), *gold, "--out", str(heat))
    yield Step("pairs.calibrate", "training.pairs.calibrate", fitted, (heat,))
    calibrated = (*exported, "--temperatures", str(heat))
    yield Step("pairs.calibrated", export, calibrated, folder)
    judged = ("--model", "pairs", *gold, "--out", str(figures))
    yield Step("pairs.measure", "evaluation.figures", judged, (figures,))
    yield Step("pairs.measured", export, (*calibrated, "--figures", str(figures)), folder)


def pending(steps: Sequence[Step], record: Record) -> list[Step]:
    """Return the steps that are not done, in order: of each model one of them and all that come after it."""
    models = dict.fromkeys(step.model for step in steps)
    return [step for model in models for step in _pending([s for s in steps if s.model == model], record)]


def _pending(own: Sequence[Step], record: Record) -> Sequence[Step]:
    done = list(takewhile(lambda step: _recorded(step, record), own))
    # Steps write the same file one after the other: the last of them tells what it has to be.
    last = {path: step for step in done for path in step.gives}
    stale = {path for path, step in last.items() if file_hash(path) != record[step.name].gave[str(path)]}
    kept = list(takewhile(lambda step: not stale.intersection(step.gives), done))
    return own[len(kept) :]


def _recorded(step: Step, record: Record) -> bool:
    found = record.get(step.name)
    if found is None or found.command != step.command:
        return False
    return found.gave.keys() == {*map(str, step.gives)} and not _missing(step.gives)


def back_to(steps: Sequence[Step], named: int) -> int:
    """Return the number of the step from which one is to be done again: its own, or that of the export.

    Calibration is fitted to a model that has none. What comes before it adds to the model that it finds,
    which after a finished run is a calibrated one: only export makes one that is not.
    """
    names = [step.name for step in steps]
    export, calibrated = names.index("encoder.export"), names.index("encoder.calibrated")
    return export if export < named < calibrated else named


def without(record: Record, step: Step, steps: Sequence[Step]) -> dict[str, Entry]:
    """Return a record without a step and those after it, which rest on it."""
    own = [each.name for each in steps if each.model == step.model]
    later = own[own.index(step.name) :]
    return {name: entry for name, entry in record.items() if name not in later}


def begin(record: Record, step: Step, steps: Sequence[Step]) -> dict[str, Entry]:
    """Make ready for a step; return a record in which neither it nor any after it is done.

    A training run that was not begun with the same command and files, or was done, is to begin anew.

    Raises:
        InputError: a file that a run begins with is missing.
    """
    kept = without(record, step, steps)
    if step.run is None:
        return kept
    if missing := _missing(step.begins_with):
        raise InputError(
            f"{step.name} begins with {missing[0]}, which is missing: do what comes before it first"
        )
    begun = Entry(command=step.command, began_with=_hashes(step.begins_with))
    if record.get(step.name) != begun:
        for name in _TAKEN_UP:
            (step.run / name).unlink(missing_ok=True)
    return {**kept, step.name: begun}


def with_done(record: Record, step: Step) -> dict[str, Entry]:
    """Return a record with a step that has just been done.

    Raises:
        InputError: the step did not give a file that it should have.
    """
    if missing := _missing(step.gives):
        raise InputError(f"{step.name} ended well and left no {missing[0]}: give its command alone and look")
    return {**record, step.name: Entry(command=step.command, gave=_hashes(step.gives))}


def _missing(paths: Sequence[Path]) -> list[Path]:
    return [path for path in paths if not path.is_file()]


def _hashes(paths: Sequence[Path]) -> dict[str, str]:
    return {str(path): file_hash(path) for path in paths}
