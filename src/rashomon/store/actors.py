"""Applies judgements on who is who: actors merged, and mentions split off, by hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from rashomon.model.corpus import Comparison, Extraction
from rashomon.model.identity import group_id
from rashomon.model.judgements import Judgement, Target
from rashomon.model.offsets import Span
from rashomon.model.proposals import ProposedMerge
from rashomon.model.records import (
    Actor,
    Event,
    Member,
    Mention,
    Participant,
    Position,
    Reason,
    Relay,
    Statement,
)
from rashomon.store.applying import half_applied, why_lost
from rashomon.store.judgements import Locator, Unmatched

_NO_ACTOR = "no actor, or only one and the same, was found at these places"
_NOBODY = "their words are there, but no actor was found at these places"
_NO_REST = "no actor was found at these places that has other mentions as well"
_ARTICLES = frozenset({"the", "a", "an"})

Place = tuple[str, Span]  # the id of a document, and a span in its text


@dataclass(frozen=True, slots=True)
class JudgedActors:
    """Findings and comparison after judgements on actors, and the judgements that changed nothing."""

    extraction: Extraction
    comparison: Comparison
    unmatched: tuple[Unmatched, ...] = ()


def apply_to_actors(
    extraction: Extraction, comparison: Comparison, judgements: Sequence[Judgement]
) -> JudgedActors:
    """Apply `merge_actors` and `split_actors`, in order, after actors were grouped.

    Targets are mentions. `merge_actors` makes the actors of its targets one, under the id of the
    first, called by their proper names before "the company" or "he". `split_actors` takes the mentions
    at its targets away from their actor and makes them an actor of their own. Other kinds are left alone.
    """
    book = _Book(extraction)
    for judgement in judgements:
        if judgement.kind == "merge_actors":
            book.merge(judgement)
        elif judgement.kind == "split_actors":
            book.split(judgement)
    return JudgedActors(book.extraction(), book.comparison(comparison), tuple(book.unmatched))


class _Book:
    """Who is meant at each place, while judgements change it."""

    def __init__(self, extraction: Extraction) -> None:
        self.unmatched: list[Unmatched] = []
        self._extraction = extraction
        self._locator = Locator(extraction.documents)
        self._actors = {actor.id: actor for actor in extraction.actors}
        self._texts = {document.id: document.text for document in extraction.documents}
        self._meant = dict(_meant(extraction))
        self._became: dict[str, str] = {}

    def merge(self, judgement: Judgement) -> None:
        actors = list(dict.fromkeys(self._meant[place] for place in self._places(judgement)))
        if len(actors) < 2:  # noqa: PLR2004 - it takes two
            self._leave(judgement, _NO_ACTOR)
            return
        kept, *others = actors
        self._became.update(dict.fromkeys(others, kept))
        self._meant = {place: kept if who in others else who for place, who in self._meant.items()}
        self._actors[kept] = _merged([self._actors[who] for who in actors], judgement)
        for who in others:
            del self._actors[who]
        self._list_missing(judgement)

    def split(self, judgement: Judgement) -> None:
        places = self._places(judgement)
        before = {self._meant[place] for place in places}
        rest = {who for place, who in self._meant.items() if place not in places}
        if not places or not before <= rest:
            self._leave(judgement, _NO_REST)
            return
        first = self._actors[self._meant[places[0]]]
        new = group_id("actor", (f"{document} {span.start}-{span.end}" for document, span in places))
        self._meant.update(dict.fromkeys(places, new))
        names = tuple(dict.fromkeys(self._words(place) for place in places))
        self._actors[new] = Actor(id=new, type=first.type, names=names, merged_because=(_reason(judgement),))
        for who in before:
            self._actors[who] = self._without(self._actors[who], names)
        self._list_missing(judgement)

    def extraction(self) -> Extraction:
        return replace(
            self._extraction,
            mentions=tuple(self._mention(mention) for mention in self._extraction.mentions),
            statements=tuple(self._statement(statement) for statement in self._extraction.statements),
            events=tuple(self._event(event) for event in self._extraction.events),
            actors=tuple(sorted(self._actors.values(), key=lambda actor: actor.id)),
        )

    def comparison(self, comparison: Comparison) -> Comparison:
        proposed = (self._proposal(each) for each in comparison.proposed_merges)
        return replace(
            comparison,
            positions=tuple(self._position(each) for each in comparison.positions),
            proposed_merges=tuple(each for each in proposed if len(set(each.actors)) > 1),
        )

    def _leave(self, judgement: Judgement, reason: str) -> None:
        self.unmatched.append(Unmatched(judgement, why_lost(self._locator, judgement) or reason))

    def _list_missing(self, judgement: Judgement) -> None:
        missing = sum(1 for target in judgement.targets if not self._at_target(target))
        lost = why_lost(self._locator, judgement) or _NOBODY
        self.unmatched += half_applied(judgement, missing, lost)

    def _places(self, judgement: Judgement) -> list[Place]:
        """Return the places of the judgement's targets at which an actor is meant."""
        places = (place for target in judgement.targets for place in self._at_target(target))
        return list(dict.fromkeys(places))

    def _at_target(self, target: Target) -> list[Place]:
        places = [(place.document, span) for place in self._locator.find(target) for span in place.spans]
        return [place for place in places if self._meant.get(place) in self._actors]

    def _words(self, place: Place) -> str:
        document, span = place
        return span.of(self._texts[document])

    def _without(self, actor: Actor, names: tuple[str, ...]) -> Actor:
        still = {self._words(place) for place, who in self._meant.items() if who == actor.id}
        kept = tuple(name for name in actor.names if name not in names or name in still)
        return replace(actor, names=kept or actor.names)

    def _now(self, actor: str | None) -> str | None:
        while actor in self._became:
            actor = self._became[actor]
        return actor

    def _at(self, document: str, span: Span | None, actor: str | None) -> str | None:
        """Return who is meant at a place; a member that no span names follows its actor."""
        place = (document, span) if span else None
        return self._meant[place] if place in self._meant else self._now(actor)

    def _mention(self, mention: Mention) -> Mention:
        return replace(mention, actor=self._at(mention.document, mention.span, mention.actor))

    def _statement(self, statement: Statement) -> Statement:
        document = statement.document
        members = tuple(
            replace(member, actor=self._at(document, member.span, member.actor))
            for member in statement.speaker.members
        )
        via = tuple(self._relay(relay) for relay in statement.via)
        return replace(statement, speaker=replace(statement.speaker, members=members), via=via)

    def _relay(self, relay: Relay) -> Relay:
        return replace(relay, actor=self._now(relay.actor))

    def _event(self, event: Event) -> Event:
        participants = tuple(self._participant(event.document, each) for each in event.participants)
        return replace(event, participants=participants)

    def _participant(self, document: str, participant: Participant) -> Participant:
        return replace(participant, actor=self._at(document, participant.span, participant.actor))

    def _proposal(self, proposal: ProposedMerge) -> ProposedMerge:
        """Return a proposal with the actors that are now at its places; merged by hand, they are one."""
        actors = tuple(
            self._at(place.document, place.span, actor) or actor
            for actor, place in zip(proposal.actors, proposal.evidence, strict=True)
        )
        return replace(proposal, actors=actors)

    def _position(self, position: Position) -> Position:
        return replace(position, actor=self._now(position.actor) or position.actor)


