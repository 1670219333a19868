"""The commands of `rashomon judge`: each adds one correction made by hand to a file of judgements."""

# Each option of a command is a parameter of its function; that is how typer reads them.
# ruff: noqa: PLR0913

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rashomon import pipeline
from rashomon._judging import Correction, judged
from rashomon._options import (
    Bytes,
    Entries,
    Fetch,
    FieldList,
    Given,
    Limits,
    Pages,
    Quiet,
    SourcesFile,
    Unpacked,
    read_settings,
)
from rashomon._pointing import UndecidedError
from rashomon._terminal import listed, progress_line, safe
from rashomon.store.judgements import append_judgement, read_judgements
from rashomon.store.writing import check_apart

if TYPE_CHECKING:
    from rashomon.read import ReadSettings

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode="rich",
    help="Correct by hand what Rashomon found, for all later runs.",
    epilog='Example: rashomon judge reject texts/ --words "that the port would close" --by "A. Editor"\n\n'
    "Then: rashomon report texts/ --judgements judgements.jsonl. A correction is taken back by taking "
    "away its line of the file.",
)

FindingWords = Annotated[
    str | None,
    typer.Option(
        "--words",
        metavar="WORDS",
        help="Words of the finding, as the report or the text has them. One finding must fit them best.",
    ),
]
FindingPlace = Annotated[
    str | None,
    typer.Option(
        "--at",
        metavar="[NAME:]START-END",
        help="Its characters instead, as a citation in the report gives them: a.txt:502-581.",
    ),
]
NameWords = Annotated[
    list[str] | None,
    typer.Option("--words", metavar="WORDS", help="A name, exactly as a text has it; may be repeated."),
]
NamePlaces = Annotated[
    list[str] | None,
    typer.Option(
        "--at", metavar="[NAME:]START-END", help="A name's characters: a.txt:20-28; may be repeated."
    ),
]
OnlyTexts = Annotated[
    list[str] | None,
    typer.Option(
        "--text", metavar="NAME", help="Look only in the text of this name, path or URL; may be repeated."
    ),
]
SaidBy = Annotated[str, typer.Option("--by", metavar="NAME", help="Who makes the correction.")]
Note = Annotated[str | None, typer.Option("--note", metavar="TEXT", help="Why.")]
RecordFile = Annotated[
    Path,
    typer.Option("--judgements", metavar="FILE", help="The file to add it to; made if it is not there."),
]
Speaker = Annotated[str, typer.Option("--speaker", metavar="NAME", help="Who says it, by name.")]
Whole = Annotated[
    bool,
    typer.Option(
        "--all", help="Take along all other mentions of the actor in the same texts, such as 'she'."
    ),
]
DEFAULT_FILE = Path("judgements.jsonl")


@app.command(
    epilog='Example: rashomon judge reject texts/ --words "that the port would close" --by "A. Editor"'
)
def reject(
    inputs: Given,
    *,
    words: FindingWords = None,
    at: FindingPlace = None,
    text: OnlyTexts = None,
    by: SaidBy,
    note: Note = None,
    judgements: RecordFile = DEFAULT_FILE,
    fetch: Fetch = False,
    sources: SourcesFile = None,
    fields: FieldList = None,
    max_bytes: Bytes = None,
    max_pages: Pages = None,
    max_entries: Entries = None,
    max_unpacked: Unpacked = None,
    quiet: Quiet = False,
) -> None:
    """Reject a finding: a statement, a mention, an event, a time or a place that is none."""
    limits = Limits(max_bytes, max_pages, max_entries, max_unpacked)
    said = Correction("reject", by, _now(), _once(words), _once(at), _all(text), note=note)
    _record(judgements, inputs, said, read_settings(limits, sources, fields, fetch=fetch), quiet=quiet)


