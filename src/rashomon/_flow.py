"""What flows between the stages of a run, what can be set about one, and what it comes to."""

# Rooms with heavy libraries are imported where they are needed, as in `pipeline`.
# ruff: noqa: PLC0415

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rashomon._settings import checked_settings
from rashomon._summary import Summary
from rashomon.model.changes import ChangeRecord
from rashomon.model.corpus import Extraction
from rashomon.model.judgements import Judgement
from rashomon.model.records import Document
from rashomon.store.judgements import Unmatched

if TYPE_CHECKING:
    from rashomon.compare import CompareSettings
    from rashomon.language import LanguageSettings
    from rashomon.read import ReadSettings, Sources
    from rashomon.report import ReportSettings


@dataclass(frozen=True, slots=True)
class Inputs:
    """Paths, URLs or `-`, as the user gave them."""

    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DocumentStream:
    """Documents, to be taken once."""

    items: Iterator[Document]


@dataclass(frozen=True, slots=True)
class FindingStream:
    """The findings of one document after another, to be taken once."""

    items: Iterator[Extraction]


@dataclass(frozen=True, slots=True)
class Leftover:
    """Judgements made by hand that changed nothing in this run."""

    unmatched: tuple[Unmatched, ...] = ()


@dataclass(frozen=True, slots=True)
class Since:
    """An earlier run that this one was set against.

    Attributes:
        folder: Where it was written; `None` if none was named.
        fault: Why nothing can be said of what changed since, as a sentence; empty if it can.
    """

    folder: Path | None = None
    fault: str = ""

    @property
    def told(self) -> bool:
        """Tell whether it is known what changed."""
        return self.folder is not None and not self.fault


@dataclass(frozen=True, slots=True)
class Page:
    """A report, as the text of one HTML file."""

    html: str


@dataclass(frozen=True, slots=True)
class Exported:
    """A comparison in a format that other tools read."""

    text: str


@dataclass(frozen=True, slots=True)
class RunSettings:
    """The settings of each stage; `None` stands for a stage's defaults.

    Attributes:
        read: What is read, and its limits.
        language: Which model analyses it.
        compare: What counts as shared.
        report: What the page holds.
        judgements: Corrections made by hand, oldest first.
        since: The folder of an earlier comparison, to tell what changed.

    Raises:
        InputError: a setting of reading or comparing can't be used.
    """

    read: ReadSettings | None = None
    language: LanguageSettings | None = None
    compare: CompareSettings | None = None
    report: ReportSettings | None = None
    judgements: tuple[Judgement, ...] = ()
    since: Path | None = None

    def __post_init__(self) -> None:
        """Check what was given, before a run spends its time."""
        if self.read is not None:
            from rashomon.read import ReadSettings

            checked_settings(self.read, ReadSettings)
        if self.compare is not None:
            from rashomon.compare import CompareSettings

            checked_settings(self.compare, CompareSettings)

    @property
    def sources(self) -> Sources | None:
        """Return what the user said of sources, if anything was set about reading."""
        return self.read.sources if self.read else None


@dataclass(frozen=True, slots=True)
class Target:
    """The folder that a run writes, and whether Parquet stands beside JSON Lines."""

    folder: Path
    parquet: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run did, the judgements that no longer fit, and what changed since an earlier run."""

    summary: Summary
    unmatched: tuple[Unmatched, ...] = ()
    since: Since = Since()
    changes: tuple[ChangeRecord, ...] = ()
