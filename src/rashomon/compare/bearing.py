"""Which documents share enough to bear out that one was written from the other, or both from one text.

One or two sentences in other words don't: whoever tells one short fact words it alike. Several do, or one of
which both have many words in a row, or the same words only.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from rashomon.compare.collection import Collection
from rashomon.compare.matching import Match
from rashomon.compare.passages import Shared
from rashomon.compare.settings import CompareSettings
from rashomon.compare.verbatim import is_verbatim

Borne = frozenset[tuple[int, int]]
"""Pairs of documents by number, the lower first."""
_SEVERAL = 3  # sentences


def borne_out(collection: Collection, passages: Iterable[Shared], settings: CompareSettings) -> Borne:
    """Return the pairs of documents whose passages bear out that words were taken."""
    matches: defaultdict[tuple[int, int], list[Match]] = defaultdict(list)
    for passage in passages:
        matches[passage.left.document, passage.right.document] += passage.matches
    return frozenset(pair for pair, own in matches.items() if _bear_out(collection, own, settings))


def _bear_out(collection: Collection, matches: list[Match], settings: CompareSettings) -> bool:
    if len(matches) >= _SEVERAL or all(each.chance == 1.0 for each in matches):
        return True
    return any(is_verbatim(collection, each.left, each.right, settings) for each in matches)
