"""Plain text: the decoded file exactly as it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rashomon.model.records import RawRange
from rashomon.read.decode import decode
from rashomon.read.draft import Draft, Item, check_length, clean
from rashomon.read.layout import lay_out

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rashomon.read.settings import ReadSettings


def read_plain(item: Item, settings: ReadSettings) -> Iterator[Draft]:
    """Read one text file; nothing is trimmed or changed, and `raw` maps all of it onto the file.

    Raises:
        UnreadError: it is too large or no text.
    """
    decoded = decode(item.whole(settings.max_bytes), item.charset)
    yield drafted(item, decoded.text, settings, decoded.notes)


def titled(item: Item, form: str, text: str, settings: ReadSettings, unread: tuple[str, ...] = ()) -> Draft:
    """Return the draft of a text under the title that `item` brings, the title being its first line.

    Such a text is put together here (an entry of a feed, a mail), so nothing maps it to the file.
    """
    title = clean(item.found.title.value) if item.found.title is not None else ""
    whole = f"{title}\n\n{text}" if title else text
    check_length(whole, settings)
    layout = lay_out(whole, titled=bool(title))
    return Draft(item.path, form, whole, layout.parts, None, item.found.joined(layout.found), unread=unread)


def drafted(item: Item, text: str, settings: ReadSettings, unread: tuple[str, ...] = ()) -> Draft:
    """Return the draft of a text that has no markup."""
    check_length(text, settings)
    layout = lay_out(text)
    raw = (RawRange(0, 0, len(text)),) if text else ()
    return Draft(item.path, "text", text, layout.parts, raw, item.found.joined(layout.found), unread=unread)
