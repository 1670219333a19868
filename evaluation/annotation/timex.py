"""TIMEX3 values of the annotation: their bounds, and hours with and without minutes as one."""

from __future__ import annotations

import re

from rashomon.extract.timing.values import Bounds
from rashomon.extract.timing.values import bounds as bounds_of
from training.gold.marks import MarkError

HOUR_ALONE = re.compile(r".*T\d\d")


def bounds(value: str) -> Bounds:
    """Return precision and bounds of a TIMEX3 value; durations and references have no bounds.

    Raises:
        MarkError: the value is of no kind that is known, or of a day that there is not.
    """
    try:
        return bounds_of(value)
    except ValueError as error:
        raise MarkError(f"{value} is not a TIMEX3 value that the annotation uses: {error}") from error


def with_minutes(value: str) -> str:
    """Return a TIMEX3 value with minutes where it ends with an hour: both forms say the same."""
    return f"{value}:00" if HOUR_ALONE.fullmatch(value) else value
