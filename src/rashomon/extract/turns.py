"""Turns of transcripts and interviews: paragraphs that open with who speaks and a colon, or "Q." or "A.".

A label counts only in a text that has several of them, so that "Note:" or a headline with a colon is none.
The words of a turn are the speaker's own, without quotation marks, and their cue is the colon, if any; a
paragraph that has no label goes on with the turn before it where most paragraphs of the text have one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from rashomon.extract.told import Told
from rashomon.extract.words import Range
from rashomon.language import Analysis
from rashomon.model.offsets import Span
from rashomon.model.records import Document

TURN_RULE, TURN_SCORE = "turn-of-transcript", 0.95
_LABEL = re.compile(r"\W{0,3}(?P<who>[^\W\d_][\w.'’-]*(?:,? [\w.'’()\[\]&-]+){0,7})\s*:\s+(?=\S)")
_LETTER = re.compile(r"\W{0,3}(?P<who>[QA])\.\s+(?=\S)")
_ASIDE = re.compile(r"\s*[\[(].*")  # "[to Holm]", "(by phone)"
_LEAST_TURNS = 3
_MOSTLY = 0.6
_SMALL = frozenset("of the for and de van von al".split())


def turns(document: Document, analysis: Analysis) -> Iterator[Told]:
    """Yield the turns of a document in order, none where it is no transcript."""
    paragraphs = [part.span for part in document.parts if part.kind == "body"]
    labels = [_label(document.text, paragraph) for paragraph in paragraphs]
    known = Counter(span.of(document.text) for span in labels if span)
    if known.total() < _LEAST_TURNS or max(known.values()) == 1:
        return
    goes_on = known.total() >= _MOSTLY * len(paragraphs)
    for label, said in _gathered(document.text, paragraphs, labels, goes_on=goes_on):
        content = tuple(words for span in said if (words := analysis.words_in(span))[0] < words[1])
        if content:
            mark = _mark(document.text, label)
            source, cue = analysis.words_in(label), analysis.words_in(Span(mark, mark + 1))
            cues = () if cue == source else (cue,)  # "Q." is one word
            yield Told((source,), cues, content, TURN_SCORE, TURN_RULE, "direct")


def is_label(told: Told, spoken: Sequence[Told], *, colon: bool) -> bool:
    """Tell whether a statement with a colon as its cue is a turn that was found already."""
    labels: set[Range] = {source for turn in spoken for source in turn.source}
    return colon and not labels.isdisjoint(told.source)


def _gathered(
    text: str, paragraphs: Sequence[Span], labels: Sequence[Span | None], *, goes_on: bool
) -> Iterator[tuple[Span, list[Span]]]:
    """Yield each label with what is spoken under it."""
    turn: tuple[Span, list[Span]] | None = None
    for paragraph, label in zip(paragraphs, labels, strict=True):
        if label is not None:
            if turn is not None:
                yield turn
            turn = (label, [Span(_mark(text, label) + 1, paragraph.end)])
        elif turn is not None and goes_on:
            turn[1].append(paragraph)
    if turn is not None:
        yield turn


def _mark(text: str, label: Span) -> int:
    """Return where the mark behind a label stands: a colon, or the stop of "Q."."""
    return label.end if text[label.end] == "." else text.index(":", label.end)


def _label(text: str, paragraph: Span) -> Span | None:
    letter = _LETTER.match(text, paragraph.start, paragraph.end)
    if letter:
        return Span(*letter.span("who"))
    match = _LABEL.match(text, paragraph.start, paragraph.end)
    if match is None:
        return None
    bare = _ASIDE.sub("", match["who"])
    named = all(not word[0].islower() or word.lower() in _SMALL for word in bare.split())
    return Span(match.start("who"), match.start("who") + len(bare.rstrip())) if named else None
