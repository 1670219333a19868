"""Exports: a compared story in formats that other tools read, one small file for each format.

A new format is a function from a `Holding` to a text, and one line in `_FORMATS`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from rashomon.model.corpus import Comparison, Extraction
from rashomon.model.errors import InputError
from rashomon.report.exports import events_csv, ftm, gexf, ics, plover, timelinejs, web_annotations
from rashomon.report.exports.holding import Holding, hold

__all__ = ["check_format", "export"]

_FORMATS: Mapping[str, Callable[[Holding], str]] = MappingProxyType(
    {
        "annotations": web_annotations.write,
        "events-csv": events_csv.write,
        "ftm": ftm.write,
        "gexf": gexf.write,
        "ics": ics.write,
        "plover": plover.write,
        "timelinejs": timelinejs.write,
    }
)


def export(extraction: Extraction, comparison: Comparison, name: str) -> str:
    """Return a compared story in the format `name`.

    Raises:
        InputError: there is no such format.
    """
    check_format(name)
    return _FORMATS[name](hold(extraction, comparison))


def check_format(name: str) -> None:
    """Say so if there is no format `name`.

    Raises:
        InputError: naming those that there are.
    """
    if name not in _FORMATS:
        raise InputError(f"There is no export format {name!r}; there are: {', '.join(_FORMATS)}.")
