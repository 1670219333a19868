"""The pair model's public door, with a stand-in for the network: the network is tested with training."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import threading
from types import SimpleNamespace

import numpy as np
import pytest

from rashomon.language import pairs as pairs_module
from rashomon.language.analyser import SHIPPED_MODEL
from rashomon.language.manifest import MANIFEST_FILE, TOKENIZER_FILE
from rashomon.language.pair_encoding import CLASSES, MARKED, PAIR_FEATURES
from rashomon.language.pair_manifest import EMBEDDING, PAIR_LAYOUT, PAIRS_FILE
from rashomon.language.pairs import PairModel, PairSettings
from rashomon.model.errors import InputError, ModelError
from rashomon.model.offsets import Span

WIDTHS = {**{name: len(classes) for name, classes in CLASSES.items()}, EMBEDDING: 8}
TOKENIZER = SHIPPED_MODEL / TOKENIZER_FILE


class Network:
    """Gives numbers that depend on every piece and feature of the one text or pair that it is given."""

    def __init__(self, outputs=WIDTHS):
        self.outputs, self.shapes, self.threads = outputs, [], set()

    def get_outputs(self):
        return [SimpleNamespace(name=name, shape=[1, width]) for name, width in self.outputs.items()]

    def run(self, names, given):
        pieces, features = given["pieces"], given["features"]
        self.shapes.append(pieces.shape)
        self.threads.add(threading.get_ident())
        seed = int((pieces[0] * 7 + features[0]).dot(np.arange(1, pieces.shape[1] + 1)))
        return [
            np.random.default_rng(seed).normal(size=(1, self.outputs[name])).astype("f4") for name in names
        ]


def sha(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture
def folder(tmp_path):
    (tmp_path / PAIRS_FILE).write_bytes(b"made")
    write(tmp_path)
    return tmp_path


def write(folder, **changes):
    record = {
        "layout": PAIR_LAYOUT,
        "name": "made",
        "version": "3",
        "base": "none",
        "files": {PAIRS_FILE: sha(folder / PAIRS_FILE), TOKENIZER_FILE: sha(TOKENIZER)},
        "features": PAIR_FEATURES,
        "temperatures": {"nli": 2.0},
        "trained_on": [],
        "dev_figures": {},
        "libraries": {},
        "licence": "none",
        "limit": 32,
        "classes": {name: list(classes) for name, classes in CLASSES.items()},
    }
    (folder / MANIFEST_FILE).write_text(json.dumps(record | changes), encoding="utf-8")


@pytest.fixture
def network(monkeypatch):
    made = Network()
    monkeypatch.setattr(pairs_module, "open_model", lambda _: made)
    return made


@pytest.fixture
def model(folder, network):
    assert not network.shapes
    return PairModel(PairSettings(model=folder, threads=2, ahead=3))


PAIRS = [(f"Osen paid {n} tolls", "Halm " * n) for n in range(11)]


def test_probabilities_stand_in_the_order_of_the_pairs(model, network):
    found = model.entailment(PAIRS)
    assert (found.shape, found.dtype) == ((11, 3), np.float32)
    assert found.sum(1) == pytest.approx(np.ones(11), abs=1e-6)
    for order in (PAIRS[::-1], iter(PAIRS[::-1])):
        assert (model.entailment(order)[::-1] == found).all()
    assert (np.concatenate([model.entailment([pair]) for pair in PAIRS]) == found).all()
    assert len(np.unique(found, axis=0)) == 11
    assert {shape[0] for shape in network.shapes} == {1}


def test_threads_and_waiting_pairs_have_no_say(folder, model):
    found = model.stance("headline", PAIRS)
    assert found.shape == (11, 4)
    for threads, ahead in ((1, 1), (1, 100), (4, 2)):
        other = PairModel(PairSettings(model=folder, threads=threads, ahead=ahead))
        assert (other.stance("headline", PAIRS) == found).all()


def test_temperature_divides_the_scores_of_its_task_alone(folder, model):
    write(folder, temperatures={})
    plain = PairModel(PairSettings(model=folder))
    half = np.sqrt(plain.entailment(PAIRS))
    assert model.entailment(PAIRS) == pytest.approx(half / half.sum(1, keepdims=True), abs=1e-6)
    assert (plain.stance("stance", PAIRS) == model.stance("stance", PAIRS)).all()
    assert model.made_by == "made-3"


def test_the_name_is_marked_in_its_text(model, network, monkeypatch):
    seen = []

    def run(_, given):
        seen.append(given["features"][0])
        return [np.zeros((1, 3))]

    monkeypatch.setattr(network, "run", run)
    assert model.sentiment([("Ilo met Ilo", Span(8, 11))]).tolist() == [pytest.approx([1 / 3] * 3)]
    marked = np.flatnonzero(seen[0] * 3 // PAIR_FEATURES == MARKED)
    assert marked.max() == len(seen[0]) - 2
    assert marked.min() > len(seen[0]) // 2


def test_nothing_gives_empty_arrays(model):
    assert model.entailment([]).shape == (0, 3)
    assert model.stance("stance", []).shape == model.sentiment([]).shape == (0, 3)
    assert model.embed([]).shape == (0, 8)
    assert model.embed([]).dtype == np.float32


@pytest.mark.parametrize(
    "text", ["", " \n", "\u200b", "😀" * 90, "ع" * 3000, "x" * 10_000, "no " * 5000, "\x00", "“" * 400]
)
def test_odd_texts_are_read_within_the_limit(model, network, text):
    assert np.isfinite(model.entailment([(text, "b"), ("a", text), (text, text)])).all()
    assert np.isfinite(model.embed([text])).all()
    assert max(shape[1] for shape in network.shapes) <= 32


def test_pairs_are_taken_as_they_are_needed(model, network):
    taken = []

    def endless():
        while True:
            taken.append(len(network.shapes))
            if len(taken) > 40:
                raise InputError("enough")
            yield "a", str(len(taken))

    with pytest.raises(InputError, match="enough"):
        model.entailment(endless())
    # Of all that was taken, no more than three pairs had not been judged yet.
    assert all(number - done <= 3 for number, done in enumerate(taken))


def test_a_long_text_is_not_kept_once_it_is_judged(model):
    text = "long " * 40_000
    held = sys.getrefcount(text)
    model.entailment([(text, "b"), ("a", text)])
    assert sys.getrefcount(text) == held


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ([("a", "b"), ("a",)], "pair 2 is not two texts"),
        (["ab"], "pair 1 is not two texts: 'ab'"),
        ([("a", "b", "c")], "pair 1 is not two texts"),
        ([("a", None)], "item 1 is no text but of type NoneType"),
        ([("a", "b"), (b"a", "b")], "item 2 is no text but of type bytes"),
        ([("a", "\ud800")], "item 1 is no text in Unicode"),
    ],
)
def test_what_is_no_pair_is_one_clear_error(model, wrong, message):
    with pytest.raises(InputError, match=message):
        model.entailment(wrong)


@pytest.mark.parametrize("span", [Span(0, 0), Span(2, 1), Span(-1, 2), Span(0, 5)])
def test_a_name_outside_its_text_is_one_clear_error(model, span):
    with pytest.raises(InputError, match="the name of item 1 lies outside its text"):
        model.sentiment([("Osen", span)])
    with pytest.raises(InputError, match="not a text and the span of a name"):
        model.sentiment([("Osen", "Osen")])


def test_one_text_in_place_of_many_is_one_clear_error(model):
    with pytest.raises(InputError, match="put it into a list"):
        model.embed("Osen")


def test_an_unknown_task_is_one_clear_error(model):
    with pytest.raises(InputError, match="no stance task is called 'nli': one of stance, headline"):
        model.stance("nli", [])


@pytest.mark.parametrize("wrong", [{"threads": 0}, {"ahead": 0}])
def test_settings_that_judge_nothing_are_one_clear_error(folder, wrong):
    with pytest.raises(InputError, match="must be 1 or more"):
        PairModel(PairSettings(model=folder, **wrong))


@pytest.mark.parametrize("name", [PAIRS_FILE, MANIFEST_FILE])
def test_a_missing_file_is_one_clear_error(folder, name):
    (folder / name).unlink()
    with pytest.raises(ModelError, match=name):
        PairModel(PairSettings(model=folder))


def test_a_damaged_model_is_one_clear_error(folder):
    (folder / PAIRS_FILE).write_bytes(b"mad")
    with pytest.raises(ModelError, match=r"pairs\.onnx is not the file that its manifest names"):
        PairModel(PairSettings(model=folder))


def test_another_tokenizer_is_one_clear_error(folder, tmp_path):
    other = tmp_path / "other" / TOKENIZER_FILE
    other.parent.mkdir()
    other.write_bytes(TOKENIZER.read_bytes() + b" ")
    with pytest.raises(ModelError, match=r"tokenizer\.json is not the file that its manifest names"):
        PairModel(PairSettings(model=folder, tokenizer=other))


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"layout": 99}, "layout 99, but this version reads layout 1"),
        ({"features": 18}, "18 features"),
        ({"classes": {"nli": ["no", "yes"]}}, "made for another version"),
        ({"limit": "many"}, "damaged"),
        ({"owner": "x"}, "damaged"),
    ],
)
def test_a_manifest_that_does_not_fit_is_one_clear_error(folder, changes, message):
    write(folder, **changes)
    with pytest.raises(ModelError, match=message):
        PairModel(PairSettings(model=folder))


def test_a_model_without_a_task_is_one_clear_error(folder, monkeypatch):
    lesser = Network({name: width for name, width in WIDTHS.items() if name != "stance"})
    monkeypatch.setattr(pairs_module, "open_model", lambda _: lesser)
    with pytest.raises(ModelError, match=r"no outputs \['stance'\]"):
        PairModel(PairSettings(model=folder))


def test_a_file_that_is_no_network_is_one_clear_error(folder):
    with pytest.raises(ModelError, match="can't be loaded"):
        PairModel(PairSettings(model=folder))


def test_importing_the_pair_model_loads_no_network_library():
    code = "import rashomon.language.pairs, sys; sys.exit(bool({'torch', 'onnxruntime'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=60).returncode == 0  # noqa: S603
