"""A tiny pair model, exported here and run through the public door."""

from __future__ import annotations

import json
import zipfile

import numpy as np
import pytest

pytest.importorskip("torch")
pytest.importorskip("onnx")

import onnx
import torch

from rashomon.language.analyser import SHIPPED_MODEL
from rashomon.language.manifest import MANIFEST_FILE, TOKENIZER_FILE, GoldSet
from rashomon.language.pair_encoding import CLASSES, PairEncoder
from rashomon.language.pair_manifest import PAIRS_FILE
from rashomon.language.pairs import PairModel, PairSettings
from rashomon.model.errors import InputError
from rashomon.model.offsets import Span
from training.manifests import gold_hash, gold_sets
from training.network import Shape
from training.pairs.batch import collate
from training.pairs.export import Description, build_folder, check_tokenizer, keep_of_start
from training.pairs.licences import PAIR_LICENCES
from training.pairs.network import PairNetwork
from training.pairs.shipped import load_pair_file
from training.pairs.tasks import COUNTS
from training.quantise import Quantisation
from training.train import load_tokenizer

TOKENIZER = SHIPPED_MODEL / TOKENIZER_FILE
PAIRS = [
    ("The lock is shut.", "The lock is open."),
    ("Osen", ""),
    ("", ""),
    ("Halm paid the toll twice, said Ona Veld. " * 30, "It paid nothing"),
    ("One", "The guild of Osen asked for a lower toll on Monday"),
    ("x" * 10_000, "😀 عربي 12.5"),
] * 3
NAMED = [("Ona Veld left Halm.", Span(0, 8)), ("Ona Veld left Halm.", Span(14, 18)), ("Veld", Span(0, 4))]


def made() -> PairNetwork:
    torch.manual_seed(3)
    network = PairNetwork(Shape(width=32, layers=2, heads=2, inner=64)).eval()
    with torch.no_grad():
        for table in (network.encoder.features.shapes, network.encoder.features.segments):
            table.weight.normal_()
        for head in network.heads.values():
            head.scores.weight.normal_()
    return network


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    root = tmp_path_factory.mktemp("pairs")
    for name, int8 in (("float32", False), ("int8", True)):
        described = Description(
            "7", TOKENIZER, 64, {"nli": 2.0}, (GoldSet(name="made", split="all", sha256="", licence="none"),)
        )
        build_folder(made(), root / name, described, Quantisation(int8=int8, kept=()))
    return root


@pytest.fixture(scope="module")
def model(folders):
    return PairModel(PairSettings(model=folders / "int8"))


def test_the_file_without_quantisation_gives_what_the_network_gives(folders):
    exported = PairModel(PairSettings(model=folders / "float32"))
    encoder, network = PairEncoder(load_tokenizer(TOKENIZER.parent), 64), made()
    texts = collate([encoder.pair(*pair) for pair in PAIRS], torch.device("cpu"))
    with torch.no_grad():
        scores = network(texts.pieces, texts.features, texts.mask)
    for task, found in (
        ("nli", exported.entailment(PAIRS)),
        ("headline", exported.stance("headline", PAIRS)),
        ("parting", exported.parting(PAIRS)),
    ):
        warmth = 2.0 if task == "nli" else 1.0
        assert found == pytest.approx((scores[task] / warmth).softmax(1).numpy(), abs=1e-4)
    alone = collate([encoder.text(second) for _, second in PAIRS], torch.device("cpu"))
    with torch.no_grad():
        vectors = network.embed(alone.pieces, alone.features, alone.mask).numpy()
    assert exported.embed(second for _, second in PAIRS) == pytest.approx(vectors, abs=1e-4)
    marked = collate([encoder.pair(span.of(text), text, span) for text, span in NAMED], torch.device("cpu"))
    with torch.no_grad():
        sentiment = network(marked.pieces, marked.features, marked.mask)["sentiment"].softmax(1).numpy()
    assert exported.sentiment(NAMED) == pytest.approx(sentiment, abs=1e-4)


def test_quantisation_changes_little(folders, model):
    exact = PairModel(PairSettings(model=folders / "float32"))
    assert np.abs(model.entailment(PAIRS) - exact.entailment(PAIRS)).max() < 0.1
    assert (model.embed(["Osen", "Halm"]) * exact.embed(["Osen", "Halm"])).sum(1).min() > 0.98
    sizes = [(folders / name / PAIRS_FILE).stat().st_size for name in ("int8", "float32")]
    assert sizes[0] < 0.4 * sizes[1]


def test_the_same_pair_gives_the_same_bytes_whatever_it_is_judged_with(folders, model):
    found = model.entailment(PAIRS)
    vectors = model.embed(first for first, _ in PAIRS)
    assert (found[:6] == found[6:12]).all()
    for threads, ahead in ((1, 1), (2, 5)):
        other = PairModel(PairSettings(model=folders / "int8", threads=threads, ahead=ahead))
        assert (other.entailment(PAIRS[::-1])[::-1] == found).all()
        assert (other.embed(first for first, _ in PAIRS) == vectors).all()
    assert (np.concatenate([model.entailment([pair]) for pair in PAIRS]) == found).all()
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(len(PAIRS)), abs=1e-5)


