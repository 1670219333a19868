"""Settings of the reading stage: limits, field names, what the user knows of sources."""

from __future__ import annotations

from dataclasses import dataclass, field

from rashomon.read.sources import Sources

MEBIBYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class FieldNames:
    """The names of the fields that a JSONL or CSV row is read from; matched without regard to case."""

    text: str = "text"
    title: str = "title"
    url: str = "url"
    published: str = "published"
    author: str = "author"
    source: str = "source"

    def all(self) -> tuple[str, ...]:
        """Return the six names, in lower case, `text` first."""
        names = (self.text, self.title, self.url, self.published, self.author, self.source)
        return tuple(name.casefold() for name in names)


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """Bounds on reading a URL.

    Attributes:
        seconds: Longest time for one URL with its redirects.
        max_redirects: Most redirects followed.
    """

    seconds: float = 20.0
    max_redirects: int = 5


@dataclass(frozen=True, slots=True)
class ReadSettings:
    """How texts are read; the defaults are safe for files from strangers.

    Attributes:
        max_bytes: Largest single text (a file, an archive's member, a row), in bytes.
        max_container_bytes: Largest ZIP, WARC, JSONL or CSV file; these are read piece by piece.
        max_characters: Longest text, in code points.
        max_pages: Most pages of a PDF.
        max_unpacked_bytes: Most bytes unpacked from one input file, archives within it included.
        max_entries: Most entries (files, records, rows) of one container.
        max_nesting: How many containers may stand within one another.
        max_ratio: Largest unpacked size per packed byte; checked above one mebibyte.
        fields: The field names of JSONL and CSV rows.
        sources: What the user knows of sources.
        fetch: Whether URLs may be read.
        fetching: Bounds on reading a URL.
    """

    max_bytes: int = 64 * MEBIBYTE
    max_container_bytes: int = 4096 * MEBIBYTE
    max_characters: int = 2_000_000
    max_pages: int = 2_000
    max_unpacked_bytes: int = 1024 * MEBIBYTE
    max_entries: int = 200_000
    max_nesting: int = 4
    max_ratio: int = 200
    fields: FieldNames = field(default_factory=FieldNames)
    sources: Sources = field(default_factory=Sources)
    fetch: bool = False
    fetching: FetchLimits = field(default_factory=FetchLimits)
