"""Points on what one says in reply to another: a denial in reply, or what is announced as another account.

"X countered that no shot had been fired" denies what was said of a shot right before; "The ministry gave
another account" sets what it says against what was said before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rashomon.compare.parting.claimed import Claim, are_apart, claim_at, excluding
from rashomon.compare.parting.ground import Ground
from rashomon.compare.parting.points import Parted
from rashomon.model.offsets import Span
from rashomon.model.records import Reason, Statement

_REPLYING = re.compile(
    r"\b(?:retort|counter(?!part)|answer|repl(?:y|ied|ies)|respond|contradict|hit\s+back|shot\s+back)",
    re.IGNORECASE,
)
_NEGATED = re.compile(
    r"(?:that\s+)?(?:[^\W\d_]+\s+){0,5}?(?:(?:no|not|never|nobody|none|nothing|neither)\b|[^\W\d_]+n['’]t\b)",
    re.IGNORECASE,
)
_OF_ONESELF = re.compile(r"(?:that\s+)?(?:it|he|she|they|we|I)\s+(?:had|has|have)\s+never\b", re.IGNORECASE)
_ANOTHER = re.compile(
    r"\b(?:g[ai]ve[sn]?|offer(?:ed|s)|told|tells|presented|had|has)\s+"
    r"(?:another|an?\s+(?:[^\W\d_]+ly\s+)?(?:different|contrary|conflicting|opposite))\s+"
    r"(?:account|version|story|picture|explanation)\b",
    re.IGNORECASE,
)
_TWO = re.compile(
    r"\b(?:g[ai]ve|offer(?:ed)?|told|tell|presented)\s+(?:(?:very|quite|sharply|starkly)\s+)?"
    r"(?:different|conflicting|contradictory|contrary|rival|opposing)\s+(?:accounts|versions|stories|explanations)\b",
    re.IGNORECASE,
)
_BACK = 4  # sentences before a reply in which what it denies was said
_ON = 3  # sentences after the announcement of another account in which it is given
_LEAST = 0.3  # least likeness of two accounts of one thing
_SCORE = 0.7


def replies(ground: Ground) -> Iterator[Parted]:
    """Yield what one says and another, in reply, denies or tells otherwise."""
    for document in ground.collection.documents:
        for statement in ground.statements_of.get(document.id, ()):
            if _REPLYING.search(statement.cue.text) and _NEGATED.match(_content(statement)):
                yield from _denied(ground, statement)
        yield from _announced(ground, document.id)


def _content(statement: Statement) -> str:
    return statement.content.text.lstrip(" \"“”‘’'")


# A denial in reply --------------------------------------------------------------------------------


def _denied(ground: Ground, reply: Statement) -> Iterator[Parted]:
    """Yield what was said right before a reply, by another, in words that the reply takes up and denies."""
    own = claim_at(
        ground, reply.document, Span(reply.content.spans[0].start, reply.content.spans[0].start + 1)
    )
    if own is None:
        return
    for said in _before(ground, own):
        near = own.sentence - said.sentence == 1 and _OF_ONESELF.match(_content(reply))
        if are_apart(said, own) and not _NEGATED.match(said.words) and (near or said.stems & own.stems):
            reason = Reason(
                code="denied", detail="the one says it, the other denies it in reply", score=_SCORE
            )
            yield excluding(ground, "fact", "denied", said, own, reason)
            return


def _before(ground: Ground, own: Claim) -> Iterator[Claim]:
    """Yield what is claimed in the sentences before one, the nearest first."""
    for number in range(own.sentence - 1, max(-1, own.sentence - 1 - _BACK), -1):
        claims = list(_claims(ground, own.document, number))
        yield from claims


def _claims(ground: Ground, document: str, number: int) -> Iterator[Claim]:
    """Yield what a sentence of a document claims: what it tells as somebody's, else the sentence itself."""
    if number < 0 or number >= len(ground.collection.sentences):
        return
    sentence = ground.collection.sentences[number]
    if ground.collection.documents[sentence.document].id != document or not sentence.body:
        return
    starts = [
        max(span.start, sentence.span.start)
        for each in ground.statements_of.get(document, ())
        for span in each.content.spans
        if span.overlaps(sentence.span)
    ]
    found = [claim_at(ground, document, Span(at, at + 1)) for at in starts or [sentence.span.start]]
    yield from {each.given.passage.spans: each for each in found if each is not None}.values()


# Another account ----------------------------------------------------------------------------------


def _announced(ground: Ground, document: str) -> Iterator[Parted]:
    """Yield what is told otherwise after a text says that it is."""
    text = ground.documents[document].text
    for pattern, two in ((_ANOTHER, False), (_TWO, True)):
        for match in pattern.finditer(text):
            number = ground.sentence_number(document, Span(match.start(), match.end()))
            if number is not None:
                after = _told(ground, document, range(number + 1, number + 1 + _ON))
                before = after if two else _told(ground, document, range(max(0, number - _BACK), number))
                yield from _most_alike(ground, before, after)


def _told(ground: Ground, document: str, numbers: range) -> list[Claim]:
    return [claim for number in numbers for claim in _claims(ground, document, number)]


def _most_alike(ground: Ground, before: Sequence[Claim], after: Sequence[Claim]) -> Iterator[Parted]:
    """Yield the two accounts that are most alike in what they are on."""
    pairs = [(one, other) for one in before for other in after if one is not other and are_apart(one, other)]
    if not pairs:
        return
    words = list(dict.fromkeys(each.words for pair in pairs for each in pair))
    vectors = dict(zip(words, ground.embed(words), strict=True))
    likeness = [round(float(vectors[one.words] @ vectors[other.words]), 4) for one, other in pairs]
    at = max(range(len(pairs)), key=lambda each: (likeness[each], -each))
    if likeness[at] >= _LEAST:
        detail = "the second is announced as another account"
        yield excluding(
            ground, "other", "accounts", *pairs[at], Reason(code="another", detail=detail, score=_SCORE)
        )
