"""From the words of a time expression to what they say.

"Thursday" is a weekday, "two days later" two days from a time told before, "the third quarter" a share of
some year: `read_time` says so, and `anchoring` finds out which. Lengths and sets follow TimeML 1.2.1.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from rashomon.extract.timing.days import named_day
from rashomon.extract.timing.hours import with_hour
from rashomon.extract.timing.lengths import LETTERS, away, every, length
from rashomon.extract.timing.meaning import Meaning
from rashomon.extract.timing.periods import of_period
from rashomon.extract.timing.words import MONTHS, PARTS, REFERENCES, SEASONS, SHADES, UNITS, WEEKDAYS

LONGEST = 80
"""Characters; what is longer is no time expression."""
_HYPHENS = re.compile("[\u2010-\u2015]")
_HALF_MORE = re.compile(r" and a half ([a-z]+)")
_IN_FOUR = re.compile(r"\b([01]\d|2[0-3])([0-5]\d)(?= (?:gmt|utc)\b)")
"""An hour without a colon: "1830 GMT"."""
_IN_FIGURES = re.compile(r"\b\d\d?:\d\d(?::\d\d)?\b")
"""An hour, whose minutes are no day of a month: "18:30, May 5"."""
_WORD = re.compile(r"\d+(?:[.,/]\d+)*(?:st|nd|rd|th|s)?|[a-z]+(?:'[a-z]+)*")
_TOWARD = {
    **dict.fromkeys(("last", "past", "previous", "preceding"), -1),
    **dict.fromkeys(("this", "current", "present", "later", "earlier"), 0),
    **dict.fromkeys(("next", "coming", "upcoming", "following"), 1),
}
_TOLD = frozenset({"that", "same", "following", "preceding", "previous"})
_THE = "the"
_DAYS_AWAY = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}
_PART_STEPS = {"last": -1, "previous": -1, "next": 1, "following": 1}
_FISCAL = frozenset({"fiscal", "financial", "full", "calendar"})
"""What may stand between "the" and "year" and changes nothing."""
_FROM_NOW = frozenset({"last", "this"})
_RELATIVE = {**UNITS, "night": "D", "quarter": "Q", "fortnight": "W"}
_NAMES = frozenset({*WEEKDAYS, *MONTHS, *SEASONS})


def read_time(text: str) -> Meaning | None:
    """Return what a time expression says; `None` if it says nothing that is known."""
    phrase = _plain(text)
    if not phrase or len(phrase) > LONGEST:
        return None
    words = _WORD.findall(_HALF_MORE.sub(r" 1/2 \1", phrase).replace("-", " "))
    readers: tuple[Callable[[], Meaning | None], ...] = (
        lambda: _fixed(phrase),
        lambda: every(words),
        lambda: of_period(words),
        lambda: away(words),
        lambda: length(words),
        lambda: _calendar(phrase, words),
    )
    return next((meaning for reader in readers if (meaning := reader()) is not None), None)


def _plain(text: str) -> str:
    phrase = " ".join(text.lower().split()).replace("’", "'").replace("‘", "'")
    plain = _HYPHENS.sub("-", phrase).strip(" .,;:!?\"'()[]“”")
    return _IN_FOUR.sub(r"\1:\2", plain)


def _fixed(phrase: str) -> Meaning | None:
    value = REFERENCES.get(phrase) or REFERENCES.get(phrase.removeprefix("just "))
    return None if value is None else Meaning(value=value)


def _calendar(phrase: str, words: Sequence[str]) -> Meaning | None:
    """Read dates, days, months, years, their parts and hours, whatever stands between them."""
    beside = _WORD.findall(_IN_FIGURES.sub(" ", phrase).replace("-", " "))
    named = named_day(phrase, beside)
    if named is None:
        return None
    found = with_hour(phrase, words, named)
    part = next((part for word, part in PARTS.items() if word in words), None)
    if found.clock is None:
        found = replace(found, part=part)
    found = _weeks_off(words, found) or _related(words, found)
    if found == Meaning():
        return None
    shade = next((shade for shade, signs in SHADES.items() if not signs.isdisjoint(words)), None)
    return replace(found, shade=shade)


def _weeks_off(words: Sequence[str], found: Meaning) -> Meaning | None:
    """Read "Tuesday week", "a week from Monday" and "the Tuesday before last"."""
    if found.weekday is None:
        return None
    if (words[-1] == "week" and words[-2] not in _TOWARD) or list(words[:3]) in (
        ["a", "week", "from"],
        ["a", "week", "on"],
    ):
        return replace(found, toward=1, steps=1)
    return replace(found, toward=-1, steps=-1) if list(words[-2:]) == ["before", "last"] else None


def _related(words: Sequence[str], found: Meaning) -> Meaning:
    """Add what "last", "this", "next", "that" and the like say of the name or unit behind them."""
    for day, steps in _DAYS_AWAY.items():
        if day in words or f"{day}'s" in words:
            return replace(found, unit="D", steps=steps, part="NI" if day == "tonight" else found.part)
    if list(words[:2]) == ["this", "past"]:  # "this past spring" is the one that has been
        words = ["the", *words[2:]]
    for word, behind in pairwise([word for word in words if word not in _FISCAL]):
        related = _behind(word, behind.removesuffix("'s"), found)
        if related is not None:
            return related
    if "overnight" in words[:1] and found.weekday is None:
        return replace(found, unit="D", steps=-1)
    alone = found.part is not None and found == Meaning(part=found.part)
    return replace(found, told=True) if alone else found


def _behind(word: str, behind: str, found: Meaning) -> Meaning | None:
    """Return a meaning with what one word says of the next; `None` where it says nothing."""
    told = word in _TOLD
    if word in _TOWARD and (behind in _NAMES or (found.feast or "").split(" ")[0] == behind):
        return replace(found, toward=_TOWARD[word], told=told)
    toward = _TOWARD.get(word, 0 if told or word == _THE else None)
    if toward is None or (found.share is not None and behind in {"quarter", "half"}):
        return None
    if behind in PARTS:
        return _part_of_day(word, behind, found)
    return _of_unit(word, behind, toward, found) if behind in _RELATIVE and found.year is None else None


def _part_of_day(word: str, behind: str, found: Meaning) -> Meaning:
    if found.weekday is not None or found.day is not None or (found.clock and word == _THE):
        return found
    steps = _PART_STEPS.get(word, 0)
    return replace(found, unit="D", steps=steps, told=word not in _FROM_NOW, part=PARTS[behind])


def _of_unit(word: str, behind: str, toward: int, found: Meaning) -> Meaning:
    unit = _RELATIVE[behind]
    if unit in {"10Y", "100Y"} and toward < 0:
        return replace(found, value=f"P{unit}")
    letter, factor = LETTERS.get(unit, (unit, 1))
    told = word in _TOLD or (letter == "D" and word in {_THE, "next"})
    return replace(found, unit=letter, steps=toward * factor, told=told)
