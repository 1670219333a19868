"""One story scored against another view of it: layer by layer, as counts that can be summed.

`python -m evaluation stories` scores the product against gold by it, `python -m evaluation.agreement` one
annotator against another. What each figure counts stands in `evaluation/README.md`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from evaluation.counting import Counts
from evaluation.scores.alignment import LEAST_DICE, Alignment, align, best_first, span_dice
from evaluation.scores.chains import Agreement, compare_chains, disjoint
from evaluation.scores.findings import Findings
from rashomon.model import records

_DISPUTE = "contradict"
_DERIVED = ("derive", "agree")
LEAST_DRIFT = 0.25  # Dice of both sides: what is changed may be shown with a few words around it
_HOUR_ALONE = re.compile(r".*T\d\d")


@dataclass(frozen=True, slots=True)
class StoryScore:
    """Counts by name, of one story or of several: of pairs right, found and in gold, and of clusters."""

    counts: Mapping[str, Counts] = field(default_factory=dict)
    clusters: Mapping[str, Agreement] = field(default_factory=dict)

    def __add__(self, other: StoryScore) -> StoryScore:
        """Return the sums."""
        counts, clusters = dict(self.counts), dict(self.clusters)
        for name, count in other.counts.items():
            counts[name] = counts.get(name, Counts()) + count
        for name, cluster in other.clusters.items():
            clusters[name] = clusters.get(name, Agreement()) + cluster
        return StoryScore(counts, clusters)


def compare_findings(found: Findings, gold: Findings) -> StoryScore:
    """Count what is right in one story."""
    aligned = align(found, gold)
    counts = {
        **_statement_counts(found, gold, aligned),
        **_event_counts(found, gold, aligned),
        **_time_counts(found, gold, aligned),
        **_claim_counts(found, gold, aligned),
        **_passage_counts(found, gold),
        "mentions": Counts(len(aligned.mentions), len(found.mentions), len(gold.mentions)),
        "furniture": _furniture(found, gold),
        "accused": _accused(found, gold, aligned),
    }
    return StoryScore(counts, _clusters(found, gold, aligned))


def share(right: Iterable[bool]) -> Counts:
    """Return how many of some judged things are right."""
    judged = list(right)
    return Counts(sum(judged), len(judged), len(judged))


# Statements ------------------------------------------------------------------------------------


def _statement_counts(found: Findings, gold: Findings, aligned: Alignment) -> dict[str, Counts]:
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
        "hedged": share(one.hedged == other.hedged for one, other in pairs),
        "loaded": share(one.loaded == other.loaded for one, other in pairs),
        "speaker": share(_same_speaker(one, other, aligned) for one, other in pairs),
        "chains": _chains(pairs, gold, aligned),
    }


def _same_speaker(found: records.Statement, gold: records.Statement, aligned: Alignment) -> bool:
    wanted = {member.actor for member in gold.speaker.members}
    named = {aligned.actors.get(member.actor or "") for member in found.speaker.members}
    return named == wanted if wanted else found.speaker.kind == gold.speaker.kind and not named - {None}


def _chains(
    pairs: Iterable[tuple[records.Statement, records.Statement]], gold: Findings, aligned: Alignment
) -> Counts:
    """Count statements that came through others, found among those that gold has, and of gold all."""
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


def _event_counts(found: Findings, gold: Findings, aligned: Alignment) -> dict[str, Counts]:
    by_id = {each.id: each for each in gold.events}
    pairs = [(each, by_id[aligned.events[each.id]]) for each in found.events if each.id in aligned.events]
    return {
        "events": Counts(len(pairs), len(found.events), len(gold.events)),
        "event_type": share(one.type == other.type for one, other in pairs if one.type or other.type),
        "event_status": share(one.status == other.status for one, other in pairs),
        "participants": _participants(pairs, gold),
        "figures": _figures(pairs, gold),
    }


def _participants(pairs: Iterable[tuple[records.Event, records.Event]], gold: Findings) -> Counts:
    """Count participants: found ones of events that gold has, and of gold those of all its events."""
    right = found = 0
    for one, other in pairs:
        fits = [
            (span_dice([a.span], [b.span]), i, j)
            for i, a in enumerate(one.participants)
            for j, b in enumerate(other.participants)
            if a.role == b.role and a.span.overlaps(b.span)
        ]
        right += len(best_first(fits))
        found += len(one.participants)
    return Counts(right, found, sum(len(each.participants) for each in gold.events))


def _figures(pairs: Iterable[tuple[records.Event, records.Event]], gold: Findings) -> Counts:
    """Count figures by their bounds, found and of gold as participants are."""
    right = found = 0
    for one, other in pairs:
        own = _bounds(one)
        right += len(own & _bounds(other))
        found += len(own)
    return Counts(right, found, sum(len(_bounds(each)) for each in gold.events))


def _bounds(event: records.Event) -> set[tuple[float | None, ...]]:
    return {(figure.low, figure.best, figure.high) for figure in event.figures}


def _time_counts(found: Findings, gold: Findings, aligned: Alignment) -> dict[str, Counts]:
    values = {each.id: each.value for each in gold.times}
    pairs = [(each.value, values[aligned.times[each.id]]) for each in found.times if each.id in aligned.times]
    return {
        "times": Counts(len(pairs), len(found.times), len(gold.times)),
        "time_value": share(_with_minutes(one) == _with_minutes(other) for one, other in pairs),
    }


def _with_minutes(value: str | None) -> str | None:
    """Return a TIMEX3 value with minutes where it ends with an hour: both forms say the same."""
    return f"{value}:00" if value and _HOUR_ALONE.fullmatch(value) else value


# Who is who, and what is one claim ---------------------------------------------------------------


def _clusters(found: Findings, gold: Findings, aligned: Alignment) -> dict[str, Agreement]:
    return {
        "actors": b_cubed(_by_actor(found), _by_actor(gold), aligned.mentions),
        "merged_events": b_cubed(_by_event(found), _by_event(gold), aligned.events),
        "propositions": b_cubed(
            [each.members for each in found.propositions],
            [each.members for each in gold.propositions],
            aligned.findings,
        ),
        "origins": origins(found, gold),
    }


def b_cubed(
    found: Iterable[Iterable[str]], gold: Iterable[Iterable[str]], aligned: Mapping[str, str]
) -> Agreement:
    """Compare clusters over what gold has clustered; found things that are none of gold's are left out.

    A finding may stand in several clusters, a proposition being what it bears on: this is the extended
    B-cubed of Amigó, Gonzalo, Artiles and Verdejo (2009), which is that of Bagga and Baldwin where none does.
    """
    wanted = [frozenset(cluster) for cluster in gold]
    known = frozenset[str]().union(*wanted)
    named = [frozenset(aligned[each] for each in cluster if aligned.get(each) in known) for cluster in found]
    right_found, count_found = _multiplicity(named, wanted)
    right_gold, count_gold = _multiplicity(wanted, named)
    return Agreement(right_found, count_found, right_gold, count_gold)


def _multiplicity(own: Sequence[frozenset[str]], other: Sequence[frozenset[str]]) -> tuple[float, int]:
    """Return how far items that share clusters of `own` share as many of `other`, summed, and their count."""
    ours, theirs = _numbers(own), _numbers(other)
    total = 0.0
    for item, clusters in ours.items():
        mates = frozenset[str]().union(*(own[number] for number in clusters))
        shares = (
            min(len(clusters & ours[mate]), len(theirs[item] & theirs[mate])) / len(clusters & ours[mate])
            for mate in sorted(mates)
        )
        total += sum(shares) / len(mates)
    return total, len(ours)


def _numbers(clusters: Sequence[frozenset[str]]) -> defaultdict[str, set[int]]:
    """Return the numbers of the clusters that each item stands in."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for number, cluster in enumerate(clusters):
        for item in cluster:
            found[item].add(number)
    return found


