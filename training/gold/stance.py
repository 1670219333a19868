"""Stance of a text toward a target: four public sets.

Perspectrum (Chen et al., NAACL 2019), VAST (Allaway and McKeown, EMNLP 2020), the Fake News
Challenge (Hanselowski et al., COLING 2018) and NewsMTSC (Hamborg and Donnay, EACL 2021).
"""

from __future__ import annotations

import csv
import io
import zipfile
import zlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

import msgspec

from rashomon.model.errors import InputError
from rashomon.model.offsets import Span
from training.gold.nli import in_dev_tenth

PERSPECTRUM_LABELS = ("supports", "undermines")
VAST_LABELS = ("con", "pro", "neutral")
FNC1_LABELS = ("agree", "disagree", "discuss", "unrelated")
NEWSMTSC_LABELS = ("negative", "neutral", "positive")

STANCE_COUNTS: Final[Mapping[str, int]] = {
    "perspectrum": 9033,
    "vast": 13477,
    "fnc1": 49972,
    "newsmtsc": 8739,
}

_TARGET_OF_ANOTHER_TEXT = "4"  # VAST's type of neutral pairs made by drawing a target at random

Record = TypeVar("Record")


@dataclass(frozen=True, slots=True)
class StancePair:
    """A target and a text that takes a stance toward it.

    Attributes:
        set: the set's name.
        id: unique within the set.
        group: what may not be parted between train and dev: claim, topic, body or sentence.
        target: claim, topic, headline or name.
        text: perspective, post, body or sentence.
        label: one of the set's labels.
        dev: whether the pair is held out.
        marked: where the target stands in `text`, in code points; none where it need not stand there.
    """

    set: str
    id: str
    group: str
    target: str
    text: str
    label: str
    dev: bool
    marked: Span | None = None


class _Perspective(msgspec.Struct):
    pids: list[int]
    stance_label_3: str


class _Claim(msgspec.Struct):
    cId: int  # noqa: N815 - the file's own name
    text: str
    perspectives: list[_Perspective]


class _Pooled(msgspec.Struct):
    pId: int  # noqa: N815 - the file's own name
    text: str


class _Target(msgspec.Struct, rename={"gid": "Input.gid", "start": "from", "end": "to"}):
    gid: str
    start: int
    end: int
    mention: str
    polarity: float


class _Sentence(msgspec.Struct):
    sentence_normalized: str
    targets: list[_Target]


def read_perspectrum(path: Path, splits: Collection[str] = ("train", "dev")) -> Iterator[StancePair]:
    """Read claims and perspectives that support or undermine them; a repeated pair is given once.

    Args:
        path: the set's folder, or its file of claims with the pool and the split file beside it.
        splits: which claims to read, by the split file.

    Raises:
        InputError: a file is missing or not as published.
    """
    file = _found(path, "perspectrum_with_answers_v1.0.json")
    texts = {p.pId: p.text for p in _json(file.with_name("perspective_pool_v1.0.json"), list[_Pooled])}
    split_of = _json(file.with_name("dataset_split_v1.0.json"), dict[str, str])
    for claim in _json(file, list[_Claim]):
        split = split_of.get(str(claim.cId))
        if split is None:
            raise InputError(f"{file.name}: claim {claim.cId} is not in the split file")
        if split in splits:
            yield from _perspectives(claim, texts, dev=split == "dev")


def _perspectives(claim: _Claim, texts: Mapping[int, str], *, dev: bool) -> Iterator[StancePair]:
    names = {"SUPPORT": "supports", "UNDERMINE": "undermines"}
    labels = {pid: p.stance_label_3 for p in claim.perspectives for pid in p.pids}
    for pid, label in labels.items():
        where = f"{claim.cId}-{pid}"
        if pid not in texts:
            raise InputError(f"perspectrum: perspective {pid} of claim {claim.cId} is not in the pool")
        kind, text = _named(label, names, f"perspectrum {where}"), texts[pid].strip()
        yield StancePair("perspectrum", where, str(claim.cId), claim.text.strip(), text, kind, dev)


def read_vast(path: Path) -> Iterator[StancePair]:
    """Read posts and their stance toward a topic; dev by topic.

    Neutral pairs of type 4 were made by drawing a topic of another post. Their `new_topic` is still
    that of the post, and what they are neutral toward stands in `topic_str` alone, without articles
    and endings; it is given as the same topic is written elsewhere in the file.

    Args:
        path: a CSV file, a zip of one, or the set's folder, of which the train file is read.

    Raises:
        InputError: a column is missing or a label is unknown.
    """
    file = _found(path, "vast_train.zip", "vast_train.csv")
    columns = ("new_id", "post", "new_topic", "topic_str", "type_idx", "label")
    rows = list(_csv(_zipped(file) if file.suffix == ".zip" else _text(file), columns, file.name))
    written: dict[str, str] = {}
    for row in rows:
        if row["type_idx"] != _TARGET_OF_ANOTHER_TEXT:
            written.setdefault(row["topic_str"], row["new_topic"])
    names = dict(zip("012", VAST_LABELS, strict=True))
    for row in rows:
        topic, drawn = row["topic_str"], row["type_idx"] == _TARGET_OF_ANOTHER_TEXT
        target = written.get(topic, topic) if drawn else row["new_topic"]
        label = _named(row["label"], names, f"{file.name} {row['new_id']}")
        texts = target.strip(), row["post"].strip()
        yield StancePair("vast", row["new_id"], topic, *texts, label, in_dev_tenth(topic))


