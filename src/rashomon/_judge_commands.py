"""The commands of `rashomon judge`: each adds one correction made by hand to a file of judgements."""

# Each option of a command is a parameter of its function; that is how typer reads them.
# ruff: noqa: PLR0913

from __future__ import annotations

from typing import Annotated

import typer

from rashomon import _judge_compared_commands
from rashomon._found import Correction
from rashomon._judge_options import (
    DEFAULT_FILE,
    FindingPlace,
    FindingWords,
    InsteadOf,
    NamePlaces,
    NameWords,
    Note,
    OnlyTexts,
    RecordFile,
    Role,
    SaidBy,
    Speaker,
    Whole,
    many,
    now,
    once,
    record,
    stripped,
)
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
from rashomon._terminal import safe
from rashomon.store.judgements import read_judgements, remove_judgement, told

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode="rich",
    help="Correct by hand what Rashomon found, for all later runs.",
    epilog='Example: rashomon judge reject texts/ --words "that the port would close" --by "A. Editor"\n\n'
    "Then: rashomon report texts/ --judgements judgements.jsonl. A correction is taken back with rashomon "
    "judge undo, or by taking away its line of the file.",
)


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
    said = Correction("reject", by, now(), once(words), once(at), many(text), note=note)
    record(judgements, inputs, said, read_settings(limits, sources, fields, fetch=fetch), quiet=quiet)


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
    said = Correction("set_speaker", by, now(), once(words), once(at), many(text), speaker.strip(), note)
    record(judgements, inputs, said, read_settings(limits, sources, fields, fetch=fetch), quiet=quiet)


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
    said = Correction("merge_actors", by, now(), many(words), many(at), many(text), note=note)
    record(judgements, inputs, said, read_settings(limits, sources, fields, fetch=fetch), quiet=quiet)


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
    said = Correction("split_actors", by, now(), many(words), many(at), many(text), note=note, whole=whole)
    record(judgements, inputs, said, read_settings(limits, sources, fields, fetch=fetch), quiet=quiet)


@app.command(
    epilog='Example: rashomon judge set-role texts/ --words "Ina Torv" --role "harbour master" '
    '--instead-of "mayor" --by "A. Editor"\n\nOffices that are not named stay as they are.'
)
def set_role(
    inputs: Given,
    *,
    words: NameWords = None,
    at: NamePlaces = None,
    text: OnlyTexts = None,
    role: Role = None,
    instead_of: InsteadOf = None,
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
    """Correct the office of an actor: give the right one, take away a wrong one, or both."""
    limits = Limits(max_bytes, max_pages, max_entries, max_unpacked)
    said = Correction(
        "set_role",
        by,
        now(),
        many(words),
        many(at),
        many(text),
        value=stripped(role),
        instead_of=stripped(instead_of),
        note=note,
    )
    record(judgements, inputs, said, read_settings(limits, sources, fields, fetch=fetch), quiet=quiet)


@app.command(
    epilog="Example: rashomon judge undo\n\nWithout a number, the last correction of the file is taken back. "
    "rashomon judge list shows all with their numbers."
)
def undo(
    number: Annotated[
        int | None, typer.Argument(metavar="NUMBER", help="Which correction of the file, counted from 1.")
    ] = None,
    *,
    judgements: RecordFile = DEFAULT_FILE,
    quiet: Quiet = False,
) -> None:
    """Take a correction back: the next run no longer applies it."""
    gone = remove_judgement(judgements, number)
    if not quiet:
        typer.echo(f"{safe(str(judgements))}: taken back: {safe(told(gone))}.")


@app.command("list", epilog="Example: rashomon judge list")
def list_all(*, judgements: RecordFile = DEFAULT_FILE) -> None:
    """List the corrections of a file with their numbers."""
    held = read_judgements(judgements) if judgements.exists() else ()
    if not held:
        why = "holds none" if judgements.exists() else "is not there"
        typer.echo(f"No corrections yet: {safe(str(judgements))} {why}.")
    for number, each in enumerate(held, 1):
        typer.echo(f"{number:>4}  {safe(told(each))}")


app.add_typer(_judge_compared_commands.app)
