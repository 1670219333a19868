"""What is known of one story, by hand or by the product, in one shape for both."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import msgspec

import rashomon
from evaluation.annotation.extras import Accused, Drift, Furniture
from rashomon.model import records
from rashomon.model.errors import InputError, RecordError
from rashomon.model.offsets import Span

_Record = TypeVar("_Record", bound=records.Record)
_FURNITURE = "furniture"


@dataclass(frozen=True, slots=True)
class Findings:
    """The findings of one story; `furniture` holds the spans of each document that has any.

    What the product has no file for stays empty on its side.
    """

    statements: tuple[records.Statement, ...] = ()
    mentions: tuple[records.Mention, ...] = ()
    actors: tuple[records.Actor, ...] = ()
    events: tuple[records.Event, ...] = ()
    times: tuple[records.TimeReference, ...] = ()
    merged_events: tuple[records.MergedEvent, ...] = ()
    propositions: tuple[records.Proposition, ...] = ()
    positions: tuple[records.Position, ...] = ()
    links: tuple[records.Link, ...] = ()
    origins: tuple[records.Origin, ...] = ()
    drifts: tuple[Drift, ...] = ()
    accused: tuple[Accused, ...] = ()
    furniture: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)


def found_in(story: rashomon.Story) -> Findings:
    """Return what a run of the product found."""
    furniture = {
        document.id: tuple(part.span for part in document.parts if part.kind == _FURNITURE)
        for document in story.documents
    }
    return Findings(
        statements=tuple(story.statements),
        mentions=tuple(story.mentions),
        actors=tuple(story.actors),
        events=tuple(story.events),
        times=tuple(story.times),
        merged_events=tuple(story.merged_events),
        propositions=tuple(story.propositions),
        positions=tuple(story.positions),
        links=tuple(story.links),
        origins=tuple(story.origins),
        furniture={name: spans for name, spans in furniture.items() if spans},
    )


def read_gold(folder: Path) -> Findings:
    """Read the files that `python -m evaluation.annotation` wrote.

    Raises:
        InputError: there are none.
        RecordError: a line is not a record of its file.
    """
    if not (folder / "statements.jsonl").is_file():
        raise InputError(f"no statements.jsonl in {folder}: compile the story with evaluation.annotation")
    furniture = _read(folder / "furniture.jsonl", Furniture)
    return Findings(
        statements=_read(folder / "statements.jsonl", records.Statement),
        mentions=_read(folder / "mentions.jsonl", records.Mention),
        actors=_read(folder / "actors.jsonl", records.Actor),
        events=_read(folder / "events.jsonl", records.Event),
        times=_read(folder / "times.jsonl", records.TimeReference),
        merged_events=_read(folder / "merged_events.jsonl", records.MergedEvent),
        propositions=_read(folder / "propositions.jsonl", records.Proposition),
        positions=_read(folder / "positions.jsonl", records.Position),
        links=_read(folder / "links.jsonl", records.Link),
        origins=_read(folder / "origins.jsonl", records.Origin),
        drifts=_read(folder / "drifts.jsonl", Drift),
        accused=_read(folder / "accused.jsonl", Accused),
        furniture={each.document: each.spans for each in furniture},
    )


def of_compiled(compiled: Mapping[str, Iterable[records.Record]]) -> Findings:
    """Return an annotation that `evaluation.annotation.build` compiled, without a way through files."""
    kept = {name: tuple(compiled.get(name, ())) for name in Findings.__slots__}
    furniture = {each.document: each.spans for each in kept.pop(_FURNITURE) if isinstance(each, Furniture)}
    return Findings(**kept, furniture=furniture)  # type: ignore[arg-type]


def _read(path: Path, kind: type[_Record]) -> tuple[_Record, ...]:
    if not path.exists():
        return ()
    try:
        return tuple(msgspec.json.decode(line, type=kind) for line in path.read_bytes().splitlines())
    except msgspec.DecodeError as error:
        raise RecordError(f"{path}: {error}") from error
