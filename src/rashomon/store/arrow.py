"""Tables for Arrow and Parquet; the module loads pyarrow, an extra, only when a table is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module
from itertools import islice
from pathlib import Path
from types import ModuleType
from typing import Any

from rashomon.model.errors import InputError
from rashomon.model.records import Record
from rashomon.store.columns import columns, rows

_EXTRA = "'rashomon[parquet]'"
_ROWS = 1_000  # rows held before a group is written: bounds memory for documents with long texts


def needed(module: str, install: str) -> ModuleType:
    """Return the imported `module`.

    Raises:
        InputError: it is not installed; the message says what to install.
    """
    try:
        return import_module(module)
    except ImportError as error:
        message = (
            f"This needs {module.partition('.')[0]}, which is not installed: run `pip install {install}`."
        )
        raise InputError(message) from error


def arrow() -> ModuleType:
    """Return pyarrow, or raise an `InputError` that says how to install it."""
    return needed("pyarrow", _EXTRA)


def schema(record_type: type[Record]) -> Any:  # noqa: ANN401 - a pyarrow.Schema, which is not imported here
    """Return the Arrow schema of `record_type`; it does not depend on which records there are."""
    library = arrow()
    return library.schema(list(columns(record_type, _ArrowKinds(library)).items()))


def table(record_type: type[Record], records: Iterable[Record]) -> Any:  # noqa: ANN401 - a pyarrow.Table
    """Return `records` as an Arrow table, nested values as lists and structs."""
    return arrow().Table.from_pylist(rows(records), schema=schema(record_type))


class ParquetFile:
    """Writes records of one type to a Parquet file in row groups, so that memory stays bounded."""

    def __init__(self, path: Path, record_type: type[Record]) -> None:
        self._record_type = record_type
        self._waiting: list[Record] = []
        self._writer = needed("pyarrow.parquet", "'rashomon[parquet]'").ParquetWriter(
            path, schema(record_type)
        )

    def write(self, records: Sequence[Record]) -> None:
        """Add `records` at the end."""
        remaining = iter(records)
        while group := list(islice(remaining, _ROWS - len(self._waiting))):
            self._waiting += group
            if len(self._waiting) >= _ROWS:
                self._flush()

    def close(self) -> None:
        """Write what is waiting and the file's footer."""
        if self._waiting:
            self._flush()
        self._writer.close()

    def _flush(self) -> None:
        self._writer.write_table(table(self._record_type, self._waiting))
        self._waiting.clear()


class _ArrowKinds:
    """Column types of Arrow."""

    def __init__(self, library: ModuleType) -> None:
        self._library = library

    def text(self) -> Any:  # noqa: ANN401 - a pyarrow.DataType, here and below
        return self._library.string()

    def whole(self) -> Any:  # noqa: ANN401
        return self._library.int64()

    def number(self) -> Any:  # noqa: ANN401
        return self._library.float64()

    def truth(self) -> Any:  # noqa: ANN401
        return self._library.bool_()

    def sequence(self, item: Any) -> Any:  # noqa: ANN401
        return self._library.list_(item)

    def fields(self, items: Mapping[str, Any]) -> Any:  # noqa: ANN401
        return self._library.struct(list(items.items()))
