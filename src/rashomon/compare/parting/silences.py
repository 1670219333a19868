"""Points on whether somebody spoke of something: one has them say so, another that they said no word."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from rashomon.compare.parting.claimed import Claim, claim_at, excluding
from rashomon.compare.parting.ground import Ground
from rashomon.compare.parting.points import Parted
from rashomon.compare.wordlists import COMMON_WORDS, FUNCTION_WORDS
from rashomon.model.offsets import Span
from rashomon.model.records import Reason, Statement

_NOT = (
    r"(?:did\s+not|didn['’]t|had\s+not|has\s+not|never|had\s+never|has\s+never|nor\s+did\s+(?:\w+\s+){1,3}?)"
)
_SILENT = re.compile(
    rf"\b(?:{_NOT}\s+(?:once\s+)?(?:(?:say|said|speak|spoke|spoken)\s+(?:(?:one|a|a\s+single|any)\s+word|anything|a\s+thing)?\s*"
    rf"(?:of|about)|mention(?:ed)?)|(?:said|says|mentioned)\s+(?:nothing|not\s+a\s+word|no\s+word)\s+(?:of|about))\s+"
    rf"(?P<what>[^.;:,“”\"]{{3,60}})|(?P<named>[^.;:,“”\"\n]{{3,40}}?)\s+(?:was|were)\s+(?:not|never)\s+mentioned\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")
_ENDINGS = ("ments", "ment", "ations", "ation", "ings", "ing", "ers", "er", "als", "al", "ed", "s", "")
_SHARED = 2  # roots, where the silence has as many
_ROOT = 3  # letters of a word by which words made of it are known
_SAYING = frozenset({"said", "announced", "warned", "promised", "other", None})
_LONGEST = 600  # characters of a sentence that is prose
_SCORE = 0.7


def silences(ground: Ground) -> Iterator[Parted]:
    """Yield what one has somebody say, and another, or they, that they said nothing of it."""
    sayings = _sayings(ground)
    for sentence in ground.collection.sentences:
        document, span = ground.collection.documents[sentence.document], sentence.span
        if len(span) > _LONGEST:
            continue
        for match in _SILENT.finditer(document.text, span.start, span.end):
            part = "what" if match["what"] else "named"
            place = Span(*match.span(part))
            silent = claim_at(ground, document.id, place)
            whose = _silent(ground, document.id, Span(*match.span()))
            if silent is not None and whose:
                told = [
                    each
                    for one in sorted(whose)
                    for each in sayings.get((ground.story_of(document.id), one), ())
                ]
                yield from _parted(ground, silent, told, _roots(match[part]))


def _sayings(ground: Ground) -> Mapping[tuple[str, str], Sequence[Statement]]:
    """Return what is told as said, by story and speaker."""
    found: defaultdict[tuple[str, str], list[Statement]] = defaultdict(list)
    for statement in ground.extraction.statements:
        if statement.act in _SAYING:
            for actor in ground.holders.of(statement.id):
                found[ground.story_of(statement.document), actor].append(statement)
    return found


def _silent(ground: Ground, document: str, place: Span) -> frozenset[str]:
    """Return who is told to have said nothing: who says so of themselves, or the nearest mention before."""
    inner = ground.statement_around(document, place)
    if inner is not None and inner.cue.spans and any(each.overlaps(place) for each in inner.cue.spans):
        return frozenset(ground.holders.of(inner.id))
    sentence = ground.sentence(document, place)
    before = [
        each
        for each in ground.mentions_of.get(document, ())
        if sentence and sentence.span.start <= each.span.start and each.span.end <= place.start
    ]
    nearest = max(before, key=lambda each: each.span.end, default=None)
    return frozenset({nearest.actor}) if nearest is not None and nearest.actor else frozenset()


def _parted(
    ground: Ground, silent: Claim, told: Sequence[Statement], what: frozenset[str]
) -> Iterator[Parted]:
    """Yield a silence with what others have the same people say in its words."""
    for statement in told:
        shared = what & _roots(statement.content.text)
        if statement.document == silent.document or len(shared) < min(_SHARED, len(what)) or not shared:
            continue
        start = statement.content.spans[0].start
        said = claim_at(ground, statement.document, Span(start, start + 1))
        if said is not None:
            reason = Reason(code="unsaid", detail="one has it said, the other no word of it", score=_SCORE)
            yield excluding(ground, "other", "words", said, silent, reason)
            return


def _roots(words: str) -> frozenset[str]:
    """Return the words of some that say something, without the endings by which nouns are made of verbs."""
    found = {word.casefold() for word in _WORD.findall(words)} - COMMON_WORDS - FUNCTION_WORDS
    return frozenset(root for word in found if len(root := _root(word)) >= _ROOT)


def _root(word: str) -> str:
    return word.removesuffix(next(each for each in _ENDINGS if word.endswith(each)))
