"""What the user knows of sources: a small TOML or CSV file, looked up for each document."""

from __future__ import annotations

import csv
import io
import tomllib
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, get_args
from urllib.parse import urlsplit

import msgspec

from rashomon.model.errors import InputError
from rashomon.model.records import Known, Record, SourceKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from rashomon.model.records import Document

_LARGEST = 16 << 20  # bytes; such a file is typed by hand, so more is a mistake
_KEY = "match"


class SourceEntry(Record, frozen=True, kw_only=True):
    """What the user said of one source.

    `match` is an outlet's name, a host (`example.org`, its subdomains included), or a path or
    path pattern (`agency/*.txt`). `outlet` is the name to show.
    """

    match: str
    outlet: str | None = None
    country: str | None = None
    owner: str | None = None
    side: str | None = None
    kind: str | None = None

    def known(self) -> Known:
        """Return the part of the entry that travels with a document.

        Raises:
            msgspec.ValidationError: `kind` is none of the three that exist.
        """
        fields = {name: getattr(self, name) for name in ("country", "owner", "side", "kind")}
        return msgspec.convert(fields, Known)

    def matches(self, path: str | None, hosts: frozenset[str], outlet: str | None) -> bool:
        """Tell whether the entry speaks of a document with this path, these hosts, this outlet."""
        key = self.match.casefold()
        if key in hosts or (outlet is not None and key == outlet.casefold()):
            return True
        return path is not None and (path == self.match or fnmatchcase(path, self.match))

    def speaks_of(self, document: Document, hosts: frozenset[str]) -> bool:
        """Tell whether the entry matches a finished document, which may have its outlet's name from it."""
        outlet = document.source.outlet
        if self.matches(document.path, hosts, outlet.value if outlet is not None else None):
            return True
        renamed = outlet is not None and outlet.source == "user" and outlet.value == self.outlet
        return renamed and document.source.known == self.known()


@dataclass(frozen=True, slots=True)
class Sources:
    """All that the user said of sources; the first entry that matches a document counts.

    Attributes:
        entries: The entries in the order of the file.
        file: The file they were read from, which is itself no text to read.
    """

    entries: tuple[SourceEntry, ...] = ()
    file: Path | None = None

    def find(self, path: str | None, url: str | None, outlet: str | None) -> SourceEntry | None:
        """Return the entry for a document, or `None`."""
        if not self.entries:
            return None
        hosts = frozenset(_hosts(url))
        return next((entry for entry in self.entries if entry.matches(path, hosts, outlet)), None)

    def unmatched(self, documents: Iterable[Document]) -> tuple[str, ...]:
        """Return the `match` keys, in the order of the file, of entries that speak of none of `documents`.

        Args:
            documents: All documents of a run that was read with these sources.
        """
        waiting = list(self.entries)
        for document in documents:
            if not waiting:
                break
            hosts = frozenset(_hosts(document.url))
            waiting = [entry for entry in waiting if not entry.speaks_of(document, hosts)]
        return tuple(entry.match for entry in waiting)


def load_sources(file: Path) -> Sources:
    """Read a TOML file (one table a source, named by what it matches) or a CSV file (a column `match`).

    Raises:
        InputError: the file can't be read, or says something that isn't understood.
    """
    try:
        if file.stat().st_size > _LARGEST:
            raise InputError(
                f"{file}: too large for a list of sources; give a TOML or CSV file typed by hand"
            )
        content = file.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{file}: can't be read as a UTF-8 list of sources ({error})") from error
    rows = _csv_rows(content) if file.suffix.casefold() == ".csv" else _toml_rows(file, content)
    return Sources(tuple(_entry(file, row) for row in rows), file)


def _hosts(url: str | None) -> Iterator[str]:
    host = (urlsplit(url).hostname or "") if url else ""
    while "." in host:
        yield host
        host = host.partition(".")[2]


def _toml_rows(file: Path, content: str) -> Iterable[Mapping[str, object]]:
    try:
        tables = tomllib.loads(content)
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{file}: no valid TOML: {error}") from error
    for name, table in tables.items():
        if not isinstance(table, dict):
            raise InputError(
                f'{file}: "{name}" must be a table, such as ["{name}"] with country = "..." below it'
            )
        if _KEY in table:
            raise InputError(f'{file}: "{name}" has a key `{_KEY}`; the name of a table is what it matches')
        yield {_KEY: name, **table}


def _csv_rows(content: str) -> Iterator[Mapping[str, object]]:
    for row in csv.DictReader(io.StringIO(content)):
        yield {
            str(name).strip(): value.strip()
            for name, value in row.items()
            if isinstance(value, str) and value.strip()
        }


def _entry(file: Path, row: Mapping[str, object]) -> SourceEntry:
    if _KEY not in row:
        raise InputError(
            f"{file}: a row has no `{_KEY}`: each needs the host, the outlet or the path it is of"
        )
    if unknown := sorted(row.keys() - set(SourceEntry.__struct_fields__)):
        raise InputError(
            f"{file}: entry {row[_KEY]!r} has `{unknown[0]}`, which says nothing of a source; "
            f"an entry may have {', '.join(SourceEntry.__struct_fields__)}"
        )
    try:
        entry = msgspec.convert(row, SourceEntry)
        entry.known()
    except msgspec.ValidationError as error:
        raise InputError(
            f"{file}: entry {row[_KEY]!r}: {error}; each value is a text in quotation marks, that of `kind` "
            f"one of {', '.join(get_args(SourceKind))}"
        ) from error
    return entry
