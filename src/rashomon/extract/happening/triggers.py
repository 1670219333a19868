"""Which predicates tell an event that a story may turn on.

A predicate is a verb or a noun that the encoder takes for one. Those by which somebody says something are
statements and no events; "be", "have" and the like tell none by themselves. How much a predicate counts among
others is learned from PLOVER's types (`language.plover`); one with a time, a place or a figure counts sooner.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from math import exp

from rashomon.extract.cues import ACTS
from rashomon.extract.happening.coding import Coding
from rashomon.extract.words import Range, Words
from rashomon.language import Analysis
from rashomon.model.records import Act

_LIGHT = frozenset("be have do get let seem appear become can could may might must will would shall".split())
_ABSTRACT = frozenset(
    """
    ability amount aspect authority basis belief benefit capacity case cause desire doubt duty effect
    fact figure goal hope idea importance intent intention interest knowledge lack law level likelihood
    matter means method mind name need number opinion possibility power price principle problem
    procedure purpose question rate reason right role side size system time value view way will wish
    """.split()
)
"""Nouns for what is wanted, had or so, and for measures: none of them happens."""
_SAYING: frozenset[Act] = frozenset({"said", "believed", "asked", "announced"})
_DOING = frozenset({"begin", "continue"})
"""Verbs that say something beside a quotation only: "“No,” he began", "the march began"."""
_PARTICLES = frozenset({"compound", "prt"})
LEAST_WEIGHT, LEAST_BESIDE, LEAST_CODED = 1.0, 0.0, -1.0
"""The least weight of a predicate, of one with a time, a place or a figure, and of one with a PLOVER type;
chosen on the dev stories."""
SAID = frozenset({"ACCUSE", "AGREE", "CONCEDE", "REJECT", "REQUEST", "SUPPORT", "THREATEN"})
"""Types of what is done by saying something: where a statement is there for it, it is no event."""
_SLOPE, _LEVEL = 0.53, -1.26
"""From a weight to how likely an event is one that gold has, fitted on the dev stories (Platt, 1999)."""


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


def triggers(
    analysis: Analysis,
    words: Words,
    cues: Container[int],
    beside: Container[int],
    codes: Mapping[int, Coding],
) -> Iterator[Trigger]:
    """Yield the predicates that tell events, in order.

    Args:
        analysis: of the document.
        words: of the document.
        cues: the words of the cues of its statements.
        beside: the frames with a time, a place or a figure.
        codes: the codings of frames.
    """
    frames = analysis.frames
    told_by = {word for coding in codes.values() for word in coding.told_by}
    for frame, (word, weight) in enumerate(
        zip(frames.predicates.tolist(), frames.weights.tolist(), strict=True)
    ):
        coding = codes.get(frame)
        least = LEAST_CODED if coding else LEAST_BESIDE if frame in beside else LEAST_WEIGHT
        if word in told_by or weight < least or (word in cues and (coding is None or coding.type in SAID)):
            continue
        if coding or _may_happen(words, word, dated=frame in beside):
            score = 1 / (1 + exp(-(_SLOPE * weight + _LEVEL)))
            yield Trigger(frame, word, _told_by(words, word, coding), round(score, 4))


def _may_happen(words: Words, word: int, *, dated: bool) -> bool:
    """Tell what happens from what is had or describes; a participle with a time or a figure may happen."""
    lemma, upos = words.lemma(word), words.tree.upos[word]
    happens = upos == "VERB" or (upos == "NOUN" and lemma not in _ABSTRACT)
    describes = words.tree.relations[word] == "amod" and not dated  # "liquefied gas": what it is
    says = ACTS.get(lemma) in _SAYING and lemma not in _DOING
    return happens and not describes and not says and lemma not in _LIGHT


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
