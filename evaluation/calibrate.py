"""Fit the scores of the encoder's findings to how often they are right, on half of the dev sets.

    python -m evaluation.calibrate --gold GOLD --out calibration.json
    python -m evaluation.calibrate --gold GOLD --measure

For each kind of finding a line through the log-odds of its scores is fitted by maximum likelihood
(Platt, 1999), on the documents of dev whose SHA-256 begins with an even byte. What is printed is
measured on the others; a line that does not help there is left out. The file goes to `training.describe`.
With `--measure` nothing is fitted, and the shipped model is measured as it is.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from evaluation.calibration import Judged, Surety, expected_calibration_error, gathered
from evaluation.console import exit_with
from evaluation.options import TaskOptions
from evaluation.tasks import coreference, entities, event_location, roles, statements, syntax, times
from rashomon.language.analyser import SHIPPED_MODEL
from rashomon.language.calibration import calibrated, log_odds
from rashomon.language.manifest import load_manifest
from rashomon.model.errors import InputError, RashomonError
from training.gold.files import read_text

LEAST_SLOPE = 0.01  # a line that falls would turn the order of findings round
LEAST_JUDGED = 50  # of fewer findings no line is made

Line = tuple[float, float]  # slope and intercept
Judging = Callable[[TaskOptions], Iterator[tuple[str, Surety]]]


@dataclass(frozen=True, slots=True)
class Dev:
    """How the findings of some kinds are judged, and on which dev set.

    `gold` and `split`, a file with names of documents, are paths below the folder of gold sets.
    """

    judged: Judging
    gold: tuple[str, ...]
    split: str | None = None

    def options(self, folder: Path) -> TaskOptions:
        """Return what the task is given."""
        names = None if self.split is None else frozenset(read_text(folder / self.split).split())
        return TaskOptions(tuple(folder / path for path in self.gold), names)


_EWT = "ud-english-ewt/en_ewt-ud-dev.conllu"
DEV_SETS = (
    Dev(syntax.judged, (_EWT, "ud-english-gum/en_gum-ud-dev.conllu")),
    Dev(entities.judged, ("worldwide-ner/dev",)),
    Dev(times.judged, ("tempeval3",)),
    Dev(coreference.judged, ("gum/coref/gum/tsv",), "gum/dev.txt"),
    Dev(roles.judged, ("propbank-ewt.zip", _EWT)),
    Dev(event_location.judged, ("event-location/labeled_text.jsonl.zip",)),
    Dev(statements.judged, ("polnear/data/dev",)),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One kind of finding on the half that its line was not fitted on; figures in percent."""

    kind: str
    found: int
    mean_score: float
    right: float
    error_before: float
    error_after: float


def in_fitting_half(name: str) -> bool:
    """Tell whether a document is one that lines are fitted on: the first byte of its SHA-256 is even.

    Not whether the whole number is even: of some sets dev is the tenth whose SHA-256 ten divides.
    """
    return sha256(name.encode()).digest()[0] % 2 == 0


def fit(judged: Sequence[Judged]) -> Line:
    """Return slope and intercept of greatest likelihood; the slope is at least `LEAST_SLOPE`.

    As Platt (1999) has it, right and wrong are taken for a little less than certain, so that the line
    is finite where all that was found is right.
    """
    odds = log_odds(np.array([each.score for each in judged], dtype=np.float32))
    right = np.array([each.right for each in judged])
    targets = np.where(right, (right.sum() + 1) / (right.sum() + 2), 1 / ((~right).sum() + 2))

    def loss(line: np.ndarray) -> tuple[float, np.ndarray]:
        moved = line[0] * odds + line[1]
        surplus = 1 / (1 + np.exp(-moved)) - targets
        value = np.logaddexp(0, moved) - targets * moved
        return value.mean(), np.array([(surplus * odds).mean(), surplus.mean()])

    bounds = [(LEAST_SLOPE, None), (None, None)]
    found = minimize(loss, (1.0, 0.0), jac=True, method="L-BFGS-B", bounds=bounds, options={"ftol": 1e-12})
    return round(float(found.x[0]), 4), round(float(found.x[1]), 4)


