"""Names that are spelled otherwise than in the source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

from rapidfuzz import fuzz

from rashomon.compare.drift.way import Changed, Way
from rashomon.compare.words import fold
from rashomon.model.records import Mention

_WORD = re.compile(r"[^\W\d_]{3,}")
_ALIKE = 60.0  # rapidfuzz ratio, 0 to 100; less alike, one part of a name stands for another


def names(way: Way) -> Iterator[Changed]:
    """Yield the names of one actor that both sides have, in two spellings, accents aside."""
    for source, taken in product(way.source.named(), way.taken.named()):
        if source.actor and source.actor == taken.actor and (pair := _respelled(source, taken)):
            yield Changed("name", source.span, taken.span, f"“{pair[0]}” is spelled “{pair[1]}”")


def _respelled(source: Mention, taken: Mention) -> tuple[str, str] | None:
    """Return the two likeliest spellings of one word of a name, if there are two."""
    if not (source.text[:1].isupper() and taken.text[:1].isupper()):
        return None  # a description
    here, there = (dict.fromkeys(_WORD.findall(each.text)) for each in (source, taken))
    apart = [
        (fuzz.ratio(fold(one), fold(other)), one, other)
        for one, other in product(here, there)
        if fold(one) not in map(fold, there) and fold(other) not in map(fold, here)
    ]
    alike, one, other = max(apart, default=(0.0, "", ""))
    cut = fold(one).startswith(fold(other)) or fold(other).startswith(fold(one))  # "Lib." for "Liberal"
    return (one, other) if alike >= _ALIKE and not cut else None
