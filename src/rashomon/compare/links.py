"""Links: shared passages with what differs, which way they went, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from rashomon.compare.bearing import Borne
from rashomon.compare.changes import Alignment, turned
from rashomon.compare.collection import Collection
from rashomon.compare.direction import Direction, Pair, direction
from rashomon.compare.passages import Shared, Side
from rashomon.model.identity import group_id
from rashomon.model.records import Link, Passage, Reason

MADE_BY = "shared passages 1"
_NEAR = 0.8
_REWORDED_AT_MOST = 0.99
_SHORT, _SHORT_AT_MOST = (
    16,
    0.84,
)  # words of a sentence that tells one fact, and how likely it is copied at most
_NAMING = frozenset({"cites", "attributed"})
"""Reasons by which a text says whose words it has."""

Directions = Mapping[tuple[int, int], Direction]
Alignments = Mapping[Shared, Alignment]


def directions(collection: Collection, passages: Sequence[Shared]) -> dict[tuple[int, int], Direction]:
    """Return which way the passages went between each two documents, by their numbers."""
    grouped: defaultdict[tuple[int, int], list[Shared]] = defaultdict(list)
    for passage in passages:
        grouped[passage.left.document, passage.right.document].append(passage)
    return {pair: direction(Pair(collection, *pair, tuple(shared))) for pair, shared in grouped.items()}


def make_links(
    collection: Collection,
    alignments: Alignments,
    ways: Directions,
    common: Mapping[Shared, int],
    borne: Borne,
) -> Iterator[Link]:
    """Yield a link for each passage: `derive` where the source is known, else `agree`.

    `common` has, for passages that both documents took from a third one, the number of that one; `borne` has
    the documents that share enough for one to be from the other.
    """
    for passage, alignment in alignments.items():
        way = ways[passage.left.document, passage.right.document]
        if passage in common:
            title = _name(collection, common[passage])
            way = Direction(
                None, (Reason(code="same-source", detail=f"both go back to “{title}”", score=0.7),)
            )
        yield _link(collection, passage, alignment, way, borne)


def _name(collection: Collection, number: int) -> str:
    document = collection.documents[number]
    names = (document.title, document.source.outlet)
    return next((name.value for name in names if name), document.path or document.url or document.id)


def _link(
    collection: Collection, passage: Shared, alignment: Alignment, way: Direction, borne: Borne
) -> Link:
    ends = list(sides(collection, passage))
    changes = alignment.changes
    if way.left is False:
        ends.reverse()
        changes = tuple(turned(change) for change in changes)
    places = [f"{end.document}:{end.spans[0].start}-{end.spans[0].end}" for end in ends]
    return Link(
        id=group_id("shared", places),
        kind="agree" if way.left is None else "derive",
        left=ends[0],
        right=ends[1],
        changes=changes,
        reasons=(_sameness(collection, passage, alignment), *way.reasons),
        score=_unsure(passage, alignment, way.reasons, borne),
        made_by=MADE_BY,
    )


def _unsure(passage: Shared, alignment: Alignment, reasons: Iterable[Reason], borne: Borne) -> float:
    """Return the score, bounded where a sentence or two in other words are all that tells of copying.

    Whoever reports one fact words it alike: "the clinic treated five after a fence gave way". It is another
    thing where the text says whom it has it from.
    """
    score = _score(passage, alignment)
    short = len(passage.matches) == 1 and min(len(passage.left), len(passage.right)) <= _SHORT
    short = short or (passage.left.document, passage.right.document) not in borne
    told = any(reason.code in _NAMING for reason in reasons)
    return min(score, _SHORT_AT_MOST) if short and alignment.share < _NEAR and not told else score


def _score(passage: Shared, alignment: Alignment) -> float:
    """Return 1 for the same words only, else how likely it is one passage."""
    return 1.0 if alignment.share == 1.0 else min(_REWORDED_AT_MOST, round(passage.chance, 4))


def sides(collection: Collection, passage: Shared) -> tuple[Passage, Passage]:
    """Return where a passage stands in both of its texts."""
    return _passage(collection, passage.left), _passage(collection, passage.right)


def _passage(collection: Collection, side: Side) -> Passage:
    return Passage(document=collection.documents[side.document].id, spans=(side.span,))


def _sameness(collection: Collection, passage: Shared, alignment: Alignment) -> Reason:
    """Return how much of the passage is the same, in words for people."""
    if alignment.share == 1.0:
        return Reason(code="same-words", detail=f"all {alignment.longer} words the same", score=1.0)
    detail = f"{alignment.same} of {alignment.longer} words the same, in the same order"
    if alignment.share >= _NEAR:
        return Reason(code="nearly-same-words", detail=detail, score=alignment.share)
    shared, total = _content(collection, passage)
    detail = f"{shared} of {total} words that carry meaning are shared, {detail}"
    return Reason(code="reworded", detail=detail, score=_score(passage, alignment))


def _content(collection: Collection, passage: Shared) -> tuple[int, int]:
    """Return how many content words both sides share, and how many the shorter side has."""
    left, right = (
        collection.texts[side.document].content_between(side.first, side.last)
        for side in (passage.left, passage.right)
    )
    return len(left & right), min(len(left), len(right))
