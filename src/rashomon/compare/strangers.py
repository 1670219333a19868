"""Documents on two events: each names people and places, and none of them is named by both.

Reports that an office or an agency writes by one form share sentences, whatever happened where; texts on one
event share a name at least.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

from rashomon.compare.collection import Collection
from rashomon.compare.weights import name_stems
from rashomon.compare.wordlists import COMMON_WORDS
from rashomon.model.records import Document

NAMES = 2  # that a document must have to tell what it is on
HANDFUL = 12  # texts that somebody picks out one by one, mostly on one event: one name tells it
_FAR = timedelta(days=30)  # reports of days further apart need one name only
_DAY = len("2031-05-05")
_WORD = re.compile(r"[^\W\d_]+")


class Strangers:
    """Tells documents of a collection that are on two events, by their names."""

    def __init__(self, collection: Collection) -> None:
        self._stems_of = collection.vocabulary.stems_of
        names = name_stems(collection.flat) - self._stems_of(COMMON_WORDS)
        self._names = [frozenset(words.stems) & names for words in collection.texts]
        self._outlets = [self._outlet(document) for document in collection.documents]
        self._days = [_day(document) for document in collection.documents]

    def _outlet(self, document: Document) -> frozenset[int]:
        outlet = document.source.outlet
        return frozenset(self._stems_of(_words(outlet.value))) if outlet else frozenset()

    def are_few(self) -> bool:
        """Tell whether the collection is a handful of texts."""
        return len(self._names) <= HANDFUL

    def are_far(self, one: int, other: int) -> bool:
        """Tell documents of which both have a date, and these lie far apart."""
        here, there = self._days[one], self._days[other]
        return here is not None and there is not None and abs(here - there) > _FAR

    def are(self, one: int, other: int, apart_from: Iterable[str] = ()) -> bool:
        """Tell two documents of which either names enough, and nothing that the other names.

        Args:
            one: the number of a document in the collection.
            other: the number of another one.
            apart_from: words of values that part, which say nothing of what the documents have in common.
        """
        own = self._outlets[one] & self._outlets[other]
        here, there = self._names[one] - own, self._names[other] - own
        if min(len(here - self._outlets[one]), len(there - self._outlets[other])) < (
            1 if self.are_far(one, other) else NAMES
        ):
            return False
        valued = self._stems_of([word for words in apart_from for word in _words(words)])
        return not (here & there) - valued


def _day(document: Document) -> date | None:
    try:
        return date.fromisoformat(document.published.value[:_DAY]) if document.published else None
    except ValueError:
        return None


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]
