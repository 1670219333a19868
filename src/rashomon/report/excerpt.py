"""Which parts of a text a page shows: all of it, or in a share version excerpts around the findings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rashomon.model.offsets import Span
from rashomon.report.characters import cut_point
from rashomon.report.segments import intersected

_LEAST = 40  # characters of a part that is worth beginning
LEFT_OUT = "[…]"
"""Stands for words that a share version leaves out."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A text with the parts of it that may be shown: ordered, disjoint spans."""

    body: str
    shown: tuple[Span, ...]

    def of(self, span: Span) -> tuple[Span, ...]:
        """Return the parts of `span` that may be shown."""
        return intersected(span, self.shown)

    def words(self, spans: Sequence[Span]) -> str:
        """Return the words of `spans`: those that stand apart joined by an ellipsis, gaps in brackets."""
        return " … ".join(self._words(span) for span in neighbours_joined(spans, self.body))

    def _words(self, span: Span) -> str:
        pieces: list[str] = []
        at = span.start
        for part in self.of(span):
            pieces += [LEFT_OUT] * (part.start > at) + [part.of(self.body)]
            at = part.end
        pieces += [LEFT_OUT] * (at < span.end)
        return " ".join(pieces)


def neighbours_joined(spans: Sequence[Span], body: str) -> tuple[Span, ...]:
    """Return `spans`, those with nothing but blanks between them made one."""
    out: list[Span] = []
    for span in spans:
        if out and out[-1].end <= span.start and not body[out[-1].end : span.start].strip():
            out[-1] = Span(out[-1].start, span.end)
        else:
            out.append(span)
    return tuple(out)


def whole(body: str) -> Excerpt:
    """Return `body` with all of it shown."""
    return Excerpt(body, (Span(0, len(body)),) if body else ())


def split(spans: Sequence[Span], body: str, limit: int) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Split `spans` after at most `limit` characters, after a word if one ends there.

    A span of which hardly anything would be left is left out whole.
    """
    head: list[Span] = []
    for number, span in enumerate(spans):
        end = span.end if len(span) <= limit else cut_point(body, span.start, limit)
        if end < span.end and head and limit < _LEAST:
            end = span.start
        if end < span.end:
            rest = (Span(end, span.end), *spans[number + 1 :])
            return (*head, *((Span(span.start, end),) if end > span.start else ())), rest
        limit -= end - span.start
        head.append(span)
    return tuple(head), ()
