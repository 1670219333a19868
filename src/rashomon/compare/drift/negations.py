"""Verbs that one side negates and the other does not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rashomon.compare.drift.clauses import around, following, stems
from rashomon.compare.drift.way import Changed, End, Way
from rashomon.compare.wordlists import NEGATING
from rashomon.model.offsets import Span

_WORD = re.compile(r"[^\W\d_]+")
_SURE = 0.6  # how likely the sentences must be one passage
_NOT = re.compile(
    r"\b(?P<aux>do|does|did|has|have|had|is|are|was|were|will|would|can|could|should|must|may|might)"
    r"(?: not|not|n['’]t)\b",
    re.IGNORECASE,
)
_INSTEAD = re.compile(r"[^.,;:!?]{1,60}\bbut\b")
"""What follows a "not" that puts one thing in place of another: "not 40 but 60"."""
_DO = frozenset("do does did".split())
_BE = "has have had is are was were been be".split()
_ALIKE = {word: frozenset(_BE) for word in _BE}
_SHORTEST = 4  # letters of a verb
_BEFORE = 3  # words before a verb among which its auxiliary stands


def negations(way: Way) -> Iterator[Changed]:
    """Yield the verbs that are negated on one side alone, where the other has no negation of any kind."""
    if way.chance < _SURE:
        return
    for own, place in _negated(way.source, way.taken):
        yield Changed("negation", own, place, "“not” is no longer there")
    for own, place in _negated(way.taken, way.source):
        yield Changed("negation", place, own, "“not” is added")


def _negated(end: End, other: End) -> Iterator[tuple[Span, Span]]:
    found = list(_NOT.finditer(end.document.text, end.span.start, end.span.end))
    if len(found) != 1 or NEGATING.search(other.words):
        return
    if _INSTEAD.match(end.document.text, found[0].end(), end.span.end):
        return
    verb = "".join(stem for stem, _ in following(end, found[0].end(), 1))
    words = list(_WORD.finditer(other.document.text, other.span.start, other.span.end))
    for number, word in enumerate(words):
        before = [each[0].lower() for each in words[max(0, number - _BEFORE) : number]]
        if _is_form_of(word[0], verb) and _is_told(found[0]["aux"].lower(), before):
            yield around(end, Span(*found[0].span())), around(other, Span(*word.span()))
            return


def _is_form_of(word: str, verb: str) -> bool:
    """Tell whether a word begins with the verb or the other way round: "open", "opened"."""
    own = "".join(stems(word))
    return min(len(own), len(verb)) >= _SHORTEST and (own.startswith(verb) or verb.startswith(own))


def _is_told(auxiliary: str, before: Sequence[str]) -> bool:
    """Tell whether the words before a verb tell it as the negated one is told: "did not sign", "signed"."""
    if auxiliary in _DO:
        return "to" not in before
    return not _ALIKE.get(auxiliary, frozenset({auxiliary})).isdisjoint(before)
