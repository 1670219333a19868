"""Fitting what is said by a cue, and who says it, to texts with marked statements."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from rashomon.language import Analyser, LanguageSettings  # noqa: E402
from rashomon.language.analyser import SHIPPED_MODEL  # noqa: E402
from rashomon.language.layers import Sayings  # noqa: E402
from rashomon.language.manifest import load_arrays, load_manifest  # noqa: E402
from rashomon.language.paths import distance_rows, grow  # noqa: E402
from rashomon.language.telling import CONTENT, CUE, HEAD, NONE, SOURCE, TellingParameters, tellings  # noqa: E402
from rashomon.model.errors import InputError  # noqa: E402
from tests.training.fitted_heads import assert_only_it_changed  # noqa: E402
from training.gold.tables import NotedText  # noqa: E402
from training.gold.told import ToldNote  # noqa: E402
from training.perceptrons import FitSettings  # noqa: E402
from training.telling import Cue, add_head, cues_of, fit, right_of, trusted  # noqa: E402

TEXT = NotedText(
    "k00/01.txt",
    "Ona Veld warned on Friday that the dam would break.\n\nThe guards wear grey coats.\n",
    {
        "dam": ToldNote("{s Ona Veld} {c warned} on Friday {t that the dam would break}", act="warned"),
        "none": ToldNote("{t The guards wear grey coats}", kind="authored", speaker="none"),
    },
)
WIDTH, RELATIONS = 8, 3
SHORT = FitSettings(epochs=6, batch=32)


def cue(rng: np.random.Generator, width: int = WIDTH) -> Cue:
    """Make a sentence whose source stands before its cue and whose content behind it."""
    before, behind = rng.integers(1, 4), rng.integers(1, 6)
    size, at = int(before + behind + 2), int(before)
    labels = np.full(size, NONE, dtype=np.int64)
    labels[:at], labels[at], labels[at + 1 : size - 1] = SOURCE, CUE, CONTENT
    vectors = rng.normal(size=(size, width), scale=0.2).astype(np.float32)
    vectors[:, 0] = labels == NONE
    words = np.arange(size, dtype=np.int32)
    rows = np.zeros((3, size), dtype=np.int64)
    rows[0] = distance_rows(np.full(size, at, np.int32), words)
    return Cue(vectors, at, rows, labels)


def found(each: Cue, parameters: TellingParameters) -> tuple[list[list[int]], list[bool]]:
    """Return the pieces that a cue is found to have, all of a sentence whose words hang on the cue."""
    count = len(each.labels)
    heads = np.full(count, each.at, dtype=np.int32)
    heads[each.at] = -1
    trees = grow(heads, np.zeros(count, np.int32), RELATIONS)
    sayings = Sayings(np.array([each.at], np.int32), np.array([0.9], np.float32))
    told = tellings(each.vectors, sayings, trees, np.array([[0, count]], np.int32), parameters)
    return told.pieces.tolist(), told.is_source.tolist()


def without_trees(parameters: TellingParameters) -> TellingParameters:
    zero = np.zeros_like
    return replace(parameters, branches=zero(parameters.branches), climbs=zero(parameters.climbs))


def test_source_and_content_are_learned_from_where_they_stand_and_what_they_are():
    rng = np.random.default_rng(1)
    parameters = without_trees(fit([cue(rng) for _ in range(400)], RELATIONS, SHORT))
    right = 0
    for each in (cue(rng) for _ in range(50)):
        size = len(each.labels)
        right += found(each, parameters) == ([[0, each.at], [each.at + 1, size - 1]], [True, False])
    assert right >= 48


def test_what_is_right_of_cues_with_their_labels_is_counted():
    rng = np.random.default_rng(4)
    parameters = fit([cue(rng) for _ in range(400)], RELATIONS, SHORT)
    cues = [cue(rng) for _ in range(40)]
    content, source = right_of(parameters, cues)
    assert min(content, source) > 90
    turned = [replace(each, labels=np.where(each.labels == CONTENT, NONE, each.labels)) for each in cues]
    assert right_of(parameters, turned) == (pytest.approx(0), source)


def test_the_scale_of_vectors_makes_no_difference():
    rng = np.random.default_rng(2)
    cues = [cue(rng) for _ in range(60)]
    large = [replace(each, vectors=each.vectors * 1000) for each in cues]
    plain, scaled = fit(cues, RELATIONS, SHORT), fit(large, RELATIONS, SHORT)
    for one, other in zip(cues, large, strict=True):
        assert found(one, plain) == found(other, scaled)


def test_the_same_cues_and_settings_give_the_same_parameters():
    rng = np.random.default_rng(3)
    cues = [cue(rng) for _ in range(40)]
    one, other = (fit(cues, RELATIONS, SHORT).arrays() for _ in range(2))
    assert all(np.array_equal(one[name], other[name]) for name in one)


def test_nothing_to_learn_from_is_one_clear_error():
    with pytest.raises(InputError, match="there is no cue"):
        fit([], RELATIONS)


def test_a_cue_is_read_with_the_words_of_its_sentence_and_what_they_are_to_it():
    (each,) = cues_of(Analyser(), [TEXT])
    assert each.labels.tolist() == [SOURCE, SOURCE, CUE, NONE, NONE, *[CONTENT] * 5, NONE]
    assert each.at == 2
    assert each.vectors.shape[0] == each.rows.shape[1] == len(each.labels)


def test_what_is_right_in_texts_kept_apart_says_how_far_statements_are_trusted():
    analyser = Analyser()
    parameters = TellingParameters.of(load_arrays(SHIPPED_MODEL))
    wrong = replace(TEXT, notes={})
    fitted = trusted(analyser, [TEXT, wrong], parameters)
    assert fitted.trust.shape == (3,)
    assert np.array_equal(fitted.labels.weights, parameters.labels.weights)
    with pytest.raises(InputError, match="nothing to learn from"):
        trusted(analyser, [wrong], parameters)


def test_a_head_replaces_the_one_that_the_folder_has_and_changes_nothing_else(tmp_path: Path):
    folder = tmp_path / "model"
    shutil.copytree(SHIPPED_MODEL, folder)
    arrays = load_arrays(folder)
    width = arrays[f"{HEAD}.cues"].shape[0]
    rng = np.random.default_rng(5)
    relations = len(load_manifest(folder).inventory.relations)
    add_head(folder, fit([cue(rng, width) for _ in range(20)], relations, FitSettings(epochs=1, hidden=8)))
    assert_only_it_changed(folder, HEAD)
    assert list(Analyser(LanguageSettings(model=folder)).analyse([TEXT.text]))
