"""Figures of an event: numbers that count who or what takes part, with what they leave open."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rashomon.extract.timing.words import SCALES, UNITS, number_of
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
    tree = words.tree
    for word in range(*phrase):
        if words.lower[word] in _DOZENS and tree.upos[word] in {"NOUN", "NUM"}:
            yield Count((word, word + 1), _kind(words, verb, word), low=_DOZENS[words.lower[word]])
        elif tree.upos[word] == "NUM" and tree.relations[word] in _COUNTING:
            first = _begins(words, word, phrase[0])
            value, last = _value(words, first)
            if value is not None and not _is_age(words, first, last):
                yield _bounded(words, verb, (first, last), value)


def _bounded(words: Words, verb: int, number: Range, value: float) -> Count:
    first, last = number
    before = " ".join(words.lower[max(0, first - _BEFORE) : first])
    at_least, at_most = _AT_LEAST.search(before), _AT_MOST.search(before)
    unit = _unit(words, last)
    return Count(
        number,
        unit or _kind(words, verb, last - 1),
        low=value if at_least else None,
        best=None if at_least or at_most else value,
        high=value if at_most and not at_least else None,
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


def _begins(words: Words, word: int, first: int) -> int:
    """Return the first word of a number of several: the "two" of "two hundred"."""
    while (
        word > first and words.tree.upos[word - 1] == "NUM" and words.tree.relations[word - 1] == "compound"
    ):
        word -= 1
    return word


def _value(words: Words, word: int) -> tuple[float | None, int]:
    """Return the number that begins at a word, and where its words end."""
    last = word + 1
    while last < len(words.lower) and words.lower[last] in SCALES:
        last += 1
    return number_of(words.lower[word:last]), last


def _unit(words: Words, behind: int) -> str | None:
    """Return what a number measures by, where the word behind it says so: "percent", "metre"."""
    unit = words.lemma(behind) if behind < len(words.lower) else ""
    return "percent" if unit in _SHARES else (unit if unit in _MEASURES else None)


def _kind(words: Words, verb: int, word: int) -> str:
    """Return what a number counts: the killed, the injured, the arrested, or the noun that it stands with."""
    head = words.tree.heads[word]
    counted = head if words.tree.relations[word] == "nummod" and head >= 0 else word
    return _KINDS.get(words.lemma(verb), words.lemma(counted))
