"""Gold of our own with one JSON object a line: read, checked, and chosen from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

import msgspec

from rashomon.model.errors import InputError, RecordError
from training.gold.files import read_text

_Line = TypeVar("_Line", bound=msgspec.Struct)


def read_lines(paths: Iterable[Path], kind: type[_Line]) -> Iterator[_Line]:
    """Yield the objects of all files, in order.

    Raises:
        InputError: no file was given, or one is empty or can't be read.
        RecordError: a line is no object of this kind; the message names file and line.
    """
    given = list(paths)
    if not given:
        raise InputError("the task needs --gold with a file of JSON Lines; evaluation/README.md names it")
    for path in given:
        text = read_text(path).removesuffix("\n")
        if not text:
            raise InputError(f"{path} is empty: there is nothing to score")
        for number, line in enumerate(text.split("\n"), start=1):
            try:
                yield msgspec.json.decode(line, type=kind)
            except msgspec.DecodeError as error:
                raise RecordError(f"{path}, line {number}: {error}") from error


def by_id(items: Iterable[tuple[str, _Line]]) -> Mapping[str, _Line]:
    """Return items by their id.

    Raises:
        InputError: two have the same.
    """
    found: dict[str, _Line] = {}
    for name, item in items:
        if found.setdefault(name, item) is not item:
            raise InputError(f"two items of gold are called {name}")
    return found
