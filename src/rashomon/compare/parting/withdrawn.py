"""Numbers that a text tells and does not give: those somebody denies, and those of an earlier version."""

from __future__ import annotations

import re

from rashomon.compare.parting.ground import Ground
from rashomon.compare.untrue import CLAIM, is_called_untrue
from rashomon.model.offsets import Span

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
    rf"|dismiss(?:es|ed|ing)?)\s+(?:[^\W\d_]+\s+){{0,5}}?(?:that|{CLAIM})\b[^.,;:“”\"]*$"
    r"|\bden(?:ies|ied|ying)\s+(?:having|\w+ing)\b[^.,;:“”\"]*$",
    re.IGNORECASE,
)
"""What a number follows that is denied."""
_THAT = re.compile(r"\bthat\b", re.IGNORECASE)
_BEFORE = len("that ")
_AROUND = 200  # characters before a number that may take it back


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
    if _EARLIER.search(before) or _DENIED.search(before):
        return True
    if is_called_untrue(sentence.of(text), number.start - sentence.start):
        return True
    said = ground.statement_at(document, number)
    if said is None or said.act != "denied" or said.kind == "direct":
        return False  # what a denial is quoted with is what who denies says
    start = said.content.spans[0].start
    return bool(_THAT.search(text[max(0, start - _BEFORE) : start + _BEFORE]))
