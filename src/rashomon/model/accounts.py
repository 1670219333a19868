"""What a text gives as the cause of something, or says that it is."""

from __future__ import annotations

from typing import Literal

from rashomon.model import records

AccountKind = Literal["cause", "character"]


class Account(records.Record, frozen=True, kw_only=True):
    """A cause that a text gives for something, or what it says that something is.

    `matter` is what is accounted for ("the unrest"), `given` its cause, or what it is said to be ("a
    revolt"), `cue` the words between them ("was caused by"). `denied` says that the text, or whom it reports,
    takes it not to be so; `hedged`, that it may be. `reported_by` is the id of the innermost statement that
    says it.
    """

    id: records.Identifier
    document: records.Identifier
    kind: AccountKind
    matter: records.Anchored
    given: records.Anchored
    cue: records.Anchored
    denied: bool = False
    hedged: bool = False
    reported_by: records.Identifier | None = None
    score: records.Score
    made_by: str
