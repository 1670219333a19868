"""The sentence around a finding, as the page shows it."""

from __future__ import annotations

from rashomon.compare.words import sentences
from rashomon.model.offsets import Span

_SENTENCE = 400  # characters of a sentence on either side of what it is shown for


def sentence_around(body: str, words: Span) -> Span:
    """Return the sentences that some words stand in, or what stands near them on their line."""
    break_behind = body.find("\n", words.end)
    line_end = len(body) if break_behind < 0 else break_behind
    start = max(body.rfind("\n", 0, words.start) + 1, words.start - _SENTENCE)
    near = Span(start, min(line_end, words.end + _SENTENCE))
    around = [each for each in sentences(body, near) if each.overlaps(words)]
    return Span(around[0].start, around[-1].end)
