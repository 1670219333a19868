"""What keeps two numbers from being of one thing: other people, another place or time, a wish and a fact."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from rashomon.compare.figures import PEOPLE, group_of
from rashomon.compare.parting.ground import Ground
from rashomon.compare.parting.measured import MEASURES, TOLLS
from rashomon.compare.parting.sightings import Sighting
from rashomon.compare.words import fold
from rashomon.model.offsets import Span

_PEOPLE = MEASURES | {PEOPLE}
_WORD = re.compile(r"[^\W\d_]+")
_RELATION = re.compile(
    r"\W*(after|before|late|later|early|earlier|ago|old|longer|shorter|more|less|fewer|higher|lower|up|down"
    r"|above|below|from|away|wide|long|high|deep)\b",
    re.IGNORECASE,
)
_FRONTED = re.compile(r"(?:In|At|Near)\s+(?:the\s+)?[A-Z]")
_OPENING = 400  # characters in which a text says where what it tells happened
_OTHER_EVENT = timedelta(days=14)  # victims of days further apart are those of two events


def are_people(one: Sighting, other: Sighting) -> bool:
    """Tell numbers of people, or of what came of them."""
    return not _PEOPLE.isdisjoint(one.what) and not _PEOPLE.isdisjoint(other.what)


def are_victims(one: Sighting, other: Sighting) -> bool:
    """Tell numbers of those who came to harm, or were arrested, in one way."""
    return not TOLLS.isdisjoint(set(one.what) & set(other.what))


def of_other_scope(ground: Ground, one: Sighting, other: Sighting) -> bool:
    """Tell numbers of other people or of another place, or of which one alone is of a fact."""
    return (
        one.mood != other.mood
        or _of_others(ground, one, other)
        or _of_others(ground, other, one)
        or _are_of_two_sides(one, other)
        or _is_elsewhere(ground, one, other)
        or _is_elsewhere(ground, other, one)
        or _relation(ground, one) != _relation(ground, other)
        or (not are_people(one, other) and _have_two_subjects(ground, one, other))
    )


def of_other_times(ground: Ground, one: Sighting, other: Sighting) -> bool:
    """Tell numbers of which a text says that they are of times that have no moment in common.

    Victims are counted again from day to day; they are those of another event where the times lie far apart.
    """
    here, there = (ground.bounds(each.document, each.times) for each in (one, other))
    if here is None or there is None or not (here[1] < there[0] or there[1] < here[0]):
        return False
    first, second = sorted((here, there))
    return not are_victims(one, other) or _days(first[1], second[0]) > _OTHER_EVENT


def _days(one: str, other: str) -> timedelta:
    try:
        return date.fromisoformat(other) - date.fromisoformat(one)
    except ValueError:
        return timedelta.max


def _of_others(ground: Ground, one: Sighting, other: Sighting) -> bool:
    """Tell a number of some who are counted apart, such as soldiers, from one whose sentence names none."""
    if not one.group or one.group == other.group:
        return False
    named = group_of(_WORD.findall(ground.collection.words(other.sentence)))
    return bool(other.group) or named != one.group


def _are_of_two_sides(one: Sighting, other: Sighting) -> bool:
    """Tell numbers of those who are told from others by names, of which none is the same."""
    return bool(one.whose and other.whose) and one.whose.isdisjoint(other.whose)


def of_other_nouns(told: Mapping[int, frozenset[str]], one: Sighting, other: Sighting) -> bool:
    """Tell numbers by two nouns, of which a sentence counts both: "412 people: 388 passengers, 24 crew".

    Args:
        told: the nouns by which each sentence counts, by the sentence's number.
        one: a number.
        other: another one.
    """
    if not (one.noun and other.noun) or one.noun == other.noun:
        return False
    return one.noun in told[other.sentence] or other.noun in told[one.sentence]


def _relation(ground: Ground, sighting: Sighting) -> str:
    """Return what a measure is told from: "minutes late", "years ago", "per cent more"."""
    text = ground.documents[sighting.document].text
    found = _RELATION.match(text, sighting.span.end) if sighting.unit else None
    return found[1].lower() if found else ""


def _is_elsewhere(ground: Ground, one: Sighting, other: Sighting) -> bool:
    """Tell a number of a place that neither the other's sentence nor the opening of its text names.

    A place that its sentence begins with is one of several, which the other's own sentence must name.
    """
    known = ground.collection.words(other.sentence)
    if not _FRONTED.match(ground.collection.words(one.sentence)):
        known = f"{ground.documents[other.document].text[:_OPENING]} {known}"
    return not one.places <= {fold(word) for word in _WORD.findall(known)}


def _have_two_subjects(ground: Ground, one: Sighting, other: Sighting) -> bool:
    """Tell numbers in clauses that begin with two things, neither of which the other sentence names."""
    here, there = (next(_told(ground, each), None) for each in (one, other))
    if here is None or there is None:
        return False
    first, second = (ground.collection.content(each.sentence) for each in (one, other))
    return here not in second and there not in first


def _told(ground: Ground, sighting: Sighting) -> Iterator[int]:
    """Yield the content stems of a sentence up to a number, those of who says it and when left out."""
    sentence = ground.collection.sentences[sighting.sentence]
    said = ground.statement_at(sighting.document, sighting.span)
    start = max((sentence.span.start, *(each.start for each in said.content.spans))) if said else 0
    words = ground.collection.texts[sentence.document]
    stretch = Span(min(max(start, sentence.span.start), sighting.span.start), sighting.span.start)
    for at in words.within(stretch):
        stem = words.stems[at]
        timed = any(each.span.start <= words.starts[at] < each.span.end for each in sighting.times)
        if stem >= 0 and not timed:
            yield stem
