"""ZIP archives: each member is an item of its own; nothing is ever written to disk."""

from __future__ import annotations

import zipfile
import zlib
from itertools import islice
from lzma import LZMAError
from typing import TYPE_CHECKING

from rashomon.model.errors import UnreadError
from rashomon.read.draft import Draft, Item
from rashomon.read.settings import MEBIBYTE, ReadSettings
from rashomon.read.walk import is_hidden

if TYPE_CHECKING:
    from collections.abc import Iterator

BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    LZMAError,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)
_ENCRYPTED = 0x1
_OFFICE = (
    ("xl/", "an Excel workbook; save the sheet as CSV"),
    ("ppt/", "a PowerPoint file; save it as PDF"),
    ("META-INF/manifest.xml", "an OpenDocument file; save it as DOCX"),
)


def read_archive(item: Item, settings: ReadSettings) -> Iterator[Draft | Item]:
    """Read each member in order of name; office files are told by their members.

    Raises:
        UnreadError: the archive is broken, or of a kind that isn't read.
    """
    try:
        archive = zipfile.ZipFile(item.stream)
    except BROKEN as error:
        raise UnreadError(f"broken ZIP archive: {error}") from error
    with archive:
        names = set(archive.namelist())
        if "[Content_Types].xml" in names and any(name.startswith("word/") for name in names):
            yield _document(item, archive, settings)
            return
        _check_office(names)
        yield from _members(item, archive, settings)


def _document(item: Item, archive: zipfile.ZipFile, settings: ReadSettings) -> Draft:
    from rashomon.read.word import read_word  # noqa: PLC0415 - takes half a second to import

    for info in archive.infolist():
        _check_ratio(info.file_size, info, settings)
        item.tally.add(info.file_size, settings)
    if item.size > settings.max_bytes:
        raise UnreadError(
            f"too large: {item.size:,} bytes, and the limit is {settings.max_bytes:,} (setting max_bytes)"
        )
    return read_word(item, settings)


def _check_office(names: set[str]) -> None:
    office = "[Content_Types].xml" in names or "mimetype" in names
    for sign, what in _OFFICE:
        if office and any(name.startswith(sign) for name in names):
            raise UnreadError(f"not a text: the file is {what}")


def _members(item: Item, archive: zipfile.ZipFile, settings: ReadSettings) -> Iterator[Draft | Item]:
    infos = sorted((info for info in archive.infolist() if not info.is_dir()), key=lambda info: info.filename)
    empty = True
    for info in islice(infos, settings.max_entries):
        name = _clean_name(info.filename)
        if any(is_hidden(part) for part in name.split("/")):
            continue
        empty = False
        yield _member(item, name, archive, info, settings)
    if len(infos) > settings.max_entries:
        reason = (
            f"{len(infos):,} entries, of which only {settings.max_entries:,} were read (setting max_entries)"
        )
        yield Draft(item.path, "zip", unread=(reason,))
    elif empty:
        yield Draft(item.path, "zip", unread=("an empty archive: there is no file in it to read",))


def _member(
    item: Item, name: str, archive: zipfile.ZipFile, info: zipfile.ZipInfo, settings: ReadSettings
) -> Draft | Item:
    try:
        return item.inner(name, _unpacked(item, archive, info, settings))
    except UnreadError as error:
        return Draft(f"{item.path}!/{name}", "text", unread=(str(error),))
    except BROKEN as error:
        return Draft(f"{item.path}!/{name}", "text", unread=(f"broken in the archive: {error}",))


def _unpacked(item: Item, archive: zipfile.ZipFile, info: zipfile.ZipInfo, settings: ReadSettings) -> bytes:
    if info.flag_bits & _ENCRYPTED:
        raise UnreadError("encrypted: unpack the archive with its password first")
    _check_ratio(info.file_size, info, settings)
    room = item.tally.room(settings)
    with archive.open(info) as member:
        data = member.read(room + 1)
    item.tally.add(len(data), settings)
    if len(data) > room:
        raise UnreadError(f"too large: unpacks to over {room:,} bytes (setting max_bytes)")
    _check_ratio(len(data), info, settings)
    return data


def _check_ratio(size: int, info: zipfile.ZipInfo, settings: ReadSettings) -> None:
    if size > MEBIBYTE and size > settings.max_ratio * max(info.compress_size, 1):
        ratio = size // max(info.compress_size, 1)
        raise UnreadError(
            f"unpacks to {ratio:,} times its size, as only harmful archives do (setting max_ratio)"
        )


def _clean_name(name: str) -> str:
    """Return a member's name without what would lead out of the archive; no file is made of it."""
    parts = name.replace("\\", "/").split("/")
    return (
        "/".join(part for part in parts if part not in ("", ".", "..") and not part.endswith(":"))
        or "unnamed"
    )
