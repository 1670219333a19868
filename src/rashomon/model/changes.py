"""The record of what changed since an earlier run, as `rashomon.model.records` has those of one run."""

from __future__ import annotations

from typing import Literal

from rashomon.model.offsets import Span
from rashomon.model.records import Identifier, Record


class Seen(Record, frozen=True, kw_only=True):
    """A passage as one of two runs has it; the documents of the earlier run may be gone.

    `name` is what people call the text (its outlet, else its title, else its file's name), `text` the words
    under `spans`, and `value` what changed, in words: who says it and how, a status, a position, figures.
    """

    document: Identifier
    name: str
    spans: tuple[Span, ...] = ()
    text: str = ""
    finding: Identifier | None = None
    value: str | None = None


class ChangeRecord(Record, frozen=True, kw_only=True):
    """One thing that is new, gone or changed since an earlier run.

    `subject` says what it is of: the title of a text, the words of a statement or an event, the label of a
    proposition, what a figure counts, what two values are of. `actor` is, for a position, who holds it.
    `before` is missing for what is new, `now` for what is gone; `program` stands for findings that another
    model or rule makes now.
    """

    id: Identifier
    what: Literal["text", "statement", "event", "figure", "proposition", "position", "parting", "program"]
    change: Literal["new", "gone", "changed"]
    subject: str
    actor: str | None = None
    before: Seen | None = None
    now: Seen | None = None
