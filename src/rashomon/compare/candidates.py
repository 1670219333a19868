"""Which sentences are worth comparing: those that share pairs of nearby content words.

A key is an unordered pair of content stems that stand close together, a skip-shingle: it
survives a change of order, of function words and of single words, as translations bring them.
Keys are exact numbers, not hashes, so the result is the same on every platform. Both the number
of keys and the number of pairs drawn from each grow with the length of the texts only.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from rashomon.compare.flat import ContentWords, Marks, Numbers
from rashomon.compare.settings import CompareSettings


@dataclass(frozen=True, slots=True)
class SentencePairs:
    """Pairs of sentences of two documents by number, the lower first: int64 `[n]` twice, in order."""

    left: Numbers
    right: Numbers

    def __len__(self) -> int:
        """Return the number of pairs."""
        return len(self.left)

    def where(self, kept: Marks) -> SentencePairs:
        """Return the marked pairs."""
        return SentencePairs(self.left[kept], self.right[kept])

    def each(self) -> Iterator[tuple[int, int]]:
        """Yield one pair after the other."""
        return zip(self.left.tolist(), self.right.tolist(), strict=True)


def candidate_pairs(words: ContentWords, settings: CompareSettings) -> SentencePairs:
    """Return the sentences of different documents that share enough keys."""
    if not len(words.stems):
        return SentencePairs(words.stems, words.stems)
    keys, holders = _entries(words.stems, words.sentences, settings.window)
    left, right = sharing_pairs(keys, holders, settings.crowd)
    apart = words.documents[left] != words.documents[right]
    total = len(words.documents)
    codes, counts = np.unique(left[apart] * total + right[apart], return_counts=True)
    kept = codes[counts >= settings.shared_keys]
    return SentencePairs(kept // total, kept % total)


def _entries(stems: Numbers, sentences: Numbers, window: int) -> tuple[Numbers, Numbers]:
    """Return each key once for each sentence that holds it, sorted by key, then by sentence."""
    size = int(stems.max()) + 1
    keys: list[Numbers] = []
    holders: list[Numbers] = []
    for gap in range(1, window + 1):
        here, there = stems[:-gap], stems[gap:]
        same = (sentences[:-gap] == sentences[gap:]) & (here != there)
        keys.append((np.minimum(here, there) * size + np.maximum(here, there))[same])
        holders.append(sentences[:-gap][same])
    return _sorted_once(np.concatenate(keys), np.concatenate(holders))


def _sorted_once(keys: Numbers, holders: Numbers) -> tuple[Numbers, Numbers]:
    order = np.lexsort((holders, keys))
    keys, holders = keys[order], holders[order]
    new = np.ones(len(keys), dtype=bool)
    new[1:] = (keys[1:] != keys[:-1]) | (holders[1:] != holders[:-1])
    return keys[new], holders[new]


def sharing_pairs(keys: Numbers, holders: Numbers, crowd: int) -> tuple[Numbers, Numbers]:
    """Return the pairs of holders that share a key, the lower first, one pair for each key shared.

    Every pair of a small group; in a crowd, each holder with the first and with the one before.

    Args:
        keys: int64 `[n]`, sorted.
        holders: int64 `[n]`, who has each key, sorted within it.
        crowd: holders of one key that make a crowd.
    """
    _, first, inverse, sizes = np.unique(keys, return_index=True, return_inverse=True, return_counts=True)
    crowded = sizes[inverse] > crowd
    lefts: list[Numbers] = []
    rights: list[Numbers] = []
    for gap in range(1, crowd):
        same = keys[:-gap] == keys[gap:]
        if gap > 1:
            same &= ~crowded[gap:]
        lefts.append(holders[:-gap][same])
        rights.append(holders[gap:][same])
    place = np.arange(len(keys)) - first[inverse]
    later = crowded & (place > 1)  # the second one has the first before it already
    lefts.append(holders[first[inverse]][later])
    rights.append(holders[later])
    return np.concatenate(lefts), np.concatenate(rights)
