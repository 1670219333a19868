"""Claims that are called false where they are told: "Reports that X are false", "It is untrue that X".

Whoever tells them so does not claim them, nor is it known from these words who does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rashomon.model.offsets import Span

CLAIM = (
    r"(?:claim|report|allegation|rumou?r|suggestion|accusation|assertion|statement|stor(?:y|ies)|notion|idea|theor(?:y|ies)"
    r"|insinuation|version|remark|account|talk|gossip|speculation|charge)s?"
)
"""What is told without being known to be so."""
FALSE = (
    r"(?:false|untrue|not\s+true|wrong|incorrect|invented|fabricated|made\s+up|baseless|groundless|unfounded|without\s+(?:any\s+)?"
    r"foundation|absurd|ridiculous|ludicrous|laughable|preposterous|rubbish|nonsense|(?:an?\s+)?(?:\w+\s+)?"
    r"(?:lies?|fabrications?|inventions?|falsehoods?|fictions?|fake|hoax|myth))"
)
"""Words by which a claim is called untrue."""
_BEFORE = 40  # characters up to a claim
_WORDS = r"[^.;:!?“”\"]{0,300}"  # bounded, since each claim in a text is looked behind
_HOW = r"(?:(?!not\b|never\b|neither\b|hardly\b)\w+\s+){0,2}?"
_IS = r"(?:is|are|was|were|has\s+been|have\s+been|had\s+been|as)"
_CALLED = (
    rf"\b{CLAIM}\s+(?:[^\W\d_]+\s+){{0,4}}?(?:that|of|about)\b(?P<claim>{_WORDS})\b{_IS}\s+{_HOW}{FALSE}\b"
)
_THAT = rf"(?:^|[.;:!?“”\"]\s*)that\b(?P<claim>{_WORDS})\b(?:is|was)\s+{_HOW}{FALSE}\b"
_IT = rf"\bit(?:\s+(?:is|was)|['’]s)\s+{_HOW}{FALSE}\s+(?:to\s+\w+\s+)?that\b(?P<claim>{_WORDS})"
_BASELESS = (
    rf"\b(?:false|untrue|baseless|unfounded|absurd|bogus)\s+{CLAIM}\s+(?:that|of|about)\b(?P<claim>{_WORDS})"
)
_NO_TRUTH = rf"\bno\s+truth\s+(?:to|in)\b{_WORDS}?\b(?:that|of|about)\b(?P<claim>{_WORDS})"
_PATTERNS = tuple(re.compile(each, re.IGNORECASE) for each in (_CALLED, _THAT, _IT, _BASELESS, _NO_TRUTH))


def untrue_claims(words: str) -> Iterator[Span]:
    """Yield where in some words claims stand that these words call untrue."""
    for pattern in _PATTERNS:
        yield from (Span(*found.span("claim")) for found in pattern.finditer(words))


def is_called_untrue(words: str, at: int) -> bool:
    """Tell whether a place in some words is in a claim that they call untrue."""
    return any(claim.start <= at < claim.end for claim in untrue_claims(words))


def is_all_untrue(words: str) -> bool:
    """Tell words that are little else than a claim that they call untrue."""
    return any(
        claim.start <= _BEFORE and 2 * len(claim) >= len(words) - claim.start
        for claim in untrue_claims(words)
    )
