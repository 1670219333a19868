"""What two bodies that no text names side by side have in common: one function for each kind of context."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from rashomon.model.corpus import Comparison, Extraction
from rashomon.model.offsets import Span
from rashomon.model.records import Actor, Event, Link, Mention, Passage, Reason, Statement

Pair = tuple[str, str]
"""The ids of two actors, in order."""
_NEAR = re.compile(r"[^.!?;\n\"“”]{0,24}")
"""What may stand between a body and a person named beside it."""
_CROWD = 40  # actors of one context, the first of which are held against one another
_REPLACED, _SAID, _LED, _JOINT, _BESIDE, _EVENT, _MATTER = 0.9, 0.8, 0.8, 0.6, 0.5, 0.5, 0.4
"""How much each kind of context weighs."""


@dataclass(frozen=True, slots=True)
class Shared:
    """Two actors and what they have in common."""

    pair: Pair
    reason: Reason


def shared_contexts(
    extraction: Extraction, comparison: Comparison, bodies: Mapping[str, Actor]
) -> Iterator[Shared]:
    """Yield what each two of `bodies` have in common.

    Args:
        extraction: with actors grouped.
        comparison: of it.
        bodies: by id; others are left out.
    """
    names = {actor.id: actor.names[0] for actor in extraction.actors if actor.names}
    book = _Book(extraction, bodies)
    for link in comparison.copied:
        yield from _in_passage(link, book)
    yield from _led(extraction.actors, book)
    yield from _beside_person(extraction, bodies, names)
    yield from _joint(extraction.statements, book, names)
    events = {event.id: event for event in extraction.events}
    for merged in comparison.merged_events:
        yield from _in_event([events[each] for each in merged.events if each in events], bodies)
    said = {statement.id: statement for statement in extraction.statements}
    for proposition in comparison.matters:
        speakers = [book.speakers(said[each]) for each in proposition.members if each in said]
        yield from _together(
            speakers, Reason(code="matter", detail="both speak of one matter", score=_MATTER)
        )


class _Book:
    """Where bodies are named and who speaks where, by document."""

    def __init__(self, extraction: Extraction, bodies: Mapping[str, Actor]) -> None:
        self._bodies = bodies
        self._mentions: defaultdict[str, list[Mention]] = defaultdict(list)
        self._said: defaultdict[str, list[Statement]] = defaultdict(list)
        for mention in extraction.mentions:
            if mention.actor in bodies:
                self._mentions[mention.document].append(mention)
        for statement in extraction.statements:
            self._said[statement.document].append(statement)

    def named(self, document: str, spans: Sequence[Span]) -> dict[str, str]:
        """Return the bodies named within `spans`, each with the words that do."""
        return {
            mention.actor: mention.text
            for mention in self._mentions[document]
            if mention.actor and any(mention.span.overlaps(span) for span in spans)
        }

    def written(self, document: str, spans: Sequence[Span]) -> dict[str, str]:
        """Return the bodies that stand within `spans` under one of their names, each with the name."""
        found = self.named(document, spans)
        return {who: text for who, text in found.items() if " ".join(text.split()) in self._bodies[who].names}

    def speakers(self, statement: Statement) -> frozenset[str]:
        """Return the bodies that speak in a statement."""
        return frozenset(
            member.actor
            for member in statement.speaker.members
            if member.actor and member.actor in self._bodies
        )

    def saying(self, passage: Passage) -> frozenset[str]:
        """Return the bodies that a passage gives the words of: that of the shortest statement around it."""
        around = [
            (sum(map(len, each.content.spans)), each.id, self.speakers(each))
            for each in self._said[passage.document]
            if each.kind != "authored"
            and all(any(own.covers(span) for own in each.content.spans) for span in passage.spans)
        ]
        return min(around)[2] if around else frozenset()


def _in_passage(link: Link, book: _Book) -> Iterator[Shared]:
    """Yield bodies of which one stands where a text has the other, in a passage that both share."""
    left, right = link.left, link.right
    for change in link.changes:
        if change.kind == "replaced" and change.left and change.right:
            ours, theirs = (
                book.written(left.document, [change.left]),
                book.written(right.document, [change.right]),
            )
            for one, other in _across(ours, theirs):
                detail = (
                    f"“{ours[one]}” stands where the other text has “{theirs[other]}” in a shared passage"
                )
                yield Shared(_pair(one, other), Reason(code="replaced", detail=detail, score=_REPLACED))
    for one, other in _across(book.saying(left), book.saying(right)):
        yield Shared(
            _pair(one, other), Reason(code="same-words", detail="both say the same words", score=_SAID)
        )


def _led(actors: Iterable[Actor], book: _Book) -> Iterator[Shared]:
    """Yield bodies in which texts give one person an office."""
    for person in actors:
        held = [book.named(each.document, [each.span]) for role in person.roles for each in role.evidence]
        if person.names:
            detail = f"“{person.names[0]}” has an office in both"
            yield from _together(
                [frozenset(found) for found in held], Reason(code="same-office", detail=detail, score=_LED)
            )


def _beside_person(
    extraction: Extraction, bodies: Mapping[str, Actor], names: Mapping[str, str]
) -> Iterator[Shared]:
    """Yield bodies right beside whose names texts name one and the same person."""
    people = {actor.id for actor in extraction.actors if actor.type == "person"}
    texts = {document.id: document.text for document in extraction.documents}
    beside: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for one, other in _neighbours(extraction.mentions):
        gap = texts.get(one.document, "")[one.span.end : other.span.start]
        for body, person in ((one.actor, other.actor), (other.actor, one.actor)):
            if body and person and body in bodies and person in people and _NEAR.fullmatch(gap):
                beside[person][body] = None
    for person in sorted(beside):
        detail = f"“{names.get(person, '')}” is named beside both"
        yield from _together(
            [frozenset({each}) for each in beside[person]],
            Reason(code="same-person", detail=detail, score=_BESIDE),
        )


def _neighbours(mentions: Iterable[Mention]) -> Iterator[tuple[Mention, Mention]]:
    """Yield each two mentions of one text of which the second is the next that begins behind the first."""
    by_document: defaultdict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_document[mention.document].append(mention)
    for own in by_document.values():
        own.sort(key=lambda mention: mention.span)
        starts = [mention.span.start for mention in own]
        for mention in own:
            at = bisect_left(starts, mention.span.end)
            if at < len(own):
                yield mention, own[at]


def _joint(statements: Iterable[Statement], book: _Book, names: Mapping[str, str]) -> Iterator[Shared]:
    """Yield bodies that speak jointly with one and the same other body."""
    beside: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for statement in statements:
        speakers = sorted(book.speakers(statement))
        for one in speakers:
            beside[one].update(dict.fromkeys(other for other in speakers if other != one))
    for partner in sorted(beside):
        detail = f"both speak jointly with “{names[partner]}”"
        yield from _together(
            [frozenset({each}) for each in beside[partner]], Reason(code="joint", detail=detail, score=_JOINT)
        )


def _in_event(tellings: Sequence[Event], bodies: Mapping[str, Actor]) -> Iterator[Shared]:
    """Yield bodies that have one role in one event, as two texts tell it."""
    for role in ("actor", "recipient"):
        found = [
            frozenset(p.actor for p in event.participants if p.role == role and p.actor and p.actor in bodies)
            for event in tellings
        ]
        yield from _together(
            found, Reason(code="same-event", detail="both have one role in one event", score=_EVENT)
        )


def _together(groups: Sequence[frozenset[str]], reason: Reason) -> Iterator[Shared]:
    """Yield the pairs of bodies that stand in two of `groups`."""
    for ours, theirs in combinations(groups[:_CROWD], 2):
        for one, other in _across(ours, theirs):
            yield Shared(_pair(one, other), reason)


def _across(ours: Iterable[str], theirs: Iterable[str]) -> list[Pair]:
    return [(one, other) for one in sorted(ours) for other in sorted(theirs) if one != other]


def _pair(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)
