from __future__ import annotations

import hashlib
import re
import shutil
from pathlib import Path

import msgspec
import numpy as np
import pytest

from rashomon.language import Analyser, LanguageSettings
from rashomon.language.analyser import SHIPPED_MODEL, CutText
from rashomon.language.manifest import (
    ARRAYS_FILE,
    HEADS,
    LAYOUT,
    MANIFEST_FILE,
    MODEL_FILE,
    TOKENIZER_FILE,
    check_outputs,
    load_arrays,
    load_manifest,
)
from rashomon.model.errors import ModelError
from rashomon.model.offsets import Span

FILES = (MODEL_FILE, TOKENIZER_FILE, ARRAYS_FILE)


@pytest.fixture
def folder(tmp_path):
    yield Path(shutil.copytree(SHIPPED_MODEL, tmp_path / "model"))
    shutil.rmtree(tmp_path / "model")  # pytest would keep dozens of models


def change(folder, **changes) -> None:
    manifest = msgspec.structs.replace(load_manifest(folder), **changes)
    (folder / MANIFEST_FILE).write_bytes(msgspec.json.encode(manifest))


def change_files(folder) -> None:
    path = folder / MANIFEST_FILE
    files = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in FILES}
    path.write_bytes(msgspec.json.encode(msgspec.json.decode(path.read_bytes()) | {"files": files}))


def refused(folder, match: str) -> None:
    """Expect one error, from whichever door the folder is opened by."""
    with pytest.raises(ModelError, match=match) as found:
        Analyser(LanguageSettings(model=folder))
    assert "reinstall" in str(found.value) or "install matching" in str(found.value)


def test_the_shipped_folder_is_whole():
    manifest = load_manifest(SHIPPED_MODEL)
    assert set(manifest.heads) <= set(HEADS)
    assert manifest.made_by == f"{manifest.name}-{manifest.version}"
    assert all(array.dtype == np.float32 for array in load_arrays(SHIPPED_MODEL).values())


def test_a_manifest_is_read_as_it_was_written(folder):
    before = load_manifest(folder)
    change(folder)
    assert load_manifest(folder) == before


@pytest.mark.parametrize("name", [*FILES, MANIFEST_FILE])
def test_a_missing_file_is_one_clear_error(folder, name):
    (folder / name).unlink()
    refused(folder, name)


def test_a_missing_folder_is_one_clear_error(tmp_path):
    refused(tmp_path / "nowhere", "can't be read")


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("kept", [0, 1_000])
def test_a_truncated_file_is_one_clear_error(folder, name, kept):
    path = folder / name
    path.write_bytes(path.read_bytes()[:kept])
    refused(folder, f"{name} is not the file that its manifest names")


def test_another_tokenizer_is_one_clear_error(folder):
    path = folder / TOKENIZER_FILE
    path.write_text(path.read_text(encoding="utf-8").replace("[CLS]", "[XLS]"), encoding="utf-8")
    refused(folder, f"{TOKENIZER_FILE} is not the file that its manifest names")


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"null", b'{"layout": "two"}', b'{"name": "x"}', b"\xff\xfe", b"{}" * 3]
)
def test_a_damaged_manifest_is_one_clear_error(folder, content):
    (folder / MANIFEST_FILE).write_bytes(content)
    refused(folder, f"{MANIFEST_FILE} is damaged")


@pytest.mark.parametrize("layout", [0, LAYOUT - 1, LAYOUT + 1, 99])
def test_another_layout_is_one_clear_error_whatever_its_fields(folder, layout):
    (folder / MANIFEST_FILE).write_bytes(msgspec.json.encode({"layout": layout, "unheard": 1}))
    refused(folder, f"layout {layout}, but this version reads layout {LAYOUT}")


@pytest.mark.parametrize(
    "changes",
    [
        {"heads": ("attributions",)},
        {"heads": (*HEADS, "haiku")},
        {"features": 17},
    ],
)
def test_a_model_of_another_version_is_one_clear_error(folder, changes):
    change(folder, **changes)
    refused(folder, "made for another version")


@pytest.mark.parametrize("line", [[0.0, 1.0], [-1.0, 0.0], [1.0], 1.0, [1.0, "0"]])
def test_a_calibration_that_turns_scores_round_or_is_none_is_one_clear_error(folder, line):
    plain = msgspec.json.decode((folder / MANIFEST_FILE).read_bytes())
    (folder / MANIFEST_FILE).write_bytes(msgspec.json.encode({**plain, "calibration": {"times": line}}))
    refused(folder, "is damaged")


