"""EML: the text of a mail under its subject, its attachments, and pages saved as MHTML."""

from __future__ import annotations

from datetime import UTC
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime
from typing import TYPE_CHECKING

from rashomon.model.errors import UnreadError
from rashomon.model.records import Sourced
from rashomon.read.decode import decode
from rashomon.read.draft import Draft, Found, Item
from rashomon.read.pagetext import page_text
from rashomon.read.plain import titled

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rashomon.read.settings import ReadSettings

_BROKEN = (MessageError, RecursionError, ValueError, LookupError, TypeError, AttributeError)
_SKIPPED = (
    "image/",
    "audio/",
    "video/",
    "font/",
    "text/css",
    "text/calendar",
    "application/pgp",
    "application/pkcs7",
)
_MAIL = "message/rfc822"
_PAGES = ("text/html", "application/xhtml+xml")
_NO_TEXT = "no text in the mail itself; what is attached to it is read as texts of their own"


def read_mail(item: Item, settings: ReadSettings) -> Iterator[Draft | Item]:
    """Read a mail: its subject and text as one document, each attachment as another.

    A saved page (MHTML) is read as the page it holds.

    Raises:
        UnreadError: it is broken.
    """
    try:
        message = message_from_bytes(item.whole(settings.max_bytes))
        leaves = list(_leaves(message))
        found = _found(message)
        body = _body(leaves)
    except _BROKEN as error:
        raise UnreadError(f"broken mail: {error or type(error).__name__}") from error
    if body and _is_saved_page(message):
        yield _page(item, body[0], found)
        return
    yield _text(item, body, found, settings)
    yield from _attachments(item, [part for part in leaves if part not in body], settings)


def _leaves(message: Message) -> Iterator[Message]:
    """Yield the parts of a mail that hold no other, a mail that is attached to it for one of them."""
    parts = message.get_payload() if message.is_multipart() else ()
    if not parts or message.get_content_type() == _MAIL:
        yield message
        return
    for part in parts:
        if isinstance(part, Message):
            yield from _leaves(part)


def _body(leaves: Sequence[Message]) -> list[Message]:
    """Return the parts that are what the mail says: all plain ones without a name, else the first page."""
    own = [
        part
        for part in leaves
        if part.get_content_disposition() != "attachment"
        and not part.get_filename()
        and _payload(part).strip()
    ]
    plain = [part for part in own if _kind(part) == "text/plain"]
    return plain or [part for part in own if _kind(part) in _PAGES][:1]


def _kind(part: Message) -> str:
    """Return the type of a part that holds no other; what only claims to hold others is plain text."""
    kind = part.get_content_type()
    return "text/plain" if kind.startswith("multipart/") else kind


def _payload(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _is_saved_page(message: Message) -> bool:
    return message.get_content_type() == "multipart/related" and "Snapshot-Content-Location" in message


def _page(item: Item, body: Message, found: Found) -> Item:
    return item.inner(
        "page.html", _payload(body), Found(url=found.url, retrieved=found.retrieved), _charset(body)
    )


def _text(item: Item, body: Sequence[Message], found: Found, settings: ReadSettings) -> Draft:
    found = found.joined(item.found)
    headed = Item(item.path, item.stream, item.size, found)
    if not body:
        return Draft(item.path, "eml", found=found, unread=(_NO_TEXT,))
    decoded = [decode(_payload(part), _charset(part)) for part in body]
    texts = [
        page_text(each.text).text if part.get_content_type() in _PAGES else each.text
        for part, each in zip(body, decoded, strict=True)
    ]
    notes = tuple(dict.fromkeys(note for each in decoded for note in each.notes))
    return titled(headed, "eml", "\n\n".join(texts), settings, notes)


def _attachments(item: Item, parts: list[Message], settings: ReadSettings) -> Iterator[Item]:
    for number, part in enumerate(parts, start=1):
        inner = part.get_payload(0) if part.get_content_type() == _MAIL and part.is_multipart() else None
        if isinstance(inner, Message):
            data = inner.as_bytes()
            item.tally.add(len(data), settings)
            yield item.inner(f"attachment-{number}.eml", data)
            continue
        named = part.get_filename() is not None or part.get_content_disposition() == "attachment"
        data = _payload(part)
        if named and data.strip() and not part.get_content_type().startswith(_SKIPPED):
            item.tally.add(len(data), settings)
            name = (
                (_decoded(part.get_filename()) or f"attachment-{number}").replace("/", "_").replace("\\", "_")
            )
            yield item.inner(name, data, charset=_charset(part))


def _charset(part: Message) -> str | None:
    value = part.get_content_charset()
    return str(value) if value else None


def _found(message: Message) -> Found:
    subject = _decoded(message["Subject"])
    sender = _decoded(message["From"])
    name = parseaddr(sender)[0] or sender
    saved = message["Snapshot-Content-Location"]
    date = _date(message)
    return Found(
        title=Sourced(value=subject, source="mail:subject", score=0.9) if subject else None,
        author=(Sourced(value=name, source="mail:from", score=0.6),) if name else (),
        published=Sourced(value=date, source="mail:date", score=0.9) if date else None,
        url=str(saved) if saved else None,
        retrieved=date if saved else None,
    )


def _date(message: Message) -> str | None:
    value = message["Date"]
    if not value:
        return None
    try:
        date = parsedate_to_datetime(str(value))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    # "-0000" says that the time is UTC and the sender's zone unknown.
    return (date if date.tzinfo is not None else date.replace(tzinfo=UTC)).isoformat()


def _decoded(header: object) -> str:
    """Return a header's text; parts in unknown or wrong encodings are decoded as well as can be."""
    if header is None:
        return ""
    words: list[str] = []
    for chunk, charset in decode_header(str(header)):
        words.append(chunk if isinstance(chunk, str) else _chunk(chunk, charset))
    return " ".join("".join(words).split())


def _chunk(chunk: bytes, charset: str | None) -> str:
    try:
        return decode(chunk, charset).text
    except UnreadError:
        return ""
