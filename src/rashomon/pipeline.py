"""The only composer: each run is a list of typed stages.

Streams are lazy: in `extract` a document is read, analysed, written and forgotten, so that
memory does not grow with the number of documents. `compare` and `report` hold all findings, and
so does `extract` with judgements made by hand, whose targets may stand in any text.
"""

# Rooms with heavy libraries are imported by the stage that needs them: `rashomon read` then loads
# no model runtime, and `import rashomon` next to nothing.
# ruff: noqa: PLC0415

from __future__ import annotations

import dataclasses
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from rashomon._correcting import (
    judging_actors,
    judging_comparison,
    judging_findings,
    streaming_again,
    telling_changes,
)
from rashomon._flow import (
    DocumentStream,
    Exported,
    FindingStream,
    Inputs,
    Leftover,
    Outcome,
    Page,
    RunSettings,
    Since,
    Target,
)
from rashomon._stages import Pipeline, Progress, Stage, Values, ignore, told
from rashomon._streaming import findings
from rashomon._summary import Summary, Tally
from rashomon._unheard import finding_unheard
from rashomon.model.corpus import Comparison, Extraction, joined
from rashomon.model.records import Document
from rashomon.model.schema import COMPARED, EXTRACTED
from rashomon.store.judgements import Corrections
from rashomon.store.links import Apart
from rashomon.store.staging import write_text
from rashomon.store.writing import WriteSettings, check_apart, record_files

if TYPE_CHECKING:
    from rashomon.language.arrays import Floats
    from rashomon.language.pairs import PairModel
    from rashomon.report import ReportSettings

__all__ = ["Leftover", "Outcome", "RunSettings", "Since", "Target"]
_CONTAINERS = (".zip", ".warc", ".gz", ".jsonl", ".ndjson", ".csv", ".tsv", ".rss", ".atom", ".xml")
_NOTHING_LEFT = Leftover()
_ALONE = Since()


def sentence_vectors(texts: Sequence[str]) -> Floats:
    """Return float32 `[n, d]`: a vector of length 1 for each text, from the shipped pair model."""
    return _pair_model().embed(texts)


def judged_pairs(pairs: Sequence[tuple[str, str]]) -> Floats:
    """Return float32 `[n, 3]`: how likely two sentences part, say the same or do neither."""
    return _pair_model().parting(pairs)


@cache
def _pair_model() -> PairModel:
    """Return the shipped pair model, loaded once."""
    from rashomon.language.pairs import PairModel

    return PairModel()


# Stages -----------------------------------------------------------------------------------------


def reading(settings: RunSettings) -> Stage:
    """Return the stage that reads the inputs, one document at a time."""

    def read(inputs: Inputs) -> tuple[DocumentStream]:
        from rashomon.read import ReadSettings, read_inputs

        return (DocumentStream(read_inputs(inputs.paths, settings.read or ReadSettings())),)

    return Stage("read", (Inputs,), (DocumentStream,), read)


def dating() -> Stage:
    """Return the stage that holds all documents, and dates by the others those that name no year."""

    def date(documents: DocumentStream) -> tuple[DocumentStream]:
        from rashomon.read import dated_by_others

        return (DocumentStream(iter(dated_by_others(list(documents.items)))),)

    return Stage("read", (DocumentStream,), (DocumentStream,), date)


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


def comparing(settings: RunSettings) -> Stage:
    """Return the stage that finds shared passages, origins, and speakers across texts.

    Passages that the user said are wrongly linked are left out of all of these.
    """

    def compare(extraction: Extraction, left: Leftover) -> tuple[Extraction, Comparison, Leftover]:
        from rashomon.compare import CompareSettings, compare_documents

        apart = Apart(extraction.documents, settings.judgements)
        made = settings.compare or CompareSettings()
        together, comparison = compare_documents(extraction, sentence_vectors, made, apart, judged_pairs)
        return together, apart.without(comparison), Leftover(left.unmatched + apart.unmatched)

    return Stage("compare", (Extraction, Leftover), (Extraction, Comparison, Leftover), compare)


def passing_on(seen: Callable[[Document], None]) -> Stage:
    """Return the stage that makes documents findings as they are, and shows each to `seen`."""

    def pass_on(documents: DocumentStream) -> tuple[FindingStream]:
        return (FindingStream(_shown(documents.items, seen)),)

    return Stage("read", (DocumentStream,), (FindingStream,), pass_on)


