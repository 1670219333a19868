"""What a cue tells by itself, where no statement of it was found."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

import rashomon
from rashomon.extract.heard import heard
from rashomon.extract.told import Told
from rashomon.extract.words import words_of
from rashomon.language import Analyser, plain_document
from rashomon.language.layers import Attributions

TEXT = "Ona Veld said that Joren Pell swore that the lock was shut . Tarn left ."
OUTER = Told(((0, 2),), ((2, 3),), ((3, 12),), 0.9, "model")
INNER = Told(((4, 6),), ((6, 7),), ((7, 12),), 0.8, "model")


@pytest.fixture(scope="module")
def plain():
    (analysis,) = Analyser().analyse([TEXT])
    return analysis


def telling(analysis, score: float = 0.8, *, source: bool = True):
    """Return an analysis in which "swore" tells what Pell swore."""
    pieces = np.array([[4, 6], [7, 12]], np.int32)[0 if source else 1 :]
    found = Attributions(
        cues=np.array([[6, 7]], np.int32),
        scores=np.array([score], np.float32),
        cue=np.zeros(len(pieces), np.int32),
        pieces=pieces,
        is_source=np.array([True, False])[0 if source else 1 :],
        piece_scores=np.ones(len(pieces), np.float32),
        marks=np.zeros((1, 2), np.float32),
    )
    return replace(analysis, tellings=found)


def new(analysis, *found):
    return [(each.source, each.cue, each.content) for each in heard(analysis, words_of(analysis), found)]


def test_what_is_told_within_the_words_of_another_is_heard_beside_it(plain):
    assert new(telling(plain), OUTER) == [(INNER.source, INNER.cue, INNER.content)]


def test_a_cue_that_was_found_is_not_heard_again(plain):
    assert new(telling(plain), OUTER, replace(INNER, content=((8, 12),), made_by="rule")) == []


def test_what_is_not_sure_is_not_heard(plain):
    assert new(telling(plain, 0.5), OUTER) == []


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("Ona Veld said that nobody in the council had threatened the guards.", "threatened"),
        ("Ona Veld said she would not answer for the crimes of others.", "would not answer"),
        ("Ona Veld said that police had ignored her request for a lawyer.", "request"),
        ("“If I had said that the dam was safe, nobody would have left,” Ona Veld said.", "had said"),
        ("The Courier reported that the guards threatened her.", "threatened"),
        ("Ona Veld denied that the register lists nine ships.", "lists"),
        ("Ona Veld said that the union spoke for the dockers.", "spoke"),
    ],
)
def test_what_rules_decide_on_is_not_heard(text, cue):
    found = rashomon.extract(plain_document(text)).statements
    assert not any(cue in each.cue.text and each.made_by.startswith("rashomon") for each in found)


def test_a_cue_that_no_rule_reads_is_heard_in_the_words_of_another():
    found = rashomon.extract(plain_document("Ona Veld said that the register lists nine ships.")).statements
    outer, inner = found
    assert (inner.speaker.text, inner.cue.text, inner.content.text) == ("the register", "lists", "nine ships")
    assert (inner.within, [step.cue for step in inner.via]) == (outer.id, ["said"])


def test_a_cue_without_a_source_is_that_of_its_subject(plain):
    assert new(telling(plain, 0.98, source=False)) == [(INNER.source, INNER.cue, INNER.content)]


def test_a_cue_that_nobody_speaks_by_must_be_nearly_certain():
    texts = ["It was sworn that the lock was shut . Tarn left ."]
    (analysis,) = Analyser().analyse(texts)
    for score, count in ((0.8, 0), (0.95, 1)):
        found = Attributions(
            cues=np.array([[1, 3]], np.int32),
            scores=np.array([score], np.float32),
            cue=np.zeros(1, np.int32),
            pieces=np.array([[3, 8]], np.int32),
            is_source=np.array([False]),
        )
        assert len(new(replace(analysis, tellings=found))) == count
