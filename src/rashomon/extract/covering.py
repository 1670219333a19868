"""Which of many spans hold a given one, without looking at them all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from rashomon.model.offsets import Span

_BUCKET = 512  # code points; a span is kept under every bucket that it touches


class Covering:
    """Spans with the number of what each belongs to."""

    def __init__(self, spans: Iterable[tuple[Span, int]]) -> None:
        self._buckets: defaultdict[int, list[tuple[Span, int]]] = defaultdict(list)
        for span, number in spans:
            for bucket in range(span.start // _BUCKET, span.end // _BUCKET + 1):
                self._buckets[bucket].append((span, number))

    def around(self, span: Span) -> list[int]:
        """Return the numbers of the spans that hold `span`."""
        return [number for each, number in self._buckets.get(span.start // _BUCKET, ()) if each.covers(span)]