def tallying(settings: RunSettings) -> Stage:
    """Return the stage that takes the findings of one document after another and only counts them."""

    def tally(stream: FindingStream) -> tuple[Summary]:
        counts = Tally(settings.sources)
        for extraction in stream.items:
            counts.add(extraction)
        return (counts.summary(),)

    return Stage("read", (FindingStream,), (Summary,), tally)


def rendering(settings: RunSettings) -> Stage:
    """Return the stage that makes the page."""

    def render_page(
        extraction: Extraction, comparison: Comparison, left: Leftover, since: Since
    ) -> tuple[Page]:
        from rashomon.report import render

        page = dataclasses.replace(settings.report or page_settings(), since=since.told)
        return (Page(render(extraction, comparison, page, Corrections(settings.judgements, left.unmatched))),)

    return Stage("report", (Extraction, Comparison, Leftover, Since), (Page,), render_page)


def exporting(name: str) -> Stage:
    """Return the stage that writes a comparison in the format `name`.

    Raises:
        InputError: there is no such format; said before a run spends its time.
    """
    from rashomon.report.exports import check_format, export

    check_format(name)

    def write(extraction: Extraction, comparison: Comparison) -> tuple[Exported]:
        return (Exported(export(extraction, comparison, name)),)

    return Stage("export", (Extraction, Comparison), (Exported,), write)


def writing_stream(target: Target, names: Sequence[str], settings: RunSettings) -> Stage:
    """Return the stage that writes the findings of one document after another."""

    def write(stream: FindingStream) -> tuple[Summary]:
        tally = Tally(settings.sources)
        with record_files(target.folder, WriteSettings(tuple(names), target.parquet)) as files:
            for extraction in stream.items:
                tally.add(extraction)
                files.write(extraction)
        return (tally.summary(),)

    return Stage("write", (FindingStream,), (Summary,), write)


def writing_all(target: Target) -> Stage:
    """Return the stage that writes the findings and the comparison of all documents."""

    def write(extraction: Extraction, comparison: Comparison, since: Since) -> tuple[()]:
        names = (*COMPARED, "changes") if since.told else COMPARED
        with record_files(target.folder, WriteSettings(names, target.parquet)) as files:
            files.write(extraction)
            files.write(comparison)
        return ()

    return Stage("write", (Extraction, Comparison, Since), (), write)


# Runs -------------------------------------------------------------------------------------------


def read_stream(inputs: Sequence[str], settings: RunSettings) -> Iterator[Document]:
    """Return the documents of `inputs`, read one at a time."""
    return Pipeline((Inputs,), (reading(settings),)).run(Inputs(tuple(inputs)))[DocumentStream].items


def read_to(
    target: Target | None,
    inputs: Sequence[str],
    settings: RunSettings,
    seen: Callable[[Document], None] = lambda _: None,
) -> Outcome:
    """Read `inputs`, show each document to `seen`, and write `documents.jsonl` if there is a target."""
    if target:
        check_apart(target.folder, inputs)
    writing = writing_stream(target, ("documents",), settings) if target else tallying(settings)
    pipeline = Pipeline((Inputs,), (reading(settings), passing_on(seen), writing))
    return Outcome(pipeline.run(Inputs(tuple(inputs)))[Summary])


def extract_to(
    target: Target, inputs: Sequence[str], settings: RunSettings, progress: Progress = ignore
) -> Outcome:
    """Read `inputs`, find statements, and write the folder `target`, document by document."""
    check_apart(target.folder, inputs)
    start = (reading(settings), extracting(settings), counting(progress, count_files(inputs)))
    judged = (
        (gathering(), judging_findings(settings), streaming_again(settings)) if settings.judgements else ()
    )
    pipeline = Pipeline((Inputs, Leftover), (*start, *judged, writing_stream(target, EXTRACTED, settings)))
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
    return _outcome(Pipeline((Inputs,), stages).run(Inputs(tuple(inputs)), progress=progress), settings)


def report_to(
    path: Path, inputs: Sequence[str], settings: RunSettings, progress: Progress = ignore
) -> Outcome:
    """Read and compare `inputs`, and write the page `path`."""
    check_apart(path, inputs)
    page, outcome = report_of(inputs, settings, progress)
    write_text(path, page.html)
    return outcome


def report_of(
    inputs: Sequence[str], settings: RunSettings, progress: Progress = ignore
) -> tuple[Page, Outcome]:
    """Read and compare `inputs`, and return the page."""
    stages = (
        reading(settings),
        *compared_stages(settings, progress, count_files(inputs)),
        rendering(settings),
    )
    values = Pipeline((Inputs,), stages).run(Inputs(tuple(inputs)), progress=progress)
    return values[Page], _outcome(values, settings)


