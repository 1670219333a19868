"""Statements read from trees, whatever the tree."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings

from rashomon.extract.clauses import around_cue, clauses
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


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("Ona Veld said the dockers' demand for higher wages was just.", "the dockers", "higher wages"),
        ("The Lock Union's demand for talks was rejected by the board.", "The Lock Union", "talks"),
        ("The board rejected the Lock Union's request for talks.", "the Lock Union", "talks"),
        ("The mayor's call for calm was ignored by the guards.", "The mayor", "calm"),
        ("Ona Veld's plea for mercy moved the court.", "Ona Veld", "mercy"),
    ],
)
def test_what_somebody_calls_for_is_a_statement_of_theirs(read, text, speaker, content):
    found = [
        (each.speaker.text, each.content.text) for each in read(text).statements if "for" in each.cue.text
    ]
    assert found == [(speaker, content)]


@pytest.mark.parametrize(
    "text",
    [
        "The mayor said that demand for steel had fallen.",
        "Ona Veld said China's demand for steel was strong.",
        "The mayor said that Norvia's demand for steel had fallen.",
        "The region's demand for water rose, the board said.",
        "The ministry did not respond to the Wire's request for comment.",
        "The Wire's request for comment went unanswered.",
        "The ministry declined the Wire's request for an interview.",
        "Police ignored her request for a lawyer.",
        "The ministry did not respond to Karo Pell's call for talks.",
    ],
)
def test_what_a_market_needs_an_outlet_asks_or_nobody_answers_is_no_call(read, text):
    assert not [each for each in read(text).statements if "for" in each.cue.text]


def test_a_clause_beside_another_reports_it_only_with_a_finite_verb():
    def around(tag: str) -> tuple[tuple[int, int], ...]:
        words = of(
            ["it", "fell", ",", "she", "explains"],
            [1, -1, 4, 4, 1],
            ["nsubj", "root", "punct", "nsubj", "parataxis"],
            ["PRON", "VERB", "PUNCT", "PRON", "VERB"],
        )
        return around_cue(replace(words, xpos=["PRP", "VBD", ",", "PRP", tag]), (4, 5))

    assert around("VBZ") == ((0, 2),)
    assert around("VBG") == ()
