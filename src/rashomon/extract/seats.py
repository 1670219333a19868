"""Capitals, from GeoNames (CC BY 4.0), and well-known seats of power, each with its state: `seats.csv`."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

from rashomon.extract.gazetteer import folded

SEATS_FILE: Final = Path(__file__).parent / "seats.csv"


@cache
def seats() -> Mapping[str, tuple[str, str]]:
    """Return the state and what it is of each capital and seat of power, by folded name."""
    with SEATS_FILE.open(encoding="utf-8", newline="") as file:
        return {folded(row["name"]): (row["state"], row["kind"]) for row in csv.DictReader(file)}
