"""Statements that the encoder found, with the tree's subject where it found no source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rashomon.extract.nouns import raised_by
from rashomon.extract.told import Told, inside, words_in
from rashomon.extract.words import Range, Words, overlap
from rashomon.language import Analysis
from rashomon.language.layers import Attributions


def attributed(analysis: Analysis, words: Words) -> Iterator[Told]:
    """Yield a statement for each cue; its pieces of content are the fragments of one content."""
    return _told(analysis.attributions, analysis.made_by, words)


def attributed_within(analysis: Analysis, words: Words, found: Sequence[Told]) -> Iterator[Told]:
    """Yield the statements in the words of those that were found; of the same cue none is told twice.

    Of several statements around it the shortest bounds what one says.
    """
    taken = {word for told in found for word in words_in(told.cue)}
    for told in _told(analysis.inner_attributions, analysis.made_by, words):
        own = [inner for outer in found if (inner := inside(told, outer))]
        if own and taken.isdisjoint(words_in(told.cue)):
            yield min(own, key=lambda each: sum(end - first for first, end in each.content))


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
