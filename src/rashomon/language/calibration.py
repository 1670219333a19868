"""Scores that are right as often as they say: a line through the log-odds, after Platt (1999).

J. Platt, "Probabilistic outputs for support vector machines and comparisons to regularized likelihood
methods", 1999. `evaluation.calibrate` fits the lines.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from rashomon.language.arrays import Floats

SURE = 1e-6  # nearer to 0 and 1 than this no score is taken to be


def log_odds(scores: Floats) -> NDArray[np.float64]:
    """Return the log-odds of probabilities `[n]`, finite for 0 and 1 too."""
    clipped = scores.astype(np.float64).clip(SURE, 1 - SURE)
    result: NDArray[np.float64] = np.log(clipped / (1 - clipped))
    return result


def calibrated(scores: Floats, slope: float, intercept: float) -> Floats:
    """Return probabilities: their log-odds are those of `scores` times `slope` plus `intercept`."""
    return chances(slope * log_odds(scores) + intercept)


def chances(odds: Floats | NDArray[np.float64]) -> Floats:
    """Return the probabilities that have these log-odds."""
    result: Floats = (1 / (1 + np.exp(-odds))).astype(np.float32)
    return result
