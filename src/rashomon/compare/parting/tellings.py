"""Tellings of one event: by one word, in sentences of two texts that are alike."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Protocol, TypeVar

from rashomon.compare.labels import shortened
from rashomon.compare.parting.alike import Demands, Pair, Spot, alike, together
from rashomon.compare.parting.ground import Ground
from rashomon.compare.parting.pointing import Entry, Verdict, parted
from rashomon.compare.parting.points import Parted, Point, PointKind
from rashomon.model.offsets import Span
from rashomon.model.records import Event

_ALIKE = Demands(((0.6, 1.4), (0.8, 0.7)))
_NEAR = 60  # characters between an event's word and what is said of it
_ENDED = re.compile(r"\.\s+[^\Wa-z\d_]")
"""Where a sentence ends behind a time: "at 9 p.m. The"."""
_OTHERWISE = re.compile(
    r"\b(?:since|until|till|before|after|from|by|for|as of|up to|ahead of|prior to|than|to|near)\W*"
    r"(?:the\s+)?$",
    re.IGNORECASE,
)
"""What makes of a time or place another thing than when and where an event was."""


def alike_events(ground: Ground, events: Sequence[Event]) -> dict[Pair, float]:
    """Return the pairs of `events`, by number, that tell one event, and how alike their sentences are."""
    spots = {at: spot for at, event in enumerate(events) if (spot := _spot(ground, event))}
    kept = list(spots)
    return {
        (kept[one], kept[other]): score
        for (one, other), score in alike(ground, list(spots.values()), _ALIKE)
        if events[kept[one]].document != events[kept[other]].document
    }


def _spot(ground: Ground, event: Event) -> Spot | None:
    """Return where an event is told, by the stem of its word; `None` in page furniture."""
    trigger = event.trigger.spans[0]
    number = ground.sentence_number(event.document, trigger)
    own = ground.collection.texts[ground.numbers[event.document]].content_in(trigger)
    if number is None or not own:
        return None
    kind = ground.story_of(event.document), str(min(own))
    return Spot(kind, number, ground.collection.content(number) - own)


def said_of(ground: Ground, event: Event, span: Span) -> bool:
    """Tell whether a time or place stands right beside an event's word, and says when or where it was."""
    if not event.trigger.spans:
        return False
    trigger = event.trigger.spans[0]
    text = ground.documents[event.document].text
    gap = max(span.start - trigger.end, trigger.start - span.end)
    ended = trigger.start > span.end and _ENDED.search(text, span.end - 1, trigger.start)
    return gap <= _NEAR and not ended and not _OTHERWISE.search(text[max(0, span.start - _NEAR) : span.start])


def of_other_days(ground: Ground, one: Event, other: Event) -> bool:
    """Tell tellings whose times have no day in common; one without a time tells of its text's recent days."""
    here, there = (
        ground.bounds(each.document, [ground.times[each.time]] if each.time in ground.times else [])
        for each in (one, other)
    )
    return here is not None and there is not None and (here[1] < there[0] or there[1] < here[0])


def point_of(ground: Ground, kind: PointKind, events: Iterable[Event]) -> Point:
    """Return what the values of tellings of one event are about; the first one gives the label."""
    first, *_ = events = list(events)
    number = ground.sentence_number(first.document, first.trigger.spans[0])
    label = ground.collection.words(number) if number is not None else first.trigger.text
    about = next((ground.telling_of[each.id] for each in events if each.id in ground.telling_of), None)
    return Point(kind, kind, shortened(label), (), about)


def renumbered(pairs: Iterable[Pair]) -> Mapping[int, int]:
    """Return a place from 0 on for each member of some pairs, in order."""
    members = sorted({at for pair in pairs for at in pair})
    return {at: place for place, at in enumerate(members)}


class Telling(Protocol):
    """What one text gives of an event."""

    @property
    def event(self) -> Event:
        """Return the event as this text tells it."""


_T = TypeVar("_T", bound=Telling)


def parted_tellings(
    ground: Ground,
    kind: PointKind,
    told: Sequence[_T],
    entry: Callable[[Ground, _T], Entry],
    weighed: Callable[[Ground, _T, _T, float], Verdict | None],
) -> Iterator[Parted]:
    """Yield a point for each event of which two tellings do not give the same.

    Args:
        ground: the run.
        kind: what the points are of.
        told: what texts give of events.
        entry: what a telling gives as the value of the point.
        weighed: how two tellings stand to one another, by how alike they are; `None` for nothing to tell.
    """
    pairs = alike_events(ground, [each.event for each in told])
    for group in together(len(told), pairs):
        place = renumbered(group)
        held = {
            (place[one], place[other]): verdict
            for one, other in group
            if (verdict := weighed(ground, told[one], told[other], pairs[one, other]))
        }
        own = [told[at] for at in place]
        point = point_of(ground, kind, (each.event for each in own))
        found = parted(ground, point, [entry(ground, each) for each in own], held)
        if found is not None:
            yield found
