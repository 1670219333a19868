"""One event once: events of one text or of several that are told alike, and where they differ."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations

import numpy as np

from rashomon.compare.candidates import sharing_pairs
from rashomon.compare.claims import Claim
from rashomon.compare.figures import counted, excludes, put, tolls
from rashomon.compare.joining import Groups
from rashomon.compare.likeness import Basis, ClaimPairs
from rashomon.compare.linkage import average_linkage
from rashomon.compare.matters import by_wording, edges_of
from rashomon.compare.parties import Parties
from rashomon.compare.retold import Retold
from rashomon.compare.settings import CompareSettings
from rashomon.model.corpus import Extraction
from rashomon.model.identity import group_id
from rashomon.model.records import Alternative, Event, Figure, FoundValue, Link, MergedEvent, TimeReference

MADE_BY = "tellings 1"
_SEVERAL = 2


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
    and again is told in like words. What one voice of one text tells of two days is two events, and so is
    what is told of two people.

    Args:
        claims: in order of document, then of place; those of statements are passed over.
        extraction: the findings that the claims are of.
        over: what they are compared by.
        links: the passages that texts share.
        settings: how alike two groups must be.
    """
    told = [claim for claim in claims if claim.trigger is not None]
    events = {event.id: event for event in extraction.events}
    same = by_wording(told)
    firsts = [told[numbers[0]] for numbers in same]
    days, parties = _Days(extraction), Parties(extraction)
    pairs = _of_one_deed(firsts, events, parties, settings)
    kept = [
        (one, other, alike)
        for one, other, alike in edges_of(firsts, pairs, over, settings)
        if not days.apart(events[firsts[one].finding], events[firsts[other].finding], settings.event_days)
        or (
            alike >= settings.event_again
            and not _of_one_voice(events[firsts[one].finding], events[firsts[other].finding])
        )
    ]
    numbers = {claim.finding: number for number, claim in enumerate(told)}
    groups = Groups(len(told))
    for group in average_linkage(len(same), kept, settings.event_likeness):
        own = [number for member in group for number in same[member]]
        for number in own[1:]:
            groups.join(own[0], number)
    retold = Retold((events[each] for each in numbers), lambda event: told[numbers[event.id]].trigger)
    for one, other in retold.pairs(links):
        if not _are_two(told[numbers[one]], told[numbers[other]], events, parties):
            groups.join(numbers[one], numbers[other])
    for members in groups.all():
        if len(members) >= _SEVERAL:
            yield [events[told[number].finding] for number in members]


