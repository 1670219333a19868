"""The options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

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
        "--to", metavar="FORMAT", help="One of: annotations, events-csv, ftm, gexf, ics, timelinejs."
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
