"""The timeline: sentences that tell an event, or an order, demand or the like, with a time, by day.

Each day has two lanes: times that the words give in full, and those counted from another day. Events without
any time have the third (`rashomon.report.undated`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rashomon.model.corpus import Extraction
from rashomon.model.offsets import Span
from rashomon.model.records import Act, Statement, TimeReference
from rashomon.report import words
from rashomon.report.characters import one_line
from rashomon.report.excerpt import LEFT_OUT
from rashomon.report.sentences import sentence_around
from rashomon.report.statements import Said
from rashomon.report.texts import Library, Text

_EARLIER = 3  # days, months or years from which those that one text alone tells are folded away at the start
_AT_ONCE = 5  # entries of one lane of a day shown before the rest is folded away
_DAY = len("2031-05-07")
_HIDDEN = ("", 0, "")
_DEEDS: frozenset[Act] = frozenset(
    {"denied", "demanded", "ordered", "promised", "warned", "declined", "praised", "blamed", "announced"}
)
"""What is done by words alone and belongs among what happened; plain saying is listed under its speaker."""


@dataclass(frozen=True, slots=True)
class _Told:
    """An event or a deed of words: where its words stand, when it was, whose words tell it, what marks it.

    `findings` are the ids of the event or statement, and of the statement that reports it.
    """

    text: Text
    spans: tuple[Span, ...]
    time: TimeReference
    who: str
    sign: str
    findings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Happening:
    """A sentence of one text that tells events at one time; the first is its place.

    Attributes:
        number: counted from 1 in order of place within the text.
        told: at least one, in order of place.
        sentence: where the sentence stands.
    """

    number: int
    told: tuple[_Told, ...]
    sentence: Span

    @property
    def text(self) -> Text:
        """Return the text."""
        return self.told[0].text

    @property
    def place(self) -> int:
        """Return where the first event begins, in code points."""
        return self.told[0].spans[0].start

    @property
    def who(self) -> str:
        """Return whose words tell it, if not those of the text itself."""
        return self.told[0].who

    @property
    def findings(self) -> tuple[str, ...]:
        """Return the ids of the events and statements that it tells, and of those that report them."""
        return tuple(dict.fromkeys(finding for each in self.told for finding in each.findings))

    @property
    def anchor(self) -> str:
        """Return the id of its place in the reading view."""
        return f"{self.text.anchor}-e{self.number}"

    @property
    def listing(self) -> str:
        """Return the id of its entry in the timeline."""
        return f"time-{self.anchor}"

    @property
    def day(self) -> str:
        """Return the day, month or year under which it stands."""
        return _heading(self._time)

    @property
    def _time(self) -> TimeReference:
        return self.told[0].time

    @property
    def words(self) -> str:
        """Return the sentence, as far as the page may show it."""
        return self.text.excerpt.words([self.sentence])

    @property
    def left_out(self) -> bool:
        """Tell whether a share version shows no word of the sentence."""
        return not self.text.excerpt.of(self.sentence)

    @property
    def counted_from(self) -> str:
        """Return the day from which the time is counted, in words; nothing where it is in the text."""
        if self._time.basis == "stated":
            return ""
        if not self._time.anchor:
            return "another time"
        around = self.text.document.around
        guessed = around is not None and around.value == self._time.anchor
        day = words.day(self._time.anchor)
        return f"{day}, the middle date of the other texts" if guessed else day

    @property
    def when(self) -> str:
        """Return the text's own words for the time, if the page may show them."""
        shown = one_line(self.text.excerpt.words([self._time.span]))
        return "" if LEFT_OUT in shown else shown

    @property
    def signs(self) -> tuple[tuple[str, str], ...]:
        """Return what each event is that is not told as happened, with its words if they may be shown."""
        excerpt = self.text.excerpt
        return tuple(
            (
                one_line(excerpt.words(each.spans))
                if all(excerpt.of(span) == (span,) for span in each.spans)
                else "",
                each.sign,
            )
            for each in self.told
            if each.sign
        )


@dataclass(frozen=True, slots=True)
class DayLane:
    """What is told of a day by one kind of time, in order of the texts."""

    happenings: tuple[Happening, ...]

    @property
    def first(self) -> tuple[Happening, ...]:
        """Return what is shown at once."""
        return self.happenings[:_AT_ONCE]

    @property
    def more(self) -> tuple[Happening, ...]:
        """Return what is folded away."""
        return self.happenings[_AT_ONCE:]


