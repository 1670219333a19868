"""Other values for the settings of a run, as a command line gives them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, is_dataclass
from typing import TypeVar

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
    if not is_dataclass(settings) or isinstance(settings, type):
        raise TypeError(f"{settings!r} is no dataclass")
    values = asdict(settings)
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
