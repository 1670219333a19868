"""The layers of a long text's stretches put together as those of one text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from typing import Any, TypeVar

import numpy as np

Layer = TypeVar("Layer")

# What is a number of a word is raised by the words of the stretches before.
_WORDS = frozenset(
    {"sentences", "heads", "spans", "predicates", "arguments", "places", "saying", "cues", "pieces"}
)
# What is a number of another finding is raised by how many of those there were before.
_COUNTED = {"frame": "predicates", "placed": "predicates", "cue": "cues", "antecedents": "spans"}


def join(layers: Sequence[Layer], counts: Sequence[int]) -> Layer:
    """Return one layer, or structure of layers, from those of successive stretches.

    Args:
        layers: of the same type; -1 in an array stands for nothing and stays.
        counts: the number of words of each stretch.
    """
    if len(layers) == 1:
        return layers[0]
    bases = np.cumsum([0, *counts[:-1]]).tolist()
    values = {f.name: _field(f.name, layers, bases, counts) for f in fields(layers[0])}  # type: ignore[arg-type]
    return type(layers[0])(**values)


def _field(name: str, layers: Sequence[Any], bases: Sequence[int], counts: Sequence[int]) -> Any:  # noqa: ANN401 - any field
    parts = [getattr(layer, name) for layer in layers]
    if is_dataclass(parts[0]):
        return join(parts, counts)
    if name in _WORDS:
        return np.concatenate([_raised(part, base) for part, base in zip(parts, bases, strict=True)])
    if name == "chains":
        sizes = [int(part.max(initial=-1)) + 1 for part in parts]
    elif name in _COUNTED:
        sizes = [len(getattr(layer, _COUNTED[name])) for layer in layers]
    else:
        return _stacked(parts)
    before = np.cumsum([0, *sizes[:-1]]).tolist()
    return np.concatenate([_raised(part, base) for part, base in zip(parts, before, strict=True)])


def _stacked(parts: Sequence[Any]) -> Any:  # noqa: ANN401 - arrays of any kind
    """Return arrays one behind the other; an empty one has no rows, however many columns others have."""
    return np.concatenate([part for part in parts if len(part)] or parts[:1])


def _raised(numbers: np.ndarray[Any, np.dtype[np.int32]], base: int) -> np.ndarray[Any, np.dtype[np.int32]]:
    return np.where(numbers < 0, numbers, numbers + base).astype(np.int32)
