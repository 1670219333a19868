"""Which documents, and which passages, go back to one first text."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from rashomon.compare.bearing import Borne
from rashomon.compare.collection import Collection
from rashomon.compare.joining import Groups
from rashomon.compare.links import Directions
from rashomon.compare.nodes import joined_sides
from rashomon.compare.passages import Shared, Side
from rashomon.compare.settings import CompareSettings
from rashomon.model.identity import group_id
from rashomon.model.offsets import Span
from rashomon.model.records import Origin, Passage, Reason

Takers = Mapping[int, set[int]]
_WHOLE = 100  # per cent
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def find_origins(
    collection: Collection,
    passages: Sequence[Shared],
    ways: Directions,
    borne: Borne,
    settings: CompareSettings,
) -> Iterator[Origin]:
    """Yield the origins of whole documents, then those of single passages that several texts carry.

    Left out is what documents share that does not bear out that one is from the other.
    """
    taken = _taken_most(collection, passages, ways)
    groups = Groups(len(collection.documents))
    for taker, (share, source) in taken.items():
        if share >= settings.whole_share and (min(taker, source), max(taker, source)) in borne:
            groups.join(taker, source)
    takers = _takers(ways)
    inside = _inside(groups, passages)
    for group in groups.all():
        if len(group) > 1:
            shares = [taken[member][0] for member in group if member in taken]
            least = min(share for share in shares if share >= settings.whole_share)
            yield _whole(collection, group, inside[group[0]], takers, least)
    sure = [each for each in passages if (each.left.document, each.right.document) in borne]
    for sides in joined_sides([each for each in sure if not _counts_otherwise(collection, each)]):
        members = sorted({side.document for side in sides})
        one_origin = len({groups.head(member) for member in members}) == 1
        if len(members) >= settings.passage_documents and not one_origin:
            yield _single(collection, members, sides, takers)


def _counts_otherwise(collection: Collection, passage: Shared) -> bool:
    """Tell a passage whose sides both have numbers, and none in common: no copy of one another."""
    here, there = (
        frozenset(_NUMBER.findall(side.span.of(collection.text(side.document))))
        for side in (passage.left, passage.right)
    )
    return bool(here) and bool(there) and here.isdisjoint(there)


def _takers(ways: Directions) -> Takers:
    """Return, for each document, those that took passages from it."""
    found: defaultdict[int, set[int]] = defaultdict(set)
    for (left, right), way in ways.items():
        if way.left is not None:
            found[left if way.left else right].add(right if way.left else left)
    return found


def _inside(groups: Groups, passages: Iterable[Shared]) -> dict[int, list[Side]]:
    """Return the sides of the passages that stay inside one group, by the group's first member."""
    found: defaultdict[int, list[Side]] = defaultdict(list)
    for passage in passages:
        head = groups.head(passage.left.document)
        if head == groups.head(passage.right.document):
            found[head] += [passage.left, passage.right]
    return found


def _taken_most(
    collection: Collection, passages: Iterable[Shared], ways: Directions
) -> Mapping[int, tuple[float, int]]:
    """Return, for each document, the largest share of its words that it has from one other, and that one.

    Where nothing tells which of two took the words, it is the one with the larger share. A short statement
    that a long report quotes whole does not make the report a copy, and two reports that quote one statement
    are not copies of each other.
    """
    words: defaultdict[tuple[int, int], list[int]] = defaultdict(lambda: [0, 0])
    for passage in passages:
        counts = words[passage.left.document, passage.right.document]
        counts[0] += len(passage.left)
        counts[1] += len(passage.right)
    best: dict[int, tuple[float, int]] = {}
    for (left, right), counts in words.items():
        of_left, of_right = counts[0] / _length(collection, left), counts[1] / _length(collection, right)
        way = ways[left, right].left
        right_took = of_right >= of_left if way is None else way
        share, taker, source = (of_right, right, left) if right_took else (of_left, left, right)
        best[taker] = max(best.get(taker, (0.0, -1)), (min(1.0, share), source))
    return best


def _length(collection: Collection, number: int) -> int:
    sentences = collection.texts[number].sentences
    return sum(len(sentence) for sentence in sentences if sentence.body) or max(1, sum(map(len, sentences)))


def _whole(
    collection: Collection, group: list[int], sides: list[Side], takers: Takers, least: float
) -> Origin:
    reason = Reason(code="whole-text", detail=_taken(len(group), least), score=round(least, 4))
    return _origin(collection, sides, _first(group, takers), reason)


def _taken(texts: int, least: float) -> str:
    """Return how much of each text was taken from another: passages count whole, though they be reworded."""
    share = math.floor(100 * least)
    part = "all of it" if share == _WHOLE else f"at least {share} % of it"
    return f"of each of the {texts} texts that goes back to another, {part} is copied or reworded"


def _single(collection: Collection, members: list[int], sides: list[Side], takers: Takers) -> Origin:
    reason = Reason(code="same-passage", detail=f"{len(members)} texts carry this passage", score=1.0)
    return _origin(collection, sides, _first(members, takers), reason)


def _origin(collection: Collection, sides: list[Side], first: int | None, reason: Reason) -> Origin:
    passages = tuple(_passages(collection, sides))
    places = [f"{passage.document}:{span.start}-{span.end}" for passage in passages for span in passage.spans]
    return Origin(
        id=group_id(f"origin:{reason.code}", places),
        documents=tuple(passage.document for passage in passages),
        passages=passages,
        first=None if first is None else collection.documents[first].id,
        reasons=(reason,),
    )


def _passages(collection: Collection, sides: Iterable[Side]) -> Iterator[Passage]:
    """Yield one passage for each document, overlapping spans made one."""
    spans: defaultdict[int, set[Span]] = defaultdict(set)
    for side in sides:
        spans[side.document].add(side.span)
    for number in sorted(spans):
        yield Passage(document=collection.documents[number].id, spans=tuple(_merged(sorted(spans[number]))))


def _merged(spans: Sequence[Span]) -> Iterator[Span]:
    last = spans[0]
    for span in spans[1:]:
        if span.start > last.end:
            yield last
            last = span
        else:
            last = Span(last.start, max(last.end, span.end))
    yield last


def _first(members: Sequence[int], takers: Takers) -> int | None:
    """Return the one member that took from no other member, if all others did."""
    heads = set(members).difference(*(takers.get(member, ()) for member in members))
    return min(heads) if len(heads) == 1 else None
