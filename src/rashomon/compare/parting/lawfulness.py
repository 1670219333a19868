"""Points on whether something was lawful or right: two judge one thing in opposed ways.

A judgement is told by a closed class of words of law and measure where they are said of something ("is
unlawful", "as measured", "within his powers", "a breach of the Act"), with what turns it round ("no court
would call it"). What is only called so in passing ("illegal weapons") judges nothing. Two judgements are of
one thing where the words that are judged are shared, or where one stands right behind the other in a text.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from rashomon.compare.lawful import IS_RIGHT, IS_WRONG
from rashomon.compare.parting.claimed import (
    DENIED,
    Claim,
    are_apart,
    asserted_at,
    excluding,
    likeness,
    stems_in,
)
from rashomon.compare.parting.ground import Ground
from rashomon.compare.parting.points import Parted
from rashomon.compare.words import Sentence
from rashomon.model.offsets import Span
from rashomon.model.records import Reason

_TURNED = re.compile(
    rf"\b(?:no|not|{DENIED}|never|nothing|nobody|none|hardly|cannot|neither)\b"
    r"|n['’]t\b",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"\b(?:whether|if|unless|may|might|could|would\s+be|should|must|alleged(?:ly)?)\b", re.IGNORECASE
)
_CLAUSE = re.compile(r"[.;:!?,“”\"]\s|\s(?:and|but|while|because|since)\s", re.IGNORECASE)
_POINTING = re.compile(
    r"\W*(?:it|this|that|such|these|those|which|the\s+(?:step|move|decision|measure|action|act|decree))\b"
    r"|.*\b(?:that|this|such\s+an?)\s+(?:step|move|decision|measure|action|act|decree)\b",
    re.IGNORECASE | re.DOTALL,
)
_LEAD = 60  # characters up to the end of judging words in which what leaves them open stands
_NEAR = 1  # sentences from a judgement to one of somebody else that is put beside it
_SHARED = 2  # content stems shared by judgements with what they point at
_LEAST = 0.25  # likeness of two judgements of one thing
_SIDE = 24  # judgements of one kind that one is held against
_SCORE = 0.7


@dataclass(frozen=True, slots=True)
class _Judgement:
    """That somebody holds something right, or wrong, with the stems of what is judged and those around it."""

    claim: Claim
    right: bool
    judged: frozenset[int]
    around: frozenset[int]


def lawfulness(ground: Ground) -> Iterator[Parted]:
    """Yield what one holds to be lawful or right and another not."""
    by_story: defaultdict[str, tuple[list[_Judgement], list[_Judgement]]] = defaultdict(lambda: ([], []))
    for sentence in ground.collection.sentences:
        for each in _judgements(ground, sentence):
            by_story[ground.story_of(each.claim.document)][each.right].append(each)
    for wrong, right in by_story.values():
        yield from _opposed(ground, wrong, right)


def _opposed(ground: Ground, wrong: list[_Judgement], right: list[_Judgement]) -> Iterator[Parted]:
    """Yield each judgement with the most alike one of the other kind, those of nobody new left out."""
    pairs = [
        (_shared(ground, one, other), one.claim, other.claim)
        for one in wrong[:_SIDE]
        for other in right[:_SIDE]
        if are_apart(one.claim, other.claim)
    ]
    seen: set[object] = set()
    for shared, one, other in sorted(pairs, key=lambda each: (-each[0], each[1].sentence, each[2].sentence)):
        own = {(side.holders or side.document) for side in (one, other)}
        if shared and not own <= seen:
            seen |= own
            reason = Reason(
                code="judged", detail="the one holds it to be right, the other wrong", score=_SCORE
            )
            yield excluding(ground, "legitimacy", "lawfulness", one, other, reason)


def _shared(ground: Ground, one: _Judgement, other: _Judgement) -> float:
    """Return how much two judgements have in common; nothing where they need not be of one thing."""
    judged, around = len(one.judged & other.judged), len(one.around & other.around)
    near = one.claim.document == other.claim.document and (
        abs(one.claim.sentence - other.claim.sentence) <= _NEAR
    )
    if not near and not judged and around < _SHARED:
        return 0.0
    close = likeness(ground, one.claim, other.claim)
    return judged + around + close if near or close >= _LEAST else 0.0


def _judgements(ground: Ground, sentence: Sentence) -> Iterator[_Judgement]:
    document = ground.collection.documents[sentence.document].id
    text = ground.documents[document].text
    words = sentence.span.of(text)
    if words.rstrip(' "”’').endswith("?"):
        return
    found = [
        (match, right)
        for right, kind in ((True, IS_RIGHT), (False, IS_WRONG))
        for match in kind.finditer(words)
    ]
    for match, right in found:
        start = max((end.end() for end in _CLAUSE.finditer(words, 0, match.start())), default=0)
        lead = words[start : match.end()]
        if _OPEN.search(lead[-_LEAD:]):
            continue
        place = Span(sentence.span.start + match.start(), sentence.span.start + match.end())
        claim = asserted_at(ground, document, Span(place.end - 1, place.end))
        if claim is not None:
            yield _judged(ground, claim, place, right=right ^ bool(_TURNED.search(lead)))


def _judged(ground: Ground, claim: Claim, place: Span, *, right: bool) -> _Judgement:
    judging = stems_in(ground, claim.document, (place,))
    whole = stems_in(ground, claim.document, (claim.place,)) - judging
    return _Judgement(claim, right, claim.stems - judging, whole | (_before(ground, claim) - judging))


def _before(ground: Ground, claim: Claim) -> frozenset[int]:
    """Return the stems of the sentence that a judgement points at, if it does."""
    sentences = ground.collection.sentences
    if claim.sentence == 0 or not _POINTING.match(claim.words):
        return frozenset()
    before = sentences[claim.sentence - 1]
    if ground.collection.documents[before.document].id != claim.document:
        return frozenset()
    return stems_in(ground, claim.document, (before.span,))
