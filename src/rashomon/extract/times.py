"""The time expressions of one document with their TIMEX3 values.

What a value is counted from is the date of the text, or a time told before ("two days later", "that
evening"): `anchor` says which day.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date

from rashomon.extract.timing.anchoring import Anchored, Moment, anchored, last_day
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
_HARM = frozenset(
    """
    accident ambush assassination attack blast bombing clash collapse crash earthquake explosion fire flood
    killing massacre murder raid riot shooting stabbing stampede
    """.split()
)
"""Nouns for what nobody announces."""
_FORESEEN = frozenset("alleged expected feared future planned possible threatened".split())
_ONLY = frozenset({"first", "last", "only", "latest"})
_CALLING = frozenset({"announce", "call"})
_DOING = frozenset(
    "appear begin cease compel continue decline fail force get help manage oblige refuse seem start".split()
)
"""Verbs that tell whether what hangs on them was done."""
_LASTING = frozenset("be continue drag go govern hold last live rage reign remain serve stay work".split())
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
    at = words.tree.top(first, end)
    cases = {words.lower[case] for case in words.tree.kin(at, "case")}
    before = tuple(words.lower[max(0, first - _THIRD) : first])
    if before in _AT_THE_EARLIEST or before[-1:] == ("effective",):
        return True
    if _is_of_harm(words, at):
        return False
    told = (_by_verb(words, verb, cases) for verb in _above(words, at))
    open_end = True if cases & (_UNTIL | {_BY}) else None
    return next((each.future for each in told if each is not None), open_end)


@dataclass(frozen=True, slots=True)
class _Says:
    """What a verb says of a day: that it is to come, that it is past, or neither."""

    future: bool | None


def _by_verb(words: Words, verb: int, cases: AbstractSet[str]) -> _Says | None:
    """Return what a verb says of a day with some prepositions; `None` where the verb above it tells."""
    tree = words.tree
    helpers = [child for child in tree.children[verb] if tree.relations[child] in {"aux", "cop"}]
    tags = {words.xpos[word] for word in (verb, *helpers)}
    base = words.xpos[verb] == "VB" or any(words.xpos[helper] == "VB" for helper in helpers)
    to = base and any(words.xpos[mark] == "TO" for mark in tree.children[verb])
    if to and _is_done(words, verb):
        had = any(words.lemma(helper) == "have" for helper in helpers)
        return _Says(future=False) if had else None  # "seems to have left on Sunday"
    ends = bool(cases & _UNTIL) and not (to or _lasts(words, verb))  # "was put off until Friday"
    due = _BY in cases and (base or words.lemma(verb) in _DEMANDING)  # "told to leave by Sunday"
    called = "for" in cases and words.lemma(verb) in _CALLING  # "called a strike for Friday"
    if (
        ends
        or due
        or called
        or _is_ahead(words, helpers)
        or (_is_condition(words, verb) and not tags & _PAST)
    ):
        return _Says(future=True)
    if _is_past(words, verb, helpers, tags, to=to):
        return _Says(None if words.lemma(verb) in _SET else False)
    if to or tags & _PRESENT:
        return _Says(to or "VBN" not in tags)  # "has met on Thursday" is past
    return None


def _is_past(words: Words, verb: int, helpers: Sequence[int], tags: AbstractSet[str], *, to: bool) -> bool:
    """Tell a verb of what has been, whatever its form: "a video shows a van reversing", "is blamed for"."""
    bare = not helpers and not to and words.xpos[verb] in {"VB", "VBP"}
    shown = words.lemma(verb) in _SHOWING and not helpers
    alike = bare and words.lower[verb] in _ALSO_PAST
    participle = "VBN" in tags and not helpers
    return bool(shown or tags & _PAST or alike or participle or words.lemma(verb) in _BLAMING)


def _is_of_harm(words: Words, at: int) -> bool:
    """Tell the day of harm that is named: "Sunday's attack", "the blast on Sunday"; no "planned attack"."""
    tree, noun = words.tree, words.tree.heads[at]
    if noun < 0 or tree.upos[noun] != "NOUN" or words.lemma(noun) not in _HARM:
        return False
    return not any(words.lower[child] in _FORESEEN for child in tree.children[noun])


def _is_done(words: Words, verb: int) -> bool:
    """Tell an infinitive of what was done, if its clause is past: "fired gas to disperse", "refused to sign".

    What somebody was ordered or planned to do is open.
    """
    tree, above = words.tree, words.tree.heads[verb]
    had = any(words.lemma(helper) == "have" for helper in tree.kin(verb, "aux"))
    if had or above < 0:
        return had
    first = tree.relations[verb] == "acl" and any(words.lower[c] in _ONLY for c in tree.children[above])
    willed = tree.relations[verb] == "xcomp" and words.lemma(above) in _DOING
    return first or willed or (tree.relations[verb] == "advcl" and _was_done(words, above))


def _was_done(words: Words, verb: int) -> bool:
    return words.xpos[verb] == "VBD" and words.lemma(verb) not in _DEMANDING


def _lasts(words: Words, verb: int) -> bool:
    """Tell what went on until a day: "held the town until Sunday", "was governor until Monday"."""
    return words.lemma(verb) in _LASTING or words.tree.has(verb, "cop")


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
            *_other_midnight(place, known, value),
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


def _other_midnight(place: TimePlace, known: str | None, value: Anchored | None) -> tuple[str, ...]:
    """Return the midnight that "midnight on Sunday" may be too: the one that ends the day."""
    meaning, day = place.meaning, value.day if value is not None else None
    named = meaning is not None and meaning.midnight and (meaning.weekday or meaning.day or meaning.feast)
    if not (named and known and day and known.startswith(f"{day}T00:00")):
        return ()
    return (f"{date.fromordinal(day.toordinal() + 1)}{known[_DAY:]}",)


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
    if (last := last_day(meaning, day)) is not None:
        return str(day), str(last)
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
