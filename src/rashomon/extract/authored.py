"""What an organisation says in a text of its own: each sentence but those in which it says so itself."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from rashomon.extract.references import FIRST_PERSON
from rashomon.extract.told import Told, covered, words_in
from rashomon.extract.words import Range, Words
from rashomon.language import Analysis
from rashomon.model.offsets import Span
from rashomon.model.records import Document

AUTHORED_RULE, AUTHORED_SCORE = "authored-by-voice", 0.84
"""The score is the share of such statements that is right on the dev stories (`evaluation stories`)."""
_SENTENCE_END = re.compile(r"[.!?…:;][\"'”’»)\]]*$")


def authored(document: Document, analysis: Analysis, words: Words, others: Sequence[Told]) -> Iterator[Told]:
    """Yield the sentences of a document with a voice.

    A sentence with what others say in it asserts that they say so, and is around their statements; one that
    "we" say something in is left to that statement, and so is one that no sentence ends. A line without a
    sentence's end is a heading or a signature and asserts nothing.
    """
    if document.voice is None:
        return
    touching: defaultdict[int, list[Told]] = defaultdict(list)
    for told in others:
        for word in words_in(told.ranges):
            touching[word].append(told)
    bodies = [part.span for part in document.parts if part.kind == "body"]
    for first, end in _joined(analysis):
        sentence = Span(int(analysis.words[first, 0]), int(analysis.words[end - 1, 1]))
        if (
            _SENTENCE_END.search(sentence.of(document.text))
            and any(body.covers(sentence) for body in bodies)
            and all(
                _is_relayed(told, (first, end), words)
                for word in range(first, end)
                for told in touching[word]
            )
        ):
            score = round(document.voice.score * AUTHORED_SCORE, 4)
            yield Told((), (), ((first, end),), score, AUTHORED_RULE, "authored")


def _is_relayed(told: Told, sentence: Range, words: Words) -> bool:
    """Tell whether a statement is one that a sentence mentions, saying more than that others say it."""
    own = not FIRST_PERSON.isdisjoint(words.lower[word] for word in words_in(told.source))
    said_so = not told.cue or words.tree.heads[words.tree.top(*told.cue[0])] < 0
    return not own and not said_so and covered(told.ranges, (sentence,))


def _joined(analysis: Analysis) -> Iterator[Range]:
    """Yield the sentences; one that a line end has cut is whole again if its rest begins in small letters."""
    rows = analysis.sentences.tolist()
    first = 0
    for number, (_, end) in enumerate(rows):
        follows = number + 1 < len(rows) and analysis.text[analysis.words[end, 0]].islower()
        if not follows:
            yield rows[first][0], end
            first = number + 1