@pytest.mark.parametrize("kept", [(), ("heads",)])
def test_heads_are_int8_whatever_is_to_stay_in_float32(tmp_path, kept):
    described = Description("7", TOKENIZER, 64)
    build_folder(made(), tmp_path, described, Quantisation(kept=kept))
    nodes = onnx.load(tmp_path / PAIRS_FILE).graph.node
    products = [node.name for node in nodes if node.op_type == "MatMulInteger"]
    for task in CLASSES:
        assert any(Quantisation(kept=(task,)).keeps(name) for name in products), task
    load_pair_file(PairNetwork(Shape(width=32, layers=2, heads=2, inner=64)), tmp_path / PAIRS_FILE)


def test_training_goes_on_from_what_the_file_computes(folders, tmp_path):
    network, again = made(), PairNetwork(Shape(width=32, layers=2, heads=2, inner=64)).eval()
    load_pair_file(again, folders / "int8" / PAIRS_FILE)
    for (name, left), right in zip(network.state_dict().items(), again.state_dict().values(), strict=True):
        assert (left - right).abs().max() <= left.abs().max() / 60, name  # a step of 7 bits, and rounding
    damaged = tmp_path / PAIRS_FILE
    damaged.write_bytes(b"no model")
    for wrong in (damaged, folders / "float32" / PAIRS_FILE):
        with pytest.raises(InputError, match="is not the int8 file of a pair model"):
            load_pair_file(again, wrong)


def test_a_share_of_what_a_run_went_on_from_is_put_back(folders):
    start = folders / "int8" / PAIRS_FILE
    shape = Shape(width=32, layers=2, heads=2, inner=64)
    before, moved = PairNetwork(shape), made()
    load_pair_file(before, start)
    with torch.no_grad():
        for weight in moved.parameters():
            weight.add_(1.0)
    now = {name: weight.clone() for name, weight in moved.state_dict().items()}
    keep_of_start(moved, start, 0.25)
    for name, weight in moved.state_dict().items():
        assert weight == pytest.approx(0.25 * before.state_dict()[name] + 0.75 * now[name], abs=1e-5), name


def test_which_name_is_meant_matters(model):
    first, second, _ = model.sentiment(NAMED)
    assert np.abs(first - second).max() > 1e-3


def test_the_manifest_says_what_the_model_is(folders, model):
    written = json.loads((folders / "int8" / MANIFEST_FILE).read_text(encoding="utf-8"))
    assert model.made_by == "rashomon-pairs-7"
    assert written["classes"] == {name: list(classes) for name, classes in CLASSES.items()}
    assert written["trained_on"] == [{"name": "made", "split": "all", "sha256": "", "licence": "none"}]
    assert set(written["files"]) == {PAIRS_FILE, TOKENIZER_FILE}
    assert sorted(p.name for p in (folders / "int8").iterdir()) == [MANIFEST_FILE, PAIRS_FILE]


def test_another_tokenizer_than_that_of_training_is_refused(tmp_path):
    check_tokenizer(TOKENIZER, TOKENIZER.parent)
    changed = TOKENIZER.read_text(encoding="utf-8").replace("##ing", "##gni")
    (tmp_path / TOKENIZER_FILE).write_text(changed, encoding="utf-8")
    with pytest.raises(InputError, match="is not the tokenizer of"):
        check_tokenizer(TOKENIZER, tmp_path)


def test_every_set_has_a_licence():
    assert {name for name, *_ in PAIR_LICENCES} == set(COUNTS)


@pytest.fixture
def gold(tmp_path):
    for path, content in (("nli/made/b/one.tsv", "1"), ("nli/made/a.tsv", "2"), ("vast/x.csv", "3")):
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, encoding="utf-8")
    return tmp_path


def test_a_set_has_one_hash_in_its_archive_and_unpacked(gold):
    licences = [("made", "nli.zip/nli/made", "train", "none"), ("vast", "vast", "train", "none")]
    unpacked = gold_sets(gold, licences, [])
    with zipfile.ZipFile(gold / "nli.zip", "w") as archive:
        for file in sorted((gold / "nli").rglob("*.tsv"), reverse=True):
            archive.write(file, file.relative_to(gold))
    (gold / "nli" / "made" / "a.tsv").unlink()
    assert gold_sets(gold, licences, []) == unpacked
    assert [each.name for each in gold_sets(gold, licences, ["made"])] == ["vast"]
    assert gold_hash(gold / "nli" / "made") != unpacked[0].sha256
    with pytest.raises(InputError, match="fnc1 is missing"):
        gold_sets(gold, [("fnc1", "fnc1", "train", "none")], [])
