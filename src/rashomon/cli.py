"""The command line; with the modules of `rashomon judge`, the only place that prints or exits.

Exit codes: 0 done, though single texts may not have been read (they are listed on standard
error); 1 no text could be analysed (`read`: read); 2 the command line or an input can't be used;
3 the output can't be written; 4 the model file can't be used; 70 a fault of Rashomon's own;
130 interrupted; 141 whoever read the output stopped reading; 143 told to end (SIGTERM).
"""

# Each option of a command is a parameter of its function; that is how typer reads them.
# ruff: noqa: PLR0913, PLR0917, FBT002
# Modules that take long to load are imported by the commands that need them, so that --help is quick.
# ruff: noqa: PLC0415

from __future__ import annotations

import errno
import json
import math
import os
import signal
import sys
import time
import traceback
from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from types import FrameType, TracebackType
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer
from typer.core import TyperGroup

from rashomon import _judge_commands, pipeline
from rashomon._options import (
    Bytes,
    Entries,
    ExportFormat,
    Fetch,
    FieldList,
    Given,
    JudgementsFile,
    Limits,
    OutFile,
    OutFolder,
    OutPage,
    Pages,
    Parquet,
    Quiet,
    Share,
    SinceFolder,
    SourcesFile,
    Title,
    Unpacked,
    read_settings,
)
from rashomon._summary import Gap, Summary, news, where
from rashomon._terminal import listed, progress_line, safe
from rashomon.model.errors import InputError, ModelError, OutputError, RashomonError
from rashomon.model.records import Document
from rashomon.model.schema import RECORD_TYPES, json_schema
from rashomon.store.judgements import Unmatched, read_judgements, told
from rashomon.store.staging import encoded

if TYPE_CHECKING:
    from rashomon.read import ReadSettings

NOTHING = 1
BAD_INPUT = 2
NOT_WRITTEN = 3
BAD_MODEL = 4
INTERNAL = 70
TERMINATED = 143
INTERRUPTED = 130
PIPE_CLOSED = 141
LEAVING = 5.0  # seconds within which a run that was told to end has ended
STANDARD_OUTPUT = Path("-")


class _Commands(TyperGroup):
    """The commands; turns errors raised on purpose, and interruptions, into one line and a code."""

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401 - typer's own context, which moved between its versions
        """Run the command of `ctx`."""
        try:
            return super().invoke(ctx)
        except RashomonError as error:
            _complain(str(error))
            raise typer.Exit(_code(error)) from error
        except KeyboardInterrupt as error:
            _complain("Interrupted; earlier output is unchanged.")
            raise typer.Exit(INTERRUPTED) from error
        except BrokenPipeError as error:
            _close_output()
            raise typer.Exit(PIPE_CLOSED) from error
        except OSError as error:
            if error.errno not in {errno.ENOSPC, errno.EDQUOT}:
                raise
            _close_output()
            _complain(f"The output could not be written: {error.strerror}. Free some space and run it again.")
            raise typer.Exit(NOT_WRITTEN) from error


def _close_output() -> None:
    """Let Python flush standard output once more at its end without a complaint."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


app = typer.Typer(
    cls=_Commands,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _show_version(asked: bool) -> None:  # noqa: FBT001 - typer calls it
    if asked:
        from importlib.metadata import version

        typer.echo(f"rashomon {version('rashomon')}")
        raise typer.Exit


@app.callback()
def root(
    *,
    version: Annotated[
        bool,
        typer.Option("--version", help="Show the version and leave.", is_eager=True, callback=_show_version),
    ] = False,
) -> None:
    """Many accounts of one event: who said what, and where the accounts part."""


@app.command(
    epilog="Example: rashomon read texts/\n\n"
    "Which of the files in a folder are readable, and why the rest are not."
)
def read(
    inputs: Given,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="DIR", help="Write documents.jsonl there.")
    ] = None,
    parquet: Parquet = False,
    fetch: Fetch = False,
    sources: SourcesFile = None,
    fields: FieldList = None,
    max_bytes: Bytes = None,
    max_pages: Pages = None,
    max_entries: Entries = None,
    max_unpacked: Unpacked = None,
    quiet: Quiet = False,
) -> None:
    """List which texts can be read, and which can't and why."""
    limits = Limits(max_bytes, max_pages, max_entries, max_unpacked)
    settings = pipeline.RunSettings(read=read_settings(limits, sources, fields, fetch=fetch))
    target = pipeline.Target(out, parquet) if out else None
    outcome = pipeline.read_to(target, inputs, settings, lambda document: _show(document, quiet=quiet))
    _list_unused(outcome.summary)
    if not outcome.summary.read:
        _complain("None of the texts could be read.")
        raise typer.Exit(NOTHING)