def fit_all(surety: Surety) -> dict[str, Line]:
    """Return the line of each kind of which enough was found, in order of kind."""
    return {kind: fit(surety[kind]) for kind in sorted(surety) if len(surety[kind]) >= LEAST_JUDGED}


def measured(surety: Surety, lines: Mapping[str, Line]) -> Iterator[Row]:
    """Yield a row for each kind; one without a line is as it was."""
    for kind in sorted({*surety, *lines}):
        judged = surety.get(kind, ())
        after = apply(judged, lines[kind]) if kind in lines else judged
        count = max(len(judged), 1)
        yield Row(
            kind,
            len(judged),
            100 * sum(each.score for each in judged) / count,
            100 * sum(each.right for each in judged) / count,
            expected_calibration_error(judged),
            expected_calibration_error(after),
        )


def apply(judged: Sequence[Judged], line: Line) -> list[Judged]:
    """Return the same findings with the scores that the product gives them once calibrated."""
    scores = calibrated(np.array([each.score for each in judged], dtype=np.float32), *line)
    return [Judged(score, each.right) for score, each in zip(scores.tolist(), judged, strict=True)]


def halves(judged: Iterable[tuple[str, Surety]]) -> tuple[Surety, Surety]:
    """Return what lines are fitted on, and what they are measured on."""
    parts = list(judged)
    first, second = (
        gathered(found for name, found in parts if in_fitting_half(name) is fitting)
        for fitting in (True, False)
    )
    return first, second


def refuse_calibrated() -> None:
    """Refuse to fit lines to what was moved by lines.

    Raises:
        InputError: the model is calibrated already.
    """
    manifest = load_manifest(SHIPPED_MODEL)
    if manifest.calibration:
        raise InputError(
            f"the model {manifest.made_by} in {SHIPPED_MODEL} is calibrated already, and lines are fitted to "
            "what the network itself says: export it anew and fit its trust first, or give --measure"
        )


def helping(lines: Mapping[str, Line], rows: Iterable[Row]) -> dict[str, Line]:
    """Return the lines that make scores right more often on what they were not fitted on."""
    better = {row.kind for row in rows if row.error_after < row.error_before}
    return {kind: line for kind, line in lines.items() if kind in better}


def judge_all(folder: Path, sets: Iterable[Dev]) -> Iterator[tuple[str, Surety]]:
    """Yield the documents of `sets`, which lie below `folder`, with what was found in them.

    Raises:
        InputError: a set is missing.
    """
    for dev in sets:
        yield from dev.judged(dev.options(folder))


def print_table(rows: Iterable[Row]) -> None:
    """Print one line a kind."""
    print(f"{'kind':16}{'found':>8}{'mean score':>12}{'right':>8}{'ECE before':>12}{'ECE after':>11}")
    for row in rows:
        shares = f"{row.mean_score:12.1f}{row.right:8.1f}{row.error_before:12.2f}{row.error_after:11.2f}"
        print(f"{row.kind:16}{row.found:8}{shares}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit as the command line says; return 0, or 2 on bad input."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--gold", type=Path, required=True, help="the folder of gold sets")
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--out", type=Path, help="the file to write lines to")
    what.add_argument(
        "--measure", action="store_true", help="fit nothing: measure the model as it is shipped"
    )
    given = parser.parse_args(arguments)
    try:
        if not given.measure:
            refuse_calibrated()
        fitting, other = halves(judge_all(given.gold, DEV_SETS))
    except RashomonError as error:
        print(f"evaluation.calibrate: {error}", file=sys.stderr)
        return 2
    if given.measure:
        print_table(measured(other, {}))
        return 0
    lines = fit_all(fitting)
    rows = list(measured(other, lines))
    kept = helping(lines, rows)
    given.out.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    print_table(rows)
    for kind in sorted(fitting.keys() - kept.keys()):
        few = len(fitting[kind]) < LEAST_JUDGED
        why = f"fewer than {LEAST_JUDGED} found to fit on" if few else "no better on the other half"
        print(f"{kind}: {why}: left as it is")
    return 0


if __name__ == "__main__":
    exit_with(main)
