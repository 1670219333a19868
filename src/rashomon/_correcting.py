"""Stages that apply corrections made by hand, and tell what changed since an earlier run."""

# Rooms with heavy libraries are imported where they are needed, as in `pipeline`.
# ruff: noqa: PLC0415

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from msgspec.structs import replace

from rashomon._flow import FindingStream, Leftover, RunSettings, Since
from rashomon._stages import Stage
from rashomon.model.corpus import Comparison, Extraction
from rashomon.model.errors import InputError
from rashomon.store.actors import apply_to_actors
from rashomon.store.applying import apply_to_findings
from rashomon.store.comparing import ON_COMPARISONS, JudgedComparison, apply_to_comparison
from rashomon.store.judgements import Unmatched
from rashomon.store.links import Apart
from rashomon.store.ordering import ordered
from rashomon.store.reading import read_compared
from rashomon.store.roles import apply_to_roles

_ACTORS_LATER = "actors are grouped by `compare` and `report`, not by `extract`"
_COMPARED_LATER = "texts are compared by `compare` and `report`, not by `extract`"
_LATER: Mapping[str, str] = MappingProxyType(
    {
        "merge_actors": _ACTORS_LATER,
        "split_actors": _ACTORS_LATER,
        "reject_link": _COMPARED_LATER,
        **dict.fromkeys(ON_COMPARISONS, _COMPARED_LATER),
    }
)


def judging_findings(settings: RunSettings) -> Stage:
    """Return the stage that rejects findings and sets speakers as the user said."""

    def judge(extraction: Extraction) -> tuple[Extraction, Leftover]:
        judged = apply_to_findings(extraction, settings.judgements)
        return judged.extraction, Leftover(judged.unmatched)

    return Stage("apply judgements", (Extraction,), (Extraction, Leftover), judge)


def judging_actors(settings: RunSettings) -> Stage:
    """Return the stage that merges and splits actors, and corrects offices, as the user said."""

    def judge(
        extraction: Extraction, comparison: Comparison, left: Leftover
    ) -> tuple[Extraction, Comparison, Leftover]:
        judged = apply_to_actors(extraction, comparison, settings.judgements)
        called = apply_to_roles(judged.extraction, settings.judgements)
        unmatched = left.unmatched + judged.unmatched + called.unmatched
        return ordered(called.extraction), judged.comparison, Leftover(unmatched)

    types = (Extraction, Comparison, Leftover)
    return Stage("apply judgements", types, types, judge)


def judging_comparison(settings: RunSettings) -> Stage:
    """Return the stage that merges and splits propositions and events, and sets positions, as the user said.

    Positions are told anew from who says what by now, which corrections may have changed.
    """

    def judge(extraction: Extraction, comparison: Comparison, left: Leftover) -> tuple[Comparison, Leftover]:
        judged = compared_as_judged(extraction, comparison, settings)
        return judged.comparison, Leftover(left.unmatched + judged.unmatched)

    needs = (Extraction, Comparison, Leftover)
    return Stage("apply judgements", needs, (Comparison, Leftover), judge)


def compared_as_judged(
    extraction: Extraction, comparison: Comparison, settings: RunSettings
) -> JudgedComparison:
    """Return a comparison as the judgements of `settings` on propositions, events and positions have it.

    Raises:
        InputError: one of them puts together what another keeps apart.
    """
    from rashomon.compare import CompareSettings, Remaker
    from rashomon.language.pairs import PairModel

    said = settings.judgements
    made = settings.compare or CompareSettings()
    model = PairModel()
    remaker = Remaker(extraction, model.embed, made, Apart(extraction.documents, said), model.parting)
    return apply_to_comparison(extraction, comparison, said, remaker)


def telling_changes(settings: RunSettings) -> Stage:
    """Return the stage that tells what changed since the run of `settings.since`, if it names one.

    A folder that can't be read is told of and does not end the run: what this run found is not lost.
    """

    def tell(extraction: Extraction, comparison: Comparison) -> tuple[Comparison, Since]:
        from rashomon.compare import changes_since

        if settings.since is None:
            return comparison, Since()
        try:
            earlier = read_compared(settings.since)
        except InputError as error:
            return comparison, Since(settings.since, str(error))
        changes = changes_since(earlier, (extraction, comparison))
        return replace(comparison, changes=changes), Since(settings.since)

    return Stage("tell what changed", (Extraction, Comparison), (Comparison, Since), tell)


def streaming_again(settings: RunSettings) -> Stage:
    """Return the stage that corrects offices, passes on what was held, and lists what `compare` applies."""

    def stream(extraction: Extraction, left: Leftover) -> tuple[FindingStream, Leftover]:
        called = apply_to_roles(extraction, settings.judgements)
        later = tuple(
            Unmatched(each, _LATER[each.kind]) for each in settings.judgements if each.kind in _LATER
        )
        unmatched = left.unmatched + called.unmatched + later
        return FindingStream(iter((called.extraction,))), Leftover(unmatched)

    return Stage("extract", (Extraction, Leftover), (FindingStream, Leftover), stream)
