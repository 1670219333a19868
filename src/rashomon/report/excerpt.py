"""Which parts of a text a page shows: all of it, or in a share version excerpts around the findings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rashomon.model.offsets import Span
from rashomon.report.characters import cut_point
from rashomon.report.segments import intersected, merged
from rashomon.report.settings import ReportSettings

LEFT_OUT = "[…]"
"""Stands for words that a share version leaves out."""

_LEAST = 40  # characters of a finding below which an excerpt says nothing
_CLOSE = 60  # characters between two parts of one finding that are shown with them
_SMALL = 20  # characters not worth leaving out


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


def excerpt(body: str, findings: Iterable[Sequence[Span]], settings: ReportSettings) -> Excerpt:
    """Return `body` with excerpts of `findings`, at most the part of it that `settings` allow.

    Findings stand in order of importance: where not all fit, the last ones are left out. What room
    is left then goes to the words around them.
    """
    mask = _Mask(body, int(len(body) * settings.excerpt_share))
    for spans in findings:
        mask.show(_bridged(spans, len(body)), settings.quote_characters)
    for span in mask.runs():
        mask.fill(_word_start(body, span.start, settings.excerpt_characters), span.start)
        mask.fill(span.end, cut_point(body, span.end, settings.excerpt_characters))
    for before, after in pairwise(mask.runs()):
        if after.start - before.end <= _SMALL or body[before.end : after.start].isspace():
            mask.fill(before.end, after.start)
    return Excerpt(body, mask.runs())


class _Mask:
    """Which characters of a text are shown, and how many more may be."""

    __slots__ = ("_body", "_budget", "_shown")

    def __init__(self, body: str, budget: int) -> None:
        self._body = body
        self._budget = budget
        self._shown = bytearray(len(body))

    def show(self, spans: Sequence[Span], limit: int) -> None:
        """Show the beginning of `spans`, if there is room for enough of it to be read."""
        size = sum(map(len, spans))
        head, _ = split(spans, self._body, min(limit, self._budget))
        if sum(map(len, head)) >= min(size, limit, _LEAST):
            for span in head:
                self.fill(span.start, span.end)

    def fill(self, start: int, end: int) -> None:
        """Show `[start, end)`, if there is room for all of it."""
        cost = self._shown.count(0, start, end)
        if cost <= self._budget:
            self._budget -= cost
            self._shown[start:end] = b"\x01" * (end - start)

    def runs(self) -> tuple[Span, ...]:
        """Return what is shown, as ordered, disjoint spans."""
        return tuple(Span(*match.span()) for match in re.finditer(rb"\x01+", self._shown))


def _bridged(spans: Sequence[Span], length: int) -> tuple[Span, ...]:
    """Return `spans` in order, those that stand close together made one."""
    out: list[Span] = []
    for span in merged(span for span in spans if 0 <= span.start < span.end <= length):
        if out and span.start - out[-1].end <= _CLOSE:
            out[-1] = Span(out[-1].start, span.end)
        else:
            out.append(span)
    return tuple(out)


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
