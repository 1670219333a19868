"""Statements read from trees, whatever the tree."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from rashomon.extract.clauses import clauses
from rashomon.extract.manner import manner_of
from rashomon.extract.told import Told
from tests.extract.trees import of, sentences


@settings(max_examples=1000, deadline=None)  # the first call loads the lemmatiser
@given(sentences())
def test_no_tree_makes_a_statement_of_nothing(words):
    whole = Told((), (), ((0, len(words.forms)),), 1.0, "x")
    for told in clauses(words, [whole]):
        assert told.content
        assert all(0 <= first < end <= len(words.forms) for first, end in told.ranges)
        manner_of(words, told.cue, told.content, told.source)


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
        (["they", "denied"], [1, -1], ["nsubj", "parataxis"], ["PRON", "VERB"]),
    ],
    ids=["asked for nothing", "what is wanted stands before", "denied by nobody", "beside nothing"],
)
def test_a_phrase_of_nothing_but_its_preposition_tells_nothing(forms, heads, relations, upos):
    words = of(forms, heads, relations, upos, passive=[relation == "nsubj" for relation in relations])
    whole = Told((), (), ((0, len(forms)),), 1.0, "x")
    assert all(first < end for told in clauses(words, [whole]) for first, end in told.ranges)
