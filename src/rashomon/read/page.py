"""HTML: the visible text of a page, its parts, and what it says of itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rashomon.model.records import Part
from rashomon.read.article import article_blocks
from rashomon.read.decode import decode
from rashomon.read.draft import Draft, Item, check_length
from rashomon.read.pageparts import page_parts
from rashomon.read.pagetext import page_text
from rashomon.read.selfsaid import said_by_head, title_segments
from rashomon.read.settings import ReadSettings
from rashomon.read.zones import look_at

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
    said = said_by_head(shown.head)
    segments = title_segments(shown.head.title)
    kinds, seen = page_parts(look_at(shown), said, segments, article_blocks(decoded.text, shown))
    parts = tuple(Part(kind=kind, start=b.start, end=b.end) for kind, b in zip(kinds, shown.blocks, strict=True))
    found = seen.joined(said).joined(item.found)
    yield Draft(item.path, "html", shown.text, parts, shown.raw, found, unread=decoded.notes)


def _declared(data: bytes) -> str | None:
    match = _CHARSET.search(data[:4096])
    return (match[1] or match[2]).decode("ascii") if match is not None else None
