"""Tellings of one event: by one word, in sentences of two texts that are alike."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from rashomon.compare.labels import shortened
from rashomon.compare.parting.alike import Demands, Pair, Spot, alike
from rashomon.compare.parting.ground import Ground
from rashomon.compare.parting.points import Point, PointKind
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
