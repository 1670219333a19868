"""The only composer: each run is a list of typed stages.

Streams are lazy: in `extract` a document is read, analysed, written and forgotten, so that
memory does not grow with the number of documents. `compare` and `report` hold all findings, and
so does `extract` with judgements made by hand, whose targets may stand in any text.
"""

# Rooms with heavy libraries are imported by the stage that needs them: `rashomon read` then loads
# no model runtime, and `import rashomon` next to nothing.
# ruff: noqa: PLC0415

from __future__ import annotations

import os
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from msgspec.structs import replace

from rashomon._stages import Pipeline, Progress, Stage, Values, ignore, told
from rashomon.model.corpus import Comparison, Extraction, joined
from rashomon.model.records import Document, Judgement
from rashomon.model.schema import COMPARED, EXTRACTED
from rashomon.store.actors import apply_to_actors
from rashomon.store.applying import apply_to_findings
from rashomon.store.judgements import Unmatched
from rashomon.store.ordering import ordered
from rashomon.store.staging import write_text
from rashomon.store.writing import WriteSettings, check_apart, record_files

if TYPE_CHECKING:
    from rashomon.compare import CompareSettings
    from rashomon.language import Analysis, LanguageSettings
    from rashomon.read import ReadSettings
    from rashomon.report import ReportSettings

_HELD = 256  # documents that wait for an analysis, at most, however many in a row are not English
_ENGLISH = "en"
_CONTAINERS = (".zip", ".warc", ".gz", ".jsonl", ".ndjson", ".csv", ".tsv", ".rss", ".atom", ".xml")
_ACTORS_LATER = "actors are grouped by `compare` and `report`, not by `extract`"


# What flows between stages ----------------------------------------------------------------------


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
class Page:
    """A report, as the text of one HTML file."""

    html: str


@dataclass(frozen=True, slots=True)
class Gap:
    """A document that was not read or not analysed, wholly or in part, and why."""

    where: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did.

    Attributes:
        documents: How many texts there were, read or not.
        analysed: How many of them were analysed.
        gaps: Those that were not, or not wholly.
        found: How many records of each kind there are.
    """

    documents: int = 0
    analysed: int = 0
    gaps: tuple[Gap, ...] = ()
    found: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RunSettings:
    """The settings of each stage; `None` stands for a stage's defaults.

    Attributes:
        read: What is read, and its limits.
        language: Which model analyses it.
        compare: What counts as shared.
        report: What the page holds.
        judgements: Corrections made by hand, oldest first.
    """

    read: ReadSettings | None = None
    language: LanguageSettings | None = None
    compare: CompareSettings | None = None
    report: ReportSettings | None = None
    judgements: tuple[Judgement, ...] = ()


@dataclass(frozen=True, slots=True)
class Target:
    """The folder that a run writes, and whether Parquet stands beside JSON Lines."""

    folder: Path
    parquet: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run did, and the judgements that no longer fit."""

    summary: Summary
    unmatched: tuple[Unmatched, ...] = ()


# Stages -----------------------------------------------------------------------------------------


def reading(settings: RunSettings) -> Stage:
    """Return the stage that reads the inputs, one document at a time."""

    def read(inputs: Inputs) -> tuple[DocumentStream]:
        from rashomon.read import ReadSettings, read_inputs

        return (DocumentStream(read_inputs(inputs.paths, settings.read or ReadSettings())),)

    return Stage("read", (Inputs,), (DocumentStream,), read)


def extracting(settings: RunSettings) -> Stage:
    """Return the stage that finds statements in each document that is in English."""

    def extract(documents: DocumentStream) -> tuple[FindingStream]:
        from rashomon.extract import extract_document
        from rashomon.language import Analyser, LanguageSettings

        analyser = Analyser(settings.language or LanguageSettings())
        return (FindingStream(findings(documents.items, analyser, extract_document)),)

    return Stage("load the model", (DocumentStream,), (FindingStream,), extract)


def counting(progress: Progress, total: int | None) -> Stage:
    """Return the stage that tells `progress` of each document whose findings pass through."""

    def count(stream: FindingStream) -> tuple[FindingStream]:
        return (FindingStream(told(stream.items, "extract", progress, total)),)

    return Stage("extract", (FindingStream,), (FindingStream,), count)


def gathering() -> Stage:
    """Return the stage that holds the findings of all documents at once."""

    def gather(stream: FindingStream) -> tuple[Extraction]:
        return (joined(stream.items),)

    return Stage("extract", (FindingStream,), (Extraction,), gather)


def judging_findings(settings: RunSettings) -> Stage:
    """Return the stage that rejects findings and sets speakers as the user said."""

    def judge(extraction: Extraction) -> tuple[Extraction, Leftover]:
        judged = apply_to_findings(extraction, settings.judgements)
        return judged.extraction, Leftover(judged.unmatched)

    return Stage("apply judgements", (Extraction,), (Extraction, Leftover), judge)


