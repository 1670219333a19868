"""Passages: matched sentences that stand next to one another in both texts, joined."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rashomon.compare.collection import Collection
from rashomon.compare.matching import Match
from rashomon.compare.settings import CompareSettings
from rashomon.model.offsets import Span

_STEP = 2  # sentences; one that has no match may stand between two of a passage


@dataclass(frozen=True, slots=True, order=True)
class Side:
    """One text's side of a passage: words `[first, last)` of a document, and their characters."""

    document: int
    first: int
    last: int
    span: Span

    def __len__(self) -> int:
        """Return the length in words."""
        return self.last - self.first


@dataclass(frozen=True, slots=True, order=True)
class Shared:
    """A passage that two documents share, how likely it is one, 0 to 1, and the sentences that make it."""

    left: Side
    right: Side
    chance: float
    matches: tuple[Match, ...]


def shared_passages(
    collection: Collection, matches: Sequence[Match], settings: CompareSettings
) -> Iterator[Shared]:
    """Yield the passages that the matched sentences of one pair of documents make."""
    for run in _runs(collection, matches, settings):
        left = _side(collection, {match.left for match in run})
        right = _side(collection, {match.right for match in run})
        if min(len(left), len(right)) >= settings.passage_words:
            yield Shared(left, right, _chance(run), tuple(run))


def _runs(
    collection: Collection, matches: Sequence[Match], settings: CompareSettings
) -> Iterator[list[Match]]:
    run: list[Match] = []
    for match in matches:
        if run and not _goes_on(collection, run, match, settings):
            yield run
            run = []
        run.append(match)
    if run:
        yield run


def _goes_on(collection: Collection, run: list[Match], match: Match, settings: CompareSettings) -> bool:
    """Tell whether `match` continues the run on both sides, in one paragraph and at no great length."""
    before = run[-1]
    near = 0 <= match.left - before.left <= _STEP and 0 <= match.right - before.right <= _STEP
    length = sum(len(collection.sentences[other.left]) for other in run)
    return (
        near
        and length < settings.longest_passage
        and _together(collection, before.left, match.left)
        and _together(collection, before.right, match.right)
    )


def _together(collection: Collection, one: int, other: int) -> bool:
    here, there = collection.sentences[one], collection.sentences[other]
    return here.paragraph == there.paragraph


def _side(collection: Collection, numbers: Iterable[int]) -> Side:
    places = [collection.sentences[number] for number in sorted(numbers)]
    span = Span(places[0].span.start, places[-1].span.end)
    return Side(places[0].document, places[0].first, places[-1].last, span)


def _chance(run: Sequence[Match]) -> float:
    return max(match.chance for match in run)
