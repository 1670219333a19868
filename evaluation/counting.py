"""Precision, recall and F1 from counts, and the tokens that scores are counted in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rashomon.model.offsets import Span

_TOKEN = re.compile(r"\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Counts:
    """How many were right, how many were found, how many are in gold."""

    right: int = 0
    found: int = 0
    gold: int = 0

    def __add__(self, other: Counts) -> Counts:
        """Return the sums."""
        return Counts(self.right + other.right, self.found + other.found, self.gold + other.gold)

    @property
    def precision(self) -> float:
        """Return the percentage of found that is right; 0 when nothing was found."""
        return 100 * self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Return the percentage of gold that was found; 0 when there is none."""
        return 100 * self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall, in percent."""
        both = self.found + self.gold
        return 200 * self.right / both if both else 0.0


def compare_sets(found: set[object], gold: set[object]) -> Counts:
    """Count the members that two sets share."""
    return Counts(len(found & gold), len(found), len(gold))


def tokens(text: str) -> list[Span]:
    """Return the scorer's tokens: runs of letters and digits, and every other visible character."""
    return [Span(m.start(), m.end()) for m in _TOKEN.finditer(text)]


def covered(spans: Iterable[Span], text_tokens: Iterable[Span]) -> set[Span]:
    """Return the tokens that any of `spans` touches."""
    chosen = list(spans)
    return {token for token in text_tokens if any(token.overlaps(span) for span in chosen)}


def words_only(chosen: set[Span], text: str) -> set[Span]:
    """Return the tokens that are words or numbers, not punctuation."""
    return {span for span in chosen if text[span.start].isalnum() or text[span.start] == "_"}


def share(right: Iterable[bool]) -> Counts:
    """Return how many of some judged things are right."""
    judged = list(right)
    return Counts(sum(judged), len(judged), len(judged))
