"""When something began, by two givers: "oil began to flow on 5 May", "oil had been seeping since March"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rashomon.compare.labels import shortened
from rashomon.compare.parting.alike import Pair, of_one_key, together
from rashomon.compare.parting.givers import Givers
from rashomon.compare.parting.ground import Ground
from rashomon.compare.parting.moments import by_hour, exclude, is_read
from rashomon.compare.parting.pointing import Entry, Verdict, parted
from rashomon.compare.parting.points import Given, Parted, Point
from rashomon.compare.parting.tellings import renumbered
from rashomon.compare.words import Sentence
from rashomon.model.offsets import Span
from rashomon.model.records import Passage, Reason, TimeReference

_SURE = 0.6
_CROWD = 24  # beginnings of one thing, in order of date, against which another one is held
_AROUND = 80  # characters between a time and what began then
_FIGHT = "shooting|firing|attack|assault|shelling|fighting|clash(?:es)?|exchange|raid|battle|bombardment"
_BEGAN = r"(?:(?:had|has|have|only|then|first)\s+){0,2}(?:began|begun|started|broke out|broken out|erupted)"
_ATTACK = re.compile(
    rf"\b(?:(?:{_FIGHT})\s+{_BEGAN}|opened fire|attacked|came under (?:fire|attack))\b", re.IGNORECASE
)
_START = re.compile(rf"\b(?P<what>[^\W\d_]{{3,}})\s+{_BEGAN}\b", re.IGNORECASE)
_SINCE = re.compile(
    r"\b(?P<what>[^\W\d_]{3,})\s+(?:has|had|have)\s+been\s+[^\W\d_]+ing\b[^.;,:]{0,30}\bsince\s+(?:early\s+|late\s+)?$",
    re.IGNORECASE,
)
_NOT_THEN = re.compile(
    r"\b(?:until|till|before|after|by|from|ahead of|prior to|than|since|lasted|ended|stopped)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
"""What makes of a time beside a beginning another one than when that was."""

_DAY = len("2031-05-05")
_DAY_SAID = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|today|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Beginning:
    """When something began, as one text has it."""

    document: str
    sentence: int
    span: Span
    what: str
    time: TimeReference


def beginnings(ground: Ground) -> Iterator[Parted]:
    """Yield what two givers say began at times that are not the same."""
    seen = list(_beginnings(ground))
    givers = Givers(ground)
    pairs: dict[Pair, float] = {
        pair: _SURE for pair in _near(ground, seen) if givers.are_two(seen[pair[0]], seen[pair[1]])
    }
    for group in together(len(seen), pairs):
        place = renumbered(group)
        own = [seen[at] for at in place]
        held = {
            (place[one], place[other]): _contradiction(seen[one], seen[other])
            for one, other in group
            if exclude(seen[one].time, seen[other].time) and not _of_two_days(seen[one], seen[other])
        }
        point = Point("time", "beginning", shortened(ground.collection.words(own[0].sentence)), ())
        found = parted(ground, point, [_entry(ground, each) for each in own], held)
        if found is not None:
            yield found


def _beginnings(ground: Ground) -> Iterator[_Beginning]:
    for time in ground.extraction.times:
        number = ground.sentence_number(time.document, time.span) if time.document in ground.numbers else None
        if number is None or not is_read(time) or time.score < _SURE or time.precision == "year":
            continue
        sentence = ground.collection.sentences[number]
        if what := _what(ground, sentence, time):
            yield _Beginning(time.document, number, time.span, what, time)


def _what(ground: Ground, sentence: Sentence, time: TimeReference) -> str:
    """Return what began at a time: "attack", or the stem of the word for it; "" where nothing did."""
    text = ground.documents[time.document].text
    before = text[max(sentence.span.start, time.span.start - _AROUND) : time.span.start]
    after = text[time.span.end : min(sentence.span.end, time.span.end + _AROUND)]
    since = _SINCE.search(before)
    if since:
        return _stem(ground, since["what"])
    if _NOT_THEN.search(before):
        return ""
    if _ATTACK.search(before) or _ATTACK.search(after):
        return "attack"
    found = [*_START.finditer(before)][-1:] or [*_START.finditer(after)][:1]
    return _stem(ground, found[0]["what"]) if found else ""


def _stem(ground: Ground, word: str) -> str:
    return str(min(ground.collection.vocabulary.stems_of([word.casefold()]), default=""))


def _near(ground: Ground, seen: Sequence[_Beginning]) -> list[Pair]:
    return of_one_key(([(ground.story_of(each.document), each.what)] for each in seen), _CROWD)


def _of_two_days(one: _Beginning, other: _Beginning) -> bool:
    """Tell hours of which both say a day, and not the same one."""
    days = [
        (each.time.earliest or "")[:_DAY]
        for each in (one, other)
        if by_hour(each.time) and _DAY_SAID.search(each.time.text)
    ]
    return len(days) > 1 and days[0] != days[1]


def _entry(ground: Ground, beginning: _Beginning) -> Entry:
    words = " ".join(beginning.time.text.split())
    statement = ground.statement_at(beginning.document, beginning.span)
    spans = statement.content.spans if statement else (ground.collection.sentences[beginning.sentence].span,)
    event = ground.event_at(beginning.document, beginning.span)
    finding = statement.id if statement else event.id if event else None
    passage = Passage(document=beginning.document, spans=spans, finding=finding)
    return Entry(f"{beginning.time.earliest} {beginning.time.latest}", Given(passage, words))


def _contradiction(one: _Beginning, other: _Beginning) -> Verdict:
    told = (" ".join(each.time.text.split()) for each in (one, other))
    detail = f"{' and '.join(f'‘{words}’' for words in told)} are two beginnings of one thing"
    reason = Reason(code="time", detail=detail, score=_SURE)
    return Verdict("contradict", compatible=False, reason=reason, score=_SURE)
