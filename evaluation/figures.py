"""All figures of a shipped model on the dev splits, for the manifest, the model card and the tables.

    python -m evaluation.figures --gold GOLD --out figures.json [--model pairs] [--only TASK ...]

Prints one line a task as it is done, and writes one flat object: `set.figure` to value, in percent.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from evaluation.__main__ import load_task
from evaluation.console import exit_with
from evaluation.options import TaskOptions
from rashomon.model.errors import InputError, RashomonError
from training.gold.files import read_text


class Run(msgspec.Struct, frozen=True):
    """One task on one dev split.

    Attributes:
        task: its name.
        name: what its figures are called by.
        gold: paths below the gold folder or, of our own gold, from the root.
        split: a file of ids to score.
        totals: whether figures of parts are left out.
    """

    task: str
    name: str
    gold: tuple[str, ...]
    split: str = ""
    totals: bool = False


_EWT = "ud-english-ewt/en_ewt-ud-dev.conllu"
ENCODER = (
    Run("statements", "polnear", ("polnear/data/dev",)),
    Run("syntax", "ewt", (_EWT,)),
    Run("syntax", "gum", ("ud-english-gum/en_gum-ud-dev.conllu",)),
    Run("entities", "worldwide", ("worldwide-ner/dev",)),
    Run("coreference", "gum_coreference", ("gum/coref/gum/tsv",), "gum/dev.txt"),
    Run("roles", "propbank", ("propbank-ewt.zip", _EWT)),
    Run("factuality", "uds", ("uds-factuality", _EWT)),
    Run("times", "tempeval3", ("tempeval3",)),
    Run("event_location", "event_location", ("event-location/labeled_text.jsonl.zip",)),
    Run("events", "plv", ("plv/datasets/PLV_train.tsv",)),
)
PAIRS = (
    Run("nli", "nli", ("nli.zip",)),
    Run("nli", "made", (str(Path(__file__).parent / "made_pairs" / "dev.jsonl"),), totals=True),
    Run("stance", "stance", ("perspectrum", "vast", "fnc1", "newsmtsc")),
)
RUNS = {"encoder": ENCODER, "pairs": PAIRS}


def figures(runs: Sequence[Run], gold: Path, only: frozenset[str]) -> Iterator[tuple[Run, dict[str, float]]]:
    """Yield the figures of each of `runs`, in order; all when `only` names no task.

    Raises:
        RashomonError: gold is missing or no gold, or a model is damaged.
    """
    for run in runs:
        if only and run.task not in only:
            continue
        split = frozenset(read_text(gold / run.split).split()) if run.split else None
        options = TaskOptions(tuple(gold / path for path in run.gold), split, sealed=run.totals)
        scores = load_task(run.task)(options)
        yield run, {f"{run.name}.{name}": round(value, 2) for name, value in scores.items()}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run as the command line says; return 0, or 2 on bad input."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--gold", type=Path, required=True, help="the folder of gold sets")
    parser.add_argument("--out", type=Path, required=True, help="JSON file to write")
    parser.add_argument("--model", choices=tuple(RUNS), default="encoder")
    parser.add_argument("--only", action="append", default=[], metavar="TASK", help="run this task only")
    given = parser.parse_args(arguments)
    found: dict[str, float] = {}
    began = time.monotonic()
    try:
        if not given.out.parent.is_dir():  # told before minutes of work
            raise InputError(f"{given.out} can't be written: {given.out.parent} is no folder")
        for run, scores in figures(RUNS[given.model], given.gold, frozenset(given.only)):
            found |= scores
            print(f"{time.monotonic() - began:6.0f} s  {run.task} on {run.name}", flush=True)
    except RashomonError as error:
        print(f"evaluation: {error}", file=sys.stderr)
        return 2
    given.out.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    exit_with(main)
