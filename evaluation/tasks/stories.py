"""`stories`: what `rashomon.compare` makes of whole stories, against our own gold.

Each story is a folder with `texts`, `sources.toml` (what a user would know of each source) and `annotation`,
from which gold is compiled. Its layers are counted as `evaluation.scores.stories` says. Baselines stand
beside the figures that they are baselines of: `apart_origins_b3_f1` takes no text to go back to another;
`same_string_actors_b3_f1` takes mentions with the same letters for one actor; `cosine_propositions_b3_f1`
takes statements of gold for one proposition where the cosine of the sentence vectors of their contents is at
least `LEAST_COSINE`, or where they hang together by others for which it is, all pairs being compared.
`given_propositions_b3_f1` is what the product makes of gold's own statements and events.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path

from scipy.sparse.csgraph import connected_components

import rashomon
from evaluation.annotation.build import StoryFolders, build
from evaluation.differences import layer_differences
from evaluation.errors_page import Row, write_page
from evaluation.options import Scores, TaskOptions
from evaluation.scores.chains import Agreement
from evaluation.scores.clusters import b_cubed, origins
from evaluation.scores.findings import Findings, found_in, of_compiled
from evaluation.scores.in_texts import RULE
from evaluation.scores.stories import StoryScore, compare_findings
from rashomon.compare import compare_documents
from rashomon.language.pairs import PairModel
from rashomon.model.corpus import Extraction
from rashomon.model.errors import InputError
from rashomon.pipeline import sentence_vectors
from rashomon.read import ReadSettings, load_sources

LEAST_COSINE = 0.5  # the best on the dev stories
_ANNOTATION = "annotation/story.toml"
_JUDGED = (
    "kind",
    "act",
    "tense",
    "speaker",
    "event_type",
    "event_status",
    "participant_actor",
    "time_value",
    "direction",
    "drift_kind",
    "origin_first",
)
_FOUND = (
    "statements", "hedged", "loaded", "addressees", "media", "saying_times", "chains", "mentions", "roles",
    "events", "event_times", "event_places", "participants", "figures", "times", "positions",
    "position_times", "passages", "drifts", "accused", "furniture",
)  # fmt: skip


def score(options: TaskOptions) -> Scores:
    """Return the figures of all stories under the gold folders.

    Raises:
        InputError: there is no annotated story, or two have one name.
    """
    folders = story_folders(options.gold)
    total, rows = StoryScore(), list[Row]()
    for folder in (folders[name] for name in options.chosen(list(folders))):
        story = compared(folder)
        gold = of_compiled(build(StoryFolders(folder / "texts", folder / "annotation")))
        total += score_story(found_in(story), gold) + given(story, gold)
        if options.errors and not options.sealed:
            rows += _rows(folder.name, story, gold)
    if options.errors and not options.sealed:
        write_page(options.errors, "Stories", rows)
    return figures(total)


def compared(folder: Path) -> rashomon.Story:
    """Return what the product makes of the texts of a story."""
    settings = ReadSettings(sources=load_sources(folder / "sources.toml"))
    return rashomon.compare(str(folder / "texts"), settings=settings)


def score_story(found: Findings, gold: Findings) -> StoryScore:
    """Count what is right in one story, by the product and by the baselines."""
    baselines = {
        "same_string_actors": same_string(gold),
        "cosine_propositions": by_cosine(gold),
        "apart_origins": origins(Findings(), gold),
    }
    return compare_findings(found, gold) + StoryScore({}, baselines)


def given(story: rashomon.Story, gold: Findings) -> StoryScore:
    """Count what propositions the product makes of statements and events that are all found and right."""
    extraction = Extraction(documents=tuple(story.documents), statements=gold.statements, events=gold.events)
    _, made = compare_documents(extraction, sentence_vectors)
    same = {name: name for each in gold.propositions for name in each.members}
    wanted = [each.members for each in gold.propositions]
    return StoryScore(
        {}, {"given_propositions": b_cubed([each.members for each in made.propositions], wanted, same)}
    )


def figures(total: StoryScore) -> dict[str, float]:
    """Return the figures of summed counts under their names, in percent."""
    counts = total.counts
    scores: dict[str, float] = {}
    for name in _FOUND:
        scores |= {
            f"{name}_precision": counts[name].precision,
            f"{name}_recall": counts[name].recall,
            f"{name}_f1": counts[name].f1,
        }
    scores |= {f"{name}_accuracy": counts[name].recall for name in _JUDGED}
    rules = sorted(name for name in counts if name.startswith(RULE))
    scores |= {f"{name}_precision": counts[name].precision for name in rules}
    for name, cluster in total.clusters.items():
        scores |= {
            f"{name}_b3_precision": cluster.precision,
            f"{name}_b3_recall": cluster.recall,
            f"{name}_b3_f1": cluster.f1,
        }
    return scores | {
        "disputes_found": counts["disputes"].recall,
        "false_disputes": 100 - counts["shown_disputes"].precision if counts["shown_disputes"].found else 0.0,
        "compatible_accuracy": counts["compatible"].recall,
    }


def story_folders(gold: Iterable[Path]) -> Mapping[str, Path]:
    """Return the folders of all stories by name.

    Raises:
        InputError: a path holds no annotated story, or two stories have one name.
    """
    found: dict[str, Path] = {}
    for path in gold:
        files = sorted(path.rglob(_ANNOTATION))
        if not files:
            raise InputError(
                f"no story with {_ANNOTATION} under {path}: give a folder such as evaluation/stories/dev"
            )
        for story in (file.parents[1] for file in files):
            if found.setdefault(story.name, story) != story:
                raise InputError(f"two stories are called {story.name}: rename one of the folders")
    if not found:
        raise InputError("the task needs --gold with a folder of stories, such as evaluation/stories/dev")
    return found


def same_string(gold: Findings) -> Agreement:
    """Return how well mentions are grouped by their letters alone, over gold's own mentions."""
    groups: dict[str, list[str]] = {}
    for mention in gold.mentions:
        groups.setdefault(mention.text.casefold(), []).append(mention.id)
    actors: dict[str, list[str]] = {}
    for mention in gold.mentions:
        actors.setdefault(mention.actor or mention.id, []).append(mention.id)
    same = {mention.id: mention.id for mention in gold.mentions}
    return b_cubed(groups.values(), actors.values(), same)


def by_cosine(gold: Findings) -> Agreement:
    """Return how well statements of gold fall into its propositions by the likeness of their contents."""
    members = {member for each in gold.propositions for member in each.members}
    statements = [each for each in gold.statements if each.id in members]
    same = {each.id: each.id for each in statements}
    if not statements:
        return Agreement()
    vectors = PairModel().embed([each.content.text for each in statements])
    _, labels = connected_components(vectors @ vectors.T >= LEAST_COSINE, directed=False)
    groups: dict[int, list[str]] = {}
    for statement, label in zip(statements, labels, strict=True):
        groups.setdefault(int(label), []).append(statement.id)
    return b_cubed(groups.values(), (each.members for each in gold.propositions), same)


def _rows(name: str, story: rashomon.Story, gold: Findings) -> Iterator[Row]:
    """Yield a row for each layer of each text, with what gold and the product have otherwise."""
    texts = {document.id: document for document in story.documents}
    found = layer_differences(gold, found_in(story), texts)
    for (layer, place), group in groupby(found, key=lambda each: (each.layer, each.place)):
        listed = list(group)
        yield Row(
            f"{name} {place}: {layer}s",
            [each.left for each in listed if each.left],
            [each.right for each in listed if each.right],
        )
