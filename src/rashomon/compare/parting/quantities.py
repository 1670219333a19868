"""Numbers in a text with what they count or measure, wherever they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from rashomon.model.offsets import Span
from rashomon.model.records import Figure

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_SCALES: Mapping[str, float] = MappingProxyType(
    {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9}
)
_WORDS: Mapping[str, float] = MappingProxyType(
    {
        **{word: float(at) for at, word in enumerate(_ONES)},
        **{word: 10.0 * at for at, word in enumerate(_TENS, 2)},
        "dozen": 12.0,
    }
)
_BOUNDS: Mapping[str, str] = MappingProxyType(
    {
        words: bound
        for bound, several in {
            "low": "at least|no less than|not less than|no fewer than|not fewer than|a minimum of",
            "over": "more than|over|upwards of|in excess of",
            "high": "never exceeded|did not exceed|up to|as many as|as much as|at most|no more than"
            "|not more than|a maximum of",
            "under": "less than|fewer than|under",
            "about": "about|around|some|roughly|approximately|an estimated|almost|nearly|close to|circa",
        }.items()
        for words in several.split("|")
    }
)
_UNITS: Mapping[str, tuple[str, float]] = MappingProxyType(
    {
        form: (unit, size)
        for unit, forms in {
            "per cent": {"%|percent|per cent|pct": 1.0},
            "metres": {
                "km|kilometre|kilometres|kilometer|kilometers": 1000.0,
                "metre|metres|meter|meters": 1.0,
                "mile|miles": 1609.34,
                "foot|feet|ft": 0.3048,
                "yard|yards": 0.9144,
                "centimetre|centimetres|centimeter|centimeters|cm": 0.01,
            },
            "tonnes": {
                "tonne|tonnes|ton|tons|metric ton|metric tons|metric tonnes": 1.0,
                "kg|kilo|kilos|kilogram|kilograms|kilogramme|kilogrammes": 0.001,
            },
            "minutes": {
                "minute|minutes": 1.0,
                "hour|hours": 60.0,
                "second|seconds": 1 / 60,
                "day|days": 1440.0,
                "week|weeks": 10080.0,
                "month|months": 43830.0,
                "year|years": 525960.0,
            },
            "hectares": {"hectare|hectares": 1.0, "acre|acres": 0.4047},
            "litres": {"litre|litres|liter|liters": 1.0},
            "degrees": {"degree|degrees": 1.0},
            "megawatts": {"megawatt|megawatts|mw": 1.0},
        }.items()
        for several, size in forms.items()
        for form in several.split("|")
    }
)
"""The unit that each word for a unit is of, and how many of it it is."""
_NAMES = "|".join(sorted(map(re.escape, _UNITS), key=len, reverse=True))
_NUMERALS = "|".join((*_ONES[1:], *_TENS, "dozen"))
_LINK = r"[ -](?:(?<=hundred )and |(?<=thousand )and )?"
"""What joins the words of one number: "two hundred and eleven", not "between eleven and twelve"."""
_NUMBER = re.compile(
    rf"(?:\b(?P<bound>{'|'.join(sorted(_BOUNDS, key=len, reverse=True))})\s+)?"
    r"(?:(?<![\w.,:/–-])(?P<money>[$€£]\s?)?(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    rf"|\b(?P<words>a single\b|(?:an?|{_NUMERALS})(?:{_LINK}(?:{_NUMERALS}|{'|'.join(_SCALES)}))*))"
    r"(?P<half>\s+and\s+a\s+half)?"
    rf"(?:\s+(?P<scale>hundred|thousand|million|billion)\b)?"
    rf"(?:[\s-]?(?P<unit>%|(?:{_NAMES})\b))?"
    r"(?![\w:/]|[.,:–-]\d)",
    re.IGNORECASE,
)
_VOTE = re.compile(r"\b(?:vot(?:e[sd]?|ing)|ballot|majority|in favou?r|motion|resolution)\b", re.IGNORECASE)
_SCORE = re.compile(
    r"(?<![\w.,:/-])(?<!\bfrom )(\d{1,4})(?:(?:\s+votes?)?(?:\s?[–-]\s?|\s+to\s+|\s+against\s+)"
    r"|\s+(?:votes?\s+)?(?:in favou?r|for),?\s+(?:and|to)\s+)(\d{1,4})(?![\w:/]|[.,:]\d)"
)
_NOUNS = re.compile(
    r"[^\S\n]+(?:(?:out )?of (?:the |its |his |her |their |our |these |those )?(?:\d[\d,]* |(?:"
    rf"{_NUMERALS}) )?)?"
    r"((?:[^\W\d_][\w’'-]*[^\S\n]?){1,4})"
)
_OR_MORE = re.compile(
    r"(?:[^\S\n]+(?:of us|of them|people))?[^\S\n]+(?:or|and) more\b(?![^\S\n]+\w)", re.IGNORECASE
)
_OPENING = re.compile(r"\b(?:between|from)\s+$", re.IGNORECASE)
_JOINING = re.compile(r"\s+(?:and|to)\s+", re.IGNORECASE)
_BEFORE = 12  # characters before a number in which a range is opened
_YEARS = range(1500, 2101)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of a text, with what it counts or measures.

    Attributes:
        span: the number, its bound and its unit, in code points of the text.
        figure: the number in the base unit of its kind.
        unit: the kind of unit; empty where it counts things.
        size: how much of the base unit the text's own unit is.
        nouns: words that follow, in which what is counted stands.
    """

    span: Span
    figure: Figure
    unit: str
    size: float
    nouns: tuple[str, ...]


