"""Applies judgements by hand to what a run found; each returns new records and lists what no longer fits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import get_args

from msgspec.structs import replace

from rashomon.model.accounts import Account
from rashomon.model.corpus import Extraction
from rashomon.model.judgements import Judgement, Target
from rashomon.model.offsets import Span
from rashomon.model.records import Event, Member, Mention, Place, Relay, Speaker, Statement, TimeReference
from rashomon.store.judgements import Located, Locator, Unmatched

BY_HAND = "hand"
_NO_TEXT = (
    "its text is not there, and its words stand in none of the texts, or in more places than one, or are too "
    "few to tell"
)
_NO_WORDS = "its text has changed, and its words stand in none of the texts, or in more places than one"
_NO_FINDING = "its words are there, but nothing was found at exactly these places"
_SET_AGAIN = "a later correction gives the same words another speaker"
_NO_STATEMENT = "its words are there, but no statement was found at exactly these places"

Finding = Statement | Mention | Event | Account | TimeReference | Place
Key = tuple[str, tuple[Span, ...]]


@dataclass(frozen=True, slots=True)
class JudgedFindings:
    """Findings after judgements, and the judgements that changed nothing."""

    extraction: Extraction
    unmatched: tuple[Unmatched, ...] = ()


def apply_to_findings(extraction: Extraction, judgements: Sequence[Judgement]) -> JudgedFindings:
    """Apply `reject` and `set_speaker` to the findings of all documents of a run.

    A target means a finding when its spans are the finding's: for a statement those of its
    content, or of speaker, cue and content together; for an event those of its trigger. `reject`
    takes away every finding at its targets. `set_speaker` gives the statement at its targets the
    speaker named in `value`, placed where that name stands nearest to the content, if it does.
    Of two judgements on one statement's speaker, the later counts, and the earlier changes nothing.
    Other kinds are left alone: they speak of actors (see `rashomon.store.actors`).
    """
    judging = _Judging(extraction)
    for judgement in judgements:
        if judgement.kind == "reject":
            judging.reject(judgement)
        elif judgement.kind == "set_speaker":
            judging.set_speaker(judgement)
    return JudgedFindings(judging.result(), (*judging.unmatched, *judging.set_again()))


def locate_all(locator: Locator, judgement: Judgement) -> tuple[Located, ...]:
    """Return the places of all targets of `judgement`, in their order."""
    return tuple(place for target in judgement.targets for place in locator.find(target))


def why_lost(locator: Locator, judgement: Judgement) -> str | None:
    """Return why a target of `judgement` can't be found, or `None` if each is found."""
    lost = [target for target in judgement.targets if not locator.find(target)]
    if not lost:
        return None
    return _NO_WORDS if all(locator.knows(target) for target in lost) else _NO_TEXT


def half_applied(judgement: Judgement, missing: int, reason: str) -> Iterator[Unmatched]:
    """Yield a judgement that changed something, if so many of its targets were `missing` from that."""
    if missing:
        number = len(judgement.targets)
        yield Unmatched(
            judgement, f"applied to {number - missing} of {number} places; for the others, {reason}"
        )


