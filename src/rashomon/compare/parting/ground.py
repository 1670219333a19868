"""What finders look at: the findings of a run by place, what was made of them, and who took from whom."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import accumulate
from typing import TypeVar

from rashomon.compare.collection import Collection
from rashomon.compare.embedding import Embed, Judge, judge_none
from rashomon.compare.holders import Holders, holders_of
from rashomon.compare.names import is_proper
from rashomon.compare.parting.points import Given
from rashomon.compare.settings import CompareSettings
from rashomon.compare.strangers import Strangers
from rashomon.compare.wordlists import COMMON_WORDS, FUNCTION_WORDS
from rashomon.compare.words import Sentence
from rashomon.model.corpus import Comparison, Extraction
from rashomon.model.offsets import Span
from rashomon.model.records import Document, Event, Mention, Passage, Place, Statement, TimeReference

_DAY = len("2031-05-05")
_BARE = 16  # characters beside a value: with fewer, what is said is shown with its sentence
_RECENT = timedelta(days=14)  # what a text tells without a date is mostly no longer ago than this

Finding = TypeVar("Finding", Statement, Event, Mention)


@dataclass(frozen=True)
class Ground:
    """A run, compared so far: its texts, findings, events told several times, shared passages.

    Attributes:
        collection: the texts, cut into words.
        extraction: the findings, with actors grouped and those of outlets.
        comparison: what texts were found to have in common.
        embed: gives sentence vectors.
        settings: of the comparison.
        judge: tells how two sentences stand to one another.
    """

    collection: Collection
    extraction: Extraction
    comparison: Comparison
    embed: Embed
    settings: CompareSettings
    judge: Judge = judge_none

    # Findings ---------------------------------------------------------------------------------------

    @cached_property
    def holders(self) -> Holders:
        """Return statements and events by id, and whose they are."""
        return holders_of(self.extraction)

    @cached_property
    def documents(self) -> dict[str, Document]:
        """Return the documents by id."""
        return {document.id: document for document in self.extraction.documents}

    @cached_property
    def times(self) -> dict[str, TimeReference]:
        """Return the time references by id."""
        return {time.id: time for time in self.extraction.times}

    @cached_property
    def places(self) -> dict[str, Place]:
        """Return the places by id."""
        return {place.id: place for place in self.extraction.places}

    @cached_property
    def tellings(self) -> list[tuple[str, list[Event]]]:
        """Return the events that are told several times, each with its id and its tellings."""
        events = self.holders.events
        return [
            (merged.id, [events[each] for each in merged.events if each in events])
            for merged in self.comparison.merged_events
        ]

    @cached_property
    def statements_of(self) -> dict[str, list[Statement]]:
        """Return the statements of each document, by its id."""
        return _by_document(self.extraction.statements)

    @cached_property
    def events_of(self) -> dict[str, list[Event]]:
        """Return the events of each document, by its id."""
        return _by_document(self.extraction.events)

    @cached_property
    def telling_of(self) -> dict[str, str]:
        """Return the id of the event told several times that each telling is of, by the telling's."""
        return {event.id: merged for merged, tellings in self.tellings for event in tellings}

    @cached_property
    def with_name(self) -> frozenset[str]:
        """Return the actors that some text gives a name: "the union" is none, nor "the mill"."""
        return frozenset(each.id for each in self.extraction.actors if any(map(is_proper, each.names)))

    @cached_property
    def _named(self) -> dict[str, frozenset[str]]:
        found: defaultdict[str, set[str]] = defaultdict(set)
        for mention in self.extraction.mentions:
            if mention.actor:
                found[mention.document].add(mention.actor)
        return {document: frozenset(actors) for document, actors in found.items()}

    @cached_property
    def mentions_of(self) -> dict[str, list[Mention]]:
        """Return the mentions of each document, by its id."""
        return _by_document(self.extraction.mentions)

    def named_in(self, document: str) -> frozenset[str]:
        """Return the actors that a document names or speaks of."""
        return self._named.get(document, frozenset())

    @cached_property
    def common_stems(self) -> frozenset[int]:
        """Return the stems of words that any news has."""
        return self.collection.vocabulary.stems_of(COMMON_WORDS)

    # Places in texts --------------------------------------------------------------------------------

    @cached_property
    def numbers(self) -> dict[str, int]:
        """Return the number that each document has in the collection, in order of date, by its id."""
        return {document.id: number for number, document in enumerate(self.collection.documents)}

    @cached_property
    def _strangers(self) -> Strangers:
        return Strangers(self.collection)

    def may_be_on_one_event(self, one: Given, other: Given) -> bool:
        """Tell values of texts that name somebody or something in common beside the values.

        Of a handful of texts, those of one story and of days that are near are on one event anyway.
        """
        documents = one.passage.document, other.passage.document
        here, there = (self.numbers[each] for each in documents)
        near = self._strangers.are_few() and not self._strangers.are_far(here, there)
        picked = near and self.story_of(documents[0]) == self.story_of(documents[1])
        return here == there or picked or not self._strangers.are(here, there, (one.value, other.value))

    def story_of(self, document: str) -> str:
        """Return the id of the story that a document is of."""
        return self.documents[document].story or ""

    @cached_property
    def _firsts(self) -> list[int]:
        """Return the number of the first sentence of each document."""
        return [0, *accumulate(len(words.sentences) for words in self.collection.texts)]

    def sentence_number(self, document: str, span: Span) -> int | None:
        """Return the number, over all texts, of the sentence in which a span begins; `None` in furniture."""
        number = self.numbers[document]
        sentences = self.collection.texts[number].sentences
        at = bisect_right(sentences, span.start, key=lambda each: each.span.start) - 1
        inside = at >= 0 and span.start < sentences[at].span.end
        return self._firsts[number] + at if inside else None

    def sentence(self, document: str, span: Span) -> Sentence | None:
        """Return the sentence in which a span begins; `None` in page furniture, which is not cut."""
        number = self.sentence_number(document, span)
        return None if number is None else self.collection.sentences[number]

    def whose(self, statement: Statement) -> frozenset[str]:
        """Return who says something: actors, else the words for somebody unnamed ("residents").

        Empty where nobody says who it is, or only a pronoun.
        """
        words = " ".join(statement.speaker.text.casefold().split())
        unnamed = frozenset({f"~{words}"}) if words and words not in FUNCTION_WORDS else frozenset[str]()
        return frozenset(self.holders.of(statement.id)) or unnamed

    def stretches(self, document: str, span: Span) -> Iterator[tuple[int, int]]:
        """Yield the words of each sentence within a span, as a range of the words of the document."""
        words = self.collection.texts[self.numbers[document]]
        inside = words.within(span)
        at = bisect_right(words.sentences, inside.start, key=lambda each: each.first) - 1
        while 0 <= at < len(words.sentences) and words.sentences[at].first < inside.stop:
            first = max(words.sentences[at].first, inside.start)
            end = min(words.sentences[at].last, inside.stop)
            if first < end:
                yield first, end
            at += 1

    def given(self, document: str, span: Span, value: str, event: Event | None = None) -> Given:
        """Return what gives the value at a span: the shortest statement that has it, else an event.

        An event ends where its trigger does. Without `event` it is the one in whose sentence the value
        stands, of several that whose words are nearest. Where nothing gives it, the sentence does.
        """
        statement = self.statement_at(document, span)
        if statement is not None:
            sentence = self.sentence(document, span) if _is_bare(statement, span) else None
            spans = (sentence.span,) if sentence else statement.content.spans
            return Given(Passage(document=document, spans=spans, finding=statement.id), value)
        event = event or self.event_at(document, span)
        if event is not None:
            return Given(Passage(document=document, spans=event.trigger.spans, finding=event.id), value)
        sentence = self.sentence(document, span)
        return Given(Passage(document=document, spans=(sentence.span if sentence else span,)), value)

    def statement_at(self, document: str, span: Span) -> Statement | None:
        """Return the shortest statement whose content covers a span."""
        around = [
            each
            for each in self.statements_of.get(document, ())
            if any(own.covers(span) for own in each.content.spans)
        ]
        return min(around, key=lambda each: (sum(map(len, each.content.spans)), each.id), default=None)

    def statement_around(self, document: str, span: Span) -> Statement | None:
        """Return the shortest statement that has a span in its content, its cue or its speaker."""
        around = [
            each
            for each in self.statements_of.get(document, ())
            if any(own.covers(span) for own in (*each.content.spans, *each.cue.spans, *each.speaker.spans))
        ]
        return min(around, key=lambda each: (sum(map(len, each.content.spans)), each.id), default=None)

    def event_at(self, document: str, span: Span) -> Event | None:
        """Return the event of the sentence of a span whose trigger or figure is nearest to it."""
        sentence = self.sentence(document, span)
        near = [
            (_distance(span, each), each.id, each)
            for each in self.events_of.get(document, ())
            if sentence and each.trigger.spans and sentence.span.covers(each.trigger.spans[0])
        ]
        return min(near, key=lambda each: each[:2])[2] if near else None

    # Who took from whom -----------------------------------------------------------------------------

    @cached_property
    def _taken(self) -> set[tuple[str, str]]:
        return {
            (link.left.document, link.right.document)
            for link in self.comparison.links
            if link.kind == "derive"
        }

    def took(self, source: str, taker: str) -> bool:
        """Tell whether a document is known to have taken passages from another."""
        return (source, taker) in self._taken

    def day(self, document: str) -> str:
        """Return the day on which a document was published, in ISO 8601; empty where it is not known."""
        return self.holders.days.get(document, "")

    def order(self, given: Given) -> tuple[int, tuple[Span, ...]]:
        """Return by what those that give values are put in order: the date of the text, then the place."""
        return self.numbers[given.passage.document], given.passage.spans

    def ends(self, one: Given, other: Given) -> tuple[Given, Given]:
        """Return two that give values, the source first, else the earlier."""
        left, right = sorted((one, other), key=self.order)
        if self.took(right.passage.document, left.passage.document):
            return right, left
        return left, right

    def is_later(self, one: str, other: str) -> str:
        """Tell by how much a document is later than another: a "day" or more, an "hour", else ""."""
        when = [each.value if (each := self.documents[name].published) else "" for name in (one, other)]
        if not all(when) or when[0][:_DAY] > when[1][:_DAY]:
            return ""
        if when[0][:_DAY] < when[1][:_DAY]:
            return "day"
        return "hour" if len(when[0]) > _DAY and len(when[0]) == len(when[1]) and when[0] < when[1] else ""

    def one_source(self, one: str, other: str) -> bool:
        """Tell documents of one outlet, or of one body that speaks in them."""
        here, there = (self._sources(self.documents[name]) for name in (one, other))
        return not here.isdisjoint(there)

    def _sources(self, document: Document) -> frozenset[str]:
        named = (document.source.outlet, document.voice)
        return frozenset(each.value.casefold() for each in named if each)

    def speakers_at(self, document: str, span: Span) -> frozenset[str]:
        """Return the actors in whose words a span stands; nobody where a text tells it in its own."""
        statement = self.statement_at(document, span)
        return frozenset(self.holders.of(statement.id)) if statement else frozenset()

    def of_two_speakers(self, document: str, one: Span, other: Span) -> bool:
        """Tell two places of a text that stand in the words of two, each of whom is known."""
        here, there = self.speakers_at(document, one), self.speakers_at(document, other)
        return bool(here and there) and here.isdisjoint(there)

    # Times ------------------------------------------------------------------------------------------

    def bounds(self, document: str, times: Iterable[TimeReference]) -> tuple[str, str] | None:
        """Return the first and the last day that some times of a text allow; without any its recent days."""
        known = [(each.earliest, each.latest) for each in times if each.earliest and each.latest]
        if known:
            return min(each[0][:_DAY] for each in known), max(each[1][:_DAY] for each in known)
        day = self.day(document)
        try:
            return (date.fromisoformat(day) - _RECENT).isoformat(), day
        except (ValueError, OverflowError):
            return None


def _by_document(findings: Sequence[Finding]) -> dict[str, list[Finding]]:
    groups: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        groups[finding.document].append(finding)
    return groups


def _is_bare(statement: Statement, value: Span) -> bool:
    """Tell whether somebody says hardly more than a value: "spoke of at least eleven"."""
    return sum(map(len, statement.content.spans)) < len(value) + _BARE


def _distance(span: Span, event: Event) -> int:
    parts = (*event.trigger.spans, *(figure.span for figure in event.figures))
    return min(max(part.start - span.end, span.start - part.end, 0) for part in parts)
