"""Events of small stories (`training/events`): what is told to have happened in each text, marked by hand.

The rules are those of `evaluation/stories/guidelines.md`; types are PLOVER's.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final, Literal

import msgspec

from rashomon.model.errors import InputError
from rashomon.model.records import EventStatus
from training.gold.tables import NotedText, labels_of, of_stories

HAPPENED: Final = Path(__file__).parent.parent / "events"
LABELS: Final = frozenset("e actor recipient object instrument other w p f".split())
"""Trigger, participants by role, time, place, and figure."""


EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
    "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
"""The types of PLOVER."""


class FigureNote(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The values of one figure of an event; bounds that the text leaves open are `None`."""

    kind: str
    low: float | None = None
    best: float | None = None
    high: float | None = None
    approximate: bool = False


class EventNote(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An event as it was marked.

    Attributes:
        mark: its words in labelled braces, one of them the trigger.
        status: as the text has it.
        same: equal for all tellings of one event in the texts of a story.
        type: of PLOVER's, where one fits.
        figures: the values of the figures of the mark, in order.
    """

    mark: str
    status: EventStatus
    same: str
    type: EventType | None = None
    figures: tuple[FigureNote, ...] = ()


def read_happened(folder: Path) -> Iterator[NotedText[EventNote]]:
    """Yield the texts of a folder of events, in order of story and text.

    Raises:
        InputError: there is none, a file has no story or lacks a text of it, or a mark does not fit.
    """
    texts = [*of_stories(folder, EventNote)]
    if not texts:
        raise InputError(f"{folder} holds no events: give a folder of TOML files")
    for text in texts:
        for key, note in text.notes.items():
            labels = labels_of(f"{text.name}, {key}", note.mark, text.text, LABELS)
            if labels.count("e") != 1 or labels.count("f") != len(note.figures):
                raise InputError(
                    f"{text.name}, {key}: one trigger is needed, and a value a figure: {note.mark}"
                )
        yield text
