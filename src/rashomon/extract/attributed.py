"""The statements that the encoder found, a source added where the tree has one."""

from __future__ import annotations

from collections.abc import Iterator

from rashomon.extract.told import Told
from rashomon.extract.words import Range, Words, overlap
from rashomon.language import Analysis


def attributed(analysis: Analysis, words: Words) -> Iterator[Told]:
    """Yield a statement for each cue; its pieces of content are the fragments of one content."""
    found = analysis.attributions
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
            analysis.made_by,
        )


def _ranges(rows: list[list[int]]) -> tuple[Range, ...]:
    return tuple((first, end) for first, end in rows)


def _subject(words: Words, cue: Range, content: tuple[Range, ...]) -> tuple[Range, ...]:
    """Return the subject of a cue that the encoder found no source for, if it is outside the content."""
    tree = words.tree
    verb = tree.top(*cue)
    while tree.relations[verb] == "conj" and not tree.has(verb, "nsubj"):
        verb = tree.heads[verb]
    for subject in tree.kin(verb, "nsubj"):
        phrase = words.told(subject)
        if not tree.passive[subject] and not overlap(phrase, (cue, *content)):
            return (phrase,)
    return ()
