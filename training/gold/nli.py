"""Entailment and contradiction: six public sets of sentence pairs, and JSON Lines of the common layouts.

LingNLI (Parrish et al., Findings of EMNLP 2021), ConjNLI (Saha, Nie and Bansal, EMNLP 2020),
counterfactually revised SNLI (Kaushik, Hovy and Lipton, ICLR 2020), the labelled file of CANNOT
(Anschütz, Lozano and Groh, INLG 2023: SemAntoNeg), the dev pairs of RTE-Fever (Saakyan, Chakrabarty
and Muresan, ACL 2021) and those of FoolMeTwice (Eisenschlos et al., NAACL 2021).
"""

from __future__ import annotations

import csv
import hashlib
import re
import zipfile
import zlib
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final, TypeVar

import msgspec

from rashomon.model.errors import InputError

ENTAILMENT, NEUTRAL, CONTRADICTION = LABELS = ("entailment", "neutral", "contradiction")

NLI_COUNTS: Final[Mapping[str, int]] = {
    "lingnli": 44983,
    "conjnli": 15623,
    "cad-nli": 9330,
    "cannot": 8596,
    "fever-dev": 13332,
    "foolmetwice": 1169,
}

_SAME: Final[Mapping[str, str]] = {label: label for label in LABELS}
_BY_NAME: Final[Mapping[str, str]] = {
    **_SAME,
    **dict(zip("enc", LABELS, strict=True)),
    **dict(zip("012", LABELS, strict=True)),
}
_NO_GOLD = ("-", "-1", "")
_BRACKETS = (("-LRB-", "("), ("-RRB-", ")"), ("-LSB-", "["), ("-RSB-", "]"), ("``", '"'), ("''", '"'))
_SPACED = re.compile(r" (?=(?:n't|'s|'re|'ve|'ll|'d|'m)\b|[.,;:!?%)\]])|(?<=[(\[]) ")

