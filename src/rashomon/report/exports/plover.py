"""Events in PLOVER's own JSON, one a line: what is done, and what is done by saying something.

Fields have the names of the PLOVER manual (draft 2.0): `id, date, enddate, actor, recipient, event, mode,
context, event_loc, event_text, cite_info`. Beside them stand `status`, which the manual has no field for,
and `said` for what is done by a statement. The manual asks for a date; of what is undated it is that of
the text, and `date_basis` says so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from rashomon.compare.sayings import Saying, sayings
from rashomon.model.records import Member, TimeReference
from rashomon.report.characters import one_line
from rashomon.report.exports.dates import When, when
from rashomon.report.exports.holding import Happening, Holding
from rashomon.report.exports.json_text import json_text
from rashomon.report.sentences import sentence_around
from rashomon.report.texts import UNDATED, Text
from rashomon.report.timeline import time_of

_Value = Mapping[str, object]
_DAY = len("2031-05-05")


def write(holding: Holding) -> str:
    """Return the events that have a type, in order of the story, then the statements that have one."""
    found = [*_deeds(holding), *_sayings(holding)]
    return "".join(f"{json_text(each)}\n" for each in found)


def _deeds(holding: Holding) -> Iterator[_Value]:
    for happening in holding.happenings:
        if happening.types:
            yield _deed(happening, holding)


def _deed(happening: Happening, holding: Holding) -> _Value:
    tellings = happening.tellings
    texts = holding.texts(happening)
    return {
        "id": happening.id,
        **_dated(happening.when, texts),
        "actor": [_entity(name) for name in holding.taking_part(happening, "actor")],
        "recipient": [_entity(name) for name in holding.taking_part(happening, "recipient")],
        "event": list(happening.types),
        "mode": list(dict.fromkeys(each.mode for each in tellings if each.mode)),
        "context": list(dict.fromkeys(name for each in tellings for name in each.contexts)),
        "event_loc": _place(happening),
        "event_text": list(holding.sentences(happening)),
        "cite_info": [_cited(text) for text in texts],
        "status": list(happening.statuses),
        "said": False,
    }


def _sayings(holding: Holding) -> Iterator[_Value]:
    extraction = holding.extraction
    times: defaultdict[str, list[TimeReference]] = defaultdict(list)
    for time in extraction.times:
        times[time.document].append(time)
    for saying in sayings(extraction.statements, extraction.events, extraction.mentions):
        if saying.statement.document in holding.books.texts:
            yield _saying(saying, holding, times[saying.statement.document])


def _saying(saying: Saying, holding: Holding, times: Iterable[TimeReference]) -> _Value:
    statement = saying.statement
    text = holding.books.texts[statement.document]
    targets = (one_line(span.of(text.body)) for span in saying.targets)
    spans = statement.cue.spans or statement.content.spans
    sentence = one_line(sentence_around(text.body, spans[0]).of(text.body)) if spans else ""
    return {
        "id": statement.id,
        **_dated(when(filter(None, (time_of(statement, times),))), [text]),
        "actor": [_entity(name) for name in _speakers(saying, holding, text)],
        "recipient": [_entity(name) for name in targets],
        "event": [saying.type],
        "mode": [saying.mode] if saying.mode else [],
        "context": [],
        "event_loc": {},
        "event_text": [sentence],
        "cite_info": [_cited(text)],
        "status": ["happened"],
        "said": True,
    }


def _speakers(saying: Saying, holding: Holding, text: Text) -> Iterable[str]:
    members: Iterable[Member] = saying.statement.speaker.members
    named = [holding.names[each.actor] for each in members if each.actor and each.actor in holding.names]
    return dict.fromkeys(named or [one_line(span.of(text.body)) for span in saying.sources])


def _dated(found: When | None, texts: Iterable[Text]) -> dict[str, str]:
    if found:
        return {
            "date": found.first.isoformat(),
            "enddate": found.last.isoformat(),
            "date_basis": " or ".join(found.bases),
        }
    published = min((text.published_key for text in texts), default=UNDATED)
    published = "" if published == UNDATED else published[:_DAY]
    return {"date": published, "enddate": published, "date_basis": "publication" if published else "none"}


def _place(happening: Happening) -> _Value:
    spots = happening.spots
    if not spots.names:
        return {}
    latitude, longitude = spots.point or (None, None)
    return {"extracted_place": list(spots.names), "country": spots.country, "lat": latitude, "lon": longitude}


def _cited(text: Text) -> _Value:
    return {"publication": text.outlet, "title": text.title, "url": text.url or ""}


def _entity(name: str) -> _Value:
    return {"entity_text": name}
