"""Which words head a cue and what is done by it, from the vectors of these words."""

from __future__ import annotations

from typing import get_args

import numpy as np
import pytest

from rashomon.language import Analyser
from rashomon.language.analyser import SHIPPED_MODEL
from rashomon.language.manifest import load_arrays, load_manifest
from rashomon.language.perceptron import Layer
from rashomon.language.saying import SayingParameters, acts_said, saying
from rashomon.model.records import Act

NEWS = "The pilot was convinced that her boat would wait at the quay. Gulls slept on the roof of the shed."


def made(rng: np.random.Generator, width: int = 6, hidden: int = 4) -> SayingParameters:
    """Return parameters for vectors of `width` and three acts."""
    sizes = ((width, hidden), (hidden, 1), (width, hidden), (hidden, 3))
    return SayingParameters(
        *(
            Layer(rng.normal(size=size).astype(np.float32), rng.normal(size=size[1]).astype(np.float32))
            for size in sizes
        )
    )


def test_whether_a_word_heads_a_cue_is_a_probability_and_each_act_has_a_score():
    rng = np.random.default_rng(3)
    vectors, parameters = rng.normal(size=(50, 6), scale=5).astype(np.float32), made(rng)
    found = saying(vectors, parameters)
    assert found.shape == (50,)
    assert ((found >= 0) & (found <= 1)).all()
    assert acts_said(vectors, parameters).shape == (50, 3)


def test_of_no_words_nothing_is_said():
    vectors, parameters = np.zeros((0, 6), np.float32), made(np.random.default_rng(3))
    assert saying(vectors, parameters).shape == (0,)
    assert acts_said(vectors, parameters).shape == (0, 3)


def test_each_word_is_judged_by_its_own_vector():
    rng = np.random.default_rng(4)
    vectors, parameters = rng.normal(size=(20, 6)).astype(np.float32), made(rng)
    heads, acts = saying(vectors, parameters), acts_said(vectors, parameters)
    for row in range(20):
        alone = vectors[row : row + 1]
        assert saying(alone, parameters) == pytest.approx(heads[row : row + 1], abs=1e-6)
        assert acts_said(alone, parameters) == pytest.approx(acts[row : row + 1], abs=1e-5)


def test_parameters_come_back_from_the_arrays_that_they_make():
    before = made(np.random.default_rng(5))
    after = SayingParameters.of({**before.arrays(), "tags.other": np.zeros(3, np.float32)})
    for name, array in before.arrays().items():
        assert np.array_equal(after.arrays()[name], array), name


def test_the_shipped_model_has_every_act():
    manifest = load_manifest(SHIPPED_MODEL)
    assert manifest.inventory.acts == get_args(Act)
    parameters = SayingParameters.of(load_arrays(SHIPPED_MODEL))
    assert parameters.acts.weights.shape[1] == len(manifest.inventory.acts)


def test_who_is_convinced_believes_and_who_sleeps_says_nothing():
    (analysis,) = Analyser().analyse([NEWS])
    sayings = analysis.sayings
    words = [analysis.text[slice(*analysis.words[word])] for word in sayings.saying]
    row = words.index("convinced")
    assert sayings.scores[row] > 0.8
    assert analysis.inventory.acts[int(sayings.acts[row].argmax())] == "believed"
    assert dict(zip(words, sayings.scores.tolist(), strict=True)).get("slept", 0.0) < 0.3


def test_words_of_later_stretches_are_counted_from_the_beginning_of_the_text():
    text = "\n\n".join([NEWS] * 400)
    (analysis,) = Analyser().analyse([text])
    words = [analysis.text[slice(*analysis.words[word])] for word in analysis.sayings.saying]
    assert words.count("convinced") == 400
    assert len(analysis.sayings.acts) == len(analysis.sayings.scores) == len(words)
    assert (np.diff(analysis.sayings.saying) > 0).all()