def export_to(
    path: Path, name: str, inputs: Sequence[str], settings: RunSettings, progress: Progress = ignore
) -> Outcome:
    """Read and compare `inputs`, and write the comparison to `path` in the format `name`."""
    check_apart(path, inputs)
    exported, outcome = export_of(name, inputs, settings, progress)
    write_text(path, exported.text)
    return outcome


def export_of(
    name: str, inputs: Sequence[str], settings: RunSettings, progress: Progress = ignore
) -> tuple[Exported, Outcome]:
    """Read and compare `inputs`, and return the comparison in the format `name`."""
    stages = (
        reading(settings),
        *compared_stages(settings, progress, count_files(inputs)),
        exporting(name),
    )
    values = Pipeline((Inputs,), stages).run(Inputs(tuple(inputs)), progress=progress)
    return values[Exported], _outcome(values, settings)


def extract_documents(
    documents: Iterable[Document], settings: RunSettings, progress: Progress = ignore
) -> Values:
    """Return the findings of `documents` and the judgements left over, held in memory."""
    stages = (extracting(settings), counting(progress, None), gathering(), judging_findings(settings))
    return Pipeline((DocumentStream,), stages).run(DocumentStream(iter(documents)), progress=progress)


def compare_documents_of(
    documents: Iterable[Document], settings: RunSettings, progress: Progress = ignore
) -> Values:
    """Return findings, comparison and judgements left over of `documents`, held in memory."""
    stages = compared_stages(settings, progress, None)
    return Pipeline((DocumentStream,), stages).run(DocumentStream(iter(documents)), progress=progress)


def render_story(
    extraction: Extraction,
    comparison: Comparison,
    settings: RunSettings,
    left: Leftover = _NOTHING_LEFT,
    since: Since = _ALONE,
) -> str:
    """Return the page of a comparison; `left` are the judgements of `settings` that changed nothing."""
    pipeline = Pipeline((Extraction, Comparison, Leftover, Since), (rendering(settings),))
    return pipeline.run(extraction, comparison, left, since)[Page].html


def export_story(extraction: Extraction, comparison: Comparison, name: str) -> str:
    """Return a comparison in the format `name`."""
    pipeline = Pipeline((Extraction, Comparison), (exporting(name),))
    return pipeline.run(extraction, comparison)[Exported].text


def page_settings(*, share: bool = False, title: str | None = None) -> ReportSettings:
    """Return the settings of a page that names this version of the program."""
    from importlib.metadata import version

    from rashomon.report import ReportSettings

    return ReportSettings(title=title, share=share, made_with=f"Rashomon {version('rashomon')}")


def compared_stages(settings: RunSettings, progress: Progress, total: int | None) -> tuple[Stage, ...]:
    """Return the stages from documents to a comparison."""
    return (
        dating(),
        extracting(settings),
        counting(progress, total),
        gathering(),
        judging_findings(settings),
        comparing(settings),
        judging_actors(settings),
        *((judging_comparison(settings),) if settings.judgements else ()),
        finding_unheard(),
        telling_changes(settings),
    )


def count_files(inputs: Sequence[str]) -> int | None:
    """Return how many files `inputs` hold, or `None` where a file may hold many texts."""
    files = [name for given in inputs for name in _names(given)]
    uncountable = any(name.lower().endswith(_CONTAINERS) or name in {"", "-"} for name in files)
    return None if uncountable else len(files)


def _names(given: str) -> Iterator[str]:
    if os.path.isdir(given):  # noqa: PTH112 - text in, text out
        yield from (name for _, _, names in os.walk(given) for name in names if not name.startswith("."))
    else:
        yield given


def _outcome(values: Values, settings: RunSettings) -> Outcome:
    # The head of the page is where counts get their words; the command line says the same.
    from rashomon.report.page import build

    page = build(values[Extraction], values[Comparison], settings.report or page_settings())
    tally = Tally(settings.sources)
    tally.add(values[Extraction])
    changes = values[Comparison].changes
    return Outcome(tally.summary(page.facts), values[Leftover].unmatched, values[Since], changes)


def _shown(documents: Iterator[Document], seen: Callable[[Document], None]) -> Iterator[Extraction]:
    for document in documents:
        seen(document)
        yield Extraction(documents=(document,))
