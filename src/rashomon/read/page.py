"""HTML: the visible text of a page, its parts, and what it says of itself."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from rashomon.read.article import article_blocks, searched_date
from rashomon.read.decode import decode
from rashomon.read.draft import Draft, Found, Item, check_length
from rashomon.read.finish import web_address
from rashomon.read.layout import split_dateline
from rashomon.read.pageparts import page_parts
from rashomon.read.pagetext import page_text
from rashomon.read.selfsaid import said_by_head, title_segments
from rashomon.read.zones import look_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rashomon.read.settings import ReadSettings

_CHARSET = re.compile(
    rb"""<meta\b[^>]{0,200}?charset\s*=\s*["']?\s*([\w:.-]{2,40})|<\?xml[^>]{0,100}encoding\s*=\s*["']([\w:.-]{2,40})""",
    re.IGNORECASE,
)


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
    looks = look_at(shown)
    kinds, seen = page_parts(looks, said, segments, article_blocks(decoded.text, shown))
    parts, seen = split_dateline([look.line for look in looks.blocks], kinds, seen)
    found = seen.joined(_placed(said, item.found.url)).joined(item.found)
    if found.published is None:
        found = found.joined(Found(published=searched_date(decoded.text)))
    yield Draft(item.path, "html", shown.text, parts, shown.raw, found, unread=decoded.notes)


def _placed(said: Found, address: str | None) -> Found:
    """Return what a page says of itself, an address without a site taken from where the page was found."""
    url = urljoin(address or "", said.url) if said.url else None
    return replace(said, url=url if url is not None and web_address(url) is not None else None)


def _declared(data: bytes) -> str | None:
    match = _CHARSET.search(data[:4096])
    return (match[1] or match[2]).decode("ascii") if match is not None else None
