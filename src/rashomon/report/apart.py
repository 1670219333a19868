"""When and where texts tell an event: what two tellings of it give that cannot both hold."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from rashomon.compare.differences import times_exclude
from rashomon.compare.parties import may_hold
from rashomon.model.corpus import Extraction
from rashomon.model.offsets import Span
from rashomon.model.records import Event, Place, TimeReference


@dataclass(frozen=True, slots=True)
class Setting:
    """When and where a text tells that an event came about, if it does."""

    time: TimeReference | None
    place: Place | None

    def excludes(self, other: Setting) -> bool:
        """Tell two settings of two days, or of two places of which neither lies in the other."""
        here, there = self.place, other.place
        if self.time is not None and other.time is not None and times_exclude(self.time, other.time):
            return True
        return here is not None and there is not None and not may_hold(here, there)


class Settings:
    """The settings of the events of a run."""

    def __init__(self, extraction: Extraction) -> None:
        self._times = {time.id: time for time in extraction.times}
        self._places = {place.id: place for place in extraction.places}
        self._of_text: defaultdict[str, list[TimeReference]] = defaultdict(list)
        for time in extraction.times:
            self._of_text[time.document].append(time)

    def of(self, event: Event, sentence: Span) -> Setting:
        """Return the setting of an event; one without a time has the only one of its sentence."""
        time = self._times.get(event.time or "") or self._only(event.document, sentence)
        return Setting(time, self._places.get(event.place or ""))

    def _only(self, document: str, sentence: Span) -> TimeReference | None:
        inside = [time for time in self._of_text[document] if sentence.covers(time.span)]
        return inside[0] if len(inside) == 1 else None
