"""Texts put together here from pieces (PDF, DOCX): one line a piece, parts as known or by layout."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rashomon.model.records import PartKind, Sourced
from rashomon.read.draft import Draft, Found, Item, check_length
from rashomon.read.layout import classify, split_dateline
from rashomon.read.lines import Line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rashomon.model.records import Part
    from rashomon.read.settings import ReadSettings


# What programs and machines are delivered with, where nobody gave a name.
_NOBODY = re.compile(
    r"\W*(?:(?:microsoft|windows|ms|office|pc|default|local)\W*)*(?:office|user|pc|owner|home|admin\w*)?\W*\d*"
    r"|python-docx|unknown|author|un-named|apache poi|hp|dell|lenovo|acer|asus|toshiba|root|guest",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph, and its kind where the format says it."""

    text: str
    kind: PartKind | None = None


def assembled(item: Item, pieces: Iterable[Piece], settings: ReadSettings, made: Draft) -> Draft:
    """Return the draft of a text with a line for each piece; what has no kind gets one by its shape.

    `made` is the draft so far: its format, what the file says of itself, what was left out.
    """
    kept = [(words, piece.kind) for piece in pieces if (words := " ".join(piece.text.split()))]
    text = "\n".join(words for words, _ in kept)
    check_length(text, settings)
    parts, shaped = _parts(kept)
    return replace(made, text=text, parts=parts, found=shaped.joined(made.found).joined(item.found))


def typed_by(name: str, source: str) -> tuple[Sourced, ...]:
    """Return who a file says has made it: often the account of whoever typed it, so not sure at all."""
    return () if _NOBODY.fullmatch(name.strip()) else (Sourced(value=name, source=source, score=0.3),)


def _parts(kept: list[tuple[str, PartKind | None]]) -> tuple[tuple[Part, ...], Found]:
    lines: list[Line] = []
    position = 0
    for words, _ in kept:
        lines.append(Line(position, position + len(words), words))
        position += len(words) + 1
    titled = any(kind == "title" for _, kind in kept)
    free = [number for number, (_, kind) in enumerate(kept) if kind is None]
    kinds, found = classify([lines[number] for number in free], headless=titled)
    chosen: list[PartKind | None] = [kind for _, kind in kept]
    for number, kind in zip(free, kinds, strict=True):
        chosen[number] = kind
    parts, found = split_dateline(lines, [kind or "body" for kind in chosen], found)
    return parts, found if not titled else Found(title=_title(kept)).joined(found)


def _title(kept: list[tuple[str, PartKind | None]]) -> Sourced:
    title = next(words for words, kind in kept if kind == "title")
    return Sourced(value=title, source="text:title", score=0.9)