def comparing(settings: RunSettings) -> Stage:
    """Return the stage that finds shared passages, origins, and speakers across texts."""

    def compare(extraction: Extraction) -> tuple[Extraction, Comparison]:
        from rashomon.compare import CompareSettings, compare_documents

        return compare_documents(extraction, settings.compare or CompareSettings())

    return Stage("compare", (Extraction,), (Extraction, Comparison), compare)


def judging_actors(settings: RunSettings) -> Stage:
    """Return the stage that merges and splits actors as the user said."""

    def judge(
        extraction: Extraction, comparison: Comparison, left: Leftover
    ) -> tuple[Extraction, Comparison, Leftover]:
        judged = apply_to_actors(extraction, comparison, settings.judgements)
        return ordered(judged.extraction), judged.comparison, Leftover(left.unmatched + judged.unmatched)

    types = (Extraction, Comparison, Leftover)
    return Stage("apply judgements", types, types, judge)


def streaming_again(settings: RunSettings) -> Stage:
    """Return the stage that passes on what was held, and lists the judgements on actors."""

    def stream(extraction: Extraction, left: Leftover) -> tuple[FindingStream, Leftover]:
        on_actors = (j for j in settings.judgements if j.kind in ("merge_actors", "split_actors"))
        later = tuple(Unmatched(judgement, _ACTORS_LATER) for judgement in on_actors)
        return FindingStream(iter((extraction,))), Leftover(left.unmatched + later)

    return Stage("extract", (Extraction, Leftover), (FindingStream, Leftover), stream)


def rendering(settings: RunSettings) -> Stage:
    """Return the stage that makes the page."""

    def render_page(extraction: Extraction, comparison: Comparison) -> tuple[Page]:
        from rashomon.report import ReportSettings, render

        return (Page(render(extraction, comparison, settings.report or ReportSettings())),)

    return Stage("report", (Extraction, Comparison), (Page,), render_page)


def writing_stream(target: Target, names: Sequence[str]) -> Stage:
    """Return the stage that writes the findings of one document after another."""

    def write(stream: FindingStream) -> tuple[Summary]:
        tally = _Tally()
        with record_files(target.folder, WriteSettings(tuple(names), target.parquet)) as files:
            for extraction in stream.items:
                tally.add(extraction)
                files.write(extraction)
        return (tally.summary(),)

    return Stage("write", (FindingStream,), (Summary,), write)


def writing_all(target: Target) -> Stage:
    """Return the stage that writes the findings and the comparison of all documents."""

    def write(extraction: Extraction, comparison: Comparison) -> tuple[()]:
        with record_files(target.folder, WriteSettings(COMPARED, target.parquet)) as files:
            files.write(extraction)
            files.write(comparison)
        return ()

    return Stage("write", (Extraction, Comparison), (), write)


# Runs -------------------------------------------------------------------------------------------


def read_stream(inputs: Sequence[str], settings: RunSettings) -> Iterator[Document]:
    """Return the documents of `inputs`, read one at a time."""
    return Pipeline((Inputs,), (reading(settings),)).run(Inputs(tuple(inputs)))[DocumentStream].items


def write_documents(documents: Iterable[Document], target: Target) -> Outcome:
    """Write `documents` alone, as `rashomon read --out` does."""
    stream = FindingStream(Extraction(documents=(document,)) for document in documents)
    values = Pipeline((FindingStream,), (writing_stream(target, ("documents",)),)).run(stream)
    return Outcome(values[Summary])


def extract_to(
    target: Target, inputs: Sequence[str], settings: RunSettings, progress: Progress = ignore
) -> Outcome:
    """Read `inputs`, find statements, and write the folder `target`, document by document."""
    check_apart(target.folder, inputs)
    start = (reading(settings), extracting(settings), counting(progress, count_files(inputs)))
    judged = (
        (gathering(), judging_findings(settings), streaming_again(settings)) if settings.judgements else ()
    )
    pipeline = Pipeline((Inputs, Leftover), (*start, *judged, writing_stream(target, EXTRACTED)))
    values = pipeline.run(Inputs(tuple(inputs)), Leftover(), progress=progress)
    return Outcome(values[Summary], values[Leftover].unmatched)


def compare_to(
    target: Target, inputs: Sequence[str], settings: RunSettings, progress: Progress = ignore
) -> Outcome:
    """Read and compare `inputs`, and write the folder `target`."""
    check_apart(target.folder, inputs)
    stages = (
        reading(settings),
        *compared_stages(settings, progress, count_files(inputs)),
        writing_all(target),
    )
    return _outcome(Pipeline((Inputs,), stages).run(Inputs(tuple(inputs)), progress=progress))


def report_to(
    path: Path, inputs: Sequence[str], settings: RunSettings, progress: Progress = ignore
) -> Outcome:
    """Read and compare `inputs`, and write the page `path`."""
    check_apart(path, inputs)
    stages = (
        reading(settings),
        *compared_stages(settings, progress, count_files(inputs)),
        rendering(settings),
    )
    values = Pipeline((Inputs,), stages).run(Inputs(tuple(inputs)), progress=progress)
    write_text(path, values[Page].html)
    return _outcome(values)


