"""Counts that one text sets against one another: "Police saw 4,000. The party put the crowd at 9,000."."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from rashomon.compare.figures import are_persons
from rashomon.compare.parting.alike import Pair
from rashomon.compare.parting.ground import Ground
from rashomon.compare.parting.measured import TOLLS
from rashomon.compare.parting.scope import are_people
from rashomon.compare.parting.sightings import Sighting

_SURE = 0.8
_COUNTS_ANEW = re.compile(
    r"\b(?:(?:puts?|putting|estimate[sd]?|estimating)\s+(?:the|its|their|that)\s+(?:[^\W\d_]+\s+)?"
    r"(?:number|figure|crowd|toll|total|turnout|count|attendance)\s+(?:of\s+(?P<of>(?:[^\W\d_]+\s+){1,2}))?at"
    r"|(?:spoken?|speaks|speaking|talked|talks) of"
    r"|(?:said|says|repeated|insisted|insists|maintains?|maintained)"
    r"(?: that)? (?:there|it) (?:was|were|had been)"
    r"|admit(?:s|ted)? (?:only )?to)\s+"
    r"(?:only\s+|just\s+)?$",
    re.IGNORECASE,
)
"""What somebody's own count of what was counted right before follows."""
_ALONE = re.compile(r"\s*(?:[.,;:!?)”\"’]|$|people\b|and\b|while\b)", re.IGNORECASE)
"""What follows a number that counts what was counted before, and nothing else."""
_PEOPLE = re.compile(r"\s*people\b", re.IGNORECASE)
_BEFORE = 60  # characters before a number in which that stands


def recounts(ground: Ground, seen: Sequence[Sighting]) -> Iterator[tuple[Pair, float]]:
    """Yield a number with the one by which somebody else counts the same things, said right behind it.

    Args:
        ground: a run.
        seen: its numbers, in order of text and place.
    """
    told: defaultdict[int, list[int]] = defaultdict(list)
    for at, each in enumerate(seen):
        told[each.sentence].append(at)
    for at, each in enumerate(seen):
        if not each.unit and counts_anew(ground, each):
            before = [own for own in told[each.sentence] if own < at] or told[each.sentence - 1]
            named = _named(ground, each)
            counted = [own for own in before if _is_counted(seen[own], each, named)]
            people = _PEOPLE.match(ground.documents[each.document].text, each.span.end)
            if len(counted) == 1 and (not people or are_people(seen[counted[0]], each)):
                yield (counted[0], at), _SURE


def counts_anew(ground: Ground, sighting: Sighting) -> bool:
    """Tell a number by which somebody counts what was counted right before."""
    text = ground.documents[sighting.document].text
    alone = _ALONE.match(text, sighting.span.end)
    return bool(alone and _anew(ground, sighting))


def _anew(ground: Ground, sighting: Sighting) -> re.Match[str] | None:
    """Return the words before a number by which somebody counts anew."""
    text = ground.documents[sighting.document].text
    start = max(0, sighting.span.start - _BEFORE)
    return _COUNTS_ANEW.search(text, start, sighting.span.start)


def _named(ground: Ground, sighting: Sighting) -> str:
    """Return the last word for what is counted anew, where the text has it: "put the number of guests at"."""
    found = _anew(ground, sighting)
    return (found["of"] or "").split()[-1].casefold() if found and found["of"] else ""


def _is_counted(one: Sighting, again: Sighting, named: str) -> bool:
    counts = bool(one.what) and not one.unit
    same = one.document == again.document and one.mood == again.mood
    return counts and same and not _is_of_others(one, again, named)


def _is_of_others(one: Sighting, again: Sighting, named: str) -> bool:
    """Tell a number of others than were counted before: of the injured, not the dead, or of things.

    Where a toll was told before and other words say what is counted anew, they must tell that toll too.
    """
    tolls, anew = (TOLLS & set(each.what) for each in (one, again))
    if tolls and (anew or named):
        return tolls.isdisjoint(anew)
    return bool(named) and are_people(one, one) and not (anew or again.what or are_persons(named))
