"""The door of this room: inputs (files, folders, standard input, URLs) in, documents out."""

from __future__ import annotations

import io
import os
import stat
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, cast

from rashomon.model.errors import InputError, UnreadError
from rashomon.read.draft import Draft, Item
from rashomon.read.finish import Finisher
from rashomon.read.settings import ReadSettings
from rashomon.read.sniff import format_of
from rashomon.read.walk import Place, walk

if TYPE_CHECKING:
    from rashomon.model.records import Document

Reader = Callable[[Item, ReadSettings], Iterator[Draft | Item]]

STANDARD_INPUT = "-"
# Loaded when a file of the format turns up: the libraries behind some take a second to import.
_RESULTS = ("documents.jsonl", "statements.jsonl", "mentions.jsonl")
"""What stands beside one another only where a run wrote it."""
_READERS = {
    "text": "plain:read_plain",
    "html": "page:read_page",
    "pdf": "pdf:read_pdf",
    "zip": "archive:read_archive",
    "docx": "word:read_word",
    "eml": "mail:read_mail",
    "mbox": "mail:read_mailbox",
    "feed": "feed:read_feed",
    "warc": "warc:read_warc",
    "jsonl": "jsonl:read_jsonl",
    "csv": "table:read_table",
}
_CONTAINERS = frozenset({"zip", "warc", "jsonl", "csv"})


def read_inputs(inputs: Sequence[str], settings: ReadSettings | None = None) -> Iterator[Document]:
    """Read texts one after the other; what can't be read becomes a document with `unread` reasons.

    Args:
        inputs: Files, folders, `-` for standard input, and URLs if `settings.fetch` allows them.
        settings: Limits and names; the defaults are safe.

    Returns:
        The documents as they are read: inputs in the order given, folders sorted by path. `path` is
        relative to the input, or starts with the input's name where there are several. An input given
        twice is read once, and so is a file that several inputs or links lead to: the first way to it,
        told by its resolved path, counts. Different files with the same words stay different documents.

    Raises:
        InputError: an input does not exist, is a URL and fetching is off, or is a folder of results; before
            anything is read.
    """
    settings = settings or ReadSettings()
    for name in inputs:
        _check(name, settings)
    return _documents(tuple(dict.fromkeys(inputs)), settings)


def _check(name: str, settings: ReadSettings) -> None:
    if is_url(name):
        if not settings.fetch:
            raise InputError(
                f"{name} is a URL, and nothing is fetched unless asked for: add --fetch, or save the page"
            )
    elif name != STANDARD_INPUT and not os.path.lexists(name):
        raise InputError(f"{name}: no such file or folder; give a file, a folder, or - for standard input")
    elif all((Path(name) / file).is_file() for file in _RESULTS):
        raise InputError(
            f"{name} holds the results of a run and no texts; give the texts that it was made from"
        )


def is_url(name: str) -> bool:
    """Tell whether an input is the address of a page."""
    return name.casefold().startswith(("http://", "https://"))


def _documents(inputs: tuple[str, ...], settings: ReadSettings) -> Iterator[Document]:
    finisher = Finisher(settings)
    seen: set[str] = set()
    for name in inputs:
        for entry in _entries(name, settings, several=len(inputs) > 1):
            if isinstance(entry, Place):
                file = os.path.realpath(entry.file)
                if file in seen:
                    continue
                seen.add(file)
            for draft in _drafts_of(entry, settings):
                yield finisher.document(draft)


def _entries(name: str, settings: ReadSettings, *, several: bool) -> Iterator[Place | Item | Draft]:
    if is_url(name):
        yield _fetched(name, settings)
    elif name == STANDARD_INPUT:
        yield _standard_input(settings)
    else:
        yield from walk(Path(name), several=several)


def _fetched(url: str, settings: ReadSettings) -> Item | Draft:
    from rashomon.read.fetch import fetch  # noqa: PLC0415 - the only part that can reach a network

    try:
        return fetch(url, settings)
    except UnreadError as error:
        return Draft(url, "text", unread=(str(error),))


def _standard_input(settings: ReadSettings) -> Item:
    data = sys.stdin.buffer.read(settings.max_bytes + 1)
    return Item(STANDARD_INPUT, io.BytesIO(data), len(data))


def _drafts_of(entry: Place | Item | Draft, settings: ReadSettings) -> Iterator[Draft]:
    if isinstance(entry, Draft):
        yield entry
    elif isinstance(entry, Item):
        yield from read_item(entry, settings)
    elif not _is_sources_file(entry.file, settings):
        yield from _file(entry, settings)


def _is_sources_file(file: Path, settings: ReadSettings) -> bool:
    own = settings.sources.file
    return own is not None and own.name == file.name and own.resolve() == file.resolve()


def _file(place: Place, settings: ReadSettings) -> Iterator[Draft]:
    try:
        status = place.file.stat()
        if not stat.S_ISREG(status.st_mode):
            yield Draft(place.path, "text", unread=("no file: a device, a pipe or a socket",))
            return
        with place.file.open("rb") as stream:
            yield from read_item(Item(place.path, stream, status.st_size), settings)
    except OSError as error:
        yield Draft(place.path, "text", unread=(f"can't be read: {error.strerror or error}",))


def read_item(item: Item, settings: ReadSettings) -> Iterator[Draft]:
    """Read one item, and what stands inside it, as drafts."""
    name = "text"
    try:
        _check_depth(item, settings)
        name = format_of(item, settings)
        _check_size(item, name, settings)
        for inner in _reader(name)(item, settings):
            if isinstance(inner, Draft):
                yield replace(inner, unread=(*inner.unread, *item.notes)) if item.notes else inner
            else:
                yield from read_item(inner, settings)
    except UnreadError as error:
        yield Draft(item.path, name, found=item.found, unread=(str(error), *item.notes))


def _check_depth(item: Item, settings: ReadSettings) -> None:
    if item.depth > settings.max_nesting:
        raise UnreadError(
            f"more than {settings.max_nesting} containers within one another (setting max_nesting)"
        )


def _check_size(item: Item, name: str, settings: ReadSettings) -> None:
    container = name in _CONTAINERS
    limit = settings.max_container_bytes if container else settings.max_bytes
    if item.size > limit:
        setting = "max_container_bytes" if container else "max_bytes"
        raise UnreadError(f"too large: {item.size:,} bytes, and the limit is {limit:,} (setting {setting})")


def _reader(name: str) -> Reader:
    module, _, function = _READERS[name].partition(":")
    return cast("Reader", getattr(import_module(f"rashomon.read.{module}"), function))
