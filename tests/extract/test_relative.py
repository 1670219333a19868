"""Sources that are a relative pronoun are led back to the noun phrase before it."""

from __future__ import annotations

import pytest


def told(found):
    return [(each.speaker.text, each.cue.text) for each in found.statements]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "A corporal, who asked not to be named, said the bridge was open.",
            [("A corporal", "asked"), ("A corporal", "said")],
        ),
        ("The minister, who had promised to resign, stayed.", [("The minister", "had promised")]),
    ],
)
def test_who_stands_before_a_relative_clause_says_what_it_tells(read, text, expected):
    assert sorted(told(read(text))) == sorted(expected)


def test_what_begins_behind_the_noun_phrase_keeps_its_pronoun(read):
    found = read("Ona Veld described the clerk as a man “who had promised the moon”.")
    assert ("a man", "had promised") not in told(found)