def read_fnc1(path: Path) -> Iterator[StancePair]:
    """Read headlines and bodies of articles; dev by body.

    A body that stands in the file under several numbers is grouped under the first.

    Args:
        path: a file of stances with its file of bodies beside it, or the set's folder.

    Raises:
        InputError: a file or a body is missing, or a stance is unknown.
    """
    for file in _stance_files(path):
        bodies = _bodies(file)
        first: dict[str, str] = {}
        for number, body in bodies.items():
            first.setdefault(body, number)
        for row_number, row in enumerate(_csv(_text(file), ("Headline", "Body ID", "Stance"), file.name), 1):
            yield _headline(f"{file.stem}:{row_number}", row, bodies, first)


def _headline(
    where: str, row: Mapping[str, str], bodies: Mapping[str, str], first: Mapping[str, str]
) -> StancePair:
    if row["Body ID"] not in bodies:
        raise InputError(f"fnc1 {where}: no body has the number {row['Body ID']}")
    body = bodies[row["Body ID"]]
    label = _named(row["Stance"], {label: label for label in FNC1_LABELS}, f"fnc1 {where}")
    group = first[body]
    return StancePair("fnc1", where, group, row["Headline"].strip(), body, label, in_dev_tenth(group))


def _stance_files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    folders = [path, *sorted(path.rglob("metaclassifier_corpus_9_1"))]
    for folder in folders:
        if files := sorted(folder.glob("*_stances.csv")):
            return files
    raise InputError(f"{path} holds no *_stances.csv: give the set's folder or a file of stances")


def _bodies(stances: Path) -> dict[str, str]:
    own = stances.with_name(stances.name.replace("stances", "bodies"))
    found = [own] if own.is_file() and own != stances else sorted(stances.parent.glob("*_bodies.csv"))
    if len(found) != 1:
        raise InputError(f"beside {stances.name} there must be one file of bodies, found {len(found)}")
    rows = _csv(_text(found[0]), ("Body ID", "articleBody"), found[0].name)
    return {row["Body ID"]: row["articleBody"].strip() for row in rows}


def read_newsmtsc(path: Path) -> Iterator[StancePair]:
    """Read sentences of political news with the sentiment toward each marked target; dev by sentence.

    Args:
        path: a JSON Lines file, or the set's folder, of which the train file is read.

    Raises:
        InputError: a line is not as published, or a target does not stand where it is said to.
    """
    file = _found(path, "train.jsonl")
    names = {2.0: "negative", 4.0: "neutral", 6.0: "positive"}
    for number, line in enumerate(_text(file).split("\n"), 1):
        if not line.strip():
            continue
        sentence = _record(line, _Sentence, f"{file.name} line {number}")
        text = sentence.sentence_normalized
        for target in sentence.targets:
            span, where = Span(target.start, target.end), f"{file.name} line {number}"
            if span.of(text) != target.mention:
                raise InputError(f"{where}: {target.mention!r} does not stand at {target.start}")
            label, dev = _named(target.polarity, names, where), in_dev_tenth(text)
            yield StancePair("newsmtsc", target.gid, text, target.mention, text, label, dev, span)


Key = TypeVar("Key", str, float)


def _named(label: Key, names: Mapping[Key, str], where: str) -> str:
    if label not in names:
        raise InputError(f"{where}: unknown label {label!r}: expected {', '.join(map(str, names))}")
    return names[label]


def _found(path: Path, *names: str) -> Path:
    """Return `path` if it is a file, else the one file below it with one of `names`."""
    if path.is_file():
        return path
    found = sorted(file for name in names for file in path.rglob(name))
    if len(found) != 1:
        raise InputError(f"{path}: {len(found)} files are named {' or '.join(names)}, expected one")
    return found[0]


def _text(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8-sig")
    except FileNotFoundError as error:
        raise InputError(f"{file} is missing: the folder is not as its authors published it") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{file} is not UTF-8: {error}") from error


def _zipped(file: Path) -> str:
    try:
        with zipfile.ZipFile(file) as archive:
            names = [name for name in archive.namelist() if name.endswith(".csv")]
            if len(names) != 1:
                raise InputError(f"{file} holds {len(names)} CSV files, expected one")
            return archive.read(names[0]).decode("utf-8-sig")
    except (zipfile.BadZipFile, zlib.error, UnicodeDecodeError) as error:
        raise InputError(f"{file} can't be unpacked: {error}") from error


def _csv(text: str, columns: tuple[str, ...], name: str) -> Iterator[dict[str, str]]:
    reader = csv.DictReader(io.StringIO(text, newline=""))
    if missing := set(columns) - set(reader.fieldnames or ()):
        raise InputError(f"{name}: columns {', '.join(sorted(missing))} are missing")
    try:
        for number, row in enumerate(reader, 1):
            if None in row or None in row.values():
                raise InputError(f"{name}: record {number} has too many or too few fields")
            yield row
    except csv.Error as error:
        raise InputError(f"{name} is no whole CSV file: {error}") from error


def _json(file: Path, kind: type[Record]) -> Record:
    return _record(_text(file), kind, file.name)


def _record(text: str, kind: type[Record], where: str) -> Record:
    try:
        return msgspec.json.decode(text, type=kind)
    except msgspec.MsgspecError as error:
        raise InputError(f"{where}: {error}") from error
