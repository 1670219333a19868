"""A compared story as exports see it: its texts, its actors, and each event once with all its tellings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from rashomon.compare.names import display_name, is_proper
from rashomon.model.corpus import Comparison, Extraction
from rashomon.model.records import Actor, Event, MergedEvent, Origin, Participant
from rashomon.report.alike_called import told_apart
from rashomon.report.characters import cut_point, one_line
from rashomon.report.exports.dates import When, when
from rashomon.report.exports.spots import Spots, spots
from rashomon.report.sentences import sentence_around
from rashomon.report.settings import ReportSettings
from rashomon.report.texts import Library, Text, library, short_name

_HEADLINE = 120  # characters of a sentence that stand for an event in a line
_PASSAGE = "same-passage"  # the reason of an origin of a passage that several texts carry, not of the texts


@dataclass(frozen=True, slots=True)
class Happening:
    """An event with all its tellings.

    Attributes:
        id: that of the merged event, or of an event told once.
        tellings: at least one, in order of document, then of place.
        when: by all tellings; `None` where no telling gives a time with bounds.
        spots: by all tellings.
        differs: the fields on which the tellings differ.
    """

    id: str
    tellings: tuple[Event, ...]
    when: When | None
    spots: Spots
    differs: tuple[str, ...]

    @property
    def documents(self) -> tuple[str, ...]:
        """Return the ids of the documents that tell it."""
        return tuple(dict.fromkeys(event.document for event in self.tellings))

    @property
    def types(self) -> tuple[str, ...]:
        """Return the PLOVER types that tellings have, each once."""
        return tuple(dict.fromkeys(event.type for event in self.tellings if event.type))

    @property
    def statuses(self) -> tuple[str, ...]:
        """Return whether it is told as happened, planned, denied and so on, each once."""
        return tuple(dict.fromkeys(event.status for event in self.tellings))


@dataclass(frozen=True, slots=True)
class Holding:
    """A compared story; findings in documents that are not there are left out.

    Attributes:
        extraction: the findings of each text.
        books: the texts, numbered and named.
        names: by id of an actor who has a name or speaks, what it is called most, with what tells it from
            others of the name.
        label: what the story is about; "" for an empty one, and for texts on several.
        happenings: in order of their first telling.
        origin_of: by id of a document, what stands for all those that go back to one text with it.
    """

    extraction: Extraction
    books: Library
    names: Mapping[str, str]
    label: str
    happenings: tuple[Happening, ...]
    origin_of: Mapping[str, str]

    @property
    def dated(self) -> tuple[tuple[Happening, When], ...]:
        """Return the events that have a time, in order of time."""
        found = [(each, each.when) for each in self.happenings if each.when]
        return tuple(sorted(found, key=lambda pair: (pair[1].first, pair[1].last)))

    def texts(self, happening: Happening) -> list[Text]:
        """Return the texts that tell an event."""
        return [self.books.texts[document] for document in happening.documents]

    def sentence(self, event: Event) -> str:
        """Return the sentence that tells an event, on one line."""
        body = self.books.texts[event.document].body
        if not event.trigger.spans:
            return one_line(event.trigger.text)
        return one_line(sentence_around(body, event.trigger.spans[0]).of(body))

    def sentences(self, happening: Happening) -> tuple[str, ...]:
        """Return the sentences that tell an event, each once."""
        return tuple(dict.fromkeys(map(self.sentence, happening.tellings)))

    def headline(self, happening: Happening) -> str:
        """Return the first sentence that tells an event, cut; and how it is told, if not as happened only."""
        line = self.sentence(happening.tellings[0])
        end = cut_point(line, 0, _HEADLINE)
        words = line if end == len(line) else f"{line[:end].rstrip()} …"
        told = "" if happening.statuses == ("happened",) else f" (told as {', '.join(happening.statuses)})"
        return words + told

    def taking_part(self, happening: Happening, role: str) -> tuple[str, ...]:
        """Return those who take part in a role: the name of an actor, else the words of the text."""
        found = (
            self._named(event, each)
            for event in happening.tellings
            for each in event.participants
            if each.role == role
        )
        return tuple(dict.fromkeys(filter(None, found)))

    def _named(self, event: Event, each: Participant) -> str:
        excerpt = self.books.texts[event.document].excerpt
        told = short_name(each.span.of(excerpt.body)) if excerpt.of(each.span) == (each.span,) else ""
        return self.names.get(each.actor or "") or told


def hold(extraction: Extraction, comparison: Comparison, books: Library | None = None) -> Holding:
    """Gather what exports write of a comparison; `books` has the texts if not all of them may be shown."""
    books = books or library(extraction, comparison, ReportSettings())
    parties = _parties(told_apart(extraction, books))
    names = {actor.id: one_line(display_name(actor)) for actor in parties}
    label = one_line(comparison.stories[0].label) if len(comparison.stories) == 1 else ""
    found = tuple(_happenings(extraction, comparison.merged_events, books))
    return Holding(extraction, books, names, label, found, _origins(extraction, comparison.origins))


def _parties(extraction: Extraction) -> Iterator[Actor]:
    """Yield those who have a name, or speak without one; who is only described is no party."""
    members = (member.actor for each in extraction.statements for member in each.speaker.members)
    speaking = {*members, *(relay.actor for each in extraction.statements for relay in each.via)}
    for actor in extraction.actors:
        if any(map(is_proper, actor.names)) or (actor.names and actor.id in speaking):
            yield actor


def _happenings(extraction: Extraction, merged: Iterable[MergedEvent], books: Library) -> Iterator[Happening]:
    times = {time.id: time for time in extraction.times}
    places = {place.id: place for place in extraction.places}
    of = {event: each for each in merged for event in each.events}
    groups: dict[str, list[Event]] = {}
    for event in extraction.events:
        if event.document in books.texts:
            groups.setdefault(of[event.id].id if event.id in of else event.id, []).append(event)
    for key, tellings in groups.items():
        group = of.get(tellings[0].id)
        yield Happening(
            key,
            tuple(tellings),
            when(times[event.time] for event in tellings if event.time in times),
            spots(places[event.place] for event in tellings if event.place in places),
            tuple(each.field for each in group.alternatives) if group else (),
        )


def _origins(extraction: Extraction, origins: Iterable[Origin]) -> dict[str, str]:
    """Return for each document the first of those that go back to one text with it, by however many steps."""
    roots = {document.id: document.id for document in extraction.documents}
    root = partial(_root, roots)
    for origin in origins:
        if any(reason.code == _PASSAGE for reason in origin.reasons):
            continue
        own = [root(document) for document in origin.documents if document in roots]
        for each in own:
            roots[each] = own[0]
    return {document: root(document) for document in roots}


def _root(roots: Mapping[str, str], document: str) -> str:
    while roots[document] != document:
        document = roots[document]
    return document
