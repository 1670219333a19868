"""The content words of a passage: numbers of stems, by which passages are held against one another."""

from __future__ import annotations

import re

from rashomon.compare.words import NO_CONTENT, Vocabulary

_WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+")


def stems_of(words: str, vocabulary: Vocabulary) -> frozenset[int]:
    """Return the stems of the words and numbers of a passage, function words left out."""
    return frozenset(vocabulary.look_up(word)[1] for word in _WORD.findall(words)) - {NO_CONTENT}
