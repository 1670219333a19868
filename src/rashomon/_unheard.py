"""The stage that tells who is accused and not heard, once actors were judged: a merge may give a voice."""

# Rooms with heavy libraries are imported by the stage that needs them, as in `pipeline`.
# ruff: noqa: PLC0415

from __future__ import annotations

from msgspec.structs import replace

from rashomon._stages import Stage
from rashomon.model.corpus import Comparison, Extraction


def finding_unheard() -> Stage:
    """Return the stage that adds to a comparison who is blamed and has no statement."""

    def find(extraction: Extraction, comparison: Comparison) -> tuple[Comparison]:
        from rashomon.compare.accused import accused_unheard

        return (replace(comparison, accused=accused_unheard(extraction)),)

    return Stage("compare", (Extraction, Comparison), (Comparison,), find)
