"""Options that the commands of `rashomon judge` share, and how a correction is written down."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rashomon import pipeline
from rashomon._found import Correction
from rashomon._judging import judged
from rashomon._pointing import UndecidedError
from rashomon._terminal import listed, progress_line, safe
from rashomon.store.judgements import append_judgement, read_judgements
from rashomon.store.writing import check_apart

if TYPE_CHECKING:
    from rashomon.read import ReadSettings

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
Role = Annotated[str | None, typer.Option("--role", metavar="OFFICE", help="The right office.")]
InsteadOf = Annotated[
    str | None, typer.Option("--instead-of", metavar="OFFICE", help="The wrong office, as the report has it.")
]
ClaimWords = Annotated[
    list[str] | None,
    typer.Option(
        "--words", metavar="WORDS", help="Words of a passage, or the whole of its sentence; may be repeated."
    ),
]
ClaimPlaces = Annotated[
    list[str] | None,
    typer.Option(
        "--at", metavar="[NAME:]START-END", help="Its characters instead: a.txt:502-581; may be repeated."
    ),
]
ActorName = Annotated[
    str | None, typer.Option("--actor", metavar="NAME", help="Whose position it is, by a name in the report.")
]
ActorPlace = Annotated[
    str | None,
    typer.Option("--actor-at", metavar="[NAME:]START-END", help="The same, by the characters of a name."),
]
PositionTaken = Annotated[
    str, typer.Option("--position", metavar="POSITION", help="One of: asserts, denies, doubts, relays, none.")
]
Attribute = Annotated[
    str | None,
    typer.Option(
        "--of", metavar="WORDS", help="What the two values of the link are of: killed, weight, vote."
    ),
]
Speaker = Annotated[str, typer.Option("--speaker", metavar="NAME", help="Who says it, by name.")]
Whole = Annotated[
    bool,
    typer.Option(
        "--all", help="Take along all other mentions of the actor in the same texts, such as 'she'."
    ),
]
DEFAULT_FILE = Path("judgements.jsonl")


def record(
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


def now() -> str:
    """Return the time of day in ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def once(given: str | None) -> tuple[str, ...]:
    """Return an option that may be given once as a tuple."""
    return () if given is None else (given,)


def many(given: Sequence[str] | None) -> tuple[str, ...]:
    """Return an option that may be repeated as a tuple."""
    return tuple(given or ())


def stripped(given: str | None) -> str | None:
    """Return an option without blanks at its ends; `None` where nothing is left of it."""
    return (given or "").strip() or None