@app.command(
    epilog='Example: rashomon judge set-speaker texts/ --words "that the port would close" '
    '--speaker "Ina Torv" --by "A. Editor"'
)
def set_speaker(
    inputs: Given,
    *,
    words: FindingWords = None,
    at: FindingPlace = None,
    text: OnlyTexts = None,
    speaker: Speaker,
    by: SaidBy,
    note: Note = None,
    judgements: RecordFile = DEFAULT_FILE,
    fetch: Fetch = False,
    sources: SourcesFile = None,
    fields: FieldList = None,
    max_bytes: Bytes = None,
    max_pages: Pages = None,
    max_entries: Entries = None,
    max_unpacked: Unpacked = None,
    quiet: Quiet = False,
) -> None:
    """Set the speaker of a statement."""
    limits = Limits(max_bytes, max_pages, max_entries, max_unpacked)
    said = Correction("set_speaker", by, _now(), _once(words), _once(at), _all(text), speaker.strip(), note)
    _record(judgements, inputs, said, read_settings(limits, sources, fields, fetch=fetch), quiet=quiet)


@app.command(
    epilog='Example: rashomon judge merge-actors texts/ --words "Ina Torv" --words "Mrs Torv" '
    '--by "A. Editor"\n\nA name that means several actors in these texts is listed, to be told apart by '
    "--at or --text. Give all texts that are compared."
)
def merge_actors(
    inputs: Given,
    *,
    words: NameWords = None,
    at: NamePlaces = None,
    text: OnlyTexts = None,
    by: SaidBy,
    note: Note = None,
    judgements: RecordFile = DEFAULT_FILE,
    fetch: Fetch = False,
    sources: SourcesFile = None,
    fields: FieldList = None,
    max_bytes: Bytes = None,
    max_pages: Pages = None,
    max_entries: Entries = None,
    max_unpacked: Unpacked = None,
    quiet: Quiet = False,
) -> None:
    """Make the actors of two or more names one, wherever they are mentioned."""
    limits = Limits(max_bytes, max_pages, max_entries, max_unpacked)
    said = Correction("merge_actors", by, _now(), _all(words), _all(at), _all(text), note=note)
    _record(judgements, inputs, said, read_settings(limits, sources, fields, fetch=fetch), quiet=quiet)


@app.command(
    epilog='Example: rashomon judge split-actors texts/ --words Torv --text b.txt --all --by "A. Editor"\n\n'
    "Every mention with these words in the chosen texts is split off; other mentions stay with the old "
    "actor, unless --all takes along those in the same texts. Give all texts that are compared."
)
def split_actors(
    inputs: Given,
    *,
    words: NameWords = None,
    at: NamePlaces = None,
    text: OnlyTexts = None,
    whole: Whole = False,
    by: SaidBy,
    note: Note = None,
    judgements: RecordFile = DEFAULT_FILE,
    fetch: Fetch = False,
    sources: SourcesFile = None,
    fields: FieldList = None,
    max_bytes: Bytes = None,
    max_pages: Pages = None,
    max_entries: Entries = None,
    max_unpacked: Unpacked = None,
    quiet: Quiet = False,
) -> None:
    """Split mentions off their actor, and make them an actor of their own."""
    limits = Limits(max_bytes, max_pages, max_entries, max_unpacked)
    said = Correction("split_actors", by, _now(), _all(words), _all(at), _all(text), note=note, whole=whole)
    _record(judgements, inputs, said, read_settings(limits, sources, fields, fetch=fetch), quiet=quiet)


def _record(
    file: Path, inputs: Sequence[str], said: Correction, reading: ReadSettings, *, quiet: bool
) -> None:
    """Add what was said to `file`, and say so in one line."""
    check_apart(file, inputs)
    earlier = read_judgements(file) if file.exists() else ()
    settings = pipeline.RunSettings(read=reading, judgements=earlier)
    try:
        with progress_line(quiet=quiet) as progress:
            made = judged(inputs, said, settings, progress)
    except UndecidedError as error:
        for line in listed([f"  {safe(each)}" for each in error.choices], "give more exact words"):
            typer.echo(line, err=True)
        raise
    append_judgement(file, made.judgement)
    if not quiet:
        typer.echo(f"{safe(str(file))}: {safe(made.meaning)}.")


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _once(given: str | None) -> tuple[str, ...]:
    return () if given is None else (given,)


def _all(given: Sequence[str] | None) -> tuple[str, ...]:
    return tuple(given or ())
