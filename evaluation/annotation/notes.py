"""The annotation files as typed values: one file for each text, `actors.toml` and `story.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal, TypeVar

import msgspec
from msgspec import Struct, field

from rashomon.model import drifts, records
from rashomon.model.errors import InputError


class Note(Struct, frozen=True, forbid_unknown_fields=True):
    """Base of all that is annotated."""


class StatementNote(Note, frozen=True, kw_only=True):
    """A statement; `speaker`, when left out, is named if the mark has a speaker.

    Labels of the mark: s speaker, x one of several speakers, c cue, t content, a addressee,
    m medium, w time. `members` names the actors behind a speaker such as "they". `within` is the key of
    the statement whose content this one stands in; the way by which it came follows from it.
    """

    mark: str
    kind: records.StatementKind = "indirect"
    act: records.Act = "said"
    hedged: bool = False
    tense: Literal["past", "present", "future"] = "past"
    loaded: bool = False
    speaker: records.SpeakerKind | None = None
    members: tuple[str, ...] = ()
    within: str | None = None


class FigureNote(Note, frozen=True, kw_only=True):
    """The values of one `f` brace of an event, in order."""

    kind: str
    low: float | None = None
    best: float | None = None
    high: float | None = None
    unit: str | None = None
    approximate: bool = False


class EventNote(Note, frozen=True, kw_only=True):
    """An event; `same` is equal for events of all texts that are one.

    Labels of the mark: e trigger, w time, p place, f figure, and the roles actor, recipient,
    instrument, object, other.
    """

    mark: str
    type: str | None = None
    mode: str | None = None
    status: records.EventStatus
    reported_by: str | None = None
    same: str
    figures: tuple[FigureNote, ...] = ()


class TimeNote(Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """A time expression: plain mark, TIMEX3 value, and whether the text states it in full."""

    mark: str
    value: str
    basis: Literal["stated", "inferred"]


class TextNotes(Note, frozen=True, kw_only=True):
    """All that is annotated in one text; authored statements are a mark and an act.

    Names inside `furniture` are no mentions. The annotator says what is furniture, not the reader, so
    that the gold does not move with the reader.
    """

    document: str
    voice: str | None = None
    furniture: tuple[str, ...] = ()
    authored: Mapping[str, tuple[str, records.Act]] = {}
    statement: Mapping[str, StatementNote] = {}
    times: Mapping[str, TimeNote] = {}
    event: Mapping[str, EventNote] = {}


class RoleNote(Note, frozen=True, kw_only=True):
    """An office, and the words of one text that give it."""

    title: str
    since: str | None = field(name="from", default=None)
    document: str
    mark: str


class ActorNote(Note, frozen=True, kw_only=True):
    """An actor with the names that are its mentions wherever they stand.

    Of a main actor every pronoun and description is a mention too (see `inline`).
    """

    type: records.ActorType
    names: tuple[str, ...]
    main: bool = False
    roles: tuple[RoleNote, ...] = ()


class ActorNotes(Note, frozen=True, kw_only=True):
    """All actors of the story."""

    actor: Mapping[str, ActorNote]


Place = tuple[str, str]  # the name of a text, and a plain mark


class PassageNote(Note, frozen=True, kw_only=True):
    """Two passages of which one goes back to the other, or both to the same words."""

    kind: Literal["agree", "derive"]
    how: Literal["copied", "quoted", "rewritten", "retold", "translated"]
    left: Place
    right: Place


class OriginNote(Note, frozen=True, kw_only=True):
    """Texts that go back to one."""

    first: str
    documents: tuple[str, ...]
    detail: str


class AboutNote(Note, frozen=True, kw_only=True):
    """What a proposition is about; `event` is a value of `EventNote.same`."""

    event: str | None = None
    attribute: str


class ValueNote(Note, frozen=True, kw_only=True):
    """A value and the findings, by reference, that give it."""

    value: str
    findings: tuple[str, ...]


class PositionNote(Note, frozen=True, kw_only=True):
    """What an actor holds."""

    actor: str
    position: Literal["asserts", "denies", "doubts", "relays", "silent"]
    evidence: tuple[str, ...]
    time: str


class PropositionNote(Note, frozen=True, kw_only=True):
    """A disputed point."""

    label: str
    kind: Literal["fact", "cause", "purpose", "legitimacy", "number", "time", "place", "role", "other"]
    about: AboutNote
    values: tuple[ValueNote, ...]
    positions: tuple[PositionNote, ...] = ()


class PairNote(Note, frozen=True, kw_only=True):
    """Two findings, by reference, or two places, that agree or part."""

    kind: Literal["agree", "contradict", "update"]
    left: str | Place
    right: str | Place
    attribute: str | None = None
    values: tuple[str, str] | None = None
    compatible: bool | None = None
    detail: str


class DriftNote(Note, frozen=True, kw_only=True):
    """What was changed on the way from one text, on the left, to one that was written from it."""

    kind: drifts.DriftKind
    left: Place
    right: Place


class AccusedNote(Note, frozen=True, kw_only=True):
    """Someone who is blamed in the findings that are referred to, and has no statement in any text."""

    actor: str
    findings: tuple[str, ...]


class StoryNotes(Note, frozen=True, kw_only=True):
    """What is annotated across texts."""

    label: str
    passage: tuple[PassageNote, ...] = ()
    origin: tuple[OriginNote, ...] = ()
    proposition: Mapping[str, PropositionNote] = {}
    pair: tuple[PairNote, ...] = ()
    drift: tuple[DriftNote, ...] = ()
    accused: tuple[AccusedNote, ...] = ()


T = TypeVar("T", bound=Note)


def load(path: Path, kind: type[T]) -> T:
    """Return the annotation file at `path`.

    Raises:
        InputError: the file is not TOML or not of this shape.
    """
    try:
        return msgspec.toml.decode(path.read_bytes(), type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, OSError) as error:
        raise InputError(f"{path.name}: {error}") from error


def load_texts(folder: Path) -> tuple[TextNotes, ...]:
    """Return the notes of all texts, by the name of their file."""
    paths = sorted(path for path in folder.glob("*.toml") if path.name[0].isdigit())
    return tuple(load(path, TextNotes) for path in paths)
