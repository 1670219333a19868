"""Points on who did something: two lay one deed at the doors of two, or have two begin it.

Who is blamed, and what for, is read from words of blame alone: "accused A of B", "blamed A for B", "A was
behind B". "First" has one doer only, whoever it was.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

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

_WHO, _DEED = r"(?P<who>[^.;:“”\"]{2,100}?)", r"(?P<deed>[^.;:“”\"]{3,140})"
_SHORT_DEED = r"(?P<deed>[^.;:,“”\"]{3,60}?)"
_BE = r"(?:is|are|was|were|be|been|being)"
_BLAMES = tuple(
    re.compile(pattern, re.IGNORECASE | re.VERBOSE)
    for pattern in (
        rf"\b(?:accus(?:e[sd]?|ing)|suspect(?:s|ed|ing)?)\s+{_WHO}\s+of\s+(?:having\s+|being\s+behind\s+)?{_DEED}",
        rf"\bblam(?:e[sd]?|ing)\s+{_WHO}\s+for\s+{_DEED}",
        rf"\b(?:blam(?:e[sd]?|ing)|pinn?(?:s|ed|ing)?)\s+{_SHORT_DEED}\s+on\s+(?P<who>[^.;:“”\"]{{3,80}})",
        rf"(?P<who>[^.;:“”\"]{{2,140}}?),?\s+{_BE}\s+(?:to\s+blame|responsible|guilty|at\s+fault)\s+(?:for|of)\s+{_DEED}",
        rf"(?P<who>[^.;:“”\"]{{2,100}}?)\s+{_BE}\s+behind\s+{_DEED}",
        rf"\b(?:lay(?:s|ing)?|laid)\s+{_SHORT_DEED}\s+at\s+the\s+door\s+of\s+(?P<who>[^.;:“”\"]{{3,80}})",
        rf"{_SHORT_DEED}\s+{_BE}\s+(?:the\s+)?(?:work|doing)\s+of\s+(?P<who>[^.;:“”\"]{{3,80}})",
    )
)
_BLAMING = re.compile(
    r"accus|suspect|blam|pin|responsible|guilty|at\s+fault|behind|door\s+of|(?:work|doing)\s+of",
    re.IGNORECASE,
)
"""What every one of these has: looked for first, since they are slow to tell that they don't fit."""
_LONGEST = 600  # characters of a sentence that is prose
_FIRST = re.compile(
    r"(?:^|\W)(?:fire[ds]?|firing|open(?:ed|s)?\s+fire|shot|shoot|attack(?:ed|s)?|struck|strike|hit|beg[au]n|start(?:ed|s)?"
    r"|provoked)\b(?:\s+[^\W\d_]+){0,2}?\s+first\b",
    re.IGNORECASE,
)
_TURNED = re.compile(
    rf"\b(?:no|not|{DENIED}|never|nothing|nobody|none|who|nor|cannot|neither|whether|if|would|could|may|might)\b|n['’]t\b",
    re.IGNORECASE,
)
_NOBODY = re.compile(r"\W*(?:no|not|neither|nobody|none|nothing)\b", re.IGNORECASE)
_LEAD = 40  # characters before words of blame in which they are turned round, or left open
_SIDE = 24  # claims on deeds that share a word
_LEAST = 0.2  # likeness of two claims on who did one thing
_SCORE = 0.7


@dataclass(frozen=True, slots=True)
class _Blame:
    """Who is told to have done something, by stems and by actors, and the stems of what was done."""

    claim: Claim
    who: frozenset[int]
    actors: frozenset[str]
    deed: frozenset[int]


