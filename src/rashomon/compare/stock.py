"""Stock phrases and standing lines: short passages of many texts that share nothing else."""

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
    stock = _stock_sides(collection, passages, settings)
    pairs: defaultdict[tuple[int, int], list[Shared]] = defaultdict(list)
    for passage in passages:
        pairs[passage.left.document, passage.right.document].append(passage)
    kept = {
        pair
        for pair, shared in pairs.items()
        if any(passage.left not in stock for passage in shared) or _copied(collection, shared, settings)
    }
    return [passage for passage in passages if (passage.left.document, passage.right.document) in kept]


def _stock_sides(collection: Collection, passages: Sequence[Shared], settings: CompareSettings) -> set[Side]:
    stock: set[Side] = set()
    for group in joined_sides(passages):
        documents = {side.document for side in group}
        if len(documents) > settings.stock_documents:
            stock |= {side for side in group if len(side) < settings.stock_words}
        elif len(documents) >= settings.standing_documents and _standing(collection, group, settings):
            stock |= set(group)
    return stock


def _standing(collection: Collection, group: Sequence[Side], settings: CompareSettings) -> bool:
    """Tell whether a passage opens or ends every text, and is either a mere line or one outlet's only."""
    if not all(_at_edge(collection, side) for side in group):
        return False
    sources = [collection.documents[side.document].source.outlet for side in group]
    outlets = {source.value if source else None for source in sources}
    one_outlet = len(outlets) == 1 and None not in outlets
    return one_outlet or all(len(side) < settings.standing_words for side in group)


def _at_edge(collection: Collection, side: Side) -> bool:
    return side.first == 0 or side.last == len(collection.texts[side.document].forms)


def _copied(collection: Collection, shared: Sequence[Shared], settings: CompareSettings) -> bool:
    """Tell whether the passages make most of one of two texts: a report that many outlets copied."""
    sides = ([passage.left for passage in shared], [passage.right for passage in shared])
    return any(
        sum(map(len, side)) >= settings.whole_share * len(collection.texts[side[0].document].forms)
        for side in sides
    )
