"""Spans: half-open ranges of Unicode code points in the text of one document.

The W3C Web Annotation *text position selector* is the model: `start` is the offset of the
first code point, `end` the offset after the last one, so that `text[start:end]` is the span.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec


class Span(msgspec.Struct, frozen=True, array_like=True, order=True, forbid_unknown_fields=True):
    """A half-open range `[start, end)` of code points; written to JSON as `[start, end]`.

    The document it belongs to stands beside it in the record that holds the span.
    """

    start: int
    end: int

    def __len__(self) -> int:
        """Return the length in code points."""
        return self.end - self.start

    def of(self, text: str) -> str:
        """Return the characters of `text` that this span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Tell whether both spans share at least one code point."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Tell whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def shifted(self, by: int) -> Span:
        """Return the span moved by `by` code points."""
        return Span(self.start + by, self.end + by)


def quoted(spans: Iterable[Span], text: str) -> str:
    """Return the words of `spans` in order, parts that stand apart joined by an ellipsis."""
    return " … ".join(span.of(text) for span in spans)


def trimmed(span: Span, text: str) -> Span:
    """Return `span` without white space at its ends; an all-blank span becomes empty at its start."""
    words = span.of(text)
    leading = len(words) - len(words.lstrip())
    core = words.strip()
    start = span.start + (leading if core else 0)
    return Span(start, start + len(core))


def check_spans(spans: Sequence[Span], length: int) -> None:
    """Check that `spans` are non-empty, inside a text of `length` code points, ordered and disjoint.

    Raises:
        ValueError: naming the first span that breaks the rule.
    """
    previous = 0
    for span in spans:
        if not 0 <= span.start < span.end <= length:
            message = f"span [{span.start}, {span.end}] is empty or outside a text of {length} characters"
            raise ValueError(message)
        if span.start < previous:
            message = (
                f"span [{span.start}, {span.end}] begins before the end of the one before it, {previous}"
            )
            raise ValueError(message)
        previous = span.end
