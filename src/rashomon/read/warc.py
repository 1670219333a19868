"""WARC: each page that a crawl kept is an item of its own."""

from __future__ import annotations

import zlib
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeAlias

from fastwarc.warc import ArchiveIterator, WarcRecordType

from rashomon.model.errors import UnreadError
from rashomon.read.draft import Draft, Found, Item

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rashomon.read.settings import ReadSettings

_BROKEN = (OSError, ValueError, EOFError, RuntimeError, zlib.error)
_TEXTS = (
    "text/html", "application/xhtml", "text/plain", "application/pdf", "application/rss", "application/atom",
    "text/xml", "application/xml", "application/msword", "application/vnd.openxml",
)  # fmt: skip
_FIRST_MOVED = 300  # HTTP status
_FIRST_ERROR = 400
_HTTP_FIELDS = 1 << 16  # bytes; the head of an answer is hardly ever longer
_Record: TypeAlias = Any  # FastWARC has no types


def read_warc(item: Item, settings: ReadSettings) -> Iterator[Draft | Item]:
    """Read what of a crawl can hold text; pictures, scripts and redirects are left out.

    Raises:
        UnreadError: there is no record in it that can be read.
    """
    item.stream.seek(0)
    number = 0
    try:
        for record in _records(item):
            number += 1
            if number > settings.max_entries:
                yield Draft(
                    item.path,
                    "warc",
                    unread=(f"more than {settings.max_entries:,} records (setting max_entries)",),
                )
                return
            cut = _opened(record, settings)
            if _holds_text(record):
                yield _read(item, number, record, settings, cut)
            elif cut:
                yield Draft(f"{item.path}!/{number}", "warc", unread=(cut,))
    except _BROKEN as error:
        raise UnreadError(f"broken WARC after {number} records: {str(error)[:200]}") from error
    if number == 0:
        raise UnreadError("broken or empty WARC: there is no page in it")


def _records(item: Item) -> Iterator[_Record]:
    kinds = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
    return iter(ArchiveIterator(item.stream, record_types=kinds, parse_http=False))


def _holds_text(record: _Record) -> bool:
    kind = _content_type(record)
    status = getattr(record.http_headers, "status_code", None) if record.http_headers is not None else None
    moved = status is not None and _FIRST_MOVED <= status < _FIRST_ERROR
    return not moved and (not kind or kind.startswith(_TEXTS))


def _content_type(record: _Record) -> str:
    headers = record.http_headers if record.http_headers is not None else record.headers
    return str(headers.get("Content-Type", "") or "").lower().strip()


def _opened(record: _Record, settings: ReadSettings) -> str | None:
    """Read the block of a record, parse its HTTP fields, and return what is missing of it, if anything.

    The block is read before it is decoded: only then its length can be held against the declared one.
    """
    most = settings.max_bytes + _HTTP_FIELDS + 1
    block = record.reader.read(most)
    record.reader.consume()
    if "Content-Length" not in record.headers:
        return "cut off: the WARC file ends within the head of this record"
    declared = int(record.content_length)
    cut = len(block) < min(declared, most)
    if block.startswith(b"HTTP/"):
        record.is_http = True  # some tools leave out the type of the block that says so
    record.set_bytes_content(block)
    record.parse_http(auto_decode="all")
    return f"cut off: {len(block):,} of its {declared:,} bytes are in the WARC file" if cut else None


def _read(item: Item, number: int, record: _Record, settings: ReadSettings, cut: str | None) -> Draft | Item:
    url = str(record.headers.get("WARC-Target-URI", "") or "").strip("<>")
    found = Found(url=url, retrieved=str(record.headers.get("WARC-Date", "") or "") or None)
    status = getattr(record.http_headers, "status_code", None) if record.http_headers is not None else None
    if status is not None and status >= _FIRST_ERROR:
        return Draft(
            f"{item.path}!/{number}", "html", found=found, unread=(f"no page: the server answered {status}",)
        )
    data = record.reader.read(settings.max_bytes + 1)
    item.tally.add(len(data), settings)
    if len(data) > settings.max_bytes:
        reason = f"too large: over {settings.max_bytes:,} bytes (setting max_bytes)"
        return Draft(f"{item.path}!/{number}", "html", found=found, unread=(reason,))
    inner = item.inner(str(number), data, found, _charset(_content_type(record)))
    return replace(inner, notes=(cut,)) if cut else inner


def _charset(content_type: str) -> str | None:
    return content_type.partition("charset=")[2].split(";")[0].strip("\"' ") or None
