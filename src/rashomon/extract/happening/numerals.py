"""Numbers as texts write them, in words or in figures: "two hundred and fifty", "30-40", "half a dozen"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rashomon.extract.timing.words import NUMBERS, SCALES, number_of
from rashomon.extract.words import Range

_ARTICLES = frozenset({"a", "an"})
_PORTIONS = _ARTICLES | {"half", "another", "couple"}
"""Words that are numbers beside others only: a couple is no number of people."""
_SEVERAL = frozenset({"several", "few", "many"})
_DASHES = frozenset({"-", "–", "—"})
_BETWEEN = _DASHES | {"to", "or"}
_PERCENT = frozenset({"%", "percent", "per"})
_MEASURED = _PERCENT | frozenset(SCALES)
_AND_A_HALF = ["and", "a", "half"]
_DOTTED = re.compile(r"\d{1,3}(?:\.\d{3})+")
_COMMAED = re.compile(r"\d{1,3}(?:,\d{3})+")
_DECIMAL = re.compile(r"\d+\.\d{1,2}")
_HUNDRED = 100.0
_TEN = 10.0


@dataclass(frozen=True, slots=True)
class Numeral:
    """The words of a number and its bounds, the same where it is one number.

    `high` is `None` where the words leave it open: "several hundred" is two hundred or more.
    """

    words: Range
    low: float
    high: float | None


def with_commas(words: Sequence[str]) -> list[str]:
    """Return the words of a document with "1.500" as "1,500", where its own numbers say that this is meant.

    They do where it has "1.500.000", or no number that is grouped by commas nor one with a decimal point.
    Before "per cent", "million" and the like "1.500" is a decimal all the same.

    Args:
        words: of the whole document, in lower case.
    """
    twice = any(_DOTTED.fullmatch(word) and word.count(".") > 1 for word in words)
    if not twice and any(_COMMAED.fullmatch(word) or _DECIMAL.fullmatch(word) for word in words):
        return list(words)
    return [
        word.replace(".", ",") if _DOTTED.fullmatch(word) and behind not in _MEASURED else word
        for word, behind in pairwise([*words, ""])
    ]


def numerals(words: Sequence[str], within: Range) -> Iterator[Numeral]:
    """Yield the numbers in a stretch of words, each once and whole, in order.

    Args:
        words: of the document, in lower case.
        within: the stretch.
    """
    first, last = within
    while first < last:
        found = _range(words, first, last)
        if found is not None:
            yield found
        first = found.words[1] if found else first + 1


def _range(words: Sequence[str], first: int, last: int) -> Numeral | None:
    """Read a number that begins at a word, with the one that it runs up to: "two to three dozen"."""
    end = _end(words, first, last)
    if end is None:
        return None
    low = number_of(_counting([word for word in words[first:end] if word not in _SEVERAL]))
    if low is None:
        return None
    if not _SEVERAL.isdisjoint(words[first:end]):
        return Numeral((first, end), 2 * low, None)
    upper = _upper(words, first, end, last)
    if upper is None:
        return Numeral((first, end), low, low)
    number, high = upper
    if words[end - 1] not in SCALES:
        low *= _shared_scale(words, number, low, high)
    return Numeral((first, number[1]), low, high) if low < high else Numeral((first, end), low, low)


def _upper(words: Sequence[str], first: int, end: int, last: int) -> tuple[Range, float] | None:
    """Return the second number of a range, whose first one is the words from `first` to `end`."""
    if end + 1 >= last:
        return None
    before = words[first - 1] if first > 0 else ""
    joined = words[end] in _BETWEEN and not (words[end] == "to" and before == "from")
    if not joined and not (words[end] == "and" and before == "between"):
        return None
    close = _end(words, end + 1, last)
    high = number_of(_counting(words[end + 1 : close])) if close else None
    return None if close is None or high is None else ((end + 1, close), high)


def _shared_scale(words: Sequence[str], number: Range, low: float, high: float) -> float:
    """Return what the first number of a range is multiplied by too: the dozen of "two to three dozen"."""
    scale = 1.0
    for word in words[number[0] + 1 : number[1]]:
        scale *= SCALES.get(word, 1.0)
    return scale if low < high / scale else 1.0


def _end(words: Sequence[str], first: int, last: int) -> int | None:
    """Return where the words of the number that begins at `first` end; `None` if none begins there."""
    end = first
    while end < last and (words[end] in _PORTIONS or words[end] in _SEVERAL or _is_couple_of(words, end)):
        end += 1
    if end > first and not (end < last and words[end] in SCALES):
        return None
    if end == last or not _is_number(words[end]) or (end > 0 and words[end - 1] == "no"):
        return None
    end += 1
    while (more := _more(words, end, last)) > end:
        end = more
    return end


def _is_couple_of(words: Sequence[str], end: int) -> bool:
    """Tell the "of" of "a couple of hundred"."""
    return end > 0 and words[end] == "of" and words[end - 1] == "couple"


def _more(words: Sequence[str], end: int, last: int) -> int:
    """Return where a number ends that goes on behind `end`, or `end` where it does not."""
    before, rest = words[end - 1], words[end:last]
    if rest and (rest[0] in SCALES or _follows(before, rest[0])):
        return end + 1
    if len(rest) > 1 and (_is_joined(before, rest) or _is_decimal(before, rest)):
        return end + 2
    scaled = len(rest) > len(_AND_A_HALF) and rest[3] in SCALES  # "two and a half million"
    if list(rest[:3]) == _AND_A_HALF and (before in SCALES or scaled):
        return end + 3
    return end


def _is_joined(before: str, rest: Sequence[str]) -> bool:
    """Tell "twenty-five" and "two hundred and fifty", by what joins their parts."""
    dashed = rest[0] in _DASHES and _is_tens(before) and _is_unit(rest[1])
    return dashed or (rest[0] == "and" and before in SCALES and _is_small(rest[1]))


def _follows(before: str, word: str) -> bool:
    """Tell "twenty five" and "two hundred fifty" from numbers that stand side by side by chance."""
    return (_is_tens(before) and _is_unit(word)) or (before in SCALES and _is_small(word))


def _is_decimal(before: str, rest: Sequence[str]) -> bool:
    """Tell a decimal comma: "81,4 per cent"."""
    whole = len(rest) > len(",4") and rest[0] == "," and rest[2] in _PERCENT
    return whole and before.isdecimal() and rest[1].isdecimal() and len(rest[1]) <= len("00")


def _counting(words: Sequence[str]) -> list[str]:
    """Return the words that count: "thirty-two" and "two hundred and fifty" without what joins them."""
    if list(words[-3:]) == _AND_A_HALF:
        *counted, scale = words[:-3]
        count = number_of(counted) if counted else 1.0
        return [f"{(count or 0.0) + NUMBERS['half']:g}", scale]
    if "," in words:
        return ["".join(words).replace(",", ".")]
    plain = [word for word in words if word not in _DASHES and word not in {"and", "of"}]
    return [word for word in plain if word not in _ARTICLES] if "couple" in plain else plain


def _is_number(word: str) -> bool:
    return number_of([word]) is not None


def _is_small(word: str) -> bool:
    """Tell a number in words below a hundred."""
    return word in NUMBERS and word not in _PORTIONS and word not in SCALES and NUMBERS[word] < _HUNDRED


def _is_tens(word: str) -> bool:
    return _is_small(word) and NUMBERS[word] > _TEN and NUMBERS[word] % _TEN == 0


def _is_unit(word: str) -> bool:
    return _is_small(word) and 0 < NUMBERS[word] < _TEN
