"""The time expressions of one document with their TIMEX3 values.

What a value is counted from is the date of the text, or a time told before ("two days later", "that
evening"): `anchor` says which day.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from rashomon.extract.timing.anchoring import Anchored, Moment, anchored
from rashomon.extract.timing.meaning import Meaning
from rashomon.extract.timing.periods import told_period
from rashomon.extract.timing.slashes import month_first, settled
from rashomon.extract.timing.spans import TimePlace, time_places
from rashomon.extract.timing.values import Bounds, bounds
from rashomon.extract.words import Range, Words
from rashomon.language import Analysis
from rashomon.model.identity import finding_id
from rashomon.model.records import Document, Sourced, TimeReference

_FUTURE = frozenset({"will", "'ll", "’ll", "wo", "shall", "would", "'d", "’d"})
_OPEN = frozenset("may might can must should ought".split())
"""Helpers of what is to come, unless "have" stands behind them: "may visit on Tuesday"."""
_UNTIL, _BY = frozenset({"until", "till"}), "by"
_AT_THE_EARLIEST = frozenset({("as", "soon", "as"), ("as", "early", "as")})
_BLAMING = frozenset("accuse blame charge condemn convict denounce fault suspect".split())
_SET = frozenset("schedule set plan due expect slate fix postpone delay adjourn convene hold be".split())
_ALSO_PAST = frozenset(
    "bet burst cast cost cut hit hurt let put quit read set shed shut split spread thrust upset".split()
)
"""Verbs whose past has no form of its own: news tells what was, unless something says otherwise."""
_PRESENT = frozenset({"VBZ", "VBP"})
_PAST = frozenset({"VBD"})
_DEMANDING = frozenset("ask command demand give instruct order require tell urge".split())
"""Verbs that set a day by which something is to be done."""
_NIGHT = "TNI"
_NEAR_PERIOD = 400  # characters
_DAY = len("2031-04-05")
_THIRD = 3
_SHOWING = frozenset({"capture", "depict", "record", "show"})


def find_times(document: Document, analysis: Analysis, words: Words) -> tuple[TimeReference, ...]:
    """Return the time expressions of a document outside furniture, in order of their first character."""
    published, around = published_day(document), _day(document.around)
    told: date | None = None
    era: date | None = None
    period, first = _Period(), month_first(document)
    found: list[TimeReference] = []
    for place in time_places(document, analysis):
        future = speaks_of_future(words, analysis.words_in(place.span))
        moment = Moment(published, told, era, period.at(place.span.start), around, future)
        value = _value(place.meaning, moment, first=first)
        if value is not None:
            told = value.day or told
            period = period.after(place, value)
            if not _is_year_before(place.meaning):
                era = value.day or _first_day(value.value) or era
        found.append(_written(document, place, value))
    return tuple(found)


def _value(meaning: Meaning | None, moment: Moment, *, first: bool | None) -> Anchored | None:
    """Return what a meaning is at a moment; of a date with two readings the other one is kept beside it."""
    if meaning is None:
        return None
    meant = settled(meaning, moment.published, first=first)
    value, both = anchored(meant, moment), anchored(meaning, moment)
    if meant == meaning or value is None or both is None:
        return value
    return replace(value, alternatives=tuple(each for each in both.alternatives if each != value.value))


@dataclass(frozen=True, slots=True)
class _Period:
    """The quarter that was told last, and the character behind the last time that was told by it."""

    value: str | None = None
    end: int = 0

    def at(self, start: int) -> str | None:
        """Return the quarter, where a character is near enough to be told by it."""
        return self.value if start - self.end <= _NEAR_PERIOD else None

    def after(self, place: TimePlace, value: Anchored) -> _Period:
        """Return what is told last behind a time."""
        told = told_period(value.value)
        if told is None:
            return self
        return _Period(self.value if self.value and _is_year_before(place.meaning) else told, place.span.end)


def _is_year_before(meaning: Meaning | None) -> bool:
    """Tell "a year earlier" and "the year-ago quarter", which are named for comparison only."""
    return meaning is not None and meaning.period and meaning.unit == "Y"


def published_day(document: Document) -> date | None:
    """Return the day on which a document was published, where it is known to the day."""
    return _day(document.published)


def _day(value: Sourced | None) -> date | None:
    try:
        return date.fromisoformat(value.value[:_DAY]) if value else None
    except ValueError:
        return None


def _first_day(value: str | None) -> date | None:
    """Return the first day of a year or month, by which later words of time are counted."""
    if value is None or not value[:4].isdecimal() or len(value) < len("2031"):
        return None
    month = value[5:7] if value[5:7].isdecimal() and value[4:5] == "-" else "01"
    try:
        return date(int(value[:4]), int(month), 1)
    except ValueError:
        return None


# When words speak of ------------------------------------------------------------------------------


def speaks_of_future(words: Words, place: Range) -> bool | None:
    """Tell whether the words around a time expression speak of what is to come, by the verb above it.

    `None` where they do not say, as with what was once planned ("was due on Friday").
    """
    first, end = place
    if first >= end:
        return None
    tree = words.tree
    at = tree.top(first, end)
    cases = {words.lower[case] for case in tree.kin(at, "case")}
    before = tuple(words.lower[max(0, first - _THIRD) : first])
    if not cases.isdisjoint(_UNTIL) or before in _AT_THE_EARLIEST or before[-1:] == ("effective",):
        return True
    for verb in _above(words, at):
        helpers = [child for child in tree.children[verb] if tree.relations[child] in {"aux", "cop"}]
        tags = {words.xpos[word] for word in (verb, *helpers)}
        base = words.xpos[verb] == "VB" or any(words.xpos[helper] == "VB" for helper in helpers)
        to = base and any(words.xpos[mark] == "TO" for mark in tree.children[verb])
        due = _BY in cases and (base or words.lemma(verb) in _DEMANDING)  # "told to leave by Sunday"
        if due or _is_ahead(words, helpers) or (_is_condition(words, verb) and not tags & _PAST):
            return True
        bare = not helpers and not to and words.xpos[verb] in {"VB", "VBP"}
        blamed = words.lemma(verb) in _BLAMING  # what somebody is blamed for has been
        shown = words.lemma(verb) in _SHOWING and not helpers  # "a video shows a van reversing"
        past = (
            shown
            or tags & _PAST
            or (bare and words.lower[verb] in _ALSO_PAST)
            or ("VBN" in tags and not helpers)
        )
        if past or blamed:
            return None if words.lemma(verb) in _SET else False
        if to or tags & _PRESENT:
            return to or "VBN" not in tags  # "has met on Thursday" is past
    return True if _BY in cases else None


def _is_ahead(words: Words, helpers: Sequence[int]) -> bool:
    """Tell "will meet" and "may meet"; "may have met" looks back."""
    said = {words.lower[helper] for helper in helpers}
    return not said.isdisjoint(_FUTURE) or ("have" not in said and not said.isdisjoint(_OPEN))


def _is_condition(words: Words, verb: int) -> bool:
    """Tell a clause that says on what something depends: "if nobody is freed by Friday"."""
    return any(words.lower[mark] in {"if", "unless"} for mark in words.tree.kin(verb, "mark"))


def _above(words: Words, word: int) -> Iterator[int]:
    """Yield the words above one, the nearest first, that are or have a verb."""
    tree = words.tree
    while word >= 0:
        if tree.upos[word] in {"VERB", "AUX"} or tree.has(word, "cop"):
            yield word
        word = tree.heads[word]


# Records ----------------------------------------------------------------------------------------------


def _written(document: Document, place: TimePlace, value: Anchored | None) -> TimeReference:
    known = _known(value)
    limits = bounds(known) if known is not None else Bounds("unknown")
    earliest, latest = _stretched(limits, place.meaning, value)
    anchor = value.anchor if value is not None else None
    return TimeReference(
        id=finding_id(document.id, "time", [place.span]),
        document=document.id,
        span=place.span,
        text=place.span.of(document.text),
        value=known,
        earliest=earliest,
        latest=latest,
        precision=limits.precision if known is not None else None,
        basis=value.basis if value is not None else "stated",
        anchor=str(anchor) if anchor is not None else None,
        alternatives=(
            *(value.alternatives if value is not None else ()),
            *_other_night(place, known, earliest),
        ),
        score=round(place.score, 4),
        made_by=place.made_by,
    )


def _other_night(place: TimePlace, known: str | None, earliest: str | None) -> tuple[str, ...]:
    """Return the night that "the night of 6 January" may be too: the one that began on the 5th."""
    dated = place.meaning is not None and place.meaning.day is not None
    if not (dated and known and earliest and known.endswith(_NIGHT) and earliest[:_DAY] < known[:_DAY]):
        return ()
    return (f"{earliest[:_DAY]}{_NIGHT}",)


def _known(value: Anchored | None) -> str | None:
    """Return a value that has bounds or needs none; one that no calendar has is not known."""
    if value is None or value.value is None:
        return None
    try:
        bounds(value.value)
    except ValueError:
        return None
    return value.value


def _stretched(
    limits: Bounds, meaning: Meaning | None, value: Anchored | None
) -> tuple[str | None, str | None]:
    """Return the bounds; a stretch of days ends with its last, and "last night" is one night only."""
    day = value.day if value is not None else None
    if meaning is None or day is None:
        return _shaded(limits, meaning)
    if meaning.until is not None:
        last = min(meaning.until, monthrange(day.year, day.month)[1])
        return str(day), str(day.replace(day=last))
    if meaning.part == "NI" and meaning.unit == "D" and meaning.clock is None:
        return f"{day}T18:00", f"{date.fromordinal(day.toordinal() + 1)}T06:00"
    return _shaded(limits, meaning)


def _shaded(limits: Bounds, meaning: Meaning | None) -> tuple[str | None, str | None]:
    """Return the bounds, of "early January" the first third of the month and so on."""
    shade = meaning.shade if meaning is not None else None
    if (
        shade is None
        or limits.precision not in {"month", "year", "decade"}
        or not limits.earliest
        or not limits.latest
    ):
        return limits.earliest, limits.latest
    first, last = (date.fromisoformat(each).toordinal() for each in (limits.earliest, limits.latest))
    third = (last - first + 1) // _THIRD
    start = first if shade == "early" else (last - third + 1 if shade == "late" else first + third)
    end = last if shade == "late" else (first + third - 1 if shade == "early" else last - third)
    return str(date.fromordinal(start)), str(date.fromordinal(end))
