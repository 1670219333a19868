"""Applies judgements on what texts have in common: propositions, events told several times, positions."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from msgspec.structs import replace

from rashomon.model.corpus import Comparison, Extraction
from rashomon.model.judgements import Judgement
from rashomon.model.records import Event, MergedEvent, Position, Proposition, Statement
from rashomon.store.applying import BY_HAND, half_applied, why_lost
from rashomon.store.finding import Finder
from rashomon.store.grouping import Groups
from rashomon.store.holding import Held
from rashomon.store.judgements import Unmatched

ON_COMPARISONS = frozenset(
    {"merge_propositions", "split_propositions", "merge_events", "split_events", "set_position"}
)
"""Kinds of judgements that are applied to a comparison."""
_NO_CLAIM = "its words are there, but no statement or event that can be compared was found at these places"
_NO_EVENT = "its words are there, but no event was found at these places"
_ONE_ALREADY = "what was found at its places belongs together without it, or only one of them was found"
_NO_REST = "nothing but what it splits off belongs together there"


class Remaking(Protocol):
    """What makes records of a comparison anew (`rashomon.compare.Remaker`)."""

    def proposition(
        self, findings: Collection[str], made_by: str, former: Collection[Proposition] = ()
    ) -> Proposition | None:
        """Return the proposition of some statements and events, if they have words to compare.

        What `former` propositions told apart by its value stays told apart.
        """

    def event(self, findings: Collection[str], made_by: str) -> MergedEvent:
        """Return the one event that some events tell."""

    def positions(self, propositions: Iterable[Proposition]) -> Iterator[Position]:
        """Yield who holds what about `propositions`."""

    def claims(self) -> frozenset[str]:
        """Return the ids of the statements and events that a proposition can be made of."""

    def parted(self, comparison: Comparison) -> Comparison:
        """Return a comparison with the points on which texts give values found anew."""


@dataclass(frozen=True, slots=True)
class JudgedComparison:
    """A comparison after judgements, and the judgements that changed nothing."""

    comparison: Comparison
    unmatched: tuple[Unmatched, ...] = ()


def apply_to_comparison(
    extraction: Extraction, comparison: Comparison, judgements: Sequence[Judgement], remaker: Remaking
) -> JudgedComparison:
    """Apply what judgements say of propositions, events told several times, and positions.

    Merges and splits come first, in their order, then positions; each follows from who is who and who says
    what by then. `merge_propositions` puts together all that belongs together with what stands at its
    targets; `split_propositions` takes out what stands there and puts that together. `merge_events` and
    `split_events` do the same with events. `set_position` takes the place of all that an actor holds about
    the proposition at its targets; of two on one actor and one proposition, the later counts. Other kinds
    are left alone. Where texts part is found anew at the end.

    Raises:
        InputError: one judgement puts together what another keeps apart; the message names both.
    """
    unmatched: list[Unmatched] = []
    propositions = _propositions(extraction, comparison, judgements, remaker, unmatched)
    events = _events(extraction, comparison, judgements, remaker, unmatched)
    held = Held(extraction, propositions, tuple(remaker.positions(propositions)))
    for judgement in judgements:
        if judgement.kind == "set_position":
            held.set(judgement)
    made = replace(
        comparison, propositions=propositions, merged_events=events, positions=tuple(held.positions())
    )
    return JudgedComparison(remaker.parted(made), (*unmatched, *held.unmatched))


def _propositions(
    extraction: Extraction,
    comparison: Comparison,
    judgements: Sequence[Judgement],
    remaker: Remaking,
    unmatched: list[Unmatched],
) -> tuple[Proposition, ...]:
    said = [each for each in judgements if each.kind in {"merge_propositions", "split_propositions"}]
    if not said:
        return comparison.matters
    groups = Groups(each.members for each in comparison.matters)
    usable = remaker.claims()
    known: tuple[Statement | Event, ...] = (*extraction.statements, *extraction.events)
    finder = Finder(extraction, (each for each in known if each.id in usable))
    unmatched += _regrouped(groups, said, finder, _NO_CLAIM)
    return groups.remade(
        comparison.matters,
        lambda each: each.members,
        lambda members: remaker.proposition(members, BY_HAND, comparison.matters),
    )


def _events(
    extraction: Extraction,
    comparison: Comparison,
    judgements: Sequence[Judgement],
    remaker: Remaking,
    unmatched: list[Unmatched],
) -> tuple[MergedEvent, ...]:
    said = [each for each in judgements if each.kind in {"merge_events", "split_events"}]
    if not said:
        return comparison.merged_events
    groups = Groups(each.events for each in comparison.merged_events)
    unmatched += _regrouped(groups, said, Finder(extraction, extraction.events), _NO_EVENT)
    return groups.remade(
        comparison.merged_events,
        lambda each: each.events,
        lambda members: remaker.event(members, BY_HAND),
    )


def _regrouped(
    groups: Groups, judgements: Iterable[Judgement], finder: Finder, missing: str
) -> Iterator[Unmatched]:
    """Merge and split `groups`, and yield the judgements that change nothing, or less than they say."""
    for judgement in judgements:
        found = [each.id for each in finder.all(judgement)]
        merging = judgement.kind.startswith("merge")
        change = groups.merge if merging else groups.split
        if not found:
            yield Unmatched(judgement, finder.why(judgement, missing))
        elif not change(found, judgement):
            lost = why_lost(finder.locator, judgement)
            yield Unmatched(judgement, lost or (_ONE_ALREADY if merging else _NO_REST))
        else:
            lost = why_lost(finder.locator, judgement)
            yield from half_applied(judgement, finder.missing(judgement), lost or missing)
