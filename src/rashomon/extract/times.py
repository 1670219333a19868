"""The time expressions of one document with their TIMEX3 values.

What a value is counted from is the date of the text, or a time told before ("two days later", "that
evening"): `anchor` says which day.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date

from rashomon.extract.timing.anchoring import Anchored, Moment, anchored, ends_at_night, last_day
from rashomon.extract.timing.meaning import Meaning
from rashomon.extract.timing.offsets import from_event
from rashomon.extract.timing.periods import told_period
from rashomon.extract.timing.sayings import days_of_saying
from rashomon.extract.timing.slashes import month_first, settled
from rashomon.extract.timing.spans import TimePlace, time_places
from rashomon.extract.timing.values import Bounds, bounds
from rashomon.extract.words import Range, Words
from rashomon.language import Analysis
from rashomon.model.identity import finding_id
from rashomon.model.offsets import Span
from rashomon.model.records import Document, Sourced, TimeReference

_FUTURE = frozenset({"will", "'ll", "’ll", "wo", "shall", "would", "'d", "’d"})
_OPEN = frozenset("may might can must should ought".split())
"""Helpers of what is to come, unless "have" stands behind them: "may visit on Tuesday"."""
_UNTIL, _BY, _BEFORE = frozenset({"until", "till"}), "by", "before"
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
_ABLE = frozenset({"can", "could"})
_ONWARD = frozenset({"before", "beyond", "by", "from", "until"})
"""Prepositions of a day that lies ahead where something can be done: "can't wait beyond Friday"."""
_PROMISING = frozenset("offer pledge promise propose suggest vow".split())
_EXPECTING = frozenset("expect hope intend mean need plan want".split())
_NOTHING = frozenset("n't n’t neither never no nobody none nothing not".split())
_TEXTS = frozenset(
    """
    announcement appeal article communique communiqué decree demand directive judgment letter memo memorandum
    message minutes notice order petition protocol release report ruling statement story telegram verdict
    warning
    """.split()
)
"""Nouns whose "of" and a day say when they were written."""
_LONGEST_OPENING = 7  # words
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
    told = _Told()
    period, first = _Period(), month_first(document)
    places = time_places(document, analysis)
    spoken = days_of_saying(document, analysis, words, places)
    values: list[Anchored | None] = []
    for place in places:
        at = analysis.words_in(place.span)
        behind = lies_behind(words, at)
        moment = Moment(
            published,
            told.day,
            told.era,
            period.at(place.span.start),
            around,
            speaks_of_future(words, at),
            behind=behind,
            night=told.night,
        )
        value = _in_quotation(place, spoken, moment) or _value(place.meaning, moment, first=first)
        if value is not None:
            told = told.after(place, value, published, behind=behind)
            period = period.after(place, value)
        values.append(value)
    ranges = [analysis.words_in(place.span) for place in places]
    counted = (_from_event(words, ranges, values, number) for number in range(len(places)))
    return tuple(_written(document, *each) for each in zip(places, counted, strict=True))


def _from_event(
    words: Words, ranges: Sequence[Range], values: Sequence[Anchored | None], number: int
) -> Anchored | None:
    """Return the value of a time; that of "two days after the court ruled on 4 March" is a day."""
    own = values[number]
    if own is None or own.value is None or not own.value.startswith("P"):
        return own
    dated = [(at, each) for at, each in zip(ranges, values, strict=True) if each is not None]
    return from_event(words, ranges[number], own.value, dated) or own


def _in_quotation(place: TimePlace, spoken: Mapping[Span, TimePlace], moment: Moment) -> Anchored | None:
    """Return what "yesterday" is in words that were spoken on a day that their cue names; else `None`."""
    saying = spoken.get(place.span)
    said = anchored(saying.meaning, replace(moment, future=False)) if saying and saying.meaning else None
    if said is None or said.day is None or place.meaning is None:
        return None
    return anchored(place.meaning, replace(moment, published=said.day))


@dataclass(frozen=True, slots=True)
class _Told:
    """The day told last, whether by its night, and the day or the first of the month or year told last."""

    day: date | None = None
    night: bool = False
    era: date | None = None

    def after(self, place: TimePlace, value: Anchored, published: date | None, *, behind: bool) -> _Told:
        """Return what is told last behind a time.

        Where something began, the date of a letter and that of the text itself say not when the next hour is.
        """
        own = value.basis == "stated" and value.day == published
        day = None if behind or own else value.day
        era = self.era
        if not _is_year_before(place.meaning):
            era = value.day or _first_day(value.value) or era
        if day is None:
            return replace(self, era=era)
        return _Told(day, place.meaning is not None and ends_at_night(place.meaning), era)


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
    before = tuple(words.lower[max(0, first - _THIRD) : first])
    if before[-1:] == ("effective",):
        return True
    if lies_behind(words, place) or _is_of_harm(words, at):
        return False
    cases = {words.lower[case] for case in words.tree.kin(at, "case")} | _opening(words, first)
    told = [_by_verb(words, verb, at, cases) for verb in _above(words, at)]
    if before in _AT_THE_EARLIEST:
        return told[:1] != [_Says(future=False)]
    if "about" in cases and words.tree.upos[at] == "PROPN":
        return None  # what is spoken of may be at any time
    open_end = True if cases & (_UNTIL | {_BY}) or (not told and _opens_with_from(words, first)) else None
    return next((each.future for each in told if each is not None), open_end)


def lies_behind(words: Words, place: Range) -> bool:
    """Tell a time from which on something has been so ("since May"), or of which a text is ("letter of")."""
    first, end = place
    if first >= end:
        return False
    tree, at = words.tree, words.tree.top(first, end)
    of = tree.relations[at] == "nmod" and any(words.lower[case] == "of" for case in tree.kin(at, "case"))
    return words.lower[first - 1 : first] == ["since"] or (of and words.lemma(tree.heads[at]) in _TEXTS)


def _opens_with_from(words: Words, first: int) -> bool:
    """Tell a line that begins with a day from which on something is: "From July, by ferry only"."""
    root = first
    while words.tree.heads[root] >= 0:
        root = words.tree.heads[root]
    return words.lower[first - 1 : first] == ["from"] and words.tree.phrase(root)[0] == first - 1


def _opening(words: Words, first: int) -> set[str]:
    """Return the "before" of "before the fair in June", which the day is a part of."""
    for at in range(first - 1, max(-1, first - _LONGEST_OPENING), -1):
        if words.tree.upos[at] in {"PUNCT", "VERB", "AUX", "SCONJ"}:
            break
        if words.lower[at] == _BEFORE:
            return {_BEFORE}
    return set()


@dataclass(frozen=True, slots=True)
class _Says:
    """What a verb says of a day: that it is to come, that it is past, or neither."""

    future: bool | None


def _by_verb(words: Words, verb: int, day: int, cases: AbstractSet[str]) -> _Says | None:
    """Return what a verb says of a day with some prepositions; `None` where the verb above it tells."""
    tree = words.tree
    helpers = [child for child in tree.children[verb] if tree.relations[child] in {"aux", "cop"}]
    tags = {words.xpos[word] for word in (verb, *helpers)}
    base = words.xpos[verb] == "VB" or any(words.xpos[helper] == "VB" for helper in helpers)
    to = base and any(words.xpos[mark] == "TO" for mark in tree.children[verb])
    if _is_promised(words, verb, helpers, cases) or _is_bidden(words, verb, helpers):
        return _Says(future=True)
    if to and _is_done(words, verb):
        had = any(words.lemma(helper) == "have" for helper in helpers)
        return _Says(future=False) if had else None  # "seems to have left on Sunday"
    lasts = to or _lasts(words, verb) or (bool(tags & _PAST) and _is_nothing(words, verb, day))
    ends = bool(cases & _UNTIL) and not lasts  # "was put off until Friday"
    due = _BY in cases and (base or words.lemma(verb) in _DEMANDING)  # "told to leave by Sunday"
    called = "for" in cases and _is_called(words, verb)  # "called a strike for Friday"
    if (
        ends
        or due
        or called
        or _is_ahead(words, helpers, cases)
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
    alike = bare and words.lower[verb] in _ALSO_PAST and words.tree.has(verb, "nsubj")
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


def _is_ahead(words: Words, helpers: Sequence[int], cases: AbstractSet[str]) -> bool:
    """Tell "will meet" and "may meet"; "may have met" looks back, and "could see it on Friday" may."""
    said = {words.lower[helper] for helper in helpers}
    could = not said.isdisjoint(_ABLE) and not cases.isdisjoint(_ONWARD)  # "could order them back from noon"
    return not said.isdisjoint(_FUTURE) or ("have" not in said and (could or not said.isdisjoint(_OPEN)))


def _is_promised(words: Words, verb: int, helpers: Sequence[int], cases: AbstractSet[str]) -> bool:
    """Tell "promised a road before the fair in June" and "have suggested a hearing on Friday".

    What has been done has no day of its own in English: the day is that of the hearing.
    """
    if words.lemma(verb) not in _PROMISING:
        return False
    perfect = words.xpos[verb] == "VBN" and any(
        words.lemma(helper) == "have" and words.xpos[helper] in _PRESENT for helper in helpers
    )
    return perfect or not cases.isdisjoint({_BEFORE, _BY})


def _is_bidden(words: Words, verb: int, helpers: Sequence[int]) -> bool:
    """Tell what somebody is told to do: "Put a chair there for the winter"."""
    bare = words.xpos[verb] == "VB" and not helpers and words.tree.relations[verb] == "root"
    return bare and not any(words.tree.has(verb, relation) for relation in ("nsubj", "mark", "expl"))


def _is_nothing(words: Words, verb: int, day: int) -> bool:
    """Tell that nothing was until a day, which is over then: "nobody asked until Sunday"."""
    tree = words.tree
    around = [tree.heads[day], *tree.children[verb]]
    around += [each for part in tree.children[verb] for each in tree.children[part] if part < day]
    open_end = words.lemma(verb) in _EXPECTING
    return not open_end and any(words.lower[each] in _NOTHING for each in around if each >= 0)


def _is_called(words: Words, verb: int) -> bool:
    """Tell what is called for a day; "called off" and "when it was called" tell of what has been."""
    beside = {words.lower[child] for child in words.tree.children[verb]}
    return words.lemma(verb) in _CALLING and beside.isdisjoint({"off", "when"})


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
