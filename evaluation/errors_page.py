"""A page that shows, for each document, what gold holds and what was found in its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from rashomon.model.errors import InputError
from rashomon.model.offsets import Span

_AROUND = 40


@dataclass(frozen=True, slots=True)
class Row:
    """One document: what gold has and was not found just so, and what was found and is not in gold."""

    name: str
    missed: Sequence[str]
    wrong: Sequence[str]


def in_context(span: Span, text: str) -> str:
    """Return the words of a span between brackets, with up to 40 characters on either side, in one line."""
    before, after = text[max(0, span.start - _AROUND) : span.start], text[span.end : span.end + _AROUND]
    return " ".join(f"{before}[{span.of(text)}]{after}".split())


_STYLE = "body{font:15px/1.4 serif;margin:2em}td{vertical-align:top;width:50%;padding:.3em 1em}"


def write_page(path: Path, title: str, rows: Sequence[Row]) -> None:
    """Write the page; what was found just as in gold is left out.

    Raises:
        InputError: the file can't be written.
    """
    body = "".join(_section(row) for row in rows if row.missed or row.wrong)
    head = f"<!doctype html><meta charset=utf-8><title>{escape(title)}</title><style>{_STYLE}</style>"
    page = f"{head}<h1>{escape(title)}</h1>{body}"
    try:
        path.write_text(page, encoding="utf-8")
    except OSError as error:
        raise InputError(f"the page of errors can't be written to {path}: {error.strerror}") from error


def _section(row: Row) -> str:
    cells = ("".join(f"<p>{escape(line)}</p>" for line in lines) for lines in (row.missed, row.wrong))
    head = "<tr><th>in gold, not found so</th><th>found, not in gold</th></tr>"
    columns = "".join(f"<td>{cell}</td>" for cell in cells)
    return f"<h2>{escape(row.name)}</h2><table>{head}<tr>{columns}</tr></table>"
