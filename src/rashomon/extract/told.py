"""A statement as ranges of words, before it is judged and written down."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from rashomon.extract.words import Range
from rashomon.model.records import StatementKind


@dataclass(frozen=True, slots=True)
class Told:
    """Who says what, in words.

    Attributes:
        source: who speaks; empty where no words say it.
        cue: empty or one range.
        content: what is said, piece by piece.
        score: how sure it is that this is a statement.
        made_by: the model or the rule that found it.
        kind: where its form says so; else quotation marks do.
    """

    source: tuple[Range, ...]
    cue: tuple[Range, ...]
    content: tuple[Range, ...]
    score: float
    made_by: str
    kind: StatementKind | None = None

    @property
    def ranges(self) -> tuple[Range, ...]:
        """Return all its words."""
        return (*self.source, *self.cue, *self.content)


def covered(inner: tuple[Range, ...], outer: tuple[Range, ...]) -> bool:
    """Tell whether each range of `inner` lies within one of `outer`."""
    return all(any(first <= a and b <= end for first, end in outer) for a, b in inner)


def words_in(ranges: tuple[Range, ...]) -> Iterator[int]:
    """Yield the words of some ranges."""
    return (word for first, end in ranges for word in range(first, end))


def inside(told: Told, outer: Told) -> Told | None:
    """Return what of a statement stands in the content of another one, if who says it and the cue do.

    The tree of "..., the keeper told the Wire, the radio reported" hangs both cues on the same words.
    """
    if not covered((*told.source, *told.cue), outer.content):
        return None
    content = tuple(
        (max(first, begin), min(end, stop))
        for first, end in told.content
        for begin, stop in outer.content
        if max(first, begin) < min(end, stop)
    )
    return replace(told, content=content) if content else None
