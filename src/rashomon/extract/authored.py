"""What an organisation says in a text of its own: each sentence that no other statement touches."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rashomon.extract.told import Told, words_in
from rashomon.extract.words import Range
from rashomon.language import Analysis
from rashomon.model.offsets import Span
from rashomon.model.records import Document

AUTHORED_RULE = "authored-by-voice"
_SENTENCE_END = re.compile(r"[.!?…:;][\"'”’»)\]]*$")


def authored(document: Document, analysis: Analysis, others: Sequence[Told]) -> Iterator[Told]:
    """Yield the sentences of a document with a voice.

    A sentence that another statement touches is left to it; a line without a sentence's end is a heading or
    a signature and asserts nothing.
    """
    if document.voice is None:
        return
    taken = {word for told in others for word in words_in(told.ranges)}
    bodies = [part.span for part in document.parts if part.kind == "body"]
    for first, end in _joined(analysis):
        sentence = Span(int(analysis.words[first, 0]), int(analysis.words[end - 1, 1]))
        if (
            _SENTENCE_END.search(sentence.of(document.text))
            and any(body.covers(sentence) for body in bodies)
            and taken.isdisjoint(range(first, end))
        ):
            yield Told((), (), ((first, end),), document.voice.score, AUTHORED_RULE, "authored")


def _joined(analysis: Analysis) -> Iterator[Range]:
    """Yield the sentences; one that a line end has cut is whole again if its rest begins in small letters."""
    rows = analysis.sentences.tolist()
    first = 0
    for number, (_, end) in enumerate(rows):
        follows = number + 1 < len(rows) and analysis.text[analysis.words[end, 0]].islower()
        if not follows:
            yield rows[first][0], end
            first = number + 1
