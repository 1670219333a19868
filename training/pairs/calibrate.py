"""Fit one temperature for each task of an exported pair model on half of the held-out pairs.

    python -m training.pairs.calibrate --model FOLDER --gold DIR --out temperatures.json

Scores divided by the temperature have the least negative log-likelihood (Guo et al., ICML 2017). The
file goes to `training.pairs.export --temperatures`. What is printed is measured on the other half.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Collection, Sequence
from pathlib import Path

import numpy as np

from rashomon.language.arrays import Floats
from rashomon.language.pair_manifest import load_pair_manifest
from rashomon.language.pairs import PairModel, PairSettings
from training.pairs.judging import judge
from training.pairs.tasks import COUNTS, TASKS, Labelled, read_all

STEPS = np.exp(np.linspace(np.log(0.2), np.log(5), 323))


def in_first_half(item: Labelled) -> bool:
    """Tell whether a pair is one that temperatures are fitted on, by the SHA-256 of its first text."""
    return hashlib.sha256(item.first.encode()).digest()[0] % 2 == 0


def loss(items: Sequence[Labelled], shares: Sequence[Floats], temperature: float) -> float:
    """Return the negative log-likelihood in nats, mean over pairs, of log-odds divided by `temperature`."""
    pairs = zip(items, shares, strict=True)
    return float(np.mean([_surprise(item, own, temperature) for item, own in pairs]))


def fit(items: Sequence[Labelled], shares: Sequence[Floats]) -> float:
    """Return the temperature with the least loss among `STEPS`, 1 where there are no pairs."""
    if not items:
        return 1.0
    return float(min(STEPS, key=lambda step: loss(items, shares, float(step))))


def fit_all(model: PairModel, dev: Sequence[Labelled]) -> dict[str, float]:
    """Fit each task on the first half of `dev`, relative to what the model divides by already."""
    found: dict[str, float] = {}
    for task in TASKS:
        halves = [[i for i in dev if i.task == task and in_first_half(i) == first] for first in (True, False)]
        shares = [judge(model, half) for half in halves]
        found[task.name] = fit(halves[0], shares[0])
        if halves[1]:
            before, after = (loss(halves[1], shares[1], t) for t in (1.0, found[task.name]))
            print(f"{task.name}: loss on the other half {before:.4f}, calibrated {after:.4f}", flush=True)
    return found


def main() -> None:
    """Fit as the command line says."""
    given = _arguments()
    settings = PairSettings(model=given.model)
    old = load_pair_manifest(settings.model, settings.tokenizer).temperatures
    new = fit_all(PairModel(settings), _held_out(given.gold, given.without))
    total = {name: round(old.get(name, 1.0) * value, 4) for name, value in new.items()}
    given.out.write_text(json.dumps(total) + "\n", encoding="utf-8")


def _held_out(gold: Path, without: Collection[str]) -> list[Labelled]:
    return [item for item in read_all(gold, without) if item.dev]


def _surprise(item: Labelled, shares: Floats, temperature: float) -> float:
    allowed = [item.task.classes.index(label) for label in item.allowed]
    scores = np.log(np.maximum(shares[allowed].astype(np.float64), np.finfo(np.float32).tiny)) / temperature
    return float(np.logaddexp.reduce(scores) - scores[item.allowed.index(item.label)])


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--model", type=Path, required=True, help="the folder that was exported")
    parser.add_argument("--gold", type=Path, required=True, help="the folder of gold sets")
    parser.add_argument("--without", nargs="*", default=[], choices=sorted(COUNTS), help="sets to leave out")
    parser.add_argument("--out", type=Path, required=True, help="the file to write")
    return parser.parse_args()


if __name__ == "__main__":
    main()
