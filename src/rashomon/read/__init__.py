"""Reading: one small module per format, each turning bytes into documents."""

from __future__ import annotations

from rashomon.read.inputs import read_inputs
from rashomon.read.settings import FetchLimits, FieldNames, ReadSettings
from rashomon.read.sources import SourceEntry, Sources, load_sources

__all__ = [
    "FetchLimits",
    "FieldNames",
    "ReadSettings",
    "SourceEntry",
    "Sources",
    "load_sources",
    "read_inputs",
]
