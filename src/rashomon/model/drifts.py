"""What was changed on the way from a text to one that took from it."""

from __future__ import annotations

from typing import Literal

from rashomon.model import records

DriftKind = Literal[
    "number", "name", "role", "time", "place", "negation", "cause", "hedge dropped", "hedge added",
    "stronger", "weaker", "attribution lost", "attribution added", "quotation cut", "other",
]  # fmt: skip


class Drift(records.Record, frozen=True, kw_only=True):
    """A change on the way from a text to one that took from it: `left` is the source's words.

    `detail` says what became of them, for people; `score` is how likely the sentences are one passage.
    """

    id: records.Identifier
    kind: DriftKind
    left: records.Passage
    right: records.Passage
    detail: str
    score: records.Score
    made_by: str
