"""Numbers that lose or gain a bound: "at least 40" that becomes "40"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
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
    "more": "more than|upwards of|over|in excess of",
    "most": "as many as|as much as|up to|at most|no more than|not more than",
    "less": "less than|fewer than|under|almost|nearly|close to",
    "about": "about|around|some|roughly|approximately|an estimated",
}
_BOUND_OF: Mapping[str, str] = MappingProxyType(
    {words: bound for bound, several in _BOUNDS.items() for words in several.split("|")}
)
_ONWARD: Mapping[str, str] = MappingProxyType(
    {
        "or more": "least",
        "plus": "least",
        "at least": "least",
        "or fewer": "most",
        "or less": "most",
        "at most": "most",
    }
)
"""Bounds behind a number, by the bound before one that says the same."""
_GOVERNING = re.compile(
    r"\b(?:agreements?|anger|argu(?:ed|ing|ments?)|battles?|clash(?:es)?|compensation|complain(?:ed|ts?)|concerns?|conflicts?"
    r"|control|deals?|debates?|deliberations?|disagreements?|discussions?|disputes?|fears?|fights?|negotiations?|outcry"
    r"|power|protests?|quarrels?|questions?|rows?|rule|ruling|stand-?offs?|strikes?|struggles?|talks?|talked"
    r"|talking|tensions?|wars?|worr(?:y|ies|ied)|charge|command(?:s|ed)?|presid(?:e|es|ed|ing)|reign(?:s|ed)?|rules"
    r"|supervision|tower(?:s|ed|ing)?|watch(?:es|ed|ing)?)\s*$",
    re.IGNORECASE,
)
"""Before "about", "over" and the like that are no bounds: "talks about 40 hectares", "watch over 12"."""
_PREPOSITIONS = frozenset({"about", "around", "over", "under"})
_VALUE_OF: Mapping[str, str] = MappingProxyType({word: str(at) for at, word in enumerate(NUMBER_WORDS)})
_NUMBER = re.compile(
    rf"(?:\b(?P<bound>{'|'.join(_BOUND_OF)})\s+)?"
    rf"(?<![\w.,:-])(?P<number>\d[\d,]*(?:\.\d+)?|(?:{'|'.join(NUMBER_WORDS)})\b(?!-(?!plus\b)))(?![\w:]|[.,]\d)"
    r"(?:\s(?P<scale>hundred|thousand|million|billion)\b)?"
    r"(?P<percent>\s?(?:%|per ?cent\b))?"
    rf"(?:[\s-](?P<onward>{'|'.join(_ONWARD)})\b)?",
    re.IGNORECASE,
)
_SCORE = re.compile(r"(?<![\w.,–-])\d{1,3}(?:\s?[–-]\s?| to | votes to )\d{1,3}(?![\w–-]|[.,]\d)")
_SCALED = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000}
_SCALES = frozenset({"hundr", "thous", "milli", "billi"})
_AHEAD = 20  # characters before a bound in which the noun stands that it hangs on
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class _Number:
    """A number in a text, with its bound."""

    value: str
    bound: str
    percent: bool
    span: Span
    words: str


def numbers(way: Way) -> Iterator[Changed]:
    """Yield the numbers that stand once in either side, with another bound or a lost "percent"."""
    if way.chance < _SURE:
        return
    here, there = _numbers(way.source), _numbers(way.taken)
    for value in sorted(here.keys() & there.keys()):
        one, other = here[value], there[value]
        if (one.bound, one.percent) != (other.bound, other.percent):
            yield _changed(one, other)


def counts(way: Way) -> Iterator[Changed]:
    """Yield the one number that either side alone has of things that both count."""
    if way.chance < _SURER:
        return
    here, there = _numbers(way.source), _numbers(way.taken)
    left, right = (
        [found[value] for value in sorted(found.keys() - other)]
        for found, other in ((here, there.keys()), (there, here.keys()))
    )
    pairs = [
        (source, taken)
        for source, taken in product(left, right)
        if _of(way.source, source) & _of(way.taken, taken) and not _is_time(way.source, source)
    ]
    if len(pairs) == 1:
        yield _changed(*pairs[0])


def scores(way: Way) -> Iterator[Changed]:
    """Yield the one score, or range, of either side if the other has other numbers: "17-14", "17 to 16"."""
    source, taken = _scores(way.source), _scores(way.taken)
    if way.chance >= _SURE and len(source) == len(taken) == 1:
        one, other = source[0], taken[0]
        if _DIGITS.findall(one[0]) != _DIGITS.findall(other[0]):
            detail = f"“{one[0]}” becomes “{other[0]}”"
            yield Changed("number", Span(*one.span()), Span(*other.span()), detail)


def _scores(end: End) -> list[re.Match[str]]:
    return list(_SCORE.finditer(end.document.text, end.span.start, end.span.end))


def _changed(source: _Number, taken: _Number) -> Changed:
    return Changed("number", source.span, taken.span, f"“{source.words}” becomes “{taken.words}”")


def _of(end: End, number: _Number) -> frozenset[str]:
    """Return the stem of what a number counts: the first content word behind it, "million" left out."""
    stems = [stem for stem, _ in following(end, number.span.end, 2) if stem not in _SCALES]
    return frozenset(stems[:1])


def _is_time(end: End, number: _Number) -> bool:
    return any(time.span.overlaps(number.span) for time in end.dated())


def _numbers(end: End) -> dict[str, _Number]:
    """Return the numbers that stand once in a stretch and in no score, by value, in order of place."""
    scored = [Span(*each.span()) for each in _scores(end)]
    every = _NUMBER.finditer(end.document.text, end.span.start, end.span.end)
    found = [_number(each) for each in every if not any(one.overlaps(Span(*each.span())) for one in scored)]
    counts = Counter(each.value for each in found)
    return {each.value: each for each in found if counts[each.value] == 1}


def _number(match: re.Match[str]) -> _Number:
    number = match["number"].lower()
    value = _VALUE_OF.get(number, number.replace(",", ""))
    if match["scale"]:
        value = f"{Decimal(value) * _SCALED[match['scale'].lower()]:f}".removesuffix(".0")
    percent = match["percent"] is not None
    words = Span(match.start() if _is_bound(match) else match.start("number"), match.end())
    return _Number(value, _bound(match), percent, words, " ".join(words.of(match.string).split()))


def _bound(match: re.Match[str]) -> str:
    """Return the bound of a number, whether it stands before or behind it."""
    before = " ".join((match["bound"] or "").lower().split()) if _is_bound(match) else ""
    return _BOUND_OF.get(before) or _ONWARD.get((match["onward"] or "").lower(), "")


def _is_bound(match: re.Match[str]) -> bool:
    """Tell "about 40 hectares" from what some "talks about 40 hectares" are on."""
    ahead = match.string[max(0, match.start() - _AHEAD) : match.start()]
    return (match["bound"] or "").lower() not in _PREPOSITIONS or _GOVERNING.search(ahead) is None
