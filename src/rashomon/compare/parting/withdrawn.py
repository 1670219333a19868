"""Numbers that a text tells and does not give: those somebody denies, and those of an earlier version."""

from __future__ import annotations

import re

from rashomon.compare.parting.ground import Ground
from rashomon.model.offsets import Span

_CLAIM = r"(?:claim|report|allegation|rumou?r|suggestion|accusation|assertion|figure|remark|account)s?"
_FALSE = (
    r"(?:false|untrue|not\s+true|wrong|incorrect|invented|fabricated|made\s+up|baseless|unfounded|nonsense"
    r"|(?:an?\s+)?(?:lies?|fabrication|invention))"
)
_EARLIER = re.compile(
    r"\b(?:earlier|previous|prior|original|first)\s+(?:version|edition|draft)s?\b[^.;]*?"
    r"\b(?:said|says|saying|stated|stating|put|gave|giving|reported|had|was|were|spoke)\b[^.;\d]*$"
    r"|\b(?:originally|initially|wrongly|incorrectly|mistakenly|erroneously|at\s+first)\s+"
    r"(?:said|stated|reported|gave|put|told|counted)\b[^.;\d]*$",
    re.IGNORECASE,
)
"""What a number follows that an earlier version gave, or that was given by mistake."""
_DENIED = re.compile(
    rf"\b(?:den(?:y|ies|ied|ying)|disput(?:es?|ed|ing)|refut(?:es?|ed|ing)|reject(?:s|ed|ing)?"
    rf"|dismiss(?:es|ed|ing)?)\s+(?:[^\W\d_]+\s+){{0,5}}?(?:that|{_CLAIM})\b[^.,;:“”\"]*$"
    r"|\bden(?:ies|ied|ying)\s+(?:having|\w+ing)\b[^.,;:“”\"]*$"
    rf"|\b(?:is|was|be|it)\s+{_FALSE}\s+(?:to\s+say\s+)?that\b[^.,;:“”\"]*$",
    re.IGNORECASE,
)
"""What a number follows that is denied."""
_THAT = re.compile(r"\bthat\b", re.IGNORECASE)
_BEFORE = len("that ")
_AROUND = 200  # characters on either side of a number that may take it back
_CLAIMED = re.compile(rf"\b{_CLAIM}\s+(?:[^\W\d_]+\s+){{0,4}}?(?:that|of)\b[^.;:“”\"]*$", re.IGNORECASE)
_IS_FALSE = re.compile(
    rf"[^.;:“”\"]*?\b(?:is|are|was|were)\s+(?:[^\W\d_]+\s+){{0,2}}?{_FALSE}\b"
    rf"|[^.;:“”\"]*?\bas\s+{_FALSE}\b",
    re.IGNORECASE,
)
"""What stands on either side of a number in a claim that is called false."""


def is_withdrawn(ground: Ground, document: str, sentence: Span, number: Span) -> bool:
    """Tell a number that is denied where it stands, or that an earlier version of a text gave.

    Args:
        ground: a run.
        document: the id of a text.
        sentence: a sentence of it,
        number: and a number within.
    """
    text = ground.documents[document].text
    before = text[max(sentence.start, number.start - _AROUND) : number.start]
    after = text[number.end : min(sentence.end, number.end + _AROUND)]
    if _EARLIER.search(before) or _DENIED.search(before):
        return True
    if _CLAIMED.search(before) and _IS_FALSE.match(after):
        return True
    said = ground.statement_at(document, number)
    if said is None or said.act != "denied" or said.kind == "direct":
        return False  # what a denial is quoted with is what who denies says
    start = said.content.spans[0].start
    return bool(_THAT.search(text[max(0, start - _BEFORE) : start + _BEFORE]))
