"""The pair model that the package ships, on pairs of which nobody would doubt the answer."""

from __future__ import annotations

import numpy as np
import pytest

from rashomon.language.pair_encoding import CLASSES
from rashomon.language.pairs import PairModel
from rashomon.model.offsets import Span

PREMISE = "The council closed the bridge on Monday."


@pytest.fixture(scope="module")
def model():
    return PairModel()


def test_a_denial_contradicts_and_less_is_entailed(model):
    pairs = [(PREMISE, "The council did not close the bridge."), (PREMISE, "The bridge was closed.")]
    classes = CLASSES["nli"]
    assert [classes[best] for best in model.entailment(pairs).argmax(axis=1)] == [
        "contradiction",
        "entailment",
    ]


def test_blame_is_negative_toward_the_name(model):
    (shares,) = model.sentiment([("Ana Torr lied to the whole town.", Span(0, 8))])
    assert CLASSES["sentiment"][shares.argmax()] == "negative"


def test_the_same_in_other_words_is_nearer_than_something_else(model):
    one, same, other = model.embed(
        [PREMISE, "On Monday the bridge was shut by the council.", "Tea was served."]
    )
    assert one @ same > one @ other + 0.3


def test_what_else_is_asked_changes_nothing(model):
    pairs = [
        (PREMISE, "The bridge was closed."),
        (PREMISE, "Tea was served."),
        (PREMISE * 9, "It was closed."),
    ]
    together = model.entailment(pairs)
    alone = np.concatenate([model.entailment([pair]) for pair in pairs])
    assert (together == alone).all()
    assert (model.entailment(pairs[::-1])[::-1] == together).all()
