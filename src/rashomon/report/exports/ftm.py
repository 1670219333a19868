"""Texts, actors, mentions and events as entities of FollowTheMoney, one JSON object a line.

Only schemata and properties are used that its public model has had for years.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType

from rashomon.model.records import Actor, ActorType, Mention
from rashomon.report.characters import one_line
from rashomon.report.exports.dates import When, day_of
from rashomon.report.exports.holding import Happening, Holding
from rashomon.report.exports.json_text import json_text
from rashomon.report.offices import held, with_time
from rashomon.report.texts import Text

_SCHEMATA: Mapping[ActorType, str] = MappingProxyType(
    {"person": "Person", "organisation": "Organization", "group": "LegalEntity", "country": "LegalEntity"}
)
"""What an actor is; places, works and what is of no known type are none of FollowTheMoney's parties."""
_FIRST_YEAR = 1000  # that its dates may have


def write(holding: Holding) -> str:
    """Return documents, parties, mentions and events, in this order."""
    schemata = {
        actor.id: _SCHEMATA[actor.type]
        for actor in holding.extraction.actors
        if actor.type in _SCHEMATA and actor.id in holding.names
    }
    lines = (
        *(_document(text) for text in holding.books.texts.values()),
        *(
            _party(actor, holding.names[actor.id], schemata[actor.id])
            for actor in holding.extraction.actors
            if actor.id in schemata
        ),
        *_mentions(holding, schemata),
        *(_event(happening, holding, schemata) for happening in holding.happenings),
    )
    return "".join(f"{line}\n" for line in lines)


def _entity(identifier: str, schema: str, properties: Mapping[str, Iterable[str | None]]) -> str:
    held = {
        name: list(dict.fromkeys(one_line(value) for value in values if value and one_line(value)))
        for name, values in properties.items()
    }
    filled = {name: values for name, values in held.items() if values}
    return json_text({"id": identifier, "schema": schema, "properties": filled})


def _document(text: Text) -> str:
    held = text.document
    return _entity(
        held.id,
        "Document",
        {
            "title": [text.title],
            "fileName": [(text.path or "").replace("\\", "/").rpartition("/")[2]],
            "author": [author.value for author in held.author],
            "publishedAt": [_iso(day_of(text.published_key))],
            "publisher": [text.outlet],
            "sourceUrl": [text.url],
        },
    )


def _party(actor: Actor, name: str, schema: str) -> str:
    titles = [with_time(role.title, held(role)) for role in actor.roles] if schema == "Person" else []
    alias = [each for each in actor.names if one_line(each) != name]
    return _entity(actor.id, schema, {"name": [name], "alias": alias, "position": titles})


def _mentions(holding: Holding, schemata: Mapping[str, str]) -> Iterator[str]:
    for each in holding.extraction.mentions:
        schema = schemata.get(each.actor or "")
        if schema and each.document in holding.books.texts and one_line(each.text):
            yield _mention(each, schema)


def _mention(mention: Mention, schema: str) -> str:
    return _entity(
        mention.id,
        "Mention",
        {
            "document": [mention.document],
            "name": [mention.text],
            "resolved": [mention.actor],
            "detectedSchema": [schema],
        },
    )


def _event(happening: Happening, holding: Holding, schemata: Mapping[str, str]) -> str:
    involved = (each.actor for event in happening.tellings for each in event.participants)
    return _entity(
        happening.id,
        "Event",
        {
            "name": [holding.headline(happening)],
            "summary": holding.sentences(happening),
            **_dates(happening.when),
            "location": happening.spots.names,
            "involved": [actor for actor in involved if actor in schemata],
            "keywords": happening.types,
            "notes": [f"told as {status}" for status in happening.statuses],
            "proof": happening.documents,
        },
    )


def _dates(when: When | None) -> Mapping[str, Iterable[str | None]]:
    if when is None:
        return {}
    days = (_iso(each.first) for each in when.told if each.first == each.last)
    ends = (when.first, when.last) if when.days > 1 else ()
    return {"date": days, "startDate": map(_iso, ends[:1]), "endDate": map(_iso, ends[1:])}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day and day.year >= _FIRST_YEAR else None
