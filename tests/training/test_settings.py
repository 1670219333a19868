from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest

from rashomon.model.errors import InputError
from training.settings import changed, check_described, described


@dataclass(frozen=True, slots=True)
class Settings:
    epochs: int = 7
    rate: float = 0.5
    weights: Mapping[str, float] = field(default_factory=lambda: {"arcs": 2.0, "ends": 0.5})


def test_settings_that_are_not_named_stay():
    assert changed(Settings(), []) == Settings()
    assert changed(Settings(), ["rate=1e-3"]) == Settings(rate=0.001)


def test_a_key_of_a_mapping_is_changed_or_added():
    found = changed(Settings(), ["weights.arcs=1", "weights.links=3", "epochs=2"])
    assert found == Settings(epochs=2, weights={"arcs": 1.0, "ends": 0.5, "links": 3.0})


@pytest.mark.parametrize("pair", ["rat=1", "rate", "rate.x=1", "weights=1", "=1", ""])
def test_what_is_no_setting_is_refused_with_those_there_are(pair):
    with pytest.raises(InputError, match=r"give NAME=VALUE with one of epochs, rate, weights\.KEY"):
        changed(Settings(), [pair])


@pytest.mark.parametrize("pair", ["epochs=many", "epochs=1.5", "rate=", "weights.arcs=x"])
def test_a_value_that_does_not_fit_is_refused(pair):
    with pytest.raises(InputError, match="can't be set"):
        changed(Settings(), [pair])


def test_a_run_is_told_by_its_settings_its_texts_by_set_and_its_start(tmp_path):
    own = described(Settings(), ["told", "gum", "told"], None)
    check_described(described(Settings(), ["gum", "told", "told"], None), own, tmp_path)
    others = (
        described(Settings(epochs=8), ["told", "gum", "told"], None),
        described(Settings(), ["told", "gum"], None),
        described(Settings(), ["told", "gum", "told"], tmp_path / "weights.pt"),
        None,
    )
    for other in others:
        with pytest.raises(InputError, match="holds a run with other settings or sets"):
            check_described(other, own, tmp_path)
