"""EML and MBOX: the text of a mail under its subject, its attachments, and pages saved as MHTML."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime
from typing import TYPE_CHECKING

from rashomon.model.errors import UnreadError
from rashomon.model.records import Sourced
from rashomon.read.decode import Decoded, decode
from rashomon.read.draft import Draft, Found, Item
from rashomon.read.lexicon import is_furniture
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
_MAILBOX = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))From [^\r\n]*\d{4}[^\r\n]*\r?\n(?=[A-Za-z][\w-]*:)")
_QUOTED_FROM = re.compile(rb"^>(?=>*From )", re.MULTILINE)
_STUB = 3  # times as long as its plain version a page must be to be what the mail says
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


def read_mailbox(item: Item, settings: ReadSettings) -> Iterator[Draft | Item]:
    """Read each mail of a mailbox, which lines with sender and date of delivery set apart.

    Raises:
        UnreadError: it is too large.
    """
    for number, data in enumerate(_MAILBOX.split(item.whole(settings.max_bytes).lstrip())[1:], start=1):
        if number > settings.max_entries:
            reason = f"more than {settings.max_entries:,} mails (setting max_entries)"
            yield Draft(f"{item.path}!/{number}", "eml", unread=(reason,))
            return
        mail = _QUOTED_FROM.sub(b"", data)
        item.tally.add(len(mail), settings)
        yield item.inner(f"{number}.eml", mail)


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
    """Return the parts that are what the mail says: all plain ones without a name, else all such pages.

    Plain ones that only say that there is a page ("Your program does not show HTML") are left out.
    """
    own = [
        part
        for part in leaves
        if part.get_content_disposition() != "attachment"
        and not part.get_filename()
        and _payload(part).strip()
    ]
    plain = [part for part in own if _kind(part) == "text/plain"]
    pages = [part for part in own if _kind(part) in _PAGES]
    return pages if _STUB * _length(plain) < _length(pages) else plain


def _length(parts: Sequence[Message]) -> int:
    """Return how many characters parts show, blanks and words of the interface of pages left out."""
    try:
        lines = [line for part in parts for line in _shown(part).text.splitlines()]
    except UnreadError:
        return 0
    return sum(len("".join(line.split())) for line in lines if not is_furniture(line))


def _shown(part: Message) -> Decoded:
    """Return what a part shows, which of a page is the text between its tags."""
    decoded = decode(_payload(part), _charset(part))
    return replace(decoded, text=page_text(decoded.text).text) if _kind(part) in _PAGES else decoded


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
    shown = [_shown(part) for part in body]
    notes = tuple(dict.fromkeys(note for each in shown for note in each.notes))
    return titled(headed, "eml", "\n\n".join(each.text for each in shown), settings, notes)


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
    try:
        chunks = decode_header(str(header))
    except MessageError:  # an encoded word that was cut short
        chunks = [(str(header), None)]
    words = [chunk if isinstance(chunk, str) else _chunk(chunk, charset) for chunk, charset in chunks]
    return " ".join("".join(words).split())


def _chunk(chunk: bytes, charset: str | None) -> str:
    try:
        return decode(chunk, charset).text
    except UnreadError:
        return ""
