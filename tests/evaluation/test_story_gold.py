"""The annotated stories: every quotation stands in its text, and gold of passages is what the plan says."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from evaluation.annotation.build import StoryFolders, build
from evaluation.annotation.notes import load
from evaluation.annotation.plan import Plan, gold_pairs, lines
from evaluation.annotation.rules import breaches
from evaluation.scores.findings import Findings, of_compiled
from evaluation.scores.stories import compare_findings
from rashomon.read import load_sources, read_inputs

STORIES = sorted(path.parent for path in Path(__file__).parents[2].glob("evaluation/stories/*/*/plan.toml"))
NAMES = [f"{story.parent.name}/{story.name}" for story in STORIES]
each_story = pytest.mark.parametrize("story", STORIES, ids=NAMES)


@cache
def gold(story: Path, annotation: str = "annotation") -> Findings:
    return of_compiled(build(StoryFolders(story / "texts", story / annotation)))


@each_story
def test_texts_are_as_long_as_texts_are_and_sources_are_known(story):
    sources = load_sources(story / "sources.toml")
    documents = list(read_inputs([str(story / "texts")]))
    assert 7 <= len(documents) <= 12
    assert len(sources.entries) >= len(documents)
    assert all(75 <= len(document.text.split()) <= 1550 and not document.unread for document in documents)


@each_story
@pytest.mark.parametrize("annotation", ["annotation", "first", "second"])
def test_every_quotation_stands_in_its_text(story, annotation):
    found = gold(story, annotation)
    assert found.statements
    assert found.propositions
    assert found.links


@each_story
def test_the_annotation_keeps_to_the_rules(story):
    assert not list(breaches(StoryFolders(story / "texts", story / "annotation")))


@each_story
def test_gold_is_right_by_its_own_measure(story):
    score = compare_findings(gold(story), gold(story))
    assert not {name: count for name, count in score.counts.items() if count.right != count.gold}
    assert not {name: count for name, count in score.counts.items() if count.right != count.found}
    assert all(cluster.f1 == pytest.approx(100) for cluster in score.clusters.values() if cluster.gold)


@each_story
def test_a_third_of_what_looks_disputed_is_compatible(story):
    parted = [link.compatible for link in gold(story).links if link.kind in {"contradict", "update"}]
    assert sum(bool(each) for each in parted) * 3 >= len(parted)


@each_story
def test_passages_are_those_of_the_plan(story):
    pairs = gold_pairs(load(story / "plan.toml", Plan), story)
    assert (story / "gold.jsonl").read_bytes() == lines(pairs), "run python -m evaluation.annotation.plan"


@each_story
def test_the_plan_knows_every_text(story):
    plan = load(story / "plan.toml", Plan)
    assert [text.file for text in plan.text] == sorted(path.name for path in (story / "texts").iterdir())
    known = {text.file for text in plan.text}
    assert all(set(text.sources) <= known for text in plan.text)
