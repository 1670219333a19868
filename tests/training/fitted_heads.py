"""What holds of every head that is fitted after export."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from rashomon.language.analyser import SHIPPED_MODEL
from rashomon.language.manifest import load_arrays, load_manifest


def assert_only_it_changed(folder: Path, head: str) -> None:
    """Check that a copy of the shipped folder differs from it in the arrays of one head and nothing else."""
    before, after = load_manifest(SHIPPED_MODEL), load_manifest(folder)
    assert sorted(after.heads) == sorted(before.heads)
    assert sorted(each.name for each in after.trained_on) == sorted(each.name for each in before.trained_on)
    assert after.inventory == before.inventory
    arrays, now = load_arrays(SHIPPED_MODEL), load_arrays(folder)
    assert now.keys() == arrays.keys()
    changed = {name for name, array in now.items() if not np.array_equal(array, arrays[name])}
    assert changed
    assert all(name.startswith(f"{head}.") for name in changed)
