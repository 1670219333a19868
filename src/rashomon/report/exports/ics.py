"""Dated events as a calendar: iCalendar (RFC 5545).

Days, and what is dated to a week or a month, are all-day events; a minute is a time of its own, without a
time zone where the text names none. What may have been at any time of more than a month is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from rashomon.report.characters import shown
from rashomon.report.exports.dates import When, day_of
from rashomon.report.exports.holding import Happening, Holding
from rashomon.report.texts import Text

_LINE = 75  # octets of a line at most, without its end
_MOST_DAYS = 31
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
_UTC = (
    "BEGIN:VTIMEZONE", "TZID:UTC", "BEGIN:STANDARD", "DTSTART:19700101T000000", "TZOFFSETFROM:+0000",
    "TZOFFSETTO:+0000", "END:STANDARD", "END:VTIMEZONE",
)  # fmt: skip
"""What stands in a calendar without events: it must hold something, and this shows nowhere."""


def write(holding: Holding) -> str:
    """Return the calendar."""
    short = [(happening, when) for happening, when in holding.dated if when.days <= _MOST_DAYS]
    events = [line for happening, when in short for line in _event(happening, when, holding)]
    name = f"X-WR-CALNAME:{escaped(holding.label)}"
    head = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Rashomon//Rashomon//EN", name)
    return "".join(f"{folded(line)}\r\n" for line in (*head, *(events or _UTC), "END:VCALENDAR"))


def escaped(text: str) -> str:
    """Return `text` as a value of type TEXT; control characters that none may hold become U+FFFD."""
    return shown(text).translate(_ESCAPES)


def folded(line: str) -> str:
    """Return `line` in lines of 75 octets at most, cut between characters; later ones are indented."""
    lines: list[bytearray] = [bytearray()]
    for character in line:
        octets = character.encode()
        if len(lines[-1]) + len(octets) > _LINE:
            lines.append(bytearray(b" "))
        lines[-1] += octets
    return b"\r\n".join(lines).decode()


def _event(happening: Happening, when: When, holding: Holding) -> Iterator[str]:
    texts = holding.texts(happening)
    yield "BEGIN:VEVENT"
    yield f"UID:{happening.id}@rashomon"
    yield f"DTSTAMP:{_stamp(texts):%Y%m%dT%H%M%SZ}"
    yield from _time(when)
    yield f"SUMMARY:{escaped(holding.headline(happening))}"
    yield f"DESCRIPTION:{escaped(_description(happening, when, holding))}"
    if happening.spots.names:
        yield f"LOCATION:{escaped('; '.join(happening.spots.names))}"
    if happening.spots.point:
        yield "GEO:{:.4f};{:.4f}".format(*happening.spots.point)
    if happening.types:
        yield f"CATEGORIES:{','.join(map(escaped, happening.types))}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _time(when: When) -> Iterator[str]:
    if when.moment:
        yield f"DTSTART:{_written(when.moment)}T{when.moment:%H%M%S}{'Z' if when.moment.tzinfo else ''}"
        return
    yield f"DTSTART;VALUE=DATE:{_written(when.first)}"
    if when.last < date.max:
        yield f"DTEND;VALUE=DATE:{_written(when.last + timedelta(days=1))}"


def _written(day: date) -> str:
    return f"{day.year:04d}{day.month:02d}{day.day:02d}"  # %Y does not fill up years below 1000 everywhere


def _stamp(texts: list[Text]) -> datetime:
    """Return the day of the newest text: with a time of its own, each run would give other bytes."""
    days = [day for text in texts if (day := day_of(text.published_key))]
    newest = max(days, default=date(1970, 1, 1))
    return datetime(newest.year, newest.month, newest.day, tzinfo=UTC)


def _description(happening: Happening, when: When, holding: Holding) -> str:
    counted = "inferred" in when.bases
    told = (
        f"{holding.sentence(event)}\n{event.status}, {_source(holding.books.texts[event.document])}"
        for event in happening.tellings
    )
    notes = (
        f"The tellings differ on: {', '.join(happening.differs)}." if happening.differs else "",
        "A day is counted from another, not written out." if counted else "",
    )
    return "\n".join(filter(None, (*told, *notes)))


def _source(text: Text) -> str:
    return ", ".join(filter(None, (text.outlet, text.title, text.published, text.url)))
