"""Statements of texts of our own (`training/statements`): who says what, marked by hand.

A TOML file has the name of its story (`training/gold/parted.py`) and a table for each text of it; JSON Lines
have passages in which people tell what others said. Statements are marked by the rules of
`evaluation/stories/guidelines.md`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, product
from pathlib import Path
from typing import Final, Literal

import msgspec

from rashomon.model.errors import InputError
from rashomon.model.offsets import Span
from rashomon.model.records import Act, StatementKind
from training.gold.apart import one_in
from training.gold.files import read_text
from training.gold.marks import Marked, MarkError, find_labelled
from training.gold.parted import read_story
from training.gold.polnear import Attribution

TOLD: Final = Path(__file__).parent.parent / "statements"
STORIES: Final = "partings"
LABELS: Final = frozenset({"s", "c", "t", "x"})
"""Source, cue, content, and each member of a joint source."""


class ToldNote(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A statement as it was marked.

    Attributes:
        mark: its words, source, cue, content and members of the source in labelled braces.
        by: who is meant, by the fullest name that the text has; "" where the words have no source.
        speaker: whether the text says who that is.
        kind: how it is quoted.
        act: what is done by saying it.
        tense: of the cue.
        hedged: whether it is marked as unsure.
        loaded: whether its cue judges or colours.
        within: the key of the statement in whose content it stands.
    """

    mark: str
    by: str = ""
    speaker: Literal["named", "unnamed", "none"] = "named"
    kind: StatementKind = "indirect"
    act: Act = "said"
    tense: Literal["past", "present", "future"] = "past"
    hedged: bool = False
    loaded: bool = False
    within: str | None = None


@dataclass(frozen=True, slots=True)
class ToldText:
    """A text and its statements by key.

    Attributes:
        name: of the story and the text, or of the passage.
        text: its title and paragraphs, as a file that the product reads has them.
        statements: as they were marked; every mark fits the text in one place.
    """

    name: str
    text: str
    statements: Mapping[str, ToldNote]


class Passage(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A passage that is of no story, and its statements by key."""

    id: str
    text: str
    statements: dict[str, ToldNote]


def read_told(folder: Path) -> Iterator[ToldText]:
    """Yield the texts of a folder of statements, first those of stories, in order of file and text.

    The stories lie in the folder `partings` beside it.

    Raises:
        InputError: there is none, a file has no story or lacks a text of it, or a mark does not fit.
    """
    texts = [*chain(_of_stories(folder), _of_passages(folder))]
    if not texts:
        raise InputError(f"{folder} holds no statements: give a folder of TOML files or JSON Lines")
    for text in texts:
        for key, note in text.statements.items():
            _check(f"{text.name}, {key}", note, text)
        yield text


def _of_stories(folder: Path) -> Iterator[ToldText]:
    for path in sorted(folder.glob("*.toml")):
        story = read_story(folder.parent / STORIES / path.name)
        try:
            told = msgspec.toml.decode(read_text(path), type=dict[str, dict[str, ToldNote]])
        except msgspec.DecodeError as error:
            raise InputError(f"{path}: {error}") from error
        if set(told) != {text.name for text in story.text}:
            raise InputError(f"{path}: its tables are not the texts of its story: {', '.join(sorted(told))}")
        for text in story.text:
            yield ToldText(f"{path.stem}/{text.name}", text.body.strip() + "\n", told[text.name])


def _of_passages(folder: Path) -> Iterator[ToldText]:
    for path in sorted(folder.glob("*.jsonl")):
        for line in read_text(path).splitlines():
            try:
                passage = msgspec.json.decode(line, type=Passage)
            except msgspec.DecodeError as error:
                raise InputError(f"{path}: {error}") from error
            yield ToldText(passage.id, passage.text, passage.statements)


def find_told(note: ToldNote, text: str) -> Mapping[str, tuple[Span, ...]]:
    """Return the spans of each label of a statement, in code points of its text.

    Raises:
        MarkError: its mark does not fit.
    """
    marked: tuple[Marked, ...] = find_labelled(note.mark, text)
    return {label: tuple(sorted(brace.span for brace in marked if brace.label == label)) for label in LABELS}


def as_attribution(note: ToldNote, text: str) -> Attribution:
    """Return a statement as PolNeAR has it; the colon behind a name without a cue is the cue.

    Raises:
        MarkError: its mark does not fit.
    """
    spans = find_told(note, text)
    source, content = spans["s"], spans["t"]
    cue = spans["c"] or tuple(
        Span(at, at + 1)
        for left, right in product(source, content)
        if (at := text.find(":", left.end, right.start)) >= 0
    )
    return Attribution(source, cue[:1], content)


def kept_apart(text: ToldText) -> bool:
    """Tell whether a text is kept out of training, so that errors can be read on it: one story in ten."""
    return one_in(10, text.name.partition("/")[0])


def _check(where: str, note: ToldNote, text: ToldText) -> None:
    try:
        marked = find_labelled(note.mark, text.text)
    except MarkError as error:
        raise InputError(f"{where}: {error}") from error
    labels = [brace.label for brace in marked]
    if unknown := set(labels) - LABELS:
        raise InputError(f"{where}: no such label as {min(unknown)}: {note.mark}")
    if labels.count("s") != (note.speaker != "none"):
        raise InputError(f"{where}: a source is marked once, or the speaker is none: {note.mark}")
    others = text.statements
    if note.within is not None and (note.within not in others or others[note.within] is note):
        raise InputError(f"{where}: it stands within {note.within}, which is not another statement")
