"""From an exported network to a small and fast model file: attention in one node, int8 weights.

Linear layers of the encoder are stored in int8, activations by the range of each run; the table of
wordpieces in int8 with a scale for each row; all else, heads of the encoder among it, stays in float32. Which
parts do can be chosen, to measure what each costs (`Quantisation.kept`). That is so of MatMul nodes alone: a
linear layer on rows of vectors is exported as Gemm, and is always int8. The heads of the pair model are such
layers, and `training.pairs.shipped` reads them as int8.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers.fusion_options import FusionOptions
from onnxruntime.transformers.optimizer import optimize_model
from torch import Tensor, nn

from rashomon.model.errors import InputError
from training.network import Encoder, Shape, attend

if TYPE_CHECKING:
    from torch import Value
    from torch.onnx._internal.torchscript_exporter.jit_utils import GraphContext


@dataclass(frozen=True, slots=True)
class Quantisation:
    """What is stored in int8.

    Attributes:
        int8: whether anything is.
        per_channel: whether weights have a scale for each column.
        kept: names of modules, at any depth, of which all stays in float32: `heads` or `parser`, `layers`
            or `layers.5`, `attended` in every layer, `pieces` for the table of wordpieces; but not layers
            that are exported as Gemm.
    """

    int8: bool = True
    per_channel: bool = True
    kept: tuple[str, ...] = ("heads",)

    def keeps(self, path: str) -> bool:
        """Tell whether a module or node stays in float32, by its path (`/encoder/layers.0/widen/MatMul`).

        All that is not of the encoder is of the heads; their paths begin with the name of one.
        """
        parts = path.strip("/").split("/")
        if parts[0] != "encoder":
            parts = ["heads", *parts]
        return any(part == name or part.startswith(f"{name}.") for name in self.kept for part in parts)


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


def store_rows_in_int8(encoder: Encoder, how: Quantisation) -> None:
    """Put an int8 table in the place of an encoder's table of wordpieces, if it is to be stored so."""
    if how.int8 and not how.keeps("/encoder/pieces"):
        encoder.pieces = RowScaledEmbedding(encoder.pieces.weight.detach())  # type: ignore[assignment]


class OneNodeAttention(torch.autograd.Function):
    """Attention that is exported as one node, which ONNX Runtime computes without the table of all pairs."""

    @staticmethod
    def forward(_: object, query: Tensor, key: Tensor, value: Tensor, heads: int) -> Tensor:
        """Do as `attend` does, without a mask."""
        return attend(query, key, value, heads, None)

    @staticmethod
    def symbolic(graph: GraphContext, query: Value, key: Value, value: Value, heads: int) -> Value:
        """Write the node."""
        node = graph.op("com.microsoft::MultiHeadAttention", query, key, value, num_heads_i=heads)
        return node.setType(query.type())


def attend_in_one_node(encoder: Encoder) -> None:
    """Let an encoder's attention be exported as one node; it takes no mask from then on."""

    def attention(query: Tensor, key: Tensor, value: Tensor, heads: int, _: Tensor | None) -> Tensor:
        return OneNodeAttention.apply(query, key, value, heads)

    for layer in encoder.layers:
        layer.attend = attention


def fuse_and_quantise(plain: Path, path: Path, shape: Shape, how: Quantisation) -> None:
    """Write the network that was exported to `plain`, with encoder of `shape`, to `path`; see the module.

    Raises:
        InputError: a part that is to stay in float32 is none of the network.
    """
    fused = plain.with_name("fused.onnx")
    options = FusionOptions("bert")
    # The fused nodes take five times as long as those that they replace.
    options.enable_skip_layer_norm = options.enable_embed_layer_norm = False
    model = optimize_model(str(plain), "bert", shape.heads, shape.width, optimization_options=options)
    if not how.int8:
        model.save_model_to_file(str(path))
        return
    model.save_model_to_file(str(fused))
    quantize_dynamic(
        fused,
        path,
        op_types_to_quantize=["MatMul"],
        per_channel=how.per_channel,
        reduce_range=True,
        weight_type=QuantType.QInt8,
        nodes_to_exclude=_float_nodes(onnx.load(fused), how),
        extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
    )


def _float_nodes(model: onnx.ModelProto, how: Quantisation) -> list[str]:
    """Return the matrix products that stay in float32; layers that are exported as Gemm are none."""
    for name in how.kept:
        if not any(replace(how, kept=(name,)).keeps(node.name) for node in model.graph.node):
            raise InputError(f"no part of the network is called {name}: nothing of it can stay in float32")
    return [node.name for node in model.graph.node if node.op_type == "MatMul" and how.keeps(node.name)]
