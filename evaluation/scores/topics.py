"""Texts of one topic, by hand or by the product: chains of mentions across them, and roles in their events.

Both sides are cut to what gold annotates in full. Roles are those of `rashomon.model.records.Participant`
and `PLACE` on the product's side and PropBank's on gold's; `LABELS` says which may be which.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from evaluation.counting import Counts
from evaluation.scores.alignment import LEAST_DICE, Pairs, best_first, span_dice
from evaluation.scores.chains import Agreement
from evaluation.scores.clusters import b_cubed
from evaluation.scores.stories import StoryScore
from rashomon.model.offsets import Span

PLACE = "place"
KIND = "entity_mentions_"
"""What the names of counts of single kinds of entities begin with."""
_OBLIQUE = frozenset({"Arg2", "Arg3", "Arg4"})
LABELS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "actor": frozenset({"Arg0"}),
        "object": frozenset({"Arg1"}),
        "recipient": frozenset({"Arg1", *_OBLIQUE}),
        "other": _OBLIQUE,
        PLACE: frozenset({"Argm-LOC"}),
    }
)
"""Our roles with the PropBank labels that each may be, as the product takes its roles from such labels."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A mention of an entity or event: the document, the spans, the words of the first, and gold's kind."""

    id: str
    document: str
    spans: tuple[Span, ...]
    text: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Role:
    """What fills a role in the event with the id `event`; `spans` are of the event's document."""

    event: str
    role: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """Mentions, chains of their ids, and roles.

    `fillers` are the spans that gold's roles are drawn from, `plain_roles` those of a baseline in the same
    events.
    """

    entities: tuple[Anchor, ...]
    events: tuple[Anchor, ...]
    entity_chains: tuple[frozenset[str], ...]
    event_chains: tuple[frozenset[str], ...]
    roles: tuple[Role, ...]
    fillers: Mapping[str, Sequence[tuple[Span, ...]]]
    plain_roles: tuple[Role, ...] = ()


@dataclass(frozen=True, slots=True)
class Aligned:
    """Found ids with the ids of gold that they are, one to one."""

    entities: Pairs
    events: Pairs


def align_topics(found: Topic, gold: Topic) -> Aligned:
    """Return which found mentions are which of gold: Dice of their characters at least 0.5."""
    return Aligned(
        entities=_one_to_one(found.entities, gold.entities), events=_one_to_one(found.events, gold.events)
    )


def compare_topics(found: Topic, gold: Topic, aligned: Aligned, stem: Callable[[str], str]) -> StoryScore:
    """Count mentions, chains and roles, with the baselines of chains.

    Args:
        found: what the product made of the texts.
        gold: what is annotated in them.
        aligned: which mentions are one.
        stem: gives the stem of the trigger of an event.
    """
    counts = {
        "entity_mentions": Counts(len(aligned.entities), len(found.entities), len(gold.entities)),
        "event_mentions": Counts(len(aligned.events), len(found.events), len(gold.events)),
        **_kinds(gold, aligned),
        **role_counts(found, gold, aligned),
    }
    entities = {
        "entity": found.entity_chains,
        "entity_same_string": alike(found.entities, lambda each: each.text.casefold()),
    }
    events = {
        "event": found.event_chains,
        "event_baseline": alike(found.events, lambda each: stem(each.text)),
        "event_same_text": alike(found.events, lambda each: f"{each.document} {stem(each.text)}"),
        "event_apart": alike(found.events, lambda each: each.id),
    }
    clusters = {
        **{name: b_cubed(side, gold.entity_chains, aligned.entities) for name, side in entities.items()},
        **{name: b_cubed(side, gold.event_chains, aligned.events) for name, side in events.items()},
        "entity_found": _found_only(found.entity_chains, gold.entity_chains, aligned.entities),
        "event_found": _found_only(found.event_chains, gold.event_chains, aligned.events),
    }
    return StoryScore(counts, clusters)


def _kinds(gold: Topic, aligned: Aligned) -> dict[str, Counts]:
    """Count which of gold's entities of each kind were found."""
    right = set(aligned.entities.values())
    counts: dict[str, Counts] = {}
    for each in gold.entities:
        if each.kind:
            name = f"{KIND}{each.kind}"
            counts[name] = counts.get(name, Counts()) + Counts(int(each.id in right), 0, 1)
    return counts


