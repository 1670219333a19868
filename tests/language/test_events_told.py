"""What predicates tell, from the vectors of their words."""

from __future__ import annotations

from typing import get_args

import numpy as np
import pytest

from rashomon.language import Analyser
from rashomon.language.analyser import SHIPPED_MODEL
from rashomon.language.happening import HappeningParameters, Layer, happening
from rashomon.language.manifest import load_arrays, load_manifest
from rashomon.model.records import EventStatus

NEWS = "Soldiers shot two miners at the gate of the pit. It lies in a valley that is known for its cherries."


def made(rng: np.random.Generator, width: int = 6, hidden: int = 4) -> HappeningParameters:
    """Return parameters for vectors of `width`, three types and two statuses."""
    sizes = ((width, hidden), (hidden, 1), (width, hidden), (hidden, 3), (hidden, 2))
    return HappeningParameters(
        *(
            Layer(rng.normal(size=size).astype(np.float32), rng.normal(size=size[1]).astype(np.float32))
            for size in sizes
        )
    )


def test_what_is_told_is_a_probability_and_kinds_add_up_to_one():
    rng = np.random.default_rng(3)
    vectors = rng.normal(size=(50, 6), scale=5).astype(np.float32)
    found = happening(vectors, made(rng))
    assert ((found.told >= 0) & (found.told <= 1)).all()
    assert found.types.shape == (50, 3)
    assert found.types.sum(axis=1) == pytest.approx(1, abs=1e-5)
    assert found.statuses.sum(axis=1) == pytest.approx(1, abs=1e-5)


def test_a_text_without_predicates_tells_nothing():
    found = happening(np.zeros((0, 6), np.float32), made(np.random.default_rng(3)))
    assert [part.shape for part in (found.told, found.types, found.statuses)] == [(0,), (0, 3), (0, 2)]


def test_each_predicate_is_judged_by_its_own_vector():
    rng = np.random.default_rng(4)
    vectors, parameters = rng.normal(size=(20, 6)).astype(np.float32), made(rng)
    whole = happening(vectors, parameters)
    for row in range(20):
        alone = happening(vectors[row : row + 1], parameters)
        assert alone.told == pytest.approx(whole.told[row : row + 1], abs=1e-6)
        assert alone.types == pytest.approx(whole.types[row : row + 1], abs=1e-6)


def test_parameters_come_back_from_the_arrays_that_they_make():
    before = made(np.random.default_rng(5))
    after = HappeningParameters.of({**before.arrays(), "tags.other": np.zeros(3, np.float32)})
    for name, array in before.arrays().items():
        assert np.array_equal(after.arrays()[name], array), name


def test_the_shipped_model_has_types_and_every_status():
    manifest = load_manifest(SHIPPED_MODEL)
    assert manifest.inventory.happening[0] == ""
    assert "ASSAULT" in manifest.inventory.happening
    assert manifest.inventory.statuses == get_args(EventStatus)
    parameters = HappeningParameters.of(load_arrays(SHIPPED_MODEL))
    assert parameters.types.weights.shape[1] == len(manifest.inventory.happening)


def test_a_shot_is_an_event_and_what_a_place_is_known_for_is_none():
    (analysis,) = Analyser().analyse([NEWS])
    frames = analysis.frames
    told = {
        analysis.text[slice(*analysis.words[word])]: float(likely)
        for word, likely in zip(frames.predicates, frames.told, strict=True)
    }
    assert told["shot"] > 0.8
    assert told.get("known", 0.0) < 0.3
    shot = [analysis.text[slice(*analysis.words[word])] for word in frames.predicates].index("shot")
    assert analysis.inventory.happening[int(frames.told_types[shot].argmax())] == "ASSAULT"
