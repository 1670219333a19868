"""Tellings: one place of a text that says one thing, as a statement does and the event that it tells.

"The union said that guards took the terminal" is a statement with an event inside it. Both say the same, so
that they count once when claims are grouped, and stand in one proposition together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rashomon.compare.claims import Claim
from rashomon.compare.joining import Groups

_INSIDE = 0.9  # of the characters of the shorter claim, that stand in the longer one
_MOST = 0.5  # of what the longer one says, by the weight of its words squared, that the shorter one says too


@dataclass(frozen=True, slots=True)
class Telling:
    """A claim and the claims inside it that say most of what it says.

    Attributes:
        head: the claim that says most.
        claims: all of them, the head too, in order of place.
    """

    head: Claim
    claims: tuple[Claim, ...]


def tellings_of(claims: Sequence[Claim], weights: Mapping[int, float]) -> list[Telling]:
    """Return what claims tell, in order of document, then of place.

    Args:
        claims: in order of document, then of place.
        weights: of content stems.
    """
    groups = Groups(len(claims))
    for one, other in _overlapping(claims):
        if _is_most_of(claims[one], claims[other], weights):
            groups.join(one, other)
    tellings = [_telling([claims[number] for number in group], weights) for group in groups.all()]
    return sorted(tellings, key=lambda telling: _order(telling.head))


def _overlapping(claims: Sequence[Claim]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of claims of one document of which one begins before the other ends."""
    by_document: defaultdict[int, list[int]] = defaultdict(list)
    for number, claim in enumerate(claims):
        by_document[claim.document].append(number)
    for numbers in by_document.values():
        open_: list[int] = []
        for number in numbers:
            start = claims[number].spans[0].start
            open_ = [other for other in open_ if claims[other].spans[-1].end > start]
            yield from ((other, number) for other in open_)
            open_.append(number)


def _is_most_of(one: Claim, other: Claim, weights: Mapping[int, float]) -> bool:
    shorter, longer = sorted((one, other), key=_length)
    shared = sum(
        max(0, min(a.end, b.end) - max(a.start, b.start)) for a in shorter.spans for b in longer.spans
    )
    if shared < _INSIDE * _length(shorter):
        return False
    return _said(shorter.stems & longer.stems, weights) >= _MOST * _said(longer.stems, weights)


def _telling(claims: Sequence[Claim], weights: Mapping[int, float]) -> Telling:
    head = max(claims, key=lambda claim: (_said(claim.stems, weights), not claim.is_event))
    return Telling(head, tuple(sorted(claims, key=_order)))


def _length(claim: Claim) -> int:
    return sum(map(len, claim.spans))


def _said(stems: Iterable[int], weights: Mapping[int, float]) -> float:
    return sum(weights[stem] ** 2 for stem in sorted(stems))


def _order(claim: Claim) -> tuple[int, object, str]:
    return claim.document, claim.spans, claim.finding
