"""What the readers of the formats pass on: an item to read, or the draft of a document."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, BinaryIO

from rashomon.model.errors import UnreadError

if TYPE_CHECKING:
    from rashomon.model.records import Part, RawRange, Sourced
    from rashomon.read.settings import ReadSettings

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+")
_LONGEST_VALUE = 500  # characters; a longer title or name is page text gone astray


@dataclass(frozen=True, slots=True)
class Found:
    """Values found for one document, each with where it was found; better ones win by score."""

    title: Sourced | None = None
    published: Sourced | None = None
    outlet: Sourced | None = None
    author: tuple[Sourced, ...] = ()
    url: str | None = None
    retrieved: str | None = None

    def joined(self, other: Found) -> Found:
        """Return the better value of each field; on equal scores, that of `self`."""
        return Found(
            title=better(self.title, other.title),
            published=better(self.published, other.published),
            outlet=better(self.outlet, other.outlet),
            author=_better_authors(self.author, other.author),
            url=self.url or other.url,
            retrieved=self.retrieved or other.retrieved,
        )


class Tally:
    """Counts the bytes unpacked from one input, through all containers within it."""

    __slots__ = ("_bytes",)

    def __init__(self) -> None:
        self._bytes = 0

    def room(self, settings: ReadSettings) -> int:
        """Return how many bytes may still be unpacked, at most as many as one text may have."""
        return min(settings.max_bytes, settings.max_unpacked_bytes - self._bytes)

    def add(self, size: int, settings: ReadSettings) -> None:
        """Count `size` more bytes.

        Raises:
            UnreadError: this is more than the input may unpack to.
        """
        self._bytes += size
        if self._bytes > settings.max_unpacked_bytes:
            limit = f"{settings.max_unpacked_bytes:,}"
            raise UnreadError(f"unpacks to more than {limit} bytes in all (setting max_unpacked_bytes)")


@dataclass(frozen=True, slots=True)
class Item:
    """Bytes to read, whatever their format.

    Attributes:
        path: Where they are from, relative to the input; members of a container after `!/`.
        stream: The bytes, seekable, at their start.
        size: How many there are.
        found: What the container or the transfer says of them.
        charset: The encoding declared outside of them, if any.
        depth: How many containers they stand in.
        tally: The bytes unpacked so far from the input that they are from.
        notes: What the container says is missing of them; reasons of every document read from them.
    """

    path: str
    stream: BinaryIO
    size: int
    found: Found = field(default_factory=Found)
    charset: str | None = None
    depth: int = 0
    tally: Tally = field(default_factory=Tally)
    notes: tuple[str, ...] = ()

    def head(self, length: int) -> bytes:
        """Return the first `length` bytes and rewind."""
        self.stream.seek(0)
        start = self.stream.read(length)
        self.stream.seek(0)
        return start

    def whole(self, limit: int) -> bytes:
        """Return all bytes.

        Raises:
            UnreadError: there are more than `limit`.
        """
        if self.size > limit:
            raise UnreadError(
                f"too large: {self.size:,} bytes, and the limit for one text is {limit:,} (setting max_bytes)"
            )
        self.stream.seek(0)
        return self.stream.read(limit)

    def inner(self, name: str, data: bytes, found: Found | None = None, charset: str | None = None) -> Item:
        """Return a member of this item, one level deeper."""
        path = f"{self.path}!/{name}"
        return Item(path, io.BytesIO(data), len(data), found or Found(), charset, self.depth + 1, self.tally)


@dataclass(frozen=True, slots=True)
class Draft:
    """A text with its parts, before the steps that are the same for all formats.

    Offsets of `parts` and `raw` are code points of `text`. `title`, `published` and the like in
    `found` stand as found, not yet cleaned.
    """

    path: str
    format: str
    text: str = ""
    parts: tuple[Part, ...] = ()
    raw: tuple[RawRange, ...] | None = None
    found: Found = field(default_factory=Found)
    language: str | None = None
    unread: tuple[str, ...] = ()


def better(first: Sourced | None, second: Sourced | None) -> Sourced | None:
    """Return the value with the higher score; `first` on equal scores."""
    if first is None or (second is not None and second.score > first.score):
        return second
    return first


def check_length(text: str, settings: ReadSettings) -> None:
    """Check that `text` is not too long.

    Raises:
        UnreadError: it has more than `max_characters`.
    """
    if len(text) > settings.max_characters:
        raise UnreadError(
            f"too long: {len(text):,} characters, and the limit is {settings.max_characters:,} "
            "(setting max_characters)"
        )


def without_surrogates(text: str) -> str:
    """Return `text` with lone surrogates replaced by U+FFFD; no encoding can write them.

    They come from JSON escapes and from file names that hold bytes which are no UTF-8.
    """
    return text if text.isascii() else text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def clean(value: str) -> str:
    """Return `value` as one line of plain text: no control or direction marks, no lone surrogates."""
    return " ".join(_CONTROL.sub(" ", without_surrogates(value)).split())[:_LONGEST_VALUE]


def _better_authors(first: tuple[Sourced, ...], second: tuple[Sourced, ...]) -> tuple[Sourced, ...]:
    """Return the authors found with the higher score, or those of the longer list that holds the other."""
    names = [{author.value.casefold() for author in authors} for authors in (first, second)]
    if names[0] < names[1] or names[1] < names[0]:
        return first if len(names[0]) > len(names[1]) else second
    best = [max((author.score for author in authors), default=0.0) for authors in (first, second)]
    return first if best[0] >= best[1] else second