def _of_one_deed(
    claims: Sequence[Claim], events: Mapping[str, Event], parties: Parties, settings: CompareSettings
) -> ClaimPairs:
    """Return the pairs of events of one story that one stem tells, or figures of one toll.

    A stem with two particles tells two deeds. Of a deed that more than a crowd tell, each is paired with the
    first and the one before only.
    """
    deeds: dict[tuple[str, int | str | None], int] = {}
    entries = sorted(
        (deeds.setdefault((claim.story, deed), len(deeds)), number)
        for number, claim in enumerate(claims)
        for deed in (claim.trigger, *sorted(tolls(events[claim.finding].figures)))
    )
    keys, holders = np.array(entries, dtype=np.int64).reshape(-1, 2).T
    left, right = sharing_pairs(keys, holders, settings.event_crowd)
    codes = np.unique(left * len(claims) + right)
    pairs = zip((codes // max(1, len(claims))).tolist(), (codes % max(1, len(claims))).tolist(), strict=True)
    kept = [(one, other) for one, other in pairs if not _are_two(claims[one], claims[other], events, parties)]
    return ClaimPairs(*np.array(kept, dtype=np.int64).reshape(-1, 2).T)


def _are_two(one: Claim, other: Claim, events: Mapping[str, Event], parties: Parties) -> bool:
    return one.is_apart(other) or parties.apart(events[one.finding], events[other.finding])


def _of_one_voice(one: Event, other: Event) -> bool:
    """Tell events that one text tells, both in its own voice or by one statement."""
    return one.document == other.document and one.reported_by == other.reported_by


class _Days:
    """When events are said to have been, and when the texts that tell them were published."""

    def __init__(self, extraction: Extraction) -> None:
        self._times = {time.id: time for time in extraction.times}
        self._published = {
            document.id: _day(document.published.value if document.published else None)
            for document in extraction.documents
        }

    def apart(self, one: Event, other: Event, days: int) -> bool:
        """Tell events of times that have no moment in common, or of texts that lie more than `days` apart."""
        times = self._times.get(one.time or ""), self._times.get(other.time or "")
        if times[0] is not None and times[1] is not None and _apart(times[0], times[1]):
            return True
        dates = self._published[one.document], self._published[other.document]
        return dates[0] is not None and dates[1] is not None and abs((dates[0] - dates[1]).days) > days


def _day(value: str | None) -> date | None:
    """Return the day of a date or time in ISO 8601, `None` where it is not known to the day."""
    try:
        return date.fromisoformat((value or "")[: len("2031-03-04")])
    except ValueError:
        return None


class Differences:
    """Finds where tellings of one event differ, by the times and places that they name."""

    def __init__(self, extraction: Extraction) -> None:
        self._times = {time.id: time for time in extraction.times}
        self._places = {place.id: place.name or place.text for place in extraction.places}

    def merged(self, events: Sequence[Event], made_by: str = MADE_BY) -> MergedEvent:
        """Return one event that is told several times, put together by what `made_by` names.

        Its alternatives are the status, the place, and those times and figures of which two cannot both hold:
        "on Monday" and "Monday night" can, and so can "at least 12" and "15".
        """
        found = {
            "status": _grouped((event.status, event.id) for event in events),
            "place": _grouped((self._places.get(event.place or ""), event.id) for event in events),
            "time": self._given_times(events),
            **_given_figures(events),
        }
        return MergedEvent(
            id=group_id("merged event", [event.id for event in events]),
            events=tuple(event.id for event in events),
            alternatives=tuple(
                Alternative(field=field, values=tuple(values))
                for field, values in sorted(found.items())
                if len(values) >= _SEVERAL
            ),
            made_by=made_by,
        )

    def _given_times(self, events: Sequence[Event]) -> list[FoundValue]:
        times = [(self._times[event.time], event.id) for event in events if event.time in self._times]
        if not any(_apart(one, other) for (one, _), (other, _) in combinations(times, 2)):
            return []
        return _grouped((time.value, finding) for time, finding in times)


def _apart(one: TimeReference, other: TimeReference) -> bool:
    """Tell times that have no moment in common; what is not bounded may be any time."""
    if one.earliest is None or one.latest is None or other.earliest is None or other.latest is None:
        return False
    return _end(one.latest) < other.earliest or _end(other.latest) < one.earliest


def _end(latest: str) -> str:
    """Return the last moment of a day, or a moment as it stands."""
    return f"{latest}T23:59:59" if len(latest) == len("2031-03-04") else latest


def _given_figures(events: Sequence[Event]) -> dict[str, list[FoundValue]]:
    """Return the figures of which two cannot both hold, by what they count.

    Of a telling with several figures of what is counted, such as twelve officers and three miners, none is
    compared: they may be parts of a whole.
    """
    given: defaultdict[str, list[tuple[Figure, str]]] = defaultdict(list)
    for event in events:
        kinds = Counter(counted(figure) for figure in event.figures)
        for figure in event.figures:
            if kinds[counted(figure)] == 1:
                given[counted(figure)].append((figure, event.id))
    return {
        f"figure: {kind}": _grouped((put(figure), finding) for figure, finding in own)
        for kind, own in given.items()
        if any(excludes(one, other) for (one, _), (other, _) in combinations(own, 2))
    }


def _grouped(found: Iterable[tuple[str | None, str]]) -> list[FoundValue]:
    """Return each value with the findings that give it, in order of the first."""
    values: defaultdict[str, list[str]] = defaultdict(list)
    for value, finding in found:
        if value is not None and finding not in values[value]:
            values[value].append(finding)
    return [FoundValue(value=value, findings=tuple(findings)) for value, findings in values.items()]
