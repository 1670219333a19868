"""GUM's TEI files: normalised dates and times, speakers, title and date of each document.

`xml` holds one file for each document: a word a line with its annotation after tabs, in elements
such as `s` for a sentence, `sp` for a turn and `date` or `time` for a time expression. The words
are those of the CoNLL-U file of the same document, in order.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from rashomon.model.errors import InputError
from rashomon.model.offsets import Span
from training.gold.files import read_markup
from training.gold.joined import Joined, Labelled, join_tokens
from training.gold.tei_values import timex_of
from training.gold.timeml import Time

_TIMES = ("date", "time")


@dataclass(frozen=True, slots=True)
class TeiText:
    """One document; spans are code points of `text`, `sentences` the indices of their first tokens.

    `created` is an ISO date. `turns` are labelled with the name of who speaks. A time's value is
    empty where TIMEX3 has none, such as for the years of a war.
    """

    name: str
    title: str
    created: str
    text: str
    tokens: tuple[Span, ...]
    sentences: tuple[int, ...]
    times: tuple[Time, ...]
    turns: tuple[Labelled, ...]


@dataclass(frozen=True, slots=True)
class _Element:
    """An element and its words `[first, end)` in the document."""

    element: etree._Element
    first: int
    end: int


def read_tei(folder: Path) -> Iterator[TeiText]:
    """Read a folder of GUM's TEI files, in order of file name.

    Raises:
        InputError: the folder holds no such files, or one departs from the layout above.
    """
    paths = sorted(folder.glob("*.xml"))
    if not paths:
        raise InputError(f"{folder} holds no *.xml: give GUM's xml folder")
    for path in paths:
        yield _document(path)


def _document(path: Path) -> TeiText:
    root = read_markup(path, "text")
    title, created = root.get("title"), root.get("dateCreated")
    if not title or not created:
        raise InputError(f"{path} has no title or no dateCreated")
    joined = join_tokens([_words_in(sentence) for sentence in root.iter("s")])
    elements = list(_elements(root))
    if not joined.tokens or len(joined.tokens) != len(_words_in(root)):
        raise InputError(f"{path} has no word, or words outside of its sentences")
    times = tuple(time for found in elements if found.element.tag in _TIMES for time in _time(found, joined))
    turns = tuple(_turn(found, joined, path) for found in elements if found.element.tag == "sp")
    return TeiText(path.stem, title, created, joined.text, joined.tokens, joined.lines, times, turns)


def _words_in(element: etree._Element) -> list[str]:
    return [word for text in element.itertext() for word in _words(text)]


def _words(text: str) -> list[str]:
    return [line.split("\t")[0] for line in text.split("\n") if line.strip()]


def _elements(root: etree._Element) -> Iterator[_Element]:
    """Yield every time and turn that has words, as they end."""
    at = 0
    begun: dict[etree._Element, int] = {}
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            begun[element] = at
            at += len(_words(element.text or ""))
            continue
        if element.tag in {*_TIMES, "sp"} and at > begun[element]:
            yield _Element(element, begun[element], at)
        at += len(_words(element.tail or ""))


def _time(found: _Element, joined: Joined) -> Iterator[Time]:
    span = joined.span(found.first, found.end)
    timex = timex_of(span.of(joined.text), {key: str(value) for key, value in found.element.items()})
    if timex is not None:
        yield Time(span, *timex)


def _turn(found: _Element, joined: Joined, path: Path) -> Labelled:
    speaker = found.element.get("who", "").removeprefix("#")
    if not speaker:
        raise InputError(f"{path}: a turn names no speaker")
    return Labelled(joined.span(found.first, found.end), speaker)
