"""Statements of texts of our own (`training/statements`): who says what, marked by hand.

A TOML file has the name of its story (`training/gold/parted.py`) and a table for each text of it; JSON Lines
have passages in which people tell what others said. Statements are marked by the rules of
`evaluation/stories/guidelines.md`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, Literal

import msgspec

from rashomon.model.errors import InputError
from rashomon.model.offsets import Span
from rashomon.model.records import Act, StatementKind
from training.gold.files import read_text
from training.gold.marks import find_labelled
from training.gold.polnear import Attribution
from training.gold.tables import NotedText, labels_of, of_stories

TOLD: Final = Path(__file__).parent.parent / "statements"
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


ToldText = NotedText[ToldNote]


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
    texts = [*of_stories(folder, ToldNote), *_of_passages(folder)]
    if not texts:
        raise InputError(f"{folder} holds no statements: give a folder of TOML files or JSON Lines")
    for text in texts:
        for key, note in text.notes.items():
            _check(f"{text.name}, {key}", note, text)
        yield text


def _of_passages(folder: Path) -> Iterator[ToldText]:
    for path in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(read_text(path).removesuffix("\n").split("\n"), start=1):
            try:
                passage = msgspec.json.decode(line, type=Passage)
            except msgspec.DecodeError as error:
                raise InputError(f"{path}, line {number}: {error}") from error
            yield NotedText(passage.id, passage.text, passage.statements)


def find_told(note: ToldNote, text: str) -> Mapping[str, tuple[Span, ...]]:
    """Return the spans of each label of a statement, in code points of its text.

    Raises:
        MarkError: its mark does not fit.
    """
    marked = find_labelled(note.mark, text)
    return {label: tuple(sorted(brace.span for brace in marked if brace.label == label)) for label in LABELS}


def as_attribution(note: ToldNote, text: str) -> Attribution:
    """Return a statement as PolNeAR has it; of one without a cue that is the colon right behind its source.

    Raises:
        MarkError: its mark does not fit.
    """
    spans = find_told(note, text)
    source, content = spans["s"], spans["t"]
    colons = [span.end for span in source if text.startswith(":", span.end) and content]
    cue = spans["c"] or tuple(Span(at, at + 1) for at in colons if at < content[0].start)
    return Attribution(source, cue, content)


def _check(where: str, note: ToldNote, text: ToldText) -> None:
    if labels_of(where, note.mark, text.text, LABELS).count("s") != (note.speaker != "none"):
        raise InputError(f"{where}: a source is marked once, or the speaker is none: {note.mark}")
    passed, at = [note], note.within
    while at is not None:
        outer = text.notes.get(at)
        if outer is None or outer in passed:
            raise InputError(f"{where}: it stands within {at}, which is not another statement")
        passed.append(outer)
        at = outer.within
