"""Points on what somebody went through, or how it came: words of two closed classes that exclude one another.

Who resigned was not dismissed, what was done on purpose was no accident, what came whole was not broken. Two
claims are of one thing where they share a word that says something, or somebody who takes part.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from rashomon.compare.parting.claimed import DENIED, Claim, are_apart, asserted_at, excluding, stems_in
from rashomon.compare.parting.ground import Ground
from rashomon.compare.parting.points import Parted, PointKind
from rashomon.compare.words import Sentence
from rashomon.model.offsets import Span
from rashomon.model.records import Reason


@dataclass(frozen=True, slots=True)
class _Question:
    """A question of two answers, with the words of either, and how many stems two claims share at least.

    What somebody went through is of one who takes part in both.
    """

    kind: PointKind
    attribute: str
    answers: tuple[re.Pattern[str], re.Pattern[str]]
    shared: int = 1
    on_somebody: bool = False


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)


_QUESTIONS = (
    _Question(
        "fact",
        "going of one's own will",
        (
            _words(r"resign(?:ed|s|ation)?|step(?:s|ped)\s+down|stood\s+down|quit"),
            _words(
                r"dismiss(?:ed|es|al)|sack(?:ed|s|ing)?|ousted|deposed|(?<=was )fired|(?<=been )fired"
                r"|remov(?:ed|es|al)(?=.*\b(?:office|post)\b)"
            ),
        ),
        on_somebody=True,
    ),
    _Question(
        "fact",
        "going of one's own will",
        (
            _words(r"of\s+(?:his|her|their|its)\s+own\s+(?:free\s+)?(?:will|accord)|voluntarily"),
            _words(
                r"expelled|deported|abducted|kidnapped|driven\s+out|forced\s+out|by\s+force|against\s+(?:his|her|their)"
                r"\s+will"
            ),
        ),
        on_somebody=True,
    ),
    _Question(
        "cause",
        "intent",
        (
            _words(
                r"(?:an|by|tragic)\s+accident|accidental(?:ly)?|(?<!at\s)fault|defect|malfunction|short\s+circuit|overheating|mishap"
            ),
            _words(r"on\s+purpose|deliberate(?:ly)?|intentional(?:ly)?|sabotage[ds]?|arson|premeditated"),
        ),
    ),
    _Question(
        "fact",
        "whether it was whole",
        (
            _words(
                r"intact|whole(?=\s+(?:and|when|but|at)\b|\s*[.,;:])|undamaged|unbroken|unharmed|untouched"
            ),
            _words(
                r"broken(?!\s+(?:out|into|off|up|down))|torn|slit|in\s+(?:shreds|pieces)|smashed|tampered\s+with"
            ),
        ),
        shared=2,
    ),
)
_TURNED = re.compile(
    rf"\b(?:no|not|{DENIED}|never|nothing|nobody|none|nor|hardly|cannot|neither|whether|if|unless|would|could|may|might|will"
    r"|should|threaten\w*|refus\w+|urged?|demand\w*|called?\s+(?:on|for)|to)\b|n['’]t\b",
    re.IGNORECASE,
)
_ONESELF = re.compile(r"\bI\b")  # who goes and says so is not the one told of beside
_BEFORE = 40  # characters before a word in which it is turned round, or left open
_SIDE = 24  # claims of one answer that one of the other is held against
_SCORE = 0.7


@dataclass(frozen=True, slots=True)
class _Answer:
    """What somebody answers to a question, with the stems of what it is about, and who takes part."""

    claim: Claim
    about: frozenset[int]
    actors: frozenset[str]


def opposites(ground: Ground) -> Iterator[Parted]:
    """Yield what one tells in words that exclude those in which another tells it."""
    for question in _QUESTIONS:
        by_story: defaultdict[str, tuple[list[_Answer], list[_Answer]]] = defaultdict(lambda: ([], []))
        for sentence in ground.collection.sentences:
            for side, each in _answers(ground, question, sentence):
                by_story[ground.story_of(each.claim.document)][side].append(each)
        for one, other in by_story.values():
            yield from _opposed(ground, question, one, other)


def _opposed(
    ground: Ground, question: _Question, one: list[_Answer], other: list[_Answer]
) -> Iterator[Parted]:
    """Yield the pairs of answers that exclude each other, those of nobody new left out."""
    seen: set[object] = set()
    for left in one[:_SIDE]:
        for right in other[:_SIDE]:
            own = {
                (side, each.claim.holders or each.claim.document) for side, each in enumerate((left, right))
            }
            if not own <= seen and _are_one(question, left, right) and are_apart(left.claim, right.claim):
                seen |= own
                detail = f"“{left.claim.words}” and “{right.claim.words}” exclude one another"
                reason = Reason(code="opposite", detail=detail, score=_SCORE)
                yield excluding(ground, question.kind, question.attribute, left.claim, right.claim, reason)


def _are_one(question: _Question, one: _Answer, other: _Answer) -> bool:
    if question.on_somebody:
        if not one.actors.isdisjoint(other.actors):
            return True
        beside = abs(one.claim.sentence - other.claim.sentence) <= 1
        oneself = any(_ONESELF.search(each.claim.words) for each in (one, other))
        return beside and one.claim.document == other.claim.document and not oneself
    return len(one.about & other.about) >= question.shared


def _answers(ground: Ground, question: _Question, sentence: Sentence) -> Iterator[tuple[int, _Answer]]:
    document = ground.collection.documents[sentence.document].id
    text = ground.documents[document].text
    for side, pattern in enumerate(question.answers):
        for match in pattern.finditer(text, sentence.span.start, sentence.span.end):
            start = max(sentence.span.start, match.start() - _BEFORE)
            claim = asserted_at(ground, document, Span(match.end() - 1, match.end()))
            if claim is not None and not _TURNED.search(text, start, match.end()):
                own = stems_in(ground, document, (Span(match.start(), match.end()),))
                yield side, _Answer(claim, claim.stems - own, _undergoing(ground, claim, match.start()))


def _undergoing(ground: Ground, claim: Claim, at: int) -> frozenset[str]:
    """Return who takes part in the event that a word tells."""
    return frozenset(
        each.actor
        for event in ground.events_of.get(claim.document, ())
        if any(span.start <= at < span.end for span in event.trigger.spans)
        for each in event.participants
        if each.actor
    )
