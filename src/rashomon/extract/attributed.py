"""Statements that the encoder found, with the tree's subject where it found no source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from rashomon.extract.nouns import raised_by
from rashomon.extract.told import Told, words_in
from rashomon.extract.words import MARKS, Range, Words, overlap
from rashomon.language import Analysis
from rashomon.language.layers import Attributions

_SURE = 0.6
_CERTAIN = 0.87
"""How likely what a cue tells must be right, and where nobody is said to say it; chosen on dev (`python -m
evaluation stories`, `chains`)."""


def attributed(analysis: Analysis, words: Words) -> Iterator[Told]:
    """Yield a statement for each cue; its pieces of content are the fragments of one content."""
    return _told(analysis.attributions, analysis.made_by, words)


def retold(analysis: Analysis, words: Words, found: Iterable[Told]) -> Iterator[Told]:
    """Yield statements with what their cue by itself is taken to tell, where that is sure enough.

    The head for statements shares the words of a text out among its cues; asked by itself, a cue may tell
    what another one tells too. What is quoted, its marks bound.
    """
    by_word = {word: told for told in _sure(analysis, words) for word in words_in(told.cue)}
    for told in found:
        own = next((by_word[word] for word in words_in(told.cue) if word in by_word), None)
        quoted = any(words.forms[word] in MARKS for word in words_in(told.content))
        yield told if own is None or quoted else replace(told, content=own.content)


def heard(analysis: Analysis, words: Words, found: Sequence[Told]) -> Iterator[Told]:
    """Yield the statements of cues that are part of none that was found, in whosever words they stand."""
    taken = {word for told in found for word in words_in(told.cue)}
    for told in sorted(_sure(analysis, words), key=lambda each: -each.score):
        if taken.isdisjoint(words_in(told.cue)):
            taken.update(words_in(told.cue))
            yield told


def _sure(analysis: Analysis, words: Words) -> Iterator[Told]:
    """Yield what cues tell, each asked by itself; of what nobody says it must be nearly certain."""
    for told in _told(analysis.tellings, analysis.made_by, words):
        if told.score >= (_SURE if told.source else _CERTAIN):
            yield told


def _told(found: Attributions, made_by: str, words: Words) -> Iterator[Told]:
    for number, (first, end) in enumerate(found.cues.tolist()):
        own = found.cue == number
        source = _ranges(found.pieces[own & found.is_source].tolist())
        content = _ranges(found.pieces[own & ~found.is_source].tolist())
        cue = (first, end)
        yield Told(
            source or _subject(words, cue, content),
            (cue,),
            content,
            round(float(found.scores[number]), 4),
            made_by,
        )


def _ranges(rows: list[list[int]]) -> tuple[Range, ...]:
    return tuple((first, end) for first, end in rows)


def _subject(words: Words, cue: Range, content: tuple[Range, ...]) -> tuple[Range, ...]:
    """Return the subject of a cue that the encoder found no source for, if it is outside the content.

    Of a noun it is whose call or warning that is, where the words say so.
    """
    tree = words.tree
    verb = tree.top(*cue)
    owners = raised_by(words, verb) if tree.upos[verb] == "NOUN" else ()
    if owners:
        return tuple(owner for owner in owners if not overlap(owner, (cue, *content)))
    while tree.relations[verb] == "conj" and not tree.has(verb, "nsubj"):
        verb = tree.heads[verb]
    for subject in tree.kin(verb, "nsubj"):
        phrase = words.told(subject)
        if not tree.passive[subject] and not overlap(phrase, (cue, *content)):
            return (phrase,)
    return ()
