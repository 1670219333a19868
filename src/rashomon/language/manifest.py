"""The manifest that travels with a model file, and the checks made before it is used."""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec
import numpy as np

from rashomon.language.decode import LABELS, LINK_PARTS, StatementParameters
from rashomon.language.encoding import FEATURES
from rashomon.model.errors import ModelError

LAYOUT = 1  # raised whenever the code below can no longer read older model folders
MODEL_FILE, TOKENIZER_FILE, MANIFEST_FILE = "encoder.onnx", "tokenizer.json", "manifest.json"


class GoldSet(msgspec.Struct, frozen=True, kw_only=True):
    """One set that the model was trained on; `sha256` is over the names and bytes of its files."""

    name: str
    split: str
    sha256: str
    licence: str


class StatementHead(msgspec.Struct, frozen=True, kw_only=True):
    """Numbers of the statement head that are used outside the network."""

    labels: tuple[str, ...]
    link_parts: tuple[str, ...]
    transitions: tuple[tuple[float, ...], ...]
    start: tuple[float, ...]
    distance: tuple[tuple[float, ...], ...]
    no_source: float


class Manifest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a model folder says of itself. `window` and `overlap` are in wordpieces."""

    layout: int
    name: str
    version: str
    base: str
    model_sha256: str
    tokenizer_sha256: str
    features: int
    window: int
    overlap: int
    before: int
    after: int
    statements: StatementHead
    trained_on: tuple[GoldSet, ...]
    dev_figures: dict[str, float]
    libraries: dict[str, str]
    licence: str

    @property
    def made_by(self) -> str:
        """Return the name that findings of this model carry."""
        return f"{self.name}-{self.version}"


def load_manifest(folder: Path) -> Manifest:
    """Read and check the manifest of a model folder.

    Raises:
        ModelError: a file is missing or damaged, or the model was made for another version.
    """
    manifest = _read(folder / MANIFEST_FILE)
    if manifest.layout != LAYOUT:
        raise ModelError(
            f"the model in {folder} has layout {manifest.layout}, but this version reads layout {LAYOUT}: "
            "install matching versions of package and model"
        )
    _check_hash(folder / MODEL_FILE, manifest.model_sha256)
    _check_hash(folder / TOKENIZER_FILE, manifest.tokenizer_sha256)
    _check_labels(folder, manifest)
    return manifest


def statement_parameters(head: StatementHead) -> StatementParameters:
    """Return the numbers of the statement head as arrays."""
    return StatementParameters(
        transitions=np.array(head.transitions, dtype=np.float32),
        start=np.array(head.start, dtype=np.float32),
        distance=np.array(head.distance, dtype=np.float32),
        no_source=head.no_source,
    )


def _read(path: Path) -> Manifest:
    try:
        return msgspec.json.decode(path.read_bytes(), type=Manifest)
    except OSError as error:
        raise ModelError(
            f"the model manifest {path} can't be read ({error.strerror}): reinstall rashomon"
        ) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ModelError(f"the model manifest {path} is damaged ({error}): reinstall rashomon") from error


def _check_hash(path: Path, expected: str) -> None:
    try:
        found = hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise ModelError(
            f"the model file {path} can't be read ({error.strerror}): reinstall rashomon"
        ) from error
    if found != expected:
        raise ModelError(
            f"{path} is not the file that its manifest names: it is damaged, or of another model; "
            "reinstall rashomon"
        )


def _check_labels(folder: Path, manifest: Manifest) -> None:
    head = manifest.statements
    if (head.labels, head.link_parts, manifest.features) != (LABELS, LINK_PARTS, FEATURES):
        raise ModelError(
            f"the model in {folder} has other labels than this version expects: reinstall rashomon"
        )
