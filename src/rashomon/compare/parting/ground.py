"""What finders look at: the findings of a run by place, what was made of them, and who took from whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from rashomon.compare.collection import Collection
from rashomon.compare.embedding import Embed
from rashomon.compare.holders import Holders, holders_of
from rashomon.compare.parting.points import Given
from rashomon.compare.settings import CompareSettings
from rashomon.compare.words import Sentence
from rashomon.model.corpus import Comparison, Extraction
from rashomon.model.offsets import Span
from rashomon.model.records import Document, Event, Passage, Place, Statement, TimeReference

Finding = TypeVar("Finding", Statement, Event)


@dataclass(frozen=True)
class Ground:
    """A run, compared so far: its texts, findings, events told several times, shared passages.

    Attributes:
        collection: the texts, cut into words.
        extraction: the findings, with actors grouped and those of outlets.
        comparison: what texts were found to have in common.
        embed: gives sentence vectors.
        settings: of the comparison.
    """

    collection: Collection
    extraction: Extraction
    comparison: Comparison
    embed: Embed
    settings: CompareSettings

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

    # Places in texts --------------------------------------------------------------------------------

    @cached_property
    def numbers(self) -> dict[str, int]:
        """Return the number that each document has in the collection, in order of date, by its id."""
        return {document.id: number for number, document in enumerate(self.collection.documents)}

    def sentence(self, document: str, span: Span) -> Sentence | None:
        """Return the sentence in which a span begins; `None` in page furniture, which is not cut."""
        words = self.collection.texts[self.numbers[document]]
        return next((each for each in words.sentences if each.span.start <= span.start < each.span.end), None)

    def given(self, document: str, span: Span, value: str, event: Event | None = None) -> Given:
        """Return what gives the value at a span: the shortest statement that has it, else an event.

        An event ends where its trigger does. Without `event` it is the one in whose sentence the value
        stands, of several that whose words are nearest. Where nothing gives it, the sentence does.
        """
        statement = self.statement_at(document, span)
        if statement is not None:
            return Given(
                Passage(document=document, spans=statement.content.spans, finding=statement.id), value
            )
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

    def in_order(self, given: Iterable[Given]) -> list[Given]:
        """Return what gives values in order of date, then of place."""
        return sorted(given, key=lambda each: (self.numbers[each.passage.document], each.passage.spans))

    def ends(self, one: Given, other: Given) -> tuple[Given, Given]:
        """Return two that give values, the source first, else the earlier."""
        left, right = self.in_order((one, other))
        if self.took(right.passage.document, left.passage.document):
            return right, left
        return left, right


def _by_document(findings: Sequence[Finding]) -> dict[str, list[Finding]]:
    groups: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        groups[finding.document].append(finding)
    return groups


def _distance(span: Span, event: Event) -> int:
    parts = (*event.trigger.spans, *(figure.span for figure in event.figures))
    return min(max(part.start - span.end, span.start - part.end, 0) for part in parts)
