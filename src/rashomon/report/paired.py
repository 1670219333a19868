"""What the page shows of two origins: sentences that are told alike, and passages that they share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from rashomon.model.corpus import Comparison
from rashomon.model.offsets import Span
from rashomon.report.lines import Line
from rashomon.report.roots import Roots
from rashomon.report.texts import Library

_SHARING = frozenset({"derive", "agree"})


class Paired:
    """The stretches of texts that something of another origin stands beside on the page."""

    def __init__(self, comparison: Comparison, books: Library, roots: Roots, alike: Iterable[Line]) -> None:
        self._held: defaultdict[int, list[Span]] = defaultdict(list)
        for link in comparison.links:
            ends = [end for end in (link.left, link.right) if end.document in books.texts]
            numbers = frozenset(books.texts[end.document].number for end in ends)
            if link.kind not in _SHARING or link.left.finding or len(roots.of(numbers)) == 1:
                continue
            for end in ends:
                self._held[books.texts[end.document].number] += end.spans
        for line in alike:
            if line.quote:
                self._held[line.quote.text.number].append(line.quote.sentence)

    def has(self, line: Line) -> bool:
        """Tell whether the sentence of a line is one of them, in whole or in part."""
        if line.quote is None:
            return False
        return any(line.quote.sentence.overlaps(span) for span in self._held[line.quote.text.number])