def test_a_field_too_many_or_too_few_is_one_clear_error(folder):
    plain = msgspec.json.decode((folder / MANIFEST_FILE).read_bytes())
    for fields in ({**plain, "colour": 1}, {k: v for k, v in plain.items() if k != "window"}):
        (folder / MANIFEST_FILE).write_bytes(msgspec.json.encode(fields))
        refused(folder, "is damaged")


def test_a_head_without_outputs_is_one_clear_error():
    manifest = load_manifest(SHIPPED_MODEL)
    named = msgspec.structs.replace(manifest, heads=("sentences", "attributions"))
    check_outputs(SHIPPED_MODEL, named, ["sentences.opens", "attributions.labels", "tags.upos"])
    with pytest.raises(ModelError, match=r"no outputs of the heads \['attributions'\]"):
        check_outputs(SHIPPED_MODEL, named, ["sentences.opens"])


def test_a_model_file_that_is_none_is_one_clear_error(folder):
    content = b"not a network"
    change(folder, files={**load_manifest(folder).files, MODEL_FILE: hashlib.sha256(content).hexdigest()})
    (folder / MODEL_FILE).write_bytes(content)
    refused(folder, "can't be loaded")


def test_arrays_are_read_back(tmp_path):
    np.savez(tmp_path / ARRAYS_FILE, **{"parser.root": np.arange(3.0), "none": np.zeros((0, 2))})
    found = load_arrays(tmp_path)
    assert found["parser.root"].tolist() == [0, 1, 2]
    assert found["none"].shape == (0, 2)


def test_damaged_arrays_are_one_clear_error(tmp_path):
    path = tmp_path / ARRAYS_FILE
    np.savez(path, one=np.arange(5_000.0), two=np.arange(3.0))
    whole = path.read_bytes()
    flipped = bytearray(whole)
    flipped[2_000] ^= 0xFF
    np.save(tmp_path / "single.npy", np.arange(3.0))
    single = (tmp_path / "single.npy").read_bytes()
    pickled = tmp_path / "pickled.npz"
    np.savez(pickled, one=np.array([{}], dtype=object))
    for content in (b"", b"x", whole[:500], whole[:-30], bytes(flipped), single, pickled.read_bytes()):
        path.write_bytes(content)
        with pytest.raises(ModelError, match=f"{ARRAYS_FILE} is damaged"):
            load_arrays(tmp_path)


def test_a_tokenizer_that_is_none_is_one_clear_error(folder):
    (folder / TOKENIZER_FILE).write_text("{}", encoding="utf-8")
    change_files(folder)
    refused(folder, "is no tokenizer")


@pytest.mark.parametrize(
    "changes", [{"window": 0}, {"window": 96, "overlap": 96}, {"overlap": -1}, {"window": 600}], ids=str
)
def test_windows_that_cannot_be_read_are_one_clear_error(folder, changes):
    path = folder / MANIFEST_FILE
    path.write_bytes(msgspec.json.encode(msgspec.json.decode(path.read_bytes()) | changes))
    refused(folder, "window")


def test_an_array_that_is_missing_is_one_clear_error(folder):
    arrays = load_arrays(folder)
    arrays.pop("attributions.links")
    np.savez(folder / ARRAYS_FILE, **arrays)
    change_files(folder)
    refused(folder, "do not fit each other .*attributions.links")


def test_an_id_that_the_model_does_not_know_is_one_clear_error(folder):
    change(folder, before=999_999)
    refused(folder, "do not fit each other")


def test_a_model_without_a_head_is_read_all_the_same(folder):
    kept = tuple(head for head in load_manifest(folder).heads if head in {"sentences", "tags", "parser"})
    change(folder, heads=kept)
    words = tuple(Span(*match.span()) for match in re.finditer(r"\w+", "Ona Veld said that it was shut"))
    text = CutText("a", "Ona Veld said that it was shut", words, (0,))
    (found,) = Analyser(LanguageSettings(model=folder)).analyse_words([text])
    assert len(found.syntax.heads) == len(words)
    assert not len(found.attributions.cues)
    assert not len(found.entities.labels)
