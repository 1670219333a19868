"""Which found thing is which of gold: one to one, the best likeness first."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from evaluation.scores.findings import Findings
from rashomon.model import records
from rashomon.model.offsets import Span

LEAST_DICE = 0.5

_Item = TypeVar("_Item", records.Statement, records.Mention, records.Event, records.TimeReference)
Pairs = Mapping[str, str]
"""Ids of found things with those of the gold things that they are."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """Found ids with their gold ids, for each kind of finding; several found actors may be one of gold."""

    statements: Pairs
    events: Pairs
    mentions: Pairs
    times: Pairs
    actors: Pairs
    propositions: Pairs

    @property
    def findings(self) -> dict[str, str]:
        """Return statements and events together."""
        return {**self.statements, **self.events}


def align(found: Findings, gold: Findings) -> Alignment:
    """Align two sides of one story.

    Statements: Dice of the contents at least 0.5, in characters, and cues that overlap where both have one;
    cues alone where gold has no content.
    Events and mentions: Dice at least 0.5. Times: the same characters. A found actor is the gold actor that
    most of its aligned mentions are of, where it has one of that actor's names: an actor of a single "she" is
    nobody, unless gold has no name for the one meant. One that no text mentions, as an outlet may be, is the
    one of gold that has its name. Propositions: those that share most members.
    """
    mentions = _one_to_one(found.mentions, gold.mentions, _alike_mentions)
    statements = _one_to_one(found.statements, gold.statements, _alike_statements)
    events = _one_to_one(found.events, gold.events, _alike_events)
    return Alignment(
        statements=statements,
        events=events,
        mentions=mentions,
        times=_one_to_one(found.times, gold.times, _alike_times),
        actors={
            **_named_alike(found, gold),
            **_sharing_a_name(_actors(found.mentions, gold.mentions, mentions), found.actors, gold.actors),
        },
        propositions=_sharing_members(found.propositions, gold.propositions, {**statements, **events}),
    )


def best_first(fits: Iterable[tuple[float, int, int]]) -> dict[int, int]:
    """Return found numbers with gold numbers, each used once, taking pairs in order of likeness.

    Args:
        fits: likeness, number of the found thing and number of the gold thing, of pairs that may be one.
    """
    taken: dict[int, int] = {}
    used: set[int] = set()
    for _, at, to in sorted(fits, key=lambda fit: (-fit[0], fit[1], fit[2])):
        if at not in taken and to not in used:
            taken[at] = to
            used.add(to)
    return taken


def span_dice(left: Sequence[Span], right: Sequence[Span]) -> float:
    """Return the Dice coefficient of the characters of two sets of disjoint spans; 0 when both are empty."""
    shared = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in left for b in right)
    both = sum(map(len, left)) + sum(map(len, right))
    return 2 * shared / both if both else 0.0


def align_single(found: Sequence[records.Passage], gold: Sequence[records.Passage]) -> dict[int, int]:
    """Return numbers of found passages with those of gold, Dice at least 0.5."""
    return align_ends([(each, each) for each in found], [(each, each) for each in gold], LEAST_DICE)


Ends = tuple[records.Passage, records.Passage]


def align_ends(found: Sequence[Ends], gold: Sequence[Ends], least: float) -> dict[int, int]:
    """Return numbers of found pairs of passages with those of gold, both ends alike by at least `least`.

    The ends may be the other way round.
    """
    fits = [
        (likeness, at, to)
        for at, one in enumerate(found)
        for to, other in enumerate(gold)
        if (likeness := _alike_ends(one, other)) >= least
    ]
    return best_first(fits)


def _alike_ends(found: Ends, gold: Ends) -> float:
    def alike(one: records.Passage, other: records.Passage) -> float:
        return span_dice(one.spans, other.spans) if one.document == other.document else 0.0

    straight = min(alike(found[0], gold[0]), alike(found[1], gold[1]))
    crossed = min(alike(found[0], gold[1]), alike(found[1], gold[0]))
    return max(straight, crossed)


def _one_to_one(
    found: Sequence[_Item], gold: Sequence[_Item], alike: Callable[[_Item, _Item], float]
) -> Pairs:
    by_document: dict[str, list[int]] = defaultdict(list)
    for to, item in enumerate(gold):
        by_document[item.document].append(to)
    fits = [
        (likeness, at, to)
        for at, item in enumerate(found)
        for to in by_document[item.document]
        if (likeness := alike(item, gold[to]))
    ]
    return {found[at].id: gold[to].id for at, to in best_first(fits).items()}


def _alike_statements(found: records.Statement, gold: records.Statement) -> float:
    content = span_dice(found.content.spans, gold.content.spans)
    cue = span_dice(found.cue.spans, gold.cue.spans)
    if not gold.content.spans:  # a refusal may say nothing of what is refused
        return cue
    if content < LEAST_DICE or (found.cue.spans and gold.cue.spans and not cue):
        return 0.0
    return content + cue / 2  # of two statements with one content, the one with the same cue


def _alike_events(found: records.Event, gold: records.Event) -> float:
    likeness = span_dice(found.trigger.spans, gold.trigger.spans)
    return likeness if likeness >= LEAST_DICE else 0.0


def _alike_mentions(found: records.Mention, gold: records.Mention) -> float:
    likeness = span_dice([found.span], [gold.span])
    return likeness if likeness >= LEAST_DICE else 0.0


def _alike_times(found: records.TimeReference, gold: records.TimeReference) -> float:
    return float(found.span == gold.span)


def _sharing_a_name(
    same: Pairs, found: Iterable[records.Actor], gold: Iterable[records.Actor]
) -> dict[str, str]:
    """Return the pairs of actors that have a name in common; descriptions count as names of the unnamed."""
    ours, theirs = ({each.id: _folded(each.names) for each in side} for side in (found, gold))
    return {
        one: other
        for one, other in same.items()
        if not theirs.get(other) or not theirs[other].isdisjoint(ours.get(one, ()))
    }


def _named_alike(found: Findings, gold: Findings) -> dict[str, str]:
    """Return found actors without a mention with those of gold that have one of their names."""
    theirs = {name: actor.id for actor in reversed(gold.actors) for name in _folded(actor.names)}
    mentioned = {mention.actor for mention in found.mentions}
    alone = ((actor.id, _folded(actor.names)) for actor in found.actors if actor.id not in mentioned)
    return {one: theirs[min(names & theirs.keys())] for one, names in alone if not names.isdisjoint(theirs)}


def _folded(names: Iterable[str]) -> frozenset[str]:
    return frozenset(" ".join(name.split()).casefold().removeprefix("the ") for name in names)


def _actors(
    found: Iterable[records.Mention], gold: Iterable[records.Mention], aligned: Pairs
) -> dict[str, str]:
    actor_of = {mention.id: mention.actor for mention in gold}
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for mention in found:
        target = actor_of.get(aligned.get(mention.id, ""))
        if mention.actor and target:
            votes[mention.actor][target] += 1
    return {actor: min(count, key=lambda name: (-count[name], name)) for actor, count in votes.items()}


def _sharing_members(
    found: Sequence[records.Proposition], gold: Sequence[records.Proposition], findings: Pairs
) -> dict[str, str]:
    fits = [
        (2 * len(shared) / (len(own) + len(other.members)), at, to)
        for at, one in enumerate(found)
        for to, other in enumerate(gold)
        if (own := {findings[m] for m in one.members if m in findings})
        and (shared := own & set(other.members))
    ]
    return {found[at].id: gold[to].id for at, to in best_first(fits).items()}
