"""Statements of small stories (`training/statements`): who says what in each text, marked by hand.

A file has the name of its story (`training/gold/parted.py`) and a table for each text, whose statements are
marked by the rules of `evaluation/stories/guidelines.md`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

import msgspec

from rashomon.model.errors import InputError
from rashomon.model.offsets import Span
from rashomon.model.records import Act, StatementKind
from training.gold.files import read_text
from training.gold.marks import Marked, MarkError, find_labelled
from training.gold.parted import read_story

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
        name: of the story and the text.
        text: its title and paragraphs, as a file that the product reads has them.
        statements: as they were marked; every mark fits the text in one place.
    """

    name: str
    text: str
    statements: Mapping[str, ToldNote]


def read_told(folder: Path) -> Iterator[ToldText]:
    """Yield the texts of a folder of statements, in order of story and text.

    The stories lie in the folder `partings` beside it.

    Raises:
        InputError: there is none, a file has no story or lacks a text of it, or a mark does not fit.
    """
    files = sorted(folder.glob("*.toml"))
    if not files:
        raise InputError(f"{folder} holds no statements: give a folder of TOML files")
    for path in files:
        story = read_story(folder.parent / STORIES / path.name)
        told = _read(path)
        if set(told) != {text.name for text in story.text}:
            raise InputError(f"{path}: its tables are not the texts of its story: {', '.join(sorted(told))}")
        for text in story.text:
            body = text.body.strip() + "\n"
            for key, note in told[text.name].items():
                _check(f"{path}, {text.name}, {key}", note, told[text.name], body)
            yield ToldText(f"{path.stem}/{text.name}", body, told[text.name])


def find_told(note: ToldNote, text: str) -> Mapping[str, tuple[Span, ...]]:
    """Return the spans of each label of a statement, in code points of its text.

    Raises:
        MarkError: its mark does not fit.
    """
    marked: tuple[Marked, ...] = find_labelled(note.mark, text)
    return {label: tuple(sorted(brace.span for brace in marked if brace.label == label)) for label in LABELS}


def _read(path: Path) -> Mapping[str, Mapping[str, ToldNote]]:
    try:
        return msgspec.toml.decode(read_text(path), type=dict[str, dict[str, ToldNote]])
    except msgspec.DecodeError as error:
        raise InputError(f"{path}: {error}") from error


def _check(where: str, note: ToldNote, others: Mapping[str, ToldNote], text: str) -> None:
    try:
        marked = find_labelled(note.mark, text)
    except MarkError as error:
        raise InputError(f"{where}: {error}") from error
    labels = [brace.label for brace in marked]
    if unknown := set(labels) - LABELS:
        raise InputError(f"{where}: no such label as {min(unknown)}: {note.mark}")
    if labels.count("s") != (note.speaker != "none"):
        raise InputError(f"{where}: a source is marked once, or the speaker is none: {note.mark}")
    if note.within is not None and (note.within not in others or others[note.within] is note):
        raise InputError(f"{where}: it stands within {note.within}, which is not another statement")