def doers(ground: Ground) -> Iterator[Parted]:
    """Yield who did something as two tell it who name two."""
    blames: defaultdict[tuple[str, int], list[_Blame]] = defaultdict(list)
    first: defaultdict[str, list[_Blame]] = defaultdict(list)
    for sentence in ground.collection.sentences:
        story = ground.story_of(ground.collection.documents[sentence.document].id)
        for each in _blames(ground, sentence):
            for stem in each.deed:
                blames[story, stem].append(each)
        first[story].extend(_firsts(ground, sentence))
    detail = "the one lays it at one door, the other at another"
    for _, told in sorted(blames.items()):
        yield from _apart(ground, told, Reason(code="blamed", detail=detail, score=_SCORE))
    for told in first.values():
        detail = "only one can have been first"
        yield from _apart(ground, told, Reason(code="first", detail=detail, score=_SCORE))


def _apart(ground: Ground, told: Sequence[_Blame], reason: Reason) -> Iterator[Parted]:
    """Yield the pairs of different people that name two who are not one, those of nobody new left out."""
    seen: set[object] = set()
    for at, one in enumerate(told[:_SIDE]):
        for other in told[at + 1 : _SIDE]:
            own = {each.claim.holders or each.claim.document for each in (one, other)}
            fits = (
                are_apart(one.claim, other.claim)
                and _are_two(one, other)
                and _is_one_deed(ground, one, other)
            )
            if fits and not own <= seen:
                seen |= own
                yield excluding(ground, "other", "who did it", one.claim, other.claim, reason)


def _are_two(one: _Blame, other: _Blame) -> bool:
    return (
        bool(one.who and other.who) and one.who.isdisjoint(other.who) and one.actors.isdisjoint(other.actors)
    )


def _is_one_deed(ground: Ground, one: _Blame, other: _Blame) -> bool:
    """Tell whether the words for one deed are mostly those for the other."""
    fewer = min(len(one.deed), len(other.deed))
    shared = len(one.deed & other.deed)
    return 2 * shared >= fewer and likeness(ground, one.claim, other.claim) >= _LEAST


def _blames(ground: Ground, sentence: Sentence) -> Iterator[_Blame]:
    document = ground.collection.documents[sentence.document].id
    text = ground.documents[document].text
    if len(sentence.span) > _LONGEST or not _BLAMING.search(text, sentence.span.start, sentence.span.end):
        return
    for pattern in _BLAMES:
        match = pattern.search(text, sentence.span.start, sentence.span.end)
        if match is None:
            continue
        start = max(sentence.span.start, match.start() - _LEAD)
        if _TURNED.search(text, start, match.start("who")) or _NOBODY.match(text, match.start("who")):
            continue
        who, deed = Span(*match.span("who")), Span(*match.span("deed"))
        claim = asserted_at(ground, document, deed)
        if claim is not None:
            yield _told(ground, claim, who, stems_in(ground, document, (deed,)))
            return


def _firsts(ground: Ground, sentence: Sentence) -> Iterator[_Blame]:
    """Yield who is told to have been the first to fire, or to attack."""
    document = ground.collection.documents[sentence.document].id
    text = ground.documents[document].text
    for match in _FIRST.finditer(text, sentence.span.start, sentence.span.end):
        doers = [
            each.span
            for event in ground.events_of.get(document, ())
            if any(match.start() <= span.start < match.end() for span in event.trigger.spans)
            for each in event.participants
            if each.role == "actor" and each.span.start < match.start()
        ]
        claim = asserted_at(ground, document, Span(match.end() - 1, match.end()))
        if doers and claim is not None and not _TURNED.search(text, doers[0].start, match.end()):
            yield _told(ground, claim, doers[0], frozenset())


def _told(ground: Ground, claim: Claim, who: Span, deed: frozenset[int]) -> _Blame:
    inside = [each for each in claim.given.passage.spans if each.overlaps(who)]
    own = Span(max(who.start, inside[0].start), who.end) if inside else who
    named = (each for each in ground.mentions_of.get(claim.document, ()) if own.covers(each.span))
    actors = frozenset(each.actor for each in named if each.actor)
    return _Blame(claim, stems_in(ground, claim.document, (own,)), actors, deed)
