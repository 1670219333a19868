"""How far scores can be taken at their word: reliability table and expected calibration error.

The error is that of Guo, Pleiss, Sun and Weinberger (ICML 2017), with bins of equal mass as in
Nixon et al. (2019): what is found is ordered by score and cut into bins of the same size; the error
is the distance between mean score and share of right ones in a bin, averaged over all that was found.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from rashomon.model.errors import InputError

BINS = 15
UNCERTAIN = 0.6  # the score below which the report calls a finding uncertain


@dataclass(frozen=True, slots=True)
class Judged:
    """The score of something found, in [0, 1], and whether it is right."""

    score: float
    right: bool


Surety = Mapping[str, Sequence[Judged]]  # by kind of finding, named as in a model's manifest


@dataclass(frozen=True, slots=True)
class Bin:
    """How many were found with about the same score, their mean score, and the share that is right."""

    count: int
    mean_score: float
    share_right: float


def gathered(parts: Iterable[Surety]) -> dict[str, list[Judged]]:
    """Return what was judged in several documents, kind by kind."""
    kinds: dict[str, list[Judged]] = {}
    for part in parts:
        for kind, judged in part.items():
            kinds.setdefault(kind, []).extend(judged)
    return kinds


def reliability(judged: Iterable[Judged], bins: int = BINS) -> list[Bin]:
    """Return the bins that hold something, in order of score.

    Equal scores stand in one bin, that of the middle one of them, so that the order of the input
    does not matter; bins are of the same size but for that.

    Raises:
        InputError: a score is no number in [0, 1].
    """
    pairs = list(judged)
    scores = np.array([each.score for each in pairs], dtype=np.float64)
    right = np.array([each.right for each in pairs], dtype=np.float64)
    if not ((scores >= 0) & (scores <= 1)).all():
        raise InputError("a score lies outside [0, 1]: calibration is measured on probabilities")
    numbers = _bin_numbers(scores, bins)
    chosen = (numbers == number for number in range(bins))
    return [Bin(int(c.sum()), float(scores[c].mean()), float(right[c].mean())) for c in chosen if c.any()]


def calibration_error(table: Sequence[Bin]) -> float:
    """Return the expected calibration error in percent; 0 where nothing was found."""
    total = sum(each.count for each in table)
    apart = sum(each.count * abs(each.mean_score - each.share_right) for each in table)
    return 100 * apart / total if total else 0.0


def expected_calibration_error(judged: Iterable[Judged], bins: int = BINS) -> float:
    """Return the expected calibration error of what was found, in percent.

    Raises:
        InputError: a score is no number in [0, 1].
    """
    return calibration_error(reliability(judged, bins))


def surety_error(surety: Surety, *kinds: str) -> float:
    """Return the expected calibration error of some kinds together, in percent."""
    return expected_calibration_error(each for kind in kinds for each in surety.get(kind, ()))


def surety_figures(judged: Sequence[Judged]) -> dict[str, float]:
    """Return how far the scores of what was found can be taken at their word, in percent."""
    return {
        f"right_under_{UNCERTAIN}": _right([each for each in judged if each.score < UNCERTAIN]),
        f"right_from_{UNCERTAIN}": _right([each for each in judged if each.score >= UNCERTAIN]),
        "ece": expected_calibration_error(judged),
    }


def _right(judged: Sequence[Judged]) -> float:
    return 100 * sum(each.right for each in judged) / len(judged) if judged else 0.0


def _bin_numbers(scores: np.ndarray[tuple[int], np.dtype[np.float64]], bins: int) -> np.ndarray:
    _, group, sizes = np.unique(scores, return_inverse=True, return_counts=True)
    middle = np.cumsum(sizes) - sizes / 2
    return (middle * bins / max(len(scores), 1)).astype(int)[group]
