"""Records of what is only proposed: it holds once somebody has judged so by hand."""

from __future__ import annotations

from rashomon.model.records import Evidence, Identifier, Reason, Record, Score


class ProposedMerge(Record, frozen=True, kw_only=True):
    """Two bodies that may be one whose name was translated twice; nothing is merged.

    `names` and `evidence` have one entry for each of the two `actors`, in their order: a name as some text
    writes it, and where it stands.
    """

    id: Identifier
    actors: tuple[Identifier, ...]
    names: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    reasons: tuple[Reason, ...]
    score: Score
    made_by: str
