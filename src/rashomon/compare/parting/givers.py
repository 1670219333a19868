"""Who gives a number in a text: who says it, or who is told to have reckoned it."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Protocol

from rashomon.compare.parting.ground import Ground
from rashomon.model.offsets import Span
from rashomon.model.records import Mention

_GIVES = re.compile(
    r"(?:,[^,.;]{1,60},)?\s+(?:(?:has|have|had|itself|himself|herself|themselves|\w+ly)\s+){0,2}"
    r"(?:puts?|putting|estimate[sd]?|gives?|gave|reckon(?:s|ed)|count(?:s|ed)|claim(?:s|ed)?|admit(?:s|ted)?"
    r"|acknowledge[sd]?|concede[sd]?|speaks? of|spoke of|talks? of|talked of|sets?|says?|said|make)\b[^.;]*$"
    r"|['’]s?\s+(?:own\s+|latest\s+)?(?:figure|count|estimate|tally|toll|total|claim|number)\b[^.;]*$"
)
"""What stands between who reckons a number, and the number."""


class Told(Protocol):
    """What somebody gives at a place in a text."""

    @property
    def document(self) -> str:
        """Return the id of the text."""

    @property
    def sentence(self) -> int:
        """Return the number of the sentence in the collection."""

    @property
    def span(self) -> Span:
        """Return the words."""


class Givers:
    """Finds who gives the numbers of a run."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._mentions: defaultdict[str, list[Mention]] = defaultdict(list)
        for mention in ground.extraction.mentions:
            self._mentions[mention.document].append(mention)

    def of(self, told: Told) -> frozenset[str]:
        """Return who gives a number, as `Ground.whose` does; nobody where a text itself tells it."""
        statement = self._ground.statement_at(told.document, told.span)
        said = self._ground.whose(statement) if statement else frozenset[str]()
        return said or self._reckoner(told)

    def are_two(self, one: Told, other: Told) -> bool:
        """Tell numbers of two texts, or of two givers in one."""
        if one.document != other.document:
            return True
        here, there = self.of(one), self.of(other)
        return bool(here and there) and here.isdisjoint(there)

    def _reckoner(self, told: Told) -> frozenset[str]:
        text = self._ground.documents[told.document].text
        start = self._ground.collection.sentences[told.sentence].span.start
        before = [
            each
            for each in self._mentions[told.document]
            if start <= each.span.start
            and each.span.end < told.span.start
            and _GIVES.match(text[each.span.end : told.span.start])
        ]
        if not before:
            return frozenset()
        nearest = max(before, key=lambda each: each.span.end)
        return frozenset({nearest.actor or f"~{nearest.text.casefold()}"})
