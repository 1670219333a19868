"""CSV: one document a row, columns by the field names of the settings."""

from __future__ import annotations

import csv
import io
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
_SAMPLE = 1 << 16  # bytes that the encoding is told from


def read_table(item: Item, settings: ReadSettings) -> Iterator[Draft]:
    """Read each row of a table with a header line.

    Raises:
        UnreadError: there is no column for the text.
    """
    sample = item.head(_SAMPLE)
    encoding = decode(sample[: sample.rfind(b"\n") + 1] or sample, item.charset).encoding
    stream = io.TextIOWrapper(item.stream, encoding=encoding, errors="replace", newline="")
    try:
        yield from _table(item, stream, settings)
    finally:
        stream.detach()


def _table(item: Item, stream: io.TextIOWrapper, settings: ReadSettings) -> Iterator[Draft]:
    header = stream.readline(_LONGEST_HEADER).lstrip("\ufeff")
    delimiter = _delimiter(header)
    names = [name.strip().casefold() for name in next(csv.reader([header], delimiter=delimiter), [])]
    if settings.fields.text.casefold() not in names:
        raise UnreadError(
            f"no column {settings.fields.text!r}; "
            f"the columns are {', '.join(names[:12])} (settings: field names)"
        )
    csv.field_size_limit(settings.max_bytes)
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
    number = 1
    while True:
        number += 1
        if number > settings.max_entries + 1:
            yield unread_row(item, number, f"more than {settings.max_entries:,} rows (setting max_entries)")
            return
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield unread_row(item, number, f"row {number}: broken CSV ({error})")
            continue
        row: Mapping[str, object] = dict(zip(names, cells, strict=False))
        if cells:
            yield draft_of_row(item, number, row, settings)
