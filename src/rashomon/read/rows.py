"""What JSONL and CSV rows have in common: a mapping of field names to values becomes a draft."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rashomon.model.errors import UnreadError
from rashomon.model.records import Sourced
from rashomon.read.decode import check_text
from rashomon.read.draft import Draft, Found, Item, without_surrogates
from rashomon.read.markup import is_fragment
from rashomon.read.pagetext import page_text
from rashomon.read.plain import drafted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rashomon.read.settings import ReadSettings


def draft_of_row(item: Item, number: int, row: Mapping[str, object], settings: ReadSettings) -> Draft:
    """Return the draft of one row; `row` has field names in lower case, `number` counts from 1.

    The text of a row has no offsets in the file: escapes and quotes stand in between.
    """
    text, *others = (row.get(name) for name in settings.fields.all())
    if not isinstance(text, str):
        return unread_row(item, number, f"row {number}: {no_text(settings)}")
    found = _found(*others)
    entry = Item(f"{item.path}!/{number}", item.stream, 0, found.joined(item.found))
    try:
        check_text(text)
        draft = drafted(entry, _shown(without_surrogates(text)), settings)
    except UnreadError as error:
        return unread_row(item, number, f"row {number}: {error}")
    return Draft(draft.path, draft.format, draft.text, draft.parts, None, draft.found, unread=draft.unread)


def _shown(text: str) -> str:
    """Return the text of a row, of a piece of a page what a reader sees of it."""
    opened = re.match(r"\s*<(?:p|div|article)\b", text, re.IGNORECASE) is not None
    return page_text(text).text if opened or is_fragment(text) else text


def no_text(settings: ReadSettings) -> str:
    """Return the reason why nothing was read from a row without a text."""
    return (
        f"no text in the field {settings.fields.text!r}; if another field holds it, say so: "
        "--fields text=NAME (in Python, the setting fields)"
    )


def unread_row(item: Item, number: int, reason: str) -> Draft:
    """Return the draft that lists a row as unread."""
    return Draft(f"{item.path}!/{number}", "text", unread=(reason,))


def _found(title: object, url: object, published: object, author: object, source: object) -> Found:
    names = author if isinstance(author, list) else [author]
    return Found(
        title=_sourced(title, "field:title"),
        url=url if isinstance(url, str) else None,
        published=_sourced(published, "field:published"),
        author=tuple(value for name in names if (value := _sourced(name, "field:author")) is not None),
        outlet=_sourced(source, "field:source"),
    )


def _sourced(value: object, source: str) -> Sourced | None:
    text = str(value).strip() if isinstance(value, str | int | float) and not isinstance(value, bool) else ""
    return Sourced(value=text, source=source, score=0.95) if text else None
