"""Quarters told before: "the quarter", "the latest period", "the year-ago quarter", "the 1988 period"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rashomon.extract.timing.meaning import Meaning
from rashomon.extract.timing.words import ORDINALS

_PERIOD = frozenset({"quarter", "period"})
_THE = frozenset({"the", "that", "same", "latest", "reported", "most", "recent"})
_AGAIN = frozenset({"the", "a", "same", "comparable", "corresponding"})
_BEFORE = frozenset({"ago", "earlier"})
_YEAR = re.compile(r"(?:19|20)\d\d")
_FORM = re.compile(r"(\d{4})(-[QH][1-4])")
_QUARTERS = 4


def of_period(words: Sequence[str]) -> Meaning | None:
    """Return what names a quarter by one that was told, `None` where words do not."""
    if len(words) > 1 and words[-1] in _PERIOD:
        return _named(words[:-1])
    return None


def _named(before: Sequence[str]) -> Meaning | None:
    *rest, last = before
    if _YEAR.fullmatch(last) and _AGAIN.issuperset(rest):
        return Meaning(year=int(last), period=True)
    if _THE.issuperset(before):
        return Meaning(period=True, unit="Q", steps=-1)
    number = ORDINALS.get(last)
    share = f"Q{number}" if number and number <= _QUARTERS else None
    lead = list(rest if share else before)
    if lead[-2:-1] == ["year"] and lead[-1] in _BEFORE and _AGAIN.issuperset(lead[:-2]):
        return Meaning(unit="Y", steps=-1, share=share, period=True)
    return None


def told_period(value: str | None) -> str | None:
    """Return a value that is a quarter or half of a year, `None` for any other."""
    return value if value is not None and _FORM.fullmatch(value) else None


def of_year(period: str, year: int) -> str:
    """Return the same quarter or half of another year."""
    return f"{year:04d}{period[len('2031') :]}"
