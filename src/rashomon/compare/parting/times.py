"""Times that texts give for one event, of which two are not the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from rashomon.compare.parting.ground import Ground
from rashomon.compare.parting.pointing import Entry, Verdict
from rashomon.compare.parting.points import Parted
from rashomon.compare.parting.tellings import parted_tellings, said_of
from rashomon.model.records import Event, Reason, TimeReference

_SURE, _QUITE = 0.6, 0.85  # least score of a time by the hour, and of one by the day
_CLEAR = frozenset({"minute", "second", "hour", "part of day", "day"})
_ABOUT = re.compile(
    r"\b(?:about|around|circa|some|shortly|roughly|approximately|nearly|almost)\b", re.IGNORECASE
)
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_DATE = re.compile(
    rf"\d\W*(?:st|nd|rd|th)?\W*(?:of\W+)?(?:{_MONTHS})|(?:{_MONTHS})\w*\W+\d|\d+[./-]\d+[./-]\d",
    re.IGNORECASE,
)
_BEFORE = 12  # characters before a time that may say that it is a round one
_AFTER, _AHEAD = (
    re.compile(rf"\b(?:shortly|just|soon|right|moments|minutes)\s+(?:{side})\b", re.IGNORECASE)
    for side in ("after|past", "before")
)
_ASIDE = 16  # characters before a time that may say that it was shortly after it, or before
_EXACT, _ROUND = timedelta(minutes=15), timedelta(minutes=40)
_LONGEST = timedelta(days=31)  # what lies further apart is another event
_LAST_YEAR = 9999  # the calendar of the library ends with it
_DAY = len("2031-05-05")


@dataclass(frozen=True, slots=True)
class _Told:
    """An event with its time, as one text tells it; `aside` are its words with a few before it."""

    event: Event
    time: TimeReference
    about: bool
    aside: str

    @property
    def words(self) -> str:
        """Return the time as the text has it."""
        return " ".join(self.time.text.split())

    @property
    def first(self) -> datetime:
        """Return the first moment that the time allows."""
        return datetime.fromisoformat(self.time.earliest or "")

    @property
    def last(self) -> datetime:
        """Return the last moment that the time allows; of a day, its end."""
        latest = self.time.latest or ""
        return datetime.fromisoformat(latest) + timedelta(days=1 if len(latest) == _DAY else 0)

    @property
    def dated(self) -> bool:
        """Tell a time whose words give a day of a month."""
        return bool(_DATE.search(self.time.text))

    @property
    def by_hour(self) -> bool:
        """Tell a time of the day from a day."""
        return len(self.time.earliest or "") > _DAY


def times(ground: Ground) -> Iterator[Parted]:
    """Yield the events for which texts give times that are not the same."""
    told = [each for event in ground.extraction.events if (each := _told(ground, event))]
    yield from parted_tellings(ground, "time", told, _entry, _weighed)


def _told(ground: Ground, event: Event) -> _Told | None:
    """Return an event with its time, if this stands right beside it and is known to the day at least."""
    time = ground.times.get(event.time or "")
    if time is None or time.precision not in _CLEAR or event.document not in ground.numbers:
        return None
    if not said_of(ground, event, time.span) or not _is_read(time):
        return None
    text = ground.documents[event.document].text
    about = bool(_ABOUT.search(text, max(0, time.span.start - _BEFORE), time.span.end))
    told = _Told(event, time, about, text[max(0, time.span.start - _ASIDE) : time.span.end])
    return told if time.score >= (_SURE if told.by_hour else _QUITE) else None


def _is_read(time: TimeReference) -> bool:
    """Tell whether both bounds of a time are moments that can be reckoned with."""
    try:
        bounds = [datetime.fromisoformat(each or "") for each in (time.earliest, time.latest)]
    except ValueError:
        return False
    return all(each.tzinfo is None and each.year < _LAST_YEAR for each in bounds)


def _entry(ground: Ground, told: _Told) -> Entry:
    given = ground.given(told.event.document, told.time.span, told.words, told.event)
    return Entry(f"{told.time.earliest} {told.time.latest}", given)


def _weighed(ground: Ground, one: _Told, other: _Told, score: float) -> Verdict | None:
    """Return how two times of one event stand to one another; `None` where they are the same in effect."""
    both = f"‘{one.words}’ and ‘{other.words}’"
    gap = _gap(one, other)
    if gap is None or gap > _LONGEST or one.words.casefold() == other.words.casefold():
        return None
    if gap < timedelta(0) or (gap == timedelta(0) and not _are_moments(one, other)):
        return _spanning(one, other, both, score)
    close = gap <= (_ROUND if one.about or other.about else _EXACT)
    if one.by_hour and other.by_hour and close and not _are_on_two_sides(one, other):
        return _verdict("rounding", f"{both} can both hold: one is a round time", score, compatible=True)
    if _is_moved(ground, one, other):
        detail = f"{both}: a later plan by the same source, an update"
        reason = Reason(code="later", detail=detail, score=score)
        return Verdict("update", compatible=False, reason=reason, score=score)
    return _verdict("time", f"{both} exclude one another", score, compatible=False)


def _gap(one: _Told, other: _Told) -> timedelta | None:
    """Return how long two times lie apart, less than nothing where they overlap.

    A day that is counted from another ("on Friday") is too often the wrong one. Of hours with such days only
    the hours are held together; of such days alone nothing is told.
    """
    if one.dated and other.dated:
        return max(one.first - other.last, other.first - one.last)
    if not (one.by_hour and other.by_hour):
        return None
    days = timedelta(days=(one.first.date() - other.first.date()).days)
    gap = max(one.first - days - other.last, other.first + days - one.last)
    return gap if gap != timedelta(0) or one.first.time() != other.first.time() else None


def _are_on_two_sides(one: _Told, other: _Told) -> bool:
    """Tell "shortly after midnight" from a time before midnight, and "just before noon" from one after it."""
    return any(
        (_AFTER.search(here.aside) and there.last < here.first)
        or (_AHEAD.search(here.aside) and there.first > here.last)
        for here, there in ((one, other), (other, one))
    )


def _are_moments(one: _Told, other: _Told) -> bool:
    return one.first == one.last and other.first == other.last and one.first != other.first


def _spanning(one: _Told, other: _Told, both: str, score: float) -> Verdict | None:
    """Return that a night of two days is one time: one text calls it by the first, one by the second."""
    if one.first.date() == other.first.date() or not (one.by_hour and other.by_hour):
        return None
    return _verdict("night", f"{both} can both hold", score, compatible=True)


def _is_moved(ground: Ground, one: _Told, other: _Told) -> bool:
    """Tell a plan for which one source gives a later time than it did before."""
    ids = [each.event.document for each in (one, other)]
    planned = all(each.event.status in {"planned", "ordered", "hypothetical"} for each in (one, other))
    later = ground.is_later(*ids) or ground.is_later(*reversed(ids))
    return planned and bool(later) and ground.one_source(*ids)


def _verdict(code: str, detail: str, score: float, *, compatible: bool) -> Verdict:
    reason = Reason(code=code, detail=detail, score=score)
    return Verdict("contradict", compatible=compatible, reason=reason, score=score)
