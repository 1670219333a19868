"""The weights of a pair model's file as those of the network, so that training can go on from it.

What export stored in int8 is multiplied by its scales: the weights that the file computes with, not
quite those that it was made from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import numpy as np
import onnx
import torch
from google.protobuf.message import DecodeError
from numpy.typing import NDArray
from onnx import numpy_helper

from rashomon.model.errors import InputError
from training.pairs.network import PairNetwork

Arrays = Mapping[str, NDArray[np.generic]]

_STORED: Final = "network."
_QUANTISED: Final = "_quantized"
_LAYER = re.compile(r"/(encoder/layers\.\d+/\w+)/MatMul_quant")
_HEAD = re.compile(r"/(\w+/\w+)/Gemm_MatMul_quant")
_NORM = re.compile(r"/(encoder/.*)/LayerNormalization")


def load_pair_file(network: PairNetwork, path: Path) -> None:
    """Fill a network from the model file of a pair model that was exported in int8.

    Heads that the file has not stay as they are.

    Raises:
        InputError: the file is none, or was made by another version.
    """
    try:
        graph = onnx.load(path).graph
        arrays = {stored.name: numpy_helper.to_array(stored) for stored in graph.initializer}
        found = {**dict(_plain(arrays)), **dict(_of_nodes(graph, arrays))}
        left = {name: own for name, own in network.state_dict().items() if _is_of_another_head(name, found)}
        network.load_state_dict(
            left | {name: torch.from_numpy(np.array(a, np.float32)) for name, a in found.items()}
        )
    except (DecodeError, KeyError, RuntimeError) as error:
        raise InputError(f"{path} is not the int8 file of a pair model of this layout: {error}") from error


def _is_of_another_head(name: str, found: Arrays) -> bool:
    """Tell a weight of a head of which a file has none."""
    head = name.rsplit(".", 2)[0] + "."
    return head.startswith("heads.") and not any(own.startswith(head) for own in found)


def _plain(arrays: Arrays) -> Iterator[tuple[str, NDArray[np.generic]]]:
    """Yield what is stored under its name, and the table of wordpieces with a scale for each row."""
    pieces = f"{_STORED}encoder.pieces"
    yield "encoder.pieces.weight", arrays[f"{pieces}.table"].astype(np.float32) * arrays[f"{pieces}.scale"]
    for name, array in arrays.items():
        if name.startswith(_STORED) and name.endswith((".weight", ".bias")):
            yield name.removeprefix(_STORED), array


def _of_nodes(graph: onnx.GraphProto, arrays: Arrays) -> Iterator[tuple[str, NDArray[np.generic]]]:
    """Yield what has no name of its own: matrices, and norms, of which equal ones are stored once."""
    for node in graph.node:
        if norm := _NORM.fullmatch(node.name):
            stem = norm.group(1).replace("/", ".")
            yield f"{stem}.weight", arrays[node.input[1]]
            yield f"{stem}.bias", arrays[node.input[2]]
        elif layer := _LAYER.fullmatch(node.name):
            yield layer.group(1).replace("/", ".") + ".weight", _scaled(arrays, node.input[1])
        elif head := _HEAD.fullmatch(node.name):
            yield f"heads.{head.group(1).replace('/', '.')}.weight", _scaled(arrays, node.input[1])


def _scaled(arrays: Arrays, name: str) -> NDArray[np.generic]:
    """Return a matrix `[out, in]` that is stored `[in, out]` in int8, with a scale for each column."""
    stem = name.removesuffix(_QUANTISED)
    stored, scale, zero = (arrays[f"{stem}{part}"] for part in (_QUANTISED, "_scale", "_zero_point"))
    scaled: NDArray[np.generic] = ((stored.astype(np.float32) - zero.astype(np.float32)) * scale).T
    return scaled