def _by_actor(side: Findings) -> list[list[str]]:
    groups: dict[str, list[str]] = defaultdict(list)
    for mention in side.mentions:
        groups[mention.actor or mention.id].append(mention.id)
    return list(groups.values())


def _by_event(side: Findings) -> list[Sequence[str]]:
    merged = {event for each in side.merged_events for event in each.events}
    alone = [[event.id] for event in side.events if event.id not in merged]
    return [*(each.events for each in side.merged_events), *alone]


def origins(found: Findings, gold: Findings) -> Agreement:
    """Compare the groups of texts that go back to one; a text that goes back to none is a group."""
    documents = {each.document for each in gold.statements}
    sides = ([*(each.documents for each in side.origins)] for side in (found, gold))
    groups = ([*disjoint([*side, *([name] for name in sorted(documents))])] for side in sides)
    ours, theirs = groups
    return compare_chains([*ours], [*theirs]).b_cubed


# Claims ----------------------------------------------------------------------------------------


def _claim_counts(found: Findings, gold: Findings, aligned: Alignment) -> dict[str, Counts]:
    propositions = _same_propositions(found, gold, aligned)
    return {
        "positions": _positions(found, gold, aligned, propositions),
        **_disputes(found, gold),
        "compatible": _compatible(found, gold),
    }


