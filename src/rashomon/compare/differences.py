"""Where tellings of one event differ: what one gives and another cannot have given with it.

Two tellings differ only if they are seen to be told of the same. What one voice tells of one event in two
ways is no difference of accounts, nor is what a text plans, orders or supposes one of what came about.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from rashomon.compare.cores import Cores
from rashomon.compare.figures import counted, excludes, put
from rashomon.compare.parties import may_hold
from rashomon.model.corpus import Extraction
from rashomon.model.identity import group_id
from rashomon.model.records import Alternative, Event, Figure, FoundValue, MergedEvent, Place, TimeReference

MADE_BY = "tellings 1"
_SEVERAL = 2
_SO, _NOT_SO = frozenset({"happened", "ongoing"}), frozenset({"denied", "failed"})
_BEFORE = 40  # characters before a trigger in which the verb stands that it hangs on
_REFUSED = re.compile(
    r"\b(?:(?:will|would|shall|should|can|could|may|might|must)\s+(?:not|never)|cannot"
    r"|(?:wo|would|sha|should|ca|could|might|must)n['’]t|(?:to|do) not)\W+(?:\w+\W+){0,2}$",
    re.IGNORECASE,
)
"""What is not to be, or not to come, is not thereby said not to have been: "they won't come aboard"."""
_PART = re.compile(
    r"\bof\s+(?:the|these|those)\s+(?:dead|killed|injured|wounded|arrested|detained|casualties|victims)\b"
)
"""Behind a number: it counts some of a toll, "two of the injured"."""
_Given = TypeVar("_Given", Figure, Place, TimeReference)


class Differences:
    """Finds where tellings of one event differ, by the times, places and figures that they give."""

    def __init__(self, extraction: Extraction) -> None:
        self._times = {time.id: time for time in extraction.times}
        self._places = {place.id: place for place in extraction.places}
        self._texts = {document.id: document.text for document in extraction.documents}
        self._cores = Cores(extraction)

    def merged(self, events: Sequence[Event], made_by: str = MADE_BY) -> MergedEvent:
        """Return one event that is told several times, put together by what `made_by` names.

        Its alternatives are the statuses, and those places, times and figures of which two cannot both hold:
        "on Monday" and "Monday night" can, and so can "at least 12" and "15".

        A status by which it did not come about is left out where all that tell it as having come about are
        not seen to tell of the same. Events that a person put together are one, whatever they are told of.
        """
        by_hand = made_by != MADE_BY
        differ: _Differ = _of_two_voices if by_hand else self._differ
        count: _Differ = _of_two_voices if by_hand else self._count_alike
        found = {
            "status": self._statuses(events, differ),
            "place": _named(_given(events, self._places, "place"), differ),
            "time": _timed(_given(events, self._times, "time"), differ),
            **self._figures(events, count),
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

    def _differ(self, one: Event, other: Event) -> bool:
        """Tell tellings of two voices that can be seen to be told of the same."""
        return _of_two_voices(one, other) and self._cores.are_of_one(one, other)

    def _count_alike(self, one: Event, other: Event) -> bool:
        """Tell tellings of two voices that, what is counted being the same, are not seen to be of others."""
        others = self._cores.are_light(one, other) or self._cores.are_of_others(one, other)
        return _of_two_voices(one, other) and not others

    def _statuses(self, events: Sequence[Event], differ: _Differ) -> list[FoundValue]:
        so = [event for event in events if event.status in _SO]
        kept = (
            event
            for event in events
            if event.status not in _NOT_SO
            or not so
            or any(differ(event, other) and self._denies(event, other) for other in so)
        )
        return _grouped((event.status, event.id) for event in kept)

    def _denies(self, one: Event, other: Event) -> bool:
        """Tell whether an event that is told as not so is all that another tells as so.

        A "not" takes in how and with what, and who did it: "the ship did not sink by itself", "it was not
        the wind that sank it". What somebody refuses to do is not denied either.
        """
        start = one.trigger.spans[0].start
        if _REFUSED.search(self._texts[one.document], max(0, start - _BEFORE), start):
            return False
        if self._are_of_two_times(one, other):
            return False
        ours, theirs = self._cores.of(one), self._cores.of(other)
        if ours.doing and theirs.doing and ours.doing.isdisjoint(theirs.whole):
            return False
        return not ours.beside or not ours.beside.isdisjoint(theirs.whole)

    def _are_of_two_times(self, one: Event, other: Event) -> bool:
        ours, theirs = self._times.get(one.time or ""), self._times.get(other.time or "")
        return ours is not None and theirs is not None and times_exclude(ours, theirs)

    def _figures(self, events: Sequence[Event], differ: _Differ) -> dict[str, list[FoundValue]]:
        """Return the figures of which two cannot both hold, by what they count.

        Of a telling with several figures of what is counted, such as twelve officers and three miners, none
        is compared: they may be parts of a whole. Nor is "two of the injured".
        """
        given: defaultdict[str, list[tuple[Figure, Event]]] = defaultdict(list)
        for event in events:
            kinds = Counter(counted(figure) for figure in event.figures)
            for figure in event.figures if event.status in _SO else ():
                if kinds[counted(figure)] == 1 and not self._is_part(figure, event):
                    given[counted(figure)].append((figure, event))
        found = {
            f"figure: {kind}": [(put(figure), event) for figure, event in _apart(own, excludes, differ)]
            for kind, own in given.items()
        }
        return {kind: _grouped((value, event.id) for value, event in own) for kind, own in found.items()}

    def _is_part(self, figure: Figure, event: Event) -> bool:
        end = figure.span.end
        behind = self._texts[event.document][figure.span.start : end + _BEFORE]
        return _PART.search(behind) is not None


_Differ = Callable[[Event, Event], bool]
"""Tells whether two tellings may differ."""


def _of_two_voices(one: Event, other: Event) -> bool:
    """Tell events of two texts, or that one text has from two."""
    return one.document != other.document or one.reported_by != other.reported_by


def _given(events: Iterable[Event], known: Mapping[str, _Given], field: str) -> list[tuple[_Given, Event]]:
    """Return what tellings give by the id that a field of theirs holds."""
    return [(known[name], event) for event in events if (name := getattr(event, field)) in known]


def _named(given: Sequence[tuple[Place, Event]], differ: _Differ) -> list[FoundValue]:
    """Return the places of which neither lies in the other; of what is in no gazetteer that is not known."""
    known = [(place, event) for place, event in given if place.gazetteer_id is not None]
    own = _apart(known, lambda one, other: not may_hold(one, other), differ)
    return _grouped((place.name or place.text, event.id) for place, event in own)


def _timed(given: Sequence[tuple[TimeReference, Event]], differ: _Differ) -> list[FoundValue]:
    def both(one: Event, other: Event) -> bool:
        kinds = [(event.status in _SO, event.status in _NOT_SO) for event in (one, other)]
        return kinds[0] == kinds[1] and differ(one, other)

    return _grouped((time.value, event.id) for time, event in _apart(given, times_exclude, both))


def _apart(
    given: Sequence[tuple[_Given, Event]], exclude: Callable[[_Given, _Given], bool], differ: _Differ
) -> list[tuple[_Given, Event]]:
    """Return what excludes something else that is given."""
    return [
        (one, mine)
        for one, mine in given
        if any(exclude(one, other) and differ(mine, theirs) for other, theirs in given)
    ]


def times_exclude(one: TimeReference, other: TimeReference) -> bool:
    """Tell times that have no moment in common; what is not bounded may be any time."""
    if one.earliest is None or one.latest is None or other.earliest is None or other.latest is None:
        return False
    return _end(one.latest) < other.earliest or _end(other.latest) < one.earliest


def _end(latest: str) -> str:
    """Return the last moment of a day, or a moment as it stands."""
    return f"{latest}T23:59:59" if len(latest) == len("2031-03-04") else latest


def _grouped(found: Iterable[tuple[str | None, str]]) -> list[FoundValue]:
    """Return each value with the findings that give it, in order of the first."""
    values: defaultdict[str, list[str]] = defaultdict(list)
    for value, finding in found:
        if value is not None and finding not in values[value]:
            values[value].append(finding)
    return [FoundValue(value=value, findings=tuple(findings)) for value, findings in values.items()]