@dataclass(frozen=True, slots=True)
class Day:
    """A day, month or year with all that is told of it, in order of the texts."""

    heading: str
    happenings: tuple[Happening, ...]

    @property
    def texts(self) -> int:
        """Return the number of texts that tell something of it."""
        return len({each.text.number for each in self.happenings})

    @property
    def dated(self) -> DayLane:
        """Return what has its time in the words."""
        return DayLane(tuple(each for each in self.happenings if not each.counted_from))

    @property
    def counted(self) -> DayLane:
        """Return what has a time that was counted from another day."""
        return DayLane(tuple(each for each in self.happenings if each.counted_from))


@dataclass(frozen=True, slots=True)
class Timeline:
    """All days in order, and how many places a share version leaves out."""

    days: tuple[Day, ...]
    left_out: int

    @property
    def earlier(self) -> tuple[Day, ...]:
        """Return what comes before all that two texts tell something of: folded away where it is much."""
        first = next((number for number, day in enumerate(self.days) if day.texts > 1), 0)
        return self.days[:first] if first >= _EARLIER else ()

    @property
    def shown(self) -> tuple[Day, ...]:
        """Return the days that are not folded away."""
        return self.days[len(self.earlier) :]

    def of(self, text: Text) -> list[Happening]:
        """Return what the timeline has of one text, in order of place."""
        found = (each for day in self.days for each in day.happenings if each.text.number == text.number)
        return sorted(found, key=lambda each: each.number)


def timeline(extraction: Extraction, books: Library, said: Iterable[Said]) -> Timeline:
    """Put what has a time in all texts in order of their times; what is in documents not held is left out."""
    said = list(said)
    times = {time.id: time for time in extraction.times if time.earliest is not None}
    held = [event for event in extraction.events if event.document in books.texts]
    who = {each.statement.id: each.whose for each in said}
    dated = [
        _Told(
            books.texts[event.document],
            event.trigger.spans,
            times[event.time],
            who.get(event.reported_by or "", ""),
            words.SIGNS[event.status],
            (event.id, *filter(None, (event.reported_by,))),
        )
        for event in held
        if event.time in times
    ]
    by_day: defaultdict[tuple[str, int, str], list[Happening]] = defaultdict(list)
    named = [each for each in said if each.statement.speaker.kind == "named"]
    for each in _happenings([*dated, *_deeds(named, times.values(), who)]):
        by_day[_key(each.told[0].time) if not each.left_out else _HIDDEN].append(each)
    hidden = by_day.pop(_HIDDEN, [])
    days = (Day(key[-1], tuple(by_day[key])) for key in sorted(by_day))
    return Timeline(tuple(days), len(hidden))


def _deeds(said: Sequence[Said], times: Iterable[TimeReference], who: Mapping[str, str]) -> Iterator[_Told]:
    """Yield orders, demands and the like that a text dates."""
    by_document: defaultdict[str, list[TimeReference]] = defaultdict(list)
    for time in times:
        by_document[time.document].append(time)
    for each in said:
        statement = each.statement
        if statement.act not in _DEEDS or not statement.cue.spans:
            continue
        day = time_of(statement, by_document[statement.document])
        if day is not None:
            outer = who.get(each.outer.statement.id, "") if each.outer else ""
            sign = f"{each.who} {each.act}"
            yield _Told(each.text, statement.cue.spans, day, outer, sign, (statement.id,))


def time_of(statement: Statement, times: Iterable[TimeReference]) -> TimeReference | None:
    """Return the one of some times of its text that a statement gives for itself, if any."""
    spans = statement.time.spans if statement.time else ()
    return next((time for time in times if any(time.span.overlaps(span) for span in spans)), None)


def _happenings(told: Iterable[_Told]) -> Iterator[Happening]:
    """Yield the sentences with what they tell, text by text in order of place."""
    groups: defaultdict[tuple[int, Span, str], list[_Told]] = defaultdict(list)
    for each in sorted(told, key=lambda one: (one.text.number, one.spans, one.sign)):
        sentence = sentence_around(each.text.body, each.spans[0])
        groups[each.text.number, sentence, each.time.id].append(each)
    counts: defaultdict[int, int] = defaultdict(int)
    for (text, sentence, _), own in groups.items():
        counts[text] += 1
        yield Happening(counts[text], tuple(own), sentence)


def _key(time: TimeReference) -> tuple[str, int, str]:
    """Return what puts times in order, by their first day and what is longer first, and the heading."""
    heading = _heading(time)
    earliest, latest = (time.earliest or "")[:_DAY], (time.latest or "")[:_DAY]
    day = (time.value or "")[:_DAY]
    if heading == words.day(day):
        return day, 0, heading
    return earliest, -date.fromisoformat(latest).toordinal(), heading


def _heading(time: TimeReference) -> str:
    """Return a day in words, whatever the hour; a month, week, season or year."""
    value = time.value or ""
    day = value[:_DAY]
    return words.day(day) if len(value) >= _DAY and words.day(day) != day else words.period(value)
