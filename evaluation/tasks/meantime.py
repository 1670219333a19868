"""`meantime`: who and what is one across the texts of a topic, and roles in events, against MEANTIME.

The texts of each topic are put together from their tokens, a sentence after the other, with the title and the
date that gold has, and are given to `rashomon.compare` together. Only the first six sentences, title and date
among them, are annotated in full: mentions, events and roles after them are left out of both sides.

A found mention is one of gold's where the Dice coefficient of their characters is at least 0.5, one to one.
Chains are compared by B-cubed (Bagga and Baldwin, 1998; Amigó et al., 2009, for the few mentions of gold that
stand in two): precision over the mentions of gold that were found, recall over all that gold has in chains,
one that was not found being lost. `entity_*`: mentions by actor. `event_*`: events by merged event; one that
is merged with none is alone. Gold's chains are its instances, across the texts of a topic; one without a
number that holds across texts is of its text alone; mentions that refer to no instance, some 60, stand in no
chain. Baselines, on the same found mentions: `entity_same_string_*`, the same words, but for case;
`event_baseline_*`, the same stem as trigger, in all texts; `event_same_text_*`, the same stem in one text;
`event_apart_*`, no two events are one. `entity_found_*`, `event_found_*`: chains over the mentions that both
sides have, so that they tell of chains alone. `entity_mentions_*`, `event_mentions_*`: the mentions
themselves; `entity_mentions_KIND_recall`: of gold's of one kind.

`role_*`: participants and places of events against links HAS_PARTICIPANT. An "actor" is right for Arg0, an
"object" for Arg1, a "recipient" for Arg1 to Arg4, an "other" for Arg2 to Arg4, the place of an event for
Argm-LOC, where the events are one and the words have a Dice of at least 0.5. Argm-OTHER and our "instrument"
have no counterpart and are left out; times are not among gold's roles. Found roles count in events that gold
has, gold's in all of its events. `shared_role_*`: gold's in found events only. `marked_role_*`: found ones
only whose words gold marks as an entity or a quantity, which alone fill its roles. `role_NAME_precision`: of
what was found under a role; `role_LABEL_recall`: of what gold has under a label. `role_baseline_*`,
`shared_role_baseline_*`, `marked_role_baseline_*`: what rules over dependency trees alone find in the same
events (`evaluation.scores.syntactic_roles`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import snowballstemmer
from msgspec.structs import replace

import rashomon
from evaluation.counting import Counts
from evaluation.errors_page import Row, in_context, write_page
from evaluation.options import Scores, TaskOptions
from evaluation.scores.stories import StoryScore
from evaluation.scores.syntactic_roles import plain_roles
from evaluation.scores.topics import (
    KIND,
    LABELS,
    PLACE,
    Aligned,
    Anchor,
    Role,
    Topic,
    align_topics,
    alike,
    compare_topics,
    differing,
    right_roles,
)
from rashomon.language import Analyser, Analysis, plain_document
from rashomon.model.errors import InputError
from rashomon.model.offsets import Span
from rashomon.model.records import Document, Event, Part, Sourced
from training.gold.meantime import EntityMention, EventMention, MeantimeText, Quantity, read_meantime

_DATE = "DATE"
_ROLES = ("role", "shared_role", "marked_role")
_GOLD_LABELS = tuple(sorted(frozenset[str]().union(*LABELS.values())))
_STEMMER = snowballstemmer.stemmer("english")


def score(options: TaskOptions) -> Scores:
    """Return the figures of the chosen texts, those of each topic compared together.

    Raises:
        InputError: there is no gold, or a text has not the title and the date that MEANTIME's have.
    """
    total, rows = StoryScore(), list[Row]()
    for topic, texts in _topics(options).items():
        story = rashomon.compare([as_document(text) for text in texts])
        named = {as_document(text).id: text for text in texts}
        found, gold = found_topic(story, named), gold_topic(named)
        aligned = align_topics(found, gold)
        total += compare_topics(found, gold, aligned, stem)
        if options.errors and not options.sealed:
            rows += _rows(topic, found, gold, aligned, named)
    if options.errors and not options.sealed:
        write_page(options.errors, "MEANTIME", rows)
    return figures(total)


def figures(total: StoryScore) -> dict[str, float]:
    """Return the figures of summed counts under their names, in percent."""
    scores: dict[str, float] = {}
    for name, cluster in total.clusters.items():
        scores |= {
            f"{name}_b3_precision": cluster.precision,
            f"{name}_b3_recall": cluster.recall,
            f"{name}_b3_f1": cluster.f1,
        }
    baselines = (f"{name}_baseline" for name in _ROLES)
    for name in (*_ROLES, *baselines, "entity_mentions", "event_mentions"):
        counts = total.counts[name]
        scores |= {
            f"{name}_precision": counts.precision,
            f"{name}_recall": counts.recall,
            f"{name}_f1": counts.f1,
        }
    roles = {name: total.counts.get(f"role_{name}", Counts()) for name in (*LABELS, *_GOLD_LABELS)}
    kinds = sorted(name for name in total.counts if name.startswith(KIND))
    return {
        **scores,
        **{f"role_{name}_precision": roles[name].precision for name in LABELS},
        **{f"role_{name}_recall": roles[name].recall for name in _GOLD_LABELS},
        **{f"{name}_recall": total.counts[name].recall for name in kinds},
    }


def _topics(options: TaskOptions) -> Mapping[str, Sequence[MeantimeText]]:
    by_name: dict[str, MeantimeText] = {}
    for text in (text for path in options.gold for text in read_meantime(path)):
        if by_name.setdefault(text.name, text) is not text:
            raise InputError(f"two texts are called {text.name}: give one layer of MEANTIME's annotation")
    if not by_name:
        raise InputError("the task needs --gold with MEANTIME's folder intra_cross-doc_annotation")
    topics: defaultdict[str, list[MeantimeText]] = defaultdict(list)
    for name in options.chosen(list(by_name)):
        topics[by_name[name].topic].append(by_name[name])
    return dict(sorted(topics.items()))


def as_document(text: MeantimeText) -> Document:
    """Return a text as a document: its title, its date, and the sentences that follow as one paragraph.

    Raises:
        InputError: there is no sentence after the title and the date, or the date has no value.
    """
    if len(text.sentences) <= 2:  # noqa: PLR2004 - the title and the date
        raise InputError(f"{text.name} has no sentence after its title and its date")
    title, dated, body = (text.tokens[first].start for first in text.sentences[:3])
    date = next((time.value for time in text.times if time.span.start == dated and time.type == _DATE), None)
    if date is None:
        raise InputError(f"{text.name} has no date with a value as its second sentence")
    plain = text.text[:body] + text.text[body:].replace("\n", " ")
    return replace(
        plain_document(plain, text.name),
        published=Sourced(value=date, source="gold", score=1.0),
        parts=(
            Part(kind="title", start=title, end=dated - 1),
            Part(kind="published", start=dated, end=body - 1),
            Part(kind="body", start=body, end=len(plain)),
        ),
    )


def stem(trigger: str) -> str:
    """Return the stem of the first word of a trigger, by the stemmer that the product compares with."""
    return str(_STEMMER.stemWord(trigger.casefold().split()[0]))


# The two sides ---------------------------------------------------------------------------------


def found_topic(story: rashomon.Story, texts: Mapping[str, MeantimeText]) -> Topic:
    """Return what the product found in the annotated part of the texts, which are given by id of document."""
    mentions = [each for each in story.mentions if _is_annotated((each.span,), texts[each.document])]
    events = [each for each in story.events if _is_annotated(each.trigger.spans, texts[each.document])]
    entities = tuple(Anchor(each.id, each.document, (each.span,), each.text) for each in mentions)
    actor = {each.id: each.actor or each.id for each in mentions}
    merged = {event: each.id for each in story.merged_events for event in each.events}
    triggers = tuple(_trigger(each, texts[each.document]) for each in events)
    places = {place.id: place.span for place in story.places}
    analyses = Analyser().analyse(map(as_document, texts.values()))
    return Topic(
        entities=entities,
        events=triggers,
        entity_chains=alike(entities, lambda each: actor[each.id]),
        event_chains=alike(triggers, lambda each: merged.get(each.id, each.id)),
        roles=tuple(role for event in events for role in _found_roles(event, places)),
        fillers={},
        plain_roles=tuple(role for analysis in analyses for role in _plain_roles(triggers, analysis)),
    )


def _plain_roles(triggers: Iterable[Anchor], analysis: Analysis) -> Iterator[Role]:
    return plain_roles((each for each in triggers if each.document == analysis.document), analysis)


def _trigger(event: Event, text: MeantimeText) -> Anchor:
    spans = event.trigger.spans
    return Anchor(event.id, event.document, spans, spans[0].of(text.text))


def _found_roles(event: Event, places: Mapping[str, Span]) -> Iterator[Role]:
    for each in event.participants:
        if each.role in LABELS:
            yield Role(event.id, each.role, (each.span,))
    if place := places.get(event.place or ""):
        yield Role(event.id, PLACE, (place,))


def gold_topic(texts: Mapping[str, MeantimeText]) -> Topic:
    """Return what is annotated in the annotated part of the texts, which are given by id of document."""
    entities = [
        (document, each)
        for document, text in texts.items()
        for each in text.entities
        if _is_annotated(each.spans, text)
    ]
    events = [
        (document, each)
        for document, text in texts.items()
        for each in text.events
        if _is_annotated(each.spans, text)
    ]
    return Topic(
        entities=tuple(_anchor(document, each, texts[document], each.kind) for document, each in entities),
        events=tuple(_anchor(document, each, texts[document]) for document, each in events),
        entity_chains=_chains(entities),
        event_chains=_chains(events),
        roles=tuple(role for document, text in texts.items() for role in _gold_roles(document, text)),
        fillers={document: list(_fillers(text).values()) for document, text in texts.items()},
    )


_Mention = EntityMention | EventMention


def _anchor(document: str, mention: _Mention, text: MeantimeText, kind: str = "") -> Anchor:
    words = mention.spans[0].of(text.text)
    return Anchor(_name(document, mention.identity), document, mention.spans, words, kind)


def _name(document: str, identity: str) -> str:
    return f"{document} {identity}"


def _chains(mentions: Iterable[tuple[str, _Mention]]) -> tuple[frozenset[str], ...]:
    """Return the mentions of each instance; those that refer to none are in no chain."""
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for document, mention in mentions:
        for instance in mention.instances:
            groups[instance].append(_name(document, mention.identity))
    return tuple(map(frozenset, groups.values()))


def _gold_roles(document: str, text: MeantimeText) -> Iterator[Role]:
    events = {each.identity for each in text.events if _is_annotated(each.spans, text)}
    fillers = _fillers(text)
    for each in text.participants:
        if each.role in _GOLD_LABELS and each.event in events and each.filler in fillers:
            yield Role(_name(document, each.event), each.role, fillers[each.filler])


def _fillers(text: MeantimeText) -> dict[str, tuple[Span, ...]]:
    """Return the spans of what is marked as an entity or a quantity, by identity."""
    marked: Iterable[EntityMention | Quantity] = (*text.entities, *text.quantities)
    return {each.identity: each.spans for each in marked if _is_annotated(each.spans, text)}


def _is_annotated(spans: Sequence[Span], text: MeantimeText) -> bool:
    return spans[-1].end <= text.annotated_end


# Errors ----------------------------------------------------------------------------------------


def _rows(
    topic: str, found: Topic, gold: Topic, aligned: Aligned, texts: Mapping[str, MeantimeText]
) -> Iterator[Row]:
    """Yield the chains of a topic that the two sides part otherwise, then what differs in each text."""
    words = {each.id: each.text for each in (*gold.entities, *gold.events)}
    for kind, ours, theirs, same in (
        ("entities", found.entity_chains, gold.entity_chains, aligned.entities),
        ("events", found.event_chains, gold.event_chains, aligned.events),
    ):
        named = [frozenset(same[each] for each in chain if each in same) for chain in ours]
        yield Row(
            f"{topic}: {kind} of one chain that are parted, and of several that are joined",
            [_told(parts, words) for parts in differing(theirs, named)],
            [_told(parts, words) for parts in differing(named, theirs)],
        )
    right = set(aligned.entities.values()) | set(aligned.events.values())
    for document, text in texts.items():
        theirs_missed, ours_wrong = (
            [in_context(each.spans[0], text.text) for each in side if each.document == document]
            for side in (
                [each for each in (*gold.entities, *gold.events) if each.id not in right],
                [each for each in found.entities if each.id not in aligned.entities]
                + [each for each in found.events if each.id not in aligned.events],
            )
        )
        yield Row(f"{text.name}: entities, events", theirs_missed, ours_wrong)
        yield _roles_row(document, text, found, gold, aligned)


def _told(parts: Iterable[Iterable[str]], words: Mapping[str, str]) -> str:
    return " | ".join("; ".join(words[each] for each in part) for part in parts)


def _roles_row(document: str, text: MeantimeText, found: Topic, gold: Topic, aligned: Aligned) -> Row:
    """Return the roles of found events that gold has otherwise."""
    place = {each.id: each.document for each in gold.events}
    events = {each: to for each, to in aligned.events.items() if place[to] == document}
    words = {each.id: each.text for each in (*gold.events, *found.events)}
    ours = [role for role in found.roles if role.event in events]
    theirs = [role for role in gold.roles if role.event in set(events.values())]
    pairs = right_roles(ours, theirs, events)

    def told(role: Role) -> str:
        return f"{words[role.event]}, {role.role}: {role.spans[0].of(text.text)}"

    return Row(
        f"{text.name}: roles",
        [told(role) for to, role in enumerate(theirs) if to not in pairs.values()],
        [told(role) for at, role in enumerate(ours) if at not in pairs],
    )
