"""RSS and Atom: one document an entry."""

from __future__ import annotations

import io
from email.utils import parseaddr
from typing import TYPE_CHECKING, Any, TypeAlias
from xml.sax import SAXException

import feedparser

from rashomon.model.errors import UnreadError
from rashomon.model.records import Sourced
from rashomon.read.draft import Draft, Found, Item
from rashomon.read.pagetext import page_text
from rashomon.read.plain import titled

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rashomon.read.settings import ReadSettings
_Entry: TypeAlias = Any  # feedparser's own kind of dictionary


def read_feed(item: Item, settings: ReadSettings) -> Iterator[Draft]:
    """Read each entry: its title and its content, or the summary where there is no content.

    Raises:
        UnreadError: it is no feed, or broken before its first entry.
    """
    try:
        feed = feedparser.parse(
            io.BytesIO(item.whole(settings.max_bytes)), sanitize_html=False, resolve_relative_uris=False
        )
    except (SAXException, RecursionError, ValueError, LookupError, AttributeError, TypeError) as error:
        raise UnreadError(f"broken feed: {error}") from error
    if not feed.entries:
        reason = feed.get("bozo_exception", "no entries in it")
        raise UnreadError(f"a feed without entries that can be read ({str(reason)[:200]})")
    for number, entry in enumerate(feed.entries[: settings.max_entries], start=1):
        yield _entry(item, number, entry, feed.feed, settings)
    if len(feed.entries) > settings.max_entries:
        reason = f"more than {settings.max_entries:,} entries (setting max_entries)"
        yield Draft(f"{item.path}!/{settings.max_entries + 1}", "feed", unread=(reason,))
    if feed.bozo and isinstance(feed.bozo_exception, SAXException):
        yield Draft(
            item.path,
            "feed",
            unread=(f"broken after its {len(feed.entries)} entries: {feed.bozo_exception}",),
        )


def _entry(item: Item, number: int, entry: _Entry, feed: Mapping[str, Any], settings: ReadSettings) -> Draft:
    found = _found(entry, feed).joined(item.found)
    inner = Item(f"{item.path}!/{number}", item.stream, 0, found)
    try:
        text = page_text(_content(entry)).text
        if not text.strip():
            return Draft(inner.path, "feed", found=found, unread=("no text in this entry, only its title",))
        return titled(inner, "feed", text, settings)
    except UnreadError as error:
        return Draft(inner.path, "feed", found=found, unread=(str(error),))


def _content(entry: _Entry) -> str:
    contents = [str(content.get("value", "")) for content in entry.get("content", ())]
    return max((*contents, str(entry.get("summary", ""))), key=len)


def _author(entry: _Entry, author: Mapping[str, Any]) -> str:
    """Return the name of an author; RSS has it in brackets after an address: "desk@wire.example (Desk)"."""
    name, address = str(author.get("name", "")), str(entry.get("author", ""))
    if "@" not in address or author is not entry.authors[0]:
        return name
    # feedparser takes the longest known ending for that of the address and cuts names in two.
    return parseaddr(address)[0] or name


def _found(entry: _Entry, feed: Mapping[str, Any]) -> Found:
    title = page_text(str(entry.get("title", ""))).text
    date = entry.get("published") or entry.get("updated")
    source = entry.get("source", {}).get("title") or feed.get("title")
    names = [_author(entry, author) for author in entry.get("authors", ())]
    return Found(
        title=Sourced(value=title, source="feed:title", score=0.95) if title else None,
        published=Sourced(value=str(date), source="feed:published", score=0.95) if date else None,
        outlet=Sourced(value=str(source), source="feed:title", score=0.7) if source else None,
        author=tuple(Sourced(value=name, source="feed:author", score=0.9) for name in names if name),
        url=str(entry.get("link", "")) or None,
    )
