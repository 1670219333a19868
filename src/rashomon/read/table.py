"""CSV: one document a row, columns by the field names of the settings."""

from __future__ import annotations

import csv
import io
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from rashomon.model.errors import UnreadError
from rashomon.read.decode import decode
from rashomon.read.rows import draft_of_row, unread_row

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rashomon.read.draft import Draft, Item
    from rashomon.read.settings import FieldNames, ReadSettings

_DELIMITERS = ",;\t|"
_LONGEST_HEADER = 1000  # characters
_DAMAGED = "characters that are damaged, or of another encoding than the other rows, are shown as \ufffd"
_SAMPLE = 1 << 16  # bytes that the encoding is told from


def read_table(item: Item, settings: ReadSettings) -> Iterator[Draft]:
    """Read each row of a table with a header line; rows count from 1, the header and blank lines not.

    Raises:
        UnreadError: there is no column for the text.
    """
    encoding = decode(_telling(item, settings), item.charset).encoding
    stream = io.TextIOWrapper(item.stream, encoding=encoding, errors="replace", newline="")
    try:
        yield from _table(item, stream, settings)
    finally:
        stream.detach()


def _telling(item: Item, settings: ReadSettings) -> bytes:
    """Return the lines from which the encoding can be told: those with the first byte that is no ASCII."""
    sample = item.head(_SAMPLE)
    while chunk := item.stream.read(_SAMPLE):
        if not chunk.isascii() or b"\0" in chunk:
            sample = chunk + item.stream.readline(settings.max_bytes)
            break
    item.stream.seek(0)
    return sample


def _table(item: Item, stream: io.TextIOWrapper, settings: ReadSettings) -> Iterator[Draft]:
    header = stream.readline(_LONGEST_HEADER).lstrip("\ufeff")
    delimiter = _delimiter(header)
    names = [name.strip().casefold() for name in next(csv.reader([header], delimiter=delimiter), [])]
    if settings.fields.text.casefold() not in names:
        raise UnreadError(
            f"no column {settings.fields.text!r}; the columns are {', '.join(names[:12])}; "
            "say which one holds the text: --fields text=NAME (in Python, the setting fields)"
        )
    yield from _rows(item, csv.reader(stream, delimiter=delimiter, strict=True), names, settings)


def has_header(text: str, fields: FieldNames) -> bool:
    """Tell whether the first line of `text` is a header with the column of the text and another one."""
    line = text.split("\n", 1)[0].strip()
    if len(line) > _LONGEST_HEADER:
        return False
    names = {name.strip().strip('"').casefold() for name in line.split(_delimiter(line))}
    return fields.all()[0] in names and len(names.intersection(fields.all())) > 1


def _delimiter(header: str) -> str:
    return max(_DELIMITERS, key=header.count)


def _rows(
    item: Item, reader: Iterator[list[str]], names: list[str], settings: ReadSettings
) -> Iterator[Draft]:
    number = 0
    while True:
        if number > settings.max_entries:
            yield unread_row(item, number, f"more than {settings.max_entries:,} rows (setting max_entries)")
            return
        try:
            with _cells_of(settings.max_bytes):
                cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            number += 1
            yield unread_row(item, number, f"row {number}: broken CSV ({error})")
            continue
        if cells:
            number += 1
            yield _row(item, number, names, cells, settings)


@contextmanager
def _cells_of(most: int) -> Iterator[None]:
    """Allow cells of so many characters; the limit holds for the whole process, and others count on it."""
    before = csv.field_size_limit(most)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def _row(item: Item, number: int, names: list[str], cells: list[str], settings: ReadSettings) -> Draft:
    row: Mapping[str, object] = dict(zip(names, cells, strict=False))
    draft = draft_of_row(item, number, row, settings)
    if any("\ufffd" in cell for cell in cells):
        draft = replace(draft, unread=(*draft.unread, f"row {number}: {_DAMAGED}"))
    if not any(cell.strip() for cell in cells[len(names) :]):
        return draft
    reason = (
        f"row {number}: {len(cells)} cells under {len(names)} column names; the surplus ones were left out, "
        "so put a text that holds the separator in quotation marks"
    )
    return replace(draft, unread=(*draft.unread, reason))
