"""Events that one text has from another: told in passages of which one was written from the other.

In such a passage the same word tells the same event, and so do two words of which one stands where the other
text has the other ("fell" for "collapsed").
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeGuard

from rashomon.model.offsets import Span
from rashomon.model.records import Event, Link, Passage

_SHORT = 45  # characters
Pair = tuple[str, str]
"""The ids of two events."""


class Retold:
    """The events of some texts by where they stand."""

    def __init__(self, events: Iterable[Event], stem: Callable[[Event], int | None]) -> None:
        """Take events and what tells the stem of a trigger."""
        self._stem = stem
        self._events: defaultdict[str, list[Event]] = defaultdict(list)
        for event in events:
            self._events[event.document].append(event)
        for own in self._events.values():
            own.sort(key=_start)
        self._starts: Mapping[str, Sequence[int]] = {
            document: [_start(event) for event in own] for document, own in self._events.items()
        }

    def pairs(self, links: Iterable[Link]) -> Iterator[Pair]:
        """Yield each two events that links show to be one, left and right."""
        for link in links:
            if link.kind == "contradict":
                continue
            yield from self._by_stem(link.left, link.right)
            for change in link.changes:
                if change.kind == "replaced" and _is_short(change.left) and _is_short(change.right):
                    ours = self._within(link.left.document, (change.left,))
                    theirs = self._within(link.right.document, (change.right,))
                    if len(ours) == len(theirs) == 1:
                        yield ours[0].id, theirs[0].id

    def _by_stem(self, left: Passage, right: Passage) -> Iterator[Pair]:
        """Yield the events of two passages that each tells once by one stem."""
        ours, theirs = (self._once(each) for each in (left, right))
        yield from ((ours[stem], theirs[stem]) for stem in sorted(ours.keys() & theirs.keys()))

    def _once(self, passage: Passage) -> Mapping[int, str]:
        found = [(self._stem(event), event.id) for event in self._within(passage.document, passage.spans)]
        counted = Counter(stem for stem, _ in found)
        return {stem: name for stem, name in found if stem is not None and counted[stem] == 1}

    def _within(self, document: str, spans: Sequence[Span]) -> list[Event]:
        """Return the events whose triggers stand in some spans of a document."""
        events, starts = self._events.get(document, []), self._starts.get(document, ())
        return [
            event
            for span in spans
            for event in events[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
        ]


def _is_short(span: Span | None) -> TypeGuard[Span]:
    """Tell a word or two that stand in the place of others; what is longer says something else."""
    return span is not None and len(span) <= _SHORT


def _start(event: Event) -> int:
    return event.trigger.spans[0].start