def quantities(text: str, within: Span) -> Iterator[Quantity]:
    """Yield the numbers in a stretch of a text, in order; years, hours and dates are none."""
    found = [_quantity(text, within, *each) for each in _numbers(text, within)]
    at = 0
    while at < len(found):
        whole = _range(text, found[at], found[at + 1]) if at + 1 < len(found) else None
        yield whole or found[at]
        at += 2 if whole else 1


def _numbers(text: str, within: Span) -> Iterator[tuple[re.Match[str], float]]:
    results = [span for span, _ in scores(text, within)]
    for match in _NUMBER.finditer(text, within.start, within.end):
        value = _value(match)
        if value is not None and not any(span.overlaps(Span(*match.span())) for span in results):
            yield match, value


def _range(text: str, low: Quantity, high: Quantity) -> Quantity | None:
    """Return two numbers that give the ends of one: "between 30 and 40", "from 30 to 40 tonnes"."""
    opening = _OPENING.search(text, max(0, low.span.start - _BEFORE), low.span.start)
    least, most = low.figure.best, high.figure.best
    if opening is None or least is None or most is None or least >= most:
        return None
    if not _JOINING.fullmatch(text, low.span.end, high.span.start):
        return None
    span = Span(opening.start(), high.span.end)
    size = high.size if low.unit in {"", high.unit} else 0.0
    first = least * (size if not low.unit else 1.0) * _shared_scale(text, low, high)
    figure = Figure(kind="", low=first, high=most, span=span)
    return replace(high, span=span, figure=figure) if size else None


def _shared_scale(text: str, low: Quantity, high: Quantity) -> float:
    """Return by what the second number alone is told: "between eleven and twelve thousand"."""
    words = high.span.of(text).casefold().split()
    scale = next((_SCALES[word] for word in reversed(words) if word in _SCALES), 1.0)
    shared = scale > 1.0 and not any(word in _SCALES for word in low.span.of(text).casefold().split())
    return scale if shared and (low.figure.best or 0.0) * scale < (high.figure.best or 0.0) else 1.0


def scores(text: str, within: Span) -> Iterator[tuple[Span, tuple[int, int]]]:
    """Yield the results in a stretch of a text that speaks of a vote: "17 to 14", "17–14"."""
    if not _VOTE.search(text, within.start, within.end):
        return
    for match in _SCORE.finditer(text, within.start, within.end):
        yield Span(*match.span()), (int(match[1]), int(match[2]))


def _value(match: re.Match[str]) -> float | None:
    scale = _SCALES.get((match["scale"] or "").lower(), 1.0)
    half = 0.5 if match["half"] else 0.0
    if match["digits"] is not None:
        number = float(match["digits"].replace(",", ""))
        year = number in _YEARS and "," not in match["digits"] and not match["unit"] and scale == 1.0
        return None if year else (number + half) * scale
    spelled = _spelled(match["words"].lower(), scale, has_unit=bool(match["unit"]))
    return None if spelled is None else spelled + half * scale


def _spelled(words: str, scale: float, *, has_unit: bool) -> float | None:
    """Return the number that words spell; "a" and "one" alone are too often no number."""
    total, part = 0.0, 0.0
    parts = re.split(r"[ -]", words.replace(" and ", " "))
    if len(parts) == 1 and scale == 1.0 and (parts[0] in {"a", "an"} or (parts[0] == "one" and not has_unit)):
        return None
    for word in parts:
        if word in {"a", "an", "single"}:
            part = 1.0
        elif word in _SCALES:
            part = max(part, 1.0) * _SCALES[word]
            total, part = (total + part, 0.0) if _SCALES[word] > 1e2 else (total, part)  # noqa: PLR2004
        elif word == "dozen":
            part = max(part, 1.0) * _WORDS[word]
        else:
            part += _WORDS[word]
    return (total + part) * scale


def _quantity(text: str, within: Span, match: re.Match[str], value: float) -> Quantity:
    unit, size = _UNITS.get((match["unit"] or "").lower(), ("", 1.0))
    span = Span(*match.span())
    after = _NOUNS.match(text, match.end(), within.end)
    nouns = tuple(after[1].split()) if after else ()
    named = unit or (match["money"] or "").strip()
    return Quantity(span, _figure(match, value * size, span), named, size, nouns)


def _figure(match: re.Match[str], value: float, span: Span) -> Figure:
    bound = _BOUNDS.get(" ".join((match["bound"] or "").lower().split()), "")
    if not bound and _OR_MORE.match(match.string, match.end()):
        bound = "low"
    low = value if bound in {"low", "over"} else None
    high = value if bound in {"high", "under"} else None
    best = value if bound in {"", "about"} else None
    return Figure(kind="", low=low, best=best, high=high, approximate=bound == "about", span=span)
