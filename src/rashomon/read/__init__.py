"""Reading: one small module per format, each turning bytes into documents."""

from __future__ import annotations

from rashomon.read.dating import dated_by_others
from rashomon.read.inputs import read_inputs
from rashomon.read.settings import FetchLimits, FieldNames, ReadSettings
from rashomon.read.sources import SourceEntry, Sources, load_sources

__all__ = [
    "FetchLimits",
    "FieldNames",
    "ReadSettings",
    "SourceEntry",
    "Sources",
    "dated_by_others",
    "load_sources",
    "read_inputs",
]
