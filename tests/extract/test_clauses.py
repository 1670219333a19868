"""Statements read from trees, whatever the tree."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.extract.clauses import clauses
from rashomon.extract.manner import manner_of
from rashomon.extract.told import Told
from rashomon.extract.words import Words
from rashomon.language.tree import Tree

FORMS = (
    "ask",
    "asked",
    "for",
    "by",
    "want",
    "denied",
    "warning",
    "that",
    "not",
    "him",
    ",",
    '"',
    "call",
    "blame",
    "over",
    "according",
    "to",
    "at",
    "request",
    "claim",
)
RELATIONS = (
    "acl", "advcl", "aux", "case", "ccomp", "compound", "conj", "cop", "iobj", "mark", "nmod", "nsubj", "obj",
    "obl", "parataxis", "punct", "xcomp",
)  # fmt: skip
UPOS = ("ADP", "ADV", "AUX", "NOUN", "PART", "PRON", "PUNCT", "SCONJ", "VERB")


@st.composite
def sentences(draw: st.DrawFn) -> Words:
    """One sentence: words of saying and what stands beside them, in any tree, projective or not."""
    forms = draw(st.lists(st.sampled_from(FORMS), min_size=1, max_size=9))
    order = draw(st.permutations(range(len(forms))))
    heads = [-1] * len(forms)
    for place, word in enumerate(order[1:], start=1):
        heads[word] = order[draw(st.integers(0, place - 1))]
    return of(
        forms,
        heads,
        draw(st.lists(st.sampled_from(RELATIONS), min_size=len(forms), max_size=len(forms))),
        draw(st.lists(st.sampled_from(UPOS), min_size=len(forms), max_size=len(forms))),
    )


def of(
    forms: Sequence[str],
    heads: Sequence[int],
    relations: Sequence[str],
    upos: Sequence[str],
    passive: Sequence[bool] = (),
) -> Words:
    children: list[list[int]] = [[] for _ in forms]
    for word, head in enumerate(heads):
        if head >= 0:
            children[head].append(word)
    tree = Tree(heads, relations, passive or [False] * len(forms), upos, children)
    return Words(forms, [form.lower() for form in forms], [""] * len(forms), tree)


@settings(max_examples=1000)
@given(sentences())
def test_no_tree_makes_a_statement_of_nothing(words):
    whole = Told((), (), ((0, len(words.forms)),), 1.0, "x")
    for told in clauses(words, [whole]):
        assert told.content
        assert all(0 <= first < end <= len(words.forms) for first, end in told.ranges)
        manner_of(words, told.cue, told.content, sourced=bool(told.source))


@pytest.mark.parametrize(
    ("forms", "heads", "relations", "upos"),
    [
        (["asked", "for"], [-1, 0], ["root", "obl"], ["VERB", "ADP"]),
        (["leave", "them", "want"], [2, 2, -1], ["xcomp", "obj", "root"], ["VERB", "PRON", "VERB"]),
        (
            ["it", "deny", "charges", "by"],
            [1, -1, 1, 1],
            ["nsubj", "root", "obj", "obl"],
            ["PRON", "VERB", "NOUN", "ADP"],
        ),
    ],
    ids=["asked for nothing", "what is wanted stands before", "denied by nobody"],
)
def test_a_phrase_of_nothing_but_its_preposition_tells_nothing(forms, heads, relations, upos):
    words = of(forms, heads, relations, upos, passive=[relation == "nsubj" for relation in relations])
    whole = Told((), (), ((0, len(forms)),), 1.0, "x")
    assert all(first < end for told in clauses(words, [whole]) for first, end in told.ranges)
