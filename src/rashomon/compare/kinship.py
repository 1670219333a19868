"""Passages that two documents share because both took them from a third."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from rashomon.compare.links import Alignments, Directions
from rashomon.compare.passages import Shared, Side

Sources = Mapping[int, Mapping[int, Sequence[tuple[Side, float]]]]


def common_sources(alignments: Alignments, ways: Directions) -> dict[Shared, int]:
    """Return the document that both sides of a passage go back to, where there is one.

    It is a source of both documents, holds the passage, and its wording is at least as close to the
    later one's as the other text's is; where one of the two names the other, it is believed.
    """
    sources = _sources(alignments, ways)
    found: dict[Shared, int] = {}
    for passage, alignment in alignments.items():
        way = ways[passage.left.document, passage.right.document]
        if way.cited:
            continue
        later = passage.left if way.left is False else passage.right
        both = sources[passage.left.document].keys() & sources[passage.right.document].keys()
        for third in sorted(both):
            near = _closeness(sources, third, later)
            other = passage.right if later is passage.left else passage.left
            if near >= alignment.share and _closeness(sources, third, other) > 0:
                found[passage] = third
                break
    return found


def _sources(alignments: Alignments, ways: Directions) -> Sources:
    """Return, by document and by its source, the sides that came from there and how close they stayed."""
    found: defaultdict[int, defaultdict[int, list[tuple[Side, float]]]]
    found = defaultdict(lambda: defaultdict(list))
    for passage, alignment in alignments.items():
        way = ways[passage.left.document, passage.right.document].left
        if way is not None:
            source, taken = (passage.left, passage.right) if way else (passage.right, passage.left)
            found[taken.document][source.document].append((taken, alignment.share))
    return found


def _closeness(sources: Sources, source: int, side: Side) -> float:
    """Return how close `side` is to what it took from `source`; 0 when it took nothing there."""
    taken = sources[side.document][source]
    return max((share for other, share in taken if other.span.overlaps(side.span)), default=0.0)
