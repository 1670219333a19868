"""A stretch of a text, what became of it in a text that took from it, and what is known of both."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rashomon.model.corpus import Extraction
from rashomon.model.drifts import DriftKind
from rashomon.model.offsets import Span
from rashomon.model.records import Document, Mention, Statement


@dataclass(frozen=True, slots=True)
class End:
    """One side of the way: a stretch of a document, with the findings of that document.

    Attributes:
        document: the document.
        span: the stretch in its text.
        statements: those of the document.
        mentions: those of the document.
    """

    document: Document
    span: Span
    statements: Sequence[Statement]
    mentions: Sequence[Mention]

    @property
    def words(self) -> str:
        """Return the characters of the stretch."""
        return self.span.of(self.document.text)

    def named(self) -> Iterator[Mention]:
        """Yield the mentions in the stretch."""
        return (mention for mention in self.mentions if self.span.covers(mention.span))

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
    """A change: its kind, its place in the source and in the text that took from it, and what it is."""

    kind: DriftKind
    source: Span
    taken: Span
    detail: str


@dataclass(frozen=True, slots=True)
class Known:
    """The findings of a run by the id of their document."""

    statements: Mapping[str, Sequence[Statement]]
    mentions: Mapping[str, Sequence[Mention]]

    def end(self, document: Document, span: Span) -> End:
        """Return a stretch of a document with what is known of it."""
        return End(document, span, self.statements.get(document.id, ()), self.mentions.get(document.id, ()))


def known(extraction: Extraction) -> Known:
    """Return the findings of a run by document."""
    statements: defaultdict[str, list[Statement]] = defaultdict(list)
    mentions: defaultdict[str, list[Mention]] = defaultdict(list)
    for statement in extraction.statements:
        statements[statement.document].append(statement)
    for mention in extraction.mentions:
        mentions[mention.document].append(mention)
    return Known(statements, mentions)
