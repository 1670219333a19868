"""Sentences of which one says that something is so and the other that it is not.

"The crane was not safe" and "The crane was safe" share their words since both speak of one thing: that tells
nothing of copying by itself. Where long sentences are the same but for the "not", or where the two texts have
other words from one another, it was added or left out on the way.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from difflib import SequenceMatcher

import numpy as np

from rashomon.compare.candidates import SentencePairs
from rashomon.compare.collection import Collection
from rashomon.compare.embedding import Floats
from rashomon.compare.flat import Marks
from rashomon.compare.settings import CompareSettings
from rashomon.compare.verbatim import is_verbatim
from rashomon.compare.wordlists import NEGATING
from rashomon.compare.words import NO_CONTENT

_NEARLY = 0.8  # of the words of the longer sentence, in order
_SHARED = 0.4  # of the content words of the longer sentence
_HALF = 0.5  # of what a denial says not to be so, by
_TOLD = 4  # words at most
_LIKELY = 0.5
_SEVERAL = 3  # sentences
_WORD = re.compile(r"[^\W\d_]+")
_NOT = re.compile(
    r"(?:\b(?:not|never|cannot|no|nobody|none|without)\b|n['’]t\b)"
    r"(?!\s+(?:only|just|to|until|till|yet|least|less|more|fewer|later|longer|earlier)\b|,)"
    r"(?![^.,;:!?]{1,60}\bbut\b)",
    re.IGNORECASE,
)
"""What turns the next word round; not "no fewer than", nor "not 40 but 60"."""
_DENYING = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|reject(?:s|ed|ing)?|dismiss(?:es|ed|ing)?|false|untrue|baseless)\b"
    r"[^.;:!?]{0,40}?\b(?:that|having)\b(?P<what>[^.;:!?]+)",
    re.IGNORECASE,
)
"""A denial, with what it says not to be so."""
_UNWORD = re.compile(r"\b(?:un(?=\w{4})|il(?=l\w{3})|ir(?=r\w{3}))(?P<plain>\w+)", re.IGNORECASE)
"""A word that is the opposite of the rest of it: "unlawful", "illegal", "irregular"."""


@dataclass(frozen=True, slots=True)
class _Polarity:
    """What a sentence says not to be so.

    Attributes:
        turned: the stems of each thing that it says not to be so,
        opposite: and of words whose opposite it has.
        negating: whether any of its words may negate something.
    """

    turned: tuple[frozenset[int], ...]
    opposite: frozenset[int]
    negating: bool


class Opposition:
    """Tells sentences of a collection, by number, of which one denies what the other says."""

    def __init__(self, collection: Collection, settings: CompareSettings) -> None:
        self._collection, self._settings = collection, settings
        self._known: dict[int, _Polarity] = {}

    def are(self, left: int, right: int) -> bool:
        """Tell two that are opposed, and not the same words but for that."""
        opposed = self._turns(left, right) or self._turns(right, left)
        return opposed and self._are_of_one(left, right) and not self._are_near(left, right)

    def _are_of_one(self, left: int, right: int) -> bool:
        """Tell sentences that share much, so that the "not" is of what both speak of."""
        here, there = self._collection.content(left), self._collection.content(right)
        return len(here & there) >= _SHARED * max(len(here), len(there))

    def _turns(self, one: int, other: int) -> bool:
        """Tell whether a sentence says that one thing is not so, which the other says without any "not"."""
        own, beside = self._polarity(one), self._polarity(other)
        stems = self._collection.content(other)
        if own.opposite & stems - self._collection.content(one):
            return True
        if beside.negating or len(own.turned) != 1:
            return False
        return any(len(each & stems) > _HALF * len(each) for each in own.turned)

    def _are_near(self, left: int, right: int) -> bool:
        here, there = self._collection.forms(left), self._collection.forms(right)
        blocks = SequenceMatcher(None, here, there, autojunk=False).get_matching_blocks()
        same = sum(block.size for block in blocks)
        return same >= max(self._settings.verbatim_words, _NEARLY * max(len(here), len(there)))

    def _polarity(self, number: int) -> _Polarity:
        if number not in self._known:
            self._known[number] = self._read(self._collection.words(number))
        return self._known[number]

    def _read(self, words: str) -> _Polarity:
        negated = (frozenset(self._stems(words[each.end() :], 1)) for each in _NOT.finditer(words))
        denied = (frozenset(self._stems(each["what"], _TOLD)) for each in _DENYING.finditer(words))
        opposite = (self._collection.vocabulary.look_up(each["plain"])[1] for each in _UNWORD.finditer(words))
        turned = tuple(each for each in (*negated, *denied) if each)
        return _Polarity(turned, frozenset(opposite), NEGATING.search(words) is not None)

    def _stems(self, words: str, most: int) -> list[int]:
        look_up = self._collection.vocabulary.look_up
        found = [look_up(word)[1] for word in _WORD.findall(words)]
        return [stem for stem in found if stem != NO_CONTENT][:most]


def marks_of_opposed(
    collection: Collection, pairs: SentencePairs, alone: Floats, settings: CompareSettings
) -> Marks:
    """Mark the pairs of which one denies what the other says, in documents that share little else.

    Args:
        collection: the documents.
        pairs: the sentences that are looked at.
        alone: float32 `[n]`, how likely each pair is one by itself.
        settings: what makes words the same.
    """
    opposition = Opposition(collection, settings)
    marks = np.array([opposition.are(*pair) for pair in pairs.each()], dtype=np.bool_)
    by_documents: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for at, (left, right) in enumerate(pairs.each()):
        by_documents[collection.sentences[left].document, collection.sentences[right].document].append(at)
    for own in by_documents.values():
        if marks[own].any() and _have_more(
            collection, pairs, alone, [at for at in own if not marks[at]], settings
        ):
            marks[own] = False
    return marks


def _have_more(
    collection: Collection, pairs: SentencePairs, alone: Floats, own: list[int], settings: CompareSettings
) -> bool:
    """Tell whether documents share several sentences besides, or one word by word."""
    ends = [(int(pairs.left[at]), int(pairs.right[at])) for at in own if alone[at] > _LIKELY]
    several = min(len({pair[side] for pair in ends}) for side in (0, 1)) >= _SEVERAL
    return several or any(is_verbatim(collection, *pair, settings) for pair in ends)
