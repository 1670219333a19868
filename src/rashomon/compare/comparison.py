"""The door of this room: from the findings of single texts to what the texts have in common."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from rashomon.compare.actors import group_actors
from rashomon.compare.bearing import borne_out
from rashomon.compare.called import group_called
from rashomon.compare.candidates import candidate_pairs
from rashomon.compare.changes import align
from rashomon.compare.claims import claims_of
from rashomon.compare.collection import Collection, collect
from rashomon.compare.differences import Differences
from rashomon.compare.drift import find_drifts
from rashomon.compare.embedding import Embed, Judge, judge_none, once_each
from rashomon.compare.holders import holders_of, outlet_actors
from rashomon.compare.kinship import common_sources
from rashomon.compare.labels import Wordings
from rashomon.compare.likeness import Basis, basis
from rashomon.compare.links import directions, make_links, sides
from rashomon.compare.matching import match_sentences
from rashomon.compare.matters import find_matters
from rashomon.compare.merging import same_events
from rashomon.compare.namesakes import told_apart
from rashomon.compare.origins import find_origins
from rashomon.compare.owned import group_owned, owned_apart
from rashomon.compare.parting import Apart, Ground, find_partings, none_apart
from rashomon.compare.passages import Shared, shared_passages
from rashomon.compare.plain_names import named_plainly
from rashomon.compare.pronouns import freed_pronouns
from rashomon.compare.proposals import proposed_merges
from rashomon.compare.propositions import is_claimed, positions_of, proposition_of
from rashomon.compare.regroup import regrouped
from rashomon.compare.rewording import rewordings
from rashomon.compare.settings import CompareSettings
from rashomon.compare.states import led_to_states
from rashomon.compare.stock import without_stock
from rashomon.compare.stories import find_stories, story_of
from rashomon.compare.strangers import Strangers
from rashomon.compare.tellings import tellings_of
from rashomon.compare.things import group_described
from rashomon.model.corpus import Comparison, Extraction
from rashomon.model.records import Link

_DEFAULT = CompareSettings()


def compare_documents(
    extraction: Extraction,
    embed: Embed,
    settings: CompareSettings = _DEFAULT,
    apart: Apart = none_apart,
    judge: Judge = judge_none,
) -> tuple[Extraction, Comparison]:
    """Return the extraction with its actors grouped across texts, and what the texts share.

    Links are the shared passages, each with one span on either side and its changes word by word, and after
    them the values that texts give for one thing and that agree or part. Passages that `apart` tells are left
    out of both: somebody said that they are wrongly linked. Origins are the texts and the passages that go
    back to one; stories are documents on one event.
    What `judge` tells of two sentences is shown where no value tells that they part.
    Links stand in order of their texts' dates, then of place; actors in order of id.
    Time and memory grow near-linearly with the number of texts.
    """
    embed = once_each(embed)
    extraction = named_plainly(extraction)
    collection = collect(extraction.documents)
    found = find_passages(collection, embed, settings)
    passages = [each for each in found if not apart(*sides(collection, each))]
    ways = directions(collection, passages)
    alignments = {passage: align(collection, passage) for passage in passages}
    common = common_sources(alignments, ways)
    borne = borne_out(collection, passages, settings)
    links = tuple(make_links(collection, alignments, ways, common, borne))
    origins = tuple(find_origins(collection, passages, ways, borne, settings))
    stories = find_stories(collection, links, settings)
    story = story_of(stories)
    named = extraction.actors, extraction.mentions, extraction.documents
    namesakes = told_apart(*named) | owned_apart(*named)
    grouping = group_actors(extraction.actors, extraction.mentions, settings, namesakes, story)
    together = replace(
        regrouped(extraction, grouping),
        documents=tuple(replace(one, story=story[one.id]) for one in extraction.documents),
    )
    together = regrouped(together, group_owned(together))
    together = regrouped(together, group_called(together))
    together = freed_pronouns(regrouped(together, group_described(together)))
    actors = led_to_states((*together.actors, *outlet_actors(together)))
    together = replace(together, actors=actors)
    said = compare_claims(together, basis(collection, embed, passages), links, settings)
    strangers = Strangers(collection)
    own = (
        passage
        for passage in passages
        if passage not in common and not strangers.are(passage.left.document, passage.right.document)
    )
    drifts = tuple(find_drifts(collection, together, own, ways))
    comparison = replace(said, stories=stories, links=links, origins=origins, drifts=drifts)
    comparison = find_partings(Ground(collection, together, comparison, embed, settings, judge), apart)
    proposed = proposed_merges(together, comparison, embed, settings)
    return together, replace(comparison, proposed_merges=proposed)


def compare_claims(
    extraction: Extraction, over: Basis, links: Sequence[Link], settings: CompareSettings
) -> Comparison:
    """Return what the claims of several texts have in common: matters, who holds what, one event once."""
    claims = claims_of(over.collection, extraction, settings.matter_stems)
    holders = holders_of(extraction)
    matters = find_matters(tellings_of(claims, over.collection.weights), over, settings)
    wordings = Wordings(over.collection, holders)
    propositions = [
        proposition_of(matter, wordings, holders) for matter in matters if is_claimed(matter, wordings)
    ]
    events = same_events(claims, extraction, over, links, settings)
    differences = Differences(extraction)
    return Comparison(
        merged_events=tuple(differences.merged(tellings) for tellings in events),
        propositions=tuple(propositions),
        positions=tuple(
            position for proposition in propositions for position in positions_of(proposition, holders)
        ),
    )


def find_passages(collection: Collection, embed: Embed, settings: CompareSettings) -> list[Shared]:
    """Return all passages that two documents share, stock phrases left out, in order of place."""
    candidates = candidate_pairs(collection.flat, settings)
    pairs, chances = rewordings(collection, candidates, embed, settings)
    passages = [
        passage
        for matches in match_sentences(collection, pairs, chances, settings)
        for passage in shared_passages(collection, matches, settings)
    ]
    return without_stock(collection, sorted(passages), settings)
