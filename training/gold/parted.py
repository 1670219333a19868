"""Small stories in which accounts part (`evaluation/partings/guidelines.md`): read and checked."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal

import msgspec
from msgspec.structs import replace

import rashomon
from rashomon.model.errors import InputError
from rashomon.model.offsets import Span
from rashomon.model.records import Document, Sourced
from training.gold.files import read_text

Kind = Literal["number", "time", "place", "role", "doer", "cause", "purpose", "fact", "legitimacy", "wording"]
Why = Literal["update", "scope", "rounding", "both", "other", "naming", "unsure"]


class _Note(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Base of all that a story's file holds."""


class Text(_Note, frozen=True):
    """One text; `published` is a date, or left out where the text has none."""

    name: str
    outlet: str
    body: str
    published: str = ""


class Marked(_Note, frozen=True):
    """A clause that stands once in a text."""

    text: str
    passage: str


class Giving(Marked, frozen=True):
    """A clause that gives a value, and who gives it there; "" for the text itself."""

    by: str


class Value(_Note, frozen=True, rename={"label": "is"}):
    """A value in a few words, with all clauses that give it."""

    label: str
    given: tuple[Giving, ...]


class Dispute(_Note, frozen=True):
    """A point on which accounts part."""

    on: str
    kind: Kind
    value: tuple[Value, ...]


class Apparent(_Note, frozen=True):
    """Two clauses that only seem to part."""

    on: str
    why: Why
    left: Marked
    right: Marked


class Agreed(_Note, frozen=True):
    """A claim that two or more texts make and none disputes, with all clauses that make it."""

    on: str
    given: tuple[Giving, ...]


class SmallStory(_Note, frozen=True):
    """A story, its texts, and where they part; `agreed` is complete where it is marked at all."""

    label: str
    text: tuple[Text, ...]
    dispute: tuple[Dispute, ...] = ()
    apparent: tuple[Apparent, ...] = ()
    agreed: tuple[Agreed, ...] = ()

    @property
    def marks(self) -> Iterator[Marked]:
        """Return every clause that is marked."""
        for dispute in self.dispute:
            for value in dispute.value:
                yield from value.given
        for each in self.apparent:
            yield from (each.left, each.right)
        for point in self.agreed:
            yield from point.given


def read_story(path: Path) -> SmallStory:
    """Return the story of a TOML file.

    Raises:
        InputError: it can't be read, a dispute has one value, what is agreed on stands in one text, or a
            clause doesn't stand once in its text.
    """
    try:
        story = msgspec.toml.decode(read_text(path), type=SmallStory)
    except msgspec.DecodeError as error:
        raise InputError(f"{path}: {error}") from error
    bodies = {text.name: text.body for text in story.text}
    for mark in story.marks:
        where = [*_places(mark.passage, bodies.get(mark.text, ""))]
        if len(where) != 1:
            raise InputError(f"{path}: stands {len(where)} times in {mark.text}: {mark.passage}")
    for dispute in story.dispute:
        if len(dispute.value) < 2:  # noqa: PLR2004 - two values
            raise InputError(f"{path}: a dispute with one value: {dispute.on}")
    for point in story.agreed:
        if len({mark.text for mark in point.given}) < 2:  # noqa: PLR2004 - two texts
            raise InputError(f"{path}: agreed on in one text: {point.on}")
    return story


def read_texts(story: SmallStory) -> list[Document]:
    """Return the texts as the product reads files, with outlet and date as a user would know them."""
    documents = list[Document]()
    with tempfile.TemporaryDirectory() as folder:
        for text in story.text:
            (Path(folder) / text.name).write_text(text.body.strip() + "\n", encoding="utf-8")
        for document in rashomon.read(folder):
            documents.append(_known(document, story))
    return documents


def _known(document: Document, story: SmallStory) -> Document:
    text = next(each for each in story.text if each.name == Path(document.path or "").name)
    return replace(
        document,
        source=replace(document.source, outlet=Sourced(value=text.outlet, source="gold", score=1.0)),
        published=Sourced(value=text.published, source="gold", score=1.0) if text.published else None,
    )


def find_mark(mark: Marked, texts: Mapping[str, str]) -> Span:
    """Return where a clause stands in its text as it was read, line ends taken for spaces.

    Raises:
        InputError: it does not stand there.
    """
    where = [*_places(mark.passage, texts.get(mark.text, ""))]
    if not where:
        raise InputError(f"{mark.text} was read without what is marked in it: {mark.passage}")
    return where[0]


def _places(passage: str, text: str) -> Iterator[Span]:
    for found in re.finditer(r"\s+".join(map(re.escape, passage.split())), text):
        yield Span(*found.span())