Record = TypeVar("Record")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts and what follows from the first for the second.

    Attributes:
        set: the set's name.
        id: unique within the set.
        group: what may not be parted between train and dev: premise, page, or family of sentences.
        premise: text taken as given.
        hypothesis: text that is judged.
        label: entailment, neutral or contradiction.
        three_way: false where the set has no neutral pairs, so that nothing is learnt about them.
        dev: whether the pair is held out.
        kind: what sort of difference the pair is made of, where gold says so.
    """

    set: str
    id: str
    group: str
    premise: str
    hypothesis: str
    label: str
    three_way: bool
    dev: bool
    kind: str = ""


class _Ling(msgspec.Struct):
    premise: str
    hypothesis: str
    label: str


class _Evidence(msgspec.Struct):
    text: str


class _Fool(msgspec.Struct):
    id: str
    text: str
    label: str
    wikipedia_page: str
    gold_evidence: list[_Evidence]


class _Line(msgspec.Struct):
    premise: str | None = None
    hypothesis: str | None = None
    label: str | int | None = None
    sentence1: str | None = None
    sentence2: str | None = None
    gold_label: str | int | None = None
    kind: str = ""


def in_dev_tenth(group: str) -> bool:
    """Tell whether a group is held out where a set has no dev split of its own: SHA-256 modulo 10 is 0."""
    return int(hashlib.sha256(group.encode()).hexdigest(), 16) % 10 == 0


def read_nli(archive_or_folder: Path, without: Collection[str] = ()) -> Iterator[Pair]:
    """Read all sets of `NLI_COUNTS` but those in `without`, in that order.

    Args:
        archive_or_folder: `nli.zip`, a folder that holds it, or the folder it unpacks to.
        without: names of sets to leave out.

    Raises:
        InputError: a set is missing, or a file is not laid out as its authors published it.
    """
    root = _root(archive_or_folder)
    for name, read in _READERS.items():
        if name in without:
            continue
        if not (root / name).is_dir():
            raise InputError(f"{archive_or_folder} holds no folder {name}: fetch it or leave the set out")
        yield from read(root / name)


def read_pairs_jsonl(path: Path) -> Iterator[Pair]:
    """Read JSON Lines with premise, hypothesis and label, or sentence1, sentence2 and gold_label.

    Labels are names, their first letters, or 0, 1, 2 for entailment, neutral, contradiction. Pairs
    on which the annotators did not agree ("-" or -1) are left out. A line may name the pair's kind.

    Raises:
        InputError: a line is no such record, or its label is none of these.
    """
    for number, line in _lines(path):
        record = _decoded(line, _Line, f"{path.name} line {number}")
        premise, hypothesis = record.premise or record.sentence1, record.hypothesis or record.sentence2
        label = record.gold_label if record.label is None else record.label
        if premise is None or hypothesis is None or label is None:
            raise InputError(f"{path.name} line {number}: premise, hypothesis and label are needed")
        if str(label) in _NO_GOLD:
            continue
        if str(label) not in _BY_NAME:
            raise InputError(
                f"{path.name} line {number}: unknown label {label!r}: one of {', '.join(LABELS)}"
            )
        key, label = f"{path.name}:{number}", _BY_NAME[str(label)]
        texts = premise, hypothesis
        yield Pair(path.stem, key, premise, *texts, label, three_way=True, dev=False, kind=record.kind)


def _root(where: Path) -> Traversable:
    archive = where / "nli.zip" if (where / "nli.zip").is_file() else where
    if not archive.exists():
        raise InputError(f"{where} does not exist: give nli.zip or the folder it unpacks to")
    if archive.is_dir():
        return archive / "nli" if (archive / "nli").is_dir() else archive
    try:
        inner = zipfile.Path(archive)
    except zipfile.BadZipFile as error:
        raise InputError(f"{archive} is no whole zip archive: fetch it again") from error
    return inner / "nli" if (inner / "nli").is_dir() else inner


def _lines(file: Traversable) -> Iterator[tuple[int, str]]:
    """Yield the lines of a file with their numbers, from 1; only line feeds end a line."""
    if not file.is_file():
        raise InputError(f"{file} is missing: the folder is not as its authors published it")
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except (UnicodeDecodeError, zipfile.BadZipFile, zlib.error) as error:
        raise InputError(f"{file} is damaged: {error}") from error
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield number, line.rstrip("\r")


def _decoded(line: str, kind: type[Record], where: str) -> Record:
    try:
        return msgspec.json.decode(line, type=kind)
    except msgspec.MsgspecError as error:
        raise InputError(f"{where}: {error}") from error


def _named(label: str, names: Mapping[str, str], where: str) -> str:
    if label not in names:
        raise InputError(f"{where}: unknown label {label!r}: expected {', '.join(names)}")
    return names[label]


def _rows(file: Traversable, header: tuple[str, ...], *, quoted: bool) -> Iterator[tuple[str, list[str]]]:
    """Yield `(place, fields)` of a tab-separated file that begins with `header`.

    Where it is not `quoted`, quotation marks stand in it as they are.
    """
    for number, line in _lines(file):
        fields = next(csv.reader([line], delimiter="\t")) if quoted else line.split("\t")
        if number == 1 and fields != list(header):
            raise InputError(f"{file}: columns are {fields}, expected {list(header)}")
        if len(fields) != len(header):
            raise InputError(f"{file} line {number}: {len(fields)} fields, expected {len(header)}")
        if number > 1:
            yield f"{file.name}:{number}", fields


def _lingnli(folder: Traversable) -> Iterator[Pair]:
    protocols = sorted((folder / "NLI_data").iterdir(), key=_name)
    for file in (f for p in protocols for f in sorted(p.iterdir(), key=_name)):
        for number, line in _lines(file):
            where = f"{file.name}:{number}"
            record = _decoded(line, _Ling, where)
            premise, label = record.premise.strip(), _named(record.label, _SAME, where)
            texts = premise, record.hypothesis.strip()
            yield Pair("lingnli", where, premise, *texts, label, three_way=True, dev=in_dev_tenth(premise))


def _name(file: Traversable) -> str:
    return file.name


def _conjnli(folder: Traversable) -> Iterator[Pair]:
    data, header = folder / "data" / "NLI", ("Premise", "Hypothesis", "Label")
    for name, dev in (("adversarial_train_15k.tsv", False), ("conj_dev.tsv", True)):
        yield from _official("conjnli", _rows(data / name, header, quoted=False), dev=dev)


def _cad_nli(folder: Traversable) -> Iterator[Pair]:
    data, header = folder / "NLI" / "all_combined", ("sentence1", "sentence2", "gold_label")
    for name, dev in (("train.tsv", False), ("dev.tsv", True)):
        yield from _official("cad-nli", _rows(data / name, header, quoted=True), dev=dev)


def _official(name: str, rows: Iterator[tuple[str, list[str]]], *, dev: bool) -> Iterator[Pair]:
    for where, (premise, hypothesis, label) in rows:
        texts = premise.strip(), hypothesis.strip()
        yield Pair(name, where, texts[0], *texts, _named(label, _SAME, where), three_way=True, dev=dev)


def _cannot(folder: Traversable) -> Iterator[Pair]:
    """Read the labelled file: 1 for a negation of the first sentence, 0 for a paraphrase of it.

    Every sentence stands on both sides of several pairs, so whole families of sentences are held out.
    """
    file = folder / "datasets" / "antonym-substitution" / "processed" / "sem_anto_neg.tsv"
    rows = list(_rows(file, ("premise", "hypothesis", "label"), quoted=False))
    family = _families([(fields[0], fields[1]) for _, fields in rows])
    names = {"0": ENTAILMENT, "1": CONTRADICTION}
    for where, (premise, hypothesis, label) in rows:
        group, texts = family[premise], (premise.strip(), hypothesis.strip())
        kind = _named(label, names, where)
        yield Pair("cannot", where, group, *texts, kind, three_way=False, dev=in_dev_tenth(group))


def _families(pairs: list[tuple[str, str]]) -> dict[str, str]:
    """Return for each sentence the first sentence of all those it is joined to by pairs."""
    parent: dict[str, str] = {}

    def top(sentence: str) -> str:
        while (above := parent.setdefault(sentence, sentence)) != sentence:
            sentence = above
        return sentence

    for left, right in pairs:
        low, high = sorted((top(left), top(right)))
        parent[high] = low
    return {sentence: top(sentence) for sentence in list(parent)}


def _fever_dev(folder: Traversable) -> Iterator[Pair]:
    """Read the raw pairs; evidence, claim and label stand in parallel files, one a line.

    What is not entailed is refuted: claims without enough evidence are not in these files.
    """
    data = folder / "RTE-Fever" / "processed"
    columns = [list(_lines(data / name)) for name in ("dev.raw.input0", "dev.raw.input1", "dev.label")]
    if len({tuple(number for number, _ in column) for column in columns}) != 1:
        raise InputError(f"{data}: evidence, claims and labels do not stand on the same lines")
    names = {"entailment": ENTAILMENT, "not_entailment": CONTRADICTION}
    for (number, evidence), (_, claim), (_, label) in zip(*columns, strict=True):
        where, premise = f"dev:{number}", _joined(evidence)
        texts, kind = (premise, _joined(claim)), _named(label.strip(), names, where)
        yield Pair("fever-dev", where, premise, *texts, kind, three_way=False, dev=in_dev_tenth(premise))


def _joined(tokens: str) -> str:
    """Return a text as it is written of one that was cut into the Penn Treebank's tokens."""
    for token, written in _BRACKETS:
        tokens = tokens.replace(token, written)
    return _SPACED.sub("", tokens).strip()


def _foolmetwice(folder: Traversable) -> Iterator[Pair]:
    """Read claims with the evidence their writers chose; a page is held out with all its claims."""
    names = {"SUPPORTS": ENTAILMENT, "REFUTES": CONTRADICTION}
    for number, line in _lines(folder / "dataset" / "dev.jsonl"):
        record = _decoded(line, _Fool, f"dev.jsonl line {number}")
        texts = " ".join(e.text.strip() for e in record.gold_evidence), record.text.strip()
        page, label = record.wikipedia_page, _named(record.label, names, record.id)
        yield Pair("foolmetwice", record.id, page, *texts, label, three_way=False, dev=in_dev_tenth(page))


_READERS: Final[Mapping[str, Callable[[Traversable], Iterator[Pair]]]] = {
    "lingnli": _lingnli,
    "conjnli": _conjnli,
    "cad-nli": _cad_nli,
    "cannot": _cannot,
    "fever-dev": _fever_dev,
    "foolmetwice": _foolmetwice,
}
