"""Fitting what is done by a cue to texts with marked statements."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from rashomon.language import Analyser, LanguageSettings  # noqa: E402
from rashomon.language.analyser import SHIPPED_MODEL  # noqa: E402
from rashomon.language.manifest import load_arrays  # noqa: E402
from rashomon.language.saying import HEAD, acts_said, saying  # noqa: E402
from rashomon.model.errors import InputError  # noqa: E402
from tests.training.fitted_heads import assert_only_it_changed  # noqa: E402
from training import saying as fitting  # noqa: E402
from training.gold.tables import NotedText  # noqa: E402
from training.gold.told import TOLD, ToldNote  # noqa: E402
from training.perceptrons import FitSettings  # noqa: E402
from training.saying import ACTS, Heard, add_head, fit, heard_words, read_whole  # noqa: E402

TEXT = NotedText(
    "k00/01.txt",
    "Ona Veld had warned that the dam would break.\n\nThe guards wear grey coats.\n",
    {
        "dam": ToldNote(
            "{s Ona Veld} {c had warned} {t that the dam would break}", by="Ona Veld", act="warned"
        )
    },
)


def words(rng: np.random.Generator, count: int = 4000) -> Heard:
    """Make words whose vectors tell by one entry whether they head a cue, by another what is done by it."""
    vectors = rng.normal(size=(count, 8), scale=0.3)
    heads, asks = rng.random(count) < 0.4, rng.random(count) < 0.5
    vectors[:, 0] += np.where(heads, 2, -2)
    vectors[:, 1] += np.where(asks, 2, -2)
    acts = np.where(asks, ACTS.index("asked"), ACTS.index("denied"))
    return Heard(
        torch.from_numpy(vectors.astype(np.float32)),
        torch.from_numpy(np.where(heads, acts, -1)),
        torch.full((count,), -1),
    )


def test_words_that_head_cues_are_told_apart_with_what_is_done_by_them():
    rng = np.random.default_rng(1)
    parameters = fit(words(rng))
    fresh = words(rng)
    vectors, acts = fresh.vectors.numpy(), fresh.acts.numpy()
    heads = acts >= 0
    assert ((saying(vectors, parameters) > 0.5) == heads).mean() > 0.97
    assert (acts_said(vectors, parameters).argmax(axis=1)[heads] == acts[heads]).mean() > 0.97


def test_what_a_rule_tells_already_is_learned_less():
    heard = words(np.random.default_rng(2))
    ruled = fit(replace(heard, ruled=heard.acts))
    own = fit(heard)
    vectors, heads = heard.vectors.numpy(), heard.acts.numpy() >= 0
    spread, plain = (acts_said(vectors[heads], each).std(axis=1).mean() for each in (ruled, own))
    assert spread < 0.8 * plain


def test_the_scale_of_vectors_makes_no_difference():
    heard = words(np.random.default_rng(2))
    plain, large = fit(heard), fit(replace(heard, vectors=heard.vectors * 1000))
    found = saying(heard.vectors.numpy(), plain)
    assert found == pytest.approx(saying(heard.vectors.numpy() * 1000, large), abs=1e-3)


def test_the_same_words_and_settings_give_the_same_parameters():
    heard = words(np.random.default_rng(3), 60)
    one, other = (fit(heard, FitSettings(epochs=2)).arrays() for _ in range(2))
    assert all(np.array_equal(one[name], other[name]) for name in one)


def test_nothing_to_learn_from_is_one_clear_error():
    heard = words(np.random.default_rng(4), 20)
    with pytest.raises(InputError, match="no word heads a cue"):
        fit(replace(heard, acts=torch.full((20,), -1)))


def test_all_of_our_own_texts_with_statements_are_read():
    texts = read_whole(TOLD)
    assert any(text.kept_apart for text in texts)
    assert len({text.name for text in texts}) == len(texts)


@pytest.mark.parametrize(
    ("count", "told"),
    [
        ((1284, 6796), "said holds 1283 texts, 1284 were published"),
        ((1283, 6797), "said holds 6796 statements, 6797 were published"),
    ],
)
def test_texts_that_are_not_whole_are_refused(monkeypatch, count, told):
    monkeypatch.setattr(fitting, "COUNT", count)
    with pytest.raises(InputError, match=told):
        read_whole(TOLD)


def test_of_the_words_of_a_cue_one_heads_it_and_the_others_are_left_out():
    analyser = Analyser()
    heard = heard_words(analyser, [TEXT])
    heads = heard.acts >= 0
    assert int(heads.sum()) == 1
    assert ACTS[int(heard.acts[heads][0])] == "warned"
    assert ACTS[int(heard.ruled[heads][0])] == "warned"
    bare = heard_words(analyser, [replace(TEXT, notes={})])
    assert len(bare.acts) == len(heard.acts) + 1
    assert (bare.acts < 0).all()


def test_an_act_that_no_rule_gives_counts_nothing():
    text = TEXT.text.replace("had warned", "had said")
    note = ToldNote("{s Ona Veld} {c had said} {t that the dam would break}", by="Ona Veld", act="warned")
    heard = heard_words(Analyser(), [replace(TEXT, text=text, notes={"dam": note})])
    heads = heard.acts >= 0
    assert ACTS[int(heard.acts[heads][0])] == "warned"
    assert int(heard.ruled[heads][0]) == -1


def test_a_head_replaces_the_one_that_the_folder_has_and_changes_nothing_else(tmp_path: Path):
    folder = tmp_path / "model"
    shutil.copytree(SHIPPED_MODEL, folder)
    arrays = load_arrays(folder)
    width = arrays[f"{HEAD}.hearing"].shape[0]
    heard = words(np.random.default_rng(5), 40)
    add_head(folder, fit(replace(heard, vectors=torch.randn(40, width)), FitSettings(epochs=1, hidden=8)))
    assert_only_it_changed(folder, HEAD)
    (analysis,) = Analyser(LanguageSettings(model=folder)).analyse([TEXT.text])
    assert len(analysis.sayings.acts) == len(analysis.sayings.saying)
