"""Points on what somebody denies of what another says in the same text.

A denial shows what it denies in three ways that can be followed: the claim is told within it ("rejected the
mayor's remark that ..."), it stands right before ("The ministry denied this.", "That is a lie."), or all the
words of the denial that say something stand in it. Whose claim is denied otherwise would have to be guessed:
of claims in like words hardly any is the one denied.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rashomon.compare.labels import shortened
from rashomon.compare.parting.ground import Ground
from rashomon.compare.parting.points import Given, Parted, Parting, Point, Value
from rashomon.compare.parting.unsaid import is_negated
from rashomon.compare.propositions import NOT_SO
from rashomon.compare.wordlists import NEGATION
from rashomon.model.offsets import Span
from rashomon.model.records import Passage, Reason, Statement

_CLAIM = r"""
    (?:(?:the|this|that|these|those|such|all|any|both|his|her|their|its)\s+)*
    (?:it|this|that|these|those|which
      |(?:accusation|allegation|claim|charge|remark|assertion|suggestion|report|criticism|version|account)s?)
"""
_POINTING = re.compile(rf"(?:as\s+\w+\s+)?{_CLAIM}(?:\s+as\s+.*)?", re.IGNORECASE | re.VERBOSE | re.DOTALL)
"""A content that only points at what is denied: "this", "the accusations", "it as a lie"."""
_UNTRUE = re.compile(
    rf"""
    (?:that\s+)?{_CLAIM}\s+(?:(?:is|was|are|were)\s+)?
    (?:(?:all|simply|completely|utterly|pure|totally|entirely)\s+)?(?:an?\s+)?
    (?:untrue|false|lies?|nonsense|absurd|baseless|unfounded|fabrication|invention|not\s+true|wrong)
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""A content that says of what somebody said that it is not so: "That is a lie", "the claim absurd"."""
_TELLING, _CLAUSE = 2, 4  # content words, and words, by which a denial tells which claim it denies
_ANSWERED = frozenset({"said", "blamed", "believed", "announced", "warned", "other", None})
_BEFORE = 2  # sentences from a claim to the denial that points at it
_RUN = 4  # sentences from the first to the last of what one says before that
_AFTER = 4  # code points from that to what is quoted in its support
_BREATH = 12  # code points from a denial to the next word of saying of the same subject
_SCORE = 0.75


def denials(ground: Ground) -> Iterator[Parted]:
    """Yield what one says and another denies in the same text, told in several texts only once."""
    seen: set[tuple[frozenset[str], frozenset[str], frozenset[int]]] = set()
    for document in ground.collection.documents:
        statements = ground.statements_of.get(document.id, [])
        for denial in filter(_is_denial, statements):
            claim = _claim(ground, denial, statements)
            if claim is None:
                continue
            claimant, denier = (ground.whose(each) for each in (claim, denial))
            key = claimant, denier, _stems(ground, claim)
            if key not in seen:
                seen.add(key)
                yield _parted(claim, denial, statements)


def _is_denial(statement: Statement) -> bool:
    if statement.hedged or is_negated(statement):
        return False
    return statement.act == "denied" or _UNTRUE.fullmatch(_content(statement)) is not None


def _stems(ground: Ground, statement: Statement) -> frozenset[int]:
    """Return the content stems of what a statement tells."""
    words = ground.collection.texts[ground.numbers[statement.document]]
    return frozenset(stem for span in statement.content.spans for stem in words.content_in(span))


def _content(statement: Statement) -> str:
    return " ".join(statement.content.text.split()).strip(" .,;!\"“”‘’'«»")


def _claim(ground: Ground, denial: Statement, statements: Sequence[Statement]) -> Statement | None:
    """Return the statement of somebody else that a denial denies, where its words tell which."""
    if not ground.whose(denial):
        return None
    within = [each for each in statements if each.within == denial.id and _is_answered(ground, each, denial)]
    if within:
        return within[0]
    before = [each for each in statements if each.within is None and _end(each) <= _start(denial)]
    nearest = max(before, key=lambda each: (_end(each), each.id), default=None)
    if nearest is None or _sentences(ground, nearest, denial) > _BEFORE:
        return None
    if not _is_answered(ground, nearest, denial):
        return None
    if _points(denial):
        run = [each for each in before if _is_same(ground, each, nearest)]
        return _meant(ground, run, denial, statements)
    return nearest if _repeats(ground, denial, nearest) else None


def _repeats(ground: Ground, denial: Statement, claim: Statement) -> bool:
    """Tell a denial all of whose words that say something stand in a claim, which does not deny it too."""
    own = _stems(ground, denial)
    clause = len(_content(denial).split()) >= _CLAUSE
    same = NEGATION.search(_content(claim)) and not NEGATION.search(_content(denial))
    return clause and len(own) >= _TELLING and own <= _stems(ground, claim) and not same


def _is_same(ground: Ground, claim: Statement, nearest: Statement) -> bool:
    """Tell a claim of those who make the nearest one, at most a few sentences before it."""
    same = ground.whose(claim) == ground.whose(nearest) and claim.act in _ANSWERED
    return same and _sentences(ground, claim, nearest) <= _RUN


def _meant(
    ground: Ground, claims: Sequence[Statement], denial: Statement, statements: Sequence[Statement]
) -> Statement:
    """Return which of several claims is denied: the one most like what is quoted in support, or the last."""
    last = max(claims, key=lambda each: (_end(each), each.id))
    support = _support(denial, statements)
    if support is None or len(claims) == 1:
        return last
    vectors = ground.embed([support.content.text, *(each.content.text for each in claims)])
    likeness = vectors[1:] @ vectors[0]
    return claims[max(range(len(claims)), key=lambda at: (round(float(likeness[at]), 4), -at))]


def _sentences(ground: Ground, claim: Statement, denial: Statement) -> int:
    """Return how many sentences a denial comes after a claim; too many where that is not known."""
    places = (Span(_end(claim) - 1, _end(claim)), Span(_start(denial), _start(denial) + 1))
    at, to = (ground.sentence_number(claim.document, place) for place in places)
    return to - at if at is not None and to is not None else _BEFORE + 1


def _is_answered(ground: Ground, claim: Statement, denial: Statement) -> bool:
    """Tell whether a claim is one that a denial may deny: somebody else's, and no question or demand.

    What "nobody said" is not claimed.
    """
    whose = ground.whose(claim)
    return (
        bool(whose)
        and not is_negated(claim)
        and whose.isdisjoint(ground.whose(denial))
        and claim.act in _ANSWERED
    )


def _parted(claim: Statement, denial: Statement, statements: Sequence[Statement]) -> Parted:
    said = shortened(claim.content.text)
    left = Given(Passage(document=claim.document, spans=claim.content.spans, finding=claim.id), said)
    right = _denied(denial, statements)
    point = Point("fact", "denied", said, (Value(said, (left,)), Value(NOT_SO, (right,))))
    reason = Reason(code="denied", detail="the one says it, the other denies it", score=_SCORE)
    parting = Parting(left, right, "contradict", compatible=False, reasons=(reason,), score=_SCORE)
    return Parted(point, (parting,))


def _denied(denial: Statement, statements: Sequence[Statement]) -> Given:
    """Return a denial, with what is said right after it where it only points at what it denies."""
    whole = Span(_start(denial), _end(denial))
    spans = [whole]
    if _points(denial):
        support = _support(denial, statements)
        more = [each for each in statements if each is support or _goes_on(denial, each)]
        spans += [span for each in more[:1] for span in each.content.spans]
    return Given(Passage(document=denial.document, spans=tuple(spans), finding=denial.id), NOT_SO)


def _goes_on(denial: Statement, statement: Statement) -> bool:
    """Tell what who denies says in the same breath: "rejected that account and said ..."."""
    start = min((span.start for span in statement.cue.spans), default=0)
    own = bool(statement.speaker.spans) and statement.speaker.spans == denial.speaker.spans
    return own and 0 < start - _end(denial) <= _BREATH


def _support(denial: Statement, statements: Sequence[Statement]) -> Statement | None:
    """Return what is quoted right after a denial, in its support."""
    return next((each for each in statements if _supports(each, _end(denial))), None)


def _supports(statement: Statement, end: int) -> bool:
    """Tell words that are quoted right after a denial: "The ministry denied this. “It is ours,” ..."."""
    start = min((span.start for span in statement.content.spans), default=end)
    return statement.kind == "direct" and start == _start(statement) and 0 < start - end <= _AFTER


def _points(denial: Statement) -> bool:
    content = _content(denial)
    return bool(_POINTING.fullmatch(content) or _UNTRUE.fullmatch(content))


def _start(statement: Statement) -> int:
    return min(
        span.start for span in (*statement.speaker.spans, *statement.cue.spans, *statement.content.spans)
    )


def _end(statement: Statement) -> int:
    return max(
        span.end for span in (*statement.speaker.spans, *statement.cue.spans, *statement.content.spans)
    )
