"""Words of a text as HTML, with what holds over each stretch of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from types import MappingProxyType

from markupsafe import Markup, escape

from rashomon.model.offsets import Span
from rashomon.report.excerpt import LEFT_OUT, Excerpt
from rashomon.report.segments import NESTED, Mark, Segment, segments

CLASSES: MappingProxyType[str, str] = MappingProxyType(
    {
        "source": "s",
        "cue": "c",
        "content": "t",
        NESTED: "u",
        "passage": "p",
        "changed": "x",
        "furniture": "f",
        "caption": "b",
        "byline": "b",
        "dateline": "b",
        "published": "b",
        "outlet": "b",
        "title": "h",
        "heading": "h",
    }
)
"""The style of each role; roles without one (the body) look like plain text."""

_GAP = Markup(' <span class="gap">{}</span> ').format(LEFT_OUT)
_APART = Markup(' <span class="gap">…</span> ')
_CHANGED = Markup('<span class="x"><span class="vh"> [{}:] </span>{}<span class="vh"> [end] </span></span>')


def stretch(segment: Segment, body: str) -> Markup:
    """Return one segment as HTML: plain where nothing holds over it."""
    words = segment.span.of(body)
    classes = dict.fromkeys(CLASSES[role] for role in segment.roles if role in CLASSES)
    if not classes:
        return escape(words)
    names = " ".join(classes)
    if not segment.findings:
        return Markup('<span class="{}">{}</span>').format(names, words)
    return Markup('<span class="{}" data-f="{}">{}</span>').format(names, " ".join(segment.findings), words)


def compared(excerpt: Excerpt, spans: Sequence[Span], changes: Iterable[Span], label: str) -> Markup:
    """Return the words of `spans` with those of `changes` marked, and `label` read out before them."""
    marks = [Mark(span, "changed") for span in changes]
    return _APART.join(_span(excerpt, span, marks, label) for span in spans)


def _span(excerpt: Excerpt, span: Span, marks: Sequence[Mark], label: str) -> Markup:
    pieces: list[Markup] = []
    at = span.start
    for part in excerpt.of(span):
        pieces += [_GAP] * (part.start > at)
        pieces += [_piece(segment, excerpt.body, label) for segment in _within(part, marks)]
        at = part.end
    return Markup("").join([*pieces, *[_GAP] * (at < span.end)])


def _within(part: Span, marks: Sequence[Mark]) -> Iterable[Segment]:
    moved = [Mark(mark.span.shifted(-part.start), mark.role) for mark in marks]
    for segment in segments(part.end - part.start, moved):
        yield Segment(segment.span.shifted(part.start), segment.roles)


def _piece(segment: Segment, body: str, label: str) -> Markup:
    words = segment.span.of(body)
    return _CHANGED.format(label, words) if segment.roles else escape(words)
