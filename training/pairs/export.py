"""From a trained pair model to the folder that the package ships: int8 ONNX and manifest.

    python -m training.pairs.export --run RUN --base DIR --gold DIR --out FOLDER --version 1

The layers and the table are quantised as those of the encoder are (`training.export`), and the heads are int8
as well: `training.pairs.shipped`, by which a later run goes on from the file, reads them so. The tokenizer is
the encoder's: the manifest names its hash, the folder holds no second copy.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from rashomon.language.analyser import SHIPPED_MODEL
from rashomon.language.manifest import TOKENIZER_FILE, GoldSet
from rashomon.language.pair_encoding import CLASSES, PAIR_FEATURES
from rashomon.language.pair_manifest import EMBEDDING, PAIR_LAYOUT, PAIRS_FILE, PairManifest
from rashomon.model.errors import InputError
from training.manifests import LICENCE, file_hash, gold_sets, library_versions, read_figures, write_manifest
from training.network import Shape
from training.pairs.licences import PAIR_LICENCES
from training.pairs.network import PairNetwork
from training.pairs.shipped import load_pair_file
from training.quantise import Quantisation, attend_in_one_node, fuse_and_quantise, store_rows_in_int8
from training.train import load_tokenizer


@dataclass(frozen=True, slots=True)
class Description:
    """What the manifest says of a run; `tokenizer` is the file that the model is used with."""

    version: str
    tokenizer: Path
    limit: int
    temperatures: dict[str, float] = field(default_factory=dict)
    trained_on: tuple[GoldSet, ...] = ()
    dev_figures: dict[str, float] = field(default_factory=dict)


class ExportedPairs(nn.Module):
    """The network as the model file holds it: for one text or pair, scores of each task and the embedding."""

    def __init__(self, network: PairNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(self, pieces: Tensor, features: Tensor) -> tuple[Tensor, ...]:
        """Map int `[1, t]` to `[1, classes]` of each task and `[1, width]`."""
        last = self.network.encoder(pieces, features)[-1]
        scores = [self.network.heads[name](last[:, 0]) for name in CLASSES]
        return *scores, functional.normalize(last.mean(1), dim=1)


def write_onnx(network: PairNetwork, path: Path, how: Quantisation) -> None:
    """Write the network for one text or pair at a time; its table is changed for export on the way."""
    store_rows_in_int8(network.encoder, how)
    attend_in_one_node(network.encoder)
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        _export(network, plain)
        fuse_and_quantise(plain, path, network.shape, how)


def _export(network: PairNetwork, path: Path) -> None:
    pieces = torch.randint(0, network.shape.vocabulary, (1, 24))
    torch.onnx.export(
        ExportedPairs(network).eval(),
        (pieces, torch.zeros_like(pieces)),
        str(path),
        input_names=["pieces", "features"],
        output_names=[*CLASSES, EMBEDDING],
        dynamic_axes={"pieces": {1: "t"}, "features": {1: "t"}},
        opset_version=17,
        dynamo=False,
    )


def load_pair_network(run: Path, weights: Sequence[str]) -> PairNetwork:
    """Build the network of a training run and fill it with the mean of some of its weight files."""
    states = [torch.load(run / name, map_location="cpu", weights_only=True) for name in weights]
    network = PairNetwork(Shape())
    network.load_state_dict({name: torch.stack([own[name] for own in states]).mean(0) for name in states[0]})
    return network.eval()


def keep_of_start(network: PairNetwork, start: Path, share: float) -> None:
    """Put a share of the weights that a run went on from back into what it made of them.

    What the run forgot comes back, more than what it learned is lost (Wortsman et al., 2022, "Robust
    fine-tuning of zero-shot models"). Heads that the start has not stay as they are.

    Args:
        network: of the run; it is changed.
        start: the int8 file that the run went on from.
        share: from 0 to 1.

    Raises:
        InputError: the file is none, or was made by another version.
    """
    before = PairNetwork(network.shape)
    before.load_state_dict(network.state_dict())
    load_pair_file(before, start)
    old = before.state_dict()
    new = network.state_dict()
    network.load_state_dict({name: share * old[name] + (1 - share) * new[name] for name in new})


def build_folder(network: PairNetwork, out: Path, described: Description, how: Quantisation) -> None:
    """Write model and manifest into `out`."""
    out.mkdir(parents=True, exist_ok=True)
    write_onnx(network, out / PAIRS_FILE, how)
    record = PairManifest(
        layout=PAIR_LAYOUT,
        name="rashomon-pairs",
        version=described.version,
        base="MiniLM-L6 (all-MiniLM-L6-v2, Apache-2.0)",
        files={PAIRS_FILE: file_hash(out / PAIRS_FILE), TOKENIZER_FILE: file_hash(described.tokenizer)},
        features=PAIR_FEATURES,
        temperatures=described.temperatures,
        trained_on=described.trained_on,
        dev_figures=described.dev_figures,
        libraries=library_versions(),
        licence=LICENCE,
        limit=described.limit,
        classes=dict(CLASSES),
    )
    write_manifest(record, out)


def check_tokenizer(tokenizer: Path, base: Path) -> None:
    """Check that a model trained with the base's tokenizer can be used with `tokenizer`.

    Raises:
        InputError: the two cut words differently.
    """
    given = Tokenizer.from_file(str(tokenizer))
    if given.to_str() != load_tokenizer(base).to_str():
        raise InputError(f"{tokenizer} is not the tokenizer of {base}, with which the run was trained")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--run", type=Path, required=True, help="the folder of the training run")
    parser.add_argument(
        "--weights",
        nargs="+",
        default=["weights.pt"],
        help="weight files of the run, of which the mean is taken",
    )
    parser.add_argument(
        "--start", type=Path, help="the file that the run went on from, to take weights of too"
    )
    parser.add_argument("--kept", type=float, default=0.0, help="the share that those of --start have")
    parser.add_argument("--base", type=Path, required=True, help="folder with the base and its tokenizer")
    parser.add_argument("--gold", type=Path, required=True, help="the folder of gold sets")
    parser.add_argument("--out", type=Path, required=True, help="the model folder to write")
    parser.add_argument("--version", required=True)
    parser.add_argument("--tokenizer", type=Path, default=SHIPPED_MODEL / TOKENIZER_FILE)
    parser.add_argument("--per-tensor", action="store_true", help="one scale for each weight matrix")
    parser.add_argument("--float32", action="store_true", help="no quantisation, to compare with")
    parser.add_argument("--temperatures", type=Path, help="JSON that `training.pairs.calibrate` wrote")
    parser.add_argument("--figures", type=Path, help="JSON of the figures on dev, for the manifest")
    return parser.parse_args()


def main() -> None:
    """Export as the command line says."""
    given = _arguments()
    check_tokenizer(given.tokenizer, given.base)
    run = json.loads((given.run / "log.jsonl").read_text(encoding="utf-8").splitlines()[0])
    described = Description(
        version=given.version,
        tokenizer=given.tokenizer,
        limit=run["settings"]["limit"],
        temperatures=read_figures(given.temperatures),
        trained_on=gold_sets(given.gold, PAIR_LICENCES, run["without"]),
        dev_figures=read_figures(given.figures),
    )
    how = Quantisation(int8=not given.float32, per_channel=not given.per_tensor, kept=())
    network = load_pair_network(given.run, given.weights)
    if given.start:
        keep_of_start(network, given.start, given.kept)
    build_folder(network, given.out, described, how)


if __name__ == "__main__":
    main()