def _same_propositions(found: Findings, gold: Findings, aligned: Alignment) -> dict[str, str]:
    """Return found propositions with the gold ones that they share most members with, one to one."""
    findings = aligned.findings
    fits = [
        (2 * len(shared) / (len(own) + len(other.members)), at, to)
        for at, one in enumerate(found.propositions)
        for to, other in enumerate(gold.propositions)
        if (own := {findings[m] for m in one.members if m in findings})
        and (shared := own & set(other.members))
    ]
    return {found.propositions[at].id: gold.propositions[to].id for at, to in best_first(fits).items()}


def _positions(found: Findings, gold: Findings, aligned: Alignment, same: Mapping[str, str]) -> Counts:
    """Count positions by proposition, the sides exchanged throughout one where that fits gold better.

    Found ones are those in propositions that gold has. Which side "asserts" means depends on how the label
    of a proposition is worded.
    """
    held = _held(gold.positions, lambda actor: actor)
    ours = _held(found.positions, lambda actor: aligned.actors.get(actor, actor))
    backwards = {target: own for own, target in same.items()}
    total = Counts()
    for proposition, wanted in held.items():
        own = ours.get(backwards.get(proposition, ""), set())
        right = max(len(own & wanted), len({_turned(each) for each in own} & wanted))
        total += Counts(right, len(own), len(wanted))
    return total


def _held(
    positions: Iterable[records.Position], named: Callable[[str], str]
) -> dict[str, set[tuple[str, str]]]:
    groups: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for each in positions:
        groups[each.proposition].add((named(each.actor), each.position))
    return groups


def _turned(held: tuple[str, str]) -> tuple[str, str]:
    turned = {"asserts": "denies", "denies": "asserts"}
    return held[0], turned.get(held[1], held[1])


def _disputes(found: Findings, gold: Findings) -> dict[str, Counts]:
    """Count gold's disputed propositions that a found dispute shows, and found disputes that are of gold.

    A found dispute is a link of contradiction that isn't said to be compatible; it is right where its two
    ends are, by Dice of at least 0.5, findings or passages on which a gold proposition really parts. What is
    shown twice counts once.
    """
    real = [_sides(gold, link) for link in gold.links if _is_dispute(link)]
    shown = list({_ends(link): None for link in found.links if _is_dispute(link)})
    hits = [{name for sides, name in real if _same_sides(one, sides)} for one in shown]
    names = {name for _, name in real}
    return {
        "disputes": Counts(len(set[str]().union(*hits)), len(names), len(names)),
        "shown_disputes": share(bool(hit) for hit in hits),
    }


def _is_dispute(link: records.Link) -> bool:
    return link.kind == _DISPUTE and not link.compatible


def _ends(link: records.Link) -> _Sides:
    return (link.left,), (link.right,)


_Sides = tuple[tuple[records.Passage, ...], tuple[records.Passage, ...]]


def _sides(side: Findings, link: records.Link) -> tuple[_Sides, str]:
    """Return all passages on each side of a dispute, and the proposition that they part on.

    The passages are those under the two values of the first proposition that has the ends of the link under
    different values; without one they are the ends alone, and the link stands for the proposition.
    """
    for each in side.propositions:
        holding = [
            [value.findings for value in each.values if end.finding in value.findings]
            for end in (link.left, link.right)
        ]
        if all(holding) and holding[0][0] != holding[1][0]:
            passages = _passages(side)
            left, right = (
                (end, *(passages[f] for f in values[0] if f in passages))
                for end, values in zip((link.left, link.right), holding, strict=True)
            )
            return (left, right), each.id
    return ((link.left,), (link.right,)), link.id


