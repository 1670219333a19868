"""How somebody holds what a statement or event says: as so, as not so, as open, or not at all.

The act of a statement tells most of it, and the words around what is said tell the rest: "ruled out that",
"it was a lie that", "it was looking into whether". An event stands as the statement that reports it does.
"""

from __future__ import annotations

import re
from typing import Literal

from rashomon.compare.holders import Holders
from rashomon.compare.untrue import is_all_untrue, is_called_untrue
from rashomon.compare.wordlists import FIRST_PERSON, UNSAYING
from rashomon.model.records import Statement

Stand = Literal["so", "not so", "open", "not held"]

_BE = r"(?:is|was|are|were|has been|had been)"
_OPENING = r"^\W*(?:that\s+)?"
_EXCLUDING = re.compile(r"\brul(?:e|es|ed|ing)\s+out\b", re.IGNORECASE)
_UNTRUE = re.compile(
    rf"{_OPENING}(?:it|this|there)\s+{_BE}\s+(?:\w+ly\s+)?"
    r"(?:an?\s+(?:\w+\s+)?(?:lie|fabrication|falsehood|fiction|invention|myth)|lies|false|untrue|nonsense|not\s+true"
    r"|no\s+(?:\w+\s+)?(?:evidence|facts?|grounds|proof|truth|indications?|signs?))\s+(?:\w+\s+){0,4}?(?:that|to)\b",
    re.IGNORECASE,
)
"""Words before a claim by which it is called untrue, or without any ground."""
_ASKING = re.compile(
    rf"{_OPENING}(?:whether\b|(?:\w+\s+){{1,6}}?(?:{_BE}\s+)?(?:\w+ly\s+)?(?:investigat|examin|check|verif|look|stud|assess|try)ing\s+"
    r"(?:\w+\s+){0,3}?(?:whether|if)\b)",
    re.IGNORECASE,
)
"""Words before a claim by which it is left open."""
_NOT = r"(?:\s+not|n['’]t|not)"
_DOUBT = (
    r"(?:doubt(?:s|ed|ing|ful)?|s[ck]eptic\w*|disbelie\w+|un(?:sure|certain\w*|clear|convinced|persuaded)"
    r"|not\s+(?:\w+\s+){0,2}?(?:sure|certain|clear|convinced|persuaded)"
    rf"|(?:do|does|did|can|could){_NOT}\s+(?:\w+ly\s+)?(?:believe(?!\s+in\b)|think|trust))"
)
_DOUBTING = re.compile(
    rf"\b(?:{_DOUBT}|wonder(?:s|ed|ing)?|question(?:s|ed|ing)|into\s+question)\b", re.IGNORECASE
)
"""Cues by which a claim is doubted."""
_DOUBTFUL = re.compile(
    rf"{_OPENING}(?:\w+\s+){{0,6}}?"
    rf"(?:{_DOUBT}\s+(?:\w+\s+){{0,3}}?(?:that|whether|if|about|over|of|as\s+to)"
    r"|too\s+(?:early|soon)\s+to\s+(?:say|tell|know)"
    r"|(?:see|seen|saw|found)\s+(?:\w+\s+)?no\s+(?:\w+\s+)?(?:evidence|proof|signs?|indications?)\s+(?:that|of|for))\b",
    re.IGNORECASE,
)
"""Words before a claim by which it is doubted."""
_UNDOUBTED = re.compile(
    rf"{_OPENING}(?:\w+\s+){{0,6}}?(?:no|not|never|without|little|beyond|do{_NOT}|does{_NOT}|did{_NOT})\s+"
    r"(?:\w+\s+)?(?:doubt|question)\w*\b",
    re.IGNORECASE,
)
"""Words before a claim by which it is held fast: "never doubted that"."""
_ASCRIBED = re.compile(
    r"\b(?:know|knows|knew|known|(?:un)?aware|reali[sz]\w+|forg[eo]t\w*|ignor\w+|overlook\w*|conceal\w*"
    r"|hid|hides?|hidden|hiding|lied|lies|lying|cover(?:s|ed|ing)?\s+up)\b",
    re.IGNORECASE,
)
"""Cues of what somebody is said to know or to hide: whoever tells it so holds it, and not they."""
_NOBODY = re.compile(r"\W*(?:neither|nobody|no one|none)\b", re.IGNORECASE)
_NOT_CONFIRMING = re.compile(
    rf"{_OPENING}(?:\w+\s+){{1,4}}?(?:can|could|do|does|did)\s?(?:not|n['’]t)\s+(?:\w+ly\s+)?"
    r"(?:confirm|verify|rule\s+out|(?:know|say|tell)\s+(?:whether|if))\b",
    re.IGNORECASE,
)
_REFUSING = re.compile(
    r"\b(?:declin|refus)\w*\s+to\s+(?:\w+ly\s+)?(?:say|comment|confirm|answer|discuss)\b|\bunable\s+to\s+(?:confirm|verify)\b",
    re.IGNORECASE,
)


def stand_of(finding: str, holders: Holders) -> Stand:
    """Return how whose a finding is hold what it says; what an event tells may be told as not so itself."""
    statement = holders.statement_of(finding)
    stand = stand_in(statement) if statement is not None else "so"
    if statement is not None and (statement.id in holders.passing or _is_only_told_false(statement, holders)):
        return "not held"
    told = holders.events.get(finding)
    return "not so" if told is not None and told.status == "denied" and stand == "so" else stand


def _is_only_told_false(statement: Statement, holders: Holders) -> bool:
    """Tell a claim of nobody that is called untrue where it is told: "rumours that he fled are lies"."""
    around = holders.statements.get(statement.within or "")
    if around is None or statement.speaker.members or not statement.content.spans:
        return False
    last = statement.content.spans[0].end - 1 - around.content.spans[0].start
    return is_called_untrue(around.content.text, last)


def is_unsaid(statement: Statement) -> bool:
    """Tell "did not say" and "neither Orm nor Veld said": who is told so holds nothing by it."""
    return bool(UNSAYING.search(statement.cue.text)) or _is_nobodys(statement)


def is_ascribed(statement: Statement) -> bool:
    """Tell what somebody is only said to know or hide: "the port knew that", but not "we know that"."""
    speaks = statement.speaker.text.lower() in FIRST_PERSON
    return not speaks and _ASCRIBED.search(statement.cue.text) is not None


def claim_in(words: str) -> str:
    """Return words without those before a claim that doubt it or hold it fast: a "not" of theirs goes too."""
    found = _DOUBTFUL.match(words) or _UNDOUBTED.match(words)
    return words[found.end() :] if found is not None else words


def _is_nobodys(statement: Statement) -> bool:
    return _NOBODY.match(statement.speaker.text) is not None


def _is_untrue(content: str) -> bool:
    return _UNTRUE.search(content) is not None or is_all_untrue(content)


def stand_in(statement: Statement) -> Stand:
    """Return how whoever makes a statement holds what it says, by its act, cue and first words."""
    cue, content = statement.cue.text, statement.content.text
    if _is_nobodys(statement) or is_ascribed(statement):
        return "not held"
    if _UNDOUBTED.search(cue) or _UNDOUBTED.search(content):
        return "so"
    if _DOUBTING.search(cue) or _DOUBTFUL.search(content):
        return "open"
    if is_unsaid(statement) or _REFUSING.search(cue) or _NOT_CONFIRMING.search(content):
        return "not held"  # who did not say, or "neither confirmed nor denied", holds nothing by it
    if statement.act == "denied" or _EXCLUDING.search(cue) or _is_untrue(content):
        return "not so"
    return "open" if statement.act == "asked" or _ASKING.search(content) else "so"
