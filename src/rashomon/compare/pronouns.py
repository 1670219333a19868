"""He or she, across texts: a pronoun of one text that means a person whom the others call by the other one.

A text that calls somebody by no word that tells may have a pronoun linked to them that is another's. What it
then means is not known.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Literal

from msgspec.structs import replace

from rashomon.model.corpus import Extraction
from rashomon.model.offsets import Span
from rashomon.model.records import Event, Member, Mention, Statement

Gender = Literal["he", "she"]
PRONOUNS: Mapping[str, Gender] = {
    **dict.fromkeys(("he", "him", "his", "himself"), "he"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "she"),
}
_MANY = 2  # texts that call somebody so, and times those that call them the other way

Places = frozenset[tuple[str, Span]]
"""Documents and spans."""


def freed_pronouns(extraction: Extraction) -> Extraction:
    """Return the extraction with pronouns that cannot mean whom they are led to meaning nobody.

    A person is called by the pronoun of at least two texts, and of twice as many as the other; in the others,
    the other pronoun is somebody else's.
    """
    persons = {actor.id for actor in extraction.actors if actor.type == "person"}
    told = [each for each in extraction.mentions if each.actor in persons and _gender(each)]
    places = frozenset((each.document, each.span) for each in _misled(told))
    if not places:
        return extraction
    return replace(
        extraction,
        mentions=tuple(
            replace(each, actor=None) if (each.document, each.span) in places else each
            for each in extraction.mentions
        ),
        statements=tuple(_statement(each, places) for each in extraction.statements),
        events=tuple(_event(each, places) for each in extraction.events),
    )


def _gender(mention: Mention) -> Gender | None:
    return PRONOUNS.get(mention.text.lower())


def _misled(told: list[Mention]) -> Iterator[Mention]:
    """Yield the pronouns of the gender that a person does not have."""
    texts: defaultdict[tuple[str | None, Gender | None], set[str]] = defaultdict(set)
    for mention in told:
        texts[mention.actor, _gender(mention)].add(mention.document)
    for mention in told:
        other: Gender = "she" if _gender(mention) == "he" else "he"
        own, most = len(texts[mention.actor, _gender(mention)]), len(texts[mention.actor, other])
        if most >= _MANY and most >= _MANY * own:
            yield mention


def _statement(statement: Statement, places: Places) -> Statement:
    kept = tuple(
        each for each in statement.speaker.members if not _is_one_of(statement.document, each, places)
    )
    if len(kept) == len(statement.speaker.members):
        return statement
    return replace(statement, speaker=replace(statement.speaker, members=kept))


def _is_one_of(document: str, member: Member, places: Places) -> bool:
    return member.span is not None and (document, member.span) in places


def _event(event: Event, places: Places) -> Event:
    if not any((event.document, each.span) in places for each in event.participants):
        return event
    return replace(
        event,
        participants=tuple(
            replace(each, actor=None) if (event.document, each.span) in places else each
            for each in event.participants
        ),
    )
