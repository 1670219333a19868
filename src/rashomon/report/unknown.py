"""What is not known: who would not say, what texts call not known, and what the findings lack."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from rashomon.model.offsets import Span
from rashomon.model.records import Statement
from rashomon.report.lines import Line, quote
from rashomon.report.sentences import body_sentences
from rashomon.report.statements import Said
from rashomon.report.texts import Text

_ENGLISH = frozenset({None, "en"})
# What somebody declines that leaves a question open: "to comment", and not "to pay".
_ANSWERING = re.compile(
    r"\b(?:comment|say|answer|answers|question|questions|discuss|respond|reply|confirm|identify|name|explain"
    r"|elaborate|disclose|speak|talk)\b",
    re.IGNORECASE,
)
_TURNING_DOWN = re.compile(r"\b(?:reject|spurn|rebuff|turn(?:s|ed)? down)", re.IGNORECASE)
_FIRST_WORDS = re.compile(r"(?:that\s+)?(?:\S+\s+){0,3}\S*")
"""Of a content, where what somebody would not do stands."""
_NOT_TELLING = re.compile(
    r"(?:\bnot|n['’]t|\bnever)\s+(?:\w+ly\s+)?(?:say|said|tell|told|explain|explained|specify|specified"
    r"|disclose|disclosed|reveal|revealed|make clear|made clear)\b",
    re.IGNORECASE,
)
_QUESTION = re.compile(r"\W*(?:whether|if|who|whom|whose|what|when|where|which|why|how)\b", re.IGNORECASE)
_OPEN = re.compile(
    r"\b(?:(?:is|are|was|were|been|remains?|remained)\s+(?:not (?:yet )?(?:known|clear|established|determined"
    r"|identified|verified)|unclear|unknown|unconfirmed|unexplained)(?! (?:for|as|to)\b)"
    r"|could not (?:immediately |independently |yet )?be (?:verified|confirmed|established|determined"
    r"|identified|reached for comment)|no ?(?:body|one|-one) knows"
    r"|(?:it|that) is (?:not known|anyone's guess))\b",
    re.IGNORECASE,
)


def refusals(said: Iterable[Said]) -> Iterator[Line]:
    """Yield a line for each named speaker and text that has it that they would not or did not say a thing."""
    for each in said:
        statement = each.statement
        if statement.speaker.kind != "named" or not (_declines(statement) or _leaves_open(statement)):
            continue
        strong = (*statement.cue.spans, *statement.content.spans)
        shown = quote(each.text, sorted(strong))
        if shown:
            numbers = frozenset({each.text.number})
            label = "Not answered by" if statement.act == "declined" else "Not said by"
            yield Line(f"{label} {each.who}", shown, numbers, each.place.anchor, "Place in the text")


def _declines(statement: Statement) -> bool:
    """Tell whether somebody would not speak, and does not turn down something else."""
    opening = _FIRST_WORDS.match(statement.content.text)
    asked = f"{statement.cue.text} {opening[0] if opening else ''}"
    silent = _ANSWERING.search(asked) and not _TURNING_DOWN.search(statement.cue.text)
    return statement.act == "declined" and bool(silent)


def _leaves_open(statement: Statement) -> bool:
    """Tell whether somebody did not answer a question: "did not say whether the bridge was safe"."""
    told = _NOT_TELLING.search(statement.cue.text) and _QUESTION.match(statement.content.text)
    return statement.act != "denied" and bool(told)


def open_points(texts: Iterable[Text]) -> Iterator[Line]:
    """Yield a line for each sentence in which a text in English says that something is not known."""
    for text in texts:
        for sentence in body_sentences(text) if text.document.language in _ENGLISH else ():
            found = _OPEN.search(text.body, sentence.start, sentence.end)
            shown = quote(text, (Span(found.start(), found.end()),)) if found else None
            if shown:
                numbers = frozenset({text.number})
                yield Line("Not known", shown, numbers, shown.anchor, "Place in the text")
