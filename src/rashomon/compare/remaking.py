"""Propositions, positions and events made anew from the findings that somebody said belong together."""

from __future__ import annotations

from collections.abc import Collection as Container
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from rashomon.compare.claims import Claim, claims_of
from rashomon.compare.collection import Collection, collect
from rashomon.compare.differences import Differences
from rashomon.compare.embedding import Embed, Judge, judge_none
from rashomon.compare.holders import Holders, holders_of
from rashomon.compare.labels import Wordings
from rashomon.compare.matters import Matter
from rashomon.compare.parting import Apart, Ground, find_partings
from rashomon.compare.propositions import NOT_SO, positions_of, proposition_of
from rashomon.compare.settings import CompareSettings
from rashomon.model.corpus import Comparison, Extraction
from rashomon.model.records import MergedEvent, Position, Proposition

_LEAST_STEMS = 1  # a person may put together what says too little for the program


class Remaker:
    """Makes records of a comparison anew, by the rules by which `compare_documents` makes them.

    Texts are cut into words only when a proposition is asked for.
    """

    def __init__(
        self,
        extraction: Extraction,
        embed: Embed,
        settings: CompareSettings,
        apart: Apart,
        judge: Judge = judge_none,
    ) -> None:
        """Take the findings of a run, with its actors grouped and those of its outlets.

        The rest is what `compare_documents` takes.
        """
        self._extraction = extraction
        self._embed = embed
        self._settings = settings
        self._apart = apart
        self._judge = judge

    def proposition(
        self, findings: Container[str], made_by: str, former: Iterable[Proposition] = ()
    ) -> Proposition | None:
        """Return the proposition of some statements and events, in order of text and place.

        Args:
            findings: their ids; one that has no words to compare is left out.
            made_by: who put them together.
            former: propositions that they may have been of. What each says first is one thing now, as are
                findings of none; what else they say stays told apart, and one of their labels is kept.

        Returns:
            `None` if none of them has words to compare.
        """
        claims = tuple(claim for claim in self._claims if claim.finding in findings)
        if not claims:
            return None
        parted = tuple(former)
        matter = Matter(claims, {}, tuple(_parts(claims, parted)))
        labels = {each.label for each in parted}
        return proposition_of(matter, self._wordings, self._holders, made_by=made_by, labels=labels)

    def event(self, findings: Container[str], made_by: str) -> MergedEvent:
        """Return the one event that some events tell, in order of text and place."""
        events = [event for event in self._extraction.events if event.id in findings]
        return self._differences.merged(events, made_by)

    def positions(self, propositions: Iterable[Proposition]) -> Iterator[Position]:
        """Yield who holds what about `propositions`, in their order."""
        for proposition in propositions:
            yield from positions_of(proposition, self._holders)

    def claims(self) -> frozenset[str]:
        """Return the ids of the statements and events that a proposition can be made of."""
        return frozenset(claim.finding for claim in self._claims)

    def parted(self, comparison: Comparison) -> Comparison:
        """Return a comparison with the points on which texts give values found anew."""
        found = self._collection, self._extraction, comparison
        ground = Ground(*found, self._embed, self._settings, self._judge)
        return find_partings(ground, self._apart)

    @cached_property
    def _collection(self) -> Collection:
        return collect(self._extraction.documents)

    @cached_property
    def _wordings(self) -> Wordings:
        return Wordings(self._collection, self._holders)

    @cached_property
    def _claims(self) -> list[Claim]:
        return claims_of(self._collection, self._extraction, _LEAST_STEMS)

    @cached_property
    def _holders(self) -> Holders:
        return holders_of(self._extraction)

    @cached_property
    def _differences(self) -> Differences:
        return Differences(self._extraction)


def _parts(claims: Sequence[Claim], former: Iterable[Proposition]) -> Iterator[tuple[int, ...]]:
    """Yield the places of claims that say the same, as far as former propositions tell them apart."""
    places = {claim.finding: place for place, claim in enumerate(claims)}
    beside = (value for each in former for value in each.values[1:] if value.value != NOT_SO)
    for value in beside:
        own = [places.pop(finding) for finding in value.findings if finding in places]
        if own:
            yield tuple(sorted(own))
    if places:
        yield tuple(sorted(places.values()))
