"""Statements that the encoder found, with the tree's subject where it found no source."""

from __future__ import annotations

from collections.abc import Iterator

from rashomon.extract.nouns import raised_by
from rashomon.extract.told import Told
from rashomon.extract.words import Range, Words, overlap
from rashomon.language.layers import Attributions


def attributed(found: Attributions, made_by: str, words: Words) -> Iterator[Told]:
    """Yield a statement for each cue; its pieces of content are the fragments of one content.

    Args:
        found: what a head of the model found.
        made_by: the model.
        words: of the document.
    """
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
