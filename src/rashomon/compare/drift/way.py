"""A stretch of a text, what became of it in a text that took from it, and what is known of both."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from rashomon.compare.words import fold
from rashomon.model.corpus import Extraction
from rashomon.model.drifts import DriftKind
from rashomon.model.offsets import Span
from rashomon.model.records import Actor, Document, Mention, Statement, TimeReference

_WORD = re.compile(r"[^\W\d_]+")
_Found = TypeVar("_Found", Statement, Mention, TimeReference)


@dataclass(frozen=True, slots=True)
class Office:
    """An office that a text gives an actor, and where."""

    actor: str
    title: str
    span: Span


@dataclass(frozen=True, slots=True)
class End:
    """One side of the way: a stretch of a document, with the findings of that document.

    Attributes:
        document: the document.
        span: the stretch in its text.
        statements: those of the document.
        mentions: those of the document.
        times: those of the document.
        offices: those that the document gives, each with its actor's id and its place.
        vocabulary: all words of the document, folded.
    """

    document: Document
    span: Span
    statements: Sequence[Statement] = ()
    mentions: Sequence[Mention] = ()
    times: Sequence[TimeReference] = ()
    offices: Sequence[Office] = ()
    vocabulary: frozenset[str] = frozenset()

    @property
    def words(self) -> str:
        """Return the characters of the stretch."""
        return self.span.of(self.document.text)

    def named(self) -> Iterator[Mention]:
        """Yield the mentions in the stretch."""
        return (mention for mention in self.mentions if self.span.covers(mention.span))

    def dated(self) -> Iterator[TimeReference]:
        """Yield the times in the stretch."""
        return (time for time in self.times if self.span.covers(time.span))

    def called(self) -> Iterator[Office]:
        """Yield the offices given in the stretch."""
        return (office for office in self.offices if self.span.covers(office.span))

    def said(self) -> Iterator[Statement]:
        """Yield the statements whose content stands in the stretch, in whole or in part."""
        return (each for each in self.statements if _meet(each.content.spans, self.span))

    def attributed(self) -> bool:
        """Tell whether any part of a statement stands in the stretch."""
        return any(
            _meet((*each.content.spans, *each.cue.spans, *each.speaker.spans), self.span)
            for each in self.statements
        )


def _meet(spans: Iterable[Span], stretch: Span) -> bool:
    return any(span.overlaps(stretch) for span in spans)


@dataclass(frozen=True, slots=True)
class Way:
    """A stretch of the source, the one that was made of it, and how likely it was."""

    source: End
    taken: End
    chance: float


@dataclass(frozen=True, slots=True)
class Changed:
    """A change: its kind, its place in the source and in the text that took from it, and what it is.

    `word` is what a name became, which is one change of the text wherever it stands and is from.
    """

    kind: DriftKind
    source: Span
    taken: Span
    detail: str
    word: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """The findings of a run by the id of their document."""

    statements: Mapping[str, Sequence[Statement]]
    mentions: Mapping[str, Sequence[Mention]]
    times: Mapping[str, Sequence[TimeReference]]
    offices: Mapping[str, Sequence[Office]]
    vocabulary: Mapping[str, frozenset[str]]

    def end(self, document: Document, span: Span) -> End:
        """Return a stretch of a document with what is known of it."""
        kinds = (self.statements, self.mentions, self.times, self.offices)
        statements, mentions, times, offices = (each.get(document.id, ()) for each in kinds)
        return End(document, span, statements, mentions, times, offices, self.vocabulary[document.id])


def known(extraction: Extraction) -> Known:
    """Return the findings of a run by document."""
    return Known(
        _by_document(extraction.statements),
        _by_document(extraction.mentions),
        _by_document(extraction.times),
        _offices(extraction.actors),
        {each.id: frozenset(map(fold, _WORD.findall(each.text))) for each in extraction.documents},
    )


def _by_document(found: Iterable[_Found]) -> dict[str, list[_Found]]:
    held: defaultdict[str, list[_Found]] = defaultdict(list)
    for each in found:
        held[each.document].append(each)
    return held


def _offices(actors: Iterable[Actor]) -> dict[str, list[Office]]:
    held: defaultdict[str, list[Office]] = defaultdict(list)
    for actor in actors:
        for role in actor.roles:
            for place in role.evidence:
                held[place.document].append(Office(actor.id, role.title, place.span))
    return held
