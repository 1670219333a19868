"""Which parts of a text a page shows: all of it, or in a share version excerpts around the findings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rashomon.model.offsets import Span
from rashomon.report.characters import cut_point
from rashomon.report.segments import intersected, merged
from rashomon.report.settings import ReportSettings

LEFT_OUT = "[…]"
"""Stands for words that a share version leaves out."""

_STEPS = (1.0, 0.7, 0.5, 0.35, 0.25, 0.15, 0.1)


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
        return " … ".join(self._words(span) for span in self._neighbours_joined(spans))

    def _neighbours_joined(self, spans: Sequence[Span]) -> Sequence[Span]:
        out: list[Span] = []
        for span in spans:
            if out and out[-1].end <= span.start and not self.body[out[-1].end : span.start].strip():
                out[-1] = Span(out[-1].start, span.end)
            else:
                out.append(span)
        return out

    def _words(self, span: Span) -> str:
        pieces: list[str] = []
        at = span.start
        for part in self.of(span):
            pieces += [LEFT_OUT] * (part.start > at) + [part.of(self.body)]
            at = part.end
        pieces += [LEFT_OUT] * (at < span.end)
        return " ".join(pieces)


def whole(body: str) -> Excerpt:
    """Return `body` with all of it shown."""
    return Excerpt(body, (Span(0, len(body)),) if body else ())


def excerpt(body: str, findings: Sequence[Span], settings: ReportSettings) -> Excerpt:
    """Return `body` with excerpts around `findings`, at most the part of it that `settings` allow.

    Every finding keeps its first words; where all together would show too much of the text, each
    is cut shorter, and the words around them go first.
    """
    budget = int(len(body) * settings.excerpt_share)
    limits = [int(settings.quote_characters * step) for step in _STEPS]
    heads = next(
        (fit for limit in limits if _size(fit := _heads(body, findings, limit)) <= budget),
        _within(_heads(body, findings, limits[-1]), budget),
    )
    rooms = [int(settings.excerpt_characters * step) for step in _STEPS]
    return Excerpt(
        body, next((wide for room in rooms if _size(wide := _widened(body, heads, room)) <= budget), heads)
    )


def _size(spans: Sequence[Span]) -> int:
    return sum(span.end - span.start for span in spans)


def _heads(body: str, findings: Sequence[Span], limit: int) -> tuple[Span, ...]:
    return merged(
        Span(span.start, min(span.end, cut_point(body, span.start, limit)))
        for span in findings
        if 0 <= span.start < span.end <= len(body)
    )


def _within(spans: Sequence[Span], budget: int) -> tuple[Span, ...]:
    out: list[Span] = []
    for span in spans:
        budget -= span.end - span.start
        if budget < 0:
            break
        out.append(span)
    return tuple(out)


def _widened(body: str, spans: Sequence[Span], room: int) -> tuple[Span, ...]:
    return merged(
        Span(_word_start(body, span.start, room), cut_point(body, span.end, room)) for span in spans
    )


def _word_start(body: str, end: int, room: int) -> int:
    start = max(end - room, 0)
    if start == 0 or body[start - 1].isspace():
        return start
    return next((at for at in range(start, end) if body[at - 1].isspace()), end)


def split(spans: Sequence[Span], body: str, limit: int) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Split `spans` after at most `limit` characters, after a word if one ends there."""
    head: list[Span] = []
    for number, span in enumerate(spans):
        end = span.end if len(span) <= limit else cut_point(body, span.start, limit)
        if end < span.end:
            rest = (Span(end, span.end), *spans[number + 1 :])
            return (*head, *((Span(span.start, end),) if end > span.start else ())), rest
        limit -= end - span.start
        head.append(span)
    return tuple(head), ()
