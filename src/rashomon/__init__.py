"""Rashomon: many accounts of one event, who said what, and where the accounts part.

Importing the package loads nothing else; each name below is loaded when it is first used.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rashomon.api import Findings, Story, compare, extract, load, read
    from rashomon.compare import CompareSettings
    from rashomon.model.errors import (
        InputError,
        ModelError,
        OutputError,
        RashomonError,
        RecordError,
        UnreadError,
    )
    from rashomon.model.offsets import Span
    from rashomon.model.schema import json_schema
    from rashomon.read import FieldNames, ReadSettings, load_sources
    from rashomon.store.judgements import append_judgement, read_judgements, remove_judgement

    __version__: str

# A table in place of imports: `import rashomon` has to stay fast, and the rooms load
# parsers, numpy and a model runtime.
_HOMES = {
    "CompareSettings": "rashomon.compare",
    "FieldNames": "rashomon.read",
    "Findings": "rashomon.api",
    "InputError": "rashomon.model.errors",
    "ModelError": "rashomon.model.errors",
    "OutputError": "rashomon.model.errors",
    "RashomonError": "rashomon.model.errors",
    "ReadSettings": "rashomon.read",
    "RecordError": "rashomon.model.errors",
    "Span": "rashomon.model.offsets",
    "Story": "rashomon.api",
    "UnreadError": "rashomon.model.errors",
    "append_judgement": "rashomon.store.judgements",
    "compare": "rashomon.api",
    "extract": "rashomon.api",
    "json_schema": "rashomon.model.schema",
    "load": "rashomon.api",
    "load_sources": "rashomon.read",
    "read": "rashomon.api",
    "read_judgements": "rashomon.store.judgements",
    "remove_judgement": "rashomon.store.judgements",
}

__all__ = [
    "CompareSettings",
    "FieldNames",
    "Findings",
    "InputError",
    "ModelError",
    "OutputError",
    "RashomonError",
    "ReadSettings",
    "RecordError",
    "Span",
    "Story",
    "UnreadError",
    "__version__",
    "append_judgement",
    "compare",
    "extract",
    "json_schema",
    "load",
    "load_sources",
    "read",
    "read_judgements",
    "remove_judgement",
]


class _Package(ModuleType):
    """A package whose verbs stay functions when the rooms of the same names are imported.

    `from rashomon.read import read_inputs` reaches into the room `rashomon/read/`, as anywhere in
    Python; the attribute `rashomon.read` is the verb, which the import system would replace.
    """

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in _HOMES and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the name stands for
    """Load `name` when it is first used."""
    if name == "__version__":
        return import_module("importlib.metadata").version("rashomon")
    if name not in _HOMES:
        message = f"module 'rashomon' has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    """Return the public names."""
    return sorted(__all__)
