"""Figures of an event: numbers that count who or what takes part, with what they leave open."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rashomon.extract.happening.numerals import Numeral, numerals
from rashomon.extract.timing.words import SCALES, UNITS
from rashomon.extract.words import Range, Words

_AT_LEAST = re.compile(r"(?:at least|more than|over|(?:no|not) (?:less|fewer) than|upwards of)$")
_AT_MOST = re.compile(r"(?:at most|up to|fewer than|less than|under|as many as|no more than)$")
_ABOUT = re.compile(r"(?:about|around|some|approximately|roughly|nearly|almost|close to|an estimated)$")
_DOZENS = {"dozens": 24.0, "scores": 40.0, "hundreds": 200.0, "thousands": 2000.0, "millions": 2e6}
_BEFORE = 4  # words in which a bound is looked for
_COUNTING = frozenset({"nummod", "obj", "nsubj", "obl", "root", "conj"})
_SHARES = frozenset({"%", "percent", "per"})
_MEASURES = frozenset(
    """
    metre meter kilometre kilometer mile foot inch hectare acre ton tonne kilogram kilo litre liter gallon
    degree dollar euro pound rouble ruble dirham yuan yen
    """.split()
)
_KINDS = {
    **dict.fromkeys("kill die dead perish slay murder casualty death victim drown".split(), "killed"),
    **dict.fromkeys("injure wound hurt maim injury".split(), "injured"),
    **dict.fromkeys("arrest detain imprison jail capture".split(), "arrested"),
}


@dataclass(frozen=True, slots=True)
class Count:
    """A number, its words, what it counts, and its bounds; "dozens" has a lowest number and no best one."""

    words: Range
    kind: str
    low: float | None = None
    best: float | None = None
    high: float | None = None
    unit: str | None = None
    approximate: bool = False


def counts(words: Words, verb: int, phrase: Range) -> Iterator[Count]:
    """Yield the figures in a phrase that takes part in what a predicate tells.

    Args:
        words: of the document.
        verb: the predicate.
        phrase: words of one who takes part.
    """
    for word in range(*phrase):
        if words.lower[word] in _DOZENS and words.tree.upos[word] in {"NOUN", "NUM"}:
            yield Count(
                (word, word + 1), _kind(words, verb, (word, word + 1)), low=_DOZENS[words.lower[word]]
            )
    for number in numerals(words.lower, phrase):
        if _counts(words, number) and not _is_age(words, *number.words):
            yield _bounded(words, verb, number)


def _counts(words: Words, number: Numeral) -> bool:
    """Tell a number of people or things from one that is part of a name or of an address."""
    tree = words.tree
    return any(
        words.lower[word] in SCALES or (tree.upos[word] == "NUM" and tree.relations[word] in _COUNTING)
        for word in range(*number.words)
    )


def _bounded(words: Words, verb: int, number: Numeral) -> Count:
    first, last = number.words
    before = " ".join(words.lower[max(0, first - _BEFORE) : first])
    at_least, at_most = _AT_LEAST.search(before), _AT_MOST.search(before)
    unit = _unit(words, last)
    one = number.low == number.high
    return Count(
        number.words,
        unit or _kind(words, verb, number.words),
        low=number.low if at_least or not (one or at_most) else None,
        best=number.low if one and not (at_least or at_most) else None,
        high=number.high if (at_most and not at_least) or not one else None,
        unit=unit,
        approximate=_ABOUT.search(before) is not None,
    )


def _is_age(words: Words, first: int, last: int) -> bool:
    """Tell an age or a stretch of time: "the minister, 54, ...", "fifteen-year-old", "turned 15"."""
    after = words.lemma(last) if last < len(words.lower) else ""
    dashed = words.lemma(last + 1) if after == "-" and last + 1 < len(words.lower) else ""
    between = first > 0 and words.lower[first - 1] == "," and after in {",", "."}
    turned = first > 0 and words.lemma(first - 1) in {"turn", "age"}
    return between or turned or after in UNITS or dashed in UNITS


def _unit(words: Words, behind: int) -> str | None:
    """Return what a number measures by, where the word behind it says so: "percent", "metre"."""
    unit = words.lemma(behind) if behind < len(words.lower) else ""
    return "percent" if unit in _SHARES else (unit if unit in _MEASURES else None)


def _kind(words: Words, verb: int, number: Range) -> str:
    """Return what a number counts: the killed, the injured, the arrested, or the noun that it stands with."""
    return _KINDS.get(words.lemma(verb), words.lemma(_counted(words, number)))


def _counted(words: Words, number: Range) -> int:
    """Return the word that a number counts; the last of its own words where there is none."""
    tree, (first, last) = words.tree, number
    word = next((word for word in range(first, last) if not first <= tree.heads[word] < last), last - 1)
    if tree.relations[word] == "nummod" and tree.heads[word] >= 0:
        return tree.heads[word]
    behind = last + (last < len(words.lower) and words.lower[last] == "of")
    is_scale = words.lower[word] in SCALES or words.lower[word] in _DOZENS
    return behind if is_scale and behind < len(words.lower) and tree.upos[behind] == "NOUN" else word
