"""Answers to blame that others give for whom it is put on: their lawyer, their spokesman, "the company".

They stand within two sentences behind the blame, in the same text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from rashomon.compare.names import body_name, person_name
from rashomon.compare.wordlists import BODIES, BODY_KINDS
from rashomon.compare.words import sentences
from rashomon.model.offsets import Span
from rashomon.model.records import Actor, Statement

_SENTENCES = 2  # behind the one that blames
_FOR = (
    r"attorneys?|barristers?|counsel|defen[cs]e|family|lawyers?|management|office|press service|relatives"
    r"|representatives?|solicitors?|spokes(?:man|men|woman|women|person|people)"
)
_FOR_SOMEBODY = re.compile(rf"\b(?:{_FOR})\b", re.IGNORECASE)
_WHOSE = re.compile(
    rf"(?P<before>[^,]*?)['’]s?\s+(?:[a-z-]+\s+){{0,3}}(?:{_FOR})\b|\b(?:{_FOR})\s+(?:for|of)\s+(?P<behind>[^,]*)",
    re.IGNORECASE,
)
_HIS = re.compile(r"(?:his|her|its|their)\b", re.IGNORECASE)
_NAME = re.compile(r"\b(?!The\b)[^\W\d_a-z][\w-]+")
_CHARGE = re.compile(
    r"\W*(?:(?:the|this|that|these|those|any|all|both|such|his|her|its|their)\s+){0,2}(?:[a-z-]+\s+)?"
    r"(?:accusation|allegation|blame|charge|claim)s?\b",
    re.IGNORECASE,
)
_DEFINITE = re.compile(r"(?:the|this)\s+(?:[a-z-]+\s+)?([a-z]+)", re.IGNORECASE)
_ANY_FIRM = frozenset({"company", "firm", "group"})


def is_answered(actor: Actor, blame: Statement, said: Iterable[Statement], text: str) -> bool:
    """Tell whether any of what others say in a text answers a statement of it that blames an actor."""
    end = max((span.end for span in blame.content.spans), default=0)
    return any(_is_near(each, end, text) and _is_for(actor, each) for each in said)


def _is_near(statement: Statement, end: int, text: str) -> bool:
    start = min((span.start for span in (*statement.speaker.spans, *statement.cue.spans)), default=-1)
    return start >= end and sum(1 for _ in sentences(text, Span(end, start + 1))) <= _SENTENCES + 1


def _is_for(actor: Actor, statement: Statement) -> bool:
    """Tell whether somebody speaks for an actor, or denies what was said right before."""
    speaker = " ".join(statement.speaker.text.split())
    if statement.act == "denied" and _CHARGE.match(statement.content.text):
        return True
    if _FOR_SOMEBODY.search(speaker):
        return _leads_to(actor, speaker)
    match = _DEFINITE.fullmatch(speaker)
    return match is not None and actor.type == "organisation" and _is_called(match[1].lower(), actor)


def _leads_to(actor: Actor, speaker: str) -> bool:
    """Tell whether it is an actor's lawyer; who has a lawyer is often not said: "a lawyer", "his lawyer".

    One with a name, and without a word for whose, may speak for anybody whom the text named before.
    """
    match = _WHOSE.search(speaker)
    whose = (match["before"] or match["behind"] or "") if match else ""
    names = _NAME.findall(whose)
    if not names:
        return _HIS.match(speaker) is not None or not _NAME.search(speaker[1:])
    read = person_name if actor.type == "person" else body_name
    own = {token for name in actor.names for token in read(name).tokens}
    return not own.isdisjoint(body_name(" ".join(names)).tokens)


def _is_called(noun: str, actor: Actor) -> bool:
    """Tell the noun for a body of this kind: "the authority", "the company" of one that has no noun."""
    tokens = {token for name in actor.names for token in body_name(name).tokens}
    kinds = next((kind for kind in BODY_KINDS if noun in kind), frozenset({noun}))
    return not tokens.isdisjoint(kinds) or (noun in _ANY_FIRM and tokens.isdisjoint(BODIES))
