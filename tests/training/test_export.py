from __future__ import annotations

import shutil
from dataclasses import fields, is_dataclass
from pathlib import Path

import msgspec
import numpy as np
import pytest

torch = pytest.importorskip("torch")
onnx = pytest.importorskip("onnx")
onnxruntime = pytest.importorskip("onnxruntime")

from rashomon.language import Analyser, LanguageSettings  # noqa: E402
from rashomon.language.analyser import SHIPPED_MODEL  # noqa: E402
from rashomon.language.layers import Inventory  # noqa: E402
from rashomon.language.manifest import (  # noqa: E402
    TOKENIZER_FILE,
    load_arrays,
    load_manifest,
)
from rashomon.model.errors import InputError  # noqa: E402
from rashomon.model.identity import document_id, text_sha256  # noqa: E402
from rashomon.model.records import Document, Part  # noqa: E402
from training.describe import describe  # noqa: E402
from training.export import build_folder, write_onnx  # noqa: E402
from training.heads import make_heads  # noqa: E402
from training.manifests import put_arrays, read_calibration  # noqa: E402
from training.network import Network, Shape  # noqa: E402
from training.quantise import Quantisation  # noqa: E402

INVENTORY = Inventory(
    upos=("NOUN", "VERB", "PUNCT"),
    xpos=("NN", "VB", "."),
    features=("_", "Number=Sing"),
    relations=("nsubj", "root", "obj"),
    entities=("Person", "Location"),
    times=("DATE",),
    roles=("ARG0", "ARG1"),
)
DESCRIBED = {
    "name": "tiny",
    "version": "1",
    "base": "none",
    "inventory": INVENTORY,
    "calibration": {"entities": (0.8, -0.5)},
    "window": 382,
    "trained_on": (),
    "dev_figures": {},
}


@pytest.fixture(autouse=True, scope="module")
def _one_thread():
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


def network(vocabulary: int = 2_100, positions: int = 64) -> Network:
    """Make a network of random weights, large enough for every head to find something everywhere."""
    torch.manual_seed(11)
    shape = Shape(vocabulary, positions, width=32, layers=2, heads=4, inner=64, mixed=2)
    made = Network(make_heads(shape.width, INVENTORY), shape)
    for parameter in made.parameters():
        if parameter.ndim > 2 or not parameter.any():
            torch.nn.init.normal_(parameter, std=0.3)
    torch.nn.init.normal_(made.heads["attributions"].labels[1].weight)
    torch.nn.init.normal_(made.heads["sentences"].opens[1].weight)
    return made.eval()


def inputs(count: int, seed: int = 0) -> dict[str, np.ndarray]:
    noise = np.random.default_rng(seed)
    return {
        "pieces": noise.integers(0, 2_100, (1, count)),
        "features": noise.integers(0, 18, (1, count)),
        "first": np.arange(1, count - 1, 2)[None],
    }


