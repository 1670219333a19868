"""Stock phrases: short passages that stand in many texts which share nothing else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from rashomon.compare.collection import Collection
from rashomon.compare.nodes import joined_sides
from rashomon.compare.passages import Shared, Side
from rashomon.compare.settings import CompareSettings


def without_stock(
    collection: Collection, passages: Sequence[Shared], settings: CompareSettings
) -> list[Shared]:
    """Return the passages that are no stock phrases."""
    stock = _stock_sides(passages, settings)
    words: defaultdict[tuple[int, int], int] = defaultdict(int)
    for passage in passages:
        words[_pair(passage)] += 0 if passage.left in stock else len(passage.left)
    return [
        passage
        for passage in passages
        if passage.left not in stock or words[_pair(passage)] or _whole(collection, passage, settings)
    ]


def _stock_sides(passages: Sequence[Shared], settings: CompareSettings) -> set[Side]:
    stock: set[Side] = set()
    for group in joined_sides(passages):
        if len({side.document for side in group}) > settings.stock_documents:
            stock |= {side for side in group if len(side) < settings.stock_words}
    return stock


def _pair(passage: Shared) -> tuple[int, int]:
    return passage.left.document, passage.right.document


def _whole(collection: Collection, passage: Shared, settings: CompareSettings) -> bool:
    """Tell whether the passage is most of one of the texts: a short report that many outlets copied."""
    return any(
        len(side) >= settings.whole_share * len(collection.texts[side.document].forms)
        for side in (passage.left, passage.right)
    )