@app.command(
    epilog="Example: rashomon extract texts/ --out results/ --parquet\n\n"
    "The statements of all texts in a folder, as files for pandas, R or a spreadsheet."
)
def extract(
    inputs: Given,
    out: OutFolder,
    parquet: Parquet = False,
    fetch: Fetch = False,
    sources: SourcesFile = None,
    fields: FieldList = None,
    judgements: JudgementsFile = None,
    max_bytes: Bytes = None,
    max_pages: Pages = None,
    max_entries: Entries = None,
    max_unpacked: Unpacked = None,
    quiet: Quiet = False,
) -> None:
    """Find who said what in each text, and write it as JSON Lines."""
    limits = Limits(max_bytes, max_pages, max_entries, max_unpacked)
    settings = _run_settings(read_settings(limits, sources, fields, fetch=fetch), judgements)
    with progress_line(quiet=quiet) as progress:
        outcome = pipeline.extract_to(pipeline.Target(out, parquet), inputs, settings, progress)
    _close(outcome, safe(str(out)), quiet=quiet)


@app.command(
    epilog="Example: rashomon compare texts/ --out results/\n\n"
    "The passages that texts have in common, in results/links.jsonl."
)
def compare(
    inputs: Given,
    out: OutFolder,
    parquet: Parquet = False,
    fetch: Fetch = False,
    sources: SourcesFile = None,
    fields: FieldList = None,
    judgements: JudgementsFile = None,
    since: SinceFolder = None,
    max_bytes: Bytes = None,
    max_pages: Pages = None,
    max_entries: Entries = None,
    max_unpacked: Unpacked = None,
    quiet: Quiet = False,
) -> None:
    """Find who said what, and what the texts share, and write it as JSON Lines."""
    limits = Limits(max_bytes, max_pages, max_entries, max_unpacked)
    reading = read_settings(limits, sources, fields, fetch=fetch)
    settings = _run_settings(reading, judgements, since=since)
    with progress_line(quiet=quiet) as progress:
        outcome = pipeline.compare_to(pipeline.Target(out, parquet), inputs, settings, progress)
    _close(outcome, safe(str(out)), quiet=quiet)


@app.command(
    epilog="Example: rashomon report texts/ -o report.html --share\n\n"
    "A page on all texts in a folder, safe to send on."
)
def report(
    inputs: Given,
    output: OutPage = Path("report.html"),
    share: Share = False,
    title: Title = None,
    fetch: Fetch = False,
    sources: SourcesFile = None,
    fields: FieldList = None,
    judgements: JudgementsFile = None,
    since: SinceFolder = None,
    max_bytes: Bytes = None,
    max_pages: Pages = None,
    max_entries: Entries = None,
    max_unpacked: Unpacked = None,
    quiet: Quiet = False,
) -> None:
    """Compare texts and write one HTML page that opens offline."""
    limits = Limits(max_bytes, max_pages, max_entries, max_unpacked)
    reading = read_settings(limits, sources, fields, fetch=fetch)
    settings = _run_settings(reading, judgements, since=since, share=share, title=title)
    _write_report(output, inputs, settings, quiet=quiet)


