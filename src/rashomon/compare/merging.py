"""One event once: events of one text or of several that are told alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

import numpy as np

from rashomon.compare.candidates import sharing_pairs
from rashomon.compare.claims import Claim
from rashomon.compare.cores import Cores
from rashomon.compare.differences import times_exclude
from rashomon.compare.figures import tolls
from rashomon.compare.joining import Groups
from rashomon.compare.likeness import Basis, ClaimPairs
from rashomon.compare.linkage import average_linkage
from rashomon.compare.matters import by_wording, edges_of
from rashomon.compare.parties import Parties
from rashomon.compare.retold import Retold
from rashomon.compare.settings import CompareSettings
from rashomon.model.corpus import Extraction
from rashomon.model.records import Event, Link

_SEVERAL = 2
_YEAR = 365  # days: what is told of times so far apart happened twice


def same_events(
    claims: Sequence[Claim],
    extraction: Extraction,
    over: Basis,
    links: Sequence[Link],
    settings: CompareSettings,
) -> Iterator[list[Event]]:
    """Yield events that are told several times: those of one deed that are alike on average.

    One deed is told by one stem as trigger, or by figures of one toll ("12 were killed", "12 dead"), or by
    words that stand in one place of a passage that both texts share.

    Those that are told of other days, or by texts of dates far apart, must be more alike: what happens again
    and again is told in like words. So must those that are told of other things. What one voice of one text
    tells of two days is two events, and so are what is told of two people, what is told of years, and what a
    verb tells that does not say what was done, but of the same.

    Args:
        claims: in order of document, then of place; those of statements are passed over.
        extraction: the findings that the claims are of.
        over: what they are compared by.
        links: the passages that texts share.
        settings: how alike two groups must be.
    """
    told = [claim for claim in claims if claim.trigger is not None]
    tests = _Tests.of(extraction)
    same = by_wording(told)
    firsts = [told[numbers[0]] for numbers in same]
    pairs = _of_one_deed(firsts, tests, settings)
    kept = [
        (one, other, alike)
        for one, other, alike in edges_of(firsts, pairs, over, settings)
        if tests.are_alike(firsts[one], firsts[other], alike, settings)
    ]
    numbers = {claim.finding: number for number, claim in enumerate(told)}
    groups = Groups(len(told))
    for group in average_linkage(len(same), kept, settings.event_likeness):
        own = [number for member in group for number in same[member]]
        for number in own[1:]:
            groups.join(own[0], number)
    retold = Retold((tests.events[each] for each in numbers), lambda event: told[numbers[event.id]].trigger)
    for one, other in retold.pairs(links):
        if not tests.are_two(told[numbers[one]], told[numbers[other]]):
            groups.join(numbers[one], numbers[other])
    for members in groups.all():
        found = [tests.events[told[number].finding] for number in members]
        yield from (each for each in tests.days.parted(found) if len(each) >= _SEVERAL)


def _of_one_deed(claims: Sequence[Claim], tests: _Tests, settings: CompareSettings) -> ClaimPairs:
    """Return the pairs of events of one story that one stem tells, or figures of one toll.

    A stem with two particles tells two deeds, and so does a verb that does not say what was done where it is
    not seen to be told of the same. Of a deed that more than a crowd tell, each is paired with the first and
    the one before only.
    """
    deeds: dict[tuple[str, int | str | None], int] = {}
    entries = sorted(
        (deeds.setdefault((claim.story, deed), len(deeds)), number)
        for number, claim in enumerate(claims)
        for deed in (claim.trigger, *sorted(tolls(tests.events[claim.finding].figures)))
    )
    keys, holders = np.array(entries, dtype=np.int64).reshape(-1, 2).T
    left, right = sharing_pairs(keys, holders, settings.event_crowd)
    codes = np.unique(left * len(claims) + right)
    pairs = zip((codes // max(1, len(claims))).tolist(), (codes % max(1, len(claims))).tolist(), strict=True)
    kept = [
        (one, other)
        for one, other in pairs
        if not tests.are_two(claims[one], claims[other]) and not tests.are_light(claims[one], claims[other])
    ]
    return ClaimPairs(*np.array(kept, dtype=np.int64).reshape(-1, 2).T)


@dataclass(frozen=True, slots=True)
class _Tests:
    """By what two events are told apart."""

    events: Mapping[str, Event]
    parties: Parties
    cores: Cores
    days: _Days

    @classmethod
    def of(cls, extraction: Extraction) -> _Tests:
        events = {event.id: event for event in extraction.events}
        return cls(events, Parties(extraction), Cores(extraction), _Days(extraction))

    def are_two(self, one: Claim, other: Claim) -> bool:
        """Tell events that are two, however alike."""
        return one.is_apart(other) or self.parties.apart(*self._both(one, other))

    def are_light(self, one: Claim, other: Claim) -> bool:
        """Tell events of a verb that says little, not seen to be told of the same."""
        return self.cores.are_light(*self._both(one, other))

    def are_alike(self, one: Claim, other: Claim, alike: float, settings: CompareSettings) -> bool:
        """Tell events that are alike enough, which those of other days and of other things must be more."""
        ours, theirs = self._both(one, other)
        if alike < settings.event_others and self.cores.are_of_others(ours, theirs):
            return False
        if not self.days.apart(ours, theirs, settings.event_days):
            return True
        voices = ours.document == theirs.document and ours.reported_by == theirs.reported_by
        return alike >= settings.event_again and not voices

    def _both(self, one: Claim, other: Claim) -> tuple[Event, Event]:
        return self.events[one.finding], self.events[other.finding]


class _Days:
    """When events are said to have been, and when the texts that tell them were published."""

    def __init__(self, extraction: Extraction) -> None:
        self._times = {time.id: time for time in extraction.times}
        self._published = {
            document.id: _day(document.published.value if document.published else None)
            for document in extraction.documents
        }

    def apart(self, one: Event, other: Event, days: int) -> bool:
        """Tell events of times with no moment in common, or of texts further apart than `days`."""
        if self.exclude(one, other):
            return True
        dates = self._published[one.document], self._published[other.document]
        return dates[0] is not None and dates[1] is not None and abs((dates[0] - dates[1]).days) > days

    def exclude(self, one: Event, other: Event) -> bool:
        """Tell events of times that have no moment in common."""
        ours, theirs = self._times.get(one.time or ""), self._times.get(other.time or "")
        return ours is not None and theirs is not None and times_exclude(ours, theirs)

    def parted(self, events: Sequence[Event]) -> Iterator[list[Event]]:
        """Yield events in groups that lie years apart; those of no known day are in the largest."""
        dated = sorted((day, at) for at, event in enumerate(events) if (day := self._told(event)))
        runs: list[list[int]] = [[]]
        for (day, at), (before, _) in zip(dated, [*dated[:1], *dated], strict=False):
            if (day - before).days >= _YEAR:
                runs.append([])
            runs[-1].append(at)
        runs.sort(key=len, reverse=True)
        rest = sorted(set(range(len(events))) - set(chain.from_iterable(runs[1:])))
        for run in (rest, *map(sorted, runs[1:])):
            yield [events[at] for at in run]

    def _told(self, event: Event) -> date | None:
        """Return the last day of the time of an event."""
        time = self._times.get(event.time or "")
        return _day(time.latest) if time is not None else None


def _day(value: str | None) -> date | None:
    """Return the day of a date or time in ISO 8601, `None` where it is not known to the day."""
    try:
        return date.fromisoformat((value or "")[: len("2031-03-04")])
    except ValueError:
        return None
