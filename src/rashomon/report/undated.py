"""The third lane of the timeline: events of which no text tells the day, those of most texts first.

An event that another text dates, and a sentence that stands among the days already, are not listed again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rashomon.compare.joining import Groups
from rashomon.model.corpus import Comparison, Extraction
from rashomon.model.offsets import Span
from rashomon.model.records import Event
from rashomon.report import words
from rashomon.report.characters import one_line
from rashomon.report.sentences import sentence_around
from rashomon.report.statements import Said
from rashomon.report.texts import Library, Text
from rashomon.report.timeline import Timeline

_AT_MOST = 40  # events listed, the rest only counted

Place = tuple[int, Span]
"""The number of a text, and where a sentence of it stands."""


@dataclass(frozen=True, slots=True)
class Untimed:
    """A sentence that tells events without a time.

    Attributes:
        text: that it stands in.
        sentence: where it stands.
        events: in order of place.
        who: whose words tell the first of them, if not those of the text itself.
        told: what it says of those of them that other places tell too; "" that they happened.
    """

    text: Text
    sentence: Span
    events: tuple[Event, ...]
    who: str
    told: tuple[str, ...]

    @property
    def start(self) -> int:
        """Return where the first event begins, in code points."""
        return self.events[0].trigger.spans[0].start

    @property
    def anchor(self) -> str:
        """Return the id of its place in the reading view."""
        return f"{self.text.anchor}-u{self.start}"

    @property
    def words(self) -> str:
        """Return the sentence, as far as the page may show it."""
        return self.text.excerpt.words([self.sentence])

    @property
    def signs(self) -> tuple[tuple[str, str], ...]:
        """Return what each event is that is not told as happened, with its words if they may be shown."""
        excerpt = self.text.excerpt
        return tuple(
            (
                one_line(excerpt.words(each.trigger.spans))
                if all(excerpt.of(span) == (span,) for span in each.trigger.spans)
                else "",
                words.SIGNS[each.status],
            )
            for each in self.events
            if words.SIGNS[each.status]
        )


@dataclass(frozen=True, slots=True)
class Undated:
    """What is told once or more without a time: the first sentence, and those of other places."""

    first: Untimed
    others: tuple[Untimed, ...] = ()

    @property
    def texts(self) -> int:
        """Return the number of texts that tell it."""
        return len({each.text.number for each in (self.first, *self.others)})

    @property
    def elsewhere(self) -> tuple[tuple[str, tuple[Untimed, ...]], ...]:
        """Return what other texts say of it, each with the first place in each text that says so.

        Of the text of the first sentence, only what that does not say.
        """
        plain = "told also" if "" in self.first.told else "told as happened"
        by_text: defaultdict[int, list[Untimed]] = defaultdict(list)
        for each in self.others:
            by_text[each.text.number].append(each)
        found: defaultdict[str, list[Untimed]] = defaultdict(list)
        for number, own in by_text.items():
            said = {sign for each in own for sign in each.told}
            if number != self.first.text.number or not said.issubset(self.first.told):
                found[words.listed([sign or plain for sign in sorted(said)])].append(own[0])
        return tuple((says, tuple(places)) for says, places in found.items())

    @property
    def findings(self) -> tuple[str, ...]:
        """Return the ids of its events, and of the statements that report them."""
        events = [event for each in (self.first, *self.others) for event in each.events]
        reporting = (event.reported_by for event in events if event.reported_by)
        return tuple(dict.fromkeys((*(event.id for event in events), *reporting)))

    @property
    def listing(self) -> str:
        """Return the id of its entry."""
        return f"time-{self.first.anchor}"

    @property
    def rank(self) -> tuple[int, bool, int, int]:
        """Return what puts entries in order: those of most texts, then those of a known type."""
        typed = any(event.type for event in self.first.events)
        return -self.texts, not typed, self.first.text.number, self.first.start


@dataclass(frozen=True, slots=True)
class Lane:
    """What has no day: the entries, and the number of events and the like that are not listed."""

    entries: tuple[Undated, ...]
    more: int

    def of(self, text: Text) -> list[tuple[Untimed, Undated]]:
        """Return the sentences of one text with the entry of each, in order of place."""
        found = ((each, entry) for entry in self.entries for each in (entry.first, *entry.others))
        return sorted(
            (pair for pair in found if pair[0].text.number == text.number), key=lambda pair: pair[0].start
        )


def undated(
    extraction: Extraction, comparison: Comparison, books: Library, said: Iterable[Said], days: Timeline
) -> Lane:
    """Gather what has no time; what is in documents that are not held is left out.

    Args:
        extraction: its events.
        comparison: which of them are one.
        books: the texts.
        said: by whom statements are made.
        days: what stands under a day already.
    """
    shown = {(each.text.number, each.sentence) for day in days.days for each in day.happenings}
    sentences = _sentences(extraction, comparison, books)
    kept = [place for place in sorted(sentences) if place not in shown]
    who = {each.statement.id: each.whose for each in said}
    texts = {text.number: text for text in books.texts.values()}
    several = frozenset(event for merged in comparison.merged_events for event in merged.events)
    untimed = {place: _untimed(texts[place[0]], place[1], sentences[place], who, several) for place in kept}
    entries = [_entry(own) for own in _together(untimed, comparison)]
    told = sorted((each for each in entries if each is not None), key=lambda each: each.rank)
    listed = tuple(told[:_AT_MOST])
    return Lane(listed, len(told) - len(listed) + entries.count(None))


def _sentences(extraction: Extraction, comparison: Comparison, books: Library) -> Mapping[Place, list[Event]]:
    """Return the events without a time of each sentence, those left out that another telling dates."""
    bounded = {time.id for time in extraction.times if time.earliest}  # "Friday" alone may be any
    dated = {event.id for event in extraction.events if event.time in bounded}
    known = {
        each for merged in comparison.merged_events if dated & {*merged.events} for each in merged.events
    }
    found: defaultdict[Place, list[Event]] = defaultdict(list)
    for event in sorted(extraction.events, key=lambda each: (each.trigger.spans, each.id)):
        if event.document in books.texts and event.id not in dated | known and event.trigger.spans:
            text = books.texts[event.document]
            found[text.number, sentence_around(text.body, event.trigger.spans[0])].append(event)
    return found


def _untimed(
    text: Text, sentence: Span, events: Sequence[Event], who: Mapping[str, str], several: Container[str]
) -> Untimed:
    told = dict.fromkeys(words.SIGNS[event.status] for event in events if event.id in several)
    return Untimed(text, sentence, tuple(events), who.get(events[0].reported_by or "", ""), tuple(told))


def _together(untimed: Mapping[Place, Untimed], comparison: Comparison) -> Iterator[list[Untimed]]:
    """Yield the sentences that tell one event, as far as the program found them to."""
    places = list(untimed)
    number = {event.id: at for at, place in enumerate(places) for event in untimed[place].events}
    groups = Groups(len(places))
    for merged in comparison.merged_events:
        own = [number[event] for event in merged.events if event in number]
        for other in own[1:]:
            groups.join(own[0], other)
    for members in groups.all():
        yield [untimed[places[member]] for member in members]


def _entry(told: Sequence[Untimed]) -> Undated | None:
    """Return sentences as an entry, in order of the texts; nothing where none may be shown whole.

    An event that a single text tells counts only if it is of a known type and somebody takes part in it.
    """
    seen = [each for each in told if each.text.excerpt.of(each.sentence) == (each.sentence,)]
    if not seen:
        return None
    entry = Undated(seen[0], tuple(seen[1:]))
    weighty = any(event.type and event.participants for event in seen[0].events)
    return entry if entry.texts > 1 or weighty else None
