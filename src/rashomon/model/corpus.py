"""What a run holds: the findings of texts taken one by one, and those of texts compared."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from msgspec import Struct

from rashomon.model import drifts, proposals, records
from rashomon.model.accounts import Account
from rashomon.model.changes import ChangeRecord


class Extraction(Struct, frozen=True, kw_only=True):
    """The findings of one document or of many; records stand in order of document, then of place."""

    documents: tuple[records.Document, ...] = ()
    statements: tuple[records.Statement, ...] = ()
    mentions: tuple[records.Mention, ...] = ()
    actors: tuple[records.Actor, ...] = ()
    events: tuple[records.Event, ...] = ()
    accounts: tuple[Account, ...] = ()
    times: tuple[records.TimeReference, ...] = ()
    places: tuple[records.Place, ...] = ()


class Comparison(Struct, frozen=True, kw_only=True):
    """What comparing the documents of an `Extraction` adds to it.

    `changes` since an earlier run are told only if they are asked for.
    """

    stories: tuple[records.StoryRecord, ...] = ()
    links: tuple[records.Link, ...] = ()
    origins: tuple[records.Origin, ...] = ()
    drifts: tuple[drifts.Drift, ...] = ()
    merged_events: tuple[records.MergedEvent, ...] = ()
    propositions: tuple[records.Proposition, ...] = ()
    positions: tuple[records.Position, ...] = ()
    accused: tuple[records.Accused, ...] = ()
    changes: tuple[ChangeRecord, ...] = ()
    proposed_merges: tuple[proposals.ProposedMerge, ...] = ()

    @property
    def matters(self) -> tuple[records.Proposition, ...]:
        """Return the propositions that are claims on one matter."""
        return tuple(each for each in self.propositions if not each.is_point)

    @property
    def points(self) -> tuple[records.Proposition, ...]:
        """Return the propositions that are points on which texts give values."""
        return tuple(each for each in self.propositions if each.is_point)

    @property
    def copied(self) -> tuple[records.Link, ...]:
        """Return the links of words that texts share."""
        return tuple(each for each in self.links if not each.is_parting)

    @property
    def partings(self) -> tuple[records.Link, ...]:
        """Return the links of values that texts give for one thing."""
        return tuple(each for each in self.links if each.is_parting)


def joined(extractions: Iterable[Extraction]) -> Extraction:
    """Return one extraction with the records of all `extractions`, in their order."""
    parts = tuple(extractions)
    names = Extraction.__struct_fields__
    return Extraction(**{name: tuple(chain.from_iterable(getattr(p, name) for p in parts)) for name in names})
