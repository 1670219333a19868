"""Bodies that may be one under two translations of its name: proposals, each with its reasons.

Nothing is merged here. A proposal needs names that are alike in structure and meaning (`bodies`), something
that both have in common (`together`), texts of one story, and no text that names both: such a text tells two
bodies apart, or says itself that they are one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rashomon.compare.bodies import Body, Meaning, body_of, likeness_of
from rashomon.compare.embedding import Embed
from rashomon.compare.settings import CompareSettings
from rashomon.compare.together import Pair, shared_contexts
from rashomon.model.corpus import Comparison, Extraction
from rashomon.model.identity import group_id
from rashomon.model.proposals import ProposedMerge
from rashomon.model.records import Actor, Evidence, Mention, Reason

MADE_BY = "translated names 1"
NAMES = "names-alike"


@dataclass(frozen=True, slots=True)
class _Named:
    """A body under one of its names, and the first place that has it."""

    body: Body
    place: Evidence


def proposed_merges(
    extraction: Extraction, comparison: Comparison, embed: Embed, settings: CompareSettings
) -> tuple[ProposedMerge, ...]:
    """Return the proposals of a run, the likeliest first.

    Args:
        extraction: with actors grouped and documents put into stories.
        comparison: its links, merged events and propositions.
        embed: for sentence vectors.
        settings: how alike names must be.
    """
    texts, names = _texts(extraction), _names(extraction)
    bodies = {actor.id: actor for actor in extraction.actors if names.get(actor.id)}
    shared: defaultdict[Pair, dict[Reason, None]] = defaultdict(dict)
    for each in shared_contexts(extraction, comparison, bodies):
        if _may_be_one(each.pair, texts):
            shared[each.pair][each.reason] = None
    meaning = Meaning(embed, [own.body for pair in shared for who in pair for own in names[who]])
    found = (
        _proposed(pair, list(reasons), names, meaning, settings) for pair, reasons in sorted(shared.items())
    )
    return tuple(sorted((each for each in found if each), key=lambda each: (-each.score, each.id)))


@dataclass(frozen=True, slots=True)
class _Texts:
    """The documents that name an actor, and the stories that these are of."""

    documents: frozenset[str]
    stories: frozenset[str | None]


def _texts(extraction: Extraction) -> Mapping[str, _Texts]:
    stories = {document.id: document.story for document in extraction.documents}
    named: defaultdict[str, set[str]] = defaultdict(set)
    for mention in extraction.mentions:
        if mention.actor:
            named[mention.actor].add(mention.document)
    return {
        actor: _Texts(frozenset(own), frozenset(stories.get(document) for document in own))
        for actor, own in named.items()
    }


def _may_be_one(pair: Pair, texts: Mapping[str, _Texts]) -> bool:
    """Tell whether two actors stand in texts of one story, and never in one text."""
    one, other = (texts[who] for who in pair)
    return one.documents.isdisjoint(other.documents) and not one.stories.isdisjoint(other.stories)


def _names(extraction: Extraction) -> Mapping[str, Sequence[_Named]]:
    """Return the names of bodies that can be held against others, with the first place of each."""
    bodies = {actor.id: actor for actor in extraction.actors if actor.type == "organisation"}
    found: defaultdict[str, dict[str, _Named]] = defaultdict(dict)
    for mention in extraction.mentions:
        if mention.actor in bodies and mention.text not in found[mention.actor]:
            body = body_of(mention.text) if _is_name(mention, bodies[mention.actor]) else None
            if body is not None:
                place = Evidence(document=mention.document, span=mention.span)
                found[mention.actor][mention.text] = _Named(body, place)
    return {actor: list(own.values()) for actor, own in found.items()}


def _is_name(mention: Mention, actor: Actor) -> bool:
    return " ".join(mention.text.split()) in actor.names


def _proposed(
    pair: Pair,
    shared: Iterable[Reason],
    names: Mapping[str, Sequence[_Named]],
    meaning: Meaning,
    settings: CompareSettings,
) -> ProposedMerge | None:
    """Return two actors as a proposal under those of their names that are most alike, if they are enough."""
    held = [(one, other) for one in names[pair[0]] for other in names[pair[1]]]
    alike = [likeness_of(one.body, other.body, meaning) for one, other in held]
    best = max(range(len(held)), key=alike.__getitem__)
    if alike[best] < settings.proposal_likeness:
        return None
    reasons = sorted(shared, key=lambda reason: (-reason.score, reason.code, reason.detail))
    doubt = 1.0
    for reason in {each.code: each for each in reversed(reasons)}.values():
        doubt *= 1 - reason.score
    one, other = held[best]
    name = Reason(
        code=NAMES,
        detail=f"“{one.body.text}” and “{other.body.text}” are alike in kind and meaning",
        score=round(alike[best], 4),
    )
    return ProposedMerge(
        id=group_id("proposed merge", list(pair)),
        actors=pair,
        names=(one.body.text, other.body.text),
        evidence=(one.place, other.place),
        reasons=(name, *reasons),
        score=round(alike[best] * (1 - doubt / 2), 4),
        made_by=MADE_BY,
    )
