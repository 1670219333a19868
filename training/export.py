"""From trained weights to the model folder that the package ships: int8 ONNX, tokenizer, arrays, manifest.

    python -m training.export --run RUN --base DIR --gold DIR --out FOLDER --version 2

The linear layers of the encoder are quantised to int8, weights per channel, activations by the range
of each run; the table of wordpieces is stored as int8 with a scale for each row; embeddings of
position and feature, normalisation and heads stay in float32.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.metadata
import json
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec
import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers.fusion_options import FusionOptions
from onnxruntime.transformers.optimizer import optimize_model
from torch import Tensor, nn

from rashomon.language.encoding import FEATURES
from rashomon.language.layers import Inventory
from rashomon.language.manifest import (
    ARRAYS_FILE,
    LAYOUT,
    MANIFEST_FILE,
    MODEL_FILE,
    TOKENIZER_FILE,
    GoldSet,
    Manifest,
)
from training.heads import make_heads
from training.licences import LICENCES
from training.network import Network, Shape
from training.train import load_tokenizer, special_ids

WINDOW, OVERLAP = 382, 96
LICENCE = "CC BY-SA 4.0"


class RowScaledEmbedding(nn.Module):
    """An embedding table in int8 with one float32 scale a row."""

    def __init__(self, weight: Tensor) -> None:
        super().__init__()
        scale = weight.abs().amax(dim=1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("table", torch.round(weight / scale).to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(self, ids: Tensor) -> Tensor:
        """Map int ids to float32 rows."""
        return self.table[ids].float() * self.scale[ids]


class Exported(nn.Module):
    """The network as the model file holds it: what decoding reads, in a fixed order."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, pieces: Tensor, features: Tensor, first: Tensor) -> tuple[Tensor, ...]:
        """Return the outputs of all heads in order of their names."""
        outputs = self.network.exported(pieces, features, first)
        return tuple(outputs[name] for name in sorted(outputs))


@dataclass(frozen=True, slots=True)
class Quantisation:
    """Whether linear layers are stored in int8, and whether with a scale for each column."""

    int8: bool = True
    per_channel: bool = True


def load_network(run: Path, weights: str) -> Network:
    """Build the network of a training run and fill it with one of its weight files."""
    inventory = msgspec.json.decode((run / "inventory.json").read_bytes(), type=Inventory)
    network = Network(make_heads(Shape().width, inventory))
    network.load_state_dict(torch.load(run / weights, weights_only=True))
    return network.eval()


def write_onnx(network: Network, path: Path, how: Quantisation) -> None:
    """Write the network for one window at a time; its heads are changed for export on the way."""
    if how.int8:
        network.encoder.pieces = RowScaledEmbedding(network.encoder.pieces.weight.detach())  # type: ignore[assignment]
    with tempfile.TemporaryDirectory() as folder:
        plain, fused = Path(folder) / "plain.onnx", Path(folder) / "fused.onnx"
        _export(network, plain)
        shape = network.shape
        model = optimize_model(
            str(plain), "bert", shape.heads, shape.width, optimization_options=FusionOptions("bert")
        )
        model.save_model_to_file(str(fused))
        if not how.int8:
            fused.replace(path)
            return
        quantize_dynamic(
            fused,
            path,
            op_types_to_quantize=["MatMul", "Attention"],
            per_channel=how.per_channel,
            reduce_range=True,
            weight_type=QuantType.QInt8,
            nodes_to_exclude=_head_nodes(onnx.load(fused)),
            extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
        )


def _export(network: Network, path: Path) -> None:
    pieces = torch.randint(1000, 2000, (1, 24))
    first = torch.arange(1, 20)[None]
    exported = Exported(network).eval()
    with torch.no_grad():
        names = sorted(network.exported(pieces, torch.zeros_like(pieces), first))
    torch.onnx.export(
        exported,
        (pieces, torch.zeros_like(pieces), first),
        str(path),
        input_names=["pieces", "features", "first"],
        output_names=names,
        dynamic_axes={
            "pieces": {1: "t"},
            "features": {1: "t"},
            "first": {1: "w"},
            **{name: {1: "w"} for name in names},
        },
        opset_version=17,
        dynamo=False,
    )


