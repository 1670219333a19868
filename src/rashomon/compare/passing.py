"""Turns of a conversation that only pass on what others say.

Who asks "The police say that nobody was hurt" holds nothing by it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from rashomon.model.records import Statement

_MARKS = frozenset({"", ":"})  # behind the label of a turn
_MOST = 0.8  # of what a turn says, its questions left out
_QUESTION = re.compile(r"[^.!?]*\?")
_OWN = re.compile(r"\b(?:i|we|my|our)\b", re.IGNORECASE)


def passed_on(statements: Iterable[Statement]) -> frozenset[str]:
    """Return the ids of the turns that are little else than what others are told to say."""
    told = list(statements)
    within: defaultdict[str, list[Statement]] = defaultdict(list)
    for statement in told:
        if statement.within and not _OWN.search(statement.speaker.text):
            within[statement.within].append(statement)
    return frozenset(turn.id for turn in told if _is_turn(turn) and _is_all_of(turn, within[turn.id]))


def _is_turn(statement: Statement) -> bool:
    label = statement.speaker.spans and statement.cue.text in _MARKS
    return statement.kind == "direct" and bool(label) and bool(statement.content.spans)


def _is_all_of(turn: Statement, inside: Iterable[Statement]) -> bool:
    said = len(_QUESTION.sub("", turn.content.text).strip())
    passed = sum(_lengths(inside))
    return bool(passed) and passed >= _MOST * said


def _lengths(inside: Iterable[Statement]) -> Iterator[int]:
    """Yield how long each is, from who says it to the end of what is said."""
    for each in inside:
        spans = (*each.speaker.spans, *each.cue.spans, *each.content.spans)
        if each.speaker.spans:
            yield max(span.end for span in spans) - min(span.start for span in spans)
