"""Dated events as the JSON of TimelineJS 3.

TimelineJS shows headlines and texts as HTML, so all words of texts are escaped.
"""

from __future__ import annotations

from datetime import date
from html import escape

from rashomon.model.records import Event
from rashomon.report import words
from rashomon.report.exports.dates import When
from rashomon.report.exports.holding import Happening, Holding
from rashomon.report.exports.json_text import json_text
from rashomon.report.texts import Text

_LANES = {"stated": "Dated in the words", "inferred": "Dated from another day"}


def write(holding: Holding) -> str:
    """Return the timeline; events without a time are counted on its title."""
    dated = holding.dated
    undated = len(holding.happenings) - len(dated)
    left_out = f"; {words.counted(undated, 'event')} without a time left out" if undated else ""
    counts = f"<p>{words.counted(len(dated), 'event')}{left_out}</p>"
    title = {"text": {"headline": escape(holding.label), "text": counts}}
    events = [_slide(happening, when, holding) for happening, when in dated]
    return json_text({"title": title, "events": events}, indent=2) + "\n"


def _slide(happening: Happening, when: When, holding: Holding) -> dict[str, object]:
    end = {"end_date": _day(when.last)} if when.days > 1 else {}
    told = (" or ", ", ")[when.agreed].join(map(words.moment, when.values))
    return {
        "unique_id": f"event-{happening.id}",
        "start_date": _day(when.first),
        **end,
        "display_date": escape(told),
        "group": _LANES["stated" if "stated" in when.bases else "inferred"],
        "text": {
            "headline": escape(holding.headline(happening)),
            "text": "".join(_telling(event, holding) for event in happening.tellings) + _differing(happening),
        },
    }


def _day(day: date) -> dict[str, int]:
    return {"year": day.year, "month": day.month, "day": day.day}


def _telling(event: Event, holding: Holding) -> str:
    sentence = escape(holding.sentence(event))
    return f"<p>{sentence}<br>{event.status}, {_source(holding.books.texts[event.document])}</p>"


def _source(text: Text) -> str:
    title = escape(text.title)
    linked = f'<a href="{escape(text.url)}" rel="noreferrer">{title}</a>' if text.url else title
    return ", ".join(filter(None, (escape(text.outlet), linked, escape(text.published))))


def _differing(happening: Happening) -> str:
    return (
        f"<p>The tellings differ on: {escape(', '.join(happening.differs))}.</p>" if happening.differs else ""
    )
