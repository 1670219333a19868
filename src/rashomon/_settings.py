"""Settings made in Python, checked before a run starts: a dataclass takes any value of any type."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Iterator
from types import MappingProxyType
from typing import Any, TypeVar

from rashomon.model.errors import InputError

T = TypeVar("T")

_FROM_ZERO = frozenset(  # numbers that may be 0; any other is 1 or more, or, if a fraction, above 0
    "max_nesting max_redirects rewording_alone rewording shared_weight whole_share stock_documents "
    "stock_words standing_documents standing_words name_likeness".split()
)
_MOST = MappingProxyType({"rewording_alone": 1, "rewording": 1, "whole_share": 1, "name_likeness": 100})


def checked_settings(settings: T, kind: type[T]) -> T:
    """Return `settings` if it is of the dataclass `kind` and all its values can be used.

    Raises:
        InputError: naming the setting and its value.
    """
    if not isinstance(settings, kind):
        raise InputError(f"Settings of type {kind.__name__} are needed, not {type(settings).__name__}.")
    for fault in _faults(settings, kind(), kind.__name__):
        raise InputError(fault)
    return settings


def _faults(settings: Any, default: Any, place: str) -> Iterator[str]:  # noqa: ANN401 - any dataclass
    """Yield what can't be used, judged by the types of the default's values."""
    for field in dataclasses.fields(default):
        value, usual = getattr(settings, field.name), getattr(default, field.name)
        name = f"{place}.{field.name}"
        if usual is None:  # a value that may be left out; whoever uses it checks it
            continue
        if not _is_like(value, usual):
            yield f"The setting {name} takes {_TAKEN.get(type(usual), type(usual).__name__)}, not {value!r}."
        elif isinstance(usual, (int, float)) and not isinstance(usual, bool):
            yield from _out_of_bounds(name, field.name, value, whole=isinstance(usual, int))
        elif isinstance(usual, tuple) and usual and not _are_weights(value, len(usual)):
            yield f"The setting {name} takes {len(usual)} numbers, not {value!r}."
        elif usual and value == "":
            yield f"The setting {name} is an empty text: leave it out, or give a name."
        elif dataclasses.is_dataclass(usual):
            yield from _faults(value, usual, name)


_TAKEN = MappingProxyType(
    {int: "a whole number", float: "a number", bool: "True or False", str: "a text", tuple: "a tuple"}
)


def _are_weights(values: tuple[object, ...], count: int) -> bool:
    """Tell whether values are so many numbers, as all are that are not empty by default."""
    return len(values) == count and all(_is_like(each, 0.0) and math.isfinite(each) for each in values)  # type: ignore[arg-type]


def _is_like(value: object, usual: object) -> bool:
    if isinstance(usual, bool) or isinstance(value, bool):
        return isinstance(usual, bool) and isinstance(value, bool)
    return isinstance(value, (int, float) if isinstance(usual, float) else type(usual))


def _out_of_bounds(place: str, name: str, value: float, *, whole: bool) -> Iterator[str]:
    most = _MOST.get(name, math.inf)
    from_zero = name in _FROM_ZERO
    if not math.isfinite(value) or value > most or value < 0 or (value == 0 and not from_zero):
        least = "0 or more" if from_zero else "1 or more" if whole else "above 0"
        most_said = f", at most {most}" if most < math.inf else ""
        yield f"The setting {place} must be {least}{most_said}, not {value!r}."
