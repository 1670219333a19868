"""Settings of a run: other values for them, as a command line gives them, and how a run is told by them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, is_dataclass
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from rashomon.model.errors import InputError

_Settings = TypeVar("_Settings")


def changed(settings: _Settings, pairs: Sequence[str]) -> _Settings:
    """Return frozen `settings` with other values.

    Args:
        settings: a dataclass.
        pairs: each NAME=VALUE, or NAME.KEY=VALUE where the setting is a mapping.

    Raises:
        InputError: there is no such setting, or the value does not fit it.
    """
    values = _values(settings)
    for pair in pairs:
        name, equals, value = pair.partition("=")
        outer, _, key = name.partition(".")
        if not equals or outer not in values or isinstance(values[outer], dict) != bool(key):
            names = ", ".join(f"{n}.KEY" if isinstance(v, dict) else n for n, v in values.items())
            raise InputError(f"{pair} sets nothing: give NAME=VALUE with one of {names}")
        values[outer] = {**values[outer], key: value} if key else value
    try:
        return msgspec.convert(values, type(settings), strict=False)
    except msgspec.ValidationError as error:
        raise InputError(f"{' '.join(pairs)} can't be set: {error}") from error


def described(settings: object, sets: Iterable[str], start: Path | None) -> str:
    """Return what must be the same for a run to be taken up: its settings, texts by set, and start.

    Args:
        settings: a dataclass.
        sets: the name of its set for each text.
        start: what the run goes on from, if not from the base model.
    """
    return json.dumps([_values(settings), Counter(sets), str(start or "")], sort_keys=True)


def check_described(found: str | None, own: str, out: Path) -> None:
    """Check that the run in `out`, described as `found`, is the one that is to be taken up.

    Raises:
        InputError: it is another.
    """
    if found != own:
        raise InputError(
            f"{out} holds a run with other settings or sets, {found}: give these again, or another --out"
        )


def _values(settings: object) -> dict[str, Any]:
    if not is_dataclass(settings) or isinstance(settings, type):
        raise TypeError(f"{settings!r} is no dataclass")
    return asdict(settings)
