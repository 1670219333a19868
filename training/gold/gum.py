"""GUM: coreference with singletons in many genres (Zeldes, Language Resources and Evaluation 51, 2017).

`coref/gum/tsv` holds one WebAnno TSV 3.2 file for each document. A mention is a run of words; its
relations `ana`, `appos`, `cata`, `coref`, `disc` and `pred` name another mention of the same entity,
and joined together they give the entity numbers of GUM's CoNLL-U files. Bridging names another
entity and joins nothing. The words are those of the CoNLL-U file of the same document, in order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from rashomon.model.errors import InputError
from rashomon.model.offsets import Span
from training.gold.files import read_text
from training.gold.joined import join_tokens

IDENTITY = frozenset({"ana", "appos", "cata", "coref", "disc", "pred"})
"""Relations between two mentions of one entity."""

_SPAN_FIELDS = ("entity", "infstat", "salience", "identity", "centering")
_LAYER, _LINKS = "webanno.custom.Referent", "webanno.custom.Coref"
HEADER = (
    "#FORMAT=WebAnno TSV 3.2",
    "#T_SP=" + "|".join((_LAYER, *_SPAN_FIELDS)),
    "#T_RL=" + "|".join((_LINKS, "type", f"BT_{_LAYER}")),
)
"""The lines that every file begins with: the format, and the layers of spans and of relations."""

_COLUMNS = 10
_ENTITY, _RELATION, _TARGET = 3, 8, 9
_LABEL = re.compile(r"(?P<type>[\w-]+)(?:\[(?P<number>\d+)\])?")
_LINK = re.compile(r"(?P<word>\d+-\d+)(?:\[(?P<target>\d+)_(?P<own>\d+)\])?")


@dataclass(frozen=True, slots=True)
class CorefMention:
    """The words `[first, end)`, their type, and the number of the entity they stand for.

    A chain's number is the place of its first mention among the document's chains.
    """

    first: int
    end: int
    entity_type: str
    chain: int


@dataclass(frozen=True, slots=True)
class CorefText:
    """One document; tokens are code points of `text`, sentences the indices of their first tokens.

    Mentions come in order of their first word, longer ones before those inside them. An entity
    mentioned once is a chain of one.
    """

    name: str
    text: str
    tokens: tuple[Span, ...]
    sentences: tuple[int, ...]
    mentions: tuple[CorefMention, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    """A word: its number in the file, its form, its mentions' types, and its relations, by key of mention."""

    word: str
    form: str
    mentions: tuple[tuple[str, str], ...]
    links: tuple[tuple[str, str], ...]


def read_coreference(folder: Path) -> Iterator[CorefText]:
    """Read a folder of WebAnno files, in order of file name.

    Raises:
        InputError: the folder holds no such files, or one departs from the layout above.
    """
    paths = sorted(folder.glob("*.tsv"))
    if not paths:
        raise InputError(f"{folder} holds no *.tsv: give GUM's coref/gum/tsv folder")
    for path in paths:
        yield _document(path)


def dev_names(gum: Path) -> frozenset[str]:
    """Return the names of the dev documents, which stand a line each in `dev.txt` of the GUM folder.

    Raises:
        InputError: the folder has no such file, or it names nothing.
    """
    path = gum / "dev.txt"
    names = frozenset(read_text(path).split())
    if not names:
        raise InputError(f"{path} names no document: give the GUM folder with its list of dev documents")
    return names


def _document(path: Path) -> CorefText:
    sentences = _sentences(path)
    joined = join_tokens([[row.form for row in rows] for rows in sentences])
    rows = [row for sentence in sentences for row in sentence]
    return CorefText(path.stem, joined.text, joined.tokens, joined.lines, _mentions(rows, path))


def _sentences(path: Path) -> list[list[_Row]]:
    lines = read_text(path).split("\n")
    if tuple(lines[: len(HEADER)]) != HEADER:
        raise InputError(f"{path} does not begin with the header of GUM's WebAnno files")
    sentences: list[list[_Row]] = []
    for number, line in enumerate(lines, 1):
        if line.startswith("#Text="):
            sentences.append([])
        elif line and not line.startswith("#"):
            if not sentences:
                raise InputError(f"{path}, line {number}: a word stands before the first sentence")
            sentences[-1].append(_row(line, f"{path}, line {number}"))
    if not any(sentences):
        raise InputError(f"{path} holds no word")
    return sentences


def _row(line: str, place: str) -> _Row:
    cells = line.split("\t")
    if len(cells) < _COLUMNS or not cells[2]:
        raise InputError(f"{place}: {len(cells)} columns where {_COLUMNS} are expected")
    word, types = cells[0], cells[_RELATION].split("|")
    mentions = tuple(_label(value, word, place) for value in _values(cells[_ENTITY]))
    targets = cells[_TARGET].split("|")
    if len(types) != len(targets):
        raise InputError(f"{place}: {len(types)} relations name {len(targets)} mentions")
    links = tuple(
        _link(target, word, place) for kind, target in zip(types, targets, strict=True) if _joins(kind, place)
    )
    return _Row(word, cells[2], mentions, links)


def _values(cell: str) -> list[str]:
    return [] if cell == "_" else cell.split("|")


def _joins(kind: str, place: str) -> bool:
    if kind not in IDENTITY and kind != "_" and not kind.startswith("bridge"):
        raise InputError(f"{place}: unknown relation {kind!r}")
    return kind in IDENTITY


def _label(value: str, word: str, place: str) -> tuple[str, str]:
    """Return a mention's key and type; one of a single word may go without a number."""
    match = _LABEL.fullmatch(value)
    if match is None:
        raise InputError(f"{place}: {value!r} is no mention")
    return match["number"] or word, match["type"]


def _link(value: str, word: str, place: str) -> tuple[str, str]:
    """Return the keys of both mentions; the number 0 stands for a mention without one."""
    match = _LINK.fullmatch(value)
    if match is None:
        raise InputError(f"{place}: {value!r} names no mention")
    numbers = {"0": "", None: ""}
    target, own = (numbers.get(match[key], match[key]) for key in ("target", "own"))
    return own or word, target or match["word"]


def _mentions(rows: list[_Row], path: Path) -> tuple[CorefMention, ...]:
    words: dict[str, list[int]] = {}
    types: dict[str, str] = {}
    for index, row in enumerate(rows):
        for key, entity_type in row.mentions:
            words.setdefault(key, []).append(index)
            types[key] = entity_type
    for key, found in words.items():
        if found[-1] - found[0] + 1 != len(found):
            raise InputError(f"{path}: mention {key} has a gap after its first word")
    order = sorted(words, key=lambda key: (words[key][0], -len(words[key])))
    roots = _roots(order, (link for row in rows for link in row.links), path)
    chains = {root: number for number, root in enumerate(dict.fromkeys(roots[key] for key in order))}
    return tuple(
        CorefMention(words[key][0], words[key][-1] + 1, types[key], chains[roots[key]]) for key in order
    )


def _roots(keys: Iterable[str], links: Iterable[tuple[str, str]], path: Path) -> dict[str, str]:
    """Return one key for each connected group of mentions, by union and find."""
    parents = {key: key for key in keys}

    def root(key: str) -> str:
        while parents[key] != key:
            parents[key] = key = parents[parents[key]]
        return key

    for one, other in links:
        if one not in parents or other not in parents:
            raise InputError(f"{path}: a relation from {one} to {other} names a mention that is not there")
        parents[root(one)] = root(other)
    return {key: root(key) for key in parents}
