"""Fit how likely two claims speak of one matter, on the statements and events of our own stories.

    python -m evaluation.likeness --gold evaluation/stories/dev

Pairs of what gold's statements and events tell (`rashomon.compare.tellings`) that are compared
(`rashomon.compare.likeness.candidate_claims`) are right where gold has something of both in one proposition.
Prints the weights of `CompareSettings` (`matter_marks`) and how well they tell right pairs from others:
average precision, on the stories that they are fitted to and, with `--measure`, on others.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from evaluation.annotation.build import StoryFolders, build
from evaluation.console import exit_with
from evaluation.scores.findings import Findings, of_compiled
from evaluation.tasks.stories import compared, story_folders
from rashomon.compare import CompareSettings
from rashomon.compare.claims import claims_of
from rashomon.compare.collection import collect
from rashomon.compare.comparison import find_passages
from rashomon.compare.likeness import basis, candidate_claims, marks_of
from rashomon.compare.tellings import Telling, tellings_of
from rashomon.language.arrays import Bools, Floats
from rashomon.model.corpus import Extraction
from rashomon.pipeline import sentence_vectors
from training.assembly import fit


def marked_pairs(folder: Path) -> tuple[Floats, Bools]:
    """Return float32 `[n, m]`, the marks of the pairs of one story that are compared, and which are right."""
    gold = of_compiled(build(StoryFolders(folder / "texts", folder / "annotation")))
    extraction = Extraction(
        documents=tuple(compared(folder).documents), statements=gold.statements, events=gold.events
    )
    settings = CompareSettings()
    collection = collect(extraction.documents)
    over = basis(collection, sentence_vectors, find_passages(collection, sentence_vectors, settings))
    tellings = tellings_of(claims_of(collection, extraction, settings.matter_stems), collection.weights)
    heads = [telling.head for telling in tellings]
    pairs = candidate_claims(heads, over, settings)
    bearing = [_bearing(telling, gold) for telling in tellings]
    right = [
        not bearing[one].isdisjoint(bearing[other])
        for one, other in zip(pairs.left.tolist(), pairs.right.tolist(), strict=True)
    ]
    return marks_of(heads, pairs, over), np.array(right)


def _bearing(telling: Telling, gold: Findings) -> frozenset[str]:
    """Return the propositions of gold that what is told bears on."""
    told = {claim.finding for claim in telling.claims}
    return frozenset(each.id for each in gold.propositions if not told.isdisjoint(each.members))


def average_precision(odds: Floats, right: Bools) -> float:
    """Return the mean precision at each right pair, the likeliest pairs first, in percent."""
    ordered = right[np.argsort(-odds, kind="stable")]
    precision = np.cumsum(ordered) / np.arange(1, len(ordered) + 1)
    return float(100 * precision[ordered].mean())


def _gathered(gold: Iterable[Path]) -> tuple[Floats, Bools]:
    parts = [marked_pairs(folder) for folder in story_folders(gold).values()]
    return np.concatenate([marks for marks, _ in parts]), np.concatenate([right for _, right in parts])


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit as the command line says."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--gold", type=Path, action="append", required=True)
    parser.add_argument("--measure", type=Path, action="append", default=[])
    given = parser.parse_args(arguments)
    marks, right = _gathered(given.gold)
    weights = fit(marks, right)
    print("matter_marks", ", ".join(f"{weight:.3f}" for weight in weights.tolist()))
    for name, paths in (("fitted to", given.gold), ("measured on", given.measure)):
        if paths:
            marks, right = _gathered(paths)
            found = average_precision(marks @ weights[:-1], right)
            print(f"average precision, {name} {len(right)} pairs, {right.mean():.1%} right: {found:.1f}")
    return 0


if __name__ == "__main__":
    exit_with(main)
