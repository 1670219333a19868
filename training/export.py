"""From trained weights to the model folder that the package ships: int8 ONNX, tokenizer, arrays, manifest.

    python -m training.export --run RUN --base DIR --gold DIR --out FOLDER --version 2

The linear layers of the encoder are quantised to int8, weights per channel, activations by the range
of each run; the table of wordpieces is stored as int8 with a scale for each row; embeddings of
position and feature, normalisation and heads stay in float32.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec
import numpy as np
import torch
from torch import Tensor, nn

from rashomon.language.encoding import FEATURES
from rashomon.language.layers import Inventory
from rashomon.language.manifest import (
    ARRAYS_FILE,
    LAYOUT,
    MODEL_FILE,
    TOKENIZER_FILE,
    Manifest,
)
from training.heads import make_heads
from training.licences import LICENCES
from training.manifests import (
    LICENCE,
    file_hash,
    gold_sets,
    library_versions,
    write_manifest,
)
from training.network import Network, Shape
from training.quantise import Quantisation, attend_in_one_node, fuse_and_quantise, store_rows_in_int8
from training.train import load_tokenizer, special_ids

OVERLAP = 96  # wordpieces that two windows share


class Exported(nn.Module):
    """The network as the model file holds it: what decoding reads, in a fixed order."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, pieces: Tensor, features: Tensor, first: Tensor) -> tuple[Tensor, ...]:
        """Return the outputs of all heads in order of their names."""
        outputs = self.network.exported(pieces, features, first)
        return tuple(outputs[name] for name in sorted(outputs))


def load_network(run: Path, weights: Sequence[str]) -> Network:
    """Build the network of a training run, with its heads, and fill it with the mean of some weight files."""
    inventory = msgspec.json.decode((run / "inventory.json").read_bytes(), type=Inventory)
    states = [torch.load(run / name, map_location="cpu", weights_only=True) for name in weights]
    learned = {name.split(".")[1] for name in states[0] if name.startswith("heads.")}
    network = Network([head for head in make_heads(Shape().width, inventory) if head.name in learned])
    network.load_state_dict({name: _mean([state[name] for state in states]) for name in states[0]})
    return network.eval()


def _mean(tensors: Sequence[Tensor]) -> Tensor:
    """Return the mean; masks and the like, which training doesn't move, are as they were."""
    return torch.stack(list(tensors)).mean(dim=0) if tensors[0].is_floating_point() else tensors[0]


def write_onnx(network: Network, path: Path, how: Quantisation) -> None:
    """Write the network for one window at a time; its heads are changed for export on the way."""
    store_rows_in_int8(network.encoder, how)
    attend_in_one_node(network.encoder)
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        _export(network, plain)
        fuse_and_quantise(plain, path, network.shape, how)


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
    special = special_ids(tokenizer)
    record = Manifest(
        layout=LAYOUT,
        files={name: file_hash(out / name) for name in (MODEL_FILE, TOKENIZER_FILE, ARRAYS_FILE)},
        features=FEATURES,
        overlap=OVERLAP,
        before=special.before,
        after=special.after,
        heads=tuple(network.heads),
        libraries=library_versions(),
        licence=LICENCE,
        **manifest,  # type: ignore[arg-type]
    )
    write_manifest(record, out)


def _write_arrays(arrays: Mapping[str, Tensor], path: Path) -> None:
    """Write the arrays; the same weights give the same file."""
    plain = {name: array.detach().float().numpy() for name, array in sorted(arrays.items())}
    with path.open("wb") as file:
        np.savez(file, **plain)


def main() -> None:
    """Export as the command line says."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--run", type=Path, required=True, help="the folder of the training run")
    parser.add_argument(
        "--weights",
        nargs="+",
        default=["weights.pt"],
        help="weight files of the run, of which the mean is taken; the best by default",
    )
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--version", required=True)
    parser.add_argument("--per-tensor", action="store_true", help="one scale for each weight matrix")
    parser.add_argument("--float32", action="store_true", help="no quantisation, to compare with")
    parser.add_argument(
        "--float",
        nargs="*",
        default=Quantisation().kept,
        metavar="NAME",
        help="modules that stay in float32, none without a name, such as heads attended layers.5 pieces; "
        "default: %(default)s",
    )
    given = parser.parse_args()
    run = json.loads((given.run / "log.jsonl").read_text().splitlines()[0])
    described = {
        "name": "rashomon-encoder",
        "version": given.version,
        "base": "MiniLM-L6 (all-MiniLM-L6-v2, Apache-2.0)",
        "window": run["settings"]["window"],  # no position beyond it was trained
        "inventory": msgspec.json.decode((given.run / "inventory.json").read_bytes(), type=Inventory),
        "trained_on": gold_sets(given.gold, LICENCES, run["without"]),
        "calibration": {},  # what is measured on the folder comes afterwards: see `training.describe`
        "dev_figures": {},
    }
    how = Quantisation(not given.float32, not given.per_tensor, tuple(given.float))
    build_folder(load_network(given.run, given.weights), given.base, given.out, described, how)


if __name__ == "__main__":
    main()
