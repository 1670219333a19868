"""PDF: paragraphs put together from the lines of the pages; running heads and feet are furniture."""

from __future__ import annotations

import logging
import re
import struct
import zlib
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from pypdf import PageObject, PdfReader
from pypdf.errors import DependencyError, PyPdfError

from rashomon.model.errors import UnreadError
from rashomon.model.records import Sourced
from rashomon.read.assemble import Piece, assembled, typed_by
from rashomon.read.draft import Draft, Found, Item

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rashomon.read.settings import ReadSettings

_BROKEN = (
    PyPdfError, ValueError, KeyError, IndexError, TypeError, AttributeError, AssertionError,
    NotImplementedError, RecursionError, OverflowError, ZeroDivisionError, OSError, EOFError,
    zlib.error, struct.error,
)  # fmt: skip
_EDGE = 3  # lines at the head and at the foot of a page that may be running ones
_NUMBER = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"[\W_]*(?:page\s*)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?[\W_]*", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…:][\"'”’»)\]]*$")
_HYPHEN = re.compile(r"[^\W\d_]{2,}[-\u00ad\u2010]$")
_SAME_SIZE = 0.5  # points; letters of another size make another paragraph
_GAP = 1.35  # times the usual distance between lines
_SHORT = 0.75  # of the usual width; a line as short ends a paragraph if a sentence ends with it


@dataclass(frozen=True, slots=True)
class _Row:
    text: str
    y: float
    size: float


