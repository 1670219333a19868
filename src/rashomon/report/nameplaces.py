"""Where texts name somebody: the first place in each text, to which the page can lead."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rashomon.model.records import Evidence
from rashomon.report.texts import Library, Text


@dataclass(frozen=True, slots=True)
class NamePlace:
    """A place in a text, in code points from its start."""

    text: Text
    start: int

    @property
    def anchor(self) -> str:
        """Return the id of the place in the reading view."""
        return f"{self.text.anchor}-n{self.start}"


def first_in_each(evidence: Iterable[Evidence], books: Library) -> tuple[NamePlace, ...]:
    """Return the first of the places in each text, in order of the texts; unknown texts are left out."""
    first: dict[str, int] = {}
    for each in evidence:
        if each.document in books.texts:
            first[each.document] = min(each.span.start, first.get(each.document, each.span.start))
    places = (NamePlace(books.texts[document], start) for document, start in first.items())
    return tuple(sorted(places, key=lambda place: place.text.number))
