"""Reading record files back, each line checked against the type of its file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from rashomon.model.corpus import Comparison, Extraction
from rashomon.model.errors import InputError, RecordError
from rashomon.model.offsets import Span
from rashomon.model.records import Event, Mention, Record, Statement
from rashomon.model.schema import COMPARED, EXTRACTED, RECORD_TYPES

AnyRecord = TypeVar("AnyRecord", bound=Record)
_COMPARED_ONLY = tuple(Comparison.__struct_fields__)


def read_records(path: Path, record_type: type[AnyRecord]) -> Iterator[AnyRecord]:
    """Yield the records of a JSON Lines file in order, one line at a time; blank lines are skipped.

    Raises:
        InputError: the file can't be opened.
        RecordError: a line is no record of this type; the message names the file and the line.
    """
    try:
        file = path.open("rb")
    except OSError as error:
        message = f"{path} can't be read: {error.strerror or error}."
        raise InputError(message) from error
    with file:
        for number, text in enumerate(file, start=1):
            if not text.isspace():
                yield _record(text, record_type, path, number)


def read_folder(folder: Path) -> tuple[Extraction, Comparison | None]:
    """Return what `rashomon extract` or `rashomon compare` wrote to `folder`.

    The second value is `None` for a folder that `compare` has not written. A file that is not
    there stands for no records, but for `documents.jsonl`, which every run writes.

    Raises:
        InputError: `folder` holds no `documents.jsonl`.
        RecordError: a line does not follow its schema.
    """
    if not (folder / "documents.jsonl").is_file():
        message = f"{folder} holds no documents.jsonl: it is not a folder written by Rashomon."
        raise InputError(message)
    extraction = Extraction(**{name: _all(folder, name) for name in EXTRACTED})
    if not any((folder / f"{name}.jsonl").is_file() for name in _COMPARED_ONLY):
        return extraction, None
    return extraction, Comparison(**{name: _all(folder, name) for name in _COMPARED_ONLY})


def read_compared(folder: Path) -> tuple[Extraction, Comparison]:
    """Return what `rashomon compare` wrote to `folder`, whole.

    Raises:
        InputError: `folder` is none that `compare` wrote, or was written by another version, or is damaged:
            a file is missing, there are no texts, a line does not follow its schema, or a record speaks of
            what is not there.
    """
    if not folder.is_dir():
        raise InputError(f"{folder} is no folder.")
    if not (folder / "documents.jsonl").is_file():
        raise InputError(f"{folder} holds no documents.jsonl: it is not a folder written by Rashomon.")
    missing = [f"{name}.jsonl" for name in COMPARED if not (folder / f"{name}.jsonl").is_file()]
    if missing:
        raise InputError(
            f"{folder} lacks {', '.join(missing)}: rashomon compare did not write it, or not all."
        )
    try:
        extraction, comparison = read_folder(folder)
    except RecordError as error:
        message = f"{error} The folder is damaged, or another version of Rashomon wrote it."
        raise RecordError(message) from error
    if not extraction.documents:
        raise InputError(f"{folder}/documents.jsonl is empty, so there is nothing to compare with.")
    for fault in _faults(extraction, comparison):
        raise RecordError(f"{folder} is damaged: {fault}.")
    return extraction, comparison or Comparison()


def _faults(extraction: Extraction, comparison: Comparison | None) -> Iterator[str]:
    """Yield what speaks of records that are not there, or of characters that a text does not have."""
    lengths = {each.id: len(each.text) for each in extraction.documents}
    claims = {each.id for each in extraction.statements} | {each.id for each in extraction.events}
    actors = {each.id for each in extraction.actors}
    for finding, spans in _placed(extraction):
        length = lengths.get(finding.document, -1)
        if length < 0 or any(not 0 <= span.start < span.end <= length for span in spans):
            yield f"the finding {finding.id} stands in no text of it"
    if comparison is None:
        return
    groups = [(each.id, each.members) for each in comparison.propositions]
    groups += [(each.id, each.events) for each in comparison.merged_events]
    for name, members in groups:
        if not members or not claims.issuperset(members):
            yield f"{name} is made of findings that are not there"
    matters = {each.id for each in comparison.propositions}
    for position in comparison.positions:
        there = position.proposition in matters and position.actor in actors
        if not there or not claims.issuperset(position.evidence):
            yield f"the position {position.id} speaks of records that are not there"


def _placed(extraction: Extraction) -> Iterator[tuple[Statement | Event | Mention, tuple[Span, ...]]]:
    yield from ((each, each.content.spans) for each in extraction.statements)
    yield from ((each, each.trigger.spans) for each in extraction.events)
    yield from ((each, (each.span,)) for each in extraction.mentions)


def begins_with(path: Path, record_type: type[Record]) -> bool:
    """Tell whether `path` is a file that is empty or whose first line is a record of this type."""
    try:
        next(read_records(path, record_type), None)
    except InputError:
        return False
    return True


def _all(folder: Path, name: str) -> tuple[Any, ...]:
    path = folder / f"{name}.jsonl"
    return tuple(read_records(path, RECORD_TYPES[name])) if path.is_file() else ()


def _record(text: bytes, record_type: type[AnyRecord], path: Path, number: int) -> AnyRecord:
    try:
        return _decoded(text, record_type)
    except (ValueError, RecursionError) as error:  # msgspec's and json's errors are ValueErrors
        message = f"{path}, line {number} is no record of this file: {error}."
        raise RecordError(message) from error


def _decoded(text: bytes, record_type: type[AnyRecord]) -> AnyRecord:
    try:
        return msgspec.json.decode(text, type=record_type)
    except msgspec.ValidationError:
        raise
    except ValueError:
        # Escapes of lone surrogates are valid JSON that msgspec does not take; the slower parser does.
        return msgspec.convert(json.loads(text), record_type)
