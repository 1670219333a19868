"""Numbers that lose or gain a bound: "at least 40" that becomes "40"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from types import MappingProxyType

from rashomon.compare.drift.clauses import following
from rashomon.compare.drift.way import Changed, End, Way
from rashomon.compare.wordlists import NUMBER_WORDS
from rashomon.model.offsets import Span

_SURE = 0.5  # how likely the sentences must be one passage
_SURER = 0.85  # of sentences that have two numbers of the same things: there may be new ones
_BOUNDS = {
    "least": "at least|not less than|no less than|no fewer than",
    "more": "more than|upwards of",
    "most": "as many as|as much as|up to|at most|no more than|not more than",
    "less": "less than|fewer than|almost|nearly",
    "about": "about|around|some|roughly|approximately|an estimated",
}
_BOUND_OF: Mapping[str, str] = MappingProxyType(
    {words: bound for bound, several in _BOUNDS.items() for words in several.split("|")}
)
_VALUE_OF: Mapping[str, str] = MappingProxyType({word: str(at) for at, word in enumerate(NUMBER_WORDS)})
_NUMBER = re.compile(
    rf"(?:\b(?P<bound>{'|'.join(_BOUND_OF)})\s+)?"
    rf"(?<![\w.,:])(?P<number>\d[\d,]*(?:\.\d+)?|(?:{'|'.join(NUMBER_WORDS)})\b)(?![\w:]|[.,]\d)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Number:
    """A number in a text, with its bound."""

    value: str
    bound: str
    span: Span
    words: str


def numbers(way: Way) -> Iterator[Changed]:
    """Yield the numbers that stand once in either side, with another bound, or with one and without.

    A number that one side alone has and one that the other has, of the same things, are one that was changed.
    """
    if way.chance < _SURE:
        return
    here, there = _numbers(way.source), _numbers(way.taken)
    for value in sorted(here.keys() & there.keys()):
        if here[value].bound != there[value].bound:
            yield _changed(here[value], there[value])
    left, right = (
        [found[value] for value in sorted(found.keys() - other)]
        for found, other in ((here, there.keys()), (there, here.keys()))
    )
    pairs = [
        (source, taken)
        for source, taken in product(left, right)
        if _of(way.source, source) & _of(way.taken, taken) and not _is_time(way.source, source)
    ]
    if len(pairs) == 1 and way.chance >= _SURER:
        yield _changed(*pairs[0])


def _changed(source: _Number, taken: _Number) -> Changed:
    return Changed("number", source.span, taken.span, f"“{source.words}” becomes “{taken.words}”")


def _of(end: End, number: _Number) -> frozenset[str]:
    """Return the stem of what a number counts: the first content word behind it."""
    return frozenset(stem for stem, _ in following(end, number.span.end, 1))


def _is_time(end: End, number: _Number) -> bool:
    return any(time.span.overlaps(number.span) for time in end.dated())


def _numbers(end: End) -> dict[str, _Number]:
    """Return the numbers that stand once in a stretch, by value, in order of place."""
    found = [_number(match) for match in _NUMBER.finditer(end.document.text, end.span.start, end.span.end)]
    counts = Counter(each.value for each in found)
    return {each.value: each for each in found if counts[each.value] == 1}


def _number(match: re.Match[str]) -> _Number:
    number = match["number"].lower()
    value = _VALUE_OF.get(number, number.replace(",", ""))
    bound = " ".join((match["bound"] or "").lower().split())
    return _Number(value, _BOUND_OF.get(bound, ""), Span(*match.span()), " ".join(match[0].split()))
