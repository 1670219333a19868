"""The format of a file, told by its content; the name decides only between forms of text."""

from __future__ import annotations

import json
import re
import zlib
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from rashomon.model.errors import UnreadError
from rashomon.read.markup import is_fragment
from rashomon.read.table import has_header

if TYPE_CHECKING:
    from rashomon.read.draft import Item
    from rashomon.read.settings import ReadSettings

HEAD = 1 << 14  # bytes looked at
_FOREIGN = (
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\xd0\xcf\x11\xe0", "an old Microsoft Office file; save it as DOCX"),
    (b"{\\rtf", "an RTF file; save it as DOCX"),
    (b"7z\xbc\xaf", "a 7z archive; pack it as ZIP"),
    (b"Rar!", "a RAR archive; pack it as ZIP"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound or film file"),
    (b"SQLite format 3", "a database"),
    (b"BZh", "a bzip2 archive; unpack it first"),
    (b"\xfd7zXZ", "an xz archive; unpack it first"),
    (b"PAR1", "a Parquet file; save it as JSONL or CSV"),
)
_XML_DECLARATION = re.compile(r"\s*<\?xml\b[^>]*>", re.IGNORECASE)
_SKIPPED = re.compile(
    r"\s*(?:<!--.*?-->|<\?.*?\?>|<!DOCTYPE[^>\[]*(?:\[.*?\])?[^>]*>)", re.IGNORECASE | re.DOTALL
)
_FEED = re.compile(r"\s*<(?:\w+:)?(?:rss|feed|RDF)\b", re.IGNORECASE)
_PAGE = re.compile(
    r"\s*(?:<!doctype\s+html|<(?:html|head|body|article|main|title|meta|script)\b)", re.IGNORECASE
)
_MAILBOX = re.compile(r"From \S.*\b\d{4}\b")
_MAIL_FIELD = re.compile(r"([A-Za-z][A-Za-z0-9-]*):(?:[ \t]|$)|[ \t]+\S")
_MAIL_FIELDS = frozenset(
    {"received", "message-id", "mime-version", "return-path", "delivered-to", "x-mailer"}
)
# A mail kept with its main fields only: an address that it is from, and one of the others.
_MAIL_FROM = re.compile(r"from:[ \t].*[^\s@]@[^\s@]", re.IGNORECASE)
_MAIN_FIELDS = frozenset({"subject", "to", "date"})
_ROWS = frozenset({".jsonl", ".ndjson", ".json"})


def format_of(item: Item, settings: ReadSettings) -> str:
    """Return the name of the format of `item`.

    Raises:
        UnreadError: it is of a kind that holds no text, or none that is read.
    """
    head = item.head(HEAD)
    for magic, what in _FOREIGN:
        if head.startswith(magic):
            raise UnreadError(f"not a text: the file is {what}")
    return _packed(head) or _marked_up(item, head, settings)


def _packed(head: bytes) -> str | None:
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if head.startswith(b"\x1f\x8b"):
        return _gzip(head)
    return "warc" if head.startswith(b"WARC/") else None


def _gzip(head: bytes) -> str:
    try:
        start = zlib.decompressobj(31).decompress(head, 16)
    except zlib.error as error:
        raise UnreadError(f"broken gzip file: {error}") from error
    if start.startswith(b"WARC/"):
        return "warc"
    raise UnreadError("not a text: a gzip archive that holds no WARC; unpack it first")


def _marked_up(item: Item, head: bytes, settings: ReadSettings) -> str:
    text = _as_text(head).lstrip("\ufeff \t\r\n")
    suffix = PurePosixPath(item.path).suffix.casefold()
    if _MAILBOX.match(text) and _is_mail(text.partition("\n")[2]):
        return "mbox"
    if _is_mail(text):
        return "eml"
    declared = _XML_DECLARATION.match(text) is not None
    start = _XML_DECLARATION.sub("", text, count=1)
    while (skipped := _SKIPPED.match(start)) is not None and not _PAGE.match(start):
        start = start[skipped.end() :]
    if _FEED.match(start):
        return "feed"
    if _PAGE.match(start):
        return "html"
    rows = None if declared else _rows(text, suffix, settings)  # which may hold tags
    if rows is None and is_fragment(text):
        return "html"
    if declared:
        raise UnreadError("not a text: an XML file that is neither a page nor a feed")
    return rows or "text"


def _as_text(head: bytes) -> str:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", "ignore")
    return head.decode("utf-8", "ignore")


def _is_mail(text: str) -> bool:
    names: set[str] = set()
    sender = False
    for line in text.splitlines()[:60]:
        match = _MAIL_FIELD.match(line)
        if match is None:
            # The fields of a mail end with a blank line; those of a page's or a letter's head need not.
            sender = sender and not line
            break
        sender = sender or _MAIL_FROM.match(line) is not None
        names.add((match[1] or "").lower())
    return len(names) > 1 and (bool(names & _MAIL_FIELDS) or (sender and bool(names & _MAIN_FIELDS)))


def _rows(text: str, suffix: str, settings: ReadSettings) -> str | None:
    if suffix in _ROWS or (text.startswith("{") and _is_object(text)):
        return "jsonl"
    if has_header(text, settings.fields) or suffix in (".csv", ".tsv"):
        return "csv"
    return None


def _is_object(text: str) -> bool:
    line, _, rest = text.partition("\n")
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        # A first row longer than what is looked at.
        return not rest and re.match(r'\{\s*"[^"\n]{1,200}"\s*:', line) is not None
