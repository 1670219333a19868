"""All events in a table, from the rows of their export: each event once, with all its tellings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from rashomon.compare.figures import counted
from rashomon.model.corpus import Comparison
from rashomon.model.records import Event
from rashomon.report import words
from rashomon.report.beside import Group
from rashomon.report.characters import one_line
from rashomon.report.differing import differing, places_of
from rashomon.report.exports.dates import Told, When
from rashomon.report.exports.holding import Happening, Holding
from rashomon.report.exports.tolls import KILLED, toll
from rashomon.report.lines import room_around
from rashomon.report.pointing import Spot
from rashomon.report.roots import Roots
from rashomon.report.sentences import sentence_around
from rashomon.report.standing import Standing
from rashomon.report.texts import UNDATED

_AT_MOST = 250  # rows that the page has; the export has all
_FOLDED_FROM = 30  # rows from which the table is folded away at the start
_SENTENCE = 120  # characters of a sentence that a row has room for
_BEFORE = 60  # of them before the words that tell the event, where it is longer
_NAMED_AT_MOST = 4  # people, places or texts that a cell names


@dataclass(frozen=True, slots=True)
class Number:
    """A figure by all tellings: of what, and its bounds in digits, empty where they are left open."""

    of: str
    low: str
    best: str
    high: str


@dataclass(frozen=True, slots=True)
class Row:
    """An event.

    Attributes:
        what: the words that tell it.
        sentence: the first that does, cut around them; empty where a share version can't show it whole.
        types: what is done, by PLOVER's types, in words.
        who: who does it.
        whom: to whom or what it is done.
        when: the day or days, in words; empty where no telling gives one.
        day: what sorts it by time.
        counted: whether the day is counted from another by all that give one.
        where: the places.
        statuses: whether it is told as happened, planned, denied and so on.
        numbers: its figures, the killed first.
        texts: the texts that tell it.
        origins: how many independent ones.
        spots: the first place in each text.
        differs: on what the tellings differ, in words.
        side: the tellings side by side, where the page has them.
    """

    what: str
    sentence: str
    types: tuple[str, ...]
    who: tuple[str, ...]
    whom: tuple[str, ...]
    when: str
    day: str
    counted: bool
    where: tuple[str, ...]
    statuses: tuple[str, ...]
    numbers: tuple[Number, ...]
    texts: int
    origins: int
    spots: tuple[Spot, ...]
    differs: tuple[str, ...]
    side: Group | None

    @property
    def spots_shown(self) -> tuple[Spot, ...]:
        """Return the places to which the row leads."""
        return self.spots[:_NAMED_AT_MOST]


@dataclass(frozen=True, slots=True)
class Table:
    """The rows in order of time, and how many events are on none of them.

    Attributes:
        rows: what has no time stands last.
        more: how many more there are than the page has room for.
        left_out: how many have no words that a share version can show.
    """

    rows: tuple[Row, ...]
    more: int
    left_out: int

    @property
    def folded(self) -> bool:
        """Tell whether the table is folded away at the start."""
        return len(self.rows) >= _FOLDED_FROM

    @property
    def numbered(self) -> bool:
        """Tell whether any event has a figure."""
        return any(row.numbers for row in self.rows)

    @property
    def spots(self) -> Iterator[Spot]:
        """Yield the places in the texts to which rows lead."""
        return (spot for row in self.rows for spot in row.spots_shown)


def table(holding: Holding, comparison: Comparison, roots: Roots, side: Iterable[Group]) -> Table:
    """Return the events of most texts and of which most is known; `side` has tellings side by side."""
    seen = [each for each in holding.happenings if _words(each, holding)]
    ranked = sorted(range(len(seen)), key=lambda number: (*_weight(seen[number], holding), number))
    makes = _Rows(holding, comparison, roots, side)
    rows = [makes.row(seen[number]) for number in sorted(ranked[:_AT_MOST])]
    return Table(
        rows=tuple(sorted(rows, key=lambda row: row.day)),
        more=max(0, len(seen) - _AT_MOST),
        left_out=len(holding.happenings) - len(seen),
    )


def _weight(happening: Happening, holding: Holding) -> tuple[int, int]:
    """Return what puts events in order: those of most texts first, then those of which most is known."""
    roles = ("actor", "recipient", "object")
    taking_part = (holding.taking_part(happening, role) for role in roles)
    known = (happening.types, happening.when, happening.spots.names, *taking_part)
    return -len(happening.documents), -sum(map(bool, known))


class _Rows:
    """Makes rows of events."""

    def __init__(self, holding: Holding, comparison: Comparison, roots: Roots, side: Iterable[Group]) -> None:
        self._holding, self._roots = holding, roots
        self._groups = {group.record: group for group in side}
        self._merged = {merged.id: merged for merged in comparison.merged_events}
        self._places = places_of(holding.extraction)

    def row(self, happening: Happening) -> Row:
        """Return an event with all that its tellings say."""
        takes_part, when = self._holding.taking_part, happening.when
        texts = self._holding.texts(happening)
        whom = dict.fromkeys((*takes_part(happening, "recipient"), *takes_part(happening, "object")))
        return Row(
            what=_words(happening, self._holding),
            sentence=_sentence(happening.tellings[0], self._holding),
            types=tuple(words.TYPES.get(each, each.lower()) for each in happening.types),
            who=_few(takes_part(happening, "actor")),
            whom=_few(whom),
            when=_when(when),
            day=f"{when.first} {when.last}" if when else UNDATED,
            counted=when is not None and when.bases == ("inferred",),
            where=_few(happening.spots.names),
            statuses=tuple(dict.fromkeys(words.status(event.status) for event in happening.tellings)),
            numbers=tuple(_numbers(happening.tellings)),
            texts=len(texts),
            origins=len(self._roots.of(text.number for text in texts)),
            spots=tuple(_spots(happening, self._holding)),
            differs=tuple(self._differing(happening.id)),
            side=self._groups.get(happening.id),
        )

    def _differing(self, happening: str) -> Iterator[str]:
        merged = self._merged.get(happening)
        yield from (each.named for each in differing(merged, self._places)) if merged else ()


def _words(happening: Happening, holding: Holding) -> str:
    """Return the words that tell an event, each once, as far as the page may show them."""
    found = (
        one_line(event.trigger.text).casefold()
        for event in happening.tellings
        if event.trigger.spans and _shown(event, holding)
    )
    return ", ".join(_few(dict.fromkeys(found)))


def _shown(event: Event, holding: Holding) -> bool:
    excerpt = holding.books.texts[event.document].excerpt
    return all(excerpt.of(span) == (span,) for span in event.trigger.spans)


def _sentence(event: Event, holding: Holding) -> str:
    text = holding.books.texts[event.document]
    if not event.trigger.spans:
        return ""
    trigger = event.trigger.spans[0]
    sentence = sentence_around(text.body, trigger)
    if not Standing(text, sentence).shown:
        return ""
    room = room_around(text.body, sentence, trigger, _SENTENCE, _BEFORE)
    before = "…\N{NO-BREAK SPACE}" if room.start > sentence.start else ""
    after = "\N{NO-BREAK SPACE}…" if room.end < sentence.end else ""
    return f"{before}{one_line(room.of(text.body))}{after}"


def _few(found: Iterable[str]) -> tuple[str, ...]:
    """Return what a cell has room for, and how many more there are."""
    held = list(found)
    left = len(held) - _NAMED_AT_MOST
    return (*held[:_NAMED_AT_MOST], f"{left} more") if left > 1 else tuple(held)


def _when(found: When | None) -> str:
    """Return the days that all tellings allow; where they exclude one another, what each gives."""
    if found is None:
        return ""
    if not found.agreed:
        return " or ".join(dict.fromkeys(map(_days, found.told)))
    return _days(Told("", "", found.first, found.last))


def _days(told: Told) -> str:
    """Return a day, a month or year that is meant whole, or from when to when."""
    first, last = (words.day(str(each)) for each in (told.first, told.last))
    if told.first == told.last:
        return first
    months = [f"{each:%Y-%m}" for each in (told.first, told.last)]
    if told.first.day == 1 and _ends_month(told.last):
        if months[0] == months[1]:
            return words.period(months[0])
        if months == [f"{told.first:%Y}-01", f"{told.first:%Y}-12"]:
            return f"{told.first:%Y}"
    return f"{told.first.day} to {last}" if months[0] == months[1] else f"{first} to {last}"


def _ends_month(day: date) -> bool:
    return day == date.max or (day + timedelta(days=1)).day == 1


def _numbers(tellings: Sequence[Event]) -> Iterator[Number]:
    """Yield the figures of an event that is told as having come about, by what they count."""
    kinds = dict.fromkeys(counted(figure) for event in tellings for figure in event.figures)
    for kind in sorted(kinds, key=lambda each: each != KILLED):
        found = toll(tellings, kind)
        number = Number(kind, *map(_digits, (found.low, found.best, found.high)))
        if number.low or number.best or number.high:
            yield number


def _digits(value: float | None) -> str:
    return "" if value is None else f"{value:,.0f}" if value == round(value) else f"{value:,}"


def _spots(happening: Happening, holding: Holding) -> Iterator[Spot]:
    """Yield the first place of an event in each text."""
    seen: set[str] = set()
    for event in happening.tellings:
        if event.document not in seen and event.trigger.spans:
            seen.add(event.document)
            text = holding.books.texts[event.document]
            yield Spot(text, event.trigger.spans)
