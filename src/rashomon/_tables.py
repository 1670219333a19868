"""Tables of records: sequences that turn into data frames and show themselves in notebooks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from types import ModuleType
from typing import Any, Generic, TypeVar, overload

from rashomon.model.records import Record
from rashomon.model.schema import RECORD_TYPES
from rashomon.store import arrow
from rashomon.store.columns import column_names, columns, rows

AnyRecord = TypeVar("AnyRecord", bound=Record)
_SHOWN_ROWS = 20
_SHOWN_CHARACTERS = 80


class Table(Sequence[AnyRecord], Generic[AnyRecord]):
    """Records of one kind, in order; a sequence that turns into a data frame of any library.

    In a data frame, columns have the names of the JSON files' fields, and nested values stay
    nested: lists, and dictionaries or structs. A span is a list `[start, end]`.
    """

    __slots__ = ("_name", "_records")

    def __init__(self, name: str, records: Sequence[AnyRecord]) -> None:
        self._name = name
        self._records = tuple(records)

    @property
    def name(self) -> str:
        """Return which table this is: the name of its file, without ending."""
        return self._name

    def __len__(self) -> int:
        return len(self._records)

    def __iter__(self) -> Iterator[AnyRecord]:
        return iter(self._records)

    @overload
    def __getitem__(self, index: int) -> AnyRecord: ...
    @overload
    def __getitem__(self, index: slice) -> Table[AnyRecord]: ...
    def __getitem__(self, index: int | slice) -> AnyRecord | Table[AnyRecord]:
        if isinstance(index, slice):
            return Table(self._name, self._records[index])
        return self._records[index]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Table):
            return NotImplemented
        return (self._name, self._records) == (other._name, other._records)

    def __hash__(self) -> int:
        return hash((self._name, self._records))

    def __repr__(self) -> str:
        return f"<{self._name.replace('_', ' ')}: {len(self):,}>"

    def to_dicts(self) -> list[dict[str, Any]]:
        """Return the records as the dictionaries that stand in the JSON files."""
        return rows(self._records)

    def to_pandas(self) -> Any:  # noqa: ANN401 - a pandas.DataFrame, which need not be installed
        """Return a `pandas.DataFrame`.

        Raises:
            InputError: pandas is not installed.
        """
        library = arrow.needed("pandas", "pandas")
        names = column_names(RECORD_TYPES[self._name])
        return library.DataFrame(self.to_dicts(), columns=names)

    def to_polars(self) -> Any:  # noqa: ANN401 - a polars.DataFrame
        """Return a `polars.DataFrame`; its schema does not depend on the records.

        Raises:
            InputError: polars is not installed.
        """
        library = arrow.needed("polars", "polars")
        schema = columns(RECORD_TYPES[self._name], _PolarsKinds(library))
        return library.DataFrame(self.to_dicts(), schema=schema)

    def to_arrow(self) -> Any:  # noqa: ANN401 - a pyarrow.Table
        """Return a `pyarrow.Table`; its schema does not depend on the records.

        Raises:
            InputError: pyarrow is not installed.
        """
        return arrow.table(RECORD_TYPES[self._name], self._records)

    def _repr_html_(self) -> str:
        names = column_names(RECORD_TYPES[self._name])
        head = "".join(f"<th>{escape(name)}</th>" for name in names)
        body = "".join(_row(row, names) for row in rows(self._records[:_SHOWN_ROWS]))
        more = len(self) - _SHOWN_ROWS
        rest = f"<p>{more} more</p>" if more > 0 else ""
        caption = f"<caption>{escape(repr(self)[1:-1])}</caption>"
        return f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{rest}"


def _row(row: Mapping[str, Any], names: Sequence[str]) -> str:
    return "<tr>" + "".join(f"<td>{escape(_short(row[name]))}</td>" for name in names) + "</tr>"


def _short(value: object) -> str:
    text = "" if value is None else str(value)
    return text if len(text) <= _SHOWN_CHARACTERS else text[: _SHOWN_CHARACTERS - 1] + "…"


class _PolarsKinds:
    """Column types of polars."""

    def __init__(self, library: ModuleType) -> None:
        self._library = library

    def text(self) -> Any:  # noqa: ANN401 - a polars data type, here and below
        return self._library.String

    def whole(self) -> Any:  # noqa: ANN401
        return self._library.Int64

    def number(self) -> Any:  # noqa: ANN401
        return self._library.Float64

    def truth(self) -> Any:  # noqa: ANN401
        return self._library.Boolean

    def sequence(self, item: Any) -> Any:  # noqa: ANN401
        return self._library.List(item)

    def fields(self, items: Mapping[str, Any]) -> Any:  # noqa: ANN401
        return self._library.Struct(dict(items))
