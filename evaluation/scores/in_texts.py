"""What stands inside the single texts of a story, counted: statements, events, times and furniture."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from evaluation.annotation.timex import with_minutes
from evaluation.counting import Counts, share
from evaluation.scores.alignment import LEAST_DICE, Alignment, best_first, span_dice
from evaluation.scores.findings import Findings
from rashomon.model import records
from rashomon.model.offsets import Span

RULE = "rule_"
"""What the names of counts of single rules begin with."""
MODEL = "rashomon-encoder"
LEAST_PARTICIPANT = 0.25  # Dice: gold has the name alone where there is one in the phrase
_Statements = Sequence[tuple[records.Statement, records.Statement]]  # found ones with those of gold
_Events = Sequence[tuple[records.Event, records.Event]]


# Statements ------------------------------------------------------------------------------------


def statement_counts(found: Findings, gold: Findings, aligned: Alignment) -> dict[str, Counts]:
    """Count statements and what is known of them."""
    by_id = {each.id: each for each in gold.statements}
    pairs = [
        (each, by_id[aligned.statements[each.id]])
        for each in found.statements
        if each.id in aligned.statements
    ]
    return {
        "statements": Counts(len(pairs), len(found.statements), len(gold.statements)),
        "kind": share(one.kind == other.kind for one, other in pairs),
        "act": share(one.act == other.act for one, other in pairs),
        "hedged": _marked(pairs, lambda each: each.hedged),
        "loaded": _marked(pairs, lambda each: each.loaded),
        "tense": share(one.tense == other.tense for one, other in pairs),
        "speaker": share(_same_speaker(one, other, aligned) for one, other in pairs),
        "addressees": _beside(pairs, gold, lambda each: each.addressee),
        "media": _beside(pairs, gold, lambda each: each.medium),
        "saying_times": _beside(pairs, gold, lambda each: each.time),
        "chains": _chains(pairs, gold, aligned),
        **_by_rule(found, aligned),
    }


def _by_rule(found: Findings, aligned: Alignment) -> dict[str, Counts]:
    """Count, for each rule that made statements, those that gold has."""
    counts: dict[str, Counts] = {}
    for each in found.statements:
        if not each.made_by.startswith(MODEL):
            name = RULE + each.made_by.replace("-", "_")
            counts[name] = counts.get(name, Counts()) + Counts(int(each.id in aligned.statements), 1, 1)
    return counts


def _same_speaker(found: records.Statement, gold: records.Statement, aligned: Alignment) -> bool:
    wanted = {member.actor for member in gold.speaker.members}
    named = {aligned.actors.get(member.actor or "") for member in found.speaker.members}
    return named == wanted if wanted else found.speaker.kind == gold.speaker.kind and not named - {None}


def _marked(pairs: _Statements, mark: Callable[[records.Statement], bool | None]) -> Counts:
    """Count a mark that few statements have, over those that both sides have."""
    right = sum(bool(mark(one) and mark(other)) for one, other in pairs)
    return Counts(right, sum(bool(mark(one)) for one, _ in pairs), sum(bool(mark(each)) for _, each in pairs))


def _beside(
    pairs: _Statements, gold: Findings, part: Callable[[records.Statement], records.Anchored | None]
) -> Counts:
    """Count what stands beside a cue: found for statements that gold has, and of gold for all of its own."""
    right = sum(span_dice(_spans(part(one)), _spans(part(other))) >= LEAST_DICE for one, other in pairs)
    found = sum(part(one) is not None for one, _ in pairs)
    return Counts(right, found, sum(part(each) is not None for each in gold.statements))


def _spans(anchored: records.Anchored | None) -> Sequence[Span]:
    return anchored.spans if anchored else ()


def _chains(pairs: _Statements, gold: Findings, aligned: Alignment) -> Counts:
    """Count statements that came through others, found for statements that gold has, and of gold all."""
    right = sum(
        bool(other.via) and _same_speaker(one, other, aligned) and _way(one, aligned) == _way(other)
        for one, other in pairs
    )
    return Counts(
        right, sum(bool(one.via) for one, _ in pairs), sum(bool(each.via) for each in gold.statements)
    )


def _way(statement: records.Statement, aligned: Alignment | None = None) -> list[str | None]:
    if aligned is None:
        return [step.actor for step in statement.via]
    return [aligned.actors.get(step.actor, step.actor) if step.actor else None for step in statement.via]


# Events and times ------------------------------------------------------------------------------


def event_counts(found: Findings, gold: Findings, aligned: Alignment) -> dict[str, Counts]:
    """Count events and what is known of them.

    Of what an event has, found is counted for events that gold has, and gold for all of its events.
    """
    by_id = {each.id: each for each in gold.events}
    pairs = [(each, by_id[aligned.events[each.id]]) for each in found.events if each.id in aligned.events]
    return {
        "events": Counts(len(pairs), len(found.events), len(gold.events)),
        "event_type": share(one.type == other.type for one, other in pairs if one.type or other.type),
        "event_status": share(one.status == other.status for one, other in pairs),
        "event_times": _event_times(pairs, found, gold),
        "event_places": _event_places(pairs, found, gold),
        **_participants(pairs, gold, aligned),
        "figures": _figures(pairs, gold),
    }


def _event_times(pairs: _Events, found: Findings, gold: Findings) -> Counts:
    """Count times of events: the same words, or others of the same value."""
    ours, theirs = ({time.id: time for time in side.times} for side in (found, gold))
    both = [(ours.get(one.time or ""), theirs.get(other.time or "")) for one, other in pairs]
    return Counts(
        sum(bool(a and b and (a.span == b.span or _same_value(a, b))) for a, b in both),
        sum(one.time is not None for one, _ in pairs),
        sum(each.time is not None for each in gold.events),
    )


def _same_value(one: records.TimeReference, other: records.TimeReference) -> bool:
    return bool(one.value and other.value and with_minutes(one.value) == with_minutes(other.value))


def _event_places(pairs: _Events, found: Findings, gold: Findings) -> Counts:
    """Count places of events: words that overlap by half, or the same words elsewhere."""
    ours, theirs = ({place.id: place for place in side.places} for side in (found, gold))
    both = [(ours.get(one.place or ""), theirs.get(other.place or "")) for one, other in pairs]
    return Counts(
        sum(bool(a and b and _same_place(a, b)) for a, b in both),
        sum(one.place is not None for one, _ in pairs),
        sum(each.place is not None for each in gold.events),
    )


def _same_place(one: records.Place, other: records.Place) -> bool:
    near = span_dice([one.span], [other.span]) >= LEAST_DICE
    return near or one.text.casefold() == other.text.casefold()


def _participants(pairs: _Events, gold: Findings, aligned: Alignment) -> dict[str, Counts]:
    """Count participants by role and place, and who those are that both have and gold knows."""
    both: list[tuple[records.Participant, records.Participant]] = []
    for one, other in pairs:
        fits = [
            (dice, i, j)
            for i, a in enumerate(one.participants)
            for j, b in enumerate(other.participants)
            if a.role == b.role and (dice := span_dice([a.span], [b.span])) >= LEAST_PARTICIPANT
        ]
        both += [(one.participants[at], other.participants[to]) for at, to in best_first(fits).items()]
    found = sum(len(one.participants) for one, _ in pairs)
    return {
        "participants": Counts(len(both), found, sum(len(each.participants) for each in gold.events)),
        "participant_actor": share(aligned.actors.get(a.actor or "") == b.actor for a, b in both if b.actor),
    }


def _figures(pairs: _Events, gold: Findings) -> Counts:
    """Count figures by their bounds; what they count is put in free words, on which annotators differ."""
    right = sum(len(_bounds(one) & _bounds(other)) for one, other in pairs)
    found = sum(len(_bounds(one)) for one, _ in pairs)
    return Counts(right, found, sum(len(_bounds(each)) for each in gold.events))


def _bounds(event: records.Event) -> set[tuple[float | None, ...]]:
    return {(figure.low, figure.best, figure.high) for figure in event.figures}


def time_counts(found: Findings, gold: Findings, aligned: Alignment) -> dict[str, Counts]:
    """Count time expressions and their values."""
    values = {each.id: each.value for each in gold.times}
    pairs = [(each.value, values[aligned.times[each.id]]) for each in found.times if each.id in aligned.times]
    return {
        "times": Counts(len(pairs), len(found.times), len(gold.times)),
        "time_value": share(with_minutes(one or "") == with_minutes(other or "") for one, other in pairs),
    }


def furniture_counts(found: Findings, gold: Findings) -> Counts:
    """Count the characters of furniture."""
    total = Counts()
    for document in found.furniture.keys() | gold.furniture.keys():
        ours, theirs = (
            {at for span in side.furniture.get(document, ()) for at in range(span.start, span.end)}
            for side in (found, gold)
        )
        total += Counts(len(ours & theirs), len(ours), len(theirs))
    return total