class _Judging:
    """Collects what judgements say, then rebuilds the findings in one pass."""

    def __init__(self, extraction: Extraction) -> None:
        self.unmatched: list[Unmatched] = []
        self._extraction = extraction
        self._locator = Locator(extraction.documents)
        self._texts = {document.id: document.text for document in extraction.documents}
        self._at = _index(extraction)
        self._rejected: set[str] = set()
        self._speakers: dict[str, str] = {}
        self._spoken: list[tuple[Judgement, frozenset[str]]] = []

    def reject(self, judgement: Judgement) -> None:
        findings = self._findings(judgement, _NO_FINDING)
        self._rejected.update(finding.id for finding in findings)

    def set_speaker(self, judgement: Judgement) -> None:
        if not (judgement.value or "").strip():
            self.unmatched.append(Unmatched(judgement, "it names no speaker: `value` is empty"))
            return
        statements = [f for f in self._findings(judgement, _NO_STATEMENT) if isinstance(f, Statement)]
        self._speakers.update((statement.id, str(judgement.value)) for statement in statements)
        self._spoken.append((judgement, frozenset(statement.id for statement in statements)))

    def set_again(self) -> Iterator[Unmatched]:
        """Yield the judgements of which each statement has its speaker from a later one."""
        for at, (judgement, own) in enumerate(self._spoken):
            later = frozenset[str]().union(*(statements for _, statements in self._spoken[at + 1 :]))
            if own and own <= later:
                yield Unmatched(judgement, _SET_AGAIN)

    def result(self) -> Extraction:
        kept = {
            name: tuple(
                finding for finding in getattr(self._extraction, name) if finding.id not in self._rejected
            )
            for name in ("mentions", "times", "places")
        }
        statements = (s for s in self._extraction.statements if s.id not in self._rejected)
        events = (e for e in self._extraction.events if e.id not in self._rejected)
        return replace(
            self._extraction,
            statements=tuple(self._statement(statement) for statement in statements),
            events=tuple(self._event(event) for event in events),
            accounts=tuple(a for a in self._extraction.accounts if self._is_kept(a)),
            **kept,
        )

    def _is_kept(self, account: Account) -> bool:
        """Tell whether neither an account nor the statement that gives it was rejected."""
        return self._rejected.isdisjoint({account.id, account.reported_by})

    def _findings(self, judgement: Judgement, missing: str) -> list[Finding]:
        kinds = (Statement,) if missing is _NO_STATEMENT else get_args(Finding)
        there = [[f for f in self._standing(each) if isinstance(f, kinds)] for each in judgement.targets]
        findings = [finding for standing in there for finding in standing]
        lost = why_lost(self._locator, judgement)
        if findings:
            self.unmatched += half_applied(judgement, there.count([]), lost or missing)
        else:
            located = locate_all(self._locator, judgement)
            self.unmatched.append(Unmatched(judgement, missing if located or lost is None else lost))
        return findings

    def _standing(self, target: Target) -> list[Finding]:
        return [f for place in self._locator.find(target) for f in self._at[place.document, place.spans]]

    def _statement(self, statement: Statement) -> Statement:
        statement = replace(
            statement,
            within=self._living(statement.within),
            via=tuple(self._relay(relay) for relay in statement.via),
        )
        name = self._speakers.get(statement.id)
        if name is None:
            return statement
        speaker = _speaker(name, self._texts[statement.document], statement.content.spans)
        speaker = replace(speaker, members=self._members(statement.document, speaker))
        return replace(statement, speaker=speaker, score=1.0, made_by=BY_HAND)

    def _members(self, document: str, speaker: Speaker) -> tuple[Member, ...]:
        """Return the actor known by the speaker's name, of the same text if it has one."""
        mentions = (m for m in self._extraction.mentions if m.actor and m.text == speaker.text)
        found = sorted(mentions, key=lambda mention: mention.document != document)
        span = speaker.spans[0] if speaker.spans else None
        return tuple(Member(span=span, actor=mention.actor) for mention in found[:1])

    def _relay(self, relay: Relay) -> Relay:
        return replace(relay, statement=self._living(relay.statement))

    def _event(self, event: Event) -> Event:
        return replace(
            event,
            time=self._living(event.time),
            place=self._living(event.place),
            reported_by=self._living(event.reported_by),
        )

    def _living(self, finding: str | None) -> str | None:
        return None if finding in self._rejected else finding


def _index(extraction: Extraction) -> defaultdict[Key, list[Finding]]:
    found: defaultdict[Key, list[Finding]] = defaultdict(list)
    groups: Iterable[Iterable[Finding]] = (
        extraction.statements,
        extraction.mentions,
        extraction.events,
        extraction.accounts,
        extraction.times,
        extraction.places,
    )
    for finding in (finding for group in groups for finding in group):
        for spans in set(_spans(finding)):
            found[finding.document, spans].append(finding)
    return found


def spans_of(finding: Finding) -> tuple[Span, ...]:
    """Return the spans by which a judgement points at `finding`: the content of a statement."""
    match finding:
        case Statement(content=content):
            return content.spans
        case Event(trigger=trigger):
            return trigger.spans
        case Account(matter=matter, cue=cue, given=given):
            return tuple(sorted({*matter.spans, *cue.spans, *given.spans}))
        case _:
            return (finding.span,)


def _spans(finding: Finding) -> Iterator[tuple[Span, ...]]:
    """Yield each set of spans by which a judgement may point at `finding`."""
    yield spans_of(finding)
    if isinstance(finding, Statement):
        parts = (finding.speaker, finding.cue, finding.content)
        yield tuple(sorted({span for part in parts for span in part.spans}))


def _speaker(name: str, text: str, content: Sequence[Span]) -> Speaker:
    spans = [span for span in _occurrences(name, text) if not any(span.overlaps(part) for part in content)]
    if not spans:
        return Speaker(text=name, kind="named")
    nearest = min(spans, key=lambda span: (min(_distance(span, part) for part in content), span))
    return Speaker(spans=(nearest,), text=name, kind="named")


def _occurrences(name: str, text: str) -> Iterator[Span]:
    start = text.find(name)
    while start >= 0:
        yield Span(start, start + len(name))
        start = text.find(name, start + 1)


def _distance(left: Span, right: Span) -> int:
    return max(right.start - left.end, left.start - right.end, 0)
