"""Gold that no file of an output folder has: who is accused and not heard, and furniture."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from rashomon.model import records
from rashomon.model.offsets import Span
from rashomon.model.schema import RECORD_TYPES


class Accused(records.Record, frozen=True, kw_only=True):
    """An actor who is blamed in these findings and has no statement in any text of the story."""

    id: records.Identifier
    actor: records.Identifier
    findings: tuple[records.Identifier, ...]


class Furniture(records.Record, frozen=True, kw_only=True):
    """What stands in a text and is not of it: menus, other articles' headlines, share links."""

    id: records.Identifier
    document: records.Identifier
    spans: tuple[Span, ...]


GOLD_TYPES: Mapping[str, type[records.Record]] = MappingProxyType(
    {
        **{name: kind for name, kind in RECORD_TYPES.items() if name != "documents"},
        "accused": Accused,
        "furniture": Furniture,
    }
)
"""The record of each file of a gold folder."""