def _head_nodes(model: onnx.ModelProto) -> list[str]:
    """Return the matrix products that come after the words are gathered: the heads."""
    return [node.name for node in model.graph.node if node.op_type == "MatMul" and "/heads." in node.name]


def build_folder(
    network: Network, base: Path, out: Path, manifest: Mapping[str, object], how: Quantisation
) -> None:
    """Write model, tokenizer, arrays and manifest into `out`."""
    out.mkdir(parents=True, exist_ok=True)
    arrays = {name: array for head in network.heads.values() for name, array in head.arrays().items()}
    _write_arrays(arrays, out / ARRAYS_FILE)
    write_onnx(network, out / MODEL_FILE, how)
    tokenizer = load_tokenizer(base)
    tokenizer.save(str(out / TOKENIZER_FILE), pretty=False)
    before, after = special_ids(tokenizer)
    record = Manifest(
        layout=LAYOUT,
        files={name: _sha256(out / name) for name in (MODEL_FILE, TOKENIZER_FILE, ARRAYS_FILE)},
        features=FEATURES,
        window=WINDOW,
        overlap=OVERLAP,
        before=before,
        after=after,
        heads=tuple(network.heads),
        libraries={
            name: importlib.metadata.version(name) for name in ("torch", "onnx", "onnxruntime", "tokenizers")
        },
        licence=LICENCE,
        **manifest,  # type: ignore[arg-type]
    )
    text = json.dumps(msgspec.to_builtins(record), indent=1, ensure_ascii=False)
    (out / MANIFEST_FILE).write_text(text + "\n", encoding="utf-8")


def _write_arrays(arrays: Mapping[str, Tensor], path: Path) -> None:
    """Write the arrays; the same weights give the same file."""
    plain = {name: array.detach().float().numpy() for name, array in sorted(arrays.items())}
    with path.open("wb") as file:
        np.savez(file, **plain)


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def gold_hash(source: Path) -> str:
    """Return the SHA-256 of a file, or over the names and bytes of all files of a folder in order of name."""
    if source.is_file():
        return _sha256(source)
    total = hashlib.sha256()
    for path in sorted(p for p in source.rglob("*") if p.is_file()):
        total.update(path.relative_to(source).as_posix().encode() + b"\0" + path.read_bytes())
    return total.hexdigest()


def gold_sets(gold: Path, without: frozenset[str]) -> tuple[GoldSet, ...]:
    """Describe the sets that a run was trained on."""
    return tuple(
        GoldSet(name=name, split=split, sha256=gold_hash(gold / path), licence=licence)
        for name, path, split, licence in LICENCES
        if name not in without
    )


def main() -> None:
    """Export as the command line says."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--run", type=Path, required=True, help="the folder of the training run")
    parser.add_argument(
        "--weights", default="weights.pt", help="a weight file of the run; the best by default"
    )
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--version", required=True)
    parser.add_argument("--per-tensor", action="store_true", help="one scale for each weight matrix")
    parser.add_argument("--float32", action="store_true", help="no quantisation, to compare with")
    parser.add_argument("--temperatures", type=Path, help="JSON that `training.calibrate` wrote")
    parser.add_argument("--figures", type=Path, help="JSON of the figures on dev, for the manifest")
    given = parser.parse_args()
    settings = json.loads((given.run / "log.jsonl").read_text().splitlines()[0])
    described = {
        "name": "rashomon-encoder",
        "version": given.version,
        "base": "MiniLM-L6 (all-MiniLM-L6-v2, Apache-2.0)",
        "inventory": msgspec.json.decode((given.run / "inventory.json").read_bytes(), type=Inventory),
        "temperatures": _json(given.temperatures),
        "trained_on": gold_sets(given.gold, frozenset(settings["without"])),
        "dev_figures": _json(given.figures),
    }
    how = Quantisation(int8=not given.float32, per_channel=not given.per_tensor)
    build_folder(load_network(given.run, given.weights), given.base, given.out, described, how)


def _json(path: Path | None) -> dict[str, float]:
    return json.loads(path.read_text()) if path else {}


if __name__ == "__main__":
    main()
