"""JSON Lines: one document a line; a bad line is listed and the others are read."""

from __future__ import annotations

import json
from itertools import count
from typing import TYPE_CHECKING

from rashomon.model.errors import UnreadError
from rashomon.read.decode import decode
from rashomon.read.rows import draft_of_row, unread_row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rashomon.read.draft import Draft, Item
    from rashomon.read.settings import ReadSettings

_LOOKED_AT = 64  # bytes


def read_jsonl(item: Item, settings: ReadSettings) -> Iterator[Draft]:
    """Read each line as a JSON object; a file that is one JSON array gives a document for each element.

    Rows count from 1 in paths, blank lines not; reasons name the line of the file.

    Lone surrogates, which JSON escapes can write, are read as U+FFFD.
    """
    yield from _whole(item, settings) if _is_one_value(item) else _lines(item, settings)


def _is_one_value(item: Item) -> bool:
    """Tell whether the file is one array, or one object written over several lines."""
    start = item.head(_LOOKED_AT).lstrip(b"\xef\xbb\xbf \t\r\n")
    return start.startswith(b"[") or start.split(b"\n", 1)[0].strip() == b"{"


def _lines(item: Item, settings: ReadSettings) -> Iterator[Draft]:
    number = 0
    for place in count(1):
        line = item.stream.readline(settings.max_bytes + 1)
        if not line:
            return
        if not line.strip():
            continue
        number += 1
        if number > settings.max_entries:
            yield unread_row(item, number, f"more than {settings.max_entries:,} lines (setting max_entries)")
            return
        if len(line) > settings.max_bytes:
            reason = f"line {place}: over {settings.max_bytes:,} bytes (setting max_bytes)"
            yield unread_row(item, number, reason)
            return
        yield _line(item, number, place, line, settings)


def _line(item: Item, number: int, place: int, line: bytes, settings: ReadSettings) -> Draft:
    try:
        return _row(item, number, json.loads(decode(line).text), settings)
    except UnreadError as error:
        return unread_row(item, number, f"line {place}: {error}")
    except RecursionError:
        return unread_row(item, number, f"line {place}: no valid JSON (nested too deeply)")
    except ValueError as error:
        return unread_row(item, number, f"line {place}: no valid JSON ({error})")


def _whole(item: Item, settings: ReadSettings) -> Iterator[Draft]:
    try:
        value = json.loads(decode(item.whole(settings.max_bytes)).text)
    except (ValueError, RecursionError) as error:
        raise UnreadError(f"no valid JSON ({error})") from error
    elements = value if isinstance(value, list) else [value]
    for number, element in enumerate(elements[: settings.max_entries], start=1):
        yield _row(item, number, element, settings)
    if len(elements) > settings.max_entries:
        reason = f"more than {settings.max_entries:,} elements (setting max_entries)"
        yield unread_row(item, settings.max_entries + 1, reason)


def _row(item: Item, number: int, value: object, settings: ReadSettings) -> Draft:
    if not isinstance(value, dict):
        return unread_row(
            item, number, f"row {number}: no JSON object, so it has no field {settings.fields.text!r}"
        )
    return draft_of_row(
        item, number, {str(name).casefold(): field for name, field in value.items()}, settings
    )
