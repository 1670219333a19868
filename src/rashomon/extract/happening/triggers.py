"""Which predicates tell an event that a story may turn on.

A predicate is a verb or a noun that the encoder takes for one. Those by which somebody says something are
statements and no events. How likely a predicate tells an event is learned (`language.happening`); one that
has a PLOVER type, or a time, a place or a figure, counts sooner.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass

from rashomon.extract.happening.coding import Coding
from rashomon.extract.words import Range, Words
from rashomon.language import Analysis

_PARTICLES = frozenset({"compound", "prt"})
LEAST, LEAST_BESIDE, LEAST_CODED = 0.2, 0.1, 0.05
"""How likely a predicate must tell an event, one with a time, a place or a figure, one with a PLOVER type.
Low, since what several texts tell needs an event in each: F1 of events on the dev stories is best at 0.4, all
that stands on them (`evaluation stories`, `meantime`) at less.
"""
SAID = frozenset({"ACCUSE", "AGREE", "CONCEDE", "REJECT", "REQUEST", "SUPPORT", "THREATEN"})
"""Types of what is done by saying something: where a statement is there for it, it is no event."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """A predicate that tells an event.

    Attributes:
        frame: its number in `Frames.predicates`.
        word: the predicate.
        words: the predicate and its particle.
        score: how likely it is one that a story turns on.
    """

    frame: int
    word: int
    words: tuple[Range, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands with predicates, by their numbers in `Frames.predicates`.

    Attributes:
        found: those with a time, a place or a figure.
        sure: those that words show to tell one: with a result, as a vote has, or a toll, or what is ordered.
    """

    found: Container[int]
    sure: Container[int]


def triggers(
    analysis: Analysis,
    words: Words,
    cues: Container[int],
    beside: Beside,
    codes: Mapping[int, Coding | None],
) -> Iterator[Trigger]:
    """Yield the predicates that tell events, in order.

    Args:
        analysis: of the document.
        words: of the document.
        cues: the words of the cues of its statements.
        beside: what stands with its predicates.
        codes: the codings of frames, `None` for what has no type.
    """
    frames = analysis.frames
    told_by = {word for coding in codes.values() if coding for word in coding.told_by}
    for frame, (word, likely) in enumerate(
        zip(frames.predicates.tolist(), frames.told.tolist(), strict=True)
    ):
        coding = codes.get(frame)
        least = LEAST_CODED if coding else LEAST_BESIDE if frame in beside.found else LEAST
        if frame in beside.sure:
            least = 0.0
        if word in told_by or likely < least or (word in cues and (coding is None or coding.type in SAID)):
            continue
        yield Trigger(frame, word, _told_by(words, word, coding), round(likely, 4))


def _with_particle(words: Words, word: int) -> tuple[Range, ...]:
    """Return a predicate with the particle behind it ("broke up"), in one piece or two."""
    tree = words.tree
    particles = [
        child
        for child in tree.children[word]
        if tree.relations[child] in _PARTICLES and tree.upos[child] in {"ADP", "ADV"} and child > word
    ]
    if not particles:
        return ((word, word + 1),)
    particle = particles[0]
    return ((word, particle + 1),) if particle == word + 1 else ((word, word + 1), (particle, particle + 1))


def _told_by(words: Words, word: int, coding: Coding | None) -> tuple[Range, ...]:
    """Return a predicate with its particle, and the noun of a light verb."""
    ranges = _with_particle(words, word)
    nouns = [(noun, noun + 1) for noun in sorted(coding.told_by) if noun > word] if coding else []
    return (*ranges, *nouns)