def _meant(extraction: Extraction) -> Iterator[tuple[Place, str]]:
    """Yield every place at which an actor is meant; what mentions say comes last, and counts."""
    for event in extraction.events:
        yield from _places(event.document, event.participants)
    for statement in extraction.statements:
        yield from _places(statement.document, statement.speaker.members)
    for mention in extraction.mentions:
        yield from _places(mention.document, (mention,))


def _places(document: str, items: Iterable[Participant | Member | Mention]) -> Iterator[tuple[Place, str]]:
    for item in items:
        if item.span and item.actor:
            yield (document, item.span), item.actor


def _merged(actors: Sequence[Actor], judgement: Judgement) -> Actor:
    named = sorted(actors, key=lambda actor: not any(map(_is_proper, actor.names)))
    names = sorted((name for actor in named for name in actor.names), key=lambda name: not _is_proper(name))
    return replace(
        actors[0],
        type=named[0].type,
        names=tuple(dict.fromkeys(names)),
        roles=tuple(dict.fromkeys(role for actor in actors for role in actor.roles)),
        acts_for=tuple(dict.fromkeys(state for actor in actors for state in actor.acts_for)),
        merged_because=(*(reason for actor in actors for reason in actor.merged_because), _reason(judgement)),
    )


def _is_proper(name: str) -> bool:
    """Tell a proper name, or any in a script without case, from "the company" and "The company"."""
    words = [word for word in name.split() if word.casefold() not in _ARTICLES]
    return any(
        sign.isupper() or (sign.isalpha() and sign.lower() == sign.upper()) for sign in " ".join(words)
    )


def _reason(judgement: Judgement) -> Reason:
    note = f": {judgement.note}" if judgement.note else ""
    return Reason(code=judgement.kind, detail=f"by hand, {judgement.by}, {judgement.at}{note}", score=1.0)
