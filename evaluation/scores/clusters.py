"""Groups of findings of one story compared: actors, events told more than once, propositions, origins."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from evaluation.scores.alignment import Alignment
from evaluation.scores.chains import Agreement, compare_chains, disjoint
from evaluation.scores.findings import Findings
from rashomon.model.records import Origin

PASSAGE = "same-passage"
"""The reason of an origin of a passage that several texts carry, not of the texts."""


def clusters(found: Findings, gold: Findings, aligned: Alignment) -> dict[str, Agreement]:
    """Return the agreement on each kind of group."""
    return {
        "actors": b_cubed(_by_actor(found), _by_actor(gold), aligned.mentions),
        "merged_events": b_cubed(_by_event(found), _by_event(gold), aligned.events),
        "propositions": b_cubed(
            [each.members for each in found.propositions],
            [each.members for each in gold.propositions],
            aligned.findings,
        ),
        "values": _values(found, gold, aligned),
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
    """Compare the groups of texts that go back to one; a text that goes back to none is a group.

    Where texts carry one passage and are not taken to go back to one, no group of texts is claimed.
    """
    documents = {each.document for each in gold.statements}
    sides = ([*(each.documents for each in side.origins if _is_whole(each))] for side in (found, gold))
    groups = ([*disjoint([*side, *([name] for name in sorted(documents))])] for side in sides)
    ours, theirs = groups
    return compare_chains([*ours], [*theirs]).b_cubed


def _is_whole(origin: Origin) -> bool:
    return all(reason.code != PASSAGE for reason in origin.reasons)


def _values(found: Findings, gold: Findings, aligned: Alignment) -> Agreement:
    """Compare how members of propositions are parted by value; those of propositions not found are lost."""
    own = [
        {f"{of} {aligned.findings.get(each)}" for each in value.findings}
        for proposition in found.propositions
        if (of := aligned.propositions.get(proposition.id))
        for value in proposition.values
    ]
    wanted = [
        {f"{proposition.id} {each}" for each in value.findings}
        for proposition in gold.propositions
        for value in proposition.values
    ]
    return b_cubed(own, wanted, {each: each for value in own for each in value})
