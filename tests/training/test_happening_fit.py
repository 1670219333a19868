"""Fitting what predicates tell to stories with marked events."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from rashomon.language import Analyser, LanguageSettings  # noqa: E402
from rashomon.language.analyser import SHIPPED_MODEL  # noqa: E402
from rashomon.language.happening import HEAD, happening  # noqa: E402
from rashomon.language.manifest import load_arrays  # noqa: E402
from rashomon.model.errors import InputError  # noqa: E402
from tests.training.fitted_heads import assert_only_it_changed  # noqa: E402
from training import happening as fitting  # noqa: E402
from training.gold.happened import HAPPENED, EventNote  # noqa: E402
from training.gold.tables import NotedText  # noqa: E402
from training.happening import (  # noqa: E402
    STATUSES,
    TYPES,
    FitSettings,
    Told,
    add_head,
    fit,
    read_whole,
    told_words,
)

TEXT = NotedText(
    "k00/01.txt",
    "Guards broke up a march in Halm on Friday.\n\nThe guards wear grey coats.\n",
    {
        "march": EventNote(
            "{actor Guards} {e broke up} {object a march} in {p Halm} {w on Friday}",
            "happened",
            "march",
            "COERCE",
        )
    },
)


def words(rng: np.random.Generator, count: int = 4000) -> Told:
    """Make words whose vectors tell by one entry whether they tell an event, by another of what type."""
    vectors = rng.normal(size=(count, 8), scale=0.3)
    tells, assaults = rng.random(count) < 0.4, rng.random(count) < 0.5
    vectors[:, 0] += np.where(tells, 2, -2)
    vectors[:, 1] += np.where(assaults, 2, -2)
    types = np.where(assaults, TYPES.index("ASSAULT"), TYPES.index(""))
    statuses = np.where(assaults, STATUSES.index("happened"), STATUSES.index("denied"))
    return Told(
        torch.from_numpy(vectors.astype(np.float32)),
        torch.from_numpy(np.where(tells, types, -1)),
        torch.from_numpy(np.where(tells, statuses, -1)),
    )


def test_words_that_tell_events_are_told_apart_with_their_kinds():
    rng = np.random.default_rng(1)
    parameters = fit(words(rng))
    fresh = words(rng)
    found = happening(fresh.vectors.numpy(), parameters)
    tells = fresh.types.numpy() >= 0
    assert ((found.told > 0.5) == tells).mean() > 0.97
    assert (found.types.argmax(axis=1)[tells] == fresh.types.numpy()[tells]).mean() > 0.97
    assert (found.statuses.argmax(axis=1)[tells] == fresh.statuses.numpy()[tells]).mean() > 0.97


def test_the_scale_of_vectors_makes_no_difference():
    told = words(np.random.default_rng(2))
    plain, large = fit(told), fit(replace(told, vectors=told.vectors * 1000))
    found, other = (
        happening(v, p) for v, p in ((told.vectors.numpy(), plain), (told.vectors.numpy() * 1000, large))
    )
    assert found.told == pytest.approx(other.told, abs=1e-3)


def test_the_same_words_and_settings_give_the_same_parameters():
    told = words(np.random.default_rng(3), 60)
    one, other = (fit(told, FitSettings(epochs=2)).arrays() for _ in range(2))
    assert all(np.array_equal(one[name], other[name]) for name in one)


def test_nothing_to_learn_from_is_one_clear_error():
    told = words(np.random.default_rng(4), 20)
    with pytest.raises(InputError, match="no word tells an event"):
        fit(replace(told, types=torch.full((20,), -1)))


def test_all_of_our_own_stories_with_events_are_read():
    texts = read_whole(HAPPENED)
    assert any(text.kept_apart for text in texts)
    assert len({text.name for text in texts}) == len(texts)


@pytest.mark.parametrize(
    ("count", "told"),
    [
        ((924, 8860), "happened holds 923 texts, 924 were published"),
        ((923, 8861), "happened holds 8860 events, 8861 were published"),
    ],
)
def test_stories_that_are_not_whole_are_refused(monkeypatch, count, told):
    monkeypatch.setattr(fitting, "COUNT", count)
    with pytest.raises(InputError, match=told):
        read_whole(HAPPENED)


def test_of_the_words_of_a_trigger_one_tells_the_event_and_the_others_are_left_out():
    analyser = Analyser()
    told = told_words(analyser, [TEXT])
    tells = told.types >= 0
    assert int(tells.sum()) == 1
    assert TYPES[int(told.types[tells][0])] == "COERCE"
    assert STATUSES[int(told.statuses[tells][0])] == "happened"
    bare = told_words(analyser, [replace(TEXT, notes={})])
    assert len(bare.types) >= len(told.types)
    assert (bare.types < 0).all()


def test_a_head_replaces_the_one_that_the_folder_has_and_changes_nothing_else(tmp_path: Path):
    folder = tmp_path / "model"
    shutil.copytree(SHIPPED_MODEL, folder)
    arrays = load_arrays(folder)
    width = arrays[f"{HEAD}.telling"].shape[0]
    rng = np.random.default_rng(5)
    told = words(rng, 40)
    add_head(folder, fit(replace(told, vectors=torch.randn(40, width)), FitSettings(epochs=1, hidden=8)))
    assert_only_it_changed(folder, HEAD)
    (analysis,) = Analyser(LanguageSettings(model=folder)).analyse([TEXT.text])
    assert len(analysis.frames.told) == len(analysis.frames.predicates)
