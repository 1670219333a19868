"""The steps from gold folders to the model files that the package ships, and which of them are to be done.

A step is one of the commands of `README.md`. What was done is recorded: the command, and a hash of each file
that it gave. A step is done if it is recorded with the same command, all before it are, and what it gave is
still there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

import msgspec

from rashomon.language.manifest import MANIFEST_FILE
from rashomon.language.pair_manifest import PAIRS_FILE
from rashomon.model.errors import InputError
from training.manifests import file_hash


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
    """

    name: str
    module: str
    arguments: tuple[str, ...]
    gives: tuple[Path, ...]

    @property
    def model(self) -> str:
        """Return the model that it is a step to."""
        return self.name.partition(".")[0]

    @property
    def command(self) -> list[str]:
        """Return what stands behind `python`."""
        return ["-m", self.module, *self.arguments]


class Done(msgspec.Struct, frozen=True):
    """What is recorded of a step: its command, and the SHA-256 of each file that it gave."""

    command: list[str]
    gave: dict[str, str]


Record = Mapping[str, Done]


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
    left_out = tuple(word for name in recipe.without for word in ("--without", name))
    given = tuple(run / name for name in recipe.weights)
    yield Step("encoder.train", "training.train", (*gold, *base, *left_out, "--out", str(run)), given)
    exported = ("--run", str(run), *base, *gold, "--weights", *recipe.weights)
    to = ("--out", str(model), "--version", recipe.version)
    yield Step("encoder.export", "training.export", (*exported, *to), manifest)
    yield Step("encoder.assembly", "training.assembly", (*own, *gold), manifest)
    yield Step("encoder.plover", "training.plover", (*own, *gold), manifest)
    yield Step("encoder.happening", "training.happening", own, manifest)
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
    start, manifest = ("--start", str(first / PAIRS_FILE)), (model / MANIFEST_FILE,)
    train, export = "training.pairs.train", "training.pairs.export"
    without = ("--without", *recipe.first_without)
    begun = (first_run / "weights.pt",)
    yield Step("pairs.first_train", train, (*gold, *base, *without, "--out", str(first_run)), begun)
    to_start = ("--run", str(first_run), *base, *gold, "--out", str(first), "--version", "1")
    yield Step("pairs.first_export", export, to_start, (first / PAIRS_FILE,))
    given = tuple(run / name for name in recipe.pair_weights)
    yield Step("pairs.train", train, (*gold, *base, *start, "--out", str(run)), given)
    exported = ("--run", str(run), "--weights", *recipe.pair_weights, *start, "--kept", str(recipe.kept))
    exported += (*base, *gold, "--out", str(model), "--version", recipe.pair_version)
    yield Step("pairs.export", export, exported, manifest)
    fitted = ("--model", str(model), *gold, "--out", str(heat))
    yield Step("pairs.calibrate", "training.pairs.calibrate", fitted, (heat,))
    calibrated = (*exported, "--temperatures", str(heat))
    yield Step("pairs.calibrated", export, calibrated, manifest)
    judged = ("--model", "pairs", *gold, "--out", str(figures))
    yield Step("pairs.measure", "evaluation.figures", judged, (figures,))
    yield Step("pairs.measured", export, (*calibrated, "--figures", str(figures)), manifest)


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
    return found is not None and found.command == step.command and all(p.is_file() for p in step.gives)


def with_done(record: Record, step: Step, steps: Sequence[Step]) -> dict[str, Done]:
    """Return a record with a step that has just been done, without those after it, which rest on it.

    Raises:
        InputError: the step did not give a file that it should have.
    """
    missing = [path for path in step.gives if not path.is_file()]
    if missing:
        raise InputError(f"{step.name} ended well and left no {missing[0]}: give its command alone and look")
    own = [each.name for each in steps if each.model == step.model]
    later = own[own.index(step.name) :]
    kept = {name: done for name, done in record.items() if name not in later}
    return {**kept, step.name: Done(step.command, {str(path): file_hash(path) for path in step.gives})}
