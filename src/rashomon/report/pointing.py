"""Passages that a list on the page quotes, and their places in the reading view."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rashomon.model.offsets import Span
from rashomon.report.characters import cut_point, one_line
from rashomon.report.texts import Library, Text

_SHOWN = 300  # characters of a passage that a list shows


@dataclass(frozen=True, slots=True)
class Spot:
    """Some words of one text; `spans` has at least one."""

    text: Text
    spans: tuple[Span, ...]

    @property
    def start(self) -> int:
        """Return where it begins, in code points."""
        return self.spans[0].start

    @property
    def anchor(self) -> str:
        """Return the id of its place in the reading view."""
        return f"{self.text.anchor}-w{self.start}"

    @property
    def words(self) -> str:
        """Return its words, as far as the page may show them, cut when they are many."""
        return cut(self.text.excerpt.words(self.spans))


def spot(books: Library, document: str, spans: Sequence[Span]) -> Spot | None:
    """Return a passage of a document, unless the page does not hold the document."""
    text = books.texts.get(document)
    return Spot(text, tuple(spans)) if text is not None and spans else None


def cut(passage: str) -> str:
    """Return a passage on one line, cut when it is long."""
    line = one_line(passage)
    end = cut_point(line, 0, _SHOWN)
    return line if end == len(line) else f"{line[:end].rstrip()} …"
