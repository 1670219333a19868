"""Tells statements by which somebody says that a claim is not so from those that refuse something."""

from __future__ import annotations

import re

from rashomon.compare.stands import is_unsaid
from rashomon.compare.wordlists import NEGATION
from rashomon.report.statements import Said

_ASKING = re.compile(r"^(?:do|does|did|will|would|is|are)\b", re.IGNORECASE)
# Verbs that turn down an offer or a demand as well as a claim; here a claim has to be named.
_TURNING_DOWN = re.compile(r"\b(?:reject|dismiss|disput|contradict|disagree)", re.IGNORECASE)
_CLAIM = re.compile(
    r"^\s*(?:that|this|it|what)\b|^\W*(?:\w+\W+){0,3}?(?:claim|assertion|allegation|accusation|remark|suggestion|notion"
    r"|rumou?r|theory|lie)s?\b|\b(?:charge|report|idea|account|version|story)s? that\b"
    r"|\b(?:unfounded|untrue|false|baseless|lies)\b",
    re.IGNORECASE,
)
_KEEPING_OUT = re.compile(
    r"^\s*(?!that\b)(?:\w+\s+)?(?:access|entry|permission|visas?|bail|asylum)\b", re.IGNORECASE
)
_UNASKED = re.compile(
    r"\b(?:nobody|no\s+one|no-one|none)\b[^.;!?]{0,80}?\b(?:ask|tell|told|inform|consult|invit|thank|call|phon|rang|rung|ring"
    r"|help|warn|visit)\w*\s+(?:me|us)\b",
    re.IGNORECASE,
)
"""What nobody did to who speaks: that is told, and denies nothing that anybody said."""
_BY_CUE = re.compile(
    r"\b(?:den(?:y|ies|ied|ying|ial)|reject|dismiss|refut|rebut|disput|contradict)", re.IGNORECASE
)
DENYING = re.compile(
    rf"{NEGATION.pattern}|{_BY_CUE.pattern}|\b(?:false|untrue|baseless|unfounded|lies?\b)", re.IGNORECASE
)
"""Words by which a sentence may say of something that it is not so."""


def is_denial(said: Said, *, named: bool = True) -> bool:
    """Tell a statement by which somebody says that a claim is not so; "denied access" is none.

    Args:
        said: the statement.
        named: whether only a named speaker counts.
    """
    statement = said.statement
    cue, content = statement.cue.text, statement.content.text
    if statement.act != "denied" or (named and (statement.speaker.kind != "named" or not said.who)):
        return False
    if said.text.corrects and said.who.casefold() == said.text.outlet.casefold():
        return False  # an outlet that takes back what it told itself
    if is_unsaid(statement) or _ASKING.search(cue) or _KEEPING_OUT.search(content):
        return False
    if _UNASKED.search(content) and not _BY_CUE.search(cue):
        return False
    return not _TURNING_DOWN.search(cue) or _CLAIM.search(content) is not None
