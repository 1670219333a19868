"""The files of an output folder: the record type of each, and its JSON Schema."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import msgspec

from rashomon.model import drifts, proposals, records
from rashomon.model.accounts import Account
from rashomon.model.changes import ChangeRecord
from rashomon.model.errors import InputError
from rashomon.model.judgements import Judgement

RECORD_TYPES: Mapping[str, type[records.Record]] = MappingProxyType(
    {
        "documents": records.Document,
        "statements": records.Statement,
        "mentions": records.Mention,
        "actors": records.Actor,
        "events": records.Event,
        "accounts": Account,
        "times": records.TimeReference,
        "places": records.Place,
        "merged_events": records.MergedEvent,
        "stories": records.StoryRecord,
        "propositions": records.Proposition,
        "positions": records.Position,
        "accused": records.Accused,
        "links": records.Link,
        "origins": records.Origin,
        "drifts": drifts.Drift,
        "proposed_merges": proposals.ProposedMerge,
        "changes": ChangeRecord,
        "judgements": Judgement,
    }
)
EXTRACTED = ("documents", "statements", "mentions", "actors", "events", "accounts", "times", "places")
# `changes` is written only by a run that was asked what changed since an earlier one.
COMPARED = (
    *EXTRACTED,
    "merged_events", "stories", "propositions", "positions", "accused", "links", "origins", "drifts",
    "proposed_merges",
)  # fmt: skip


def json_schema(name: str) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of one line of a file, named with or without `.jsonl`.

    Raises:
        InputError: there is no file of that name.
    """
    file = name.removesuffix(".jsonl")
    if file not in RECORD_TYPES:
        raise InputError(f"There is no file {file}.jsonl; there are: {', '.join(RECORD_TYPES)}.")
    schema = msgspec.json.schema(RECORD_TYPES[file])
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": file, **schema}
