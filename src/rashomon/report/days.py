"""Days as the cells of the board tell them: when something was said, else the day of the text that has it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rashomon.report import words
from rashomon.report.stances import Moment

_YEAR = len("2031")
_SEVERAL = 2


@dataclass(frozen=True, slots=True)
class Days:
    """Tells days in words; `year` is that of all, which then goes without saying, and empty where none is."""

    year: str

    def told(self, moments: Sequence[Moment]) -> str:
        """Return the one day of some moments: "on 3 May 2031", "in a text of 3 May 2031"."""
        first = moments[0]
        if not first.day:
            return "in a text without a date"
        return f"{'on' if all(each.said for each in moments) else 'in a text of'} {self._words(first)}"

    def first_of(self, moments: Sequence[Moment], texts: int) -> str:
        """Return the first day of a holding, and in how many texts it stands: "2 texts, said 3 May 2031"."""
        known = [each for each in moments if each.day]
        counted = words.counted(texts, "text")
        if not known:
            return f"{counted}, not dated" if texts > 1 else "text not dated"
        first = min(known, key=lambda each: (each.day, not each.said))
        start = "first " * (len({each.day for each in moments}) > 1)
        if first.said:
            said = f"{start}said {self._words(first)}"
            return f"{counted}, {said}" if texts > 1 else said
        if texts > 1:
            return (
                f"{counted}, the {start}of {self._words(first)}"
                if start
                else f"{counted} of {self._words(first)}"
            )
        return f"text of {self._words(first)}"

    def _words(self, moment: Moment) -> str:
        told = words.day(moment.day).removesuffix(f" {self.year}" if self.year else "\0")
        return told.replace(" ", "\N{NO-BREAK SPACE}")


def days(moments: Iterable[Moment]) -> Days:
    """Return what tells some days in words."""
    years = {each.day[:_YEAR] for each in moments if each.day}
    return Days(years.pop() if len(years) < _SEVERAL and years else "")
