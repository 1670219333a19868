"""Stretches of a text in which the same findings hold, so that findings may nest and overlap."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rashomon.model.offsets import Span


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of a text with the role it has on the page and the key of the finding it belongs to."""

    span: Span
    role: str
    finding: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch over which the same marks hold: their roles and findings, each sorted and once."""

    span: Span
    roles: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()


NESTED = "content2"
"""The role of a stretch that lies in the contents of two statements or more."""


def segments(length: int, marks: Sequence[Mark], cuts: Iterable[int] = ()) -> Iterator[Segment]:
    """Split `[0, length)` at every boundary of a mark and at `cuts`; the segments tile it in order.

    Marks outside the text are clipped to it. Time is near-linear in the number of marks, times
    how many of them hold at once.
    """
    clipped = [_clipped(mark, length) for mark in marks if _stands(mark.span, length)]
    edges = {0, length, *(at for at in cuts if 0 < at < length)}
    edges.update(mark.span.start for mark in clipped)
    edges.update(mark.span.end for mark in clipped)
    order = sorted(edges)
    opening = sorted(clipped, key=lambda mark: mark.span.start, reverse=True)
    held: list[Mark] = []
    for start, end in pairwise(order):
        held = [mark for mark in held if mark.span.end > start]
        while opening and opening[-1].span.start == start:
            held.append(opening.pop())
        yield _segment(Span(start, end), held)


def _clipped(mark: Mark, length: int) -> Mark:
    span = Span(max(mark.span.start, 0), min(mark.span.end, length))
    return Mark(span, mark.role, mark.finding)


def _stands(span: Span, length: int) -> bool:
    return max(span.start, 0) < min(span.end, length)


def _segment(span: Span, held: Sequence[Mark]) -> Segment:
    roles = {mark.role for mark in held}
    contents = {mark.finding for mark in held if mark.role == "content"}
    if len(contents) > 1:
        roles.add(NESTED)
    findings = {mark.finding for mark in held if mark.finding}
    return Segment(span, tuple(sorted(roles)), tuple(sorted(findings)))


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the union of `spans`, ordered and disjoint; spans that touch become one."""
    out: list[Span] = []
    for span in sorted(spans):
        if out and span.start <= out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        elif span.start < span.end:
            out.append(span)
    return tuple(out)


def intersected(span: Span, within: Sequence[Span]) -> tuple[Span, ...]:
    """Return the parts of `span` that lie in `within`, which is ordered and disjoint."""
    first = bisect_left(within, span.start, key=lambda other: other.end)
    out: list[Span] = []
    for other in within[first:]:
        if other.start >= span.end:
            break
        common = Span(max(span.start, other.start), min(span.end, other.end))
        if common.end > common.start:
            out.append(common)
    return tuple(out)
