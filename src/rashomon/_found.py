"""What a user says of what was found, and the findings that stand where a user points."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from rashomon._pointing import Spot, Texts
from rashomon.api import Findings
from rashomon.model.accounts import Account
from rashomon.model.corpus import Extraction
from rashomon.model.judgements import Judgement, JudgementKind
from rashomon.model.offsets import Span, quoted
from rashomon.model.records import Actor, Event, Link, Mention, Place, Statement, TimeReference
from rashomon.store.applying import Finding, spans_of
from rashomon.store.finding import hull

KINDS: Mapping[type, str] = MappingProxyType(
    {
        Statement: "statement",
        Mention: "mention",
        Event: "event",
        Account: "account",
        TimeReference: "time",
        Place: "place",
    }
)
_SHOWN = 80  # characters of a finding's words that a message shows


@dataclass(frozen=True, slots=True)
class Correction:
    """What a user says, and of what.

    Attributes:
        kind: The kind of judgement.
        by: Who says so.
        at_time: When, in ISO 8601.
        words: Words that stand where the user points.
        at: Characters where the user points, each `[NAME:]START-END`.
        texts: The texts in which the words are looked for; none stands for all.
        value: The speaker's name, the office, the position, or what the values of a link are of.
        actor: Whose position is set: a name.
        actor_at: The same, by characters.
        instead_of: The office that is wrong.
        note: Why.
        whole: For `split_actors`: whether the actor's other mentions in the same texts go along.
    """

    kind: JudgementKind
    by: str
    at_time: str
    words: tuple[str, ...] = ()
    at: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    value: str | None = None
    actor: str | None = None
    actor_at: str | None = None
    instead_of: str | None = None
    note: str | None = None
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Judged:
    """A judgement that changes what a run finds, and what it says, as a sentence part."""

    judgement: Judgement
    meaning: str


@dataclass(frozen=True, slots=True)
class Found:
    """Texts, what was found in them, and what the user says."""

    texts: Texts
    extraction: Extraction
    correction: Correction

    def judgement(self, *findings: Finding | Link, actor: Actor | None = None) -> Judgement:
        """Return the correction as a judgement on `findings`, and on what `actor` holds."""
        said = self.correction
        return Findings(self.extraction).judgement(
            said.kind,
            *findings,
            by=said.by,
            at=said.at_time,
            value=said.value,
            actor=actor,
            instead_of=said.instead_of,
            note=said.note,
        )

    def spot(self, finding: Finding) -> Spot:
        """Return where a finding stands."""
        (document,) = (each for each in self.texts.documents if each.id == finding.document)
        return Spot(document, spans_of(finding))

    def shown(self, finding: Finding) -> str:
        """Return the words of a finding, and where they stand."""
        return f"{self.quoted(finding)} at {self.texts.at(self.spot(finding))}"

    def quoted(self, finding: Finding) -> str:
        """Return the words of a finding in quotation marks, cut when they are many."""
        return words_at(self.spot(finding))


def words_at(spot: Spot) -> str:
    """Return the words of a spot in quotation marks, cut when they are many."""
    words = " ".join(quoted(spot.spans, spot.document.text).split())
    return f'"{words if len(words) <= _SHOWN else words[: _SHOWN - 1] + "…"}"'


def spots_of(texts: Texts, correction: Correction) -> tuple[Spot, ...]:
    """Return every spot that a correction points at.

    Raises:
        InputError: words of it stand nowhere, or characters are no place in a text.
    """
    by_words = (spot for words in correction.words for spot in texts.of_words(words, correction.texts))
    by_place = (texts.of_characters(each, correction.texts) for each in correction.at)
    return (*by_words, *by_place)


def eligible(found: Found) -> tuple[Finding, ...]:
    """Return the findings that a correction of its kind may speak of."""
    extraction = found.extraction
    if found.correction.kind == "set_speaker":
        return extraction.statements
    return (
        *extraction.statements,
        *extraction.mentions,
        *extraction.events,
        *extraction.accounts,
        *extraction.times,
        *extraction.places,
    )


def fitting(findings: Sequence[Finding], spots: Sequence[Spot]) -> list[Finding]:
    """Return the findings that fit best: those exactly there, those around it or inside, accounts across."""
    for fits in (exactly, around, across):
        fit = [each for each in findings if any(same_text(each, s) and fits(each, s) for s in spots)]
        if fit:
            return fit
    return []


def same_text(finding: Finding, spot: Spot) -> bool:
    """Tell whether a finding and a spot are of one text."""
    return finding.document == spot.document.id


def exactly(finding: Finding, spot: Spot) -> bool:
    """Tell whether a spot is a finding, or one of several parts from end to end, as the report cites it."""
    cited = isinstance(finding, Statement | Account) and hull(whole_spans(finding)) == hull(spot.spans)
    return cited or spans_of(finding) == spot.spans


def around(finding: Finding, spot: Spot) -> bool:
    """Tell whether a spot lies in a finding, or holds a whole statement."""
    inside = all(any(span.covers(each) for span in spans_of(finding)) for each in spot.spans)
    return inside or (isinstance(finding, Statement) and hull(spot.spans).covers(hull(whole_spans(finding))))


def across(finding: Finding, spot: Spot) -> bool:
    """Tell whether a spot holds a whole account, or lies in one without being of one of its parts alone."""
    if not isinstance(finding, Account):
        return False
    whole, place = hull(whole_spans(finding)), hull(spot.spans)
    return whole.covers(place) or place.covers(whole)


def stands_near(finding: Finding, spots: Sequence[Spot]) -> bool:
    """Tell whether a finding has characters in common with a spot."""
    return any(
        same_text(finding, spot) and span.overlaps(each)
        for spot in spots
        for each in spot.spans
        for span in spans_of(finding)
    )


def whole_spans(finding: Statement | Account) -> tuple[Span, ...]:
    """Return the spans of a statement's speaker, cue and content, or of all that an account is made of."""
    if isinstance(finding, Account):
        return spans_of(finding)
    return (*finding.speaker.spans, *finding.cue.spans, *finding.content.spans)


def grouped(findings: Iterable[Finding]) -> list[tuple[Finding, ...]]:
    """Return findings in order, those with the same spans together: a judgement can't tell them apart."""
    groups: defaultdict[tuple[str, tuple[Span, ...]], list[Finding]] = defaultdict(list)
    for finding in findings:
        groups[finding.document, spans_of(finding)].append(finding)
    return [tuple(group) for group in groups.values()]


def choices(found: Found, groups: Iterable[Sequence[Finding]]) -> Iterator[str]:
    """Yield a line for each group: the option that means it, and what it is."""
    for group in groups:
        option = found.texts.option(_telling(found, group))
        yield f"{option}  {kinds(group)}: {found.quoted(group[0])}"


def _telling(found: Found, group: Sequence[Finding]) -> Spot:
    """Return a spot that means `group` alone: where it stands, or with the speaker where others stand too."""
    first, place = group[0], found.spot(group[0])
    if not isinstance(first, Statement) or len(grouped(fitting(eligible(found), [place]))) == 1:
        return place
    return Spot(place.document, (hull(whole_spans(first)),))


def kinds(group: Sequence[Finding]) -> str:
    """Return what the findings at one place are, in words."""
    names = [
        f"statement by {speaker_words(f)}" if isinstance(f, Statement) else KINDS[type(f)] for f in group
    ]
    return " and ".join(dict.fromkeys(names))


def speaker_words(statement: Statement) -> str:
    """Return who makes a statement, as the text has it."""
    return " ".join(statement.speaker.text.split()).strip(" ,") or "nobody named"