def read_pdf(item: Item, settings: ReadSettings) -> Iterator[Draft]:
    """Read one PDF.

    Raises:
        UnreadError: it is encrypted, broken or too large, or it holds pictures of text only.
    """
    item.stream.seek(0)
    try:
        with _quiet():
            reader = PdfReader(item.stream, strict=False)
            if reader.is_encrypted and not reader.decrypt(""):
                raise UnreadError("encrypted: save it without a password first")
            pages, notes = _pages(reader, settings)
            found = _properties(reader)
    except DependencyError as error:
        raise UnreadError("encrypted: save it without a password first") from error
    except _BROKEN as error:
        raise UnreadError(f"broken PDF: {str(error)[:200] or type(error).__name__}") from error
    if pages and not any(pages):
        raise UnreadError(
            f"no text in its {len(pages):,} pages: pictures only; run text recognition (OCR) on it first"
        )
    yield assembled(item, _pieces(pages), settings, Draft(item.path, "pdf", found=found, unread=notes))


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep the library's warnings off standard error; what is wrong with a file stands in its reasons.

    A program that set up a handler for the logger itself still gets them.
    """
    logger = logging.getLogger("pypdf")
    silent, propagate = logging.NullHandler(), logger.propagate
    logger.addHandler(silent)
    logger.propagate = False
    try:
        yield
    finally:
        logger.propagate = propagate
        logger.removeHandler(silent)


def _pages(reader: PdfReader, settings: ReadSettings) -> tuple[list[list[_Row]], tuple[str, ...]]:
    count = len(reader.pages)
    pages: list[list[_Row]] = []
    length = 0
    for number in range(min(count, settings.max_pages)):
        pages.append(_rows(reader.pages[number]))
        length += sum(len(row.text) for row in pages[-1])
        if length > settings.max_characters:
            raise UnreadError(
                f"too long: over {settings.max_characters:,} characters (setting max_characters)"
            )
    if count > settings.max_pages:
        return pages, (
            f"{count:,} pages, of which the first {settings.max_pages:,} were read (setting max_pages)",
        )
    return pages, ()


def _rows(page: PageObject) -> list[_Row]:
    rows: list[_Row] = []
    current: list[str] = []
    place = [0.0, 0.0]

    def visit(text: str, cm: Sequence[float], tm: Sequence[float], _font: object, size: float) -> None:
        if text.strip() and not "".join(current).strip():
            place[:] = [tm[4] * cm[1] + tm[5] * cm[3] + cm[5], size * abs(tm[3] or 1.0)]
        *ended, rest = text.split("\n")
        for line in ended:
            current.append(line)
            _add_row(rows, current, place)
            current.clear()
        current.append(rest)

    page.extract_text(visitor_text=visit)
    _add_row(rows, current, place)
    return rows


def _add_row(rows: list[_Row], words: list[str], place: list[float]) -> None:
    text = " ".join("".join(words).split())
    if text:
        rows.append(_Row(text, place[0], place[1]))


def _pieces(pages: Sequence[Sequence[_Row]]) -> Iterator[Piece]:
    running = _running(pages)
    rows = [row for page in pages for row in page]
    width = sorted(len(row.text) for row in rows)[int(len(rows) * 0.8)] if rows else 0
    distance = _distance(pages)
    open_text = ""  # a paragraph that may go on on the next page
    for page in pages:
        apart = [_is_running(page, index, running) for index in range(len(page))]
        pieces = _paragraphs(
            [row for row, away in zip(page, apart, strict=True) if not away], width, distance
        )
        furniture = [Piece(row.text, "furniture") for row, away in zip(page, apart, strict=True) if away]
        if open_text and pieces and _goes_on(open_text, pieces[0]):
            pieces[0] = _joined(open_text, pieces[0])
        elif open_text:
            yield Piece(open_text)
        open_text = pieces.pop() if pieces else ""
        yield from map(Piece, pieces)
        yield from furniture
    if open_text:
        yield Piece(open_text)


def _distance(pages: Sequence[Sequence[_Row]]) -> float:
    steps = [a.y - b.y for page in pages for a, b in pairwise(page) if a.y > b.y]
    return median(steps) if steps else 0.0


def _running(pages: Sequence[Sequence[_Row]]) -> frozenset[str]:
    counts: Counter[str] = Counter()
    for page in pages:
        counts.update({_key(row.text) for row in (*page[:_EDGE], *page[-_EDGE:])})
    least = max(2, len(pages) // 2)
    return frozenset(key for key, count in counts.items() if count >= least)


def _key(text: str) -> str:
    return _NUMBER.sub("#", text.casefold())


def _is_running(page: Sequence[_Row], index: int, running: frozenset[str]) -> bool:
    edge = index < _EDGE or index >= len(page) - _EDGE
    text = page[index].text
    outermost = index == 0 or index == len(page) - 1
    return edge and (_key(text) in running or (outermost and _PAGE_NUMBER.fullmatch(text) is not None))


def _paragraphs(rows: Sequence[_Row], width: int, distance: float) -> list[str]:
    paragraphs: list[str] = []
    previous: _Row | None = None
    for row in rows:
        if previous is not None and not _breaks(previous, row, width, distance):
            paragraphs[-1] = _joined(paragraphs[-1], row.text)
        else:
            paragraphs.append(row.text)
        previous = row
    return paragraphs


def _breaks(first: _Row, second: _Row, width: int, distance: float) -> bool:
    if abs(first.size - second.size) > _SAME_SIZE:
        return True
    step = first.y - second.y
    if distance > 0 and step > _GAP * distance:
        return True
    ended = _SENTENCE_END.search(first.text) is not None
    return ended and len(first.text) < _SHORT * width


def _joined(first: str, second: str) -> str:
    if _HYPHEN.search(first) and second[:1].islower():
        return first[:-1] + second
    return f"{first} {second}"


def _goes_on(first: str, second: str) -> bool:
    return not _SENTENCE_END.search(first) and (second[:1].islower() or first.endswith((",", "-")))


def _properties(reader: PdfReader) -> Found:
    properties = reader.metadata
    title = properties.title if properties is not None else None
    author = properties.author if properties is not None else None
    return Found(
        title=Sourced(value=str(title), source="pdf:title", score=0.4) if title else None,
        author=typed_by(str(author or ""), "pdf:author"),
    )
