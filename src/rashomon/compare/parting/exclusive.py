"""Whether an account leaves room for another: what a denial of it reaches, and what is denied beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rashomon.compare.parting.accounts import Stated
from rashomon.compare.parting.ground import Ground
from rashomon.compare.words import NO_CONTENT
from rashomon.model.records import Statement

_WORD = re.compile(r"[^\W\d_]+")
_EITHER = re.compile(r"\s*(?:,|\bor\b|\band\b|\bnor\b)\s*", re.IGNORECASE)
_TURN = re.compile(
    r"\b(?:of|in|on|at|to|over|for|from|against|within|behind|near|by|with|which|who|that)\b", re.IGNORECASE
)
"""Words behind the noun that a phrase turns on."""
_REASON = r"(?:reasons?|causes?|explanations?|triggers?)"
_SOLE = re.compile(
    rf"\b(?:only|sole|single|true|real|genuine|actual)\s+{_REASON}\b|\bno\s+other\s+{_REASON}\b",
    re.IGNORECASE,
)
"""Words by which an account is called the one that holds."""
_NOT_SOLE = re.compile(
    rf"\b(?:not|n['’]t|hardly)\s+(?:the\s+|its\s+)?(?:only|sole|single)\s+{_REASON}", re.IGNORECASE
)
_NONE_OF = re.compile(
    r"(?:\bthere(?:['’]s|\s+(?:is|was|are|were|has\s+been|had\s+been))\s+no"
    r"|\bthere\s+(?:is|was|are|were)n['’]t\s+(?:any|an?)"
    r"|\b(?:not|n['’]t|never)\s+believe\s+in\s+(?:that|this|those|these|the|any|an?))"
    r"(?P<what>(?:\s+[^\W\d_]+){1,4})",
    re.IGNORECASE,
)
"""Words that say of a thing that it is not there."""


def covers(ground: Ground, denied: str, held: str) -> bool:
    """Tell whether the denial of something reaches what another holds.

    Who denies an "armed revolt" says nothing of a revolt without arms: what is said of a noun must be said of
    what is held too. Of "a fault or a mistake" each is denied.
    """
    own = _stems(ground, held)
    return any(frozenset(_modifiers(ground, each)) <= own for each in _EITHER.split(denied) if each)


def is_sole(ground: Ground, stated: Stated) -> bool:
    """Tell an account that its text gives as the only one, or the true one."""
    sentence = ground.sentence(stated.account.document, stated.account.cue.spans[0])
    statement = ground.holders.statements.get(stated.given.finding or "")
    told = [sentence.span.of(ground.documents[stated.account.document].text)] if sentence else []
    told += [statement.content.text] if statement else []
    return any(_SOLE.search(each) and not _NOT_SOLE.search(each) for each in told)


def denies_thing(ground: Ground, stated: Stated, held: str) -> bool:
    """Tell whether who gives an account says in the same text of what another holds that it is not there."""
    head = _head(ground, held)
    own = _stems(ground, held)
    return head is not None and any(
        head in denied and denied <= own
        for statement in ground.statements_of.get(stated.account.document, ())
        if _is_theirs(ground, statement, stated)
        for denied in _denied_things(ground, statement)
    )


def _is_theirs(ground: Ground, statement: Statement, stated: Stated) -> bool:
    return not statement.hedged and not stated.holders.isdisjoint(ground.whose(statement))


def _denied_things(ground: Ground, statement: Statement) -> Iterator[frozenset[int]]:
    for found in _NONE_OF.finditer(statement.content.text):
        yield _stems(ground, _phrase(found["what"]))


def _phrase(words: str) -> str:
    """Return a phrase up to the noun that it turns on."""
    return _TURN.split(words, maxsplit=1)[0]


def _modifiers(ground: Ground, words: str) -> list[int]:
    """Return the stems of what stands before the noun that a phrase turns on."""
    return _told(ground, _phrase(words))[:-1]


def _head(ground: Ground, words: str) -> int | None:
    return next(reversed(_told(ground, _phrase(words))), None)


def _stems(ground: Ground, words: str) -> frozenset[int]:
    return frozenset(_told(ground, words))


def _told(ground: Ground, words: str) -> list[int]:
    """Return the content stems of some words, in order."""
    look_up = ground.collection.vocabulary.look_up
    return [stem for word in _WORD.findall(words) if (stem := look_up(word)[1]) != NO_CONTENT]
