"""Dates such as 03/04/2022: which of the two numbers is the month, by what the text and its source tell."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from rashomon.extract.timing.meaning import Meaning
from rashomon.model.records import Document

_SLASHED = re.compile(r"(?<![\d/])(\d\d?)/(\d\d?)/(?:\d{4}|\d\d)(?![\d/])")
_MONTHS = 12
_MONTH_FIRST = frozenset({"us", "u.s.", "usa", "united states", "united states of america", "philippines"})
_BOTH = frozenset({"canada", "ca"})
"""Countries that write the month first, and those that write both."""


def month_first(document: Document) -> bool | None:
    """Return whether a text writes the month first: by its other dates, else by the country of its source.

    `None` where nothing tells, or where its dates differ.
    """
    pairs = [(int(match[1]), int(match[2])) for match in _SLASHED.finditer(document.text)]
    told = {first <= _MONTHS for first, second in pairs if (first > _MONTHS) is not (second > _MONTHS)}
    if told:
        return told.pop() if len(told) == 1 else None
    known = document.source.known
    country = known.country.casefold().strip() if known and known.country else ""
    return None if not country or country in _BOTH else country in _MONTH_FIRST


def settled(meaning: Meaning, published: date | None, *, first: bool | None) -> Meaning:
    """Return the reading of a date that is meant, or the meaning as it stands where that is open.

    Args:
        meaning: of the date.
        published: the day of the text; where nothing else tells, a reading that is that day is meant.
        first: whether the text writes the month first, `None` where that is not known.
    """
    if meaning.other is None:
        return meaning
    day_first = replace(meaning, other=None)
    both = replace(day_first, month=meaning.other[0], day=meaning.other[1]), day_first
    if first is not None:
        return both[not first]
    days = [(each.year, each.month, each.day) for each in both]
    today = (published.year, published.month, published.day) if published else None
    return both[days.index(today)] if today in days else meaning
