"""Worldwide Newswire: entities of nine types in news from outside the West (Shan et al., EMNLP 2023).

A split folder holds one `NAME.txt.tsv` for each article: a token a line, its BIO label after a tab,
and further columns where an entity lies inside another. A blank line ends a paragraph. The first
paragraph is the article's address on the web; it is kept as text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from rashomon.model.errors import InputError
from rashomon.model.offsets import Span
from training.gold.files import read_text
from training.gold.joined import Joined, Labelled, join_tokens

TYPES = (
    "Date",
    "Facility",
    "Location",
    "Miscellaneous",
    "Money",
    "NORP",
    "Organization",
    "Person",
    "Product",
)
"""The nine types as the authors' description spells them; files write Misc for Miscellaneous."""

_OUTSIDE = "O"


@dataclass(frozen=True, slots=True)
class TaggedText:
    """One article; spans are code points of `text`.

    `paragraphs` are the indices of the first token of each. `entities` don't overlap; those in
    `nested` lie inside or across them, or inside each other.
    """

    name: str
    text: str
    tokens: tuple[Span, ...]
    paragraphs: tuple[int, ...]
    entities: tuple[Labelled, ...]
    nested: tuple[Labelled, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    token: str
    tags: tuple[str, ...]


def read_worldwide(folder: Path) -> Iterator[TaggedText]:
    """Read a split folder, in order of file name.

    An I- label that continues nothing begins an entity.

    Raises:
        InputError: the folder holds no such files, or a line has no known label.
    """
    paths = sorted(folder.glob("*.tsv"))
    if not paths:
        raise InputError(f"{folder} holds no *.tsv: give a worldwide-ner split folder, such as train")
    for path in paths:
        yield _text(path)


def _text(path: Path) -> TaggedText:
    paragraphs = _paragraphs(path)
    joined = join_tokens([[row.token for row in rows] for rows in paragraphs])
    if not joined.tokens:
        raise InputError(f"{path} holds no token")
    entities: list[Labelled] = []
    nested: list[Labelled] = []
    for first, rows in zip(joined.lines, paragraphs, strict=True):
        outer, *inner = zip_longest(*(row.tags for row in rows), fillvalue=_OUTSIDE)
        entities.extend(_entities(outer, first, joined))
        for layer in inner:
            nested.extend(_entities(layer, first, joined))
    nested.sort(key=lambda entity: (entity.span, entity.label))
    name = path.name.removesuffix(".tsv").removesuffix(".txt")
    return TaggedText(name, joined.text, joined.tokens, joined.lines, tuple(entities), tuple(nested))


def _paragraphs(path: Path) -> list[list[_Row]]:
    paragraphs: list[list[_Row]] = [[]]
    for number, line in enumerate(read_text(path).split("\n"), 1):
        if line.strip():
            paragraphs[-1].append(_row(line, f"{path}, line {number}"))
        elif paragraphs[-1]:
            paragraphs.append([])
    return [rows for rows in paragraphs if rows]


def _row(line: str, place: str) -> _Row:
    # Three lines of one article have spaces for the tab.
    token, *tags = line.split("\t") if "\t" in line else line.rsplit(maxsplit=1)
    # A column is left empty where an inner entity goes on beside one that has ended.
    known = tuple(_canonical(tag, place) for tag in tags if tag)
    if not token.strip() or not known:
        raise InputError(f"{place}: {line!r} is no token with a label after a tab")
    return _Row(token, known)


def _canonical(tag: str, place: str) -> str:
    position, _, label = tag.partition("-")
    label = "Miscellaneous" if label == "Misc" else label
    if tag == _OUTSIDE:
        return tag
    if position not in {"B", "I"} or label not in TYPES:
        raise InputError(f"{place}: {tag!r} is no label; known are O, and B- or I- before {', '.join(TYPES)}")
    return f"{position}-{label}"


def _entities(tags: Sequence[str], offset: int, joined: Joined) -> Iterator[Labelled]:
    """Yield the entities of one layer of labels, whose first token has the index `offset`."""
    begin = 0
    for index, tag in enumerate(tags):
        if tag[2:] != tags[begin][2:] or tag.startswith("B"):
            yield from _closed(tags, begin, index, offset, joined)
            begin = index
    yield from _closed(tags, begin, len(tags), offset, joined)


def _closed(tags: Sequence[str], begin: int, end: int, offset: int, joined: Joined) -> Iterator[Labelled]:
    if end > begin and tags[begin] != _OUTSIDE:
        yield Labelled(joined.span(offset + begin, offset + end), tags[begin][2:])