def in_torch(made: Network, given: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    with torch.no_grad():
        found = made.exported(*(torch.from_numpy(array) for array in given.values()))
    return {name: array.numpy() for name, array in found.items()}


def in_onnx(path, given: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    names = [output.name for output in session.get_outputs()]
    return dict(zip(names, session.run(None, given), strict=True))


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    path = tmp_path_factory.mktemp("plain") / "plain.onnx"
    write_onnx(network(), path, Quantisation(int8=False))
    return path


@pytest.mark.parametrize("count", [3, 24, 60])
def test_the_model_file_says_what_the_network_says(plain, count):
    given = inputs(count, count)
    expected, found = in_torch(network(), given), in_onnx(plain, given)
    assert set(found) == set(expected)
    for name, array in expected.items():
        assert found[name].shape == array.shape, name
        if array.dtype.kind == "i":
            assert (found[name] == array).all(), name
        else:
            assert np.allclose(found[name], array, atol=1e-4), name


def test_int8_says_nearly_the_same(tmp_path):
    given = inputs(60)
    expected = in_torch(network(), given)
    write_onnx(network(), tmp_path / "small.onnx", Quantisation())
    found = in_onnx(tmp_path / "small.onnx", given)
    assert set(found) == set(expected)
    for name, array in expected.items():
        if array.dtype.kind == "f":
            close = np.corrcoef(found[name].ravel(), array.ravel())[0, 1]
            assert close > 0.98, name
    assert any((found[name] != array).any() for name, array in expected.items())


PARTS = ("heads", "parser", "tags", "attended", "query", "narrow")


def parts_in_int8(path: Path) -> set[str]:
    """Return which of `PARTS` have matrix products in int8, and `pieces` where the table is."""
    graph = onnx.load(path).graph
    products = [node.name for node in graph.node if node.op_type == "MatMulInteger"]
    found = {part for part in PARTS if any(Quantisation(kept=(part,)).keeps(name) for name in products)}
    tables = [t for t in graph.initializer if t.data_type == onnx.TensorProto.INT8 and 2_100 in t.dims]
    return found | ({"pieces"} if tables else set())


@pytest.mark.parametrize(
    ("kept", "floats"),
    [
        (Quantisation().kept, {"heads", "parser", "tags"}),
        (("heads", "attended", "pieces"), {"heads", "parser", "tags", "attended", "pieces"}),
        (("parser", "layers.0", "layers.1"), {"attended", "query", "narrow", "parser"}),
        ((), set()),
    ],
)
def test_what_stays_in_float32_is_chosen_by_names_of_modules(tmp_path, kept, floats):
    path, given = tmp_path / "chosen.onnx", inputs(24)
    write_onnx(network(), path, Quantisation(kept=kept))
    assert parts_in_int8(path) == {*PARTS, "pieces"} - floats
    assert set(in_onnx(path, given)) == set(in_torch(network(), given))


def test_a_part_that_the_network_has_not_can_not_stay_in_float32(tmp_path):
    with pytest.raises(InputError, match="no part of the network is called atended"):
        write_onnx(network(), tmp_path / "none.onnx", Quantisation(kept=("heads", "atended")))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    base = tmp_path_factory.mktemp("base")
    shutil.copy(SHIPPED_MODEL / TOKENIZER_FILE, base / "tokenizer.json")
    out = tmp_path_factory.mktemp("out") / "model"
    build_folder(network(30_522, 512), base, out, DESCRIBED, Quantisation())
    return out


def test_the_folder_describes_itself(folder):
    manifest = load_manifest(folder)
    assert manifest.made_by == "tiny-1"
    assert manifest.inventory == INVENTORY
    assert manifest.calibration == {"entities": (0.8, -0.5)}
    arrays = load_arrays(folder)
    heads = network().heads
    expected = {name: tuple(a.shape) for head in heads.values() for name, a in head.arrays().items()}
    assert {name: array.shape for name, array in arrays.items()} == expected


def test_the_same_weights_give_the_same_arrays(folder, tmp_path):
    shutil.copy(SHIPPED_MODEL / TOKENIZER_FILE, tmp_path / "tokenizer.json")
    build_folder(network(30_522, 512), tmp_path, tmp_path / "again", DESCRIBED, Quantisation())
    for path in folder.iterdir():
        assert path.read_bytes() == (tmp_path / "again" / path.name).read_bytes(), path.name


def test_calibration_is_read_as_it_was_written_and_nothing_else_is(tmp_path):
    path = tmp_path / "calibration.json"
    path.write_text('{"times": [0.75, -1], "links": [2, 0.5]}\n', encoding="utf-8")
    assert read_calibration(path) == {"times": (0.75, -1.0), "links": (2.0, 0.5)}
    for content in ('{"times": 1.5}', "[]", '{"times": [1]}', "{", ""):
        path.write_text(content, encoding="utf-8")
        with pytest.raises(InputError, match=r"calibration\.json holds no calibration"):
            read_calibration(path)


@pytest.fixture
def copy(folder, tmp_path):
    return Path(shutil.copytree(folder, tmp_path / "copy"))


def test_what_is_measured_afterwards_goes_into_the_manifest(copy, tmp_path):
    before = load_manifest(copy)
    lines, figures = tmp_path / "calibration.json", tmp_path / "figures.json"
    lines.write_text('{"times": [0.75, -1]}', encoding="utf-8")
    figures.write_text('{"syntax.las": 88.5}', encoding="utf-8")
    describe(copy, lines, None)
    describe(copy, None, figures)
    expected = {"calibration": {"times": (0.75, -1.0)}, "dev_figures": {"syntax.las": 88.5}}
    assert load_manifest(copy) == msgspec.structs.replace(before, **expected)


def test_arrays_are_put_in_place_of_those_of_the_same_name(copy):
    before, added = load_arrays(copy), np.arange(3, dtype=np.float32)
    put_arrays(copy, {"attributions.trust": added, "new": added})
    after = load_arrays(copy)
    assert set(after) == {*before, "new"}
    assert after["attributions.trust"].tolist() == after["new"].tolist() == [0, 1, 2]
    assert (after["attributions.forms"] == before["attributions.forms"]).all()


def document(text: str, name: str) -> Document:
    return Document(
        id=document_id(text, name),
        path=name,
        text=text,
        text_sha256=text_sha256(text),
        length=len(text),
        parts=(Part(kind="body", start=0, end=len(text)),),
    )


TEXT = "Ona Veld, the mayor of Halm, said on Monday that the lock would stay shut, and Tarn denied it.\n"


def leaves(value, path: str = ""):
    if is_dataclass(value):
        for field in fields(value):
            yield from leaves(getattr(value, field.name), f"{path}.{field.name}")
    elif isinstance(value, np.ndarray):
        yield path, value


def test_an_exported_model_finds_something_for_every_layer(folder):
    (analysis,) = Analyser(LanguageSettings(model=folder)).analyse([document(TEXT * 8, "a")])
    afterwards = {f".frames.{name}" for name in ("types", "told_types", "told_statuses")}  # by other commands
    afterwards |= {f".sayings.{name}" for name in ("saying", "scores", "acts")}
    assert {path for path, array in leaves(analysis) if not array.size} <= {".frames.placed", *afterwards}


def test_every_layer_is_the_same_whatever_it_is_batched_with(folder):
    texts = [document(TEXT * n, str(n)) for n in (1, 9, 2, 40, 3)]
    settings = LanguageSettings(model=folder)
    alone = [dict(leaves(next(Analyser(settings).analyse([d])))) for d in texts]
    chosen = Analyser(LanguageSettings(model=folder, threads=3, group_words=150, ahead_words=500))
    together = [dict(leaves(a)) for a in chosen.analyse(reversed(texts))][::-1]
    for one, other in zip(alone, together, strict=True):
        for path, array in one.items():
            assert (array.dtype, array.tobytes()) == (other[path].dtype, other[path].tobytes()), path


def test_a_network_that_finds_too_much_everywhere_keeps_to_the_text(folder):
    (analysis,) = Analyser(LanguageSettings(model=folder, stretch_words=300)).analyse(
        [document(TEXT * 60, "a")]
    )
    count = len(analysis.words)
    for path, array in leaves(analysis):
        if array.ndim == 2 and array.dtype == np.int32 and path != ".words":
            assert ((array[:, 0] < array[:, 1]) & (array[:, 0] >= 0) & (array[:, 1] <= count)).all(), path
    assert len(analysis.attributions.cues) > 60
    assert (analysis.attributions.cue < len(analysis.attributions.cues)).all()
