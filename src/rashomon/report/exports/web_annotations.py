"""Statements as Web Annotations (W3C), each with its place and its words.

What the standard has no words for (speaker, act, kind) stands under terms of our own, which the context of
the collection declares.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain

from rashomon.model.identity import group_id
from rashomon.model.offsets import Span
from rashomon.model.records import Statement
from rashomon.report import words
from rashomon.report.characters import one_line
from rashomon.report.exports.holding import Holding
from rashomon.report.exports.json_text import json_text
from rashomon.report.texts import Text

_AROUND = 32  # characters before and after the words by which they are found again
_URN = "urn:rashomon:"
_TERMS = ("speaker", "act", "kind", "cue", "score")


def write(holding: Holding) -> str:
    """Return a collection of one page, with one annotation for each statement that has content."""
    items = [
        _annotation(statement, holding)
        for statement in chain.from_iterable(holding.books.statements.values())
        if statement.content.spans
    ]
    documents = (document.id for document in holding.extraction.documents)
    found = group_id("annotations", [*documents, *(str(item["id"]) for item in items)])
    name = f"{_URN}statements:{found}"
    page = {"id": f"{name}:1", "type": "AnnotationPage", "partOf": name, "startIndex": 0, "items": items}
    actor = {"@id": f"{_URN}term:speakerActor", "@type": "@id"}
    terms = {**{term: f"{_URN}term:{term}" for term in _TERMS}, "speakerActor": actor}
    collection = {
        "@context": ["http://www.w3.org/ns/anno.jsonld", terms],
        "id": name,
        "type": "AnnotationCollection",
        "label": holding.label or "Statements",
        "total": len(items),
        "first": page,
    }
    return json_text(collection, indent=2) + "\n"


def _annotation(statement: Statement, holding: Holding) -> dict[str, object]:
    text = holding.books.texts[statement.document]
    return {
        "id": f"{_URN}statement:{statement.id}",
        "type": "Annotation",
        "motivation": "describing",
        "body": _body(statement, holding.names),
        "target": [_target(span, text) for span in statement.content.spans],
    }


def _body(statement: Statement, names: Mapping[str, str]) -> dict[str, object]:
    speaker = one_line(statement.speaker.text)
    actors = [each.actor for each in statement.speaker.members if each.actor]
    named = words.listed(list(dict.fromkeys(names[actor] for actor in actors if actor in names)) or [speaker])
    does = words.act(statement) or "says"
    return {
        "type": "TextualBody",
        "format": "text/plain",
        "value": f"{named or words.NO_SOURCE}: {does}",
        "speaker": speaker,
        "speakerActor": [f"{_URN}actor:{actor}" for actor in actors],
        "act": statement.act,
        "kind": statement.kind,
        "cue": one_line(statement.cue.text),
        "score": statement.score,
    }


def _target(span: Span, text: Text) -> dict[str, object]:
    body = text.document.text
    return {
        "type": "SpecificResource",
        "source": text.url or f"{_URN}document:{text.document.id}",
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": span.of(body),
                "prefix": body[max(0, span.start - _AROUND) : span.start],
                "suffix": body[span.end : span.end + _AROUND],
            },
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
        ],
    }
