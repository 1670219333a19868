"""Days as the cells of the board tell them: when something was said, else the day of the text that has it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rashomon.report import words
from rashomon.report.stances import Moment, Stance

_YEAR = len("2031")
_SEVERAL = 2


@dataclass(frozen=True, slots=True)
class Days:
    """Tells days in words; `year` is that of all, which then goes without saying, and empty where none is."""

    year: str

    def told(self, moment: Moment) -> str:
        """Return the day of a moment: "on 3 May 2031", "in a text of 3 May 2031"."""
        if not moment.day:
            return "in a text without a date"
        return f"{'on' if moment.said else 'in a text of'} {self._words(moment)}"

    def first_of(self, stances: Sequence[Stance]) -> str:
        """Return the first day of a holding, and in how many texts it stands: "2 texts, said 3 May 2031"."""
        dated = [each for each in stances if each.when.day]
        texts = {each.text for each in dated}
        undated = len({each.text for each in stances} - texts)
        if not dated:
            return f"{words.counted(undated, 'text')}, not dated" if undated > 1 else "text not dated"
        told = self._first_of([each.when for each in dated], len(texts))
        return (
            f"{told}, and {'one text' if undated == 1 else f'{undated} texts'} not dated" if undated else told
        )

    def _first_of(self, moments: Sequence[Moment], texts: int) -> str:
        first = min(moments, key=lambda each: each.rank)
        counted = words.counted(texts, "text")
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
