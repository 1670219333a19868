"""Whose a claim is: the speakers of a statement, or the outlet or bodies in whose own words it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rashomon.compare.passing import passed_on
from rashomon.model.corpus import Extraction
from rashomon.model.identity import group_id
from rashomon.model.records import Actor, Document, Event, Statement

Actors = tuple[str, ...]
"""Ids of actors."""
_DAY = len("2031-05-05")
_INITIALS = 3  # letters of an acronym that is not taken for another's


@dataclass(frozen=True, slots=True)
class Holders:
    """The findings of a run by id, and the actors that each document speaks as.

    Attributes:
        statements: by id.
        events: by id.
        voices: whose own words a document is, by the document's id: the bodies that speak in it, else its
            outlet; a document of neither has none.
        bodies: the documents that bodies speak in; what others say there is not passed on as an outlet does.
        days: when each document was published, by its id, in ISO 8601, as far as it is known.
        passing: the statements by which who makes them only passes on what others say.
    """

    statements: Mapping[str, Statement]
    events: Mapping[str, Event]
    voices: Mapping[str, Actors]
    bodies: frozenset[str]
    days: Mapping[str, str]
    passing: frozenset[str] = frozenset()

    def of(self, finding: str) -> Actors:
        """Return who holds what a finding says; nobody where the source is not known.

        An event that a statement reports is held by that statement's speakers; any other is told in the
        text's own voice.
        """
        statement = self.statement_of(finding)
        return _speakers(statement) if statement else self.voices.get(self.events[finding].document, ())

    def statement_of(self, finding: str) -> Statement | None:
        """Return a statement, or the one that reports an event, if there is one."""
        if finding in self.statements:
            return self.statements[finding]
        return self.statements.get(self.events[finding].reported_by or "")

    def document_of(self, finding: str) -> str:
        """Return the document of a statement or an event."""
        held = self.statements.get(finding) or self.events[finding]
        return held.document

    def day_of(self, finding: str) -> str | None:
        """Return the day on which the document of a finding was published, if it is known."""
        return self.days.get(self.document_of(finding))

    def is_reported(self, finding: str) -> bool:
        """Tell what somebody is said to say from what a text says in its own voice."""
        statement = self.statement_of(finding)
        return statement is not None and statement.kind != "authored"


def holders_of(extraction: Extraction) -> Holders:
    """Return whose the claims of a run are; `extraction` has the actors of its outlets."""
    known = _known(extraction)
    voices: dict[str, Actors] = {
        document.id: (actor,)
        for document in extraction.documents
        if (actor := known.get(_folded(_outlet(document) or ""))) is not None
    }
    bodies = set[str]()
    for statement in reversed(extraction.statements):
        if statement.kind == "authored" and statement.within is None:
            voices[statement.document] = _speakers(statement)
            bodies.add(statement.document)
    return Holders(
        statements={statement.id: statement for statement in extraction.statements},
        events={event.id: event for event in extraction.events},
        voices=voices,
        bodies=frozenset(bodies),
        days={each.id: each.published.value[:_DAY] for each in extraction.documents if each.published},
        passing=passed_on(extraction.statements),
    )


def outlet_actors(extraction: Extraction) -> tuple[Actor, ...]:
    """Return an actor for each outlet that no text names as an actor, in order of name."""
    known = _known(extraction)
    names = {_folded(name): name for document in extraction.documents if (name := _outlet(document))}
    return tuple(
        Actor(id=group_id("outlet", [folded]), type="organisation", names=(name,))
        for folded, name in sorted(names.items())
        if folded not in known
    )


def _known(extraction: Extraction) -> dict[str, str]:
    """Return the ids of actors by their names; of several of one name, the first.

    An outlet that its own texts name by its initials alone, as agencies do, is the actor of these.
    """
    known: dict[str, str] = {}
    for actor in extraction.actors:
        for name in actor.names:
            known.setdefault(_folded(name), actor.id)
    named = {(each.document, each.text): each.actor for each in extraction.mentions if each.actor}
    for document in extraction.documents:
        name = _outlet(document) or ""
        actor_id = named.get((document.id, _initials(name)))
        if actor_id is not None:
            known.setdefault(_folded(name), actor_id)
    return known


def _initials(name: str) -> str:
    """Return the initials of a name of three words or more with a capital, "the" left out; else nothing."""
    first = [word[0] for word in name.split() if word[0].isupper() and word != "The"]
    return "".join(first) if len(first) >= _INITIALS else ""


def _outlet(document: Document) -> str | None:
    return document.source.outlet.value if document.source.outlet else None


def _speakers(statement: Statement) -> Actors:
    return tuple(dict.fromkeys(member.actor for member in statement.speaker.members if member.actor))


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold().removeprefix("the ")
