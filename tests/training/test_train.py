"""What a training run refuses, which heads it has, when it ends, and that it can be repeated and taken up."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from rashomon.language.encoding import Encoded  # noqa: E402 - torch decides whether the rest can be read
from rashomon.language.layers import Inventory  # noqa: E402
from rashomon.model.errors import InputError  # noqa: E402
from training import train  # noqa: E402
from training.examples import Example, Special  # noqa: E402
from training.heads import make_heads  # noqa: E402
from training.network import Network, Shape  # noqa: E402
from training.train import Data, Run, TrainingSettings, learned, load_start  # noqa: E402

INVENTORY = Inventory(
    upos=("X",), xpos=("X",), features=("_",), relations=("root",), entities=("Person",), times=("DATE",),
    roles=("ARG0",),
)  # fmt: skip
SETTINGS = TrainingSettings(epochs=1, rates={})
TINY = Shape(vocabulary=1_010, positions=32, width=8, layers=1, heads=2, inner=16, mixed=1)


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


@pytest.fixture(autouse=True)
def _tiny(monkeypatch):
    monkeypatch.setattr(train, "Shape", lambda: TINY)


@pytest.fixture(autouse=True, scope="module")
def _one_thread():
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


def test_a_head_without_gold_is_left_out():
    heads = learned(make_heads(8, INVENTORY), DATA.examples)
    assert [head.name for head in heads] == ["sentences", "entities"]


def test_every_default_weight_is_of_a_loss():
    losses = {name for head in make_heads(8, INVENTORY) for name in head.loss_names}
    assert TrainingSettings().weights.keys() <= losses


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
    before, after = small("entities"), small("entities", "inner_entities")
    torch.save(before.state_dict(), tmp_path / "weights.pt")
    load_start(after, tmp_path / "weights.pt")
    given, inner = before.heads["entities"], after.heads["inner_entities"]
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


# Seeds, stops and ends

TOY = Data(
    tuple(example(opens=[1, 0, n % 2], entities=[n % 2, n % 3 and 1, 0]) for n in range(8)),
    ("worldwide-ner",) * 8,
)
FEW_STEPS = TrainingSettings(epochs=3, rates={}, window=8, batch=10, hidden=0.2)


def trained(begun: Run, until: int | None = None, dev: tuple[float, ...] = (3.0, 2.0, 1.0)) -> Run:
    """Take up a run and train to the end of an epoch or of all, with these losses on dev."""
    begun.out.mkdir(exist_ok=True)
    begun.resume()
    for _ in begun.epochs(until):
        begun.keep({"opens": dev[begun.epoch - 1]})
    return begun


def weights_of(made: Run) -> dict[str, list[float]]:
    both = {"network": made.network, "average": made.average}
    return {
        f"{part}.{name}": tensor.tolist()
        for part, module in both.items()
        for name, tensor in module.state_dict().items()
    }


def test_the_same_seed_gives_the_same_weights_and_another_seed_others(tmp_path):
    first, again = (trained(run(tmp_path / name, FEW_STEPS, TOY)) for name in ("first", "again"))
    assert sum(map(len, first.plans)) > 6
    assert weights_of(first) == weights_of(again)
    other = trained(run(tmp_path / "other", replace(FEW_STEPS, seed=2), TOY))
    assert weights_of(first) != weights_of(other)


@pytest.mark.parametrize("epoch", [1, 2])
def test_a_run_taken_up_at_the_end_of_an_epoch_ends_as_one_that_was_never_stopped(tmp_path, epoch):
    unbroken = trained(run(tmp_path / "unbroken", FEW_STEPS, TOY))
    trained(run(tmp_path / "stopped", FEW_STEPS, TOY), until=epoch)
    resumed = run(tmp_path / "stopped", FEW_STEPS, TOY)
    assert weights_of(resumed) != weights_of(unbroken)
    trained(resumed)
    assert weights_of(resumed) == weights_of(unbroken)
    assert (resumed.epoch, resumed.best, resumed.worse) == (3, unbroken.best, unbroken.worse)


def test_a_run_stopped_within_an_epoch_goes_on_from_its_checkpoint_to_the_same_weights(tmp_path, monkeypatch):
    unbroken = trained(run(tmp_path / "unbroken", FEW_STEPS, TOY))
    stopped = run(tmp_path / "stopped", FEW_STEPS, TOY)
    step = stopped._train_step

    def save_at_one_and_stop_at_two(batch):
        if (stopped.epoch, stopped.step) == (1, 1):
            stopped.save()
        if (stopped.epoch, stopped.step) == (1, 2):
            raise KeyboardInterrupt
        return step(batch)

    monkeypatch.setattr(stopped, "_train_step", save_at_one_and_stop_at_two)
    with pytest.raises(KeyboardInterrupt):
        trained(stopped)
    resumed = run(tmp_path / "stopped", FEW_STEPS, TOY)
    resumed.resume()
    assert (resumed.epoch, resumed.step) == (1, 1)
    assert weights_of(trained(resumed)) == weights_of(unbroken)


RISING = (3.0, 2.0, 2.5, 2.0, 1.0)


@pytest.mark.parametrize(("patience", "epochs"), [(0, 5), (1, 3), (2, 4), (3, 5)])
def test_a_run_ends_when_dev_has_not_improved_for_as_long_as_it_waits(tmp_path, patience, epochs):
    settings = replace(FEW_STEPS, epochs=5, patience=patience)
    made = trained(run(tmp_path, settings, TOY), dev=RISING)
    assert made.epoch == epochs
    assert made.out_of_patience == (epochs < 5)
    again = trained(run(tmp_path, settings, TOY), dev=RISING)  # taken up, it stays ended
    assert (again.epoch, again.best, again.worse) == (made.epoch, made.best, made.worse)


def test_weights_are_kept_of_every_epoch_and_the_best_beside(tmp_path):
    trained(run(tmp_path, replace(FEW_STEPS, epochs=5), TOY), until=4, dev=RISING)
    best, second, fourth = (
        torch.load(tmp_path / f"weights{name}.pt", weights_only=True) for name in ("", "-2", "-4")
    )
    assert all(torch.equal(best[name], second[name]) for name in best)
    assert any(not torch.equal(best[name], fourth[name]) for name in best)
