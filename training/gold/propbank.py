"""PropBank over the English Web Treebank (Bonial et al., LREC 2014; propbank/propbank-release).

The release holds skeletons: one file a document, one line a word with `[WORD]` for the word itself,
empty lines between sentences, and after eight columns (the fifth is the part of speech, the eighth
the roleset) one column of bracketed argument labels for each predicate, in order. Traces are not
counted. Documents join the treebank by name, sentences and words by their order.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar
from zipfile import BadZipFile, ZipFile

from rashomon.model.errors import InputError
from training.gold.treebank import TreebankDocument, TreebankSentence

_SUFFIX = ".xml.gold_skel"
_TAG, _ROLESET, _LABELS = 4, 7, 8
_NONE = "-"
_VERB = "V"
# The treebank's tags were corrected over the years, so joined sentences still differ in a few.
_SAME_TAGS = 0.5
_JOINED = 0.9
_BRACKET = re.compile(r"\(([^()*\s]+)|([*)])")
_Row = list[str]
_Place = TypeVar("_Place")


@dataclass(frozen=True, slots=True)
class Argument:
    """The words `[first, end)` of the sentence and their label, such as ARG0, ARGM-TMP, C-ARG1, R-ARG0."""

    first: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Frame:
    """One predicate by its word's index in the sentence, its roleset, such as "say.01", and its arguments.

    Arguments stand in order and may nest or hold the predicate; the predicate's own span, V, is left out.
    """

    predicate: int
    roleset: str
    arguments: tuple[Argument, ...]


@dataclass(frozen=True, slots=True)
class PropbankDocument:
    """A treebank document and the frames of each of its sentences, None for one that does not join."""

    document: TreebankDocument
    frames: tuple[tuple[Frame, ...] | None, ...]


def read_propbank(source: Path, treebank: Sequence[TreebankDocument]) -> Iterator[PropbankDocument]:
    """Join skeletons, in a folder or in a zip of it, to a treebank, in the treebank's order.

    A sentence does not join where its document has no skeleton, or where the number of words or
    more than half of the parts of speech differ.

    Raises:
        InputError: the source can't be read or holds no skeleton of the treebank, brackets don't
            match, or, once all is read, less than nine in ten of the sentences have joined.
    """
    if source.is_dir():
        files = {_name(path.as_posix()): path for path in source.rglob(f"*{_SUFFIX}")}
        yield from _joined(source, treebank, files, Path.read_bytes)
        return
    try:
        with ZipFile(source) as archive:
            members = {_name(member): member for member in archive.namelist() if member.endswith(_SUFFIX)}
            yield from _joined(source, treebank, members, archive.read)
    except (OSError, BadZipFile) as error:
        raise InputError(f"{source} is neither a folder nor a zip that can be read: {error}") from error


def _name(path: str) -> str:
    """Return the treebank's name of a document: GENRE/00/NAME.xml.gold_skel is GENRE-NAME."""
    *_, genre, _, file = ("", "", *path.split("/"))
    return f"{genre}-{file.removesuffix(_SUFFIX)}"


def _joined(
    source: Path,
    treebank: Sequence[TreebankDocument],
    places: Mapping[str, _Place],
    read: Callable[[_Place], bytes],
) -> Iterator[PropbankDocument]:
    joined = count = 0
    for document in treebank:
        content = read(places[document.name]) if document.name in places else b""
        skeleton = _skeleton(content, document.name)
        frames = tuple(_sentence_frames(document, skeleton))
        count += len(frames)
        joined += sum(found is not None for found in frames)
        yield PropbankDocument(document, frames)
    if joined < count * _JOINED or not joined:
        raise InputError(
            f"{joined} of {count} sentences join the skeletons of {source}: "
            "give PropBank's EWT folder or zip, and the documents of the English Web Treebank"
        )


def _skeleton(content: bytes, name: str) -> list[list[_Row]]:
    sentences: list[list[_Row]] = [[]]
    for line in content.decode("utf-8", errors="replace").split("\n"):
        row = line.split()
        if 0 < len(row) < _LABELS:
            raise InputError(f"{name}: {line[:80]!r} has fewer than {_LABELS} columns")
        if row:
            sentences[-1].append(row)
        elif sentences[-1]:
            sentences.append([])
    return [rows for rows in sentences if rows]


def _sentence_frames(
    document: TreebankDocument, skeleton: list[list[_Row]]
) -> Iterator[tuple[Frame, ...] | None]:
    for i, sentence in enumerate(document.sentences):
        rows = skeleton[i] if i < len(skeleton) else []
        yield tuple(_frames(rows, document.name)) if _fits(rows, sentence) else None


def _fits(rows: list[_Row], sentence: TreebankSentence) -> bool:
    if len(rows) != len(sentence.words):
        return False
    same = sum(row[_TAG] == word.xpos for row, word in zip(rows, sentence.words, strict=True))
    return same >= len(rows) * _SAME_TAGS


def _frames(rows: list[_Row], name: str) -> Iterator[Frame]:
    predicates = [i for i, row in enumerate(rows) if row[_ROLESET] != _NONE]
    if {len(row) for row in rows} != {_LABELS + len(predicates)}:
        raise InputError(f"{name}: a sentence of {len(predicates)} predicates lacks a column of labels")
    for column, predicate in enumerate(predicates, _LABELS):
        spans = _arguments([row[column] for row in rows], name)
        arguments = sorted((a for a in spans if a.label != _VERB), key=lambda a: (a.first, -a.end))
        yield Frame(predicate, rows[predicate][_ROLESET], tuple(arguments))


def _arguments(column: Iterable[str], name: str) -> Iterator[Argument]:
    """Yield the bracketed spans of one column, a cell being such as `(ARG0*)`, `(ARG1(ARGM-NEG*)`, `*))`."""
    opened: list[tuple[int, str]] = []
    for i, cell in enumerate(column):
        for label, sign in _BRACKET.findall(cell):
            if label:
                opened.append((i, label))
            elif sign == ")":
                if not opened:
                    raise InputError(f"{name}: the labels {cell!r} close a bracket that was never opened")
                first, outer = opened.pop()
                yield Argument(first, i + 1, outer)
    if opened:
        raise InputError(f"{name}: the label {opened[-1][1]} is opened and never closed")
