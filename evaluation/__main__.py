"""`python -m evaluation TASK --gold PATH ...`: score one task and print its figures.

`python -m evaluation gate` checks the floors of `evaluation/floors.json` on the gold folder that
the environment variable `RASHOMON_GOLD` names.
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from evaluation.console import exit_with
from evaluation.gate import GOLD_VARIABLE, check_floors, gold_folder
from evaluation.options import SEALED, Scores, Task, TaskOptions, is_sealed
from rashomon.model.errors import InputError, RashomonError
from training.gold.files import read_text

STORY_TASKS = ("reuse", "stories")  # they score all stories below a folder
TASKS = (
    "actors",
    "chains",
    "coding",
    "coreference",
    "entities",
    "event_location",
    "events",
    "factuality",
    "meantime",
    "nli",
    "pages",
    "partings",
    "places",
    "polarity",
    "reuse",
    "roles",
    "speakers",
    "speed",
    "stance",
    "statements",
    "stories",
    "syntax",
    "times",
)


def load_task(name: str) -> Task:
    """Return the scorer of a task."""
    task: Task = importlib.import_module(f"evaluation.tasks.{name}").score
    return task


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return 0, 1 when a floor is broken, 2 on bad input."""
    given = _parser().parse_args(arguments)
    try:
        if given.task == "gate":
            return _gate(given)
        _print_scores(load_task(given.task)(_options(given)), as_json=given.json)
    except RashomonError as error:
        print(f"evaluation: {error}", file=sys.stderr)
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evaluation", description="Score one task on gold.")
    parser.add_argument("task", choices=(*TASKS, "gate"))
    parser.add_argument(
        "--gold", type=_path, action="append", default=[], help="gold folder or file; repeats"
    )
    parser.add_argument("--split", type=Path, help="file with the ids of the documents to score, one a line")
    parser.add_argument("--limit", type=_positive, help="score at most so many documents")
    parser.add_argument("--errors", type=Path, help="write a page of gold and found side by side")
    parser.add_argument("--sealed", action="store_true", help="sealed gold: totals only, no errors shown")
    parser.add_argument("--json", action="store_true", help="print one flat JSON object on the last line")
    return parser


def _path(value: str) -> Path:
    if not value:
        raise argparse.ArgumentTypeError("a path is needed, not an empty one")
    return Path(value)


def _positive(value: str) -> int:
    if not value.isdecimal() or not int(value):
        raise argparse.ArgumentTypeError(f"a number of at least 1 is needed, not {value}")
    return int(value)


def _options(given: argparse.Namespace) -> TaskOptions:
    _check_sealed(given)
    split = None if given.split is None else _ids(given.split)
    return TaskOptions(tuple(given.gold), split, given.limit, given.errors, given.sealed)


def _check_sealed(given: argparse.Namespace) -> None:
    """Refuse to look at sealed gold in any other way than as a whole, by its totals.

    Raises:
        InputError: it is given without `--sealed`, in part, beside other gold of ours, or to be read.
    """
    sealed = [path for path in given.gold if _holds_sealed(path, given.task)]
    if sealed and not given.sealed:
        raise InputError(f"{sealed[0]} holds sealed gold: score it once, with --sealed, or name other parts")
    if sealed and (given.split or given.limit or given.errors):
        raise InputError("sealed gold is scored as a whole, unread: leave --split, --limit and --errors out")
    part = next((path for path in sealed if path.resolve().name.removesuffix(".jsonl") != SEALED), None)
    if part is not None:
        raise InputError(
            f"{part} is a part of the sealed gold, or more than that: name the whole, .../{SEALED}"
        )
    ours = [path for path in given.gold if Path(__file__).parent in path.resolve().parents]
    if sealed and len(ours) > 1:
        raise InputError("beside other gold of ours the totals of sealed gold could be told: score it alone")


def _holds_sealed(path: Path, task: str) -> bool:
    """Tell whether a path is sealed gold, or a folder of stories that has some below it."""
    if is_sealed(path):
        return True
    return task in STORY_TASKS and path.is_dir() and any(path.rglob(SEALED))


def _ids(path: Path) -> frozenset[str]:
    return frozenset(map(str.strip, read_text(path).split("\n"))) - {""}


def _print_scores(scores: Scores, *, as_json: bool) -> None:
    for name, value in scores.items():
        print(f"{name:32} {value:10.2f}")
    if as_json:
        print(json.dumps({name: round(value, 4) for name, value in scores.items()}))


def _gate(given: argparse.Namespace) -> int:
    if given.gold or given.split or given.limit or given.errors or given.sealed:
        raise InputError(f"the gate takes no other options: {GOLD_VARIABLE} names the gold")
    if gold_folder() is None:
        print(f"{GOLD_VARIABLE} is not set: only floors on our own gold are checked", file=sys.stderr)
    broken = check_floors(load_task)
    for line in broken:
        print(line, file=sys.stderr)
    return 1 if broken else 0


if __name__ == "__main__":
    exit_with(main)
