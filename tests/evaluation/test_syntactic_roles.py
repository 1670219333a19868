"""Roles by rules over trees alone, on trees made by hand."""

from __future__ import annotations

import numpy as np
import pytest

from evaluation.scores.syntactic_roles import plain_roles
from evaluation.scores.topics import Anchor
from rashomon.language import Analysis
from rashomon.language.layers import Inventory, Labelled, Syntax
from rashomon.model.offsets import Span

RELATIONS = tuple(
    "root det compound nsubj nsubj:pass aux aux:pass obj iobj obl obl:agent nmod nmod:poss case cc conj"
    " acl:relcl".split()
)
ENTITIES = ("Person", "Location")
NONE = (0, 0)


def analysed(
    sentence: str,
    heads: list[int],
    relations: str,
    place: tuple[int, int] = NONE,
    time: tuple[int, int] = NONE,
) -> Analysis:
    """Return a sentence with its tree, one entity that is a place and one time, by their words.

    What is a past participle has it behind its relation: "conj/VBN".
    """
    ends = np.cumsum([len(word) + 1 for word in sentence.split()]) - 1
    starts = ends - np.array([len(word) for word in sentence.split()])
    labels = [RELATIONS.index(each.removesuffix("/VBN")) for each in relations.split()]
    assert len(labels) == len(heads) == len(ends)
    return Analysis(
        "d",
        sentence,
        np.stack([starts, ends], axis=1).astype(np.int32),
        np.array([[0, len(ends)]], np.int32),
        "made 1",
        inventory=Inventory(
            upos=("X",), xpos=("X", "VBN"), relations=RELATIONS, entities=ENTITIES, times=("DATE",)
        ),
        syntax=Syntax(
            upos=np.zeros(len(ends), np.int32),
            xpos=np.array([each.endswith("/VBN") for each in relations.split()], np.int32),
            heads=np.array(heads, np.int32),
            relations=np.array(labels, np.int32),
        ),
        entities=_spans(place, 1),
        times=_spans(time, 0),
    )


def _spans(words: tuple[int, int], label: int) -> Labelled:
    return Labelled(np.array([words], np.int32), np.array([label], np.int32), np.ones(1, np.float32))


def roles(analysis: Analysis, trigger: str) -> dict[str, str]:
    """Return the words of each role of the event whose trigger is a word of the sentence."""
    start = analysis.text.index(trigger)
    event = Anchor("e", "d", (Span(start, start + len(trigger)),), trigger)
    found = list(plain_roles([event], analysis))
    by_role = {each.role: each.spans[0].of(analysis.text) for each in found}
    assert len(by_role) == len(found)
    return by_role


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
    "det nsubj:pass aux:pass root case obl:agent case obl case obl",
    (7, 8),
    (9, 10),
)
OF_PLACE = analysed(
    "Tovel was seized by the Halm council",
    [2, 2, -1, 6, 6, 6, 2],
    "nsubj:pass aux:pass root case det compound obl:agent",
    (5, 6),
)
UNTIL = analysed(
    "The bridge was shut by Monday",
    [1, 3, 3, -1, 5, 3],
    "det nsubj:pass aux:pass root case obl",
    time=(5, 6),
)
BESIDE = analysed("Guards slept by Tovel", [1, -1, 3, 1], "nsubj root case obl", (3, 4))
NOUN = analysed(
    "The seizure of Tovel by the Halm council with a ruse in Marn",
    [1, -1, 3, 1, 7, 7, 7, 1, 10, 10, 1, 12, 1],
    "det root case nmod case det compound nmod case det nmod case nmod",
    (12, 13),
)
OWNED = analysed(
    "Ilo 's gift of Monday to the guards",
    [2, 0, -1, 4, 2, 7, 7, 2],
    "nmod:poss case root case nmod case det nmod",
    time=(4, 5),
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
        (OF_PLACE, "seized", {"object": "Tovel", "actor": "the Halm council"}),
        (UNTIL, "shut", {"object": "The bridge"}),
        (BESIDE, "slept", {"actor": "Guards", "place": "Tovel"}),
    ],
    ids=["active", "passive", "an agent with a place in it", "a time with by", "a place with by"],
)
def test_roles_are_read_off_the_tree(analysis, trigger, expected):
    assert roles(analysis, trigger) == expected


def test_a_noun_has_its_roles_by_prepositions_and_possessives():
    assert roles(NOUN, "seizure") == {
        "object": "Tovel",
        "actor": "the Halm council",
        "other": "a ruse",
        "place": "Marn",
    }
    assert roles(OWNED, "gift") == {"actor": "Ilo", "recipient": "the guards"}
    dated = analysed("Monday 's gift", [2, 0, -1], "nmod:poss case root", time=(0, 1))
    assert roles(dated, "gift") == {}


@pytest.mark.parametrize(
    ("sentence", "heads", "relations", "expected"),
    [
        ("Ilo met guards and fled", [1, -1, 1, 4, 1], "nsubj root obj cc conj", {"actor": "Ilo"}),
        (
            "Tovel was seized and burned",
            [2, 2, -1, 4, 2],
            "nsubj:pass aux:pass root/VBN cc conj/VBN",
            {"object": "Tovel"},
        ),
        (
            "Ilo was freed and fled",
            [2, 2, -1, 4, 2],
            "nsubj:pass aux:pass root/VBN cc conj",
            {"actor": "Ilo"},
        ),
        (
            "Ilo was freed and has fled",
            [2, 2, -1, 5, 5, 2],
            "nsubj:pass aux:pass root/VBN cc aux conj/VBN",
            {"actor": "Ilo"},
        ),
        ("Ilo came and was freed", [1, -1, 4, 4, 1], "nsubj root cc aux:pass conj/VBN", {"object": "Ilo"}),
        ("Ilo came and guards fled", [1, -1, 4, 4, 1], "nsubj root cc nsubj conj", {"actor": "guards"}),
        ("Come and see", [-1, 2, 0], "root cc conj", {}),
    ],
    ids=[
        "active",
        "a passive shared",
        "active after a passive",
        "perfect after a passive",
        "passive after an active",
        "a subject of its own",
        "no subject at all",
    ],
)
def test_a_coordinated_verb_has_the_subject_of_the_first(sentence, heads, relations, expected):
    assert roles(analysed(sentence, heads, relations), sentence.split()[-1]) == expected


def test_the_subject_of_a_relative_clause_is_its_pronoun():
    assert roles(ACTIVE, "lied") == {"actor": "which"}
