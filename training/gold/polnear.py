"""PolNeAR: attributions in political news (Newell, Margolin and Ruths, LREC 2018).

A split folder holds `text/NAME.txt` and `attributions/NAME_ANNOTATOR.ann`. Each attribution has
one cue, at most one source, and a content of one or more fragments. Where an article has several
annotators, the first by file name is taken.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rashomon.model.errors import InputError
from rashomon.model.offsets import Span, trimmed

_ENTITY = re.compile(r"T(\d+)\t([\w-]+) ([\d ;]+)\t")
_EVENT = re.compile(r"E\d+\t(?:Attribution|Attribution-no-source):T\d+ (.*)")
_ARGUMENT = re.compile(r"(Source|Cue|Content2?):T(\d+)")


@dataclass(frozen=True, slots=True)
class Attribution:
    """One attribution; spans are code points of the article, trimmed of outer white space."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """One article with its attributions in order of cue."""

    name: str
    path: Path
    text: str
    attributions: tuple[Attribution, ...]


def held_apart(name: str) -> bool:
    """Tell whether a train article is kept out of training, so that errors can be read on it: one in ten."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % 10 == 0


def read_articles(split: Path) -> Iterator[Article]:
    """Read a split folder, in order of article name.

    Raises:
        InputError: the folder has no such layout, or an offset lies outside its text.
    """
    texts = sorted((split / "text").glob("*.txt"))
    if not texts:
        raise InputError(f"{split} holds no text/*.txt: give a PolNeAR split folder, such as data/dev")
    for path in texts:
        annotated = sorted((split / "attributions").glob(f"{_escape(path.stem)}_*.ann"))
        if not annotated:
            raise InputError(f"{path.name} has no annotation beside it in {split / 'attributions'}")
        # newline="" keeps \r\n as the annotators' offsets counted it.
        text = path.read_bytes().decode("utf-8")
        yield Article(path.stem, path, text, _attributions(annotated[0], text))


def _escape(stem: str) -> str:
    return re.sub(r"([*?\[])", r"[\1]", stem)


def _attributions(path: Path, text: str) -> tuple[Attribution, ...]:
    entities: dict[str, tuple[Span, ...]] = {}
    found: list[Attribution] = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        if match := _ENTITY.match(line):
            entities[match[1]] = _fragments(match[3], text, path)
        elif match := _EVENT.match(line):
            found.extend(_attribution(match[1], entities))
    return tuple(sorted(found, key=lambda a: (a.cue, a.content)))


def _fragments(offsets: str, text: str, path: Path) -> tuple[Span, ...]:
    spans = []
    for fragment in offsets.split(";"):
        start, end = map(int, fragment.split())
        if not 0 <= start <= end <= len(text):
            raise InputError(
                f"{path.name}: offsets {start} {end} lie outside a text of {len(text)} characters"
            )
        spans.append(trimmed(Span(start, end), text))
    return tuple(sorted(span for span in spans if len(span)))


def _attribution(arguments: str, entities: dict[str, tuple[Span, ...]]) -> Iterator[Attribution]:
    """Yield the attribution, or nothing where a cue or a content is missing (40 in all)."""
    roles: dict[str, tuple[Span, ...]] = {"Source": (), "Cue": (), "Content": ()}
    for role, number in _ARGUMENT.findall(arguments):
        key = role.removesuffix("2")
        roles[key] = tuple(sorted({*roles[key], *entities.get(number, ())}))
    if roles["Cue"] and roles["Content"]:
        yield Attribution(roles["Source"], roles["Cue"], roles["Content"])
