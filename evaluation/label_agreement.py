"""How far two annotators agree on labels: `python -m evaluation.label_agreement FIRST SECOND`.

Both files are TSV: the id of a document, the number of an item in it, and one label in each further column.
For each column it prints the percentage of items with the same label and Cohen's kappa (Cohen, 1960).
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from evaluation.console import exit_with
from rashomon.model.errors import InputError, RashomonError
from training.gold.files import read_text

_KEY = 2  # columns that name an item
Labels = Mapping[tuple[str, ...], Sequence[str]]


def read_labels(path: Path) -> Labels:
    """Return the labels of each item.

    Raises:
        InputError: a row has no label, or an item stands there twice.
    """
    found: dict[tuple[str, ...], Sequence[str]] = {}
    for row in read_text(path).splitlines():
        *key, last = row.split("\t")
        name, labels = tuple(key[:_KEY]), [*key[_KEY:], last]
        if len(name) < _KEY or name in found:
            raise InputError(f"{path}: a row without labels, or an item for the second time: {row}")
        found[name] = labels
    return found


def agreement(first: Sequence[str], second: Sequence[str]) -> tuple[float, float]:
    """Return the share of equal labels and Cohen's kappa, which is 1 where both always say the same."""
    total = len(first)
    same = sum(a == b for a, b in zip(first, second, strict=True)) / total
    ours, theirs = Counter(first), Counter(second)
    chance = sum(ours[label] * theirs[label] for label in ours) / total**2
    return same, 1.0 if chance == 1 else (same - chance) / (1 - chance)


def columns(first: Labels, second: Labels) -> list[tuple[float, float]]:
    """Return the agreement on each column.

    Raises:
        InputError: the two have other items, or other numbers of labels.
    """
    if first.keys() != second.keys():
        raise InputError(f"not the same items: {min(first.keys() ^ second.keys())} stands in one only")
    rows = [(first[key], second[key]) for key in first]
    if len({len(labels) for row in rows for labels in row}) != 1:
        raise InputError("not all rows have as many labels")
    return [agreement([a[at] for a, _ in rows], [b[at] for _, b in rows]) for at in range(len(rows[0][0]))]


def main() -> int:
    """Print the agreement on each column; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.label_agreement", description=__doc__)
    parser.add_argument("first", type=Path)
    parser.add_argument("second", type=Path)
    given = parser.parse_args()
    try:
        found = columns(read_labels(given.first), read_labels(given.second))
    except RashomonError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    for number, (same, kappa) in enumerate(found, start=1):
        sys.stdout.write(f"label {number}: {100 * same:.1f} in 100 the same, kappa {kappa:.3f}\n")
    return 0


if __name__ == "__main__":
    exit_with(main)
