"""A statement as ranges of words, before it is judged and written down."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

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
