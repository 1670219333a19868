"""From trained weights to the model folder that the package ships: int8 ONNX, tokenizer, manifest.

    python -m training.export --weights RUN/weights.pt --base DIR --gold DIR --out FOLDER --version 1

The linear layers of the encoder are quantised to int8, weights per channel or per tensor,
activations by the range of each run; the table of wordpieces is stored as int8 with a scale for
each row; embeddings of position and feature, normalisation and heads stay in float32.
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
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers.fusion_options import FusionOptions
from onnxruntime.transformers.optimizer import optimize_model
from torch import Tensor, nn

from rashomon.language.decode import LABELS, LINK_PARTS
from rashomon.language.encoding import FEATURES
from rashomon.language.manifest import (
    LAYOUT,
    MANIFEST_FILE,
    MODEL_FILE,
    TOKENIZER_FILE,
    GoldSet,
    Manifest,
    StatementHead,
)
from training.network import Network, Shape
from training.train import load_tokenizer

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


@dataclass(frozen=True, slots=True)
class Quantisation:
    """Whether linear layers are stored in int8, and whether with a scale for each column."""

    int8: bool = True
    per_channel: bool = True


def write_onnx(network: Network, path: Path, how: Quantisation) -> None:
    """Write the network for one window at a time."""
    network.eval()
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
    torch.onnx.export(
        network,
        (pieces, torch.zeros_like(pieces), first),
        str(path),
        input_names=["pieces", "features", "first"],
        output_names=["labels", "links"],
        dynamic_axes={
            "pieces": {1: "t"},
            "features": {1: "t"},
            "first": {1: "w"},
            "labels": {1: "w"},
            "links": {1: "w"},
        },
        opset_version=17,
        dynamo=False,
    )


def _head_nodes(model: onnx.ModelProto) -> list[str]:
    """Return the matrix products that come after the words are gathered: the heads."""
    return [
        node.name for node in model.graph.node if node.op_type == "MatMul" and "/statements/" in node.name
    ]


def build_folder(
    weights: Path, base: Path, out: Path, manifest: Mapping[str, object], how: Quantisation
) -> None:
    """Write model, tokenizer and manifest into `out`."""
    out.mkdir(parents=True, exist_ok=True)
    network = Network(Shape())
    network.load_state_dict(torch.load(weights, weights_only=True))
    write_onnx(network, out / MODEL_FILE, how)
    tokenizer = load_tokenizer(base)
    tokenizer.save(str(out / TOKENIZER_FILE), pretty=False)
    network = Network(Shape())
    network.load_state_dict(torch.load(weights, weights_only=True))
    record = Manifest(
        layout=LAYOUT,
        model_sha256=_sha256(out / MODEL_FILE),
        tokenizer_sha256=_sha256(out / TOKENIZER_FILE),
        features=FEATURES,
        window=WINDOW,
        overlap=OVERLAP,
        before=tokenizer.token_to_id("[CLS]"),
        after=tokenizer.token_to_id("[SEP]"),
        statements=_head(network),
        libraries={
            name: importlib.metadata.version(name) for name in ("torch", "onnx", "onnxruntime", "tokenizers")
        },
        licence=LICENCE,
        **manifest,  # type: ignore[arg-type]
    )
    text = json.dumps(msgspec.to_builtins(record), indent=1, ensure_ascii=False)
    (out / MANIFEST_FILE).write_text(text + "\n", encoding="utf-8")


def _head(network: Network) -> StatementHead:
    head = network.statements
    transitions, start = head.legal_scores()
    return StatementHead(
        labels=LABELS,
        link_parts=LINK_PARTS,
        transitions=tuple(tuple(row) for row in _rounded(transitions)),
        start=tuple(_rounded(start)),
        distance=tuple(tuple(row) for row in _rounded(head.distance)),
        no_source=_rounded(head.no_source),
    )


def _rounded(tensor: Tensor) -> list:  # type: ignore[type-arg]
    return torch.round(tensor.detach(), decimals=5).double().apply_(lambda x: round(x, 5)).tolist()


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def gold_hash(folder: Path) -> str:
    """Return the SHA-256 over the names and bytes of all files of a folder, in order of name."""
    total = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        total.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return total.hexdigest()


def main() -> None:
    """Export as the command line says."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--version", required=True)
    parser.add_argument("--per-tensor", action="store_true", help="one scale for each weight matrix")
    parser.add_argument("--float32", action="store_true", help="no quantisation, to compare with")
    parser.add_argument("--figures", type=Path, help="JSON of the figures on dev, for the manifest")
    given = parser.parse_args()
    split = given.gold / "polnear" / "data" / "train"
    described = {
        "name": "rashomon-encoder",
        "version": given.version,
        "base": "MiniLM-L6 (all-MiniLM-L6-v2, Apache-2.0)",
        "trained_on": (
            GoldSet(
                name="PolNeAR",
                split="train, less one article in ten held apart",
                sha256=gold_hash(split),
                licence="none stated; news text",
            ),
        ),
        "dev_figures": json.loads(given.figures.read_text()) if given.figures else {},
    }
    how = Quantisation(int8=not given.float32, per_channel=not given.per_tensor)
    build_folder(given.weights, given.base, given.out, described, how)


if __name__ == "__main__":
    main()
