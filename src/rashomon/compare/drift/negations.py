"""What one side negates and the other does not: a verb, or a thing that there is "no" of."""

from __future__ import annotations

import re
from collections import Counter
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
_NEVER = re.compile(
    r"\b(?:(?P<aux>has|have|had|is|are|was|were|would|will|could|can)\s+)?never\b", re.IGNORECASE
)
_NO = re.compile(
    r"\b(?P<before>[^\W\d_]+)\s+no\b(?!\s+(?:more|fewer|less|longer|later|one|doubt|matter|such)\b)",
    re.IGNORECASE,
)
"""A verb with "no" behind it: "found no sign", "there was no fire"."""
_INSTEAD = re.compile(r"[^.,;:!?]{1,60}\bbut\b")
"""What follows a "not" that puts one thing in place of another: "not 40 but 60"."""
_DO = frozenset("do does did".split())
_BE = "has have had is are was were been be".split()
_ALIKE = {word: frozenset(_BE) for word in _BE}
_SHORTEST = 4  # letters of a verb
_BEFORE = 3  # words before a verb among which its auxiliary stands


def negations(way: Way) -> Iterator[Changed]:
    """Yield what is negated on one side alone, where the other has no negation that the first has not too."""
    if way.chance < _SURE:
        return
    for own, place, word in _negated(way.source, way.taken):
        yield Changed("negation", own, place, f"“{word}” is no longer there")
    for own, place, word in _negated(way.taken, way.source):
        yield Changed("negation", place, own, f"“{word}” is added")


def _negated(end: End, other: End) -> Iterator[tuple[Span, Span, str]]:
    """Yield where a side negates something, and the other tells it, with the word that negates."""
    found = _turning(end)
    if len(found) != 1 or _turning(other):
        return
    if not _negating(other.words) <= _negating(end.words) - _negating(found[0][0]):
        return
    if _INSTEAD.match(end.document.text, found[0].end(), end.span.end):
        return
    place = around(end, Span(*found[0].span()))
    if found[0].re is _NO:
        yield from ((place, around(other, thing), "no") for thing in _had(end, other, found[0]))
        return
    verb = "".join(stem for stem, _ in following(end, found[0].end(), 1))
    words = list(_WORD.finditer(other.document.text, other.span.start, other.span.end))
    for number, word in enumerate(words):
        before = [each[0].lower() for each in words[max(0, number - _BEFORE) : number]]
        if _is_form_of(word[0], verb) and _is_told((found[0]["aux"] or "did").lower(), before):
            yield place, around(other, Span(*word.span())), "never" if found[0].re is _NEVER else "not"
            return


def _turning(end: End) -> list[re.Match[str]]:
    """Return the words by which a stretch says of something that it is not so."""
    ends = end.document.text, end.span.start, end.span.end
    return [match for kind in (_NOT, _NEVER, _NO) for match in kind.finditer(*ends)]


def _negating(words: str) -> Counter[str]:
    """Return the words that may negate something."""
    return Counter(word.casefold() for word in NEGATING.findall(words))


def _had(end: End, other: End, no: re.Match[str]) -> Iterator[Span]:
    """Yield where the other side has what one side has "no" of, behind the same verb: "found signs"."""
    noun = "".join(stem for stem, _ in following(end, no.end(), 1))
    verb = no["before"].casefold()
    words = list(_WORD.finditer(other.document.text, other.span.start, other.span.end))
    for number, word in enumerate(words):
        before = [each[0].casefold() for each in words[max(0, number - _BEFORE) : number]]
        if _is_form_of(word[0], noun) and any(_is_same_verb(verb, each) for each in before):
            yield Span(*word.span())
            return


def _is_same_verb(one: str, other: str) -> bool:
    return other in _ALIKE.get(one, frozenset({one})) or _is_form_of(other, "".join(stems(one)))


def _is_form_of(word: str, verb: str) -> bool:
    """Tell whether a word begins with the verb or the other way round: "open", "opened"."""
    own = "".join(stems(word))
    return own == verb or (
        min(len(own), len(verb)) >= _SHORTEST and (own.startswith(verb) or verb.startswith(own))
    )


def _is_told(auxiliary: str, before: Sequence[str]) -> bool:
    """Tell whether the words before a verb tell it as the negated one is told: "did not sign", "signed"."""
    if auxiliary in _DO:
        return "to" not in before
    return not _ALIKE.get(auxiliary, frozenset({auxiliary})).isdisjoint(before)