def extract_documents(documents: Iterable[Document], settings: RunSettings) -> Values:
    """Return the findings of `documents` and the judgements left over, held in memory."""
    stages = (extracting(settings), gathering(), judging_findings(settings))
    return Pipeline((DocumentStream,), stages).run(DocumentStream(iter(documents)))


def compare_documents_of(documents: Iterable[Document], settings: RunSettings) -> Values:
    """Return findings, comparison and judgements left over of `documents`, held in memory."""
    stages = compared_stages(settings, ignore, None)
    return Pipeline((DocumentStream,), stages).run(DocumentStream(iter(documents)))


def render_story(extraction: Extraction, comparison: Comparison, settings: RunSettings) -> str:
    """Return the page of a comparison."""
    pipeline = Pipeline((Extraction, Comparison), (rendering(settings),))
    return pipeline.run(extraction, comparison)[Page].html


def compared_stages(settings: RunSettings, progress: Progress, total: int | None) -> tuple[Stage, ...]:
    """Return the stages from documents to a comparison."""
    return (
        extracting(settings),
        counting(progress, total),
        gathering(),
        judging_findings(settings),
        comparing(settings),
        judging_actors(settings),
    )


def count_files(inputs: Sequence[str]) -> int | None:
    """Return how many files `inputs` hold, or `None` where a file may hold many texts."""
    files = [name for given in inputs for name in _names(given)]
    uncountable = any(name.lower().endswith(_CONTAINERS) or name in {"", "-"} for name in files)
    return None if uncountable else len(files)


def _names(given: str) -> Iterator[str]:
    if os.path.isdir(given):  # noqa: PTH112 - text in, text out
        yield from (name for _, _, names in os.walk(given) for name in names)
    else:
        yield given


def _outcome(values: Values) -> Outcome:
    tally = _Tally()
    tally.add(values[Extraction])
    summary = tally.summary()
    comparison = values[Comparison]
    more = {name: len(getattr(comparison, name)) for name in comparison.__struct_fields__}
    found = {**summary.found, **more}
    whole = Summary(summary.documents, summary.analysed, summary.gaps, found)
    return Outcome(whole, values[Leftover].unmatched)


# One document after another ---------------------------------------------------------------------


class Analysing(Protocol):
    """What analyses documents lazily, in order, one analysis for each (`rashomon.language.Analyser`)."""

    def analyse(self, documents: Iterable[Document]) -> Iterator[Analysis]:
        """Yield the analysis of each of `documents`."""


class Extracting(Protocol):
    """What finds statements in an analysed document (`rashomon.extract.extract_document`)."""

    def __call__(self, document: Document, analysis: Analysis) -> Extraction:
        """Return the findings of `document`."""


def findings(documents: Iterable[Document], analyser: Analysing, extract: Extracting) -> Iterator[Extraction]:
    """Yield the findings of each of `documents`, in order; what isn't English has none, and says so.

    The analyser looks ahead as it likes; at most 256 documents wait for it.
    """
    source = iter(documents)
    waiting: deque[Document] = deque()
    while first := next(source, None):
        waiting.append(first)
        for analysis in analyser.analyse(_fed(source, waiting)):
            yield from _passed_by(waiting)
            yield ordered(extract(waiting.popleft(), analysis))
        yield from _passed_by(waiting)


def analysable(document: Document) -> bool:
    """Tell whether `document` has a text in English, or in a language that is not known."""
    return bool(document.text.strip()) and document.language in (None, _ENGLISH)


def _fed(source: Iterator[Document], waiting: deque[Document]) -> Iterator[Document]:
    """Yield the documents to analyse, noting all in `waiting`; end when too many wait."""
    yield from (document for document in tuple(waiting) if analysable(document))
    while len(waiting) < _HELD and (document := next(source, None)):
        waiting.append(document)
        if analysable(document):
            yield document


def _passed_by(waiting: deque[Document]) -> Iterator[Extraction]:
    while waiting and not analysable(waiting[0]):
        yield Extraction(documents=(_explained(waiting.popleft()),))


def _explained(document: Document) -> Document:
    """Return a document that is not analysed with the reason for it, if it gives none yet."""
    if document.unread:
        return document
    reason = f"not analysed: the text is in another language ({document.language}) than English"
    return replace(document, unread=(reason if document.text.strip() else "the text is empty",))


class _Tally:
    """Adds up what a run did."""

    def __init__(self) -> None:
        self._documents = 0
        self._analysed = 0
        self._gaps: list[Gap] = []
        self._found: Counter[str] = Counter()

    def add(self, extraction: Extraction) -> None:
        for document in extraction.documents:
            self._documents += 1
            self._analysed += analysable(document)
            if document.unread:
                self._gaps.append(Gap(where(document), document.unread))
        for name in extraction.__struct_fields__:
            self._found[name] += len(getattr(extraction, name))

    def summary(self) -> Summary:
        return Summary(self._documents, self._analysed, tuple(self._gaps), dict(self._found))


def where(document: Document) -> str:
    """Return what people know a document by: its path, else its address."""
    return document.path or document.url or document.id
