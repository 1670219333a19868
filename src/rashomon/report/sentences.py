"""The sentence around a finding, as the page shows it."""

from __future__ import annotations

from collections.abc import Iterator

from rashomon.compare.words import sentences
from rashomon.model.offsets import Span
from rashomon.report.texts import Text

_SENTENCE = 400  # characters of a sentence on either side of what it is shown for


def sentence_around(body: str, words: Span) -> Span:
    """Return the sentences that some words stand in, or what stands near them on their line."""
    break_behind = body.find("\n", words.end)
    line_end = len(body) if break_behind < 0 else break_behind
    start = max(body.rfind("\n", 0, words.start) + 1, words.start - _SENTENCE)
    near = Span(start, min(line_end, words.end + _SENTENCE))
    around = [each for each in sentences(body, near) if each.overlaps(words)]
    return Span(around[0].start, around[-1].end)


def body_sentences(text: Text) -> Iterator[Span]:
    """Yield the sentences of a text's body, in order; of a text without parts, all."""
    parts = [part.span for part in text.document.parts if part.kind == "body"]
    for span in parts or [Span(0, len(text.body))]:
        at = span.start
        for line in text.body[span.start : span.end].split("\n"):
            if line.strip():
                yield from sentences(text.body, Span(at, at + len(line)))
            at += len(line) + 1