@app.command(
    epilog="Example: rashomon export texts/ --to ics --out story.ics\n\n"
    "What has a date in the texts, for a calendar."
)
def export(
    inputs: Given,
    to: ExportFormat,
    out: OutFile,
    fetch: Fetch = False,
    sources: SourcesFile = None,
    fields: FieldList = None,
    judgements: JudgementsFile = None,
    max_bytes: Bytes = None,
    max_pages: Pages = None,
    max_entries: Entries = None,
    max_unpacked: Unpacked = None,
    quiet: Quiet = False,
) -> None:
    """Compare texts and write one file in a format that other tools read."""
    limits = Limits(max_bytes, max_pages, max_entries, max_unpacked)
    settings = _run_settings(read_settings(limits, sources, fields, fetch=fetch), judgements)
    _write_export(out, to, inputs, settings, quiet=quiet)


@app.command(epilog="Example: rashomon demo -o rashomon-demo.html")
def demo(
    output: OutPage = Path("rashomon-demo.html"),
    share: Share = False,
    quiet: Quiet = False,
) -> None:
    """Write the report of the story that comes with Rashomon: twelve texts on one invented event."""
    from importlib.resources import as_file

    from rashomon.demo import sources_file, story_folder

    with as_file(story_folder()) as texts, as_file(sources_file()) as sources:
        settings = _run_settings(read_settings(sources=sources), None, share=share)
        _write_report(output, [str(texts)], settings, quiet=quiet)


@app.command(epilog="Example: rashomon schema statements")
def schema(
    name: Annotated[str, typer.Argument(metavar="FILE", help=f"One of: {', '.join(RECORD_TYPES)}.")],
) -> None:
    """Print the JSON Schema of the lines of one output file."""
    typer.echo(json.dumps(json_schema(name), indent=2))


app.add_typer(_judge_commands.app, name="judge")


def main() -> NoReturn:
    """Run the command line and exit."""
    signal.signal(signal.SIGTERM, _Terminating())
    try:
        with _NoTraceback():
            app(prog_name="rashomon")
    finally:
        # What is left is Python's own end, which an exception would only break off with a traceback.
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_IGN)
    sys.exit(0)


# Settings -------------------------------------------------------------------------------------


def _run_settings(
    reading: ReadSettings,
    judgements: Path | None,
    *,
    since: Path | None = None,
    share: bool = False,
    title: str | None = None,
) -> pipeline.RunSettings:
    return pipeline.RunSettings(
        read=reading,
        report=pipeline.page_settings(share=share, title=title),
        judgements=read_judgements(judgements) if judgements else (),
        since=since,
    )


def _write_report(
    output: Path, inputs: Sequence[str], settings: pipeline.RunSettings, *, quiet: bool
) -> None:
    """Write the page to `output`, or to standard output, which then holds nothing else."""
    if output == STANDARD_OUTPUT:
        with progress_line(quiet=quiet) as progress:
            page, outcome = pipeline.report_of(inputs, settings, progress)
        _print(page.html)
        _close(outcome, "standard output", quiet=quiet, beside=True)
        return
    with progress_line(quiet=quiet) as progress:
        outcome = pipeline.report_to(output, inputs, settings, progress)
    _close(outcome, output.resolve().as_uri(), quiet=quiet)


def _write_export(
    output: Path, to: str, inputs: Sequence[str], settings: pipeline.RunSettings, *, quiet: bool
) -> None:
    """Write the story in the format `to`, as `_write_report` does the page."""
    if output == STANDARD_OUTPUT:
        with progress_line(quiet=quiet) as progress:
            exported, outcome = pipeline.export_of(to, inputs, settings, progress)
        _print(exported.text)
        _close(outcome, "standard output", quiet=quiet, beside=True)
        return
    with progress_line(quiet=quiet) as progress:
        outcome = pipeline.export_to(output, to, inputs, settings, progress)
    _close(outcome, output.resolve().as_uri(), quiet=quiet)


def _print(text: str) -> None:
    sys.stdout.buffer.write(encoded(text))
    sys.stdout.flush()


# What is shown --------------------------------------------------------------------------------


def _show(document: Document, *, quiet: bool) -> None:
    if not quiet:
        typer.echo(_line(document))


