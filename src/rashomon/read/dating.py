"""The year of a dateline that names only month and day ("HALM, May 4 (AGENCY)"), by the other texts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec.structs import replace

from rashomon.model.records import Document, Sourced
from rashomon.read.dates import day_of_year
from rashomon.read.texthead import dateline_words

_HEAD = ("dateline", "published", "outlet", "byline", "heading", "body")
_LINES = 6  # at the head of a text, among which such a line is looked for
_MOSTLY = 0.25  # of the characters of a line that is a date and little else
_SOURCE, _AROUND, _SCORE = "text:dateline, year of the other texts", "other texts", 0.5


def dated_by_others(documents: Sequence[Document]) -> list[Document]:
    """Return the documents, those without a date that name a day of the year dated by the others.

    The year is the one that brings the day nearest to the middle one of their dates; a text that names no day
    keeps that middle date as what it was written around. Without any dated text, all stay as they are.
    """
    days = sorted(day for document in documents if (day := _published(document)) is not None)
    if not days:
        return list(documents)
    return [_dated(document, days[len(days) // 2]) for document in documents]


def _dated(document: Document, around: date) -> Document:
    if document.published is not None:
        return document
    named = _day_named(document)
    if named is None:
        middle = Sourced(value=str(around), source=_AROUND, score=_SCORE)
        return replace(document, around=middle)
    near = [day for year in (around.year - 1, around.year, around.year + 1) if (day := _in_year(year, named))]
    if not near:
        return document
    day = min(near, key=lambda each: abs(each - around))
    return replace(document, published=Sourced(value=str(day), source=_SOURCE, score=_SCORE))


def _published(document: Document) -> date | None:
    try:
        return date.fromisoformat(document.published.value[:10]) if document.published else None
    except ValueError:
        return None


def _day_named(document: Document) -> tuple[int, int] | None:
    """Return month and day of the dateline, or of a short line at the head of a text."""
    head = [part for part in document.parts if part.kind in _HEAD][:_LINES]
    for part in head:
        line = document.text[part.start : part.end]
        least = 0.0 if part.kind == "dateline" else _MOSTLY
        found = day_of_year(line, least) or day_of_year(dateline_words(line))
        if found is not None:
            return found
    return None


def _in_year(year: int, named: tuple[int, int]) -> date | None:
    try:
        return date(year, *named)
    except ValueError:
        return None
