"""The record of a correction made by hand, as `rashomon.model.records` has those of a run."""

from __future__ import annotations

from typing import Literal

from rashomon.model.offsets import Span
from rashomon.model.records import Record


class Target(Record, frozen=True, kw_only=True):
    """What a judgement points at: the spans and the very words, so that it outlives ids.

    `text_sha256` names the document by its text; `quote` is the words under each span, in order.
    """

    text_sha256: str
    origin: str | None = None
    spans: tuple[Span, ...]
    quote: tuple[str, ...]


class Named(Record, frozen=True, kw_only=True):
    """An actor by one of its names, and a place where a text has that name, if any has."""

    name: str
    target: Target | None = None


JudgementKind = Literal[
    "reject", "set_speaker", "set_role", "merge_actors", "split_actors", "merge_propositions",
    "split_propositions", "merge_events", "split_events", "set_position", "reject_link",
]  # fmt: skip
"""What a correction by hand may say."""


class Judgement(Record, frozen=True, kw_only=True):
    """One correction made by hand: what it says of which places, by whom and when.

    `targets` are findings: any for `reject`; statements for `set_speaker`; mentions of the actors concerned
    for `merge_actors`, `split_actors` and `set_role`; statements and events that belong to the propositions
    concerned for `merge_propositions`, `split_propositions` and `set_position`; events for `merge_events`
    and `split_events`; for `reject_link` its two passages. `value` is the kind's own argument: the
    speaker's name, the office, the position, `none` for no position at all, or what the two values of a
    link are of, where it is one of values. `actor` is whose position is
    set, and `instead_of` the office that is wrong.
    """

    kind: JudgementKind
    targets: tuple[Target, ...]
    value: str | None = None
    actor: Named | None = None
    instead_of: str | None = None
    note: str | None = None
    by: str
    at: str
