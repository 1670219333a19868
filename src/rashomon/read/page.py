"""HTML: the visible text of a page, its parts, and what it says of itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rashomon.model.records import Part, PartKind, Sourced
from rashomon.read.article import article_keys
from rashomon.read.decode import decode
from rashomon.read.draft import Draft, Found, Item, check_length
from rashomon.read.pagetext import page_text
from rashomon.read.settings import ReadSettings

_CHARSET = re.compile(rb"""<meta\b[^>]{0,200}?charset\s*=\s*["']?\s*([\w:.-]{2,40})|<\?xml[^>]{0,100}encoding\s*=\s*["']([\w:.-]{2,40})""", re.IGNORECASE)


def read_page(item: Item, settings: ReadSettings) -> Iterator[Draft]:
    """Read one page; everything visible is text, and what is not of the article is furniture.

    Raises:
        UnreadError: it is too large or no text.
    """
    data = item.whole(settings.max_bytes)
    decoded = decode(data, item.charset or _declared(data))
    shown = page_text(decoded.text)
    check_length(shown.text, settings)
    body, meta = article_keys(decoded.text, shown)
    parts = tuple(Part(kind=_kind(n in body), start=b.start, end=b.end) for n, b in enumerate(shown.blocks))
    yield Draft(item.path, "html", shown.text, parts, shown.raw, meta.joined(item.found), unread=decoded.notes)


def _kind(body: bool) -> PartKind:
    return "body" if body else "furniture"


def _declared(data: bytes) -> str | None:
    match = _CHARSET.search(data[:4096])
    return (match[1] or match[2]).decode("ascii") if match is not None else None
