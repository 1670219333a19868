"""The commands of `rashomon judge` that correct what texts have in common."""

# Each option of a command is a parameter of its function; that is how typer reads them.
# ruff: noqa: PLR0913

from __future__ import annotations

import typer

from rashomon._found import Correction
from rashomon._judge_options import (
    DEFAULT_FILE,
    ActorName,
    ActorPlace,
    Attribute,
    ClaimPlaces,
    ClaimWords,
    FindingPlace,
    FindingWords,
    Note,
    OnlyTexts,
    PositionTaken,
    RecordFile,
    SaidBy,
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

app = typer.Typer()


@app.command(
    epilog='Example: rashomon judge merge-propositions texts/ --words "the ferry would stay" '
    '--words "the boat will not sail" --by "A. Editor"\n\nGive all texts that are compared.'
)
def merge_propositions(
    inputs: Given,
    *,
    words: ClaimWords = None,
    at: ClaimPlaces = None,
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
    """Make the propositions of two or more passages one."""
    limits = Limits(max_bytes, max_pages, max_entries, max_unpacked)
    said = Correction("merge_propositions", by, now(), many(words), many(at), many(text), note=note)
    record(judgements, inputs, said, read_settings(limits, sources, fields, fetch=fetch), quiet=quiet)


@app.command(
    epilog='Example: rashomon judge split-propositions texts/ --words "the ferry would stay" --text b.txt '
    '--by "A. Editor"\n\nGive all texts that are compared.'
)
def split_propositions(
    inputs: Given,
    *,
    words: ClaimWords = None,
    at: ClaimPlaces = None,
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
    """Take passages out of their proposition; together they become one of their own."""
    limits = Limits(max_bytes, max_pages, max_entries, max_unpacked)
    said = Correction("split_propositions", by, now(), many(words), many(at), many(text), note=note)
    record(judgements, inputs, said, read_settings(limits, sources, fields, fetch=fetch), quiet=quiet)


@app.command(
    epilog='Example: rashomon judge merge-events texts/ --words "detained 41 dockers" '
    '--words "arrested at the terminal" --by "A. Editor"\n\nGive all texts that are compared.'
)
def merge_events(
    inputs: Given,
    *,
    words: ClaimWords = None,
    at: ClaimPlaces = None,
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
    """Say that two or more passages tell one event."""
    limits = Limits(max_bytes, max_pages, max_entries, max_unpacked)
    said = Correction("merge_events", by, now(), many(words), many(at), many(text), note=note)
    record(judgements, inputs, said, read_settings(limits, sources, fields, fetch=fetch), quiet=quiet)


@app.command(
    epilog='Example: rashomon judge split-events texts/ --words "detained 41 dockers" --text b.txt '
    '--by "A. Editor"\n\nGive all texts that are compared.'
)
def split_events(
    inputs: Given,
    *,
    words: ClaimWords = None,
    at: ClaimPlaces = None,
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
    """Say that passages tell another event than those that they were put together with."""
    limits = Limits(max_bytes, max_pages, max_entries, max_unpacked)
    said = Correction("split_events", by, now(), many(words), many(at), many(text), note=note)
    record(judgements, inputs, said, read_settings(limits, sources, fields, fetch=fetch), quiet=quiet)


@app.command(
    epilog='Example: rashomon judge set-position texts/ --words "the ferry would stay" --actor "Ina Torv" '
    '--position denies --by "A. Editor"\n\nThe words are of any passage of the proposition. "none" takes '
    "away what the actor was found to hold. Give all texts that are compared."
)
def set_position(
    inputs: Given,
    *,
    words: FindingWords = None,
    at: FindingPlace = None,
    text: OnlyTexts = None,
    actor: ActorName = None,
    actor_at: ActorPlace = None,
    position: PositionTaken,
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
    """Set what an actor holds about a proposition."""
    limits = Limits(max_bytes, max_pages, max_entries, max_unpacked)
    said = Correction(
        "set_position",
        by,
        now(),
        once(words),
        once(at),
        many(text),
        value=position.strip().lower(),
        actor=stripped(actor),
        actor_at=actor_at,
        note=note,
    )
    record(judgements, inputs, said, read_settings(limits, sources, fields, fetch=fetch), quiet=quiet)


@app.command(
    epilog='Example: rashomon judge reject-link texts/ --words "Nobody will sail" --by "A. Editor"\n\n'
    "The words, or the characters, are of one side of the link, or of both, each given for itself. Where the "
    "same passages share words and give two values, --of tells which link is meant. Give all texts that are "
    "compared."
)
def reject_link(
    inputs: Given,
    *,
    words: ClaimWords = None,
    at: ClaimPlaces = None,
    text: OnlyTexts = None,
    of: Attribute = None,
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
    """Say that a link between two passages is wrong."""
    limits = Limits(max_bytes, max_pages, max_entries, max_unpacked)
    said = Correction(
        "reject_link", by, now(), many(words), many(at), many(text), value=stripped(of), note=note
    )
    record(judgements, inputs, said, read_settings(limits, sources, fields, fetch=fetch), quiet=quiet)
