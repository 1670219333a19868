"""Gold that no file of an output folder has: furniture."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from rashomon.model import records
from rashomon.model.offsets import Span
from rashomon.model.schema import RECORD_TYPES


class Furniture(records.Record, frozen=True, kw_only=True):
    """What stands in a text and is not of it: menus, other articles' headlines, share links."""

    id: records.Identifier
    document: records.Identifier
    spans: tuple[Span, ...]


GOLD_TYPES: Mapping[str, type[records.Record]] = MappingProxyType(
    {
        **{name: kind for name, kind in RECORD_TYPES.items() if name != "documents"},
        "furniture": Furniture,
    }
)
"""The record of each file of a gold folder."""
