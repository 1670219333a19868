"""Tolls told without a verb of their own: "12 dead", "Dead: 12", "the number of injured at 45"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rashomon.extract.happening.figures import Count, bounded, is_age, is_in_clause, is_whole
from rashomon.extract.happening.numerals import Numeral, numerals
from rashomon.extract.words import Words

TOLL_RULE, TOLL_SCORE = "toll-without-a-verb", 0.3
_TOLD = {
    **dict.fromkeys(("dead", "drowned", "killed", "perished", "slain", "murdered"), "killed"),
    **dict.fromkeys(("injured", "wounded", "hurt"), "injured"),
    **dict.fromkeys(("arrested", "detained", "jailed"), "arrested"),
}
_BETWEEN = re.compile(
    r"(?:(?:more|other|others|further|people|persons?|men|women|children|civilians|protesters|demonstrators"
    r"|soldiers|officers|policemen|police|troops|miners|workers|students|residents|passengers|prisoners"
    r"|journalists|detainees|is|are|was|were|have|has|been|being|confirmed|reported|counted|found|left"
    r"|pronounced|declared)(?: |$))*"
)
"""What may stand between a number and the word that says what came of those whom it counts."""
_FAR = 6  # words
_NUMBER_OF = re.compile(
    r"(?:number|count|toll) of (?:(?:the|those|people|persons|men|women|children|civilians) )*$"
)
_PUT_AT = frozenset({"at", "as"})
_BEFORE = 5  # words before the word of a toll in which "the number of" stands


@dataclass(frozen=True, slots=True)
class Told:
    """The word that says what came of people, and how many they are."""

    word: int
    count: Count


def tolls(words: Words, numbered: Sequence[str]) -> Iterator[Told]:
    """Yield the tolls of a document, in order.

    Args:
        words: of the document.
        numbered: the same in lower case, with numbers as `with_commas` has them.
    """
    numbers = list(numerals(numbered, (0, len(numbered))))
    ends = {number.words[1]: number for number in numbers}
    firsts = {number.words[0]: number for number in numbers}
    for word, form in enumerate(words.lower):
        if form in _TOLD:
            number = _before(words, word, ends) or _behind(words, word, firsts) or _put(words, word, firsts)
            if number is not None:
                yield Told(word, bounded(words, number, _TOLD[form]))


def has_toll(figures: Iterable[Count]) -> bool:
    """Tell figures that count people killed, injured or arrested."""
    return any(count.unit is None and count.kind in _TOLD.values() for count in figures)


def _before(words: Words, word: int, ends: Mapping[int, Numeral]) -> Numeral | None:
    """Return the number that a word is told of: "15 more injured", "twelve people were reported dead"."""
    for end in range(word, max(0, word - _FAR), -1):
        number = ends.get(end)
        if number is not None:
            fits = _BETWEEN.fullmatch(" ".join(words.lower[end:word])) and not _is_of_others(words, word)
            fits = fits and not is_in_clause(words, word, number.words)
            return number if fits and not (is_age(words, number) or is_whole(words, number)) else None
    return None


def _behind(words: Words, word: int, firsts: Mapping[int, Numeral]) -> Numeral | None:
    """Return the number behind a colon: "Dead: 12"."""
    return firsts.get(word + 2) if words.lower[word + 1 : word + 2] == [":"] else None


def _put(words: Words, word: int, firsts: Mapping[int, Numeral]) -> Numeral | None:
    """Return the number at which somebody puts those whom a word tells of: "the number of injured at 45"."""
    before = "".join(f"{each} " for each in words.lower[max(0, word - _BEFORE) : word])
    put = words.lower[word + 1 : word + 2]
    return firsts.get(word + 2) if put and put[0] in _PUT_AT and _NUMBER_OF.search(before) else None


def _is_of_others(words: Words, word: int) -> bool:
    """Tell "12 dead sheep", "12 wounded soldiers were treated" and "12 killed a guard"."""
    tree, behind = words.tree, word + 1
    described = tree.relations[word] == "amod" and tree.heads[word] == behind and tree.upos[behind] == "NOUN"
    return described or tree.has(word, "obj")