def alike(anchors: Iterable[Anchor], key: Callable[[Anchor], str]) -> tuple[frozenset[str], ...]:
    """Return chains of mentions that have one key."""
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for anchor in anchors:
        groups[key(anchor)].append(anchor.id)
    return tuple(map(frozenset, groups.values()))


def role_counts(found: Topic, gold: Topic, aligned: Aligned) -> dict[str, Counts]:
    """Count roles: those right, those found in events that gold has, and all of gold's.

    `shared_role` counts gold's in found events only, `marked_role` found ones only whose words gold marks as
    a mention of something; each also for the baseline. `role_OURS` counts what was found under a role,
    `role_LABEL` what gold has under a label, either with what of it is right.
    """
    ours, plain = (
        [role for role in roles if role.event in aligned.events] for roles in (found.roles, found.plain_roles)
    )
    pairs = right_roles(ours, gold.roles, aligned.events)
    right = len(right_roles(plain, gold.roles, aligned.events))
    return {
        **_role_totals("role", ours, len(pairs), gold, aligned),
        **_role_totals("role_baseline", plain, right, gold, aligned),
        **_by_name((role.role for role in ours), (ours[at].role for at in pairs)),
        **_by_name((role.role for role in gold.roles), (gold.roles[to].role for to in pairs.values())),
    }


def _role_totals(
    name: str, ours: Sequence[Role], right: int, gold: Topic, aligned: Aligned
) -> dict[str, Counts]:
    """Count found roles, of which `right` are right, as a whole, in shared events, and of marked words."""
    document = {event.id: event.document for event in gold.events}
    marked = sum(_is_marked(role, gold.fillers[document[aligned.events[role.event]]]) for role in ours)
    events = set(aligned.events.values())
    shared = sum(role.event in events for role in gold.roles)
    return {
        name: Counts(right, len(ours), len(gold.roles)),
        f"shared_{name}": Counts(right, len(ours), shared),
        f"marked_{name}": Counts(right, marked, len(gold.roles)),
    }


def right_roles(found: Sequence[Role], gold: Sequence[Role], events: Pairs) -> dict[int, int]:
    """Return numbers of found roles with those of gold: one event, roles that fit, Dice at least 0.5."""
    of_event: defaultdict[str, list[int]] = defaultdict(list)
    for to, role in enumerate(gold):
        of_event[role.event].append(to)
    fits = [
        (likeness, at, to)
        for at, role in enumerate(found)
        for to in of_event[events.get(role.event, "")]
        if gold[to].role in LABELS[role.role]
        and (likeness := span_dice(role.spans, gold[to].spans)) >= LEAST_DICE
    ]
    return best_first(fits)


def _is_marked(role: Role, fillers: Iterable[tuple[Span, ...]]) -> bool:
    return any(span_dice(role.spans, spans) >= LEAST_DICE for spans in fillers)


def _by_name(names: Iterable[str], right: Iterable[str]) -> dict[str, Counts]:
    correct = Counter(right)
    return {f"role_{name}": Counts(correct[name], many, many) for name, many in Counter(names).items()}


def _found_only(found: Iterable[frozenset[str]], gold: Iterable[frozenset[str]], aligned: Pairs) -> Agreement:
    """Compare chains over the mentions that both sides have."""
    both = frozenset(aligned.values())
    return b_cubed(found, [kept for chain in gold if (kept := chain & both)], aligned)


def _one_to_one(found: Sequence[Anchor], gold: Sequence[Anchor]) -> dict[str, str]:
    by_document: defaultdict[str, list[int]] = defaultdict(list)
    for to, anchor in enumerate(gold):
        by_document[anchor.document].append(to)
    fits = [
        (likeness, at, to)
        for at, anchor in enumerate(found)
        for to in by_document[anchor.document]
        if (likeness := span_dice(anchor.spans, gold[to].spans)) >= LEAST_DICE
    ]
    return {found[at].id: gold[to].id for at, to in best_first(fits).items()}


def differing(own: Iterable[frozenset[str]], other: Iterable[frozenset[str]]) -> Iterator[list[list[str]]]:
    """Yield chains of `own` that `other` parts, as the parts; what stands in one side only is left out."""
    number = {each: at for at, chain in enumerate(other) for each in chain}
    for chain in own:
        parts: defaultdict[int, list[str]] = defaultdict(list)
        for each in sorted(chain):
            if each in number:
                parts[number[each]].append(each)
        if len(parts) > 1:
            yield sorted(parts.values(), key=lambda part: (-len(part), part))
