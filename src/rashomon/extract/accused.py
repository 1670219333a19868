"""Who denies right after an accusation: whom it accuses, and not whoever made it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from rashomon.extract.speakers import Speakers
from rashomon.extract.words import Words
from rashomon.language import Analysis
from rashomon.model.records import Statement

_ACCUSING = frozenset({"accuse", "allege", "blame", "charge", "suspect"})
_ADDING = frozenset({"also", "further", "too"})
"""Who "also denied" something has said the last thing too."""
_NEAR = 40  # words from the accusation to who denies it


def accused(
    statements: Sequence[Statement],
    own: Sequence[Sequence[int]],
    analysis: Analysis,
    words: Words,
    speakers: Speakers,
) -> Iterator[tuple[int, Sequence[int]]]:
    """Yield the sources of denials right behind an accusation, with the references to whom that accuses.

    Args:
        statements: of a text, in order.
        own: the references that are their sources, by number.
        analysis: of the text.
        words: of the text.
        speakers: finds the references that a phrase means.
    """
    for (before, _), (denial, numbers) in pairwise(zip(statements, own, strict=True)):
        content = before.content.spans
        if not content or not _answers(analysis, words, before, denial):
            continue
        first, end = analysis.words_in(content[0])
        top = words.tree.top(first, end)
        whom = tuple(speakers.members(*words.told(top)))
        yield from ((number, whom) for number in numbers)


def _answers(analysis: Analysis, words: Words, before: Statement, denial: Statement) -> bool:
    """Tell whether a denial stands right behind an accusation."""
    if before.act != "blamed" or denial.act != "denied" or not before.cue.spans or not denial.cue.spans:
        return False
    blaming, denying = (range(*analysis.words_in(each.cue.spans[0])) for each in (before, denial))
    near = blaming.start < denying.start <= blaming.stop + _NEAR
    accuses = any(words.lemma(word) in _ACCUSING for word in blaming)
    verb = words.tree.top(denying.start, denying.stop)
    adds = any(words.lower[word] in _ADDING for word in (*denying, *words.tree.kin(verb, "advmod")))
    return near and accuses and not adds
