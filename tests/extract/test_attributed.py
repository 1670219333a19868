"""What a head for statements in somebody's words finds, beside the statements that were found before."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from rashomon.extract.attributed import attributed_within
from rashomon.extract.told import Told
from rashomon.extract.words import words_of
from rashomon.language import Analyser
from rashomon.language.layers import Attributions

TEXT = "Ona Veld said that Joren Pell swore that the lock was shut . Tarn left ."
OUTER = Told(((0, 2),), ((2, 3),), ((3, 12),), 0.9, "model")


@pytest.fixture(scope="module")
def analysis():
    (plain,) = Analyser().analyse([TEXT])
    inner = Attributions(
        cues=np.array([[6, 7]], np.int32),
        scores=np.array([0.8], np.float32),
        cue=np.zeros(2, np.int32),
        pieces=np.array([[4, 6], [7, 15]], np.int32),
        is_source=np.array([True, False]),
        piece_scores=np.ones(2, np.float32),
        marks=np.zeros((1, 8), np.float32),
    )
    return replace(plain, inner_attributions=inner)


def within(analysis, *found):
    return list(attributed_within(analysis, words_of(analysis), found))


def test_it_stands_in_the_content_around_it_and_reaches_no_farther(analysis):
    (told,) = within(analysis, OUTER)
    assert (told.source, told.cue, told.content) == (((4, 6),), ((6, 7),), ((7, 12),))


def test_of_two_around_it_the_shorter_bounds_it(analysis):
    wide = Told(((14, 15),), ((13, 14),), ((3, 14),), 0.9, "model")
    for order in ((wide, OUTER), (OUTER, wide)):
        (told,) = within(analysis, *order)
        assert told.content == ((7, 12),)


def test_what_stands_in_no_ones_words_or_was_told_already_is_left_out(analysis):
    assert within(analysis) == []
    assert within(analysis, replace(OUTER, content=((7, 12),))) == []
    assert within(analysis, OUTER, Told(((4, 6),), ((6, 7),), ((8, 12),), 0.7, "rule")) == []
