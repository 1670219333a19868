"""An extraction whose findings point at the actors after grouping."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from msgspec.structs import replace

from rashomon.compare.actors import Grouping
from rashomon.model.corpus import Extraction
from rashomon.model.records import Event, Member, Mention, Participant, Relay, Statement

Holder = TypeVar("Holder", Mention, Member, Relay, Participant)


def regrouped(extraction: Extraction, grouping: Grouping) -> Extraction:
    """Return the extraction with `grouping`'s actors; an actor id that it doesn't know stays."""
    new = grouping.renamed
    return replace(
        extraction,
        actors=grouping.actors,
        mentions=tuple(_renamed(mention, new) for mention in extraction.mentions),
        statements=tuple(_statement(statement, new) for statement in extraction.statements),
        events=tuple(_event(event, new) for event in extraction.events),
    )


def _statement(statement: Statement, new: Mapping[str, str]) -> Statement:
    members = tuple(_renamed(member, new) for member in statement.speaker.members)
    via = tuple(_renamed(relay, new) for relay in statement.via)
    return replace(statement, speaker=replace(statement.speaker, members=members), via=via)


def _event(event: Event, new: Mapping[str, str]) -> Event:
    return replace(event, participants=tuple(_renamed(one, new) for one in event.participants))


def _renamed(holder: Holder, new: Mapping[str, str]) -> Holder:
    return holder if holder.actor is None else replace(holder, actor=new.get(holder.actor, holder.actor))
