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

_Found = TypeVar("_Found", Statement, Mention, TimeReference)
_ANY = re.compile(r"\w+")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Office:
    """An office that a text gives an actor, and where."""

    actor: str
    title: str
    span: Span


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found in one document, and its words, folded: all of them, and each that has no digits."""

    words: str
    vocabulary: frozenset[str]
    statements: Sequence[Statement]
    mentions: Sequence[Mention]
    times: Sequence[TimeReference]
    offices: Sequence[Office]


@dataclass(frozen=True, slots=True)
class End:
    """One side of the way: a stretch of a document, with the findings of that document."""

    document: Document
    span: Span
    findings: Findings

    @property
    def words(self) -> str:
        """Return the characters of the stretch."""
        return self.span.of(self.document.text)

    def named(self) -> Iterator[Mention]:
        """Yield the mentions in the stretch."""
        return (mention for mention in self.findings.mentions if self.span.covers(mention.span))

    def dated(self) -> Iterator[TimeReference]:
        """Yield the times in the stretch."""
        return (time for time in self.findings.times if self.span.covers(time.span))

    def called(self) -> Iterator[Office]:
        """Yield the offices given in the stretch."""
        return (office for office in self.findings.offices if self.span.covers(office.span))

    def said(self) -> Iterator[Statement]:
        """Yield the statements whose content stands in the stretch, in whole or in part."""
        return (each for each in self.findings.statements if _meet(each.content.spans, self.span))

    def attributed(self) -> bool:
        """Tell whether any part of a statement stands in the stretch."""
        return any(
            _meet((*each.content.spans, *each.cue.spans, *each.speaker.spans), self.span)
            for each in self.findings.statements
        )

    def name_of(self, statement: Statement) -> str:
        """Return the speaker of a statement by the longest name that the document has for them."""
        actors = {member.actor for member in statement.speaker.members} - {None}
        if len(actors) != 1:
            return statement.speaker.text
        names = (each.text for each in self.findings.mentions if each.actor in actors)
        return max((statement.speaker.text, *names), key=_capitals)

    def has(self, word: str) -> bool:
        """Tell whether the document has a word anywhere."""
        return fold(word) in self.findings.vocabulary


def _capitals(name: str) -> int:
    return sum(word[0].isupper() for word in _WORD.findall(name))


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


def findings_of(extraction: Extraction) -> Mapping[str, Findings]:
    """Return the findings of a run by the id of their document."""
    statements, mentions = _by_document(extraction.statements), _by_document(extraction.mentions)
    times, offices = _by_document(extraction.times), _offices(extraction.actors)
    return {
        each.id: Findings(
            *_words_of(each.text), statements[each.id], mentions[each.id], times[each.id], offices[each.id]
        )
        for each in extraction.documents
    }


def _by_document(found: Iterable[_Found]) -> defaultdict[str, list[_Found]]:
    held: defaultdict[str, list[_Found]] = defaultdict(list)
    for each in found:
        held[each.document].append(each)
    return held


def _words_of(text: str) -> tuple[str, frozenset[str]]:
    folded = fold(text)
    return " ".join(_ANY.findall(folded)), frozenset(_WORD.findall(folded))


def _offices(actors: Iterable[Actor]) -> defaultdict[str, list[Office]]:
    held: defaultdict[str, list[Office]] = defaultdict(list)
    for actor in actors:
        for role in actor.roles:
            for place in role.evidence:
                held[place.document].append(Office(actor.id, role.title, place.span))
    return held
