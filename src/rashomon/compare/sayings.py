"""What is done by saying something, as PLOVER has it: an accusation, a demand, a promise, a threat.

A statement is no event here; for who counts events in PLOVER's types it is one. Its type follows from its
act and the words of its cue, who does it is who speaks. It is done to the addressee of a demand, a threat
or a promise; of blame, of praise and of a demand without an addressee to the first person, body or country
that the content names. A denial, a question and a plain "said" are of no type, and neither is what is
expressly not said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rashomon.model.offsets import Span
from rashomon.model.records import ActorType, Event, Mention, Statement

_LIVING: frozenset[ActorType] = frozenset({"person", "organisation", "group", "country"})
_NEGATED = re.compile(r"\b(?:not|never|no|nor)\b|n['’]t\b", re.IGNORECASE)
_KINDS: Sequence[tuple[frozenset[str], str, str, str | None]] = tuple(
    (frozenset(acts.split()), cue, kind, mode)
    for acts, cue, kind, mode in (
        ("blamed", r"accus|alleg|blam|charg|indict|swear|swore", "ACCUSE", "allege"),
        ("blamed", r"", "ACCUSE", "disapprove"),
        ("demanded ordered", r"", "REQUEST", None),
        ("promised", r"promis|pledg|vow|undert|offer|commit|guarantee|assur", "AGREE", None),
        ("praised", r"", "SUPPORT", None),
        ("warned", r"threat|menac|ultimatum", "THREATEN", None),
        ("declined", r"reject|refus|rebuff|spurn|veto|rule|ruling|turn", "REJECT", None),
        ("other", r"apolog", "CONCEDE", None),
        ("other", r"approv|ratif|adopt|endors|\bback", "SUPPORT", None),
        ("other", r"agree|concur", "AGREE", None),
    )
)
_ADDRESSED = frozenset({"REQUEST", "THREATEN", "AGREE", "CONCEDE"})
_ONLY_ADDRESSED = frozenset({"AGREE", "CONCEDE"})


@dataclass(frozen=True, slots=True)
class Saying:
    """A statement as an event of PLOVER's.

    Attributes:
        statement: what it is.
        type: of PLOVER's.
        mode: of that type, if the cue tells.
        sources: who speaks, each of those that speak jointly; code points of the document's text.
        targets: to or of whom.
    """

    statement: Statement
    type: str
    mode: str | None
    sources: tuple[Span, ...]
    targets: tuple[Span, ...]


def sayings(
    statements: Iterable[Statement], events: Iterable[Event], mentions: Iterable[Mention]
) -> Iterator[Saying]:
    """Yield the statements that PLOVER has a type for, in their order; a cue that tells an event is none."""
    living: dict[str, list[Mention]] = {}
    for mention in mentions:
        if mention.type in _LIVING:
            living.setdefault(mention.document, []).append(mention)
    deeds = [(each.document, span) for each in events if each.type for span in each.trigger.spans]
    for statement in statements:
        kind = _kind(statement)
        if kind is not None and statement.speaker.kind != "none" and not _is_deed(statement, deeds):
            named = living.get(statement.document, ())
            yield Saying(statement, *kind, _sources(statement), _targets(statement, kind[0], named))


def _is_deed(statement: Statement, deeds: Iterable[tuple[str, Span]]) -> bool:
    """Tell a cue that tells an event by itself: "was jailed for calling ..."."""
    return any(
        document == statement.document and span.overlaps(cue)
        for document, span in deeds
        for cue in statement.cue.spans
    )


def _kind(statement: Statement) -> tuple[str, str | None] | None:
    cue = statement.cue.text
    if _NEGATED.search(cue):
        return None
    fits = (
        (kind, mode)
        for acts, pattern, kind, mode in _KINDS
        if statement.act in acts and re.search(pattern, cue, re.IGNORECASE)
    )
    return next(fits, None)


def _sources(statement: Statement) -> tuple[Span, ...]:
    members = tuple(member.span for member in statement.speaker.members if member.span)
    return members if len(members) > 1 else statement.speaker.spans


def _targets(statement: Statement, kind: str, named: Iterable[Mention]) -> tuple[Span, ...]:
    if statement.addressee and kind in _ADDRESSED:
        return statement.addressee.spans
    if kind in _ONLY_ADDRESSED:
        return ()
    own = {member.actor for member in statement.speaker.members}
    inside = [
        each.span
        for each in named
        if (each.actor is None or each.actor not in own)
        and any(
            span.start <= each.span.start and each.span.end <= span.end for span in statement.content.spans
        )
    ]
    return tuple(sorted(inside)[:1])
