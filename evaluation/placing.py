"""Fit how sure the entries of place names are, on half of the articles of LGL and GeoVirus.

    python -m evaluation.placing --gold GOLD/lgl/lgl_dev.xml --gold GOLD/geovirus/GeoVirus.xml

A logistic regression (`rashomon.extract.places.PlaceSurety`) on the score of a name and the share of its
entry, with a small penalty, fitted on the articles whose SHA-256 begins with an even byte. What is printed
besides its weights is measured on the others: for each file how many names have an entry, how many of them
are shown as more than uncertain, the percentage of those that is wrong, and the calibration error; on the
first line with the score of the name times the share, on the second with that of the regression.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from evaluation.calibrate import in_fitting_half
from evaluation.calibration import UNCERTAIN, Judged, expected_calibration_error
from evaluation.console import exit_with
from evaluation.scores.analysing import from_raw
from evaluation.tasks.places import is_right
from rashomon.extract.places import PlaceSurety, marks_of, named_places, placed
from rashomon.language import plain_document
from rashomon.model.errors import RashomonError
from training.assembly import fit
from training.gold.places import read_places


@dataclass(frozen=True, slots=True)
class Given:
    """A name with an entry: how sure the name is, the share of the entry, and whether it is right."""

    file: str
    text: str
    name: float
    share: float
    right: bool


def given_entries(path: Path) -> Iterator[Given]:
    """Yield the names with an entry that are found in the articles of a file.

    Raises:
        InputError: the file holds no gold.
    """
    texts = read_places(path)
    for text, analysis in zip(texts, from_raw((each.name, each.text) for each in texts), strict=True):
        for named in named_places(plain_document(text.text, text.name), analysis):
            if named.found is not None:
                right = is_right(placed(named), text)
                yield Given(path.name, text.name, named.place.score, named.found.share, right)


def fitted(entries: Sequence[Given]) -> PlaceSurety:
    """Return the weights of greatest likelihood on the half of the articles that is for fitting."""
    own = [entry for entry in entries if in_fitting_half(entry.text)]
    marks = np.array([marks_of(entry.name, entry.share) for entry in own], dtype=np.float32)
    name, share, always = fit(marks, np.array([entry.right for entry in own])).tolist()
    return PlaceSurety(round(always, 3), round(name, 3), round(share, 3))


def _row(entries: Sequence[Given], score: Callable[[float, float], float]) -> str:
    judged = [Judged(score(entry.name, entry.share), entry.right) for entry in entries]
    shown = [each for each in judged if each.score >= UNCERTAIN]
    wrong = 100 * sum(not each.right for each in shown) / max(len(shown), 1)
    return f"{len(judged):8}{len(shown):8}{wrong:8.1f}{expected_calibration_error(judged):8.2f}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit as the command line says; return 0, or 2 on bad input."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--gold", type=Path, action="append", required=True)
    given = parser.parse_args(arguments)
    try:
        entries = [entry for path in given.gold for entry in given_entries(path)]
        weights = fitted(entries)
    except RashomonError as error:
        print(f"evaluation.placing: {error}", file=sys.stderr)
        return 2
    print(weights)
    print(f"{'file':24}{'entries':>8}{'shown':>8}{'wrong':>8}{'ECE':>8}")
    for path in given.gold:
        own = [each for each in entries if each.file == path.name and not in_fitting_half(each.text)]
        for score in (lambda name, share: name * share, weights.of):
            print(f"{path.name:24}{_row(own, score)}")
    return 0


if __name__ == "__main__":
    exit_with(main)
