"""Claims: what statements and events say, by the words that say it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, chain, product

from rashomon.compare.collection import Collection
from rashomon.compare.words import NO_CONTENT, Words
from rashomon.model.corpus import Extraction
from rashomon.model.offsets import Span
from rashomon.model.records import Event, Statement

Stretch = tuple[int, int]
"""A half-open range of sentences, numbered through over all documents."""
Wording = tuple[str, frozenset[int], int | None, int | None]
"""A story, content stems, and the stem of an event's trigger with its particle."""
Deed = tuple[int, frozenset[int], frozenset[int]]
"""The stem of an event's trigger, and those of the words for who did it and to whom or what, if told."""
_NEAR = 40  # characters before its verb in which the subject of a clause ends
_DOING = frozenset({"actor"})
_UNDERGOING = frozenset({"recipient", "object"})
_POSSESSIVE = re.compile(r"['’]s?$|^(?:my|your|his|her|its|our|their)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Claim:
    """What one statement or event says.

    Attributes:
        finding: the id of the statement or event.
        document: the number of its document in the collection.
        story: the id of the story that its document is of.
        spans: the words that say it: a statement's content; for an event the stretch of its sentence
            from its first word to its last, participants and figures included.
        sentences: those that the words stand in.
        stems: the content stems of the words.
        trigger: the stem of an event's trigger; `None` for a statement, and where it has no content word.
        is_event: whether the finding is an event.
        particle: the form of the last word of an event's trigger, where it is a function word behind a verb.
        behind: the forms of the function words behind an event's trigger in its sentence.
        deeds: the event's, or those of the events that a statement tells.
    """

    finding: str
    document: int
    story: str
    spans: tuple[Span, ...]
    sentences: Stretch
    stems: frozenset[int]
    trigger: int | None
    is_event: bool
    particle: int | None = None
    behind: frozenset[int] = frozenset()
    deeds: tuple[Deed, ...] = ()

    @property
    def wording(self) -> Wording:
        """Return what is the same for claims of one story in the same content words, whatever their order."""
        return self.story, self.stems, self.trigger, self.particle

    def is_turned(self, other: Claim) -> bool:
        """Tell claims of which each turns the other about: "A attacked B" and "B attacked A"."""
        return any(_is_turned(one, its) for one in self.deeds for its in other.deeds)

    def is_of_others(self, other: Claim) -> bool:
        """Tell claims that say one thing of two, in the same words but for who did it or to whom.

        One may have words more: "twelve soldiers were killed", "civilians were killed on Monday".
        """
        return any(
            self._is_same_beside(ours, other, theirs)
            for (stem, *one), (its_stem, *its) in product(self.deeds, other.deeds)
            for ours, theirs in zip(one, its, strict=True)
            if stem == its_stem
        )

    def _is_same_beside(self, ours: frozenset[int], other: Claim, theirs: frozenset[int]) -> bool:
        """Tell claims that have one wording beside the words for two who are not one."""
        rest, its_rest = self.stems - ours, other.stems - theirs
        told = bool(ours) and bool(theirs) and ours.isdisjoint(theirs)
        return told and (rest <= its_rest or its_rest <= rest)

    def is_apart(self, other: Claim) -> bool:
        """Tell events that one stem tells, and that are two deeds for all that.

        They are told with two particles, or with and without one ("broke out", "broke"), are turned, or stand
        in one sentence: "three died in the mine and two died in the hospital". A particle may be found in one
        text only: "wheeled out the beds", "wheeled the beds out".
        """
        if self.is_turned(other) or self.sentences == other.sentences:
            return True
        if self.trigger != other.trigger or self.particle == other.particle:
            return False
        if self.particle is None:
            return other.particle not in self.behind
        return other.particle is not None or self.particle not in other.behind

    def text(self, collection: Collection) -> str:
        """Return the words, line ends as spaces."""
        text = collection.text(self.document)
        return " ".join(" ".join(span.of(text) for span in self.spans).split())


def _is_turned(one: Deed, other: Deed) -> bool:
    """Tell deeds of one stem of which each is done by those to whom the other is done."""
    (stem, by, to), (its_stem, its_by, its_to) = one, other
    crossed = bool(by & its_to) and bool(to & its_by)
    return stem == its_stem and crossed and by.isdisjoint(its_by) and to.isdisjoint(its_to)


def claims_of(collection: Collection, extraction: Extraction, least_stems: int) -> list[Claim]:
    """Return the claims of all statements and events, in order of document, then of place.

    What has fewer content stems than `least_stems` ("it stands", "that") says too little to be known
    again in other words and is left out; so is what stands in page furniture, which is not compared.
    """
    numbers = {document.id: number for number, document in enumerate(collection.documents)}
    stories = {document.id: document.story or "" for document in extraction.documents}
    firsts = [0, *accumulate(len(words.sentences) for words in collection.texts)]
    events: defaultdict[str, list[Event]] = defaultdict(list)
    for event in extraction.events:
        events[event.document].append(event)
    found: dict[str, Claim] = {}
    findings: Iterable[Statement | Event] = (*extraction.statements, *extraction.events)
    for finding in findings:
        number = numbers[finding.document]
        story = stories[finding.document]
        place = _Place(number, story, firsts[number], collection.texts[number])
        claim = place.claim(finding, events[finding.document])
        if claim is not None and len(claim.stems) >= least_stems:
            found.setdefault(finding.id, claim)
    return sorted(found.values(), key=lambda claim: (claim.document, claim.spans, claim.finding))


@dataclass(frozen=True, slots=True)
class _Place:
    """A document, its story, the number of its first sentence, and its words."""

    document: int
    story: str
    first: int
    words: Words

    def claim(self, finding: Statement | Event, events: Sequence[Event]) -> Claim | None:
        """Return what a finding claims, given the events of its document."""
        spans = finding.content.spans if isinstance(finding, Statement) else self._extent(finding)
        if not spans:
            return None
        sentences = self._sentences(spans)
        if sentences is None:
            return None
        stems = frozenset(chain.from_iterable(self.words.content_in(span) for span in spans))
        own = finding.id, self.document, self.story
        is_event = isinstance(finding, Event)
        told = [finding] if isinstance(finding, Event) else _told_in(spans, events)
        claim = Claim(
            *own,
            spans=tuple(spans),
            sentences=sentences,
            stems=stems,
            trigger=self._trigger(finding),
            is_event=is_event,
            deeds=tuple(filter(None, map(self._deed, told))),
        )
        return self._with_particle(claim, finding) if isinstance(finding, Event) else claim

    def _deed(self, event: Event) -> Deed | None:
        """Return who did what to whom, `None` where no word tells what was done."""
        trigger = self._trigger(event)
        by, to = (self._of_roles(event, roles) for roles in (_DOING, _UNDERGOING))
        return (trigger, by, to) if trigger is not None else None

    def _of_roles(self, event: Event, roles: Container[str]) -> frozenset[int]:
        parts = (each.span for each in event.participants if each.role in roles)
        return frozenset(chain.from_iterable(map(self.words.content_in, parts)))

    def _trigger(self, finding: Statement | Event) -> int | None:
        if isinstance(finding, Statement):
            return None
        return min(self.words.content_in(finding.trigger.spans[0]), default=None)

    def _with_particle(self, claim: Claim, event: Event) -> Claim:
        told = list(chain.from_iterable(self.words.within(span) for span in event.trigger.spans))
        if not told:
            return claim
        end = self.words.sentences[claim.sentences[1] - 1 - self.first].last
        rest = range(told[-1] + 1, end)
        behind = frozenset(self.words.forms[at] for at in rest if self.words.stems[at] == NO_CONTENT)
        alone = len(told) > 1 and self.words.stems[told[-1]] == NO_CONTENT
        return replace(claim, particle=self.words.forms[told[-1]] if alone else None, behind=behind)

    def _extent(self, event: Event) -> tuple[Span, ...]:
        """Return the words of an event: from its first to its last, within the sentence of its trigger."""
        sentences = self._sentences(event.trigger.spans)
        if sentences is None:
            return ()
        whole = self.words.sentences[sentences[0] - self.first].span
        roles = (each.span for each in event.participants)
        parts = (*event.trigger.spans, *roles, *(each.span for each in event.figures))
        inside = [span for span in parts if whole.start <= span.start and span.end <= whole.end]
        if not inside:
            return ()
        return (Span(min(span.start for span in inside), max(span.end for span in inside)),)

    def _sentences(self, spans: Iterable[Span]) -> Stretch | None:
        """Return the sentences that some spans stand in, or `None` if they stand in none."""
        words = sorted(chain.from_iterable(self.words.within(span) for span in spans))
        if not words:
            return None
        ends = [sentence.last for sentence in self.words.sentences]
        first, last = bisect_right(ends, words[0]), bisect_right(ends, words[-1])
        return self.first + first, self.first + last + 1


def _told_in(spans: Sequence[Span], events: Iterable[Event]) -> list[Event]:
    return [each for each in events if any(span.overlaps(each.trigger.spans[0]) for span in spans)]


def subjects(event: Event, text: str) -> list[Span]:
    """Return who and what takes part in an event and stands before its trigger, as a subject does.

    Whose it is ("the union's demand", "their march") is no subject.
    """
    start = event.trigger.spans[0].start
    before = (each.span for each in event.participants if start - _NEAR <= each.span.end <= start)
    return sorted(span for span in before if not _POSSESSIVE.search(span.of(text)))
