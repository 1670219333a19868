"""How much a shared content word says: little for common words, names and a topic's own words.

The weight follows inverse document frequency, with two changes that comparing texts on one
event asks for. What is counted is not documents but the different neighbours that a word has: a
sentence that fifty outlets copied keeps its neighbours, so its words stay telling, while the
words that every text on the event uses stand in ever new company. And a short list of common
words stands in for a background corpus, which a small collection can't be.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np

from rashomon.compare.flat import ContentWords, Numbers
from rashomon.compare.wordlists import COMMON_WORDS
from rashomon.compare.words import NO_CONTENT, Vocabulary

_COMMON = 0.4
_NAME = 0.3
_MOSTLY = 0.8  # of its occurrences that a name has with a capital
_FEWEST = 400  # sentences; in a smaller collection one more neighbour would weigh too much


def stem_weights(words: ContentWords, vocabulary: Vocabulary) -> Mapping[int, float]:
    """Return the weight in [0, 1] of each content stem."""
    seen = np.unique(words.stems)
    if not len(seen):
        return {}
    size = int(seen[-1]) + 1
    base = np.where(_are_names(words, size), _NAME, 1.0)
    base[sorted(vocabulary.stems_of(COMMON_WORDS))] = _COMMON
    log_total = math.log(max(_FEWEST, len(words.documents)))
    rarity = 1.0 - np.log(np.maximum(1, _company(words, size))) / log_total
    weights = np.maximum(0.0, base * rarity)
    return dict(zip(seen.tolist(), weights[seen].tolist(), strict=True))


def name_stems(words: ContentWords) -> frozenset[int]:
    """Return the stems that stand mostly with a capital away from the start of a sentence."""
    size = int(words.stems.max()) + 1 if len(words.stems) else 0
    return frozenset(np.flatnonzero(_are_names(words, size)).tolist())


def _are_names(words: ContentWords, size: int) -> np.typing.NDArray[np.bool_]:
    """Mark the stems that stand mostly with a capital away from the start of a sentence."""
    inside = ~words.opening
    seen = np.bincount(words.stems[inside], minlength=size)
    capital = np.bincount(words.stems[inside & words.capital], minlength=size)
    return (capital > 0) & (capital >= _MOSTLY * seen)


def _company(words: ContentWords, size: int) -> Numbers:
    """Count the different stems next to each stem: before it or after it, whichever are fewer."""
    here, there = words.stems[:-1], words.stems[1:].copy()
    there[words.sentences[:-1] != words.sentences[1:]] = NO_CONTENT
    after = np.unique(np.stack([here, there]), axis=1)
    here, there = words.stems[1:], words.stems[:-1].copy()
    there[words.sentences[:-1] != words.sentences[1:]] = NO_CONTENT
    before = np.unique(np.stack([here, there]), axis=1)
    return np.minimum(np.bincount(after[0], minlength=size), np.bincount(before[0], minlength=size))
