"""Events as a table, one line each, in the columns of UCDP GED and PLOVER where they fit."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping

from rashomon.compare.figures import put
from rashomon.model.records import Figure
from rashomon.report.characters import one_line
from rashomon.report.exports.dates import When
from rashomon.report.exports.holding import Happening, Holding
from rashomon.report.exports.spots import Spots
from rashomon.report.exports.tolls import toll
from rashomon.report.texts import Text

COLUMNS = (
    "id", "date_start", "date_end", "date_prec", "date_basis",
    "where_coordinates", "where_prec", "latitude", "longitude", "country",
    "source_article", "number_of_articles", "number_of_sources", "number_of_origins",
    "best", "high", "low", "figures",
    "type", "mode", "context", "status", "trigger", "actor", "recipient", "object",
    "tellings_differ_on", "sentence", "tellings",
)  # fmt: skip

# What a spreadsheet takes for the beginning of a formula, at the start of a cell or of one of its values; a
# semicolon also parts cells in some countries. Full-width forms count where input methods write them.
_FORMULA = re.compile("((?:^|;)[\\s\"']*)(?=[=+@\uff1d\uff0b\uff0d\uff20-])")


def write(holding: Holding) -> str:
    """Return the table, with its head line; RFC 4180."""
    out = io.StringIO()
    table = csv.DictWriter(out, COLUMNS, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    table.writeheader()
    for happening in holding.happenings:
        table.writerow(_row(happening, holding))
    return out.getvalue()


def safe_cell(values: Iterable[str]) -> str:
    """Return values as one cell that no spreadsheet takes for a formula: an apostrophe stands before it."""
    return _FORMULA.sub(r"\1'", "; ".join(map(one_line, values)))


def _row(happening: Happening, holding: Holding) -> Mapping[str, str]:
    tellings = happening.tellings
    roles = ("actor", "recipient", "object")
    return {
        "id": happening.id,
        **_when(happening.when),
        **_where(happening.spots),
        **_sources(happening, holding),
        **_toll(happening),
        "type": safe_cell(happening.types),
        "mode": safe_cell(dict.fromkeys(event.mode for event in tellings if event.mode)),
        "context": safe_cell(dict.fromkeys(each for event in tellings for each in event.contexts)),
        "status": safe_cell(happening.statuses),
        "trigger": safe_cell(dict.fromkeys(event.trigger.text for event in tellings)),
        **{role: safe_cell(holding.taking_part(happening, role)) for role in roles},
        "tellings_differ_on": safe_cell(happening.differs),
        "sentence": safe_cell([holding.sentence(tellings[0])]),
        "tellings": safe_cell(event.id for event in tellings),
    }


def _when(found: When | None) -> Mapping[str, str]:
    if found is None:
        return {}
    return {
        "date_start": found.first.isoformat(),
        "date_end": found.last.isoformat(),
        "date_prec": str(found.precision or ""),
        "date_basis": safe_cell(found.bases),
    }


def _where(found: Spots) -> Mapping[str, str]:
    latitude, longitude = map(str, found.point or ("", ""))
    return {
        "where_coordinates": safe_cell(found.names),
        "where_prec": str(found.precision or ""),
        "latitude": latitude,
        "longitude": longitude,
        "country": safe_cell([found.country]),
    }


def _sources(happening: Happening, holding: Holding) -> Mapping[str, str]:
    texts = holding.texts(happening)
    outlets = {text.outlet.casefold() or text.document.id for text in texts}
    origins = {holding.origin_of[text.document.id] for text in texts}
    return {
        "source_article": safe_cell(map(_cited, texts)),
        "number_of_articles": str(len(texts)),
        "number_of_sources": str(len(outlets)),
        "number_of_origins": str(len(origins)),
    }


def _cited(text: Text) -> str:
    return ", ".join(filter(None, (text.outlet, text.title, text.published, text.url)))


def _toll(happening: Happening) -> Mapping[str, str]:
    killed = toll(happening.tellings)
    figures = (f"{_counted(each)}: {put(each)}" for event in happening.tellings for each in event.figures)
    return {
        "best": _number(killed.best),
        "high": _number(killed.high),
        "low": _number(killed.low),
        "figures": safe_cell(dict.fromkeys(figures)),
    }


def _counted(figure: Figure) -> str:
    """Return what a figure counts, with who they are where that is told apart: "took part (protester)"."""
    who = f" ({figure.unit})" if figure.unit and figure.unit != figure.kind else ""
    return f"{figure.kind.replace('_', ' ')}{who}"


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.0f}" if value == round(value) else str(value)
