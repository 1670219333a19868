"""Headlines against their texts: which statement of the text one in its title stands for, and what differs.

A headline says in other words what the text says, by way of a statement of the same speaker. What the text as
a whole does not have, a figure or quoted words, the headline has made.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rashomon.model.offsets import Span
from rashomon.report.characters import in_quotes, one_line
from rashomon.report.statements import Said
from rashomon.report.texts import Text

_LEAST = 0.4
"""The share of a headline's words from which on a statement may be what it stands for."""
_SAME_ACT = 0.2
_STEM = 5  # letters that stand for a word in all its forms
_SHORTEST = 4  # letters of a word that counts; figures and words with a capital are shorter
_WORD = re.compile(r"\w+")
_FIGURE = re.compile(r"\d[\d.,]*\d|\d")
_QUOTED = re.compile(r"[\"“„«]([^\"“”„«»]+)[\"”»]|(?<!\w)[‘']([^‘’']+(?:[’'](?=\w)[^‘’']*)*)[’'](?!\w)")
_SPELLED = {
    word: str(number)
    for number, word in (
        *enumerate(
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
            "sixteen seventeen eighteen nineteen twenty".split()
        ),
        *zip(range(30, 100, 10), "thirty forty fifty sixty seventy eighty ninety".split(), strict=True),
    )
}
"""Figures that a text may spell out where its headline does not."""


_SCALED = {"hundred": 100, "thousand": 1000}
_TENS = "|".join(word for word, number in _SPELLED.items() if number[1:] == "0" and word != "ten")
_UNITS = "|".join(sorted(_SPELLED, key=len, reverse=True))
_NUMERAL = re.compile(
    rf"\b(?:(?P<tens>{_TENS})[- ]?)?(?:(?P<unit>{_UNITS}|an?)\b)?(?: (?P<scale>hundred|thousand)\b)?"
)


@dataclass(frozen=True, slots=True)
class Headline:
    """One statement in a title, the one of the text that it stands for, and where the two differ."""

    said: Said
    passage: Said | None
    differs: tuple[str, ...]


def headlines(text: Text, said: Sequence[Said]) -> tuple[Headline, ...]:
    """Return the statements in the title of a text, with what they stand for."""
    titles = [part.span for part in text.document.parts if part.kind == "title"]
    above = [each for each in said if each.outer is None and _touches(each, titles)]
    below = [each for each in said if not _touches(each, titles)]
    return tuple(_headline(text, each, below, titles) for each in above)


def _touches(said: Said, titles: Sequence[Span]) -> bool:
    own = (*said.statement.cue.spans, *said.statement.content.spans)
    return any(span.overlaps(title) for span in own for title in titles)


def _headline(text: Text, said: Said, below: Sequence[Said], titles: Sequence[Span]) -> Headline:
    passage = _likest(said, below)
    differs = (*_made(text, said, titles), *(_manner(said, passage) if passage else ()))
    return Headline(said, passage, differs)


def _likest(said: Said, below: Sequence[Said]) -> Said | None:
    """Return the first of the statements with most of a headline's words; the same act counts too."""
    own = _stems(said.statement.content.text)
    fits: list[tuple[float, int]] = []
    for number, each in enumerate(below):
        share = len(own & _stems(each.statement.content.text)) / max(1, len(own))
        if share >= _LEAST and _may_be(said, each):
            fits.append((share + _SAME_ACT * (each.act == said.act), -number))
    return below[-max(fits)[1]] if fits else None


def _may_be(said: Said, other: Said) -> bool:
    """Tell whether two statements may be one speaker's: not where both have other actors."""
    ours, theirs = ({member.actor for member in each.statement.speaker.members} for each in (said, other))
    return not ours or not theirs or not ours.isdisjoint(theirs)


def _stems(text: str) -> frozenset[str]:
    counted = (word for word in _WORD.findall(text) if len(word) >= _SHORTEST or not word.islower())
    return frozenset(word.casefold()[:_STEM] for word in counted)


def _made(text: Text, said: Said, titles: Sequence[Span]) -> Iterator[str]:
    """Yield what a headline has and the text below it has nowhere."""
    below = "".join(
        character
        for at, character in enumerate(text.document.text)
        if not any(title.start <= at < title.end for title in titles)
    )
    own = one_line(text.excerpt.words(said.statement.content.spans))
    figures = {figure.replace(",", "") for figure in _FIGURE.findall(below)}
    figures |= set(_spelled(below.casefold()))
    for figure in dict.fromkeys(_FIGURE.findall(own)):
        if figure.replace(",", "") not in figures:
            yield f"the text has no figure {figure}"
    letters = _letters(below)
    for quoted in (one or other for one, other in _QUOTED.findall(own)):
        if _letters(quoted) not in letters:
            yield f"the text has no words {in_quotes(quoted)}"


def _spelled(text: str) -> Iterator[str]:
    """Yield the figures that a text has in words: "three", "twenty-one", "a hundred", "two thousand"."""
    for number in _NUMERAL.finditer(text):
        tens, unit, scale = number["tens"], number["unit"], number["scale"]
        if not (tens or unit):
            continue
        value = int(_SPELLED.get(tens, "0")) + int(_SPELLED.get(unit, "1" if unit in {"a", "an"} else "0"))
        if unit not in {"a", "an"} or scale:
            yield str(value * _SCALED.get(scale, 1))


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


def _manner(said: Said, passage: Said) -> Iterator[str]:
    """Yield where a headline says otherwise than its passage that something is said, and how surely."""
    ours, theirs = (one_line(each.text.excerpt.words(each.statement.cue.spans)) for each in (said, passage))
    if (said.act, bool(said.coloured)) != (passage.act, bool(passage.coloured)) and ours and theirs:
        yield f"{in_quotes(ours)} in the headline, {in_quotes(theirs)} in the text"
    if said.unsure != passage.unsure:
        yield "the text marks it as unsure" if passage.unsure else "the headline marks it as unsure"
