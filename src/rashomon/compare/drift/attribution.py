"""Attributions that were not carried over, and verbs of saying that say more or less than the source's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import product

from rashomon.compare.drift.way import Changed, Way
from rashomon.compare.wordlists import FUNCTION_WORDS, REPORTING_WORDS
from rashomon.compare.words import fold
from rashomon.model.drifts import DriftKind
from rashomon.model.records import Statement

_ATTRIBUTING = REPORTING_WORDS | frozenset(
    """
    acknowledged acknowledges confirmed confirms corrected corrects denied denies disclosed disclosed revealed
    reveals showed shown suggested suggests
    """.split()
)
_SURE = 0.6  # how likely the sentences must be one passage
_MOSTLY = 0.6
_SHORTEST, _STEM = 4, 5  # letters
_QUOTED = re.compile('[“”"«»„‘]')
_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_DOUBTING = re.compile(r"\b(?:claim|alleg|purport|maintain)", re.IGNORECASE)


def lost(way: Way) -> Iterator[Changed]:
    """Yield a sentence that the source gives in somebody's words, and the other text as its own."""
    given = next((each for each in way.source.said() if _is_somebodys(each, way)), None)
    known = given is not None and way.chance >= _SURE and _is_known(way.source.name_of(given))
    if given and known and _is_own(way) and not _counts_otherwise(way):
        yield _lost(way, given)


def _counts_otherwise(way: Way) -> bool:
    """Tell a sentence with other numbers alone, which says something else than the source."""
    here, there = (frozenset(_NUMBER.findall(end.words)) for end in (way.source, way.taken))
    return bool(here) and bool(there) and here.isdisjoint(there)


def _is_known(speaker: str) -> bool:
    """Tell whether a speaker is more than a pronoun, of the source itself or of nobody that it names."""
    return any(fold(word) not in FUNCTION_WORDS for word in _WORD.findall(speaker))


def _lost(way: Way, statement: Statement) -> Changed:
    detail = f"the source has it from “{way.source.name_of(statement)}”"
    return Changed("attribution lost", way.source.span, way.taken.span, detail)


def shortened(way: Way) -> Iterator[Changed]:
    """Yield a sentence that has lost a step of its way: who told what others said, or told the source."""
    if way.chance < _SURE:
        return
    given = [each for each in way.source.said() if _is_somebodys(each, way)]
    kept = [each for each in way.taken.said() if each.kind != "authored" and each.speaker.text]
    for outer in given:
        gone = _gone(outer, way)
        inner = any(each.within == outer.id for each in way.source.said())
        if gone and kept and (inner or _by_voice(kept, way)) and all(each.within is None for each in kept):
            yield _lost(way, outer)
            return


def _gone(statement: Statement, way: Way) -> bool:
    """Tell whether the other sentence names nothing of a speaker, who is known by more than a pronoun."""
    speaker = _telling(statement.speaker.text)
    actors = {member.actor for member in statement.speaker.members} - {None}
    there = {mention.actor for mention in way.taken.named()}
    return bool(speaker) and speaker.isdisjoint(_telling(way.taken.words)) and actors.isdisjoint(there)


def _by_voice(kept: Iterable[Statement], way: Way) -> bool:
    """Tell whether a text has all from the body whose own text the source is."""
    voices = {
        m.actor for s in way.source.findings.statements if s.kind == "authored" for m in s.speaker.members
    }
    return all({m.actor for m in each.speaker.members} & (voices - {None}) for each in kept)


def _is_somebodys(statement: Statement, way: Way) -> bool:
    """Tell whether most of what both sentences share stands in what somebody is said to say."""
    if statement.kind != "indirect" or not statement.speaker.text:
        return False
    shared = _telling(way.source.words) & _telling(way.taken.words)
    said = _telling(statement.content.text) & shared
    return len(said) >= _MOSTLY * len(shared) > 0


def _telling(words: str) -> frozenset[str]:
    """Return the words of a sentence that are long enough to tell, cut so that endings make no difference."""
    found = (fold(word) for word in _WORD.findall(words))
    return frozenset(word[:_STEM] for word in found if len(word) >= _SHORTEST)


def _is_own(way: Way) -> bool:
    """Tell whether the taken sentence stands in its text's own words, as far as can be seen."""
    words = way.taken.words
    reporting = any(fold(word) in _ATTRIBUTING for word in _WORD.findall(words))
    return not (way.taken.document.voice or way.taken.attributed() or reporting or _QUOTED.search(words))


def verbs(way: Way) -> Iterator[Changed]:
    """Yield the loaded verbs that stand where the source has one that takes no side."""
    ours, theirs = ({each.cue.text for each in end.said()} for end in (way.source, way.taken))
    for source, taken in product(way.source.said(), way.taken.said()):
        if source.cue.text in theirs or taken.cue.text in ours:
            continue
        if _same_speaker(source, taken) and source.loaded is False and taken.loaded and source.cue.spans:
            kind: DriftKind = "weaker" if _DOUBTING.search(taken.cue.text) else "stronger"
            detail = f"“{source.cue.text}” becomes “{taken.cue.text}”"
            yield Changed(kind, source.cue.spans[0], taken.cue.spans[0], detail)


def _same_speaker(source: Statement, taken: Statement) -> bool:
    here, there = ({member.actor for member in each.speaker.members} for each in (source, taken))
    return not (here & there).isdisjoint(here - {None})
