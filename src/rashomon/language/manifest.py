"""The manifest that travels with a model file, and the checks made before it is used."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Annotated, TypeVar
from zipfile import BadZipFile

import msgspec
import numpy as np
from tokenizers import Tokenizer

from rashomon.language.arrays import Floats
from rashomon.language.encoding import FEATURES
from rashomon.language.layers import Inventory
from rashomon.model.errors import ModelError

LAYOUT = 2  # raised whenever the code below can no longer read older model folders
MODEL_FILE, TOKENIZER_FILE, ARRAYS_FILE = "encoder.onnx", "tokenizer.json", "heads.npz"
MANIFEST_FILE = "manifest.json"
HEADS = (
    "sentences",
    "tags",
    "parser",
    "entities",
    "inner_entities",
    "times",
    "attributions",
    "coreference",
    "roles",
    "factuality",
    "event_places",
    "meanings",
    "plover",
    "happening",
    "saying",
    "telling",
)
_READ = {
    "plover": {"vectors", "roles"},
    "happening": {"vectors", "roles"},
    "saying": {"vectors", "tags"},
    "telling": {"vectors", "tags", "parser"},
}
"""Heads without outputs of their own, and the outputs that they read."""
_NEEDED = ("sentences",)
LONGEST_WINDOW = 510
"""Wordpieces of a window: what the encoder has positions for, less the two ids around it (BERT)."""


class GoldSet(msgspec.Struct, frozen=True, kw_only=True):
    """One set that the model was trained on; `sha256` is over the names and bytes of its files."""

    name: str
    split: str
    sha256: str
    licence: str


class ModelRecord(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What every model folder says of itself.

    Attributes:
        files: SHA-256 of each file that the model is read from, by name.
        features: the size of the table of letter shapes, line breaks and what else a piece carries.
    """

    layout: int
    name: str
    version: str
    base: str
    files: dict[str, str]
    features: int
    trained_on: tuple[GoldSet, ...]
    dev_figures: dict[str, float]
    libraries: dict[str, str]
    licence: str

    @property
    def made_by(self) -> str:
        """Return the name that findings of this model carry."""
        return f"{self.name}-{self.version}"


class Manifest(ModelRecord, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the folder of the encoder says of itself.

    Attributes:
        window: the longest stretch read at once, in wordpieces, without the two ids around it.
        overlap: wordpieces that neighbouring windows share.
        before: the id put before each window.
        after: the id put after it.
        heads: the heads that the file has, of `HEADS`.
        inventory: the labels of the heads.
        calibration: by kind of finding, the slope and the intercept that its scores are calibrated by
            (see `calibration`); a kind that isn't named keeps the scores of the network.
    """

    window: Annotated[int, msgspec.Meta(ge=1)]
    overlap: Annotated[int, msgspec.Meta(ge=0)]
    before: int
    after: int
    heads: tuple[str, ...]
    inventory: Inventory
    calibration: dict[str, tuple[Annotated[float, msgspec.Meta(gt=0)], float]]


Record = TypeVar("Record", bound=ModelRecord)
Made = TypeVar("Made")


def load_manifest(folder: Path) -> Manifest:
    """Read and check the manifest of a model folder.

    Raises:
        ModelError: a file is missing or damaged, or the model was made for another version.
    """
    manifest = read_record(folder, Manifest, LAYOUT)
    for name in (MODEL_FILE, TOKENIZER_FILE, ARRAYS_FILE):
        check_file(folder / name, manifest)
    _check_heads(folder, manifest)
    return manifest


def read_record(folder: Path, kind: type[Record], layout: int) -> Record:
    """Read the manifest of a model folder, of which this version reads `layout`.

    Raises:
        ModelError: the manifest is missing or damaged, or the model was made for another version.
    """
    path = folder / MANIFEST_FILE
    content = _content(path)
    try:
        # The layout is read first: a manifest of another layout has other fields.
        found = msgspec.json.decode(content, type=_Layout).layout
        if found != layout:
            raise ModelError(
                f"the model in {folder} has layout {found}, but this version reads layout {layout}: "
                "install matching versions of package and model"
            )
        return msgspec.json.decode(content, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ModelError(f"the model manifest {path} is damaged ({error}): reinstall rashomon") from error


def check_file(path: Path, manifest: ModelRecord) -> None:
    """Check that a file is the one that the manifest knows by its name.

    Raises:
        ModelError: it is missing, or another.
    """
    if hashlib.sha256(_content(path)).hexdigest() != manifest.files.get(path.name, ""):
        raise ModelError(
            f"{path} is not the file that its manifest names: it is damaged, or of another model; "
            "reinstall rashomon"
        )


def load_arrays(folder: Path) -> dict[str, Floats]:
    """Read the arrays of the heads that are used outside the network.

    Raises:
        ModelError: the file is missing or damaged.
    """
    path = folder / ARRAYS_FILE
    try:
        with np.load(io.BytesIO(_content(path)), allow_pickle=False) as arrays:
            return {name: np.asarray(arrays[name], dtype=np.float32) for name in arrays.files}
    except (ValueError, TypeError, EOFError, OSError, BadZipFile) as error:
        # A file that holds one array alone loads, but can't be entered: TypeError.
        raise ModelError(f"{path} is damaged ({error}): reinstall rashomon") from error


def made_of(model: Callable[[], Made], complaint: str) -> Made:
    """Return what a library makes of model files.

    Args:
        model: makes it.
        complaint: what is wrong where it does not succeed.

    Raises:
        ModelError: it does not, for whatever reason.
    """
    try:
        return model()
    except Exception as error:
        # onnxruntime and tokenizers raise classes of their own, without a public base, and bare exceptions.
        raise ModelError(f"{complaint} ({error}): reinstall rashomon") from error


def load_tokenizer(path: Path) -> Tokenizer:
    """Read a tokenizer.

    Raises:
        ModelError: the file is none.
    """
    return made_of(lambda: Tokenizer.from_file(str(path)), f"{path} is no tokenizer")


def check_outputs(folder: Path, manifest: Manifest, outputs: Iterable[str]) -> None:
    """Check that the model file gives what each head of its manifest reads.

    Args:
        folder: the model folder.
        manifest: what it says of itself.
        outputs: names of the model file's outputs, such as `tags.upos`.

    Raises:
        ModelError: a head has no output.
    """
    given = {name.partition(".")[0] for name in outputs}
    missing = [head for head in manifest.heads if not given.issuperset(_READ.get(head, {head}))]
    if missing:
        raise ModelError(f"{folder / MODEL_FILE} has no outputs of the heads {missing}: reinstall rashomon")


class _Layout(msgspec.Struct):
    layout: int


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ModelError(f"{path} can't be read ({error.strerror}): reinstall rashomon") from error


def _check_heads(folder: Path, manifest: Manifest) -> None:
    unknown = [head for head in manifest.heads if head not in HEADS]
    missing = [head for head in _NEEDED if head not in manifest.heads]
    narrow = manifest.overlap >= manifest.window or manifest.window > LONGEST_WINDOW
    if unknown or missing or narrow or manifest.features != FEATURES:
        windows = f"windows of {manifest.window} that share {manifest.overlap}"
        wrong = f"unknown heads {unknown}, missing heads {missing}, {manifest.features} features, {windows}"
        raise ModelError(f"the model in {folder} was made for another version ({wrong}): reinstall rashomon")