def _passages(side: Findings) -> dict[str, records.Passage]:
    contents = [(each.id, each.document, each.content.spans) for each in side.statements]
    triggers = [(each.id, each.document, each.trigger.spans) for each in side.events]
    return {
        name: records.Passage(document=document, spans=spans, finding=name)
        for name, document, spans in (*contents, *triggers)
    }


def _same_sides(one: _Sides, other: _Sides) -> bool:
    straight = _touch(one[0], other[0]) and _touch(one[1], other[1])
    return straight or (_touch(one[0], other[1]) and _touch(one[1], other[0]))


def _touch(one: Iterable[records.Passage], other: Sequence[records.Passage]) -> bool:
    return any(
        a.document == b.document and span_dice(a.spans, b.spans) >= LEAST_DICE for a in one for b in other
    )


def _compatible(found: Findings, gold: Findings) -> Counts:
    """Of pairs that both sides hold to part, count those that both call compatible or both do not."""
    ours, theirs = ([x for x in side.links if x.compatible is not None] for side in (found, gold))
    same = _links_one_to_one(ours, theirs)
    return share(ours[at].compatible == theirs[to].compatible for at, to in same.items())


def _accused(found: Findings, gold: Findings, aligned: Alignment) -> Counts:
    ours = {aligned.actors.get(each.actor, "") for each in found.accused}
    theirs = {each.actor for each in gold.accused}
    return Counts(len(ours & theirs), len(found.accused), len(theirs))


# Passages --------------------------------------------------------------------------------------


def _passage_counts(found: Findings, gold: Findings) -> dict[str, Counts]:
    ours, theirs = ([x for x in side.links if _is_shared(x)] for side in (found, gold))
    same = _links_one_to_one(ours, theirs)
    right = (
        ours[at].kind == theirs[to].kind
        and (ours[at].kind == "agree" or ours[at].left.document == theirs[to].left.document)
        for at, to in same.items()
    )
    return {
        "passages": Counts(len(same), len(ours), len(theirs)),
        "direction": share(right),
        "drifts": _drifts(found, gold),
    }


def _is_shared(link: records.Link) -> bool:
    """Tell links of passages from those of findings that say the same."""
    return link.kind in _DERIVED and link.left.finding is None and link.right.finding is None


def _links_one_to_one(found: Sequence[records.Link], gold: Sequence[records.Link]) -> dict[int, int]:
    fits = [
        (likeness, at, to)
        for at, one in enumerate(found)
        for to, other in enumerate(gold)
        if (likeness := _alike_links((one.left, one.right), (other.left, other.right))) >= LEAST_DICE
    ]
    return best_first(fits)


_Ends = tuple[records.Passage, records.Passage]


def _alike_links(found: _Ends, gold: _Ends) -> float:
    def alike(one: records.Passage, other: records.Passage) -> float:
        return span_dice(one.spans, other.spans) if one.document == other.document else 0.0

    straight = min(alike(found[0], gold[0]), alike(found[1], gold[1]))
    crossed = min(alike(found[0], gold[1]), alike(found[1], gold[0]))
    return max(straight, crossed)


def _drifts(found: Findings, gold: Findings) -> Counts:
    fits = [
        (likeness, at, to)
        for at, one in enumerate(found.drifts)
        for to, other in enumerate(gold.drifts)
        if (likeness := _alike_links((one.left, one.right), (other.left, other.right))) >= LEAST_DRIFT
    ]
    return Counts(len(best_first(fits)), len(found.drifts), len(gold.drifts))


def _furniture(found: Findings, gold: Findings) -> Counts:
    """Count the characters of furniture."""
    total = Counts()
    for document in found.furniture.keys() | gold.furniture.keys():
        ours, theirs = (
            {at for span in side.furniture.get(document, ()) for at in range(span.start, span.end)}
            for side in (found, gold)
        )
        total += Counts(len(ours & theirs), len(ours), len(theirs))
    return total
