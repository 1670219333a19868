"""The folder that a run writes: JSON Lines for each kind of record, Parquet beside it on request."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import msgspec

from rashomon.model.corpus import Comparison, Extraction
from rashomon.model.errors import InputError
from rashomon.model.records import Record
from rashomon.model.schema import RECORD_TYPES
from rashomon.store.arrow import ParquetFile
from rashomon.store.reading import begins_with
from rashomon.store.staging import settle, staged, written

_ENDINGS = (".jsonl", ".parquet")


@dataclass(frozen=True, slots=True)
class WriteSettings:
    """What an output folder holds.

    Attributes:
        names: The files, without ending; each is written even when it holds no record.
        parquet: Write a Parquet file beside each JSON Lines file; needs the extra `parquet`.
    """

    names: tuple[str, ...]
    parquet: bool = False


def line(record: Record) -> bytes:
    """Return `record` as one line of UTF-8 JSON with its line feed.

    A record with a lone surrogate, which UTF-8 can't hold, is written in ASCII with escapes.
    """
    try:
        return msgspec.json.encode(record) + b"\n"
    except UnicodeEncodeError:
        return json.dumps(msgspec.to_builtins(record), separators=(",", ":")).encode("ascii") + b"\n"


class RecordFiles:
    """The open files of one run; `write` adds records at their ends."""

    def __init__(self, folder: Path, settings: WriteSettings, shown: Path) -> None:
        self._folder = folder
        self._shown = shown
        self._files = ExitStack()
        with written(shown):
            self._lines = {name: self._opened(f"{name}.jsonl") for name in settings.names}
            self._tables = {}
            if settings.parquet:
                from rashomon.store.arrow import ParquetFile  # noqa: PLC0415 - an extra that may be missing

                self._tables = {
                    n: ParquetFile(folder / f"{n}.parquet", RECORD_TYPES[n]) for n in settings.names
                }

    def write(self, findings: Extraction | Comparison) -> None:
        """Add all records of `findings`, file by file.

        Raises:
            OutputError: the disk is full or gone.
        """
        for name in findings.__struct_fields__:
            records: Sequence[Record] = getattr(findings, name)
            if name in self._lines and records:
                self._add(name, records)

    def finish(self) -> None:
        """Write what is still waiting and ask the system to put it on disk."""
        with written(self._shown):
            for name in sorted(self._tables):
                self._tables[name].close()
            for name in sorted(self._lines):
                self._lines[name].flush()
                settle(self._lines[name].fileno())

    def close(self) -> None:
        """Let go of the files; what a full disk can't take no longer matters here."""
        with suppress(OSError):
            self._files.close()

    def _add(self, name: str, records: Sequence[Record]) -> None:
        with written(self._shown):
            self._lines[name].writelines(line(record) for record in records)
            if name in self._tables:
                self._tables[name].write(records)

    def _table(self, name: str) -> ParquetFile:
        return ParquetFile(self._folder / f"{name}.parquet", RECORD_TYPES[name])

    def _opened(self, name: str) -> BinaryIO:
        return self._files.enter_context((self._folder / name).open("wb"))


@contextmanager
def record_files(folder: Path, settings: WriteSettings) -> Iterator[RecordFiles]:
    """Yield the files of one run; they take their places in `folder` when the block ends well.

    A folder holds one run: record files of an earlier run that this one does not write go away
    with it. `judgements.jsonl` is the user's own and stays.

    Raises:
        InputError: Parquet is asked for and pyarrow is not installed.
        OutputError: `folder` can't be written.
    """
    with staged(folder) as temporary:
        files = RecordFiles(temporary, settings, folder)
        try:
            yield files
            files.finish()
        finally:
            files.close()
    remove_stale(folder, settings)


def check_apart(output: Path, inputs: Sequence[str]) -> None:
    """Check that `output`, a folder or a file, stands neither inside an input nor in its place.

    The next run would read it as one more text, and two runs would not give the same bytes.

    Raises:
        InputError: naming both.
    """
    place = output.resolve()
    for given in inputs:
        path = Path(given).resolve()
        replaced = path.parent == place and path.stem in RECORD_TYPES and path.suffix in _ENDINGS
        if replaced or place.is_relative_to(path):
            message = (
                f"{output} would stand inside the input {given} or in its place, and the next run "
                "would read it as one more text: write it elsewhere."
            )
            raise InputError(message)


def remove_stale(folder: Path, settings: WriteSettings) -> None:
    """Remove record files of an earlier run in `folder` that a run with `settings` does not write."""
    for name, record_type in RECORD_TYPES.items():
        if name == "judgements":
            continue
        lines = folder / f"{name}.jsonl"
        current = name in settings.names
        if not begins_with(lines, record_type):
            continue  # not ours: a file of the user's that happens to have this name
        with written(folder):
            if not (current and settings.parquet):
                lines.with_suffix(".parquet").unlink(missing_ok=True)
            if not current:
                lines.unlink()
