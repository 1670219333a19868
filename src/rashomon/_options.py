"""Options that commands share, and the settings that they stand for."""

# Modules that take long to load are imported by the commands that need them, so that --help is quick.
# ruff: noqa: PLC0415

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rashomon._terminal import safe
from rashomon.model.errors import InputError

if TYPE_CHECKING:
    from rashomon.read import FieldNames, ReadSettings

Given = Annotated[
    list[str],
    typer.Argument(metavar="INPUT", help="Files, folders, URLs (with --fetch), or - for standard input."),
]
OutFolder = Annotated[
    Path, typer.Option("--out", metavar="DIR", help="The folder to write; made if it is not there.")
]
OutPage = Annotated[
    Path,
    typer.Option("--output", "-o", metavar="FILE", help="The HTML file to write, or - for standard output."),
]
OutFile = Annotated[
    Path,
    typer.Option("--out", "-o", metavar="FILE", help="The file to write, or - for standard output."),
]
ExportFormat = Annotated[
    str,
    typer.Option(
        "--to", metavar="FORMAT", help="One of: annotations, events-csv, ftm, gexf, ics, plover, timelinejs."
    ),
]
Parquet = Annotated[
    bool, typer.Option("--parquet", help="Write Parquet beside JSON Lines (needs the extra 'parquet').")
]
Share = Annotated[
    bool, typer.Option("--share", help="Leave out full texts and local paths, to send the page on.")
]
Title = Annotated[str | None, typer.Option("--title", metavar="TEXT", help="The page's title.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Show no progress and no summary.")]
Fetch = Annotated[bool, typer.Option("--fetch", help="Read URLs; nothing is ever fetched without this.")]
SourcesFile = Annotated[
    Path | None,
    typer.Option("--sources", metavar="FILE", help="What you know of the sources: a TOML or CSV file."),
]
FieldList = Annotated[
    str | None,
    typer.Option(
        "--fields",
        metavar="NAME=FIELD,...",
        help="Field names of JSONL and CSV, such as text=body,title=headline. "
        "Names: text, title, url, published, author, source.",
    ),
]
JudgementsFile = Annotated[
    Path | None,
    typer.Option("--judgements", metavar="FILE", help="Corrections made by hand (judgements.jsonl)."),
]
SinceFolder = Annotated[
    Path | None,
    typer.Option("--since", metavar="DIR", help="Tell what changed since compare wrote DIR."),
]
Bytes = Annotated[
    int | None, typer.Option("--max-bytes", min=1, metavar="N", help="Largest single text, in bytes.")
]
Pages = Annotated[int | None, typer.Option("--max-pages", min=1, metavar="N", help="Most pages of one PDF.")]
Entries = Annotated[
    int | None,
    typer.Option("--max-entries", min=1, metavar="N", help="Most texts in one ZIP, WARC, JSONL or CSV."),
]
Unpacked = Annotated[
    int | None, typer.Option("--max-unpacked", min=1, metavar="N", help="Most bytes unpacked from one input.")
]


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits as given; `None` keeps the default."""

    max_bytes: int | None = None
    max_pages: int | None = None
    max_entries: int | None = None
    max_unpacked_bytes: int | None = None


def read_settings(
    limits: Limits = Limits(), sources: Path | None = None, names: str | None = None, *, fetch: bool = False
) -> ReadSettings:
    """Return what the options on reading ask for.

    Raises:
        InputError: an option, or the file on sources, can't be used.
    """
    from rashomon.read import FieldNames, ReadSettings, Sources, load_sources

    given = {field.name: getattr(limits, field.name) for field in fields(limits)}
    return ReadSettings(
        fetch=fetch,
        sources=load_sources(sources) if sources else Sources(),
        fields=_field_names(names) if names else FieldNames(),
        **{name: value for name, value in given.items() if value is not None},
    )


def _field_names(given: str) -> FieldNames:
    from rashomon.read import FieldNames

    known = [field.name for field in fields(FieldNames)]
    chosen = {}
    for pair in given.split(","):
        name, _, value = (part.strip() for part in pair.partition("="))
        if name not in known or not value:
            message = f"--fields: {safe(pair)!r} is not NAME=FIELD with a NAME of {', '.join(known)}."
            raise InputError(message)
        chosen[name] = value
    return FieldNames(**chosen)
