"""The columns of a table of records: one walk over a record type serves Arrow and polars alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Generic, Protocol, TypeVar

import msgspec.structs
from msgspec import inspect

from rashomon.model.records import Record

Kind = TypeVar("Kind")


class Kinds(Protocol[Kind]):
    """The column types of one table library."""

    def text(self) -> Kind:
        """Return the type of a string."""

    def whole(self) -> Kind:
        """Return the type of a 64-bit whole number."""

    def number(self) -> Kind:
        """Return the type of a 64-bit floating-point number."""

    def truth(self) -> Kind:
        """Return the type of a truth value."""

    def sequence(self, item: Kind) -> Kind:
        """Return the type of a sequence of `item`."""

    def fields(self, items: Mapping[str, Kind]) -> Kind:
        """Return the type of a value with named fields."""


def columns(record_type: type[Record], kinds: Kinds[Kind]) -> dict[str, Kind]:
    """Return the columns of `record_type` in order, under the names that the JSON files use."""
    described = inspect.type_info(record_type)
    if not isinstance(described, inspect.StructType):
        message = f"{record_type!r} is no record type"
        raise TypeError(message)
    return _Walk(kinds).named(described)


def column_names(record_type: type[Record]) -> list[str]:
    """Return the names of the columns of `record_type`, in order."""
    return [item.encode_name for item in msgspec.structs.fields(record_type)]


def rows(records: Iterable[Record]) -> list[dict[str, Any]]:
    """Return `records` as the values that stand in the JSON files; a span is `[start, end]`.

    Lone surrogates, which tables can't hold, become U+FFFD, so that offsets still fit.
    """
    return [_plain(msgspec.to_builtins(record)) for record in records]


def _plain(value: Any) -> Any:  # noqa: ANN401 - any JSON value, of any depth
    if isinstance(value, str):
        return value if value.isascii() else _without_surrogates(value)
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return value


def _without_surrogates(value: str) -> str:
    try:
        value.encode()
    except UnicodeEncodeError:
        return "".join("\ufffd" if "\ud800" <= character <= "\udfff" else character for character in value)
    return value


class _Walk(Generic[Kind]):
    """Maps the description of a type to a column type."""

    def __init__(self, kinds: Kinds[Kind]) -> None:
        self.kinds = kinds

    def named(self, described: inspect.StructType) -> dict[str, Kind]:
        return {item.encode_name: self.kind(item.type) for item in described.fields}

    def kind(self, described: inspect.Type) -> Kind:
        match described:
            case inspect.UnionType():
                return self.kind(next(t for t in described.types if not isinstance(t, inspect.NoneType)))
            case inspect.Metadata():
                return self.kind(described.type)
            case inspect.VarTupleType():
                return self.kinds.sequence(self.kind(described.item_type))
            case inspect.StructType(array_like=True):
                return self.kinds.sequence(self.kind(described.fields[0].type))
            case inspect.StructType():
                return self.kinds.fields(self.named(described))
            case _:
                return self.simple(described)

    def simple(self, described: inspect.Type) -> Kind:
        match described:
            case inspect.IntType():
                return self.kinds.whole()
            case inspect.FloatType():
                return self.kinds.number()
            case inspect.BoolType():
                return self.kinds.truth()
            case _:
                return self.kinds.text()
