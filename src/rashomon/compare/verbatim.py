"""Sentences that share so many words in a row that one is from the other, or both from one text."""

from __future__ import annotations

from difflib import SequenceMatcher

from rashomon.compare.collection import Collection
from rashomon.compare.settings import CompareSettings


def are_same_words(collection: Collection, left: int, right: int, settings: CompareSettings) -> bool:
    """Tell two sentences in the same words, and enough of them."""
    here = collection.forms(left)
    return len(here) >= settings.passage_words and here == collection.forms(right)


def is_verbatim(collection: Collection, left: int, right: int, settings: CompareSettings) -> bool:
    """Tell whether enough words in a row stand in both sentences, and say enough.

    They do not where they are a name with its office and the like, which many texts write alike.
    """
    if collection.weight(collection.content(left) & collection.content(right)) < settings.shared_weight:
        return False
    here, there = collection.forms(left), collection.forms(right)
    run = SequenceMatcher(None, here, there, autojunk=False).find_longest_match()
    if run.size < settings.verbatim_words:
        return False
    place = collection.sentences[left]
    first = place.first + run.a
    stems = collection.texts[place.document].content_between(first, first + run.size)
    return collection.weight(stems) >= settings.shared_weight
