"""The manifest of the pair model, and the checks made before the model is used."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import msgspec

from rashomon.language.manifest import ModelRecord, check_file, read_record
from rashomon.language.pair_encoding import CLASSES, PAIR_FEATURES
from rashomon.model.errors import ModelError

PAIR_LAYOUT = 1  # raised whenever the code below can no longer read older model folders
PAIRS_FILE = "pairs.onnx"
EMBEDDING = "embedding"  # the output that is no task


class PairManifest(ModelRecord, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the folder of the pair model says of itself.

    The tokenizer is that of the encoder and is not shipped twice; `files` names its hash, so that a
    model made with another one is refused.

    Attributes:
        limit: most wordpieces of a pair or text, marks counted.
        classes: for each task its classes in order of output.
        temperatures: what the scores of a task are divided by, to be right as often as they say.
    """

    limit: Annotated[int, msgspec.Meta(ge=8)]
    classes: dict[str, tuple[str, ...]]
    temperatures: dict[str, Annotated[float, msgspec.Meta(gt=0)]]


def load_pair_manifest(folder: Path, tokenizer: Path) -> PairManifest:
    """Read and check the manifest of a folder with a pair model that goes with `tokenizer`.

    Raises:
        ModelError: a file is missing or damaged, or the model was made for another version.
    """
    manifest = read_record(folder, PairManifest, PAIR_LAYOUT)
    check_file(folder / PAIRS_FILE, manifest)
    check_file(tokenizer, manifest)
    if manifest.classes != CLASSES or manifest.features != PAIR_FEATURES:
        wrong = f"classes {manifest.classes}, {manifest.features} features"
        raise ModelError(f"the model in {folder} was made for another version ({wrong}): reinstall rashomon")
    return manifest


def check_pair_outputs(folder: Path, outputs: Iterable[str]) -> None:
    """Check that the model file gives scores for each task, and the embedding.

    Raises:
        ModelError: one of them is missing.
    """
    if missing := sorted({*CLASSES, EMBEDDING} - set(outputs)):
        raise ModelError(f"{folder / PAIRS_FILE} has no outputs {missing}: reinstall rashomon")
