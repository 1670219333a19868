"""English words of time: numbers, units, names of months and days, parts of days and of years."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from rashomon.extract.timing.meaning import Shade

_SMALL = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen
""".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINALS = """
    zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth
    fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth
""".split()
SCALES: Mapping[str, float] = MappingProxyType(
    {"dozen": 12.0, "hundred": 100.0, "thousand": 1000.0, "million": 1e6, "billion": 1e9}
)
"""Words that multiply the number before them."""
NUMBERS: Mapping[str, float] = MappingProxyType(
    {
        **{word: float(number) for number, word in enumerate(_SMALL)},
        **{word: 10.0 * number for number, word in enumerate(_TENS, start=2)},
        "a": 1.0,
        "an": 1.0,
        "another": 1.0,
        "half": 0.5,
        "couple": 2.0,
        **SCALES,
    }
)
"""What numerals and articles count before a unit."""
_ARTICLES = frozenset({"a", "an"})
ORDINALS: Mapping[str, int] = MappingProxyType({word: n for n, word in enumerate(_ORDINALS)})
SOME = frozenset("few several some many recent coming various numerous".split())
"""Words for a number that is not said."""

UNITS: Mapping[str, str] = MappingProxyType(
    {
        "second": "TS",
        "minute": "TM",
        "min": "TM",
        "hour": "TH",
        "day": "D",
        "night": "D",
        "week": "W",
        "fortnight": "2W",
        "month": "M",
        "quarter": "3M",
        "year": "Y",
        "decade": "10Y",
        "century": "100Y",
        "weekend": "WE",
    }
)
"""Units in TIMEX3's letters; "T" in front where they are parts of a day."""
PLURALS = MappingProxyType(
    {**{f"{unit}s": unit for unit in UNITS}, "centuries": "century", "hrs": "hour", "mins": "minute"}
)

_MONTHS = """
    january february march april may june july august september october november december
""".split()
MONTHS: Mapping[str, int] = MappingProxyType(
    {
        **{name: number for number, name in enumerate(_MONTHS, start=1)},
        **{name[:3]: number for number, name in enumerate(_MONTHS, start=1)},
        "sept": 9,
    }
)
_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
WEEKDAYS: Mapping[str, int] = MappingProxyType(
    {
        **{name: number for number, name in enumerate(_DAYS, start=1)},
        **{name[:3]: number for number, name in enumerate(_DAYS, start=1)},
        "tues": 2,
        "weds": 3,
        "thur": 4,
        "thurs": 4,
    }
)
PARTS: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("morning", "dawn", "daybreak", "sunrise", "forenoon"), "MO"),
        "afternoon": "AF",
        **dict.fromkeys(("evening", "dusk", "sunset", "nightfall"), "EV"),
        **dict.fromkeys(("night", "overnight", "tonight"), "NI"),
    }
)
SEASONS: Mapping[str, str] = MappingProxyType(
    {
        "spring": "SP",
        "springtime": "SP",
        "summer": "SU",
        "summertime": "SU",
        "autumn": "FA",
        "fall": "FA",
        "winter": "WI",
        "wintertime": "WI",
    }
)
CLOCKS: Mapping[str, str] = MappingProxyType({"noon": "12:00", "midday": "12:00", "midnight": "00:00"})
_NOW = """
    now; currently; current; at present; present; presently; these days; nowadays; right now; at the moment;
    the moment; the present; at this time; this time; already; so far; at this point
"""
_BEFORE = """
    recently; recent; previously; previous; the past; past; once; lately; formerly; earlier; in the past;
    long ago; some time ago; a while ago; not long ago; the recent past; just recently; more recently
"""
_TO_COME = """
    soon; the future; future; the near future; in the future; shortly; later; eventually; one day; some day;
    someday; the foreseeable future; anytime soon
"""
REFERENCES: Mapping[str, str] = MappingProxyType(
    {
        " ".join(phrase.split()): value
        for phrases, value in ((_NOW, "PRESENT_REF"), (_BEFORE, "PAST_REF"), (_TO_COME, "FUTURE_REF"))
        for phrase in phrases.split(";")
    }
)
"""Phrases that point before, at or after the time of writing, without saying how far."""
EVERY: Mapping[str, str] = MappingProxyType(
    {
        "hourly": "PT1H",
        "daily": "P1D",
        "nightly": "P1D",
        "weekly": "P1W",
        "biweekly": "P2W",
        "fortnightly": "P2W",
        "monthly": "P1M",
        "quarterly": "P3M",
        "yearly": "P1Y",
        "annual": "P1Y",
        "annually": "P1Y",
    }
)
SHADES: Mapping[Shade, frozenset[str]] = MappingProxyType(
    {
        "early": frozenset({"early", "beginning", "start", "outset"}),
        "middle": frozenset({"mid", "middle"}),
        "late": frozenset({"late", "end", "close"}),
    }
)
NINETIES: Mapping[str, int] = MappingProxyType(
    {
        name: number
        for number, name in enumerate(
            "twenties thirties forties fifties sixties seventies eighties nineties".split(), start=2
        )
    }
)
"""Decades by name, by their tens."""


_FIGURES = re.compile(r"(\d{1,7}(?:,\d{3})*(?:\.\d{1,7})?)(?:/(\d{1,3}))?")


def number_of(words: Sequence[str]) -> float | None:
    """Return the number that some words say ("twenty-five" as two words, "2", "half a"); `None` if none."""
    total, below, seen = 0.0, 0.0, False
    for word in words:
        value = _number(word)
        if value is None:
            return None
        if word in _ARTICLES and "half" in words:
            continue
        if word not in SCALES:
            below += value
        elif value < SCALES["thousand"]:
            below = (below or 1.0) * value
        else:
            total, below = total + (below or 1.0) * value, 0.0
        seen = True
    return total + below if seen else None


def _number(word: str) -> float | None:
    if word in NUMBERS:
        return NUMBERS[word]
    match = _FIGURES.fullmatch(word)
    if match is None:
        return None
    parts = [float(part.replace(",", "")) for part in match.groups() if part is not None]
    return parts[0] if len(parts) == 1 else (parts[0] / parts[1] if parts[1] else None)