def _line(document: Document) -> str:
    place = safe(where(document))
    if not document.text:
        return f"not read  {place}: {safe('; '.join(document.unread))}"
    details = (document.format, document.language or "language not known", f"{document.length:,} characters")
    title = f"  {safe(document.title.value)}" if document.title else ""
    note = f"  [{safe('; '.join(document.unread))}]" if document.unread else ""
    return f"read      {place} ({', '.join(details)}){title}{note}"


def _close(outcome: pipeline.Outcome, result: str, *, quiet: bool, beside: bool = False) -> None:
    """Say what a run did and where its result lies; `beside` standard output, on standard error."""
    summary = outcome.summary
    gaps = [_gap(gap) for gap in summary.gaps]
    _list(
        "Not read or not analysed, wholly or in part:", gaps, "each is in documents.jsonl and in the report"
    )
    unmatched = [_unmatched(each) for each in outcome.unmatched]
    _list("Judgements that no longer fit:", unmatched, "shown when those above are mended")
    _list_unused(summary)
    if not quiet:
        typer.echo(f"{_sentence(summary)}: {result}", err=beside)
        if outcome.since.told:
            typer.echo(f"Since {safe(str(outcome.since.folder))}: {news(outcome.changes)}.", err=beside)
    if outcome.since.fault:
        raise InputError(f"What changed can't be told, all else is written: {outcome.since.fault}")
    if not summary.analysed:
        _complain("None of the texts could be analysed.")
        raise typer.Exit(NOTHING)


def _sentence(summary: Summary) -> str:
    """Return what was found, counted and worded as in the head of the report where there is a comparison."""
    unread, foreign = summary.documents - summary.read, summary.read - summary.analysed
    facts = summary.facts or (
        _count(summary.read, "text"),
        _count(summary.found.get("statements", 0), "statement"),
        f"{_count(unread, 'text')} not read" if unread else "",
    )
    counts = (*facts, f"{_count(foreign, 'text')} not analysed" if foreign else "")
    return "; ".join(count for count in counts if count)


def _count(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def _list_unused(summary: Summary) -> None:
    entries = [f"  {safe(match)}" for match in summary.unused]
    _list("Entries of --sources that match no text:", entries, "shown when those above are mended")


def _list(title: str, lines: Sequence[str], rest: str) -> None:
    if lines:
        typer.echo(title, err=True)
        for line in listed(lines, rest):
            typer.echo(line, err=True)


def _gap(gap: Gap) -> str:
    return f"  {safe(gap.where)}: {safe('; '.join(gap.reasons))}"


def _unmatched(each: Unmatched) -> str:
    return f"  {safe(told(each.judgement))}: {safe(each.reason)}"


def _complain(message: str) -> None:
    typer.echo(f"rashomon: {safe(message)}", err=True)


def _code(error: RashomonError) -> int:
    match error:
        case OutputError():
            return NOT_WRITTEN
        case ModelError():
            return BAD_MODEL
        case _:
            return BAD_INPUT


class _Terminating:
    """Ends the run on SIGTERM by an exception, which lets it take its temporary files away.

    A second signal while it does so (`timeout` sends two) would break that off, so it is passed over.
    """

    def __init__(self) -> None:
        self._asked = -math.inf

    def __call__(self, _number: int, _frame: FrameType | None) -> None:
        """Leave, unless that was asked for a moment ago."""
        before, self._asked = self._asked, time.monotonic()
        if self._asked - before > LEAVING:
            sys.exit(TERMINATED)


class _NoTraceback(AbstractContextManager[None]):
    """Tells a fault of our own in one line, which says where it is; a traceback helps no user."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if isinstance(error, Exception):
            # The last frame may lie in a library; the last of ours says more.
            frames = [frame for frame in traceback.extract_tb(trace) if "rashomon" in frame.filename]
            at = f"{Path(frames[-1].filename).name}, line {frames[-1].lineno}"
            _complain(f"a fault of Rashomon's own: {type(error).__name__}: {error} ({at}). Please report it.")
            sys.exit(INTERNAL)
