"""Roles by rules over trees alone, on trees made by hand."""

from __future__ import annotations

import numpy as np
import pytest

from evaluation.scores.syntactic_roles import plain_roles
from evaluation.scores.topics import Anchor
from rashomon.language import Analysis
from rashomon.language.layers import Inventory, Labelled, Syntax
from rashomon.model.offsets import Span

RELATIONS = tuple("root det nsubj nsubj:pass aux:pass obj iobj obl case acl:relcl".split())
ENTITIES = ("Person", "Location")


def analysed(
    sentence: str, heads: list[int], relations: str, place: tuple[int, int], time: tuple[int, int]
) -> Analysis:
    """Return a sentence with its tree, one entity that is a place and one time, by their words."""
    ends = np.cumsum([len(word) + 1 for word in sentence.split()]) - 1
    starts = ends - np.array([len(word) for word in sentence.split()])
    labels = [RELATIONS.index(each) for each in relations.split()]
    assert len(labels) == len(heads) == len(ends)
    return Analysis(
        "d",
        sentence,
        np.stack([starts, ends], axis=1).astype(np.int32),
        np.array([[0, len(ends)]], np.int32),
        "made 1",
        inventory=Inventory(upos=("X",), relations=RELATIONS, entities=ENTITIES, times=("DATE",)),
        syntax=Syntax(
            upos=np.zeros(len(ends), np.int32),
            heads=np.array(heads, np.int32),
            relations=np.array(labels, np.int32),
        ),
        entities=_spans(place, 1),
        times=_spans(time, 0),
    )


def _spans(words: tuple[int, int], label: int) -> Labelled:
    return Labelled(np.array([words], np.int32), np.array([label], np.int32), np.ones(1, np.float32))


ACTIVE = analysed(
    "The guards gave Ilo a map which lied in Marn on Monday with care",
    [1, 2, -1, 2, 5, 2, 7, 5, 9, 2, 11, 2, 13, 2],
    "det nsubj root iobj det obj nsubj acl:relcl case obl case obl case obl",
    (9, 10),
    (11, 12),
)
PASSIVE = analysed(
    "The map was given by guards in Marn on Monday",
    [1, 3, 3, -1, 5, 3, 7, 3, 9, 3],
    "det nsubj:pass aux:pass root case obl case obl case obl",
    (7, 8),
    (9, 10),
)


@pytest.mark.parametrize(
    ("analysis", "trigger", "expected"),
    [
        (
            ACTIVE,
            "gave",
            {"actor": "The guards", "recipient": "Ilo", "object": "a map", "place": "Marn", "other": "care"},
        ),
        (PASSIVE, "given", {"object": "The map", "actor": "guards", "place": "Marn"}),
    ],
)
def test_roles_are_read_off_the_tree(analysis, trigger, expected):
    start = analysis.text.index(trigger)
    event = Anchor("e", "d", (Span(start, start + len(trigger)),), trigger)
    found = {each.role: each.spans[0].of(analysis.text) for each in plain_roles([event], analysis)}
    assert found == expected


def test_the_subject_of_a_relative_clause_is_its_pronoun():
    start = ACTIVE.text.index("lied")
    event = Anchor("e", "d", (Span(start, start + 4),), "lied")
    assert [(each.role, each.spans[0].of(ACTIVE.text)) for each in plain_roles([event], ACTIVE)] == [
        ("actor", "which")
    ]
