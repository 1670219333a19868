"""UDS factuality, "It Happened" v2 (Rudinger, White and Van Durme, NAACL 2018; UDS 1.0, White et al. 2020).

Annotators said whether the situation of a predicate in the English Web Treebank happened or will
happen, and how sure they were, 0 to 4. A value is 3/4 of the sureness, negative where it did not
happen, so that it lies in [-3, 3], averaged over annotators: the scale of that paper.

Keys such as "ewt-train-7-semantics-pred-3" give sentence and word, both counted from 1 in the order
of an older release of the treebank. Since then one sentence of train was split and two of dev were
merged, so that numbers shift by one from a point on. The point is found by joining: at the right
shift the words are predicates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from statistics import fmean
from typing import Literal
from zipfile import BadZipFile, ZipFile

import msgspec

from rashomon.model.errors import InputError
from training.gold.treebank import TreebankDocument, TreebankSentence

Split = Literal["train", "dev", "test"]
"""Names of splits, as the keys spell them."""

_KEY = re.compile(r"ewt-(train|dev|test)-([0-9]{1,6})-semantics-(?:sub)?pred-([0-9]{1,6})")
_PREDICATES = frozenset({"VERB", "AUX", "NOUN", "ADJ"})
_SHIFTS = (0, -1, 1)
_SCALE = 3 / 4
_JOINED = 0.9
_MEMBER = "factuality.json"


@dataclass(frozen=True, slots=True)
class Judgement:
    """The factuality of one predicate: sentence of the document, word of the sentence, both from 0.

    A `value` of -3 stands for "certainly not", 3 for "certainly so", 0 for neither.
    """

    sentence: int
    word: int
    value: float


@dataclass(frozen=True, slots=True)
class FactualityDocument:
    """A treebank document and the judgements on its predicates, in order of the text."""

    document: TreebankDocument
    judgements: tuple[Judgement, ...]


class _Answers(msgspec.Struct):
    """What each annotator said: 1 where it happened, and how sure, 0 to 4."""

    value: dict[str, Literal[0, 1]]
    confidence: dict[str, Literal[0, 1, 2, 3, 4]]


class _Factual(msgspec.Struct):
    factual: _Answers


class _Predicate(msgspec.Struct):
    factuality: _Factual


class _File(msgspec.Struct):
    data: dict[str, dict[str, _Predicate]]


_Rated = dict[int, list[tuple[int, float]]]


def read_factuality(
    source: Path, treebank: Sequence[TreebankDocument], split: Split
) -> tuple[FactualityDocument, ...]:
    """Join one split's judgements to that split of the treebank, whole and in its official order.

    `source` is the raw annotations' factuality.zip, or a folder that holds it at raw/**/. A
    judgement that does not fall on a verb, auxiliary, noun or adjective is left out.

    Raises:
        InputError: the source can't be read or has another layout, or at no shift nine in ten of
            the judgements fall on predicates.
    """
    rated = _rated(_content(source), source, split)
    sentences = [sentence for document in treebank for sentence in document.sentences]
    shifts = _shifts(rated, sentences)
    found = {
        number + shifts[number] - 1: sorted(_on_predicates(ratings, sentences, number + shifts[number] - 1))
        for number, ratings in rated.items()
    }
    _check(rated, found, source, split)
    return tuple(_documents(treebank, found))


def _content(source: Path) -> bytes:
    archive = source
    if source.is_dir():
        zips = [path for path in source.rglob("factuality.zip") if "raw" in path.relative_to(source).parts]
        if len(zips) != 1:
            raise InputError(
                f"{source} holds {len(zips)} files raw/**/factuality.zip: give a folder with one"
            )
        archive = zips[0]
    try:
        with ZipFile(archive) as opened:
            return opened.read(_MEMBER)
    except (OSError, BadZipFile, KeyError) as error:
        raise InputError(f"{archive} is no zip with {_MEMBER} in it: {error}") from error


def _rated(content: bytes, source: Path, split: str) -> _Rated:
    """Return the split's ratings by sentence number, as (word index, value)."""
    try:
        data = msgspec.json.decode(content, type=_File).data
    except msgspec.MsgspecError as error:
        raise InputError(f"{source}: {_MEMBER} does not hold raw UDS factuality: {error}") from error
    rated: _Rated = {}
    for key, predicate in (item for predicates in data.values() for item in predicates.items()):
        match = _KEY.fullmatch(key)
        if not match:
            raise InputError(f"{source}: {key!r} names no predicate such as ewt-train-7-semantics-pred-3")
        if match[1] == split:
            value = _value(predicate.factuality.factual, key)
            rated.setdefault(int(match[2]), []).append((int(match[3]) - 1, value))
    return rated


def _value(answers: _Answers, key: str) -> float:
    if not answers.value or answers.value.keys() != answers.confidence.keys():
        raise InputError(f"{key}: the annotators of value and confidence differ, or there are none")
    signed = [(1 if yes else -1) * answers.confidence[who] for who, yes in answers.value.items()]
    return _SCALE * fmean(signed)


def _shifts(rated: _Rated, sentences: Sequence[TreebankSentence]) -> list[int]:
    """Return each sentence number's shift: one up to some number, another or the same after it.

    Where several fit as well, sentences keep their number, and that as far as it goes.
    """
    count = max(rated, default=0) + 1
    hits = {shift: _hits(rated, sentences, shift, count) for shift in _SHIFTS}
    *_, point, before, after = max(
        (hits[before][point] + hits[after][count] - hits[after][point], not before, point, before, after)
        for before in _SHIFTS
        for after in _SHIFTS
        for point in range(count + 1)
    )
    return [before] * point + [after] * (count - point)


def _hits(rated: _Rated, sentences: Sequence[TreebankSentence], shift: int, count: int) -> list[int]:
    """Return how many judgements of the first 0, 1, ... `count` sentence numbers fall on predicates."""
    each = (
        len(_on_predicates(rated.get(number, ()), sentences, number + shift - 1)) for number in range(count)
    )
    return list(accumulate(each, initial=0))


def _on_predicates(
    ratings: Sequence[tuple[int, float]], sentences: Sequence[TreebankSentence], index: int
) -> list[tuple[int, float]]:
    words = sentences[index].words if 0 <= index < len(sentences) else ()
    return [r for r in ratings if 0 <= r[0] < len(words) and words[r[0]].upos in _PREDICATES]


def _check(rated: _Rated, found: _Rated, source: Path, split: str) -> None:
    count = sum(map(len, rated.values()))
    joined = sum(map(len, found.values()))
    if joined < count * _JOINED or not count:
        raise InputError(
            f"{joined} of {count} {split} judgements of {source} fall on predicates: "
            f"give the {split} file of the English Web Treebank, whole and in its order"
        )


def _documents(treebank: Sequence[TreebankDocument], found: _Rated) -> Iterator[FactualityDocument]:
    start = 0
    for document in treebank:
        judgements = (
            Judgement(i, word, value)
            for i in range(len(document.sentences))
            for word, value in found.get(start + i, ())
        )
        yield FactualityDocument(document, tuple(judgements))
        start += len(document.sentences)
