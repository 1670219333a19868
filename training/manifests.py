"""What a manifest says of a model: the gold it was trained on, its figures, the versions used."""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from importlib.resources.abc import Traversable
from pathlib import Path
from zipfile import Path as ZipPath

import msgspec
import numpy as np

from rashomon.language.arrays import Floats
from rashomon.language.layers import Inventory
from rashomon.language.manifest import (
    ARRAYS_FILE,
    MANIFEST_FILE,
    GoldSet,
    ModelRecord,
    load_arrays,
    load_manifest,
)
from rashomon.model.errors import InputError

LICENCE = "CC BY-SA 4.0"  # of the weights, since some sets are ShareAlike

Licence = tuple[str, str, str, str]  # name of a set, path below the gold folder, split, licence


def gold_sets(gold: Path, licences: Iterable[Licence], without: Collection[str]) -> tuple[GoldSet, ...]:
    """Describe the sets that a run was trained on: all of `licences` but those in `without`.

    Raises:
        InputError: a set is missing.
    """
    return tuple(
        GoldSet(name=name, split=split, sha256=gold_hash(_place(gold, path)), licence=licence)
        for name, path, split, licence in licences
        if name not in without
    )


def gold_hash(source: Traversable) -> str:
    """Return the SHA-256 of a file, or over the names and bytes of all files of a folder, in order of name.

    Raises:
        InputError: there is neither.
    """
    if source.is_file():
        return hashlib.sha256(source.read_bytes()).hexdigest()
    if not source.is_dir():
        raise InputError(f"{source} is missing: its hash belongs into the manifest")
    total = hashlib.sha256()
    for names, file in sorted(_files(source), key=lambda each: each[0]):
        total.update("/".join(names).encode() + b"\0" + file.read_bytes())
    return total.hexdigest()


def file_hash(path: Path) -> str:
    """Return the SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def library_versions() -> dict[str, str]:
    """Return the versions of the libraries that make a model file."""
    names = ("torch", "onnx", "onnxruntime", "tokenizers")
    return {name: importlib.metadata.version(name) for name in names}


def read_figures(path: Path | None) -> dict[str, float]:
    """Return the numbers of a JSON object; none without a file."""
    return json.loads(path.read_text(encoding="utf-8")) if path else {}


def read_calibration(path: Path) -> dict[str, tuple[float, float]]:
    """Return slope and intercept by kind of finding, of a JSON object.

    Raises:
        InputError: the file holds something else.
    """
    try:
        return msgspec.json.decode(path.read_bytes(), type=dict[str, tuple[float, float]])
    except msgspec.DecodeError as error:
        raise InputError(
            f"{path} holds no calibration ({error}): give a file that `evaluation.calibrate` wrote"
        ) from error


def put_arrays(folder: Path, arrays: Mapping[str, Floats]) -> None:
    """Write arrays into a model folder, in place of those that have the same names.

    Raises:
        ModelError: the folder is damaged.
    """
    manifest, found = load_manifest(folder), {**load_arrays(folder), **arrays}
    with (folder / ARRAYS_FILE).open("wb") as file:
        np.savez(file, allow_pickle=False, **{name: found[name] for name in sorted(found)})
    files = manifest.files | {ARRAYS_FILE: file_hash(folder / ARRAYS_FILE)}
    write_manifest(msgspec.structs.replace(manifest, files=files), folder)


def put_head(
    folder: Path, head: str, arrays: Mapping[str, Floats], trained_on: GoldSet, inventory: Inventory
) -> None:
    """Add a head that reads what other heads give to a model folder, in place of one that it may have.

    Args:
        folder: what `training.export` wrote.
        head: its name.
        arrays: what it is computed with, by name.
        trained_on: what it was learned from.
        inventory: of the model, with its labels.

    Raises:
        ModelError: the folder is damaged.
    """
    put_arrays(folder, arrays)
    manifest = load_manifest(folder)
    record = msgspec.structs.replace(
        manifest,
        heads=(*(other for other in manifest.heads if other != head), head),
        inventory=inventory,
        trained_on=(*(each for each in manifest.trained_on if each.name != trained_on.name), trained_on),
    )
    write_manifest(record, folder)


def write_manifest(record: ModelRecord, folder: Path) -> None:
    """Write the manifest of a model folder."""
    text = json.dumps(msgspec.to_builtins(record), indent=1, ensure_ascii=False)
    (folder / MANIFEST_FILE).write_text(text + "\n", encoding="utf-8")


def _place(gold: Path, path: str) -> Traversable:
    """Return where a set lies; a path into an archive is one beside it where it was unpacked."""
    archive, inner, inside = path.partition(".zip/")
    if not inner:
        return gold / path
    whole = gold / f"{archive}.zip"
    return ZipPath(whole, inside + "/") if whole.is_file() else gold / inside


def _files(folder: Traversable) -> Iterator[tuple[tuple[str, ...], Traversable]]:
    for entry in folder.iterdir():
        if entry.is_file():
            yield (entry.name,), entry
        else:
            yield from (((entry.name, *names), file) for names, file in _files(entry))
