"""Where time expressions stand: what the encoder found, what has the form of a date or hour, and both as one.

"five past five", "on Tuesday" and "afternoon" that stand side by side are one expression, as in TimeML 1.2.1.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise

from rashomon.extract.timing.days import OTHER_MONTHS
from rashomon.extract.timing.feasts import FEAST_NAMES
from rashomon.extract.timing.grammar import read_time
from rashomon.extract.timing.meaning import Meaning
from rashomon.extract.timing.words import MONTHS, NUMBERS, WEEKDAYS
from rashomon.language import Analysis
from rashomon.model.offsets import Span
from rashomon.model.records import Document
from rashomon.read.dates import find_dates

TIME_RULE, TIME_SCORE = "form-of-a-time", 0.9
_DOUBTFUL = 0.6
"""What the encoder is less sure of is dropped where its words say nothing of time."""
_HOURS = "one two three four five six seven eight nine ten eleven twelve".split()
_HOUR = rf"(?:{'|'.join(_HOURS)}|noon|midnight)"
_MINUTES = r"(?:half|(?:a )?quarter|five|ten|twenty|twenty[- ]five|(?:\w+ )?minutes)"
_WITHIN = r"(?: in the (?:morning|afternoon|evening)| at night)"
_PART, _NEAR = "(?:morning|afternoon|evening|night)", "yesterday|today|tomorrow|this"
_AT = "(?:(?<=at )|(?<=by )|(?<=until )|(?<=till )|(?<=since )|(?<=from )|(?<=before )|(?<=after ))"
"""What tells an hour from a count: "at six on Monday night", "killed six on Monday night"."""
_WORDS_TOO = frozenset({"may", "march", "mar", "sat", "sun", "wed"})
_FULL = 5  # letters; shorter names of months and days may be shortened ones and have a full stop


def _any_of(names: Iterable[str]) -> str:
    """Return an expression for any of some names; the full stop behind a whole one ends its sentence."""
    by_length = [_written(name) for name in sorted(names, key=len, reverse=True)]
    short = [_written(name) for name in names if len(name) < _FULL and name not in {"may", "june", "july"}]
    return rf"(?:(?:{'|'.join(by_length)})\b|(?:{'|'.join(short)})\.)"


def _written(name: str) -> str:
    """Return an expression for a name; what is a word as well has a capital: "12 may face trial"."""
    return rf"(?-i:{name.capitalize()}|{name.upper()})" if name in _WORDS_TOO else name


_MONTH, _DAYS = _any_of(MONTHS), _any_of(WEEKDAYS)
_NO_DAY = re.compile(r"\d{1,2} (?:may|march)")  # "12 may face trial"
_MINUTE = r"[0-2]?\d\.[0-5]\d"
_NO_MEASURE = (
    r"(?![\d.:,/-]*\d)(?!\s?(?:%|per cent|percent|points?|times|million|billion|thousand|to the|against"
    r"|dollars?|euros?|pounds?|pence|cents?|met(?:re|er)s?|km|kilomet|miles?|tonnes?|tons?|kg|litres?))"
)
_OF_DAY = rf"(?: (?:in the|this) (?:morning|afternoon|evening)| on {_DAYS})\b"
_DOTTED = (
    rf"(?:(?:^|(?<=\n)){_MINUTE}(?=(?:\s*[:–—-])?\s+(?-i:[A-Z“\"]))"
    r"|(?:(?<=\bat )|(?<=\buntil )|(?<=\bsince )|(?<=\bbetween ))"
    rf"(?<!closed at )(?<!traded at )(?<!stood at ){_MINUTE}{_NO_MEASURE}"
    rf"|\b{_MINUTE}(?={_OF_DAY}))"
)
"""Hours with a full stop: what opens an entry of a live page, or says when."""
_NUMBER = rf"(?:\d+(?:[.,]\d+)?|an?|{'|'.join(sorted(NUMBERS, key=len, reverse=True))})"
_SEASON = r"(?:(?-i:spring|summer|autumn|winter)\b|(?:spring|summer|autumn|winter)\b(?! (?-i:[A-Z])))"
"""A season, and not what a name begins with: "the Winter Palace"."""
_NO_HOUR = r"(?![:.]\d)(?!\s?[ap]\.?m\b)"
_BEHIND_ADVERB = "after|and|as|at|but|by|for|from|in|near|to|when|while|with"
"""What follows "overnight" where it says when, and not which train it is."""
_UNIT = r"(?:second|minute|hour|day|week|fortnight|month|year)s?\b"
_FORM = re.compile(
    rf"\b{_MINUTES} (?:past|to|before|after) {_HOUR}\b{_WITHIN}?"
    rf"|\b(?:{_HOUR}|\d\d?) o['’]clock\b{_WITHIN}?"
    rf"|{_AT}(?:{_HOUR}|\d\d?(?:[.:][0-5]\d)?)(?: on)? (?:{_DAYS}|{_NEAR}) {_PART}\b"
    rf"|\b{_DAYS}(?: {_PART})? at {_HOUR}\b(?!\s+\w)"
    rf"|\b{_DAYS}(?: of)? (?:last|this|next) week\b"
    rf"|\b{_DAYS} [0-2]?\d[.:][0-5]\d\b|\b{_DAYS} week\b|\ba week (?:from|on) {_DAYS}"
    rf"|\bthe (?:{_DAYS}|week|weekend|month|year) before last\b"
    r"|\bthe day (?:after tomorrow|before yesterday)\b"
    rf"|\b(?:the )?[0-3]?\d(?:st|nd|rd|th)?(?: of)? {_MONTH}(?: \d{{4}}\b)?"
    rf"|\b{_MONTH} [0-3]?\d[\u2013-][0-3]?\d\b{_NO_HOUR}"
    rf"|(?<=from ){_MONTH} [0-3]?\d(?: to | ?[\u2013-] ?)[0-3]?\d\b{_NO_HOUR}"
    rf"|\b{_MONTH} [0-3]?\d(?:st|nd|rd|th)?\b(?![:.]\d)"
    rf"|\b(?:last |next )?(?:{FEAST_NAMES})\b"
    rf"|\b[0-3]?\d (?:{OTHER_MONTHS}) \d{{3,4}}\b"
    rf"|(?:\b(?:this|last|next|the) |(?<=until )|(?<=by )|(?<=since )){_SEASON}"
    rf"|\b{_NUMBER} {_UNIT} (?:ago|earlier|later)\b"
    rf"|\b{_NUMBER} and a half {_UNIT}|\b{_NUMBER} {_UNIT} and a half\b"
    rf"|\b{_NUMBER} {_UNIT}(?: and)? {_NUMBER} {_UNIT}"
    rf"|\b(?!an? ){_NUMBER} {_UNIT}"
    r"|\b\d\d?(?:[:.][0-5]\d)? ?[ap]\.?m\b\.?"
    r"|(?<![\d.:,/-])[0-2]?\d:[0-5]\d(?![\d:])|\b(?:[01]\d|2[0-3])[0-5]\d (?:GMT|UTC)\b"
    rf"|{_DOTTED}"
    rf"|(?:{_AT}|(?<=about )|(?<=around )|(?<=toward )|(?<=towards )|(?<=it was )){_HOUR}{_WITHIN}\b"
    r"|\b(?:noon|midday|midnight)\b"
    r"|\b(?:the )?(?:first|second) half of \d{4}\b"
    rf"|\bovernight\b(?=[.,;)\n]|$| (?:{_BEHIND_ADVERB})\b)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"\s*,?\s*(?:(?:GMT|UTC|[A-Z]{1,3}[SD]?T|local time|on|at|in|of|to|the|by|around|about)\s+){0,3}",
    re.IGNORECASE,
)
_TO = re.compile(r"\bto\b", re.IGNORECASE)
_LEADING = re.compile(
    r"(?:\b(?:(?:late|early) (?:in|on) )?the (?:early |late )?(?:night|morning|evening|afternoon)"
    r" (?:of|on) (?:the )?"
    r"|\bthe (?:early |late )?(?:beginning|start|end|middle) of (?:the )?"
    r"|\b(?:each|every|next|last|this(?: coming)?|coming|following|previous) "
    r"|\b(?:late|early) on |\b(?:late|early|mid)[ -](?:in )?(?:the )?)$",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    r"(?:\b(?:about|around|approximately|towards?|(?:shortly|soon|just|a little|some time) (?:before|after)) "
    r"|\b(?:more|less) than |\bat least |\b(?:nearly|almost) )$",
    re.IGNORECASE,
)
_ANY = re.compile(r"\bany $", re.IGNORECASE)
_INSIDE = re.compile(r"\bwithin $", re.IGNORECASE)
_NOT = re.compile(r"\bnot $", re.IGNORECASE)
_WHOLE_UNIT = re.compile(r"the (hour|day|week|month|year)", re.IGNORECASE)
_WITHIN_DAY = frozenset({"part"})  # with an hour, the part of the day only says which
_POINTING = frozenset({"that", "the", "these", "this", "those"})
_LONGEST_LEAD = 40  # characters
_BEFORE_RANGE = re.compile(r"\b(?:from|between) $", re.IGNORECASE)
_WITHIN_RANGE = re.compile(r" (?:to|and|until|through) | ?[\u2013\u2014-] ?")
_SPACED = re.compile(r"\s[\u2013\u2014-]\s")
_ANNIVERSARY = re.compile(r"(?:[\s-]+[\w-]+)?[\s-]+anniversar(?:y|ies)\b", re.IGNORECASE)
"""What makes an ordinal of what looks like a day: "the second anniversary"."""


@dataclass(frozen=True, slots=True)
class TimePlace:
    """Where a time expression stands, what it says, how sure it is that it is one, and who found it."""

    span: Span
    meaning: Meaning | None
    score: float
    made_by: str


def time_places(document: Document, analysis: Analysis) -> list[TimePlace]:
    """Return the time expressions of a document outside furniture, in order and disjoint."""
    text = document.text
    layer = analysis.times
    spans = [Span(start, end) for start, end in analysis.offsets(layer.spans).tolist()]
    scored = zip(spans, layer.scores.tolist(), strict=True)
    seen = [(part, score) for span, score in scored for part in _clauses(text, span)]
    formed = chain(find_dates(text), (Span(*match.span()) for match in _FORM.finditer(text)))
    furniture = [part.span for part in document.parts if part.kind == "furniture"]
    places = chain(
        (_place(text, *each, analysis.made_by) for each in seen if not _NO_DAY.fullmatch(each[0].of(text))),
        (_place(text, span, TIME_SCORE, TIME_RULE) for span in formed),
    )
    kept = [each for each in places if not any(part.overlaps(each.span) for part in furniture)]
    saying = [each for each in _one_of_each(text, kept) if _says_something(text, each)]
    led = [_led(text, each) for each in _stretched(text, list(_joined(text, saying)))]
    return list(_joined(text, _widest(led)))


def _widest(places: Iterable[TimePlace]) -> list[TimePlace]:
    """Return places without those that a longer one holds: what leads a place may be one by itself."""
    kept: list[TimePlace] = []
    for place in sorted(places, key=lambda each: (each.span.start, -each.span.end)):
        if not kept or place.span.start >= kept[-1].span.end:
            kept.append(place)
    return kept


def _clauses(text: str, span: Span) -> Iterator[Span]:
    """Yield an expression, or what says a time on each side of a dash behind which another clause may begin.

    That is a dash with blanks behind a date that opens no stretch ("from May 3 - 6"), and no hour follows.
    """
    dash = _SPACED.search(text, span.start, span.end)
    if dash is None or _opens_stretch(text, span):
        yield span
        return
    first, second = Span(span.start, dash.start()), Span(dash.end(), span.end)
    date, other = read_time(first.of(text)), read_time(second.of(text))
    if date is None or date.month is None or date.day is None or (other is not None and other.clock):
        yield span
        return
    yield first
    if other is not None:
        yield from _clauses(text, second)


def _opens_stretch(text: str, span: Span) -> bool:
    return _BEFORE_RANGE.search(text[max(0, span.start - _LONGEST_LEAD) : span.start]) is not None


def _place(text: str, span: Span, score: float, made_by: str) -> TimePlace:
    told = span.of(text)
    if _opens_stretch(text, span):
        told = _SPACED.sub("-", told)
    return TimePlace(
        span, _by_lead(text[max(0, span.start - _LONGEST_LEAD) : span.start], told), score, made_by
    )


def _by_lead(before: str, told: str) -> Meaning | None:
    """Return what an expression says behind "any", "within" or "not", which make no day of it."""
    meaning = read_time(told)
    if meaning is None:
        return None
    if _ANY.search(before) and meaning == Meaning(weekday=meaning.weekday):
        return Meaning(value=f"XXXX-WXX-{meaning.weekday}")
    if _INSIDE.search(before) and (unit := _WHOLE_UNIT.fullmatch(told)):
        return read_time(f"one {unit[1]}")
    return None if _NOT.search(before) and meaning.told and meaning.unit in {"TH", "TM"} else meaning


def _says_something(text: str, place: TimePlace) -> bool:
    """Tell what has a meaning, or what the encoder is sure of and is more than "this"."""
    sure = place.score >= _DOUBTFUL and place.span.of(text).lower() not in _POINTING
    return (place.meaning is not None or sure) and not _counts_anniversaries(text, place)


def _counts_anniversaries(text: str, place: TimePlace) -> bool:
    """Tell the day that "the second" would be, before "anniversary"."""
    ordinal = place.meaning is not None and place.meaning == Meaning(day=place.meaning.day)
    return ordinal and _ANNIVERSARY.match(text, place.span.end) is not None


def _one_of_each(text: str, places: Iterable[TimePlace]) -> list[TimePlace]:
    """Return places that overlap as one that holds them all."""
    kept: list[TimePlace] = []
    for place in sorted(places, key=lambda each: (each.span, -each.score)):
        if kept and kept[-1].span.end > place.span.start:
            kept[-1] = _united(text, kept[-1], place)
        else:
            kept.append(place)
    return kept


def _united(text: str, one: TimePlace, other: TimePlace) -> TimePlace:
    span = Span(one.span.start, max(one.span.end, other.span.end))
    longer = max((one, other), key=lambda each: (len(each.span), each.score))
    return replace(_place(text, span, max(one.score, other.score), longer.made_by))


def _joined(text: str, places: Sequence[TimePlace]) -> Iterator[TimePlace]:
    """Yield the places; an hour or part of a day beside its day is one with it."""
    waiting: TimePlace | None = None
    for place in places:
        if waiting is not None and _belongs(text, waiting, place):
            waiting = replace(_united(text, waiting, place), score=min(waiting.score, place.score))
            continue
        if waiting is not None:
            yield waiting
        waiting = place
    if waiting is not None:
        yield waiting


def _belongs(text: str, one: TimePlace, other: TimePlace) -> bool:
    gap = text[one.span.end : other.span.start]
    begins = any(word.istitle() for word in gap.split()[:1])  # "5 p.m. On Friday", not "5 p.m. GMT on Friday"
    ends = begins and text[one.span.start : one.span.end].endswith(".")
    if one.meaning is None or other.meaning is None or "\n\n" in gap or ends or not _BETWEEN.fullmatch(gap):
        return False
    first, second = _fields(one.meaning), _fields(other.meaning)
    if _TO.search(gap) and second.isdisjoint({"hour"}):
        return False  # "Friday, to December" are two
    whole = read_time(text[one.span.start : other.span.end])
    both = first | second
    return whole is not None and first.isdisjoint(second) and both - _WITHIN_DAY <= _fields(whole)


def _stretched(text: str, places: Sequence[TimePlace]) -> Iterator[TimePlace]:
    """Yield the places, the first of two days that bound a stretch with the second as its end."""
    for one, other in pairwise(places):
        yield _until(text, one, other)
    yield from places[-1:]


def _until(text: str, one: TimePlace, other: TimePlace) -> TimePlace:
    """Return the first of two days as a stretch up to the second: "from May 3 to May 9".

    They stay two expressions, as in TimeML. A dash with blanks may as well end a clause.
    """
    gap = text[one.span.end : other.span.start]
    bounds = _opens_stretch(text, one.span) or len(gap) == len("-")
    if not _WITHIN_RANGE.fullmatch(gap) or not bounds:
        return one
    whole = read_time(text[one.span.start : other.span.end])
    return one if whole is None or whole.until is None else replace(one, meaning=whole)


def _fields(meaning: Meaning) -> frozenset[str]:
    """Return which levels of the calendar a meaning has a say in."""
    day = meaning.weekday is not None or meaning.unit == "D"
    levels = {
        "hour": meaning.clock is not None,
        "part": meaning.part is not None and meaning.clock is None,
        "weekday": day,
        "date": meaning.day is not None,
        "month": meaning.month is not None,
        "year": meaning.year is not None or meaning.unit == "Y",
        "other": bool(meaning.value or meaning.years or meaning.unit not in {None, "D", "Y"}),
    }
    return frozenset(level for level, has in levels.items() if has)


def _led(text: str, place: TimePlace) -> TimePlace:
    """Return a place with "the night of", "late on" and the like before it."""
    if place.meaning is None:
        return place
    start = place.span.start
    before = text[max(0, start - _LONGEST_LEAD) : start]
    fine = place.meaning.clock is not None or (place.meaning.value or "").startswith("P")
    lead = _LEADING.search(before) or (_VAGUE.search(before) if fine else None)
    if lead is None:
        return place
    span = Span(start - len(lead[0]), place.span.end)
    longer = read_time(span.of(text))
    return place if longer is None else replace(place, span=span, meaning=longer)
