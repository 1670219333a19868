"""Where tellings of one event differ: numbers and times of which two can't both hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from rashomon.model.corpus import Extraction
from rashomon.model.records import Alternative, Event, MergedEvent
from rashomon.report import words
from rashomon.report.statements import Said
from rashomon.report.texts import Library

_SEVERAL = 2
_FIGURE = "figure: "
_TIME = "time"
_NOT_TOLD = frozenset({"planned", "ordered", "hypothetical", "denied"})
_NOT_SAID = frozenset({"asked", "denied"})


@dataclass(frozen=True, slots=True)
class Difference:
    """A field on which tellings of one event differ.

    Attributes:
        field: what is counted, or "when".
        values: each value with the names of the texts that give it.
        numbers: the numbers of these texts.
        is_number: whether the values are numbers, not times.
    """

    field: str
    values: tuple[tuple[str, tuple[str, ...]], ...]
    numbers: frozenset[int]
    is_number: bool


class Differing:
    """Tells differences that two texts make from those that one text makes by itself."""

    def __init__(self, extraction: Extraction, books: Library, said: Mapping[str, Said]) -> None:
        self._books = books
        self._said = said
        self._events = {event.id: event for event in extraction.events if event.document in books.texts}
        self._stated = {time.id for time in extraction.times if time.basis == "stated"}

    def of(self, merged: MergedEvent) -> Iterator[Difference]:
        """Yield the numbers and times on which texts differ.

        Times differ where the words give each in full: a day counted from another is too often the wrong
        one. Places are often another's, and what is told as not so often another thing: the sentences
        show them.
        """
        for each in merged.alternatives:
            if each.field == _TIME or each.field.startswith(_FIGURE):
                yield from self._difference(each)

    def _difference(self, alternative: Alternative) -> Iterator[Difference]:
        is_number = alternative.field != _TIME
        unsure = _several(alternative) if is_number else self._counted(alternative)
        told = [
            (value.value, kept)
            for value in alternative.values
            if (kept := [event for event in self._told(value.findings) if event.id not in unsure])
        ]
        numbers = frozenset(self._books.texts[event.document].number for _, kept in told for event in kept)
        if len(told) < _SEVERAL or len(numbers) < _SEVERAL:
            return
        field = alternative.field.removeprefix(_FIGURE) if is_number else "when"
        shown = ((value if is_number else words.moment(value), self._names(kept)) for value, kept in told)
        yield Difference(field, tuple(shown), numbers, is_number)

    def _counted(self, alternative: Alternative) -> frozenset[str]:
        """Return the events whose time is counted from another day."""
        findings = (finding for value in alternative.values for finding in value.findings)
        return frozenset(
            f for f in findings if f in self._events and self._events[f].time not in self._stated
        )

    def _told(self, findings: Iterable[str]) -> Iterator[Event]:
        """Yield the events among some findings; what is asked, denied or planned only is no telling."""
        for event in (self._events[finding] for finding in findings if finding in self._events):
            said = self._said.get(event.reported_by or "")
            if event.status not in _NOT_TOLD and (said is None or said.statement.act not in _NOT_SAID):
                yield event

    def _names(self, events: Iterable[Event]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self._books.texts[event.document].name for event in events))


def _several(alternative: Alternative) -> frozenset[str]:
    """Return the events for which one telling has several numbers: parts of a whole, or of other things."""
    counts = Counter(finding for value in alternative.values for finding in value.findings)
    return frozenset(finding for finding, count in counts.items() if count > 1)
