"""Acts of statements whose cue no rule knows, with the shipped model."""

from __future__ import annotations

import numpy as np
import pytest

from rashomon.extract.acts import RULED, likeliest
from rashomon.extract.cues import ACTS


@pytest.mark.parametrize(
    ("text", "head", "act"),
    [
        ("The mayor was convinced that the dam would hold.", "convince", "believed"),
        ("The mayor gave her word that the lock would reopen.", "give", "promised"),
        ("The mayor vouched for the dockers.", "vouch", "other"),
        ("Ona Veld rubbished the report.", "rubbish", "other"),
    ],
)
def test_the_act_of_a_cue_that_no_rule_knows_is_learned(read, text, head, act):
    assert head not in ACTS
    assert [statement.act for statement in read(text).statements] == [act]


@pytest.mark.parametrize("word", ["denied", "promised", "warned", "said"])
def test_a_word_that_a_rule_knows_keeps_the_act_of_the_rule(read, word):
    (statement,) = read(f"Ona Veld {word} that the lock was her own work.").statements
    assert statement.act == word


def test_what_a_rule_gives_outweighs_what_is_learned_unless_that_is_far_surer():
    acts = ("said", "asked", "denied")
    near = np.array([0.0, 0.0, RULED - 1], np.float32)
    assert likeliest("asked", acts, near) == "asked"
    assert likeliest("asked", acts, near + np.array([0, 0, 2], np.float32)) == "denied"
    assert likeliest("said", acts, near) == "denied"  # which is what rules give where they find nothing
    assert near.tolist() == [0.0, 0.0, RULED - 1]
