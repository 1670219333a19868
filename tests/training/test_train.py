"""What a training run refuses, and which heads it has."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from rashomon.language.encoding import Encoded  # noqa: E402 - torch decides whether the rest can be read
from rashomon.language.layers import Inventory  # noqa: E402
from rashomon.model.errors import InputError  # noqa: E402
from training.examples import Example, Special  # noqa: E402
from training.heads import LOSSES, make_heads  # noqa: E402
from training.network import Network, Shape  # noqa: E402
from training.train import Data, Run, TrainingSettings, learned, load_start  # noqa: E402

INVENTORY = Inventory(
    upos=("X",), xpos=("X",), features=("_",), relations=("root",), entities=("Person",), times=("DATE",),
    roles=("ARG0",),
)  # fmt: skip
SETTINGS = TrainingSettings(epochs=1, rates={})


def example(**words: list[int]) -> Example:
    count = 3
    encoded = Encoded(
        np.arange(count, dtype=np.int32) + 1000,
        np.zeros(count, dtype=np.int32),
        np.array([(2 * n, 2 * n + 1) for n in range(count)], dtype=np.int32),
        np.arange(count, dtype=np.int32),
        np.zeros(count, dtype=bool),
    )
    return Example("a", encoded, {name: np.array(each, dtype=np.int32) for name, each in words.items()})


DATA = Data((example(opens=[1, 0, 0], entities=[0, 1, 0]),), ("worldwide-ner",))


def run(out, settings=SETTINGS, data=DATA) -> Run:
    return Run(settings, data, INVENTORY, Special(101, 102, 103), out)


def test_a_head_without_gold_is_left_out():
    heads = learned(make_heads(8, INVENTORY), DATA.examples)
    assert [head.name for head in heads] == ["sentences", "entities"]


def test_every_default_weight_is_of_a_loss():
    assert TrainingSettings().weights.keys() <= LOSSES


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"rates": {"typo": 2.0}}, "rates.typo: no set of that name is read, only worldwide-ner"),
        ({"weights": {"nosuchloss": 3.0}}, "weights.nosuchloss: no loss has that name"),
    ],
)
def test_a_setting_of_nothing_is_refused(tmp_path, changes, told):
    with pytest.raises(InputError, match=told):
        run(tmp_path, replace(SETTINGS, **changes))


def test_a_run_is_taken_up_with_its_own_settings_and_sets_only(tmp_path):
    run(tmp_path).save()
    run(tmp_path).resume()
    more = Data(DATA.examples * 2, DATA.sets * 2)
    for other in (run(tmp_path, replace(SETTINGS, seed=2)), run(tmp_path, data=more)):
        with pytest.raises(InputError, match="holds a run with other settings or sets"):
            other.resume()


def small(*names: str) -> Network:
    shape = Shape(width=8, layers=1, heads=2, vocabulary=200)
    return Network([head for head in make_heads(8, INVENTORY) if head.name in names], shape)


def test_a_run_goes_on_from_weights_and_new_heads_begin_as_those_they_are_like(tmp_path):
    before, after = small("attributions"), small("attributions", "inner_attributions")
    torch.save(before.state_dict(), tmp_path / "weights.pt")
    load_start(after, tmp_path / "weights.pt")
    given, inner = before.heads["attributions"], after.heads["inner_attributions"]
    for name, weights in given.state_dict().items():
        assert torch.equal(weights, inner.state_dict()[name]), name


def test_weights_of_another_network_are_refused(tmp_path):
    torch.save(small("times").state_dict(), tmp_path / "weights.pt")
    with pytest.raises(InputError, match=r"weights\.pt is of another kind of network: "):
        load_start(small("entities"), tmp_path / "weights.pt")


def test_what_holds_no_weights_is_refused(tmp_path):
    (tmp_path / "weights.pt").write_text("no weights")
    with pytest.raises(InputError, match=r"weights\.pt holds no weights of a run"):
        load_start(small("entities"), tmp_path / "weights.pt")


def test_a_run_ends_where_it_is_told_to(tmp_path):
    settings = replace(SETTINGS, epochs=3)
    assert len(list(run(tmp_path, settings).epochs(until=2))) == 2
    with pytest.raises(InputError, match="--until 0 trains nothing"):
        list(run(tmp_path, settings).epochs(until=0))


def test_a_run_is_not_taken_up_from_another_start(tmp_path):
    begun = run(tmp_path)
    begun.save()
    begun.start = tmp_path / "other.pt"
    with pytest.raises(InputError, match="holds a run with other settings or sets"):
        begun.resume()
